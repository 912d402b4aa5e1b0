// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file holds the AWS SDK client of the tests, and the checks on the errors that it returns.

import (
	"context"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/aws/smithy-go"
)

// account is the default account id of a server.
const account = "111122223333"

// The entity tags of the first versions of anything. Terraform's acceptance tests compare the first two literally.
// Source: api.md 1.7, terraform.md 2.
const (
	etag1 = "ETVPDKIKX0DER"
	etag2 = "E3UN6WX5RRO2AG"
	etag3 = "E1F83G8C2ARO7P"
)

// cachingDisabled is the managed cache policy of that name. Source: api.md 6.4.
const cachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"

// client returns an SDK client that signs with the key pair of the data folder, as 'selvedge env' prints it; with
// --dev any key pair will do.
func (p *process) client(t *testing.T) *cloudfront.Client {
	t.Helper()
	if p.dir == "" {
		return newClient(p.api, "test", "test")
	}
	key, secret := p.keyPair(t)
	return newClient(p.api, key, secret)
}

// keyPair returns what 'selvedge env' prints for the data folder of the process.
func (p *process) keyPair(t *testing.T) (key, secret string) {
	t.Helper()
	env := environment(t, "--data", p.dir)
	if env["AWS_ENDPOINT_URL_CLOUDFRONT"] != p.api {
		t.Fatalf("selvedge env: endpoint = %q, want that of the running server, %q", env["AWS_ENDPOINT_URL_CLOUDFRONT"], p.api)
	}
	return env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"]
}

// environment returns the variables that 'selvedge env' prints. Every line must be an export.
func environment(t *testing.T, flags ...string) map[string]string {
	t.Helper()
	code, stdout, stderr := runSelvedge(t, append([]string{"env"}, flags...)...)
	if code != 0 || stderr != "" {
		t.Fatalf("selvedge env %s: exit code %d, stderr %q", strings.Join(flags, " "), code, stderr)
	}
	env := map[string]string{}
	for line := range strings.Lines(stdout) {
		words := strings.Fields(line)
		if len(words) < 2 || words[0] != "export" {
			t.Fatalf("selvedge env: line %q does not export anything", line)
		}
		for _, word := range words[1:] {
			name, value, ok := strings.Cut(word, "=")
			if !ok {
				t.Fatalf("selvedge env: %q in line %q is not NAME=VALUE", word, line)
			}
			env[name] = value
		}
	}
	return env
}

// newClient returns an SDK client. It does not retry, so that nothing is hidden.
func newClient(url, key, secret string, options ...func(*cloudfront.Options)) *cloudfront.Client {
	return cloudfront.New(cloudfront.Options{
		Region: "us-east-1", BaseEndpoint: &url, RetryMaxAttempts: 1, Credentials: credentials(key, secret),
	}, options...)
}

func credentials(key, secret string) aws.CredentialsProvider {
	return aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: key, SecretAccessKey: secret}, nil
	})
}

// modelled is an error type of the API model.
type modelled interface {
	error
	smithy.APIError
}

// wantError checks that err is the modelled error T with the status and a message that has each of the fragments.
func wantError[T modelled](t *testing.T, err error, status int, fragments ...string) {
	t.Helper()
	want, ok := errors.AsType[T](err)
	if !ok {
		t.Fatalf("error = %v, want %T", err, want)
	}
	checkError(t, err, status, fragments)
}

// wantCode is wantError for codes that the model does not list for the operation.
func wantCode(t *testing.T, err error, code string, status int, fragments ...string) {
	t.Helper()
	if got, ok := errors.AsType[smithy.APIError](err); !ok || got.ErrorCode() != code {
		t.Fatalf("error = %v, want code %s", err, code)
	}
	checkError(t, err, status, fragments)
}

// requestID is the form of the ids of API requests. Source: api.md 1.3.
var requestID = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

func checkError(t *testing.T, err error, status int, fragments []string) {
	t.Helper()
	answer, ok := errors.AsType[*awshttp.ResponseError](err)
	if !ok {
		t.Fatalf("error = %v, want one with an HTTP answer", err)
	}
	if got := answer.HTTPStatusCode(); got != status {
		t.Errorf("status of %v = %d, want %d", err, got, status)
	}
	if id := answer.ServiceRequestID(); !requestID.MatchString(id) {
		t.Errorf("request id of %v = %q, want a UUID", err, id)
	}
	got, _ := errors.AsType[smithy.APIError](err)
	if got.ErrorMessage() == "" {
		t.Errorf("error %v has no message", err)
	}
	for _, fragment := range fragments {
		if !strings.Contains(got.ErrorMessage(), fragment) {
			t.Errorf("message = %q, want it to contain %q", got.ErrorMessage(), fragment)
		}
	}
}

// passing is a function that changes nothing.
const passing = "function handler(event) { return event.request; }"

// createFunction creates a function for runtime 2.0 with the comment "test".
func createFunction(t *testing.T, c *cloudfront.Client, name, code string) *cloudfront.CreateFunctionOutput {
	t.Helper()
	out, err := c.CreateFunction(t.Context(), newFunction(name, code))
	if err != nil {
		t.Fatalf("CreateFunction(%s): %v", name, err)
	}
	return out
}

func newFunction(name, code string) *cloudfront.CreateFunctionInput {
	return &cloudfront.CreateFunctionInput{
		Name: &name, FunctionCode: []byte(code), FunctionConfig: functionConfig("test"),
	}
}

func functionConfig(comment string) *types.FunctionConfig {
	return &types.FunctionConfig{Comment: &comment, Runtime: types.FunctionRuntimeCloudfrontJs20}
}

// publishFunction creates and publishes a function and returns its ARN.
func publishFunction(t *testing.T, c *cloudfront.Client, name, code string) string {
	t.Helper()
	created := createFunction(t, c, name, code)
	return publish(t, c, name, created.ETag)
}

// publish publishes the version etag of a function and returns the function's ARN.
func publish(t *testing.T, c *cloudfront.Client, name string, etag *string) string {
	t.Helper()
	out, err := c.PublishFunction(t.Context(), &cloudfront.PublishFunctionInput{Name: &name, IfMatch: etag})
	if err != nil {
		t.Fatalf("PublishFunction(%s): %v", name, err)
	}
	return *out.FunctionSummary.FunctionMetadata.FunctionARN
}

// updateCode replaces the code of a function and returns its new entity tag.
func updateCode(t *testing.T, c *cloudfront.Client, name, code string, etag *string) *string {
	t.Helper()
	out, err := c.UpdateFunction(t.Context(), &cloudfront.UpdateFunctionInput{
		Name: &name, IfMatch: etag, FunctionCode: []byte(code), FunctionConfig: functionConfig("test"),
	})
	if err != nil {
		t.Fatalf("UpdateFunction(%s): %v", name, err)
	}
	if out.ETag == nil {
		t.Fatalf("UpdateFunction(%s): the SDK got no ETag; it reads the header ETtag (api.md 1.3)", name)
	}
	return out.ETag
}

func readAll(t *testing.T, r io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("body: %v", err)
	}
	return string(b)
}

// browser sends requests as they are: it follows no redirect, asks for no compression and reuses no connection.
var browser = &http.Client{
	Timeout:       30 * time.Second,
	Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}
