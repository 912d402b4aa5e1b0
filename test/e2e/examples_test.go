// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file sends the cases of test/examples, which package examples runs with `selvedge test`, through a running edge.

import (
	"crypto/sha256"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/aws/aws-sdk-go-v2/service/cloudfrontkeyvaluestore"
	kvstypes "github.com/aws/aws-sdk-go-v2/service/cloudfrontkeyvaluestore/types"

	"selvedge"
	"selvedge/internal/functest"
	"selvedge/internal/httpmsg"
)

const examplesDir = "../examples"

// notOnTheEdge are the cases that a running server cannot have yet. The number of cases is that of the row: neither the
// table nor what a row stands for grows without being seen.
var notOnTheEdge = []struct {
	folder, name string // name is a regular expression
	cases        int
	reason       string
}{
	{"07-index-rewrite", `^all else stays \(`, 2, "the event is JSON, not HTTP; there is a twin in HTTP"},
	{"cloudfront/15-origin-by-country", ``, 2, "buckets of AWS, which a test must not ask; see TestExampleOtherOrigin"},
	{"cloudfront/25-tenants", `^tenant$`, 1, "there are no distributions for tenants yet"},
}

// refusedResults are the cases with an error that comes from what the function returned: 502 in place of 503.
// Source: examples 18 and 21, column "live result".
var refusedResults = regexp.MustCompile(`^(18-generated-body/(bad-base64|gzip)|21-errors/(upper-case|undefined|status-text)) `)

// TestExamples takes one process and one distribution, which gets the functions of one case after another.
func TestExamples(t *testing.T) {
	t.Parallel()
	cases := exampleCases(t)
	log := filepath.Join(t.TempDir(), "functions.jsonl")
	e := &exampleEdge{
		t: t, p: startDev(t, "--log-level", "debug", "--function-log", log, "--function-log-format", "json"),
		functions: map[string]string{}, origins: map[string]*wireOrigin{},
	}
	e.c = e.p.client(t)
	for _, c := range cases {
		t.Run(exampleName(c), func(t *testing.T) { e.run(t, c) })
	}
	e.p.stop(t)
	records := functionRecords(t, log)
	for _, v := range e.visits {
		t.Run(exampleName(v.c)+" logs", func(t *testing.T) {
			e.checkRecords(t, v, records[v.id])
			e.checkServerLog(t, v)
		})
	}
}

// exampleName is the folder and name of a case.
func exampleName(c *functest.Case) string { return exampleFolder(c) + "/" + c.Name }

func exampleFolder(c *functest.Case) string {
	path, err := filepath.Rel(examplesDir, filepath.Dir(c.File))
	if err != nil {
		return c.File
	}
	return filepath.ToSlash(path)
}

// exampleCases returns the cases, those with the same functions one after another.
func exampleCases(t *testing.T) []*functest.Case {
	t.Helper()
	all, err := (&functest.Loader{}).Load(examplesDir)
	if err != nil {
		t.Fatalf("examples: %v", err)
	}
	skipped := make([]int, len(notOnTheEdge))
	cases := slices.DeleteFunc(all, func(c *functest.Case) bool {
		if c.Problem != nil || c.Skip != "" {
			t.Errorf("%s: %v %s", c.ID(), c.Problem, c.Skip)
			return true
		}
		for i, row := range notOnTheEdge {
			if row.folder == exampleFolder(c) && regexp.MustCompile(row.name).MatchString(c.Name) {
				skipped[i]++
				return true
			}
		}
		return false
	})
	for i, row := range notOnTheEdge {
		if skipped[i] != row.cases {
			t.Errorf("%s %s (%s): %d cases are skipped, want %d", row.folder, row.name, row.reason, skipped[i], row.cases)
		}
	}
	slices.SortStableFunc(cases, func(a, b *functest.Case) int { return strings.Compare(functionSet(a), functionSet(b)) })
	return cases
}

// functionSet names the configuration that a case needs.
func functionSet(c *functest.Case) string {
	var b strings.Builder
	for _, s := range c.Steps {
		fmt.Fprint(&b, s.Function.Path, s.Function.Runtime, s.Type, " ")
	}
	return b.String() + string(momentOf(c, 0)) + fmt.Sprint(c.Around.Origins) + storeText(c)
}

// storeText has all that is in the key value store of a case; it is empty when the case has none.
func storeText(c *functest.Case) string {
	if c.Around.KeyValues == nil {
		return ""
	}
	return "store " + fmt.Sprint(storePairs(c))
}

// storePairs returns what is in the key value store of a case; fmt prints maps in order.
func storePairs(c *functest.Case) map[string]string {
	return maps.Collect(c.Around.KeyValues.(interface {
		All() iter.Seq2[string, string]
	}).All())
}

// momentOf returns when a function of a case runs.
func momentOf(c *functest.Case, step int) selvedge.EventType {
	switch {
	case c.Steps[step].Type != "":
		return c.Steps[step].Type
	case step > 0:
		return momentOf(c, step-1)
	case len(c.Steps) > 1:
		return selvedge.EventViewerRequest
	}
	return c.Message.Type
}

// exampleEdge is a running server with what the cases have made in it.
type exampleEdge struct {
	t         *testing.T // of the whole test: subtests end earlier than what they have made
	p         *process
	c         *cloudfront.Client
	functions map[string]string // ARNs by name
	origins   map[string]*wireOrigin
	visits    []*visit

	distribution, etag string
	config             *types.DistributionConfig
	set                string // whose functions the distribution has
}

// visit is a case that went through the edge, for what is looked up in logs afterwards.
type visit struct {
	c        *functest.Case
	id       string // of the request
	sentence string // of the error page; empty for none
}

// run sends a case through the edge.
func (e *exampleEdge) run(t *testing.T, c *functest.Case) {
	e.prepare(t, c)
	for id, o := range e.origins {
		o.expect(originAnswer(c, id))
	}
	sent := wireRequest(c.Message.Request)
	head, body := e.p.send(t, sent)
	got := parseHead(t, head)
	got.checkNames(t)
	v := &visit{c: c, id: got.get("x-amz-cf-id")}
	e.visits = append(e.visits, v)
	if c.Expect.Error != nil || c.Expect.Missed != nil {
		e.checkRefusal(t, v, &got, body)
		return
	}
	e.checkMessages(t, c, parseHead(t, strings.TrimSuffix(sent, "\r\n\r\n")), &got, body)
	e.checkFailover(t, c, sent)
}

// originAnswer is what the origin with an id answers: the response of the case, with a body that names the origin.
func originAnswer(c *functest.Case, id string) string {
	r := c.Message.Response
	if r == nil {
		r = &httpmsg.Response{Status: http.StatusOK, Reason: "OK"}
	}
	return wireAnswer(r, "from "+id)
}

// prepare gives the distribution the functions and origins of a case. It has the name that all cases ask for.
func (e *exampleEdge) prepare(t *testing.T, c *functest.Case) {
	t.Helper()
	if e.set == functionSet(c) {
		return
	}
	arns := map[selvedge.EventType]string{}
	for i := range c.Steps {
		moment, arn := momentOf(c, i), e.publish(t, c.Steps[i].Function, c)
		if before, twice := arns[moment]; twice && before != arn {
			t.Fatalf("two functions on %s: a distribution takes one", moment)
		}
		arns[moment] = arn
	}
	ids := originIDs(c)
	var origins []types.Origin
	for _, id := range ids {
		if e.origins[id] == nil {
			e.origins[id] = startWireOrigin(e.t)
		}
		origins = append(origins, customOrigin(id, "127.0.0.1", e.origins[id].port))
	}
	if e.config == nil {
		e.config = forwardingAll(config("", 0))
		e.config.Aliases = &types.Aliases{Quantity: aws.Int32(1), Items: []string{"www.example.com"}}
	}
	e.config.Origins = &types.Origins{Quantity: aws.Int32(int32(len(origins))), Items: origins}
	e.config.DefaultCacheBehavior.TargetOriginId = &ids[0]
	associate(e.config, arns[selvedge.EventViewerRequest], arns[selvedge.EventViewerResponse])
	e.deploy(t)
	e.set = functionSet(c)
}

// originIDs returns the ids of the origins of a case, the assigned one first.
func originIDs(c *functest.Case) []string {
	origins, _ := c.Around.Origins.(functest.Origins)
	if len(origins) == 0 {
		return []string{"main"}
	}
	ids := make([]string, len(origins))
	for i := range origins {
		ids[i] = origins[i].ID
	}
	return ids
}

// deploy makes the distribution, or changes it.
func (e *exampleEdge) deploy(t *testing.T) {
	t.Helper()
	if e.distribution == "" {
		e.distribution = *createDistribution(t, e.c, e.config).Id
		e.etag = etag1
		return
	}
	out, err := updateDistribution(t, e.c, e.distribution, e.etag, e.config)
	if err != nil {
		t.Fatalf("UpdateDistribution: %v", err)
	}
	e.etag = *out.ETag
	waitDeployed(t, e.c, e.distribution)
}

// publish creates and publishes a function, once, and returns its ARN.
func (e *exampleEdge) publish(t *testing.T, f *functest.Function, c *functest.Case) string {
	t.Helper()
	name := functionName(f, c)
	if arn := e.functions[name]; arn != "" {
		return arn
	}
	config := &types.FunctionConfig{Comment: aws.String(f.Path), Runtime: types.FunctionRuntime(f.Runtime)}
	if c.Around.KeyValues != nil {
		config.KeyValueStoreAssociations = &types.KeyValueStoreAssociations{
			Quantity: aws.Int32(1), Items: []types.KeyValueStoreAssociation{{KeyValueStoreARN: e.store(t, name, c)}},
		}
	}
	created, err := e.c.CreateFunction(t.Context(), &cloudfront.CreateFunctionInput{Name: &name, FunctionCode: f.Code, FunctionConfig: config})
	if err != nil {
		t.Fatalf("CreateFunction(%s): %v", name, err)
	}
	e.functions[name] = publish(t, e.c, name, created.ETag)
	return e.functions[name]
}

// store makes a key value store with what a case has in its own, and returns its ARN.
func (e *exampleEdge) store(t *testing.T, name string, c *functest.Case) *string {
	t.Helper()
	data := e.p.dataClient(t)
	arn, etag := newStore(t, e.c, data, name)
	in := &cloudfrontkeyvaluestore.UpdateKeysInput{KvsARN: arn, IfMatch: etag}
	for key, value := range storePairs(c) {
		in.Puts = append(in.Puts, kvstypes.PutKeyRequestListItem{Key: &key, Value: &value})
	}
	if len(in.Puts) == 0 {
		return arn
	}
	if _, err := data.UpdateKeys(t.Context(), in); err != nil {
		t.Fatalf("UpdateKeys(%s): %v", name, err)
	}
	return arn
}

// functionName makes a name of the path and the runtime of a function, and of the store that the case gives it.
func functionName(f *functest.Function, c *functest.Case) string {
	path := strings.TrimPrefix(filepath.ToSlash(f.Path), examplesDir+"/")
	name := regexp.MustCompile(`[^a-zA-Z0-9]+`).ReplaceAllString(strings.TrimSuffix(path, ".js")+"-"+string(f.Runtime), "-")
	if text := storeText(c); text != "" {
		name = fmt.Sprintf("%s-%x", name, sha256.Sum256([]byte(text)))[:min(64, len(name)+9)]
	}
	return name
}

// TestExampleOtherOrigin runs the function of 15-origin-by-country with servers of the test in place of buckets.
func TestExampleOtherOrigin(t *testing.T) {
	t.Parallel()
	code, err := os.ReadFile(examplesDir + "/cloudfront/15-origin-by-country/function.js")
	if err != nil {
		t.Fatal(err)
	}
	origins := map[string]*wireOrigin{"assigned": startWireOrigin(t), "eu-central-1": startWireOrigin(t), "us-east-1": startWireOrigin(t)}
	for name, o := range origins {
		o.expect(wireAnswer(&httpmsg.Response{Status: http.StatusOK, Reason: "OK"}, "from "+name))
	}
	server := fmt.Sprintf("domainName: 'localhost', customOriginConfig: {port: region === 'eu-central-1' ? %d : %d, protocol: 'http', sslProtocols: ['TLSv1.2']}",
		origins["eu-central-1"].port, origins["us-east-1"].port)
	bucket := regexp.MustCompile(`(?s)domainName: .*?\n        \}`)
	if !bucket.Match(code) {
		t.Fatalf("no bucket in %s", code)
	}
	p := startDev(t)
	c := p.client(t)
	arn := publishFunction(t, c, "by-country", string(bucket.ReplaceAllLiteral(code, []byte(server))))
	d := createDistribution(t, c, associate(forwardingAll(config("127.0.0.1", origins["assigned"].port)), arn, ""))
	for country, want := range map[string]string{"DE": "eu-central-1", "FR": "us-east-1"} {
		got := p.view(t, http.MethodGet, *d.DomainName, "/a?b=c", "CloudFront-Viewer-Country", country)
		asked := origins[want].asked()
		if got.status != 200 || got.body != "from "+want || len(asked) != 1 || !strings.HasPrefix(asked[0], "GET /a?b=c HTTP/1.1\r\nHost: localhost:") {
			t.Errorf("from %s: %d %q, %s was asked %q", country, got.status, got.body, want, asked)
		}
	}
	if asked := origins["assigned"].asked(); len(asked) != 0 {
		t.Errorf("the assigned origin was asked %q", asked)
	}
}
