// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package usage_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/cff"
	"selvedge/internal/usage"
)

var start = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// run is how an invocation ended.
type run struct {
	cff.Result

	broken bool
}

func (r run) end(u *usage.Usage, now time.Time) { u.End(now, &r.Result, r.broken) }

func ran(utilization int) run { return run{Result: cff.Result{ComputeUtilization: utilization}} }

func failed(class cff.FailureClass, utilization int) run {
	return run{Result: cff.Result{Failure: &cff.Failure{Class: class}, ComputeUtilization: utilization}}
}

func broken() run {
	r := failed(cff.ExecutionError, 0)
	r.broken = true
	return r
}

// TestCounters: limits.md section 6.
func TestCounters(t *testing.T) {
	r := usage.NewRegistry(usage.Config{})
	a, b := r.Link("f", "A"), r.Link("f", "B")
	if r.Link("f", "A") != a || a == b {
		t.Error("Link does not tell pairs apart, or does not find one again")
	}
	for _, run := range []run{ran(10), ran(21), failed(cff.ExecutionError, 100), failed(cff.ValidationError, 9),
		{Result: cff.Result{KeyValueReads: cff.StoreReads{OK: 3, Failed: 1}}}} {
		if !a.Start(start) {
			t.Error("Start refuses though nothing is throttled")
		}
		run.end(a, start)
	}
	b.Start(start)
	ran(5).end(b, start)
	b.Invalid()
	r.Link("e", "A")
	want := []usage.Sample{
		{Function: "e", DistributionID: "A"},
		{Function: "f", DistributionID: "A", Invocations: 5, ValidationErrors: 1, ExecutionErrors: 1,
			UtilizationSum: 140, KeyValueReads: 3, KeyValueErrors: 1},
		{Function: "f", DistributionID: "B", Invocations: 1, ValidationErrors: 1, UtilizationSum: 5},
	}
	if diff := cmp.Diff(want, r.Samples()); diff != "" {
		t.Errorf("samples (-want +got):\n%s", diff)
	}
	r.Unlink("f", "A")
	r.Unlink("f", "never")
	r.Unlink("never", "A")
	r.Remove("e")
	if got := r.Samples(); len(got) != 1 || got[0].DistributionID != "B" {
		t.Errorf("after Unlink and Remove: %v", got)
	}
	ran(1).end(a, start) // an invocation that was running
	if r.Link("f", "A") == a || len(r.Samples()) != 2 {
		t.Error("a pair that is linked again begins anew")
	}
}

func TestThrottle(t *testing.T) {
	overrun := failed(cff.ExecutionError, 100)
	many := func(r run, n int) (runs []run) {
		for range n {
			runs = append(runs, r)
		}
		return runs
	}
	const enough = usage.ThrottleAfter
	tests := []struct {
		name string
		runs []run
		step time.Duration // between them
		want bool          // throttled afterwards
	}{
		{"compile errors", many(broken(), enough), time.Second, true},
		{"timeouts", many(overrun, enough), time.Second, true},
		{"both", append(many(broken(), enough/2), many(overrun, enough-enough/2)...), time.Second, true},
		{"one too few", many(broken(), enough-1), time.Second, false},
		{"exceptions", many(failed(cff.ExecutionError, 30), 3*enough), time.Second, false},
		{"validation errors", many(failed(cff.ValidationError, 99), 3*enough), time.Second, false},
		{"busy", many(ran(99), 3*enough), time.Second, false},
		{"too busy, though they end", many(ran(100), enough), time.Second, true},
		{"a good one in between", append(append(many(broken(), enough-1), ran(20)), many(broken(), enough-1)...), time.Second, false},
		{"as slowly as still counts", many(broken(), enough), usage.ThrottleWindow / (enough - 1), true},
		{"more slowly", many(broken(), 2*enough), usage.ThrottleWindow/(enough-1) + time.Second, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			u := usage.NewRegistry(usage.Config{Throttle: true}).Link("f", "A")
			now := start
			for i, run := range tt.runs {
				if i > 0 {
					now = now.Add(tt.step)
				}
				if !u.Start(now) {
					t.Fatalf("throttled before invocation %d", i)
				}
				run.end(u, now)
			}
			if got := !u.Start(now); got != tt.want {
				t.Fatalf("throttled: %v, want %v", got, tt.want)
			}
			if !tt.want {
				return
			}
			if u.Start(now.Add(usage.ThrottleWindow - 1)) {
				t.Error("the rest ends too early")
			}
			now = now.Add(usage.ThrottleWindow)
			for i := range enough { // then it may fail as often again
				if !u.Start(now) {
					t.Fatalf("throttled at failure %d after the rest", i)
				}
				broken().end(u, now)
			}
			if u.Start(now) {
				t.Error("not throttled again")
			}
		})
	}
}

// TestThrottleIsPerFunction: event.md section 8.2.
func TestThrottleIsPerFunction(t *testing.T) {
	r := usage.NewRegistry(usage.Config{Throttle: true})
	a := r.Link("f", "A")
	for range usage.ThrottleAfter {
		a.Start(start)
		broken().end(a, start)
	}
	if r.Link("f", "B").Start(start) || !r.Link("g", "A").Start(start) {
		t.Error("throttling must reach all distributions of the function, and no other function")
	}
	r.Unlink("f", "A")
	if r.Link("f", "A").Start(start) {
		t.Error("throttling must outlive a change of the configuration")
	}
	r.Remove("f")
	if !r.Link("f", "A").Start(start) {
		t.Error("a function that is created again is another one")
	}
	got := r.Samples()
	if len(got) != 2 || got[0].Throttles != 0 || got[0].Invocations != 1 {
		t.Errorf("samples %v", got)
	}
	off := usage.NewRegistry(usage.Config{}).Link("f", "A")
	for range 3 * usage.ThrottleAfter {
		if !off.Start(start) {
			t.Fatal("throttled though it is off")
		}
		broken().end(off, start)
	}
}

func TestConcurrentUse(t *testing.T) {
	r := usage.NewRegistry(usage.Config{Throttle: true})
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for n := range 500 {
				u := r.Link("f", string(rune('A'+i)))
				if u.Start(start) {
					[]run{ran(1), broken()}[n%2].end(u, start)
				}
				r.Samples()
			}
		})
	}
	all.Wait()
	var sum uint64
	for _, s := range r.Samples() {
		sum += s.Invocations
	}
	if sum != 2000 {
		t.Errorf("%d invocations were counted, want 2000", sum)
	}
}

func BenchmarkUsage(b *testing.B) {
	for name, config := range map[string]usage.Config{"counting": {}, "throttling": {Throttle: true}} {
		b.Run(name, func(b *testing.B) {
			u := usage.NewRegistry(config).Link("f", "A")
			result := &cff.Result{ComputeUtilization: 12}
			b.ReportAllocs()
			for b.Loop() {
				if u.Start(start) {
					u.End(start, result, false)
				}
			}
		})
	}
}
