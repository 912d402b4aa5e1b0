// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package usage

import (
	"sync"
	"sync/atomic"
	"time"
)

// When a function is throttled, and for how long. AWS says that functions which keep exceeding the time or do not
// compile are, and it was observed that they recover after 5 to 15 minutes (limits.md section 5); how many failures it
// takes is not known. An invocation that takes all of the allowed compute counts even if it ends well.
const (
	ThrottleAfter  = 10              // such invocations one after the other,
	ThrottleWindow = 5 * time.Minute // within this time, for this time
)

// throttle decides when a function must rest. Requests that run well cost it two atomic loads.
type throttle struct {
	rests    atomic.Pointer[time.Time] // the end of the rest; nil when there is none
	overruns atomic.Int32              // one after the other

	mu sync.Mutex

	first time.Time // of the overruns
}

// blocks says whether the function rests at now.
func (t *throttle) blocks(now time.Time) bool {
	end := t.rests.Load()
	return end != nil && now.Before(*end)
}

// ended notes an invocation that ended at now.
func (t *throttle) ended(now time.Time, overrun bool) {
	if !overrun {
		if t.overruns.Load() != 0 {
			t.overruns.Store(0)
		}
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()

	if t.overruns.Load() == 0 || now.Sub(t.first) > ThrottleWindow {
		t.first = now
		t.overruns.Store(0)
	}
	if t.overruns.Add(1) < ThrottleAfter {
		return
	}
	end := now.Add(ThrottleWindow)
	t.rests.Store(&end)
	t.overruns.Store(0)
}
