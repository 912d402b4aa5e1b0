// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/console"
	"selvedge/internal/kvsfile"
	"selvedge/internal/usage"
)

func TestBuild(t *testing.T) {
	b := newBrowser(t)
	f := b.create("alpha")
	first := f.Development.ETag()
	b.want(b.get("functions/alpha"), 200, "alpha", "49 of 10240 bytes", "Not published yet", "None: the runtime can read the code")
	b.want(b.get("functions/nobody/build"), 404, "NoSuchFunctionExists")

	broken := "class A {}\r\nfunction handler(event) {\r\n  return event.request;\r\n}\r\n"
	b.want(b.post("functions/alpha/check", "code", broken, "runtime", "cloudfront-js-2.0"), 200, "Line 1 error", "Write instead")
	saved := b.post("functions/alpha/build", "etag", first, "code", broken, "runtime", "cloudfront-js-1.0", "comment", "two")
	b.want(saved, 200, "alpha saved successfully.", "Line 1 error")
	d := b.function("alpha").Development
	if string(d.Code) != strings.ReplaceAll(broken, "\r\n", "\n") || d.Config.Comment != "two" || d.Config.Runtime != selvedge.Runtime1 {
		t.Errorf("stored: %q %+v", d.Code, d.Config)
	}

	b.want(b.post("functions/alpha/build", "etag", d.ETag(), "code", strings.Repeat("x", 10241), "runtime", "cloudfront-js-2.0"),
		422, "FunctionSizeLimitExceeded", "10,241 bytes, 1 more than the limit")
	b.want(b.post("functions/alpha/build", "etag", d.ETag(), "code", "", "runtime", "cloudfront-js-2.0"), 422, "The function code is empty.")
}

// TestStore: saving code leaves the key value store of a function alone, and tests read it.
func TestStore(t *testing.T) {
	b := newBrowser(t)
	arn := "arn:aws:cloudfront::" + account + ":key-value-store/11111111-2222-3333-4444-555555555555"
	config := selvedge.FunctionConfig{Runtime: selvedge.Runtime2, KeyValueStoreAssociations: &selvedge.KeyValueStoreAssociations{
		Quantity: 1, Items: []selvedge.KeyValueStoreAssociation{{KeyValueStoreARN: arn}},
	}}
	services := withStore{b.store, config}
	c, err := console.New(console.Config{
		AccountID: account, Functions: services, Distributions: b.store, TestEvents: b.store, Stores: b.store, Values: b.store, Samples: func() []usage.Sample { return nil },
		Tester: &cff.Tester{KeyValues: func(_ context.Context, asked string) (selvedge.KeyValues, error) {
			if asked != arn {
				t.Errorf("the store %s is read, want %s", asked, arn)
			}
			return kvsfile.Data{{Key: "to", Value: "/from-the-store"}}.View("11111111-2222-3333-4444-555555555555", time.Time{}), nil
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	b.server.Config.Handler = c
	b.create("alpha")
	b.want(b.get("functions/alpha/build"), 200, "Key value store None "+arn)
	b.want(b.post("functions/alpha/build", "etag", "E0", "code", "x", "runtime", "cloudfront-js-1.0"), 422, "A key value store association requires")
	b.want(b.post("functions/alpha/test", "stage", "DEVELOPMENT", "event", eventOfTest), 200, "/from-the-store")
}

// withStore says that functions have a configuration.
type withStore struct {
	selvedge.FunctionService

	config selvedge.FunctionConfig
}

func (s withStore) Function(ctx context.Context, name string) (*selvedge.Function, error) {
	f, err := s.FunctionService.Function(ctx, name)
	if err == nil {
		f.Development.Config = s.config
		f.Development.Code = []byte("import cf from 'cloudfront';\nasync function handler(event) {\n" +
			"event.request.uri = await cf.kvs().get('to');\nreturn event.request;\n}")
	}
	return f, err
}

// TestConflict: who saves later sees what the other has changed, and may overwrite it.
func TestConflict(t *testing.T) {
	b := newBrowser(t)
	old := b.create("alpha").Development.ETag()
	theirs := passThrough + "\n// theirs\n"
	b.want(b.post("functions/alpha/build", "etag", old, "code", theirs, "runtime", "cloudfront-js-2.0", "comment", "theirs"), 200)
	mine := []string{"etag", old, "code", passThrough + "\n// mine\n", "runtime", "cloudfront-js-2.0", "comment", "mine"}
	conflict := b.post("functions/alpha/build", mine...)
	b.want(conflict, 409, "Somebody else has changed alpha", "removed: - // theirs", "added: + // mine", "Description theirs mine",
		"Overwrite with mine", "Discard mine and reload")
	if !strings.Contains(string(b.function("alpha").Development.Code), "theirs") {
		t.Error("a conflict has overwritten")
	}
	b.want(b.post("functions/alpha/build", append(mine, "overwrite", b.function("alpha").Development.ETag())...), 200, "saved successfully")
	if got := b.function("alpha").Development; !strings.Contains(string(got.Code), "mine") || got.Config.Comment != "mine" {
		t.Errorf("stored: %q %+v", got.Code, got.Config)
	}

	b.want(b.post("functions/alpha/publish", "etag", old), 409, "Nothing was published", "Look at it and publish it")
	if b.function("alpha").Live != nil {
		t.Error("a conflict has published")
	}
}

const eventOfTest = `{"version":"1.0","context":{"eventType":"viewer-request"},"viewer":{"ip":"::1"},
	"request":{"method":"GET","uri":"/docs/","querystring":{},"headers":{"host":{"value":"a"}},"cookies":{}}}`

func TestTest(t *testing.T) {
	b := newBrowser(t)
	etag := b.create("alpha").Development.ETag()
	store := func(code string) {
		b.want(b.post("functions/alpha/build", "etag", etag, "code", code, "runtime", "cloudfront-js-2.0"), 200)
		etag = b.function("alpha").Development.ETag()
	}
	b.want(b.get("functions/alpha/test"), 200, "Live (not published)", "No result yet", "0 of 10 events")
	run := func(parts ...string) {
		t.Helper()
		b.want(b.post("functions/alpha/test", "stage", "DEVELOPMENT", "event", eventOfTest), 200, parts...)
	}
	run("✓ Succeeded", "The function changed nothing.", "Nothing was printed")
	store("function handler(e) { console.log('<b>', 1); e.request.uri += 'index.html'; return e.request; }")
	run("✓ Succeeded", `removed: - "uri": "/docs/"`, `added: + "uri": "/docs/index.html"`, "Log <b>", "of 100 · fine")
	store("function handler(e) {\n  return { statusCode: 302, headers: { location: { value: '/x' } } };\n}")
	run("The function answered itself", `"statusCode": 302`)
	store("function handler(e) {\n  return e.nothing.here;\n}")
	run("✕ Failed", "Line 2", "return e.nothing.here;")
	store("function handler(e) { e.request.headers['x-edge-a'] = {value: '1'}; return e.request; }")
	run("✓ Succeeded", "The edge would refuse this result")

	part := b.do(http.MethodPost, "/console/functions/alpha/test", map[string][]string{"stage": {"DEVELOPMENT"}, "event": {eventOfTest}}, "HX-Request", "true")
	if strings.Contains(part.body, "<html") || !strings.Contains(part.text, "Succeeded") {
		t.Errorf("htmx gets %s, want the result alone", part.body)
	}
	b.want(b.post("functions/alpha/test", "stage", "DEVELOPMENT", "event", `{"a`), 422, "The event object is not valid", "Correct the event")
	b.want(b.post("functions/alpha/test", "stage", "LIVE", "event", eventOfTest), 422, "not published yet")
}

func TestSavedEvents(t *testing.T) {
	b := newBrowser(t)
	b.create("alpha")
	b.want(b.post("functions/alpha/events", "save-as", "docs", "event", eventOfTest), 200, "docs saved with the function.", `"uri": "/docs/"`, "1 of 10", "Delete “docs”")
	b.want(b.post("functions/alpha/events", "save-as", "", "event", eventOfTest), 422, "The name", `"uri":"/docs/"`)
	b.want(b.post("functions/alpha/events", "save-as", "x", "event", "{"), 422, "The test event is not JSON.")
	b.want(b.get("functions/alpha/test?event=docs"), 200, `"uri": "/docs/"`)
	b.want(b.get("functions/alpha/test?type=viewer-response"), 200, `"statusCode": 200`)
	b.want(b.post("functions/alpha/events/delete", "selected", "docs"), 200, "docs deleted.", "0 of 10")
	b.want(b.post("functions/alpha/events/delete", "selected", "docs"), 404)
	for i := range selvedge.MaxTestEvents {
		b.want(b.post("functions/alpha/events", "save-as", fmt.Sprint("e", i), "event", "{}"), 200)
	}
	b.want(b.post("functions/alpha/events", "save-as", "one more", "event", "{}"), 422, "10 test events already")
}

func TestPublish(t *testing.T) {
	b := newBrowser(t)
	etag := b.create("alpha").Development.ETag()
	b.want(b.get("functions/alpha/publish"), 200, "First publish", "Publish function", "No cache behaviour runs this function.", "Publish the function first")
	b.want(b.post("functions/alpha/publish", "etag", etag), 200, "alpha published successfully.", "Nothing to publish", "There is no distribution yet.")
	d := b.distribution()
	slot := d.ID + " " + d.ETag() + " "
	b.want(b.get("functions/alpha/publish"), 200, d.ID+" · Default (*)")
	attached := b.post("functions/alpha/associations", "slot", slot, "type", "viewer-request")
	b.want(attached, 200, "alpha associated successfully.", d.ID+" "+d.DomainName, "Viewer request Default (*)", "Publish and update")
	d = b.reload(d)
	slot = d.ID + " " + d.ETag() + " "
	if len(d.Config.DefaultCacheBehavior.FunctionAssociations.Items) != 1 {
		t.Errorf("associations %+v", d.Config.DefaultCacheBehavior.FunctionAssociations)
	}

	b.create("beta")
	b.publish("beta")
	taken := b.post("functions/beta/associations", "slot", slot, "type", "viewer-request")
	b.want(taken, 422, "alpha already runs for viewer-request at Default (*)", "Replace alpha")
	b.want(b.post("functions/beta/associations", "slot", slot, "type", "viewer-request", "replace", "1"), 200, "beta associated successfully.")
	d = b.reload(d)
	slot = d.ID + " " + d.ETag() + " "
	b.want(b.get("functions/alpha/publish"), 200, "No cache behaviour runs this function.")
	b.want(b.post("functions/beta/associations/remove", "slot", slot, "type", "viewer-request"), 200, "beta is no longer associated.", "No cache behaviour")
	d = b.reload(d)
	b.want(b.post("functions/beta/associations", "slot", d.ID+" "+d.ETag()+" /gone*", "type", "viewer-request"), 422, "has no cache behavior /gone*")
	b.want(b.post("functions/beta/associations", "slot", "E0 E1 ", "type", "viewer-request"), 404, "NoSuchDistribution")

	b.want(b.post("functions/beta/build", "etag", b.function("beta").Development.ETag(), "code", passThrough+"\n//2", "runtime", "cloudfront-js-1.0"), 200)
	b.want(b.get("functions/beta/publish"), 200, "What will change for viewers", "Runtime cloudfront-js-2.0 cloudfront-js-1.0", "added: + //2")
	b.want(b.get("functions/beta/build?show=diff"), 200, "added: + //2")
	b.want(b.get("functions/beta/build?show=live"), 200, "What viewers get", passThrough)
}

func (b *browser) reload(d *selvedge.Distribution) *selvedge.Distribution {
	b.t.Helper()
	d, err := b.store.Distribution(b.t.Context(), d.ID)
	if err != nil {
		b.t.Fatal(err)
	}
	return d
}

// TestDeploying: a status asks for itself while it is Deploying, wherever it is shown, and no longer.
func TestDeploying(t *testing.T) {
	deploying := true
	b := newBrowser(t, func(c *console.Config) {
		c.Distributions = deployments{c.Distributions, &deploying}
		c.Functions = functionsDeploying{c.Functions, &deploying}
	})
	b.create("alpha")
	b.publish("alpha")
	d := b.distribution("alpha")
	ofFunction, ofDistribution := `hx-get="/console/functions/alpha/status"`, `hx-get="/console/distributions/`+d.ID+`/status"`
	for path, want := range map[string]string{
		"functions": ofFunction, "functions/alpha/build": ofFunction, "functions/alpha/publish": ofDistribution,
		"distributions": ofDistribution, "distributions/" + d.ID: ofDistribution,
		"functions/alpha/status": ofFunction, "distributions/" + d.ID + "/status": ofDistribution,
	} {
		page := b.get(path)
		b.want(page, 200, "Deploying")
		if !strings.Contains(page.body, want+` hx-trigger="every`) {
			t.Errorf("%s, deploying, does not ask for itself: %s", path, page.body)
		}
	}
	deploying = false
	for _, path := range []string{"functions", "functions/alpha/publish", "distributions", "functions/alpha/status", "distributions/" + d.ID + "/status"} {
		page := b.get(path)
		b.want(page, 200, "Deployed")
		if strings.Contains(page.body, "every 1s") {
			t.Errorf("%s, deployed: %s", path, page.body)
		}
	}
	b.want(b.get("functions/gone/status"), 286, "Deleted")
	b.want(b.get("distributions/E0/status"), 286, "Deleted")
}

// deployments says of distributions whether they are deployed.
type deployments struct {
	selvedge.DistributionService

	deploying *bool
}

func (d deployments) Distribution(ctx context.Context, id string) (*selvedge.Distribution, error) {
	got, err := d.DistributionService.Distribution(ctx, id)
	if err == nil {
		got.Deployed = !*d.deploying
	}
	return got, err
}

func (d deployments) Distributions(ctx context.Context, page selvedge.Page) ([]*selvedge.Distribution, bool, error) {
	list, more, err := d.DistributionService.Distributions(ctx, page)
	for _, got := range list {
		got.Deployed = !*d.deploying
	}
	return list, more, err
}

// functionsDeploying says it of functions.
type functionsDeploying struct {
	selvedge.FunctionService

	deploying *bool
}

func (f functionsDeploying) Function(ctx context.Context, name string) (*selvedge.Function, error) {
	got, err := f.FunctionService.Function(ctx, name)
	if err == nil {
		got.Deploying = *f.deploying
	}
	return got, err
}

func (f functionsDeploying) Functions(ctx context.Context, page selvedge.Page) ([]*selvedge.Function, bool, error) {
	list, more, err := f.FunctionService.Functions(ctx, page)
	for _, got := range list {
		got.Deploying = *f.deploying
	}
	return list, more, err
}

func TestMetrics(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	var samples []usage.Sample
	var pages *console.Console
	b := newBrowser(t, func(c *console.Config) {
		c.Now = func() time.Time { return now }
		c.Samples = func() []usage.Sample { return samples }
	})
	pages = b.console
	b.create("alpha")
	b.want(b.get("functions/alpha/metrics"), 200, "Invocations 0", "No distribution runs this function", "printed nothing")
	samples = []usage.Sample{
		{Function: "alpha", DistributionID: "E1", Invocations: 10, ExecutionErrors: 2, Throttles: 2, UtilizationSum: 80},
		{Function: "beta", DistributionID: "E1", Invocations: 99},
	}
	pages.Log("E1", "alpha", "id", []string{"hello <i>", "world"})
	pages.Log("E1", "beta", "id", []string{"not this"})
	page := b.get("functions/alpha/metrics")
	b.want(page, 200, "Invocations 10", "Utilization, average 10 %", "Execution errors 2", "Throttles 2", "E1 10 10.0 % 2 0 2", "world", "hello <i>")
	if strings.Contains(page.text, "not this") || strings.Index(page.text, "world") > strings.Index(page.text, "hello") {
		t.Errorf("log lines: %s", page.text)
	}
	samples = append(samples, usage.Sample{Function: "alpha", DistributionID: "E2", Invocations: 7})
	b.want(b.get("functions/alpha/metrics"), 200, "Invocations 17", "All distributions E1 E2")
	b.want(b.get("functions/alpha/metrics?distribution=E2"), 200, "Invocations 7", "E1 10 10.0 %")
	samples = samples[:2]
	now = now.Add(59 * time.Minute)
	samples[0].Invocations, samples[0].UtilizationSum = 13, 100
	b.want(b.get("functions/alpha/metrics"), 200, "Invocations 13", "0 min ago: 3", "59 min ago: 10")
	now = now.Add(time.Minute)
	b.want(b.get("functions/alpha/metrics"), 200, "Invocations 3", "1 min ago: 3")
	samples[0] = usage.Sample{Function: "alpha", DistributionID: "E1", Invocations: 1} // linked anew
	b.want(b.get("functions/alpha/metrics"), 200, "Invocations 4")
	for range 1200 {
		pages.Log("E1", "alpha", "id", []string{strings.Repeat("y", 2000)})
	}
	if n := strings.Count(b.get("functions/alpha/metrics").body, "yyy</span>"); n != 100 {
		t.Errorf("%d log lines are shown", n)
	}
}
