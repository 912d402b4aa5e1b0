// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package usage

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"selvedge/internal/cff"
)

// Config configures a Registry. The zero value counts and throttles nothing.
type Config struct {
	// Throttle refuses to run functions that do not compile or keep exceeding the allowed compute.
	Throttle bool
}

// Registry holds the usage of all functions of an edge.
type Registry struct {
	config Config

	mu sync.Mutex

	functions map[string]*function
}

// function is what the registry knows of one function.
type function struct {
	throttle      *throttle // nil when nothing is throttled
	distributions map[string]*Usage
}

// NewRegistry returns an empty Registry.
func NewRegistry(config Config) *Registry {
	return &Registry{config: config, functions: map[string]*function{}}
}

// Link returns the usage of a function by a distribution. It is the same one until Unlink or Remove.
func (r *Registry) Link(name, distributionID string) *Usage {
	r.mu.Lock()
	defer r.mu.Unlock()

	f := r.functions[name]
	if f == nil {
		f = &function{distributions: map[string]*Usage{}}
		if r.config.Throttle {
			f.throttle = &throttle{}
		}
		r.functions[name] = f
	}
	u := f.distributions[distributionID]
	if u == nil {
		u = &Usage{throttle: f.throttle}
		f.distributions[distributionID] = u
	}
	return u
}

// Unlink forgets what a distribution has used of a function. What throttles the function stays.
func (r *Registry) Unlink(name, distributionID string) {
	r.mu.Lock()
	defer r.mu.Unlock()

	if f := r.functions[name]; f != nil {
		delete(f.distributions, distributionID)
	}
}

// Remove forgets a function.
func (r *Registry) Remove(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()

	delete(r.functions, name)
}

// Sample is the counters of a function for a distribution. Source of their meaning: limits.md section 6.
type Sample struct {
	Function, DistributionID string

	Invocations      uint64 // started, or throttled
	ValidationErrors uint64
	ExecutionErrors  uint64
	Throttles        uint64
	UtilizationSum   uint64 // percent, of invocations that were not throttled
	KeyValueReads    uint64 // that succeeded
	KeyValueErrors   uint64 // reads that failed
}

// Samples returns all counters, by function and distribution.
func (r *Registry) Samples() []Sample {
	r.mu.Lock()
	defer r.mu.Unlock()

	var all []Sample
	for name, f := range r.functions {
		for id, u := range f.distributions {
			all = append(all, u.sample(name, id))
		}
	}
	slices.SortFunc(all, func(a, b Sample) int {
		return cmp.Or(strings.Compare(a.Function, b.Function), strings.Compare(a.DistributionID, b.DistributionID))
	})
	return all
}

// Usage counts what one function does for one distribution. The zero value counts and belongs to no registry.
type Usage struct {
	throttle *throttle

	invocations, validationErrors, executionErrors, throttles atomic.Uint64
	utilization, keyValueReads, keyValueErrors                atomic.Uint64
}

// Start counts an invocation that begins at now. It returns false when the function is throttled and must not run.
func (u *Usage) Start(now time.Time) bool {
	u.invocations.Add(1)
	if u.throttle == nil || !u.throttle.blocks(now) {
		return true
	}
	u.throttles.Add(1)
	return false
}

// End counts how an invocation that Start has allowed ended at now. broken says that the function does not compile.
func (u *Usage) End(now time.Time, result *cff.Result, broken bool) {
	u.utilization.Add(uint64(result.ComputeUtilization)) //nolint:gosec // 0 to 100
	if reads := result.KeyValueReads; reads != (cff.StoreReads{}) {
		u.keyValueReads.Add(uint64(reads.OK))      //nolint:gosec // a count
		u.keyValueErrors.Add(uint64(reads.Failed)) //nolint:gosec // a count
	}
	if f := result.Failure; f != nil {
		if f.Class == cff.ExecutionError {
			u.executionErrors.Add(1)
		} else {
			u.validationErrors.Add(1)
		}
	}
	if u.throttle != nil {
		u.throttle.ended(now, broken || result.ComputeUtilization >= 100)
	}
}

// Invalid counts that a result which End has counted as good could not be used after all.
func (u *Usage) Invalid() { u.validationErrors.Add(1) }

func (u *Usage) sample(name, id string) Sample {
	return Sample{
		Function: name, DistributionID: id,
		Invocations: u.invocations.Load(), ValidationErrors: u.validationErrors.Load(),
		ExecutionErrors: u.executionErrors.Load(), Throttles: u.throttles.Load(),
		UtilizationSum: u.utilization.Load(),
		KeyValueReads:  u.keyValueReads.Load(), KeyValueErrors: u.keyValueErrors.Load(),
	}
}
