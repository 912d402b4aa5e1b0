// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

// Job is work that runs when the code that is running now has ended: reactions of promises, continuations of async
// functions. ECMA-262 9.5. Run is a function of a package, not a closure, and gets the job's own arguments.
type Job struct {
	Run  func(r *Realm, j *Job) error
	Args [4]Value
	Data any // a pointer, or nil
}

// jobBytes is what a job is charged at.
const jobBytes = 96

// jobQueue is first in, first out. Its length is bounded by the memory of the run.
type jobQueue struct {
	jobs []Job
	head int
}

// Enqueue puts a job at the end of the queue.
func (r *Realm) Enqueue(j Job) {
	r.took(jobBytes)
	r.jobs.jobs = append(r.jobs.jobs, j)
}

// RunJobs runs jobs until there are none, or done, unless nil, says that what was waited for has happened. It ends
// with the first error: jobs catch what the program throws, so that is an Abort, or an Exception nobody handles.
func (r *Realm) RunJobs(done func() bool) error {
	q := &r.jobs
	for q.head < len(q.jobs) {
		if done != nil && done() {
			return nil
		}
		j := q.jobs[q.head]
		q.jobs[q.head] = Job{}
		if q.head++; q.head == len(q.jobs) {
			q.jobs, q.head = q.jobs[:0], 0
		}
		if err := r.Charge(1); err != nil {
			return err
		}
		if err := j.Run(r, &j); err != nil {
			return err
		}
	}
	return nil
}

// PendingJobs returns the number of jobs in the queue.
func (r *Realm) PendingJobs() int { return len(r.jobs.jobs) - r.jobs.head }

func (q *jobQueue) clear() {
	clear(q.jobs)
	q.jobs, q.head = q.jobs[:0], 0
}
