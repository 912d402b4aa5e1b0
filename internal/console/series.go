// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"selvedge/internal/usage"
)

// Limits of what is kept in memory for the tab Metrics. The counters themselves are for Prometheus to keep.
const (
	seriesStep  = time.Minute // as CloudWatch has it
	seriesSteps = 60
	maxSeries   = 500 // pairs of function and distribution; others are not plotted
	sampleEvery = 10 * time.Second
)

// pair is a function and a distribution.
type pair struct{ function, distribution string }

// point is what a function did for a distribution in one step.
type point struct {
	Invocations, ValidationErrors, ExecutionErrors, Throttles, UtilizationSum uint32
}

func (p *point) add(q point) {
	p.Invocations += q.Invocations
	p.ValidationErrors += q.ValidationErrors
	p.ExecutionErrors += q.ExecutionErrors
	p.Throttles += q.Throttles
	p.UtilizationSum += q.UtilizationSum
}

// Utilization returns the average of the invocations that ran.
func (p point) Utilization() float64 {
	if ran := p.Invocations - p.Throttles; ran > 0 {
		return float64(p.UtilizationSum) / float64(ran)
	}
	return 0
}

// series keeps the last hour of the counters. It is safe for concurrent use; the zero value is empty.
type series struct {
	mu sync.Mutex

	step  int64 // the present one, in steps since 1970
	pairs map[pair]*track
	full  bool // something was not kept
}

// track is one pair: the counters as last seen, and a ring of steps.
type track struct {
	seen usage.Sample
	ring [seriesSteps]point
}

// observe takes what the counters say at now.
func (s *series) observe(samples []usage.Sample, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()

	if s.pairs == nil {
		s.pairs = map[pair]*track{}
	}
	s.advanceLocked(now.Unix() / int64(seriesStep/time.Second))
	present := make(map[pair]bool, len(samples))
	for _, sample := range samples {
		key := pair{sample.Function, sample.DistributionID}
		present[key] = true
		t := s.pairs[key]
		if t == nil {
			if len(s.pairs) >= maxSeries {
				s.full = true
				continue
			}
			t = &track{}
			s.pairs[key] = t
		}
		if sample.Invocations < t.seen.Invocations { // it was linked anew and counts from 0
			t.seen = usage.Sample{}
		}
		t.ring[s.step%seriesSteps].add(increase(t.seen, sample))
		t.seen = sample
	}
	for key := range s.pairs {
		if !present[key] {
			delete(s.pairs, key)
		}
	}
}

// advanceLocked makes step the present one and clears those in between.
func (s *series) advanceLocked(step int64) {
	if step <= s.step {
		return
	}
	for _, t := range s.pairs {
		for i := max(s.step+1, step-seriesSteps+1); i <= step; i++ {
			t.ring[i%seriesSteps] = point{}
		}
	}
	s.step = step
}

func increase(from, to usage.Sample) point {
	less := func(a, b uint64) uint32 { return uint32(min(b-min(a, b), 1<<32-1)) } //nolint:gosec // bounded
	return point{
		less(from.Invocations, to.Invocations), less(from.ValidationErrors, to.ValidationErrors),
		less(from.ExecutionErrors, to.ExecutionErrors), less(from.Throttles, to.Throttles),
		less(from.UtilizationSum, to.UtilizationSum),
	}
}

// history is the steps of a function, oldest first, for all its distributions or the chosen one.
type history struct {
	Steps  [seriesSteps]point
	Of     []historyOf // all its distributions
	Totals point       // of Steps
	Full   bool        // there are functions of which nothing is kept
}

// historyOf is the hour of one distribution.
type historyOf struct {
	DistributionID string
	Totals         point
}

// of returns the hour of a function; distribution "" means all of them.
func (s *series) of(function, distribution string) (h history) {
	s.mu.Lock()
	defer s.mu.Unlock()

	h.Full = s.full
	for key, t := range s.pairs {
		if key.function != function {
			continue
		}
		one := historyOf{DistributionID: key.distribution}
		for i := range seriesSteps {
			p := t.ring[(s.step+1+int64(i))%seriesSteps]
			one.Totals.add(p)
			if distribution == "" || distribution == key.distribution {
				h.Steps[i].add(p)
				h.Totals.add(p)
			}
		}
		h.Of = append(h.Of, one)
	}
	slices.SortFunc(h.Of, func(a, b historyOf) int { return cmp.Compare(a.DistributionID, b.DistributionID) })
	return h
}

// Run keeps the plots going until ctx is done.
func (c *Console) Run(ctx context.Context) {
	ticker := time.NewTicker(sampleEvery)
	defer ticker.Stop()
	for {
		c.series.observe(c.config.Samples(), c.config.Now())
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// Limits of the log lines that are kept: the latest, of all functions together.
const (
	maxTail      = 1000
	maxTailBytes = 1 << 20
	tailShown    = 100
)

// logLine is what a function printed with one call of console.log.
type logLine struct {
	Time                                time.Time
	Function, DistributionID, RequestID string
	Text                                string
}

// tail keeps the latest lines. It is safe for concurrent use; the zero value is empty.
type tail struct {
	mu sync.Mutex

	lines []logLine
	bytes int
}

// Log takes what a function printed during one invocation.
func (c *Console) Log(distributionID, function, requestID string, lines []string) {
	now := c.config.Now()
	t := c.tail
	t.mu.Lock()
	defer t.mu.Unlock()

	for _, text := range lines {
		t.lines = append(t.lines, logLine{now, function, distributionID, requestID, text})
		t.bytes += len(text)
	}
	drop := 0
	for len(t.lines)-drop > maxTail || t.bytes > maxTailBytes && drop < len(t.lines) {
		t.bytes -= len(t.lines[drop].Text)
		t.lines[drop] = logLine{}
		drop++
	}
	t.lines = t.lines[drop:]
}

// of returns the latest lines of a function, newest first.
func (t *tail) of(function string) (list []logLine) {
	t.mu.Lock()
	defer t.mu.Unlock()

	for i := len(t.lines) - 1; i >= 0 && len(list) < tailShown; i-- {
		if t.lines[i].Function == function {
			list = append(list, t.lines[i])
		}
	}
	return list
}
