// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file provokes every error of the function API with the AWS SDK.

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

// codeOfSize is a function of n bytes.
func codeOfSize(n int) []byte {
	return []byte(passing + strings.Repeat(" ", n-len(passing)))
}

// TestCreateFunctionErrors: api.md 1.5, 2.2.
func TestCreateFunctionErrors(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	createFunction(t, c, "taken", passing)
	const store = "arn:aws:cloudfront::" + account + ":key-value-store/0d7b9c2e-6f0a-4c34-9d57-1f5f2a6f4a10"
	associate := func(quantity int32, arns ...string) func(*cloudfront.CreateFunctionInput) {
		return func(in *cloudfront.CreateFunctionInput) {
			a := &types.KeyValueStoreAssociations{Quantity: &quantity}
			for _, arn := range arns {
				a.Items = append(a.Items, types.KeyValueStoreAssociation{KeyValueStoreARN: &arn})
			}
			in.FunctionConfig.KeyValueStoreAssociations = a
		}
	}
	tag := func(key, value string) func(*cloudfront.CreateFunctionInput) {
		return func(in *cloudfront.CreateFunctionInput) {
			in.Tags = &types.Tags{Items: []types.Tag{{Key: &key, Value: &value}}}
		}
	}
	malformed := func(fragments ...string) func(*testing.T, error) {
		return func(t *testing.T, err error) {
			t.Helper()
			wantCode(t, err, "MalformedXML", 400, append(fragments, "failed to satisfy constraint")...)
		}
	}
	invalid := func(fragments ...string) func(*testing.T, error) {
		return func(t *testing.T, err error) {
			t.Helper()
			wantError[*types.InvalidArgument](t, err, 400, fragments...)
		}
	}
	tests := []struct {
		name   string
		change func(*cloudfront.CreateFunctionInput)
		check  func(*testing.T, error)
	}{
		{
			"name taken", func(in *cloudfront.CreateFunctionInput) { in.Name = aws.String("taken") },
			func(t *testing.T, err error) { wantError[*types.FunctionAlreadyExists](t, err, 409, "taken") },
		},
		{
			"code over the quota", func(in *cloudfront.CreateFunctionInput) { in.FunctionCode = codeOfSize(10241) },
			func(t *testing.T, err error) {
				wantError[*types.FunctionSizeLimitExceeded](t, err, 413, "10241", "10240")
			},
		},
		{
			"code at the limit of the model", func(in *cloudfront.CreateFunctionInput) { in.FunctionCode = codeOfSize(40960) },
			func(t *testing.T, err error) { wantError[*types.FunctionSizeLimitExceeded](t, err, 413, "40960") },
		},
		{
			"code over the limit of the model", func(in *cloudfront.CreateFunctionInput) { in.FunctionCode = codeOfSize(40961) },
			malformed("'functionCode'", "Member must have length less than or equal to 40960"),
		},
		{"no code", func(in *cloudfront.CreateFunctionInput) { in.FunctionCode = []byte{} }, malformed("'functionCode'")},
		{
			"code not UTF-8", func(in *cloudfront.CreateFunctionInput) { in.FunctionCode = []byte("// \xff\n" + passing) },
			invalid("UTF-8", "byte 3"),
		},
		{
			"blank in the name", func(in *cloudfront.CreateFunctionInput) { in.Name = aws.String("a b") },
			malformed("'a b' at 'name'", "[a-zA-Z0-9-_]{1,64}"),
		},
		{"slash in the name", func(in *cloudfront.CreateFunctionInput) { in.Name = aws.String("a/b") }, malformed("at 'name'")},
		{"umlaut in the name", func(in *cloudfront.CreateFunctionInput) { in.Name = aws.String("ü") }, malformed("at 'name'")},
		{"empty name", func(in *cloudfront.CreateFunctionInput) { in.Name = aws.String("") }, malformed("at 'name'")},
		{
			"long name", func(in *cloudfront.CreateFunctionInput) { in.Name = aws.String(strings.Repeat("n", 65)) },
			malformed("at 'name'", "length less than or equal to 64"),
		},
		{
			"unknown runtime", func(in *cloudfront.CreateFunctionInput) { in.FunctionConfig.Runtime = "cloudfront-js-9" },
			malformed("Value 'cloudfront-js-9' at 'functionConfig.runtime'", "Member must satisfy value set: [cloudfront-js-1.0, cloudfront-js-2.0]"),
		},
		{
			"long comment", func(in *cloudfront.CreateFunctionInput) {
				in.FunctionConfig.Comment = aws.String(strings.Repeat("ü", 129))
			},
			malformed("'functionConfig.comment'", "128"),
		},
		{
			"several", func(in *cloudfront.CreateFunctionInput) { in.Name, in.FunctionConfig.Runtime = aws.String("?"), "x" },
			malformed("2 validation errors detected", "'name'", "'functionConfig.runtime'"),
		},
		{"store of another account", associate(1, strings.Replace(store, "111122223333", "999999999999", 1)), invalid("999999999999")},
		{"Quantity of stores", associate(2, store), invalid("Quantity")},
		{"two stores", associate(2, store, store[:len(store)-1]+"1"), invalid("key value store")},
		{
			"store with runtime 1.0", func(in *cloudfront.CreateFunctionInput) {
				associate(1, store)(in)
				in.FunctionConfig.Runtime = types.FunctionRuntimeCloudfrontJs10
			},
			invalid("cloudfront-js-2.0"),
		},
		{"reserved tag", tag("aws:x", "1"), invalid("aws:x")},
		{"forbidden character in a tag", tag("a*", "1"), invalid("a*")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := newFunction("new", passing)
			tt.change(in)
			_, err := c.CreateFunction(t.Context(), in)
			tt.check(t, err)
		})
	}
	// None of them left anything behind, and what is just allowed is allowed.
	if got := strings.Join(listFunctions(t, c, 100, ""), ","); got != "taken DEVELOPMENT" {
		t.Errorf("functions after the errors: %s", got)
	}
	in := newFunction(strings.Repeat("n", 64), "")
	in.FunctionCode = codeOfSize(10240)
	in.FunctionConfig.Comment = aws.String(strings.Repeat("ü", 128))
	if _, err := c.CreateFunction(t.Context(), in); err != nil {
		t.Errorf("CreateFunction at all limits: %v", err)
	}
}

// TestTooManyFunctions: the quota is 100 functions. Source: limits.md 1.
func TestTooManyFunctions(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	for i := range 100 {
		createFunction(t, c, fmt.Sprintf("f%d", i), passing)
	}
	_, err := c.CreateFunction(t.Context(), newFunction("one-more", passing))
	wantError[*types.TooManyFunctions](t, err, 400, "100")
	_, err = c.CreateFunction(t.Context(), newFunction("f7", passing)) // duplicates come before quotas: api.md 1.6
	wantError[*types.FunctionAlreadyExists](t, err, 409)
	updateCode(t, c, "f7", passing+" ", aws.String(etag1))
	if _, err := c.DeleteFunction(t.Context(), &cloudfront.DeleteFunctionInput{Name: aws.String("f7"), IfMatch: aws.String(etag2)}); err != nil {
		t.Fatalf("DeleteFunction: %v", err)
	}
	createFunction(t, c, "one-more", passing)
}

// conditional is every operation on functions that takes If-Match.
var conditional = []struct {
	name string
	call func(*testing.T, *cloudfront.Client, string, string) error
}{
	{"UpdateFunction", func(t *testing.T, c *cloudfront.Client, name, etag string) error {
		_, err := c.UpdateFunction(t.Context(), &cloudfront.UpdateFunctionInput{
			Name: &name, IfMatch: &etag, FunctionCode: []byte(passing), FunctionConfig: functionConfig("changed"),
		})
		return err
	}},
	{"PublishFunction", func(t *testing.T, c *cloudfront.Client, name, etag string) error {
		_, err := c.PublishFunction(t.Context(), &cloudfront.PublishFunctionInput{Name: &name, IfMatch: &etag})
		return err
	}},
	{"TestFunction", func(t *testing.T, c *cloudfront.Client, name, etag string) error {
		_, err := c.TestFunction(t.Context(), &cloudfront.TestFunctionInput{Name: &name, IfMatch: &etag, EventObject: []byte(event)})
		return err
	}},
	{"DeleteFunction", func(t *testing.T, c *cloudfront.Client, name, etag string) error {
		_, err := c.DeleteFunction(t.Context(), &cloudfront.DeleteFunctionInput{Name: &name, IfMatch: &etag})
		return err
	}},
}

// TestFunctionIfMatch: missing or garbage is 400, another version 412. Source: api.md 1.7.
func TestFunctionIfMatch(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	createFunction(t, c, "f", passing)
	const invalid = "The If-Match version is missing or not valid for the resource."
	const stale = "The request failed because it didn't meet the preconditions in one or more request-header fields."
	for _, op := range conditional {
		t.Run(op.name, func(t *testing.T) {
			wantError[*types.NoSuchFunctionExists](t, op.call(t, c, "nobody", etag1), 404, "The specified function does not exist.")
			for _, etag := range []string{"", "*", "not-an-etag", "etvpdkikx0der", `W/"` + etag1 + `"`, strings.Repeat("E", 4096)} {
				wantError[*types.InvalidIfMatchVersion](t, op.call(t, c, "f", etag), 400, invalid)
			}
			// The model of TestFunction does not list PreconditionFailed, so its type is not always the modelled one.
			wantCode(t, op.call(t, c, "f", etag2), "PreconditionFailed", 412, stale)
			if op.name != "TestFunction" {
				wantError[*types.PreconditionFailed](t, op.call(t, c, "f", etag2), 412, stale)
			}
		})
	}
	got := describe(t, c, "f", "")
	checkFacts(t, "function after the errors", got.FunctionSummary, got.ETag, facts{
		Name: "f", ARN: "arn:aws:cloudfront::" + account + ":function/f", Comment: "test", ETag: etag1, Status: "UNPUBLISHED",
		Runtime: types.FunctionRuntimeCloudfrontJs20, Stage: types.FunctionStageDevelopment,
	})
	if err := conditional[0].call(t, c, "f", ` "`+etag1+`" `); err != nil { // quotes are accepted: api.md 1.3
		t.Errorf("UpdateFunction with a quoted If-Match: %v", err)
	}
}

// TestUpdateFunctionErrors: an update is checked as a create is. Source: api.md 2.5.
func TestUpdateFunctionErrors(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	createFunction(t, c, "f", passing)
	update := func(code []byte, config *types.FunctionConfig) error {
		_, err := c.UpdateFunction(t.Context(), &cloudfront.UpdateFunctionInput{
			Name: aws.String("f"), IfMatch: aws.String(etag1), FunctionCode: code, FunctionConfig: config,
		})
		return err
	}
	wantError[*types.FunctionSizeLimitExceeded](t, update(codeOfSize(10241), functionConfig("")), 413, "10241", "10240")
	wantCode(t, update(codeOfSize(40961), functionConfig("")), "MalformedXML", 400, "functionCode")
	wantCode(t, update([]byte(passing), functionConfig(strings.Repeat("c", 129))), "MalformedXML", 400, "functionConfig.comment")
	wantError[*types.InvalidArgument](t, update([]byte("\x80"), functionConfig("")), 400, "UTF-8")
	checkCode(t, c, "f", types.FunctionStageDevelopment, passing, etag1)
	// An update to the same code and configuration is a new version all the same: api.md 2.5.
	if got := updateCode(t, c, "f", passing, aws.String(etag1)); *got != etag2 {
		t.Errorf("ETag after an update without a change = %q, want %q", *got, etag2)
	}
}

// TestTestFunctionErrors: event objects that are none. Source: api.md 2.7.
func TestTestFunctionErrors(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	createFunction(t, c, "f", passing)
	test := func(event string, stage types.FunctionStage) error {
		_, err := c.TestFunction(t.Context(), &cloudfront.TestFunctionInput{
			Name: aws.String("f"), IfMatch: aws.String(etag1), EventObject: []byte(event), Stage: stage,
		})
		return err
	}
	padded := func(n int) string { return event + strings.Repeat(" ", n-len(event)) }
	for name, event := range map[string]string{
		"not JSON": `{"version":`, "text": "hello", "a list": `[]`, "null": `null`, "nothing in it": `{}`,
		"no request":           `{"version":"1.0","context":{"eventType":"viewer-request"},"viewer":{"ip":"1.2.3.4"}}`,
		"unknown event type":   strings.Replace(event, "viewer-request", "origin-request", 1),
		"no response":          strings.Replace(event, "viewer-request", "viewer-response", 1),
		"two documents":        event + event,
		"header not an object": strings.Replace(event, `{"value":"www.example.com"}`, `"www.example.com"`, 1),
	} {
		t.Run(name, func(t *testing.T) { wantError[*types.InvalidArgument](t, test(event, ""), 400) })
	}
	wantCode(t, test(padded(40961), ""), "MalformedXML", 400, "eventObject", "40960")
	if err := test(padded(40960), ""); err != nil {
		t.Errorf("TestFunction with the largest event: %v", err)
	}
	wantError[*types.NoSuchFunctionExists](t, test(event, types.FunctionStageLive), 404)
}

// TestFunctionInUse: association counts whether the distribution is enabled or not. Source: api.md 2.8, 13.
func TestFunctionInUse(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	arn := publishFunction(t, c, "used", passing)
	config := associate(exampleConfig(), arn, "")
	config.Enabled = aws.Bool(false)
	d := createDistribution(t, c, config)
	remove := func() error {
		_, err := c.DeleteFunction(t.Context(), &cloudfront.DeleteFunctionInput{Name: aws.String("used"), IfMatch: aws.String(etag1)})
		return err
	}
	wantError[*types.FunctionInUse](t, remove(), 409, "Cannot delete function used, it is in use by 1 distributions", *d.Id)
	other := createDistribution(t, c, associate(exampleConfig(), "", arn))
	wantError[*types.FunctionInUse](t, remove(), 409, "Cannot delete function used, it is in use by 2 distributions", *d.Id, *other.Id)
	removeDistribution(t, c, *d.Id)
	removeDistribution(t, c, *other.Id)
	if err := remove(); err != nil {
		t.Errorf("DeleteFunction when nothing uses it: %v", err)
	}
}
