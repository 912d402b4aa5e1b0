// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"selvedge/internal/httpmsg"
)

// This file decides what may be stored and for how long. Sources: RFC 9111 sections 3 and 4.2; AWS developer guide,
// "Manage how long content stays in the cache (expiration)" and "How CloudFront processes HTTP 4xx and 5xx status codes
// from your origin".

// unlimited is a stale window without an end of its own: CloudFront serves what has expired for as long as the origin
// fails and the object is there, unless stale-if-error says less.
const unlimited = time.Duration(1<<63 - 1)

// TTL are the three times of a cache policy.
type TTL struct{ Min, Default, Max time.Duration }

// Arrival is a response that has just come from the origin.
type Arrival struct {
	// Requested is when the request was sent, Now when the head of the response had come.
	Requested, Now time.Time
	Status         int
	Headers        httpmsg.Headers
	// Authorized says that the request carried an Authorization line that is not part of the key.
	Authorized bool
	// ErrorTTL is how long an error is kept at least: CloudFront's error caching minimum TTL.
	ErrorTTL time.Duration
}

// Life is for how long a response may be used, from its arrival on.
type Life struct {
	// Store says that the response may be stored at all.
	Store bool
	// Age is how old it was already.
	Age time.Duration
	// Fresh is how long it may be used without asking; not positive: never.
	Fresh time.Duration
	// WhileRevalidate and IfError are how long after that it may be used while it is being revalidated, and when the
	// origin fails.
	WhileRevalidate, IfError time.Duration
}

// LifeOf judges a response.
func (t *TTL) LifeOf(a *Arrival) Life {
	d := readDirectives(a.Headers)
	life := Life{Age: initialAge(a)}
	if a.Status >= http.StatusBadRequest {
		t.errorLife(a, &d, &life)
		return life
	}
	if a.Status < http.StatusOK || a.Status == http.StatusPartialContent || a.Status == http.StatusNotModified ||
		a.Authorized && !d.sharedWithAuthorization() {
		return life
	}
	t.successLife(a, &d, &life)
	return life
}

// successLife applies the table of the AWS page on expiration.
func (t *TTL) successLife(a *Arrival, d *directives, life *Life) {
	lifetime, explicit := d.lifetime(a)
	switch {
	case d.noStore || d.private:
		life.Store, life.Fresh = t.Min > 0, t.Min // with a minimum, CloudFront keeps what nobody should
		return
	case d.noCache:
		life.Fresh = t.Min
		life.Store = t.Min > 0 || hasValidator(a.Headers)
		return
	case varies(a.Headers) == varyAny && t.Min == 0:
		return // AWS: every request goes to the origin, without conditions
	case explicit:
		if life.Fresh = min(lifetime, t.Max) - life.Age; t.Min > 0 {
			life.Fresh = max(life.Fresh, t.Min)
		}
	default:
		life.Fresh = max(t.Min, t.Default)
	}
	t.staleness(d, life)
	life.Store = life.Fresh > 0 || hasValidator(a.Headers) || life.WhileRevalidate > 0
}

// staleness fills in how long a response may be used once it is not fresh any more. Source: RFC 9111 section 4.2.4;
// RFC 5861; AWS: the stale directives count up to the maximum TTL, and without them an error of the origin is covered by
// what the cache has.
func (t *TTL) staleness(d *directives, life *Life) {
	if d.mustRevalidate || d.proxyRevalidate {
		return
	}
	if d.staleWhileRevalidate > 0 {
		life.WhileRevalidate = min(seconds(d.staleWhileRevalidate), t.Max)
	}
	life.IfError = unlimited
	if d.staleIfError != absent {
		life.IfError = min(seconds(d.staleIfError), t.Max)
	}
}

// errorLife judges an error. Its directives can only make it stay longer than the error caching minimum TTL.
func (t *TTL) errorLife(a *Arrival, d *directives, life *Life) {
	lifetime, explicit := d.lifetime(a)
	switch a.Status {
	case 404, 414, 500, 501, 502, 503, 504:
	case 400, 403, 405, 412, 415:
		if d.maxAge == absent && d.sMaxAge == absent {
			return
		}
	default:
		return
	}
	life.Fresh = a.ErrorTTL
	if explicit && !d.noStore && !d.private && !d.noCache {
		life.Fresh = max(a.ErrorTTL, lifetime-life.Age)
	}
	life.Store = life.Fresh > 0
}

// lifetime returns the freshness lifetime that the origin gives. Source: RFC 9111 section 4.2.1.
func (d *directives) lifetime(a *Arrival) (lifetime time.Duration, explicit bool) {
	switch {
	case d.sMaxAge != absent:
		return seconds(d.sMaxAge), true
	case d.maxAge != absent:
		return seconds(d.maxAge), true
	}
	expires, found := only(a.Headers, "expires")
	if !found {
		return 0, false
	}
	at, err := parseDate(expires)
	if err != nil {
		return 0, true // RFC 9111 section 5.3: in the past
	}
	return at.Sub(dateOf(a)), true
}

// sharedWithAuthorization says whether a response to a request with Authorization may be stored. Source: RFC 9111
// section 3.5.
func (d *directives) sharedWithAuthorization() bool {
	return d.public || d.mustRevalidate || d.sMaxAge != absent
}

// initialAge returns the age at arrival. Source: RFC 9111 section 4.2.3.
func initialAge(a *Arrival) time.Duration {
	apparent := max(0, a.Now.Sub(dateOf(a)))
	return max(apparent, ageOf(a.Headers)+a.Now.Sub(a.Requested))
}

// dateOf returns when the response says that it was made; without a date, when it came (RFC 9110 section 6.6.1).
func dateOf(a *Arrival) time.Time {
	if date, err := parseDate(a.Headers.Get("date")); err == nil {
		return date
	}
	return a.Now
}

// parseDate reads an HTTP-date; the library takes more blanks and fewer digits than there may be. Source: RFC 9110
// section 5.6.7.
func parseDate(text string) (time.Time, error) {
	at, err := http.ParseTime(text)
	if err == nil && len(text) != len(http.TimeFormat) && len(text) != len(time.ANSIC) && !strings.Contains(text, "-") {
		return time.Time{}, errDate
	}
	return at, err
}

var errDate = errors.New("cache: not a date")

// ageOf reads Age. Of several values the first counts; one that is no number is left out. Source: RFC 9111 section
// 5.1.
func ageOf(h httpmsg.Headers) time.Duration {
	value, _, _ := strings.Cut(h.Get("age"), ",")
	age, _ := readSeconds(strings.Trim(value, " \t"))
	return seconds(age)
}

func seconds(n int64) time.Duration { return time.Duration(n) * time.Second }

// only returns the value of a field that is to have one line. With several that differ, the value is one that cannot
// be read.
func only(h httpmsg.Headers, name string) (value string, found bool) {
	for i := range h {
		if h[i].Name != name {
			continue
		}
		if found && h[i].Value != value {
			return "", true
		}
		value, found = h[i].Value, true
	}
	return value, found
}

// hasValidator says whether the response can be asked about.
func hasValidator(h httpmsg.Headers) bool { return h.Get("etag") != "" || h.Get("last-modified") != "" }
