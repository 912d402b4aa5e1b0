// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"sync"

	"selvedge"
)

// Limits of the versions that are remembered. What falls out of them is a conflict of which only the present is shown.
const (
	maxSeen      = 2000
	maxSeenBytes = 8 << 20
)

// version names a version of something that pages show.
type version struct{ id, etag string }

// seen remembers what pages have shown of each version, so that a conflict can say what has changed since. It is safe for
// concurrent use; the zero value is empty.
type seen struct {
	mu sync.Mutex

	texts map[version][]byte // JSON
	order []version          // oldest first
	bytes int
}

// remember keeps what was shown of a version.
func (s *seen) remember(id, etag string, shown any) {
	text, err := json.Marshal(shown)
	if err != nil || len(text) > maxSeenBytes/4 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()

	key := version{id, etag}
	if old, found := s.texts[key]; found {
		s.bytes += len(text) - len(old)
		s.texts[key] = text
		return
	}
	if s.texts == nil {
		s.texts = map[version][]byte{}
	}
	s.texts[key] = text
	s.order = append(s.order, key)
	s.bytes += len(text)
	drop := 0
	for len(s.order)-drop > maxSeen || s.bytes > maxSeenBytes && drop < len(s.order)-1 {
		s.bytes -= len(s.texts[s.order[drop]])
		delete(s.texts, s.order[drop])
		drop++
	}
	s.order = append(s.order[:0:0], s.order[drop:]...)
}

// recall returns what was shown of a version, as JSON, or nil.
func (s *seen) recall(id, etag string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()

	return s.texts[version{id, etag}]
}

// since is what has changed since a version was shown.
type since struct {
	Known    bool // the version is remembered
	Settings []change
	More     int        // settings that are left out
	Diff     []diffLine // of the code
}

// shownFunction is what pages show of DEVELOPMENT.
type shownFunction struct {
	Code   string
	Config selvedge.FunctionConfig
}

func shown(f *selvedge.Function) shownFunction {
	return shownFunction{string(f.Development.Code), f.Development.Config}
}

func (c *Console) rememberFunction(f *selvedge.Function) {
	c.seen.remember("function/"+f.Name, f.Development.ETag(), shown(f))
}

// sinceFunction says what has changed of DEVELOPMENT since the version etag.
func (c *Console) sinceFunction(f *selvedge.Function, etag string) (s since) {
	var old shownFunction
	if text := c.seen.recall("function/"+f.Name, etag); text == nil || json.Unmarshal(text, &old) != nil {
		return s
	}
	now := shown(f)
	return since{Known: true, Settings: changes(&old.Config, &now.Config), Diff: diff(old.Code, now.Code)}
}

func (c *Console) rememberDistribution(d *selvedge.Distribution) {
	c.seen.remember(d.ID, d.ETag(), d.Config)
}

// sinceDistribution says what has changed of the configuration since the version etag, and whether it is the same: it may
// only have been deployed anew, as it is when a function is published.
func (c *Console) sinceDistribution(d *selvedge.Distribution, etag string) (s since, same bool) {
	old := c.seen.recall(d.ID, etag)
	now, err := json.Marshal(d.Config)
	if old == nil || err != nil {
		return s, false
	}
	s = since{Known: true, Settings: fields(old, now)}
	if len(s.Settings) > maxFields {
		s.More = len(s.Settings) - maxFields
		s.Settings = s.Settings[:maxFields]
	}
	return s, bytes.Equal(old, now)
}

// staleError is the error of a change that somebody else was faster than.
type staleError struct {
	since

	now *selvedge.Distribution
}

// Error implements error.
func (e *staleError) Error() string { return "the distribution " + e.now.ID + " was changed meanwhile" }

// conflict is what to decide when somebody else has changed meanwhile what a form was about.
type conflict struct {
	since

	Title  string
	Form   string // id of the form of the page that insists, with what the user writes there; "" for one of its own
	ETag   string // of what is stored now
	Action string // where the form of its own goes
	Fields []formField
	Label  string // of its button
	Reload string // URL of the page without the change
}

// formField is a hidden field of a form.
type formField struct{ Name, Value string }

// staleConflict makes what to show of a conflict about a distribution; nil when err is none.
func staleConflict(r *http.Request, err error, label, reload string, keep ...string) (*conflict, *problem) {
	stale, ok := errors.AsType[*staleError](err)
	if !ok {
		return nil, nil
	}
	fields := []formField{{"etag", stale.now.ETag()}}
	for _, name := range keep {
		if r.PostForm.Has(name) {
			fields = append(fields, formField{name, r.PostForm.Get(name)})
		}
	}
	return &conflict{
			since: stale.since, Title: "What changed meanwhile", ETag: stale.now.ETag(), Action: r.URL.Path, Fields: fields, Label: label, Reload: reload,
		}, &problem{
			Message: "Somebody else has changed the distribution " + stale.now.ID + " since you opened this page. Nothing was changed by you.",
			Remedy:  "Look at the differences below, then make your change all the same, or reload the page.",
		}
}
