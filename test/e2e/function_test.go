// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file follows functions through their life with the AWS SDK, signed.

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/google/go-cmp/cmp"
)

// event is a viewer-request event as the AWS documentation prints it. Source: event.md 2.
const event = `{"version":"1.0","context":{"eventType":"viewer-request"},"viewer":{"ip":"198.51.100.11"},
"request":{"method":"GET","uri":"/docs/","querystring":{"a":{"value":"1"}},
"headers":{"host":{"value":"www.example.com"}},"cookies":{"id":{"value":"CookieIdValue"}}}}`

func describe(t *testing.T, c *cloudfront.Client, name string, stage types.FunctionStage) *cloudfront.DescribeFunctionOutput {
	t.Helper()
	out, err := c.DescribeFunction(t.Context(), &cloudfront.DescribeFunctionInput{Name: &name, Stage: stage})
	if err != nil {
		t.Fatalf("DescribeFunction(%s, %s): %v", name, stage, err)
	}
	return out
}

// facts is what a summary says about a stage, apart from times.
type facts struct {
	Name, ARN, Comment, ETag string
	Status                   string
	Runtime                  types.FunctionRuntime
	Stage                    types.FunctionStage
}

func factsOf(s *types.FunctionSummary, etag *string) facts {
	return facts{
		Name: *s.Name, ARN: *s.FunctionMetadata.FunctionARN, Comment: *s.FunctionConfig.Comment, ETag: aws.ToString(etag),
		Status: *s.Status, Runtime: s.FunctionConfig.Runtime, Stage: s.FunctionMetadata.Stage,
	}
}

func checkFacts(t *testing.T, what string, s *types.FunctionSummary, etag *string, want facts) {
	t.Helper()
	if diff := cmp.Diff(want, factsOf(s, etag)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func checkCode(t *testing.T, c *cloudfront.Client, name string, stage types.FunctionStage, code, etag string) {
	t.Helper()
	out, err := c.GetFunction(t.Context(), &cloudfront.GetFunctionInput{Name: &name, Stage: stage})
	if err != nil {
		t.Fatalf("GetFunction(%s, %s): %v", name, stage, err)
	}
	// The body is the code as uploaded. Source: api.md 1.3.
	if string(out.FunctionCode) != code || aws.ToString(out.ContentType) != "application/octet-stream" || aws.ToString(out.ETag) != etag {
		t.Errorf("GetFunction(%s, %s) = %q, type %q, ETag %q, want %q, application/octet-stream, %q",
			name, stage, out.FunctionCode, aws.ToString(out.ContentType), aws.ToString(out.ETag), code, etag)
	}
}

// TestFunctionLifecycle: api.md 2.1 to 2.10.
func TestFunctionLifecycle(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	c := p.client(t)
	const name = "Life-cycle_1"
	const arn = "arn:aws:cloudfront::" + account + ":function/" + name
	const second = "// v2 ünïcode \U0001F600\nfunction handler(event) { return {statusCode: 204}; }\r\n"
	development := facts{
		Name: name, ARN: arn, Comment: "test", ETag: etag1, Status: "UNPUBLISHED",
		Runtime: types.FunctionRuntimeCloudfrontJs20, Stage: types.FunctionStageDevelopment,
	}
	live := development
	live.Stage, live.Status, live.ETag = types.FunctionStageLive, "UNASSOCIATED", ""

	created := createFunction(t, c, name, passing)
	checkFacts(t, "CreateFunction", created.FunctionSummary, created.ETag, development)
	if want := "https://cloudfront.amazonaws.com/2020-05-31/function/" + arn; aws.ToString(created.Location) != want {
		t.Errorf("Location = %q, want %q", aws.ToString(created.Location), want) // api.md 1.9
	}
	if created.FunctionSummary.FunctionConfig.KeyValueStoreAssociations != nil {
		t.Error("CreateFunction answers key value stores that were never set")
	}
	for _, stage := range []types.FunctionStage{"", types.FunctionStageDevelopment} {
		got := describe(t, c, name, stage)
		checkFacts(t, "DescribeFunction before publishing", got.FunctionSummary, got.ETag, development)
		checkCode(t, c, name, stage, passing, etag1)
	}
	_, err := c.DescribeFunction(t.Context(), &cloudfront.DescribeFunctionInput{Name: aws.String(name), Stage: types.FunctionStageLive})
	wantError[*types.NoSuchFunctionExists](t, err, 404, "The specified function does not exist.")
	_, err = c.GetFunction(t.Context(), &cloudfront.GetFunctionInput{Name: aws.String(name), Stage: types.FunctionStageLive})
	wantError[*types.NoSuchFunctionExists](t, err, 404, "The specified function does not exist.")

	updated, err := c.UpdateFunction(t.Context(), &cloudfront.UpdateFunctionInput{
		Name: aws.String(name), IfMatch: created.ETag, FunctionCode: []byte(second),
		FunctionConfig: &types.FunctionConfig{Comment: aws.String(""), Runtime: types.FunctionRuntimeCloudfrontJs10},
	})
	if err != nil {
		t.Fatalf("UpdateFunction: %v", err)
	}
	development.ETag, development.Comment, development.Runtime = etag2, "", types.FunctionRuntimeCloudfrontJs10
	checkFacts(t, "UpdateFunction", updated.FunctionSummary, updated.ETag, development)

	published, err := c.PublishFunction(t.Context(), &cloudfront.PublishFunctionInput{Name: aws.String(name), IfMatch: updated.ETag})
	if err != nil {
		t.Fatalf("PublishFunction: %v", err)
	}
	live.Comment, live.Runtime = "", types.FunctionRuntimeCloudfrontJs10
	checkFacts(t, "PublishFunction", published.FunctionSummary, nil, live)
	live.ETag, development.Status = etag1, "UNASSOCIATED" // LIVE counts its own versions: api.md 2.6
	checkStages(t, c, name, development, second, &live, second)

	third := updateCode(t, c, name, passing, updated.ETag)
	development.ETag, development.Comment, development.Status = etag3, "test", "UNPUBLISHED"
	development.Runtime = types.FunctionRuntimeCloudfrontJs20
	checkStages(t, c, name, development, passing, &live, second)

	publish(t, c, name, third)
	development.Status = "UNASSOCIATED"
	live = development
	live.Stage, live.ETag = types.FunctionStageLive, etag2
	checkStages(t, c, name, development, passing, &live, passing)

	_, err = c.DeleteFunction(t.Context(), &cloudfront.DeleteFunctionInput{Name: aws.String(name), IfMatch: updated.ETag})
	wantError[*types.PreconditionFailed](t, err, 412)
	if _, err = c.DeleteFunction(t.Context(), &cloudfront.DeleteFunctionInput{Name: aws.String(name), IfMatch: third}); err != nil {
		t.Fatalf("DeleteFunction: %v", err)
	}
	for _, stage := range []types.FunctionStage{types.FunctionStageDevelopment, types.FunctionStageLive} {
		_, err = c.DescribeFunction(t.Context(), &cloudfront.DescribeFunctionInput{Name: aws.String(name), Stage: stage})
		wantError[*types.NoSuchFunctionExists](t, err, 404)
	}
	again := createFunction(t, c, name, passing)
	if aws.ToString(again.ETag) != etag1 { // tags restart: api.md 1.7
		t.Errorf("ETag of a function created again = %q, want %q", aws.ToString(again.ETag), etag1)
	}
}

// checkStages compares both stages with what they should be.
func checkStages(t *testing.T, c *cloudfront.Client, name string, development facts, code string, live *facts, liveCode string) {
	t.Helper()
	got := describe(t, c, name, types.FunctionStageDevelopment)
	checkFacts(t, "DEVELOPMENT", got.FunctionSummary, got.ETag, development)
	checkCode(t, c, name, types.FunctionStageDevelopment, code, development.ETag)
	if live != nil {
		got = describe(t, c, name, types.FunctionStageLive)
		checkFacts(t, "LIVE", got.FunctionSummary, got.ETag, *live)
		checkCode(t, c, name, types.FunctionStageLive, liveCode, live.ETag)
	}
}

// TestFunctionTimes: times are UTC with millisecond precision, CreatedTime of LIVE is that of the first publish, its
// LastModifiedTime that of the version published. Source: api.md 1.3, 2.6.
func TestFunctionTimes(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	before := time.Now().Truncate(time.Millisecond)
	created := createFunction(t, c, "times", passing)
	first := created.FunctionSummary.FunctionMetadata
	if !first.CreatedTime.Equal(*first.LastModifiedTime) {
		t.Errorf("times of a new function = %s and %s, want equal", first.CreatedTime, first.LastModifiedTime)
	}
	if now := time.Now(); first.CreatedTime.Before(before) || first.CreatedTime.After(now) {
		t.Errorf("CreatedTime = %s, want between %s and %s", first.CreatedTime, before, now)
	}
	tag := updateCode(t, c, "times", passing+" ", created.ETag)
	publish(t, c, "times", tag)
	development := describe(t, c, "times", types.FunctionStageDevelopment).FunctionSummary.FunctionMetadata
	live := describe(t, c, "times", types.FunctionStageLive).FunctionSummary.FunctionMetadata
	if !development.CreatedTime.Equal(*first.CreatedTime) {
		t.Errorf("CreatedTime after an update = %s, want %s", development.CreatedTime, first.CreatedTime)
	}
	if !live.LastModifiedTime.Equal(*development.LastModifiedTime) {
		t.Errorf("LastModifiedTime of LIVE = %s, want that of the version published, %s", live.LastModifiedTime, development.LastModifiedTime)
	}
	if live.CreatedTime.Before(*development.LastModifiedTime) {
		t.Errorf("CreatedTime of LIVE = %s, want that of the first publish, after %s", live.CreatedTime, development.LastModifiedTime)
	}
}

func TestTestFunction(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	tests := []struct {
		name, code    string
		output        string // exact; empty when the run must fail
		logs          []string
		errorContains string
	}{
		{
			name:   "request",
			code:   `function handler(event) { var r = event.request; r.uri += 'index.html'; console.log('uri ' + r.uri); return r; }`,
			output: `{"request":{"headers":{"host":{"value":"www.example.com"}},"method":"GET","querystring":{"a":{"value":"1"}},"uri":"/docs/index.html","cookies":{"id":{"value":"CookieIdValue"}}}}`,
			logs:   []string{"uri /docs/index.html"},
		},
		{
			name:   "response",
			code:   `async function handler(event) { return {statusCode: 302, statusDescription: 'Found', headers: {location: {value: '/x'}}}; }`,
			output: `{"response":{"headers":{"location":{"value":"/x"}},"statusDescription":"Found","cookies":{},"statusCode":302}}`,
		},
		{
			name:          "throws",
			code:          `function handler(event) { console.log('before'); throw new Error('on purpose'); }`,
			logs:          []string{"before"},
			errorContains: "The CloudFront function associated with the CloudFront distribution is invalid or could not run. Error: on purpose",
		},
		{name: "syntax error", code: `function handler(event) {`, errorContains: "SyntaxError"},
		{name: "no handler", code: `var x = 1;`, errorContains: "invalid or could not run"},
		{name: "loops forever", code: `function handler(event) { for (;;) {} }`, errorContains: "invalid or could not run"},
		{name: "returns nothing", code: `function handler(event) {}`, errorContains: "The CloudFront function"},
		{name: "returns a number", code: `function handler(event) { return 7; }`, errorContains: "The CloudFront function"},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := fmt.Sprintf("test-%d", i)
			created := createFunction(t, c, name, tt.code)
			out, err := c.TestFunction(t.Context(), &cloudfront.TestFunctionInput{
				Name: &name, IfMatch: created.ETag, EventObject: []byte(event), Stage: types.FunctionStageDevelopment,
			})
			if err != nil { // what goes wrong in the function is part of the result: api.md 2.7
				t.Fatalf("TestFunction: %v", err)
			}
			got := out.TestResult
			if aws.ToString(got.FunctionOutput) != tt.output {
				t.Errorf("FunctionOutput = %s, want %s", aws.ToString(got.FunctionOutput), tt.output) // key order: event.md 7
			}
			if !slices.Equal(got.FunctionExecutionLogs, tt.logs) {
				t.Errorf("FunctionExecutionLogs = %q, want %q", got.FunctionExecutionLogs, tt.logs)
			}
			message := aws.ToString(got.FunctionErrorMessage)
			if tt.errorContains == "" && message != "" || !strings.Contains(message, tt.errorContains) {
				t.Errorf("FunctionErrorMessage = %q, want it to contain %q", message, tt.errorContains)
			}
			checkUtilization(t, got)
			if diff := cmp.Diff(factsOf(created.FunctionSummary, nil), factsOf(got.FunctionSummary, nil)); diff != "" {
				t.Errorf("FunctionSummary (-want +got):\n%s", diff)
			}
		})
	}
}

func checkUtilization(t *testing.T, r *types.TestResult) {
	t.Helper()
	var n int
	text := aws.ToString(r.ComputeUtilization)
	if _, err := fmt.Sscanf(text, "%d", &n); err != nil || fmt.Sprint(n) != text || n < 0 || n > 100 {
		t.Errorf("ComputeUtilization = %q, want an integer from 0 to 100 as text", text) // api.md 2.7
	}
}

// TestTestFunctionStages: each stage runs its own code, and the ETag of either stage is accepted (api.md 2.7).
func TestTestFunctionStages(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	code := func(status int) string {
		return fmt.Sprintf("function handler(event) { return {statusCode: %d}; }", status)
	}
	created := createFunction(t, c, "stages", code(201))
	publish(t, c, "stages", created.ETag)
	changed := updateCode(t, c, "stages", code(202), created.ETag)
	for _, tt := range []struct {
		stage types.FunctionStage
		etag  *string
		want  string
	}{
		{"", changed, `"statusCode":202`},
		{types.FunctionStageDevelopment, changed, `"statusCode":202`},
		{types.FunctionStageLive, aws.String(etag1), `"statusCode":201`},
	} {
		out, err := c.TestFunction(t.Context(), &cloudfront.TestFunctionInput{
			Name: aws.String("stages"), IfMatch: tt.etag, EventObject: []byte(event), Stage: tt.stage,
		})
		if err != nil {
			t.Fatalf("TestFunction(%q): %v", tt.stage, err)
		}
		if got := aws.ToString(out.TestResult.FunctionOutput); !strings.Contains(got, tt.want) {
			t.Errorf("TestFunction(%q) = %s, want %s", tt.stage, got, tt.want)
		}
	}
}

// TestListFunctions: absent a Stage, each stage is an item of its own; NextMarker is there when more follow. Source:
// api.md 1.8, 2.9.
func TestListFunctions(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	if items := listFunctions(t, c, 2, ""); len(items) != 0 {
		t.Errorf("ListFunctions without functions = %q", items)
	}
	var development, live, both []string
	for i := range 7 {
		name := fmt.Sprintf("f%d", i)
		created := createFunction(t, c, name, passing)
		development = append(development, name+" DEVELOPMENT")
		both = append(both, name+" DEVELOPMENT")
		if i%3 == 1 {
			publish(t, c, name, created.ETag)
			live = append(live, name+" LIVE")
			both = append(both, name+" LIVE")
		}
	}
	for _, tt := range []struct {
		stage types.FunctionStage
		want  []string
	}{{"", both}, {types.FunctionStageDevelopment, development}, {types.FunctionStageLive, live}} {
		for _, size := range []int32{1, 2, 3, 100, 1000} {
			if got := listFunctions(t, c, size, tt.stage); !slices.Equal(got, tt.want) {
				t.Errorf("ListFunctions(MaxItems %d, Stage %q) = %q, want %q", size, tt.stage, got, tt.want)
			}
		}
	}
	for _, size := range []int32{0, -1} {
		_, err := c.ListFunctions(t.Context(), &cloudfront.ListFunctionsInput{MaxItems: &size})
		wantError[*types.InvalidArgument](t, err, 400, "MaxItems")
	}
	_, err := c.ListFunctions(t.Context(), &cloudfront.ListFunctionsInput{Stage: "NOWHERE"})
	wantCode(t, err, "MalformedXML", 400, "NOWHERE", "DEVELOPMENT", "LIVE")
}

// listFunctions pages through all functions and returns "name stage" of each item.
func listFunctions(t *testing.T, c *cloudfront.Client, size int32, stage types.FunctionStage) []string {
	t.Helper()
	var items []string
	in := &cloudfront.ListFunctionsInput{MaxItems: &size, Stage: stage}
	for page := 0; ; page++ {
		out, err := c.ListFunctions(t.Context(), in)
		if err != nil {
			t.Fatalf("ListFunctions: %v", err)
		}
		list := out.FunctionList
		if int(*list.Quantity) != len(list.Items) || *list.MaxItems != min(size, 100) || len(list.Items) > int(size) {
			t.Errorf("page %d has MaxItems %d, Quantity %d and %d items; MaxItems %d was asked for",
				page, *list.MaxItems, *list.Quantity, len(list.Items), size)
		}
		for _, s := range list.Items {
			items = append(items, *s.Name+" "+string(s.FunctionMetadata.Stage))
		}
		if list.NextMarker == nil {
			return items
		}
		if *list.NextMarker == "" || len(list.Items) == 0 || page > 100 {
			t.Fatalf("page %d: NextMarker %q after %d items", page, *list.NextMarker, len(list.Items))
		}
		in.Marker = list.NextMarker
	}
}
