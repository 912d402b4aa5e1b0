// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/edge"
	"selvedge/internal/httpmsg"
	"selvedge/internal/origin"
	"selvedge/internal/snapfile"
	"selvedge/internal/snapshot"
)

// crowd is how many distributions and functions one edge has. Source: performance.md P6.
const crowd = 10_000

// crowdCode is the code of a function of about 2 KB that no other has.
func crowdCode(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "var site = 'site-%d';\nvar redirects = {\n", n)
	for i := range 20 {
		fmt.Fprintf(&b, "    '/old/%d/%d': '/new/%d/%d',\n", n, i, i, n)
	}
	b.WriteString(`};
function handler(event) {
    var request = event.request;
    var to = redirects[request.uri];
    if (to) {
        return {statusCode: 301, statusDescription: 'Moved Permanently', headers: {location: {value: to}}};
    }
    request.headers['x-site'] = {value: site};
    if (request.uri.endsWith('/')) {
        request.uri += 'index.html';
    } else if (!request.uri.includes('.')) {
        request.uri += '/index.html';
    }
    return request;
}
`)
	return b.String()
}

// crowded returns the update of such an edge.
func crowded(t *testing.T) selvedge.EdgeUpdate {
	t.Helper()
	u := selvedge.EdgeUpdate{
		Revision: 1, Full: true, Functions: map[string]*selvedge.Function{}, Distributions: map[string]*selvedge.Distribution{},
	}
	for n := range crowd {
		name := fmt.Sprint("function-", n)
		u.Functions[name] = &selvedge.Function{Name: name, Live: &selvedge.FunctionCopy{
			Code: []byte(crowdCode(n)), Version: 1, Config: selvedge.FunctionConfig{Runtime: selvedge.Runtime2},
		}}
		d := distribution(t, "192.0.2.1:80")
		d.ID, d.DomainName = fmt.Sprint("E", n), fmt.Sprintf("d%d.cloudfront.net", n)
		d.Config.Aliases.Items = []string{fmt.Sprintf("www.site-%d.example.com", n)}
		d.Config.Origins.Items[0].DomainName = fmt.Sprintf("origin-%d.example.com", n)
		d.Config.DefaultCacheBehavior.FunctionAssociations.Items = []selvedge.FunctionAssociation{
			{FunctionARN: selvedge.FunctionARN("123456789012", name), EventType: selvedge.EventViewerRequest},
		}
		d.Config.CacheBehaviors.Items = []selvedge.CacheBehavior{{PathPattern: "/static/*", CacheBehaviorSettings: d.Config.DefaultCacheBehavior}}
		u.Distributions[d.ID] = d
	}
	return u
}

// heap returns the bytes that are in use.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // pools are emptied by the second
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc) //nolint:gosec // less than all memory
}

// TestCrowd: an edge with 10,000 distributions and as many functions takes at most 40 KB for each that has nothing to do,
// when it has just started from its snapshot, and some time after they have run. Times are shown, not judged: from
// the snapshot it should start within 3 s. Source: performance.md P6.
func TestCrowd(t *testing.T) {
	if raceEnabled || testing.Short() {
		t.Skip("takes seconds")
	}
	const most = 40 << 10
	path := filepath.Join(t.TempDir(), "edge.snapshot")
	began := time.Now()
	writer := snapfile.NewWriter(snapfile.Config{Path: path})
	writer.Add(crowded(t))
	done, stop := context.WithCancel(t.Context())
	stop()
	writer.Run(done)
	writer = nil //nolint:wastedassign // it holds the update
	t.Logf("written in %s", time.Since(began).Round(time.Millisecond))

	client := origin.New(origin.Config{})
	defer client.Close()
	config := snapshot.Config{Compile: func(name string, code []byte, r selvedge.Runtime) cff.Invoker { return cff.Lazy(name, code, r) }}
	edge.Connect(&config, client)
	before := heap()
	began = time.Now()
	builder := snapshot.NewBuilder(config)
	result, err := snapfile.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	read := time.Since(began)
	builder.Apply(result.Update)
	t.Logf("started from the snapshot in %s, of which reading was %s", time.Since(began).Round(time.Millisecond), read.Round(time.Millisecond))
	result = nil //nolint:wastedassign // as the server drops it
	each := (heap() - before) / crowd
	t.Logf("%d bytes for each distribution with its function", each)
	if each > most {
		t.Errorf("%d bytes for each, want %d at the most", each, most)
	}

	current := builder.Current()
	idle := heap()
	const run = crowd / 10
	for n := range run {
		f := current.Lookup(fmt.Sprintf("www.site-%d.example.com", n)).Behavior("/").ViewerRequest
		ev := cff.Event{Type: selvedge.EventViewerRequest, DistributionID: "E", RequestID: "id", ViewerIP: "192.0.2.1",
			Request: &httpmsg.Request{Method: "GET", Path: "/a", Headers: httpmsg.Headers{{Name: "host", Value: "example.com"}}}}
		if r := f.Program.Invoke(t.Context(), &ev, cff.ChecksEdge); r.Failure != nil || r.Request.Path != "/a/index.html" {
			t.Fatalf("function %d: %+v", n, r)
		}
	}
	warm := (heap() - idle) / run
	current.Cool(1)
	current.Cool(2)
	cooled := (heap() - idle) / run
	t.Logf("%d bytes more for each that runs, %d when it has not run for a while", warm, cooled)
	if each+cooled > most {
		t.Errorf("%d bytes for each that has run, want %d at the most", each+cooled, most)
	}
	runtime.KeepAlive(builder)
}
