// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"selvedge/internal/httpmsg"
)

// Kind is what an Object stands for.
type Kind uint8

// The kinds.
const (
	// Stored is a response.
	Stored Kind = iota
	// Variants is that the responses under this key vary on Names: the object is under a key with a variant.
	Variants
	// Pass is that responses under this key are not stored, so that nobody need wait for one.
	Pass
	// Failure is that the origin gave no response: Status is what viewers get.
	Failure
)

// Object is what the cache has under a key. It is immutable but for the text of its age, and shared: nobody may change
// its headers or its body.
type Object struct {
	Kind Kind
	// Key is the whole key, so that keys with the same hash are told apart.
	Key string
	// Distribution and URI are what invalidations go by: URI is path and query as the key has them.
	Distribution, URI string

	Status  int
	Reason  string
	Headers httpmsg.Headers // without what ends at a hop, Age and Content-Length
	Names   []string        // of headers that tell the variants apart
	HasAge  bool            // the origin has said how old it was

	// Requested is when the request for it was sent, Received when it came; it was Age old then.
	Requested, Received time.Time
	Life

	size   int64
	data   []byte    // the body, unless file has it
	file   *bodyFile // open, and for one reader
	away   bool      // the body is on disk, and this has no way to it
	aged   atomic.Pointer[ageText]
	number uint64 // of the put; what is put later has a greater one
}

// ageText is the text of an age, which is the same for all requests of a second.
type ageText struct {
	seconds     int64
	age, status string
}

// objectOverhead is what an object takes in memory beside its texts and body, about.
const objectOverhead = 512

// Place is what an object is kept under: its key, and what invalidations go by.
type Place struct {
	Key               []byte
	Distribution, URI string
}

// NewObject makes an object of a response. It takes copies of all texts, so that nothing else is kept alive. Its body
// comes with Fill.
func NewObject(p Place, response *httpmsg.Response, a *Arrival, life Life) *Object {
	o := &Object{
		Key: string(p.Key), Distribution: p.Distribution, URI: strings.Clone(p.URI),
		Status: response.Status, Reason: strings.Clone(response.Reason),
		Headers:   storedHeaders(response.Headers),
		HasAge:    response.Headers.Has("age"),
		Requested: a.Requested, Received: a.Now, Life: life,
	}
	if !o.Headers.Has("date") {
		o.Headers.Add("date", dateText(a.Now))
	}
	return o
}

// dateText returns a time as Date has it. Without a Date, that of arrival is recorded: RFC 9110 section 6.6.1.
func dateText(at time.Time) string { return at.UTC().Format(http.TimeFormat) }

// NewMarker makes an object without a response.
func NewMarker(kind Kind, p Place, now time.Time, fresh time.Duration) *Object {
	return &Object{
		Kind: kind, Key: string(p.Key), Distribution: p.Distribution, URI: strings.Clone(p.URI),
		Requested: now, Received: now, Life: Life{Store: true, Fresh: fresh},
	}
}

// storedHeaders copies what is stored of a response's headers. All texts share one allocation.
func storedHeaders(h httpmsg.Headers) httpmsg.Headers {
	var text strings.Builder
	kept := 0
	for i := range h {
		if storable(h[i].Name) {
			kept++
			text.WriteString(h[i].Name)
			text.WriteString(h[i].Value)
		}
	}
	all := text.String()
	stored := make(httpmsg.Headers, 0, kept)
	for i := range h {
		if storable(h[i].Name) {
			n, v := len(h[i].Name), len(h[i].Value)
			stored = append(stored, httpmsg.Header{Name: all[:n], Value: all[n : n+v]})
			all = all[n+v:]
		}
	}
	return stored
}

// storable says whether a header line is part of what is stored: the others are made new for each answer, or ended at
// this hop.
func storable(name string) bool {
	return name != "age" && name != "content-length" && !httpmsg.IsHopByHop(name)
}

// Size returns the length of the body in bytes.
func (o *Object) Size() int64 { return o.size }

// Elsewhere says whether the body is on disk only and the object must be had from the store again to read it.
func (o *Object) Elsewhere() bool { return o.away }

// Bytes returns the body when it is in memory. It must not be modified.
func (o *Object) Bytes() (body []byte, ok bool) { return o.data, o.file == nil && !o.away }

// Body returns length bytes of the body from offset on. An object whose body is not in memory gives it once; it, or
// Close, must be called then.
func (o *Object) Body(offset, length int64) *Section {
	if o.away {
		panic("BUG: the body is elsewhere")
	}
	if o.file == nil {
		return &Section{data: o.data[offset : offset+length]}
	}
	return &Section{file: o.file, offset: offset, left: length}
}

// Close gives back the file of an object whose body was not read.
func (o *Object) Close() {
	if o.file != nil {
		o.file.close()
	}
}

// FreshAt says whether the object may be used at now without asking.
func (o *Object) FreshAt(now time.Time) bool { return now.Sub(o.Received) < o.Fresh }

// StaleWithin says whether the object may still be used at now when it may be used for window after its freshness.
func (o *Object) StaleWithin(now time.Time, window time.Duration) bool {
	stale := now.Sub(o.Received) - o.Fresh
	return window > 0 && stale < window
}

// Revalidating says whether the object may be used at now while somebody asks about it.
func (o *Object) Revalidating(now time.Time) bool { return o.StaleWithin(now, o.WhileRevalidate) }

// Covers says whether the object may be used at now because the origin failed.
func (o *Object) Covers(now time.Time) bool {
	return o.Kind == Stored && o.Status < 400 && o.StaleWithin(now, o.IfError)
}

// Header returns the value of the first line called name.
func (o *Object) Header(name string) string { return o.Headers.Get(name) }

// HasValidator says whether the origin can be asked about the object.
func (o *Object) HasValidator() bool { return hasValidator(o.Headers) }

// AgeAt returns the value of Age at now, and that of Cache-Status for a hit. Sources: RFC 9111 section 4.2.3 and 5.1;
// RFC 9211.
func (o *Object) AgeAt(now time.Time) (age, status string) {
	n := int64(max(0, o.Age+now.Sub(o.Received)) / time.Second)
	t := o.aged.Load()
	if t == nil || t.seconds != n {
		left := int64((o.Fresh - now.Sub(o.Received)) / time.Second)
		t = &ageText{seconds: n, age: strconv.FormatInt(n, 10), status: "Selvedge; hit; ttl=" + strconv.FormatInt(left, 10)}
		o.aged.Store(t)
	}
	return t.age, t.status
}

// Refreshed returns the object after the origin has said that it has not changed. Source: RFC 9111 sections 3.2 and
// 4.3.4: what the 304 says replaces what is stored, but for what describes the stored body.
func (o *Object) Refreshed(response *httpmsg.Response, a *Arrival, life Life) *Object {
	if !response.Headers.Has("date") {
		response.Headers.Add("date", dateText(a.Now))
	}
	headers := make(httpmsg.Headers, 0, len(o.Headers)+len(response.Headers))
	updated := storedHeaders(response.Headers)
	for _, l := range o.Headers {
		if describesBody(l.Name) || !updated.Has(l.Name) {
			headers = append(headers, l)
		}
	}
	for _, l := range updated {
		if !describesBody(l.Name) || !o.Headers.Has(l.Name) && l.Name != "content-encoding" && l.Name != "content-range" {
			headers = append(headers, l)
		}
	}
	n := o.with(a.Requested, a.Now, life)
	n.Headers = headers
	return n
}

// MergedHeaders returns the headers that the object has after a 304, from which its new life follows.
func (o *Object) MergedHeaders(response *httpmsg.Response) httpmsg.Headers {
	merged := slices.Clone(response.Headers)
	for _, l := range o.Headers {
		if !response.Headers.Has(l.Name) && l.Name != "date" { // an older date would make it older than it is
			merged = append(merged, l)
		}
	}
	return merged
}

// describesBody says whether a header is about the bytes that are stored, which a 304 does not bring anew.
func describesBody(name string) bool {
	switch name {
	case "content-encoding", "content-type", "content-range", "content-length", "content-md5", "content-digest", "etag",
		"repr-digest", "digest":
		return true
	}
	return false
}

// Prolonged returns the object, usable without asking until fresh after now: the origin has failed, and is left alone
// for a while. Source: AWS developer guide, "How CloudFront processes HTTP 4xx and 5xx status codes", the object is in
// the edge cache.
func (o *Object) Prolonged(now time.Time, fresh time.Duration) *Object {
	life := o.Life
	past := now.Sub(o.Received)
	life.Fresh = past + fresh
	for _, window := range []*time.Duration{&life.WhileRevalidate, &life.IfError} {
		if *window != unlimited { // the windows end when they did before
			*window = max(0, *window+o.Fresh-life.Fresh)
		}
	}
	return o.with(o.Requested, o.Received, life)
}

// with returns a copy with other times.
func (o *Object) with(requested, received time.Time, life Life) *Object {
	return &Object{
		Kind: o.Kind, Key: o.Key, Distribution: o.Distribution, URI: o.URI, Status: o.Status, Reason: o.Reason,
		Headers: o.Headers, Names: o.Names, Requested: requested, Received: received, Life: life, size: o.size, data: o.data, away: o.away || o.file != nil,
	}
}

// weight returns how many bytes of memory the object takes, about.
func (o *Object) weight() int64 {
	n := int64(objectOverhead + len(o.Key) + len(o.URI) + len(o.data))
	for _, l := range o.Headers {
		n += int64(len(l.Name)+len(l.Value)) + 32
	}
	return n
}

// modified returns when the object says that it was changed last.
func (o *Object) modified() (time.Time, bool) {
	at, err := parseDate(o.Header("last-modified"))
	return at, err == nil
}
