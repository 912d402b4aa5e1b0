// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"selvedge/internal/httpcache"
	"selvedge/internal/httpmsg"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

const unlimited = time.Duration(1<<63 - 1)

// lines makes header lines of names and values in turn.
func lines(pairs ...string) httpmsg.Headers {
	h := httpmsg.Headers{}
	for i := 0; i+1 < len(pairs); i += 2 {
		h.Add(pairs[i], pairs[i+1])
	}
	return h
}

func at(d time.Duration) string { return noon.Add(d).Format(http.TimeFormat) }

// TestLifeOf: AWS is the developer guide, page "Manage how long content stays in the cache (expiration)", and for errors
// "How CloudFront processes HTTP 4xx and 5xx status codes from your origin".
func TestLifeOf(t *testing.T) {
	open := httpcache.TTL{Max: time.Hour}                                                      // UseOriginCacheControlHeaders
	daily := httpcache.TTL{Default: 24 * time.Hour, Max: 365 * 24 * time.Hour}                 // legacy defaults
	least := httpcache.TTL{Min: time.Minute, Default: 10 * time.Minute, Max: 20 * time.Minute} // a minimum
	stale := httpcache.Life{Store: true, IfError: unlimited}                                   // with a validator
	fresh := func(d time.Duration) httpcache.Life { return httpcache.Life{Store: true, Fresh: d, IfError: unlimited} }
	forced := httpcache.Life{Store: true, Fresh: time.Minute}
	tests := []struct {
		name    string
		ttl     httpcache.TTL
		status  int
		headers httpmsg.Headers
		want    httpcache.Life
	}{
		{"AWS: nothing said, default TTL", daily, 200, nil, fresh(24 * time.Hour)},
		{"AWS: nothing said, default TTL 0", open, 200, nil, httpcache.Life{IfError: unlimited}},
		{"AWS: nothing said, minimum below the default", least, 200, nil, fresh(10 * time.Minute)},
		{"AWS: max-age below the maximum", open, 200, lines("cache-control", "max-age=60"), fresh(time.Minute)},
		{"AWS: max-age above the maximum", open, 200, lines("cache-control", "max-age=7200"), fresh(time.Hour)},
		{"AWS: max-age below the minimum", least, 200, lines("cache-control", "max-age=5"), fresh(time.Minute)},
		{"AWS: s-maxage before max-age", open, 200, lines("cache-control", "max-age=5, s-maxage=50"), fresh(50 * time.Second)},
		{"AWS: Expires", open, 200, lines("expires", at(time.Minute)), fresh(time.Minute)},
		{"AWS: Expires above the maximum", open, 200, lines("expires", at(5*time.Hour)), fresh(time.Hour)},
		{"AWS: Expires below the minimum", least, 200, lines("expires", at(-time.Hour)), fresh(time.Minute)},
		{"AWS: max-age before Expires", open, 200, lines("expires", at(time.Hour), "cache-control", "max-age=7"), fresh(7 * time.Second)},
		{"AWS: no-store without a minimum", open, 200, lines("cache-control", "no-store, max-age=60"), httpcache.Life{}},
		{"AWS: private without a minimum", daily, 200, lines("cache-control", "private"), httpcache.Life{}},
		{"AWS: no-store with a minimum", least, 200, lines("cache-control", "no-store"), forced},
		{"AWS: no-cache with a minimum", least, 200, lines("cache-control", "no-cache"), forced},
		{"AWS: private with a minimum", least, 200, lines("cache-control", "private, max-age=9999"), forced},
		{"RFC 9111 5.2.2.4: no-cache is stored to be asked about", open, 200, lines("cache-control", "no-cache", "etag", `"1"`), httpcache.Life{Store: true}},
		{"no-cache that cannot be asked about", open, 200, lines("cache-control", "no-cache"), httpcache.Life{}},
		{"RFC 9111 5.2.2.4: no-cache of a field", open, 200, lines("cache-control", `no-cache="set-cookie, a", max-age=60`), httpcache.Life{}},
		{"max-age=0 with a validator", open, 200, lines("cache-control", "max-age=0", "last-modified", at(-time.Hour)), stale},
		{"RFC 9111 4.2.1: a freshness that cannot be read is stale", open, 200, lines("cache-control", "max-age=1x"), httpcache.Life{IfError: unlimited}},
		{"RFC 9111 4.2.1: negative", open, 200, lines("cache-control", "max-age=-1"), httpcache.Life{IfError: unlimited}},
		{"RFC 9111 4.2.1: the first of two", open, 200, lines("cache-control", "max-age=60", "cache-control", "max-age=0"), fresh(time.Minute)},
		{"RFC 9111 1.2.2: too large", httpcache.TTL{Max: 1 << 62}, 200, lines("cache-control", "max-age=99999999999999999999"), fresh(1 << 31 * time.Second)},
		{"RFC 9110 5.6.4: quoted", open, 200, lines("cache-control", `max-age="60"`), fresh(time.Minute)},
		{"RFC 9111 5.2: any case, blanks, unknown ones", open, 200, lines("cache-control", ` x=", max-age=1" ,  MAX-age=60`), fresh(time.Minute)},
		{"RFC 9111 5.3: Expires that is no date", open, 200, lines("expires", "0"), httpcache.Life{IfError: unlimited}},
		{"RFC 9110 5.6.7: Expires with two blanks", open, 200, lines("expires", strings.Replace(at(time.Hour), " GMT", "  GMT", 1)), httpcache.Life{IfError: unlimited}},
		{"RFC 9110 5.6.7: Expires with an hour of one digit", open, 200, lines("expires", "Mon, 02 Mar 2026 1:00:00 GMT"), httpcache.Life{IfError: unlimited}},
		{"RFC 9110 5.6.7: Expires as asctime has it", open, 200, lines("expires", "Mon Mar  2 12:01:00 2026"), fresh(time.Minute)},
		{"RFC 9110 5.6.7: Expires as RFC 850 has it", open, 200, lines("expires", "Monday, 02-Mar-26 12:01:00 GMT"), fresh(time.Minute)},
		{"RFC 9111 5.3: two that differ", open, 200, lines("expires", at(time.Hour), "expires", at(2*time.Hour)), httpcache.Life{IfError: unlimited}},
		{"RFC 9111 4.2.1: Expires counts from Date", open, 200, lines("date", at(-time.Minute), "expires", at(time.Minute)),
			httpcache.Life{Store: true, Age: time.Minute, Fresh: time.Minute, IfError: unlimited}},
		{"RFC 9111 4.2.3: Age", open, 200, lines("age", "20", "cache-control", "max-age=60"),
			httpcache.Life{Store: true, Age: 20 * time.Second, Fresh: 40 * time.Second, IfError: unlimited}},
		{"RFC 9111 5.1: the first Age counts", open, 200, lines("age", "20, 50", "cache-control", "max-age=60"),
			httpcache.Life{Store: true, Age: 20 * time.Second, Fresh: 40 * time.Second, IfError: unlimited}},
		{"RFC 9111 4.2.3: older than it may be", open, 200, lines("age", "90", "cache-control", "max-age=60", "etag", `"1"`),
			httpcache.Life{Store: true, Age: 90 * time.Second, Fresh: -30 * time.Second, IfError: unlimited}},
		{"minimum counts from arrival", least, 200, lines("age", "90", "cache-control", "max-age=60"),
			httpcache.Life{Store: true, Age: 90 * time.Second, Fresh: time.Minute, IfError: unlimited}},
		{"RFC 9111 5.2.2.2: must-revalidate", open, 200, lines("cache-control", "max-age=60, must-revalidate, stale-if-error=60"),
			httpcache.Life{Store: true, Fresh: time.Minute}},
		{"RFC 9111 5.2.2.8: proxy-revalidate", open, 200, lines("cache-control", "max-age=60, proxy-revalidate"),
			httpcache.Life{Store: true, Fresh: time.Minute}},
		{"RFC 5861 3: stale-while-revalidate", open, 200, lines("cache-control", "max-age=60, stale-while-revalidate=30"),
			httpcache.Life{Store: true, Fresh: time.Minute, WhileRevalidate: 30 * time.Second, IfError: unlimited}},
		{"AWS: stale directives up to the maximum", open, 200, lines("cache-control", "max-age=60, stale-while-revalidate=7200, stale-if-error=7201"),
			httpcache.Life{Store: true, Fresh: time.Minute, WhileRevalidate: time.Hour, IfError: time.Hour}},
		{"AWS: stale-if-error=0", open, 200, lines("cache-control", "max-age=60, stale-if-error=0"), httpcache.Life{Store: true, Fresh: time.Minute}},
		{"AWS: Vary * without a minimum", open, 200, lines("cache-control", "max-age=60", "vary", "a, *"), httpcache.Life{}},
		{"AWS: Vary * with a minimum", least, 200, lines("vary", "*"), fresh(10 * time.Minute)},
		{"AWS: redirects", daily, 302, nil, fresh(24 * time.Hour)},
		{"parts are not stored", daily, 206, nil, httpcache.Life{}},
		{"304 is not stored", daily, 304, nil, httpcache.Life{}},
		{"AWS: 404 for the error caching minimum TTL", open, 404, nil, httpcache.Life{Store: true, Fresh: 10 * time.Second}},
		{"AWS: 404 with a greater max-age", open, 404, lines("cache-control", "max-age=60"), httpcache.Life{Store: true, Fresh: time.Minute}},
		{"AWS: 404 with a smaller max-age", open, 404, lines("cache-control", "max-age=1"), httpcache.Life{Store: true, Fresh: 10 * time.Second}},
		{"AWS: 404 with no-store", open, 404, lines("cache-control", "no-store, max-age=60"), httpcache.Life{Store: true, Fresh: 10 * time.Second}},
		{"AWS: 503", daily, 503, nil, httpcache.Life{Store: true, Fresh: 10 * time.Second}},
		{"AWS: 403 without max-age", daily, 403, nil, httpcache.Life{}},
		{"AWS: 403 with max-age", daily, 403, lines("cache-control", "max-age=60"), httpcache.Life{Store: true, Fresh: time.Minute}},
		{"AWS: 416 is not cached", daily, 416, lines("cache-control", "max-age=60"), httpcache.Life{}},
		{"AWS: 401 is not in the lists", daily, 401, lines("cache-control", "max-age=60"), httpcache.Life{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := &httpcache.Arrival{Requested: noon, Now: noon, Status: tt.status, Headers: tt.headers, ErrorTTL: 10 * time.Second}
			if got := tt.ttl.LifeOf(a); got != tt.want {
				t.Errorf("LifeOf = %+v, want %+v", got, tt.want)
			}
		})
	}
}

// TestLifeOfDelayed: RFC 9111 section 4.2.3, response_delay.
func TestLifeOfDelayed(t *testing.T) {
	ttl := httpcache.TTL{Max: time.Hour}
	a := &httpcache.Arrival{
		Requested: noon, Now: noon.Add(3 * time.Second), Status: 200, Headers: lines("cache-control", "max-age=10", "age", "1"),
	}
	if got := ttl.LifeOf(a); got.Age != 4*time.Second || got.Fresh != 6*time.Second {
		t.Errorf("LifeOf = %+v, want 4s old and fresh for 6s", got)
	}
}

// TestLifeOfAuthorized: RFC 9111 section 3.5.
func TestLifeOfAuthorized(t *testing.T) {
	ttl := httpcache.TTL{Default: time.Minute, Max: time.Hour}
	for control, want := range map[string]bool{
		"": false, "max-age=60": false, "public": true, "s-maxage=60": true, "must-revalidate, max-age=60": true,
	} {
		a := &httpcache.Arrival{Requested: noon, Now: noon, Status: 200, Headers: lines("cache-control", control), Authorized: true}
		if got := ttl.LifeOf(a); got.Store != want {
			t.Errorf("LifeOf with %q: Store = %t, want %t", control, got.Store, want)
		}
	}
}

func FuzzCacheControl(f *testing.F) {
	for _, seed := range []string{"", "max-age=1", `no-cache="a,b", s-maxage=5`, `x="\"`, ",,=,", "stale-if-error=\"9"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ttl := httpcache.TTL{Max: time.Hour}
		a := &httpcache.Arrival{Requested: noon, Now: noon, Status: 200, Headers: lines("cache-control", text)}
		if life := ttl.LifeOf(a); life.Fresh > time.Hour || life.WhileRevalidate > time.Hour || life.Age != 0 {
			t.Errorf("LifeOf(%q) = %+v", text, life)
		}
	})
}
