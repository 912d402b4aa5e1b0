// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/httpcache"
	"selvedge/internal/httpmsg"
)

// object makes an object of a response with status 200.
func object(key string, life httpcache.Life, pairs ...string) *httpcache.Object {
	a := &httpcache.Arrival{Requested: noon, Now: noon, Status: 200}
	return httpcache.NewObject(httpcache.Place{Key: []byte(key), Distribution: "E1", URI: "/" + key}, &httpmsg.Response{Status: 200, Headers: lines(pairs...)}, a, life)
}

// TestUnchanged: RFC 9110 section 13.1.2 and 13.1.3, RFC 9111 section 4.3.2.
func TestUnchanged(t *testing.T) {
	tests := []struct {
		name   string
		stored httpmsg.Headers
		asked  httpmsg.Headers
		want   bool
	}{
		{"nothing asked", lines("etag", `"a"`), nil, false},
		{"the tag", lines("etag", `"a"`), lines("if-none-match", `"a"`), true},
		{"another tag", lines("etag", `"a"`), lines("if-none-match", `"b"`), false},
		{"weak comparison", lines("etag", `"a"`), lines("if-none-match", `W/"a"`), true},
		{"weak stored", lines("etag", `W/"a"`), lines("if-none-match", `"a"`), true},
		{"one of a list", lines("etag", `"a"`), lines("if-none-match", `"x", W/"y" ,"a"`), true},
		{"in a second line", lines("etag", `"a"`), lines("if-none-match", `"x"`, "if-none-match", `"a"`), true},
		{"comma within a tag", lines("etag", `"a,b"`), lines("if-none-match", `"x","a,b"`), true},
		{"part of a tag", lines("etag", `"b"`), lines("if-none-match", `"a,"b"`), false},
		{"any", nil, lines("if-none-match", "*"), true},
		{"no tag stored", nil, lines("if-none-match", `"a"`), false},
		{"by the date of arrival", nil, lines("if-modified-since", at(0)), true},
		{"not modified since", lines("last-modified", at(-time.Hour)), lines("if-modified-since", at(-time.Hour)), true},
		{"modified since", lines("last-modified", at(-time.Hour)), lines("if-modified-since", at(-2*time.Hour)), false},
		{"no date", lines("last-modified", at(-time.Hour)), lines("if-modified-since", "yesterday"), false},
		{"by Date", lines("date", at(-time.Hour)), lines("if-modified-since", at(0)), true},
		{"the tag decides", lines("etag", `"a"`, "last-modified", at(-time.Hour)),
			lines("if-none-match", `"b"`, "if-modified-since", at(0)), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := httpcache.NewObject(httpcache.Place{}, &httpmsg.Response{Status: 200, Headers: tt.stored}, &httpcache.Arrival{Now: noon}, httpcache.Life{})
			if got := o.Unchanged(tt.asked); got != tt.want {
				t.Errorf("Unchanged = %t, want %t", got, tt.want)
			}
		})
	}
}

// TestRanges: AWS developer guide, "How CloudFront processes partial requests for an object (range GETs)"; RFC 9110
// section 14.
func TestRanges(t *testing.T) {
	tests := []struct {
		asked string
		want  string // the parts; "whole", or nothing for 416
	}{
		{"bytes=0-0", "[{0 1}]"}, {"bytes=2-4", "[{2 3}]"}, {"bytes=8-", "[{8 2}]"}, {"bytes=-3", "[{7 3}]"},
		{"bytes=-30", "[{0 10}]"}, {"bytes=5-99", "[{5 5}]"}, {"Bytes=1-1", "[{1 1}]"}, {"bytes= 1-2 , 4-5", "[{1 2} {4 2}]"},
		{"bytes=10-", "[]"}, {"bytes=-0", "[]"}, {"bytes=12-15,20-", "[]"}, {"bytes=0-1,50-60", "[{0 2}]"},
		{"bytes=4-5,0-1", "whole"}, {"bytes=0-4,3-5", "whole"}, {"bytes=5-2", "whole"}, {"bytes=a-b", "whole"},
		{"bytes=-", "whole"}, {"bytes=1", "whole"}, {"items=0-1", "whole"}, {"bytes=+1-2", "whole"}, {"bytes=1-+2", "whole"},
		{"bytes=99999999999999999999-", "whole"}, {"bytes=0-1,,3-4", "whole"},
	}
	o := object("k", httpcache.Life{}, "etag", `"a"`)
	for _, tt := range tests {
		list, whole := o.Ranges(lines("range", tt.asked), 10)
		got := fmt.Sprint(list)
		if whole {
			got = "whole"
		}
		if got != tt.want {
			t.Errorf("Ranges(%q) = %s, want %s", tt.asked, got, tt.want)
		}
	}
	many := "bytes=0-0"
	for i := 2; i < 80; i += 2 {
		many += fmt.Sprintf(",%d-%d", i, i)
	}
	if list, whole := o.Ranges(lines("range", many), 100); !whole {
		t.Errorf("40 ranges give %d parts, want the whole", len(list))
	}
}

// TestIfRange: RFC 9110 section 13.1.5.
func TestIfRange(t *testing.T) {
	o := object("k", httpcache.Life{}, "etag", `"a"`, "last-modified", at(-time.Hour))
	weak := object("k", httpcache.Life{}, "etag", `W/"a"`)
	for _, tt := range []struct {
		o         *httpcache.Object
		condition string
		whole     bool
	}{
		{o, `"a"`, false}, {o, `"b"`, true}, {o, at(-time.Hour), false}, {o, at(0), true}, {o, "x", true}, {o, `W/"a"`, true},
		{weak, `W/"a"`, true},
	} {
		if _, whole := tt.o.Ranges(lines("range", "bytes=0-1", "if-range", tt.condition), 10); whole != tt.whole {
			t.Errorf("If-Range %s: whole = %t, want %t", tt.condition, whole, tt.whole)
		}
	}
}

// TestRefreshed: RFC 9111 section 3.2 and 4.3.4.
func TestRefreshed(t *testing.T) {
	o := object("k", httpcache.Life{Fresh: time.Second}, "etag", `"a"`, "content-type", "text/plain", "x", "old", "x", "older", "y", "kept",
		"age", "7", "content-length", "5")
	later := noon.Add(time.Minute)
	response := &httpmsg.Response{Status: 304, Headers: lines("etag", `"b"`, "content-type", "text/html", "content-encoding", "gzip",
		"x", "new", "z", "1", "content-length", "9", "age", "3")}
	got := o.Refreshed(response, &httpcache.Arrival{Requested: later, Now: later}, httpcache.Life{Fresh: time.Hour})
	want := lines("etag", `"a"`, "content-type", "text/plain", "y", "kept", "x", "new", "z", "1", "date", at(time.Minute))
	if diff := cmp.Diff(want, got.Headers); diff != "" {
		t.Errorf("headers (-want +got):\n%s", diff)
	}
	if !got.FreshAt(later.Add(59*time.Minute)) || got.FreshAt(later.Add(time.Hour)) || got.Status != 200 {
		t.Errorf("the refreshed object: %+v", got.Life)
	}
}

// TestAgeAt: RFC 9111 section 4.2.3, RFC 9211.
func TestAgeAt(t *testing.T) {
	o := object("k", httpcache.Life{Age: 5 * time.Second, Fresh: time.Minute})
	for _, tt := range []struct {
		after       time.Duration
		age, status string
	}{
		{0, "5", "Selvedge; hit; ttl=60"}, {1500 * time.Millisecond, "6", "Selvedge; hit; ttl=58"},
		{2 * time.Minute, "125", "Selvedge; hit; ttl=-60"}, {-time.Minute, "0", "Selvedge; hit; ttl=120"},
	} {
		if age, status := o.AgeAt(noon.Add(tt.after)); age != tt.age || status != tt.status {
			t.Errorf("AgeAt(%s) = %s, %s; want %s, %s", tt.after, age, status, tt.age, tt.status)
		}
	}
}

// TestStaleness: RFC 5861; after an error, the origin is left alone, and the windows end when they would have.
func TestStaleness(t *testing.T) {
	o := object("k", httpcache.Life{Store: true, Fresh: time.Minute, WhileRevalidate: 10 * time.Second, IfError: 30 * time.Second})
	when := func(s int) time.Time { return noon.Add(time.Duration(s) * time.Second) }
	if o.FreshAt(when(60)) || !o.FreshAt(when(59)) || !o.Revalidating(when(69)) || o.Revalidating(when(70)) ||
		!o.Covers(when(89)) || o.Covers(when(90)) {
		t.Error("the windows are wrong")
	}
	p := o.Prolonged(when(80), 5*time.Second)
	if !p.FreshAt(when(84)) || p.FreshAt(when(85)) || !p.Covers(when(89)) || p.Covers(when(90)) || p.Revalidating(when(86)) {
		t.Errorf("the windows after an error are wrong: %+v", p.Life)
	}
	endless := object("k", httpcache.Life{Store: true, IfError: unlimited})
	if !endless.Covers(noon.AddDate(50, 0, 0)) || !endless.Prolonged(when(9), time.Second).Covers(noon.AddDate(50, 0, 0)) {
		t.Error("a window without an end has one")
	}
}
