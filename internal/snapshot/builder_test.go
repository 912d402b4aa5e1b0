// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot_test

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/httpmsg"
	"selvedge/internal/snapshot"
	"selvedge/internal/usage"
)

// program remembers what it was compiled from.
type program struct{ name, code string }

func (program) Invoke(context.Context, *cff.Event, cff.Checks) cff.Result { return cff.Result{} }

// originStub remembers its configuration.
type originStub struct{ id string }

func (originStub) Fetch(context.Context, *httpmsg.Request, bool) (*httpmsg.Response, error) {
	return nil, context.Canceled
}

// derivedStub is what Derive was called with.
type derivedStub struct {
	originStub
	settings  selvedge.Origin
	overrides cff.OriginOverrides
}

// signedStub is what Sign was called with.
type signedStub struct {
	snapshot.Origin
	behavior string
}

// groupStub is what Group was called with.
type groupStub struct {
	originStub
	primary, secondary snapshot.Origin
	codes              []int
}

// rig counts what a builder asks for.
type rig struct {
	*snapshot.Builder
	usage     *usage.Registry
	compiled  []string
	connected []string
}

func newRig() *rig {
	r := &rig{usage: usage.NewRegistry(usage.Config{})}
	r.Builder = snapshot.NewBuilder(snapshot.Config{
		Compile: func(name string, code []byte, _ selvedge.Runtime) cff.Invoker {
			r.compiled = append(r.compiled, name+"="+string(code))
			return &program{name, string(code)}
		},
		Connect: func(o *selvedge.Origin) snapshot.Origin {
			r.connected = append(r.connected, o.Id)
			return &originStub{o.Id}
		},
		Derive: func(from snapshot.Origin, settings *selvedge.Origin, overrides cff.OriginOverrides) snapshot.Origin {
			return &derivedStub{*from.(*originStub), *settings, overrides} //nolint:forcetypeassert // nothing else is made
		},
		Sign: func(o snapshot.Origin, behavior string) snapshot.Origin { return &signedStub{o, behavior} },
		Group: func(primary, secondary snapshot.Origin, codes []int) snapshot.Origin {
			return &groupStub{primary: primary, secondary: secondary, codes: codes}
		},
		Usage: r.usage,
	})
	return r
}

func (r *rig) forget() { r.compiled, r.connected = nil, nil }

func function(name, code string, version uint64) *selvedge.Function {
	return &selvedge.Function{Name: name, Live: &selvedge.FunctionCopy{
		Code: []byte(code), Version: version, Config: selvedge.FunctionConfig{Runtime: selvedge.Runtime2},
	}}
}

// distribution returns an enabled distribution with the origin "o-<id>", attached to the function on viewer-request.
func distribution(id, functionName string, aliases ...string) *selvedge.Distribution {
	d := &selvedge.Distribution{ID: id, DomainName: id + ".cloudfront.net", Version: 1}
	d.Config.Enabled = true
	d.Config.Aliases.Items = aliases
	d.Config.Origins.Items = []selvedge.Origin{{Id: "o-" + id, DomainName: "origin.example"}}
	d.Config.DefaultCacheBehavior.TargetOriginId = "o-" + id
	if functionName != "" {
		d.Config.DefaultCacheBehavior.FunctionAssociations.Items = []selvedge.FunctionAssociation{
			{FunctionARN: selvedge.FunctionARN("123456789012", functionName), EventType: selvedge.EventViewerRequest},
		}
	}
	return d
}

func update(revision int64, items ...any) selvedge.EdgeUpdate {
	u := selvedge.EdgeUpdate{
		Revision: revision, Functions: map[string]*selvedge.Function{}, Distributions: map[string]*selvedge.Distribution{},
	}
	for _, item := range items {
		switch v := item.(type) {
		case *selvedge.Function:
			u.Functions[v.Name] = v
		case *selvedge.Distribution:
			u.Distributions[v.ID] = v
		}
	}
	return u
}

// codeOf returns the code that runs for the first request of host, or "" when nothing runs.
func codeOf(s *snapshot.Snapshot, host string) string {
	d := s.Lookup(host)
	if d == nil {
		return ""
	}
	f := d.Behavior("/").ViewerRequest
	if f == nil {
		return ""
	}
	if p, ok := f.Program.(*program); ok {
		return p.code
	}
	return "absent"
}

func TestApplyIncremental(t *testing.T) {
	r := newRig()
	full := update(1, function("f", "v1", 1), function("g", "g1", 1), distribution("A", "f"), distribution("B", "g"))
	full.Full = true
	r.Apply(full)
	s1 := r.Current()
	slices.Sort(r.compiled)
	slices.Sort(r.connected)
	if diff := cmp.Diff([]string{"f=v1", "g=g1"}, r.compiled); diff != "" {
		t.Errorf("compiled (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"o-A", "o-B"}, r.connected); diff != "" {
		t.Errorf("connected (-want +got):\n%s", diff)
	}

	// A publish: the function, and its distribution with a higher version and the same configuration.
	r.forget()
	a2 := distribution("A", "f")
	a2.Version = 2
	r.Apply(update(2, function("f", "v2", 2), a2))
	s2 := r.Current()
	if diff := cmp.Diff([]string{"f=v2"}, r.compiled); diff != "" || len(r.connected) != 0 {
		t.Errorf("after a publish: compiled (-want +got):\n%sconnected %v, want nothing", diff, r.connected)
	}
	if got := codeOf(s1, "a.cloudfront.net") + codeOf(s2, "a.cloudfront.net"); got != "v1v2" {
		t.Errorf("old and new snapshot run %q, want v1v2", got)
	}
	if s1.Lookup("b.cloudfront.net") != s2.Lookup("b.cloudfront.net") {
		t.Error("a distribution that does not use the function was rebuilt")
	}
	if s1.Lookup("a.cloudfront.net").Behavior("/").Origin != s2.Lookup("a.cloudfront.net").Behavior("/").Origin {
		t.Error("relinking replaced the origin")
	}
	if s2.Revision != 2 {
		t.Errorf("Revision = %d, want 2", s2.Revision)
	}

	// The same full state again, as after a lost connection, and without B.
	r.forget()
	again := update(3, function("f", "v2", 2), a2)
	again.Full = true
	r.Apply(again)
	s3 := r.Current()
	if len(r.compiled)+len(r.connected) != 0 {
		t.Errorf("an unchanged state compiled %v and connected %v", r.compiled, r.connected)
	}
	if s3.Lookup("a.cloudfront.net") != s2.Lookup("a.cloudfront.net") || s3.Lookup("b.cloudfront.net") != nil {
		t.Error("a full update must keep what is the same and drop what is not in it")
	}
	if codeOf(s2, "b.cloudfront.net") != "g1" {
		t.Error("the older snapshot changed")
	}
}

func TestApplyFunctionLifeCycle(t *testing.T) {
	r := newRig()
	r.Apply(update(1, distribution("A", "f")))
	if got := codeOf(r.Current(), "a.cloudfront.net"); got != "absent" {
		t.Errorf("function not there yet: %q runs, want absent", got)
	}
	f := r.Current().Lookup("a.cloudfront.net").Behavior("/").ViewerRequest
	if res := f.Program.Invoke(t.Context(), nil, cff.ChecksEdge); res.Failure == nil || res.Failure.Class != cff.ExecutionError {
		t.Errorf("an absent function gives %+v, want an execution error", res)
	}
	r.Apply(update(2, function("f", "one", 1)))
	if got := codeOf(r.Current(), "a.cloudfront.net"); got != "one" {
		t.Errorf("function arrived: %q runs, want one", got)
	}
	unpublished := update(3)
	unpublished.Functions["f"] = &selvedge.Function{Name: "f"}
	r.Apply(unpublished)
	if got := codeOf(r.Current(), "a.cloudfront.net"); got != "absent" {
		t.Errorf("function without LIVE: %q runs, want absent", got)
	}
	r.Apply(update(4, function("f", "two", 1))) // created again: version 1 once more
	if got := codeOf(r.Current(), "a.cloudfront.net"); got != "two" {
		t.Errorf("function created again: %q runs, want two", got)
	}
}

func TestApplyHosts(t *testing.T) {
	r := newRig()
	r.Apply(update(1, distribution("A", "", "Www.Example.com", "*.example.org"), distribution("B", "")))
	s1 := r.Current()

	// The alias moves to B in one update, A loses its wildcard.
	r.Apply(update(2, distribution("A", ""), distribution("B", "", "www.example.com")))
	s2 := r.Current()
	for host, want := range map[string]string{"www.example.com": "B", "a.example.org": "", "a.cloudfront.net": "A"} {
		if got := idOf(s2.Lookup(host)); got != want {
			t.Errorf("after the move: Lookup(%q) = %q, want %q", host, got, want)
		}
	}
	if got := idOf(s1.Lookup("www.example.com")); got != "A" {
		t.Errorf("the older snapshot changed: %q, want A", got)
	}

	off := distribution("B", "", "www.example.com")
	off.Config.Enabled = false
	r.Apply(update(3, off))
	if d := r.Current().Lookup("www.example.com"); d != nil {
		t.Errorf("a disabled distribution is served: %q", d.ID)
	}
	r.Apply(update(4, distribution("B", "", "www.example.com")))
	if got := idOf(r.Current().Lookup("www.example.com")); got != "B" {
		t.Errorf("enabled again: Lookup = %q, want B", got)
	}
	gone := update(5, distribution("C", ""))
	gone.Distributions["B"] = nil
	gone.Distributions["unknown"] = nil
	r.Apply(gone)
	if r.Current().Lookup("b.cloudfront.net") != nil || idOf(r.Current().Lookup("c.cloudfront.net")) != "C" {
		t.Error("deletion and creation in one update")
	}
	r.Apply(update(6, distribution("D", ""))) // takes the free slot
	if idOf(r.Current().Lookup("c.cloudfront.net")) != "C" || idOf(r.Current().Lookup("d.cloudfront.net")) != "D" {
		t.Error("slots were mixed up")
	}
}

func idOf(d *snapshot.Distribution) string {
	if d == nil {
		return ""
	}
	return d.ID
}

func TestLookup(t *testing.T) {
	r := newRig()
	r.Apply(update(1, distribution("A", "", "www.example.com", "*.example.com"), distribution("B", "", "*.b.example.com")))
	tests := []struct{ host, want string }{
		{"a.cloudfront.net", "A"},
		{"A.CloudFront.NET:8080", "A"},
		{"a.cloudfront.net.", "A"},
		{"a.cloudfront.net.:443", "A"}, // event.md section 3.4
		{"www.example.com", "A"},
		{"x.example.com", "A"},
		{"x.y.example.com", "A"},
		{"x.b.example.com", "B"}, // the longer wildcard
		{"b.example.com", "A"},
		{"example.com", ""},
		{".example.com", ""},
		{"*.example.com", "A"},
		{"example.org", ""},
		{"", ""},
		{":80", ""},
		{"[::1]:80", ""},
		{"[::1]", ""},
		{string(make([]byte, 5000)), ""},
	}
	for _, tt := range tests {
		t.Run(tt.host[:min(len(tt.host), 30)], func(t *testing.T) {
			if got := idOf(r.Current().Lookup(tt.host)); got != tt.want {
				t.Errorf("Lookup(%q) = %q, want %q", tt.host, got, tt.want)
			}
		})
	}
	if n := testing.AllocsPerRun(100, func() { r.Current().Lookup("X.Y.example.com:8080") }); n != 0 {
		t.Errorf("Lookup allocates %v times, want 0", n)
	}
}

func TestCanonicalHost(t *testing.T) {
	for in, want := range map[string]string{
		"a.b": "a.b", "A.b:1": "a.b", "a.b.": "a.b", "[::1]:80": "[::1]", "[::1]": "[::1]", "": "",
	} {
		if got := snapshot.CanonicalHost(in); got != want {
			t.Errorf("CanonicalHost(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBehaviors(t *testing.T) {
	d := distribution("A", "f")
	d.Config.Origins.Items = append(d.Config.Origins.Items, selvedge.Origin{Id: "second"})
	d.Config.OriginGroups.Items = []selvedge.OriginGroup{{Id: "group", Members: selvedge.OriginGroupMembers{
		Items: []selvedge.OriginGroupMember{{OriginId: "second"}, {OriginId: "o-A"}},
	}, FailoverCriteria: selvedge.OriginGroupFailoverCriteria{StatusCodes: selvedge.StatusCodes{Items: []int{500, 503}}}}}
	d.Config.DefaultCacheBehavior.AllowedMethods = &selvedge.AllowedMethods{Items: []string{"GET", "POST"}}
	responseOnly := selvedge.FunctionAssociations{Items: []selvedge.FunctionAssociation{
		{FunctionARN: selvedge.FunctionARN("123456789012", "f"), EventType: selvedge.EventViewerResponse},
	}}
	d.Config.CacheBehaviors.Items = []selvedge.CacheBehavior{
		{PathPattern: "/img/*.png", CacheBehaviorSettings: selvedge.CacheBehaviorSettings{TargetOriginId: "group"}},
		{PathPattern: "img/*", CacheBehaviorSettings: selvedge.CacheBehaviorSettings{
			TargetOriginId: "nowhere", FunctionAssociations: responseOnly,
		}},
	}
	r := newRig()
	r.Apply(update(1, function("f", "v1", 1), d))
	served := r.Current().Lookup("a.cloudfront.net")

	first, second, last := served.Behavior("/img/a.png"), served.Behavior("/img/a.gif"), served.Behavior("/other")
	if got := first.Pattern.String() + " " + second.Pattern.String() + " " + last.Pattern.String(); got != "/img/*.png /img/* /*" {
		t.Errorf("patterns = %q", got)
	}
	if got := describe(first.Origin); got != "second|o-A on [500 503]" {
		t.Errorf("the origin group resolves to %s", got)
	}
	if second.Origin != nil {
		t.Errorf("an unknown origin resolves to %v", second.Origin)
	}
	if first.ViewerRequest != nil || second.ViewerResponse == nil || second.ViewerRequest != nil || last.ViewerRequest == nil {
		t.Error("functions are attached to the wrong events")
	}
	if !last.Methods.Allows("POST") || last.Methods.Allows("HEAD") || !first.Methods.Allows("HEAD") ||
		first.Methods.Allows("POST") || first.Methods.Allows("PURGE") {
		t.Error("allowed methods")
	}
}

// Readers see whole snapshots while updates go on: the function that runs is never older than the revision says.
func TestApplyWhileReading(t *testing.T) {
	r := newRig()
	r.Apply(update(1, function("f", "1", 1), distribution("A", "f")))
	var readers sync.WaitGroup
	stop := make(chan struct{})
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				s := r.Current()
				if got, want := codeOf(s, "a.cloudfront.net"), strconv.FormatInt(s.Revision, 10); got != want {
					t.Errorf("revision %s runs %q", want, got)
					return
				}
			}
		})
	}
	for rev := int64(2); rev < 200; rev++ {
		r.Apply(update(rev, function("f", strconv.FormatInt(rev, 10), uint64(rev))))
	}
	close(stop)
	readers.Wait()
}

func BenchmarkApplyPublish(b *testing.B) {
	r := newRig()
	full := selvedge.EdgeUpdate{Full: true, Revision: 1, Functions: map[string]*selvedge.Function{}, Distributions: map[string]*selvedge.Distribution{}}
	for i := range 10_000 {
		n := strconv.Itoa(i)
		maps.Copy(full.Functions, update(1, function("f"+n, n, 1)).Functions)
		maps.Copy(full.Distributions, update(1, distribution("D"+n, "f"+n, "www"+n+".example.com")).Distributions)
	}
	r.Apply(full)
	b.ReportAllocs()
	version := uint64(1)
	for b.Loop() {
		version++
		d := distribution("D77", "f77", "www77.example.com")
		d.Version = version
		r.Apply(update(int64(version), function("f77", strconv.FormatUint(version, 10), version), d))
		r.forget()
	}
}
