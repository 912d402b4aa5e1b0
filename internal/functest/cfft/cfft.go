// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfft

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"selvedge"
	"selvedge/internal/functest"
)

// Format reads files called cfft.yaml, cfft.yml, cfft.json or cfft.jsonnet.
type Format struct {
	// Env looks up variables of the environment.
	Env func(name string) (value string, ok bool)
	// Filter runs a filter_command on code; nil refuses it.
	Filter func(command string, code []byte) ([]byte, error)
}

// Claims says whether a file is one of cfft. See functest.Format.
func (f *Format) Claims(name string) bool {
	stem, extension, _ := strings.Cut(name, ".")
	switch extension {
	case "yaml", "yml", "json", "jsonnet":
		return stem == "cfft"
	}
	return false
}

// config is the content of a file.
type config struct {
	Name     string          `json:"name"`
	Comment  string          `json:"comment"`
	Function json.RawMessage `json:"function"`
	Runtime  string          `json:"runtime"`
	KVS      *struct {
		Name string `json:"name"`
	} `json:"kvs"`
	TestCases []*testCase `json:"testCases"`
}

// chain is the member function when it is not a file.
type chain struct {
	EventType     string   `json:"event_type"`
	Functions     []string `json:"functions"`
	FilterCommand string   `json:"filter_command"`
}

type testCase struct {
	Name   string         `json:"name"`
	Event  string         `json:"event"`
	Expect string         `json:"expect"`
	Ignore string         `json:"ignore"`
	Env    map[string]any `json:"env"`
}

// file is one that is being read.
type file struct {
	*reader
	path   string
	config config
	chain  chain
}

// Load reads the cases of a file. See functest.Format.
func (f *Format) Load(l *functest.Loader, path string) []*functest.Case {
	r := &file{reader: &reader{loader: l, env: f.Env}, path: path}
	step, err := r.load(f)
	if err != nil {
		return []*functest.Case{{File: path, Name: r.config.Name, Problem: err}}
	}
	cases := make([]*functest.Case, len(r.config.TestCases))
	for i, t := range r.config.TestCases {
		c := &functest.Case{
			File: path, Name: t.Name, Steps: []functest.Step{step},
			Now: l.Defaults.Now, Seed: l.Defaults.Seed, Strict: l.Defaults.Strict,
		}
		if c.Name == "" {
			c.Name = fmt.Sprintf("[%d]", i)
		}
		c.Problem = r.fill(c, t)
		cases[i] = c
	}
	return cases
}

// load reads what all cases have in common.
func (r *file) load(f *Format) (step functest.Step, err error) {
	text, err := r.read(r.path, nil)
	if err == nil {
		err = json.Unmarshal(text, &r.config)
	}
	if err == nil {
		err = r.checkConfig()
	}
	if err != nil {
		return step, err
	}
	variables := map[string]string{}
	if kvs := r.config.KVS; kvs != nil {
		if step.KeyValues, err = r.store(kvs.Name); err != nil {
			return step, err
		}
		variables["KVS_ID"], variables["KVS_NAME"] = step.KeyValues.ID(), kvs.Name
	}
	if step.Function, err = r.function(variables); err != nil {
		return step, err
	}
	if command := r.chain.FilterCommand; command != "" {
		if f.Filter == nil {
			return step, fmt.Errorf("filter_command %q is not run unless --filter-commands says so", command)
		}
		if step.Function.Code, err = f.Filter(command, step.Function.Code); err != nil {
			return step, fmt.Errorf("filter_command %q: %w", command, err)
		}
		step.Function.Foreign = true
	}
	return step, selvedge.ValidateFunction(&selvedge.FunctionConfig{Runtime: step.Function.Runtime}, step.Function.Code)
}

func (r *file) checkConfig() error {
	c := &r.config
	switch {
	case c.Name == "":
		return errors.New("name is missing")
	case len(c.Function) == 0:
		return errors.New("function is missing")
	case c.Function[0] == '"':
		r.chain.Functions = make([]string, 1)
		if err := json.Unmarshal(c.Function, &r.chain.Functions[0]); err != nil {
			return err
		}
	default:
		if err := json.Unmarshal(c.Function, &r.chain); err != nil {
			return fmt.Errorf("function: %w", err)
		}
	}
	if c.Runtime == "" {
		c.Runtime = string(selvedge.Runtime2)
	}
	runtime := selvedge.Runtime(c.Runtime)
	switch {
	case runtime != selvedge.Runtime1 && runtime != selvedge.Runtime2:
		return fmt.Errorf("the runtime %q is not one of %s and %s", runtime, selvedge.Runtime1, selvedge.Runtime2)
	case len(r.chain.Functions) == 0:
		return errors.New("function has no functions")
	case len(r.chain.Functions) > 1 && runtime != selvedge.Runtime2:
		return fmt.Errorf("several functions need the runtime %s", selvedge.Runtime2)
	case c.KVS != nil && runtime != selvedge.Runtime2:
		return fmt.Errorf("kvs needs the runtime %s", selvedge.Runtime2)
	}
	for i, t := range c.TestCases {
		if t == nil {
			return fmt.Errorf("testCases[%d] is empty", i)
		}
	}
	return nil
}

// store returns the key value store called name: with the data of --kvs, or those of NAME.kvs.json, or empty, as cfft
// makes it.
func (r *file) store(name string) (selvedge.KeyValues, error) {
	if path := r.loader.Defaults.KVS; path != "" {
		return r.loader.KVS(path, "")
	}
	if path := filepath.Join(filepath.Dir(r.path), name+".kvs.json"); name != "" && r.loader.Exists(path) {
		return r.loader.KVS(path, "")
	}
	return r.loader.EmptyKVS(), nil
}

// function reads the function, or the functions as one.
func (r *file) function(variables map[string]string) (*functest.Function, error) {
	f := &functest.Function{Path: r.path, Runtime: selvedge.Runtime(r.config.Runtime)}
	codes := make([]string, len(r.chain.Functions))
	for i, name := range r.chain.Functions {
		code, err := r.read(r.beside(name), variables)
		if err != nil {
			return nil, fmt.Errorf("function: %w", err)
		}
		codes[i] = string(code)
	}
	if len(codes) == 1 {
		f.Path, f.Code = r.beside(r.chain.Functions[0]), []byte(codes[0])
		return f, nil
	}
	c := combiner{}
	if err := c.combine(r.chain.EventType, codes); err != nil {
		return nil, err
	}
	f.Code = []byte(c.code.String())
	for i, name := range r.chain.Functions {
		c.parts[i].Path = r.beside(name)
	}
	f.Parts = c.parts
	return f, nil
}

func (r *file) beside(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(r.path), name)
}

// fill reads event and expectation of a case.
func (r *file) fill(c *functest.Case, t *testCase) error {
	variables := map[string]string{}
	for name, value := range t.Env {
		variables[name] = fmt.Sprint(value)
	}
	if t.Event == "" {
		return errors.New("event is missing")
	}
	text, err := r.read(r.beside(t.Event), variables)
	var event event
	if err == nil {
		err = json.Unmarshal(text, &event)
	}
	if err == nil {
		c.Event, err = json.Marshal(event)
	}
	if err != nil {
		return fmt.Errorf("event %s: %w", t.Event, err)
	}
	if t.Expect != "" {
		text, err := r.read(r.beside(t.Expect), variables)
		if err == nil {
			err = expectation(text, &c.Expect)
		}
		if err != nil {
			return fmt.Errorf("expect %s: %w", t.Expect, err)
		}
	}
	if c.Ignore, err = parseIgnore(t.Ignore); err != nil {
		return fmt.Errorf("ignore: %w", err)
	}
	return nil
}

// expectation reads what is expected. Members that cfft does not know do not count.
func expectation(text []byte, e *functest.Expectation) error {
	var want struct {
		Request  *request  `json:"request"`
		Response *response `json:"response"`
	}
	err := json.Unmarshal(text, &want)
	if err == nil && want.Request != nil {
		e.Request, err = functest.Value(want.Request)
	}
	if err == nil && want.Response != nil {
		e.Response, err = functest.Value(want.Response)
	}
	if err == nil && e.Request == nil && e.Response == nil {
		err = errors.New("neither request nor response")
	}
	return err
}
