// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package headerpolicy

import (
	"strconv"
	"strings"
	"time"

	"selvedge"
	"selvedge/internal/httpmsg"
)

// timing says which answers have Server-Timing.
type timing struct {
	rate float64 // of answers, 0 to 1
}

func newTiming(c *selvedge.ResponseHeadersPolicyServerTimingHeadersConfig) *timing {
	if c == nil || !c.Enabled {
		return nil
	}
	if c.SamplingRate == nil {
		return &timing{}
	}
	return &timing{rate: *c.SamplingRate / 100}
}

// Timed says whether the answer to request has Server-Timing: a sample of all, and whoever asks with Pragma. random
// returns a number from 0 to 1; it is called when the rate decides.
func (p *Policy) Timed(request *httpmsg.Request, random func() float64) bool {
	if p.timing == nil {
		return false
	}
	if p.timing.rate >= 1 {
		return true
	}
	for _, l := range request.Headers {
		if l.Name != "pragma" {
			continue
		}
		for part := range strings.SplitSeq(l.Value, ",") {
			if strings.EqualFold(strings.TrimSpace(part), "server-timing") {
				return true
			}
		}
	}
	return p.timing.rate > 0 && random() < p.timing.rate
}

// Cached says what the cache had to do with an answer.
type Cached uint8

// The outcomes.
const (
	NotCached  Cached = iota // the origin was not asked and nothing was looked up
	CacheHit                 // without a request to the origin
	CacheFresh               // after the origin confirmed it
	CacheMiss                // from the origin
)

// Metrics is what Server-Timing tells.
type Metrics struct {
	Cached   Cached
	Pop, ID  string
	Upstream time.Duration // until the first byte of the origin
	Elapsed  time.Duration // since the request was received
}

// AddTiming adds Server-Timing to an answer. What the origin sent is kept behind ours, unless it comes from the cache.
// Source: AWS developer guide, "Server-Timing header".
func AddTiming(answer *httpmsg.Headers, m *Metrics) {
	value := make([]byte, 0, 256)
	switch m.Cached {
	case CacheHit:
		value = append(value, "cdn-cache-hit,"...)
	case CacheFresh:
		value = append(value, "cdn-cache-refresh,"...)
	case CacheMiss:
		value = append(value, `cdn-upstream-layer;desc="EDGE",cdn-upstream-fbl;dur=`...)
		value = strconv.AppendInt(value, m.Upstream.Milliseconds(), 10)
		value = append(value, ",cdn-cache-miss,"...)
	case NotCached: // nothing to tell
	}
	value = append(value, `cdn-pop;desc="`...)
	value = append(value, m.Pop...)
	value = append(value, `",cdn-rid;desc="`...)
	value = append(value, m.ID...)
	value = append(value, '"')
	if m.Cached == CacheHit {
		value = append(value, `,cdn-hit-layer;desc="EDGE"`...)
	}
	value = append(value, ",cdn-downstream-fbl;dur="...)
	value = strconv.AppendInt(value, m.Elapsed.Milliseconds(), 10)
	if m.Cached == CacheMiss || m.Cached == NotCached {
		for _, l := range *answer {
			if l.Name == "server-timing" && l.Value != "" {
				value = append(append(value, ','), l.Value...)
			}
		}
	}
	answer.Set("server-timing", string(value))
}
