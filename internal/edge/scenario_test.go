// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/edge"
	"selvedge/internal/origin"
)

// The scenarios in testdata say what viewers send, what origins must receive and answer, and what viewers must get.
// testdata/README.md has the language.

func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios in testdata: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			runScenario(t, txtar.Parse(raw))
		})
	}
}

// scenario is one that runs.
type scenario struct {
	t        *testing.T
	rig      *rig
	sections map[string]string
	names    []string // of origins; the first one is that of the default behaviour
	origins  map[string]*scriptedServer
	viewers  map[string]*scriptedViewer
	clock    atomic.Pointer[time.Time]
}

// step is a line of the script with the indented lines below it.
type step struct {
	line   int
	verb   string
	who    string   // behind "@"; may be empty
	args   []string // the rest of the line
	header []string // "Name: value", or "!Name"
	body   *string  // lines that began with "|"; nil when there were none
}

func runScenario(t *testing.T, archive *txtar.Archive) {
	s := &scenario{
		t: t, sections: map[string]string{}, origins: map[string]*scriptedServer{}, viewers: map[string]*scriptedViewer{},
	}
	start := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	s.clock.Store(&start)
	for _, f := range archive.Files {
		s.sections[f.Name] = string(f.Data)
	}
	comment := headers(string(archive.Comment))
	if comment["source"] == "" {
		t.Error(`the comment has no line "source: …" that says where the behaviour was learned`)
	}
	s.names = strings.Fields(comment["origins"])
	if len(s.names) == 0 {
		s.names = []string{"o"}
	}
	for _, name := range s.names {
		s.origins[name] = newScriptedServer(t)
	}
	s.start(comment["s3"])
	for _, st := range parseScript(t, s.sections["script"]) {
		s.run(st)
		if t.Failed() {
			t.Fatalf("in the script, line %d: %s %s", st.line, st.verb, strings.Join(st.args, " "))
		}
	}
	s.nothingLeft()
}

// headers returns the "key: value" lines of a comment.
func headers(comment string) map[string]string {
	h := map[string]string{}
	for line := range strings.Lines(comment) {
		if key, value, ok := strings.Cut(line, ":"); ok {
			h[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return h
}

// start makes the edge with the functions and the distribution of the sections. The origin called bucket has the API of S3.
func (s *scenario) start(bucket string) {
	s3 := origin.S3{}
	if bucket != "" {
		s3 = origin.S3{Endpoint: "http://" + s.origins[bucket].address, AccessKey: "AKID", Secret: "secret"}
	}
	access := map[string]*selvedge.OriginAccessControl{}
	s.decode(s.sections["access.json"], &access)
	s.rig = start(s.t, s.origins[s.names[0]].address, options{
		programs: s.programs(), s3: s3, access: access,
		distribution: func(d *selvedge.Distribution) { s.configure(d, "distribution.json") },
		config: func(c *edge.Config) {
			c.Now = func() time.Time { return *s.clock.Load() }
			c.Cache = newCache(s.t, c.Now)
		},
	})
}

// programs compiles the sections NAME.js.
func (s *scenario) programs() map[string]cff.Invoker {
	programs := map[string]cff.Invoker{}
	for section, code := range s.sections {
		if name, ok := strings.CutSuffix(section, ".js"); ok {
			programs[name] = cff.Compile(name, []byte(code), selvedge.Runtime2)
		}
	}
	return programs
}

// configure makes d what a section says: the base configuration with the origins of the scenario, changed by JSON.
func (s *scenario) configure(d *selvedge.Distribution, section string) {
	s.t.Helper()
	d.Config.Origins.Items = nil
	for _, name := range s.names {
		o := distribution(s.t, s.origins[name].address).Config.Origins.Items[0]
		o.Id, o.ConnectionAttempts = name, new(1)
		d.Config.Origins.Items = append(d.Config.Origins.Items, o)
	}
	d.Config.DefaultCacheBehavior.TargetOriginId = s.names[0]
	d.Config.DefaultCacheBehavior.FunctionAssociations.Items = s.associations()
	s.decode(s.sections[section], &d.Config)
	origins := map[string]json.RawMessage{}
	s.decode(s.sections["origins.json"], &origins)
	for i := range d.Config.Origins.Items {
		o := &d.Config.Origins.Items[i]
		s.decode(string(origins[o.Id]), o)
	}
}

// associations attaches request.js and response.js to the default behaviour.
func (s *scenario) associations() (list []selvedge.FunctionAssociation) {
	for name, kind := range map[string]selvedge.EventType{
		"request": selvedge.EventViewerRequest, "response": selvedge.EventViewerResponse,
	} {
		if _, ok := s.sections[name+".js"]; ok {
			list = append(list, selvedge.FunctionAssociation{FunctionARN: selvedge.FunctionARN("123456789012", name), EventType: kind})
		}
	}
	return list
}

// decode reads JSON, with the ports of origins filled in, over what v has.
func (s *scenario) decode(text string, v any) {
	s.t.Helper()
	if text == "" {
		return
	}
	decoder := json.NewDecoder(strings.NewReader(s.fill(text)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(v); err != nil {
		s.t.Fatalf("JSON %s: %v", text, err)
	}
}

// fill replaces ${domain} and the ${address.NAME} and ${port.NAME} of origins.
func (s *scenario) fill(text string) string {
	pairs := []string{"${domain}", domain}
	for name, o := range s.origins {
		pairs = append(pairs, "${address."+name+"}", o.address, "${port."+name+"}", portOf(s.t, o.address))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

func parseScript(t *testing.T, script string) (steps []step) {
	t.Helper()
	number := 0
	for line := range strings.Lines(script) {
		number++
		line = strings.TrimRight(line, "\r\n")
		text := strings.TrimLeft(line, " \t")
		switch {
		case text == "" || text[0] == '#':
		case text == line:
			words := strings.Fields(line)
			verb, who, _ := strings.Cut(words[0], "@")
			steps = append(steps, step{line: number, verb: verb, who: who, args: words[1:]})
		case len(steps) == 0:
			t.Fatalf("line %d of the script is indented below nothing", number)
		case text[0] == '|':
			steps[len(steps)-1].addBody(text[1:])
		default:
			steps[len(steps)-1].header = append(steps[len(steps)-1].header, text)
		}
	}
	return steps
}

func (st *step) addBody(line string) {
	if st.body == nil {
		st.body = &line
		return
	}
	*st.body += "\n" + line
}

// option returns the value of an argument "name=value".
func (st *step) option(name string) (value string, ok bool) {
	for _, a := range st.args {
		if value, ok = strings.CutPrefix(a, name+"="); ok {
			return value, true
		}
	}
	return "", false
}

func (st *step) has(word string) bool { return slices.Contains(st.args, word) }

// verbs are the steps of the language; those of other features are in files of their own.
var verbs = map[string]func(*scenario, step){
	"client": (*scenario).client, "expect": (*scenario).expect, "closed": (*scenario).closed,
	"origin": (*scenario).origin, "answer": (*scenario).answer,
	"close":   func(s *scenario, st step) { s.server(st).do(action{end: true}) },
	"reset":   func(s *scenario, st step) { s.server(st).do(action{reset: true}) },
	"stop":    func(s *scenario, st step) { s.server(st).stop() },
	"apply":   (*scenario).apply,
	"delete":  func(s *scenario, _ step) { s.rig.remove() },
	"advance": (*scenario).advance,
}

func (s *scenario) run(st step) {
	s.t.Helper()
	do := verbs[st.verb]
	if do == nil {
		s.t.Fatalf("no verb %q; there are %v", st.verb, slices.Sorted(maps.Keys(verbs)))
	}
	for i := range st.args {
		st.args[i] = s.fill(st.args[i])
	}
	for i := range st.header {
		st.header[i] = s.fill(st.header[i])
	}
	do(s, st)
}

// apply brings the configuration of another section into effect: "apply NAME" that of NAME.json.
func (s *scenario) apply(st step) {
	section := st.args[0] + ".json"
	if _, ok := s.sections[section]; !ok {
		s.t.Fatalf("no section %s", section)
	}
	d := distribution(s.t, s.origins[s.names[0]].address)
	s.configure(d, section)
	s.rig.record = d
	s.rig.apply()
}

func (s *scenario) advance(st step) {
	d, err := time.ParseDuration(st.args[0])
	if err != nil {
		s.t.Fatal(err)
	}
	s.clock.Store(new(s.clock.Load().Add(d)))
}

// client sends a request: "client[@NAME] METHOD TARGET [secure] [http/1.0]".
func (s *scenario) client(st step) {
	if len(st.args) < 2 {
		s.t.Fatal("client METHOD TARGET")
	}
	v := s.viewers[st.who]
	if v == nil {
		v = &scriptedViewer{s: s}
		s.viewers[st.who] = v
	}
	if v.pending != nil {
		s.t.Fatalf("the client %q has not yet got its answer", st.who)
	}
	v.send(st)
}

// expect checks what a client got: "expect[@NAME] STATUS [truncated]".
func (s *scenario) expect(st step) {
	v := s.viewers[st.who]
	if v == nil || v.pending == nil {
		s.t.Fatalf("the client %q has not asked", st.who)
	}
	got := s.wait(v)
	if got.err != nil {
		s.t.Fatalf("no answer: %v", got.err)
	}
	if len(st.args) == 0 || fmt.Sprint(got.status) != st.args[0] {
		s.t.Errorf("status %d, want %v; headers %v", got.status, st.args, got.header)
	}
	if (got.bodyErr != nil) != st.has("truncated") {
		s.t.Errorf("reading the body: %v", got.bodyErr)
	}
	s.check("answer", got.header, got.body, st)
}

// closed checks that a client got no answer.
func (s *scenario) closed(st step) {
	if got := s.wait(s.viewers[st.who]); got.err == nil {
		s.t.Errorf("status %d, want a closed connection", got.status)
	}
}

// wait returns the answer to a client. When an origin waits for its line in the script, that is why there is none.
func (s *scenario) wait(v *scriptedViewer) viewerAnswer {
	s.t.Helper()
	c := v.pending
	v.pending = nil
	select {
	case got := <-c:
		return got
	case <-time.After(bound / 4):
	}
	for name, o := range s.origins {
		select {
		case r := <-o.requests:
			s.t.Fatalf("origin %s received %s %s, of which the scenario says nothing", name, r.Method, r.RequestURI)
		default:
		}
	}
	return within(s.t, c, "answer to a client")
}

// check compares headers and body with those of a step.
func (s *scenario) check(what string, header http.Header, body string, st step) {
	s.t.Helper()
	for _, line := range st.header {
		if name, ok := strings.CutPrefix(line, "!"); ok {
			if values := header.Values(name); len(values) > 0 {
				s.t.Errorf("%s has %s: %q", what, name, values)
			}
			continue
		}
		name, want, ok := strings.Cut(line, ":")
		if !ok {
			s.t.Fatalf("%q is no header line", line)
		}
		want = strings.TrimSpace(want)
		if got := strings.Join(header.Values(name), ", "); !matches(want, got) || len(header.Values(name)) == 0 {
			s.t.Errorf("%s has %s: %q, want %q", what, name, got, want)
		}
	}
	if st.body != nil && !matches(*st.body, body) {
		s.t.Errorf("body of the %s is %q, want %q", what, body, *st.body)
	}
}

// matches compares a text with what is wanted: the same, "/…/" that matches somewhere, or "!/…/" that does not.
func matches(want, got string) bool {
	if strings.HasPrefix(want, "!/") && want[len(want)-1] == '/' {
		return !matches(want[1:], got)
	}
	if len(want) >= 2 && want[0] == '/' && want[len(want)-1] == '/' {
		return regexp.MustCompile("(?s)" + want[1:len(want)-1]).MatchString(got)
	}
	return want == got
}

// nothingLeft checks that the scenario told of everything that happened.
func (s *scenario) nothingLeft() {
	for name, v := range s.viewers {
		if v.pending != nil {
			s.t.Errorf("the scenario ends before the client %q got its answer", name)
		}
	}
	for name, o := range s.origins {
		select {
		case r := <-o.requests:
			s.t.Errorf("origin %s received %s %s, of which the scenario says nothing", name, r.Method, r.RequestURI)
		default:
		}
	}
}
