// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/kvsfile"
)

// This file reads the JSON format of docs/howto/test-functions.md. Members that are not known are errors, because they are
// most likely misspelt.

// caseJSON is a case as it is written.
type caseJSON struct {
	Schema   string          `json:"$schema"`
	Name     string          `json:"name"`
	Comment  string          `json:"comment"`
	Skip     string          `json:"skip"`
	Function string          `json:"function"`
	Runtime  string          `json:"runtime"`
	Runtimes []string        `json:"runtimes"` // a case for each
	Chain    []stepJSON      `json:"chain"`
	Event    json.RawMessage `json:"event"`
	HTTP     *httpJSON       `json:"http"`
	KVS      json.RawMessage `json:"kvs"`
	KVSID    string          `json:"kvsId"`
	Now      string          `json:"now"`
	Seed     uint64          `json:"seed"`
	Strict   bool            `json:"strict"`
	Location *locationJSON   `json:"location"`
	Tenant   *tenantJSON     `json:"tenant"`
	Origins  Origins         `json:"origins"`
	Expect   expectJSON      `json:"expect"`
	Ignore   []string        `json:"ignore"`
}

type locationJSON struct {
	Name     string `json:"name"`
	ServerIP string `json:"serverIp"`
	Region   string `json:"region"`
}

type tenantJSON struct {
	ID         string            `json:"id"`
	Endpoint   string            `json:"endpoint"`
	Parameters map[string]string `json:"parameters"`
}

// stepJSON is a function of a chain: a file, or an object.
type stepJSON struct {
	Function  string          `json:"function"`
	Runtime   string          `json:"runtime"`
	EventType string          `json:"eventType"`
	KVS       json.RawMessage `json:"kvs"`
	KVSID     string          `json:"kvsId"`
}

// UnmarshalJSON reads a step.
func (s *stepJSON) UnmarshalJSON(text []byte) error {
	if text[0] == '"' {
		return json.Unmarshal(text, &s.Function)
	}
	type plain stepJSON
	return strictly(text, (*plain)(s))
}

// httpJSON is an event as HTTP text: a request, or an object.
type httpJSON struct {
	Request                textJSON `json:"request"`
	Response               textJSON `json:"response"`
	ViewerIP               string   `json:"viewerIp"`
	DistributionDomainName string   `json:"distributionDomainName"`
	DistributionID         string   `json:"distributionId"`
	RequestID              string   `json:"requestId"`
}

// UnmarshalJSON reads an event.
func (h *httpJSON) UnmarshalJSON(text []byte) error {
	if text[0] == '"' || text[0] == '[' {
		return json.Unmarshal(text, &h.Request)
	}
	type plain httpJSON
	return strictly(text, (*plain)(h))
}

// textJSON is a text, or a list of its lines.
type textJSON string

// UnmarshalJSON reads a text.
func (t *textJSON) UnmarshalJSON(text []byte) error {
	if text[0] != '[' {
		return json.Unmarshal(text, (*string)(t))
	}
	var lines []string
	if err := json.Unmarshal(text, &lines); err != nil {
		return err
	}
	*t = textJSON(strings.Join(lines, "\n"))
	return nil
}

// strictly decodes an object whose members are all known.
func strictly(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("%s is a JSON %s; it must be %s", cmp.Or(e.Field, "it"), e.Value, kindName(e.Type.Kind()))
	}
	if err != nil {
		if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok { // it has no type
			return fmt.Errorf("unknown member %s", name)
		}
	}
	return err
}

// kindName names what a Go type is in JSON.
func kindName(k reflect.Kind) string {
	switch k {
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "a list"
	case reflect.Struct, reflect.Map:
		return "an object"
	}
	return "a whole number that is not too large"
}

// loadJSON reads a file. One in a folder that has no cases gives none; one that the user names must have some.
func (l *Loader) loadJSON(path string, named bool) []*Case {
	problem := func(err error) []*Case {
		return []*Case{{File: path, Name: baseName(path), Problem: err}}
	}
	text, err := l.Read(path)
	if err != nil {
		return problem(err)
	}
	members, err := splitCases(text)
	switch {
	case err != nil && !named && !bytes.Contains(text, []byte(`"expect"`)):
		return nil
	case err != nil:
		return problem(err)
	case len(members) == 0 && named:
		return problem(errors.New(`no case: there is neither a member "expect" nor a member "cases"`))
	}
	var cases []*Case
	for i, m := range members {
		name := baseName(path)
		if len(members) > 1 {
			name = fmt.Sprintf("#%d", i+1)
		}
		cases = append(cases, l.casesOf(path, name, m)...)
	}
	return cases
}

func baseName(path string) string { return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) }

// splitCases returns the cases of a file as objects. There are none when it is JSON for another purpose.
func splitCases(text []byte) (cases [][]byte, err error) {
	text = bytes.TrimSpace(text)
	if len(text) == 0 || text[0] != '[' && text[0] != '{' {
		return nil, errors.New("neither an object nor a list of objects")
	}
	if !json.Valid(text) {
		var v any
		return nil, positioned(text, json.Unmarshal(text, &v))
	}
	var list []map[string]json.RawMessage
	common := map[string]json.RawMessage{}
	sure := false // these are cases
	if text[0] == '[' {
		if json.Unmarshal(text, &list) != nil {
			return nil, nil
		}
	} else if err := json.Unmarshal(text, &common); err != nil {
		return nil, err
	} else if raw, ok := common["cases"]; !ok {
		list = []map[string]json.RawMessage{common}
	} else if json.Unmarshal(raw, &list) != nil {
		return nil, errors.New("cases is not a list of objects")
	} else {
		delete(common, "cases")
		sure = true
	}
	for i, c := range list {
		all := maps.Clone(common)
		maps.Copy(all, c)
		if _, ok := all["expect"]; !ok && !sure && i == 0 {
			return nil, nil
		} else if !ok {
			return nil, fmt.Errorf("case %d has no member \"expect\"", i+1)
		}
		text, err := json.Marshal(all)
		if err != nil {
			return nil, err
		}
		cases = append(cases, text)
	}
	return cases, nil
}

// positioned adds the line to an error of encoding/json.
func positioned(text []byte, err error) error {
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		line := 1 + bytes.Count(text[:min(int64(len(text)), e.Offset)], []byte("\n"))
		return fmt.Errorf("not JSON: line %d: %w", line, err)
	}
	return err
}

// casesOf makes cases of an object: one, or one for each runtime.
func (l *Loader) casesOf(path, name string, text []byte) []*Case {
	var head struct {
		Name string `json:"name"`
	}
	_ = json.Unmarshal(text, &head) // what is wrong is found below
	name = cmp.Or(head.Name, name)
	var j caseJSON
	err := strictly(text, &j)
	if err == nil && j.Runtime != "" && j.Runtimes != nil {
		err = errors.New("either runtime or runtimes is needed, not both")
	}
	if err != nil || j.Runtimes == nil {
		return []*Case{l.caseOf(&Case{File: path, Name: name, Problem: err}, &j)}
	}
	var cases []*Case
	for _, runtime := range j.Runtimes {
		j.Runtime = runtime
		short := strings.TrimPrefix(runtime, "cloudfront-js-")
		cases = append(cases, l.caseOf(&Case{File: path, Name: name + " (" + short + ")"}, &j))
	}
	return cases
}

// caseOf fills a case, unless it has a problem already or is not to be run.
func (l *Loader) caseOf(c *Case, j *caseJSON) *Case {
	if c.Skip = j.Skip; c.Problem == nil && c.Skip == "" {
		c.Problem = l.fill(c, j)
	}
	return c
}

// fill reads everything that a case refers to.
func (l *Loader) fill(c *Case, j *caseJSON) error {
	c.Seed, c.Strict, c.Now = j.Seed, j.Strict || l.Defaults.Strict, l.Defaults.Now
	if c.Seed == 0 {
		c.Seed = l.Defaults.Seed
	}
	var err error
	if j.Now != "" {
		if c.Now, err = time.Parse(time.RFC3339, j.Now); err != nil {
			return fmt.Errorf("now: %w", err)
		}
	}
	if err := l.surroundings(c, j); err != nil {
		return err
	}
	if err := l.event(c, j); err != nil {
		return err
	}
	if err := l.steps(c, j); err != nil {
		return err
	}
	if err := c.expectation(&j.Expect); err != nil {
		return fmt.Errorf("expect: %w", err)
	}
	for _, text := range j.Ignore {
		p, err := ParsePath(text)
		if err != nil {
			return fmt.Errorf("ignore: %w", err)
		}
		c.Ignore = append(c.Ignore, p)
	}
	return c.check()
}

func (l *Loader) surroundings(c *Case, j *caseJSON) (err error) {
	if c.Around.KeyValues, err = l.store(c.File, j.KVS, j.KVSID); err != nil {
		return err
	}
	if c.Around.KeyValues == nil && l.Defaults.KVS != "" {
		if c.Around.KeyValues, err = l.KVS(l.Defaults.KVS, j.KVSID); err != nil {
			return err
		}
	}
	if p := j.Location; p != nil {
		c.Around.Location = &cff.EdgeLocation{Name: p.Name, ServerIP: p.ServerIP, Region: p.Region}
	}
	if t := j.Tenant; t != nil {
		c.Around.Tenant = &cff.Tenant{ID: t.ID, Endpoint: t.Endpoint, Parameters: t.Parameters}
	}
	if len(j.Origins) > 0 {
		c.Around.Origins = j.Origins
	}
	return nil
}

// store reads the member kvs: a file, data as in an import file, or an object of keys and values.
func (l *Loader) store(file string, raw json.RawMessage, id string) (selvedge.KeyValues, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return nil, nil
	}
	if raw[0] == '"' {
		var path string
		if err := json.Unmarshal(raw, &path); err != nil {
			return nil, err
		}
		return l.KVS(beside(file, path), id)
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(raw, &object); err != nil {
		return nil, errors.New("kvs is neither a file nor an object")
	}
	if data, ok := object["data"]; !ok || data[0] != '[' {
		pairs := make([]map[string]json.RawMessage, 0, len(object))
		for _, key := range slices.Sorted(maps.Keys(object)) {
			name, err := json.Marshal(key)
			if err != nil {
				return nil, err
			}
			pairs = append(pairs, map[string]json.RawMessage{"key": name, "value": object[key]})
		}
		var err error
		if raw, err = json.Marshal(map[string]any{"data": pairs}); err != nil {
			return nil, err
		}
	}
	data, err := kvsfile.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("kvs: %w", err)
	}
	return l.view(data, id), nil
}

// event reads the event: an object, a file with one, or HTTP messages.
func (l *Loader) event(c *Case, j *caseJSON) error {
	switch {
	case (len(j.Event) > 0) == (j.HTTP != nil):
		return errors.New("either event or http is needed")
	case j.HTTP != nil:
		return c.messages(j.HTTP)
	case j.Event[0] != '"':
		c.Event = j.Event
		return nil
	}
	var path string
	err := json.Unmarshal(j.Event, &path)
	if err == nil {
		c.Event, err = l.Read(beside(c.File, path))
	}
	if err != nil {
		return fmt.Errorf("event: %w", err)
	}
	return nil
}

func (c *Case) messages(h *httpJSON) error {
	ev := &cff.Event{
		Type: selvedge.EventViewerRequest, ViewerIP: h.ViewerIP, RequestID: h.RequestID,
		DistributionID: h.DistributionID, DistributionDomainName: h.DistributionDomainName,
	}
	if ev.ViewerIP == "" {
		ev.ViewerIP = "198.51.100.1" // of the addresses for documentation
	}
	var err error
	if ev.Request, err = ParseRequest(string(h.Request)); err != nil {
		return fmt.Errorf("http request: %w", err)
	}
	if h.Response != "" {
		ev.Type = selvedge.EventViewerResponse
		if ev.Response, _, err = ParseResponse(string(h.Response)); err != nil {
			return fmt.Errorf("http response: %w", err)
		}
	}
	c.Message = ev
	return nil
}

// steps reads the functions.
func (l *Loader) steps(c *Case, j *caseJSON) error {
	chain := j.Chain
	if chain == nil {
		chain = []stepJSON{{Function: j.Function}}
	} else if j.Function != "" {
		return errors.New("either function or chain is needed, not both")
	}
	for _, s := range chain {
		path := s.Function
		switch {
		case path != "":
			path = beside(c.File, path)
		case l.Defaults.Function != "":
			path = l.Defaults.Function
		default:
			var err error
			if path, err = l.conventional(c.File); err != nil {
				return err
			}
		}
		f, err := l.Function(path, l.runtime(s.Runtime, j.Runtime))
		if err != nil {
			return err
		}
		step := Step{Function: f, Type: selvedge.EventType(s.EventType)}
		if step.KeyValues, err = l.store(c.File, s.KVS, s.KVSID); err != nil {
			return err
		}
		c.Steps = append(c.Steps, step)
	}
	return nil
}

// runtime returns the first of names that is not empty, or the default.
func (l *Loader) runtime(names ...string) selvedge.Runtime {
	for _, name := range append(names, string(l.Defaults.Runtime)) {
		if name != "" {
			return selvedge.Runtime(name)
		}
	}
	return selvedge.Runtime2
}

// conventional finds the function of a case that names none: NAME.js or function.js beside NAME.json, or function.js in the
// folder above.
func (l *Loader) conventional(file string) (string, error) {
	dir := filepath.Dir(file)
	looked := []string{
		filepath.Join(dir, baseName(file)+".js"), filepath.Join(dir, "function.js"), filepath.Join(dir, "..", "function.js"),
	}
	for _, path := range looked {
		if l.Exists(path) {
			return path, nil
		}
	}
	return "", fmt.Errorf("the case names no function, and none of %s exists", strings.Join(looked, ", "))
}
