// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file drives the API with the AWS CLI as Debian ships it. Source of the commands: terraform.md 10.

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// awsCLI runs commands of one service of the AWS CLI, in a folder of its own.
type awsCLI struct {
	program, service, dir string
	env                   []string
	url                   string
}

// debianCLI is the AWS CLI of the distribution, not what else is in the PATH.
const debianCLI = "/usr/bin/aws"

// newCLI returns a CLI for p with the settings that 'selvedge env' prints.
func newCLI(t *testing.T, p *process) *awsCLI {
	t.Helper()
	program := debianCLI
	if _, err := os.Stat(program); err != nil {
		program, err = exec.LookPath("aws")
		if err != nil {
			missingClient(t, "the AWS CLI is missing (Debian: apt-get install awscli)")
		}
	}
	return newCLIOf(t, p, program)
}

func newCLIOf(t *testing.T, p *process, program string) *awsCLI {
	t.Helper()
	cli := &awsCLI{program: program, service: "cloudfront", dir: t.TempDir(), url: p.api}
	cli.env = append(cleanEnv(), "HOME="+cli.dir, "AWS_PAGER=", "AWS_EC2_METADATA_DISABLED=true", noBytecode)
	for name, value := range environment(t, "--data", p.dir) {
		cli.env = append(cli.env, name+"="+value)
	}
	return cli
}

// of returns the same for another service, whose URL may differ.
func (a *awsCLI) of(service, url string, env ...string) *awsCLI {
	other := *a
	other.service, other.url = service, url
	other.env = append(slices.Clone(a.env), env...)
	return &other
}

// file writes a file that commands can name.
func (a *awsCLI) file(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(a.dir, name), []byte(content), 0o600); err != nil {
		t.Fatalf("file %s: %v", name, err)
	}
}

func (a *awsCLI) read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(a.dir, name))
	if err != nil {
		t.Fatalf("file %s: %v", name, err)
	}
	return string(data)
}

func (a *awsCLI) command(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	cmd := exec.Command(a.program, append([]string{a.service, "--endpoint-url", a.url, "--output", "json"}, args...)...)
	cmd.Dir, cmd.Env = a.dir, a.env
	return finish(t, cmd)
}

// run runs a command that must succeed, and returns what it printed.
func (a *awsCLI) run(t *testing.T, args ...string) map[string]any {
	t.Helper()
	code, stdout, stderr := a.command(t, args...)
	if code != 0 {
		t.Fatalf("aws %s %s: exit code %d, stderr %s", a.service, strings.Join(args, " "), code, stderr)
	}
	var out map[string]any
	if stdout != "" {
		if err := json.Unmarshal([]byte(stdout), &out); err != nil {
			t.Fatalf("aws %s %s printed %q: %v", a.service, args[0], stdout, err)
		}
	}
	return out
}

// fail runs a command that must be refused with the code of the API.
func (a *awsCLI) fail(t *testing.T, code, operation string, args ...string) {
	t.Helper()
	exit, stdout, stderr := a.command(t, args...)
	want := fmt.Sprintf("An error occurred (%s) when calling the %s operation: ", code, operation)
	if exit < 254 || stdout != "" || !strings.Contains(stderr, want) {
		t.Errorf("aws %s %s: exit code %d, stdout %q, stderr %q; want 254, or 255 of version 1, and %q", a.service, args[0], exit, stdout, stderr, want)
	}
}

// object is JSON.
type object = map[string]any

var cliTime = regexp.MustCompile(`^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$`)

// checkJSON compares an answer with what it must be, field by field, no field more and none less. Times must have the
// form of one; the word TIME stands for them.
func checkJSON(t *testing.T, what string, got object, want object) {
	t.Helper()
	if diff := cmp.Diff(any(want), maskTimes(any(got))); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func maskTimes(v any) any {
	switch v := v.(type) {
	case object:
		out := object{}
		for name, value := range v {
			if text, ok := value.(string); ok && strings.HasSuffix(name, "Time") && cliTime.MatchString(text) {
				value = "TIME"
			}
			out[name] = maskTimes(value)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = maskTimes(v[i])
		}
		return out
	}
	return v
}

// summary is what the CLI prints for a stage of a function.
func summary(name, status, comment, stage string) object {
	return object{
		"Name": name, "Status": status,
		"FunctionConfig": object{"Comment": comment, "Runtime": "cloudfront-js-2.0"},
		"FunctionMetadata": object{
			"FunctionARN": "arn:aws:cloudfront::" + account + ":function/" + name, "Stage": stage,
			"CreatedTime": "TIME", "LastModifiedTime": "TIME",
		},
	}
}

func TestCLIFunction(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	a := newCLI(t, p)
	const code = "// ünïcode\nfunction handler(event) {\n    console.log('ran');\n    return event.request;\n}\n"
	a.file(t, "f.js", code)
	a.file(t, "f2.js", code+"// changed\n")
	a.file(t, "event.json", event)
	config := func(comment string) string { return "Comment=" + comment + ",Runtime=cloudfront-js-2.0" }

	created := a.run(t, "create-function", "--name", "cli", "--function-config", config("made"), "--function-code", "fileb://f.js")
	checkJSON(t, "create-function", created, object{
		"Location": "https://cloudfront.amazonaws.com/2020-05-31/function/arn:aws:cloudfront::" + account + ":function/cli",
		"ETag":     etag1, "FunctionSummary": summary("cli", "UNPUBLISHED", "made", "DEVELOPMENT"),
	})
	a.fail(t, "FunctionAlreadyExists", "CreateFunction",
		"create-function", "--name", "cli", "--function-config", config("made"), "--function-code", "fileb://f.js")
	updated := a.run(t, "update-function", "--name", "cli", "--if-match", etag1, "--function-config", config("changed"), "--function-code", "fileb://f2.js")
	checkJSON(t, "update-function", updated, object{"ETag": etag2, "FunctionSummary": summary("cli", "UNPUBLISHED", "changed", "DEVELOPMENT")})

	tested := a.run(t, "test-function", "--name", "cli", "--if-match", etag2, "--event-object", "fileb://event.json", "--stage", "DEVELOPMENT")
	result, _ := tested["TestResult"].(object)
	if _, ok := result["ComputeUtilization"].(string); !ok {
		t.Errorf("test-function: ComputeUtilization = %v, want a text", result["ComputeUtilization"])
	}
	delete(result, "ComputeUtilization")
	checkJSON(t, "test-function", tested, object{"TestResult": object{
		"FunctionSummary": summary("cli", "UNPUBLISHED", "changed", "DEVELOPMENT"), "FunctionExecutionLogs": []any{"ran"},
		"FunctionErrorMessage": "",
		"FunctionOutput": `{"request":{"headers":{"host":{"value":"www.example.com"}},"method":"GET","querystring":{"a":{"value":"1"}},` +
			`"uri":"/docs/","cookies":{"id":{"value":"CookieIdValue"}}}}`,
	}})

	a.fail(t, "PreconditionFailed", "PublishFunction", "publish-function", "--name", "cli", "--if-match", etag1)
	published := a.run(t, "publish-function", "--name", "cli", "--if-match", etag2)
	checkJSON(t, "publish-function", published, object{"FunctionSummary": summary("cli", "UNASSOCIATED", "changed", "LIVE")})

	described := a.run(t, "describe-function", "--name", "cli")
	checkJSON(t, "describe-function", described, object{"ETag": etag2, "FunctionSummary": summary("cli", "UNASSOCIATED", "changed", "DEVELOPMENT")})
	got := a.run(t, "get-function", "--name", "cli", "--stage", "LIVE", "out.js")
	checkJSON(t, "get-function", got, object{"ETag": etag1, "ContentType": "application/octet-stream"})
	if out := a.read(t, "out.js"); out != code+"// changed\n" {
		t.Errorf("get-function wrote %q", out)
	}
	listed := a.run(t, "list-functions")
	checkJSON(t, "list-functions", listed, object{"FunctionList": object{"MaxItems": 100.0, "Quantity": 2.0, "Items": []any{
		summary("cli", "UNASSOCIATED", "changed", "DEVELOPMENT"), summary("cli", "UNASSOCIATED", "changed", "LIVE"),
	}}})
	if out := a.run(t, "delete-function", "--name", "cli", "--if-match", etag2); out != nil {
		t.Errorf("delete-function printed %v", out)
	}
	a.fail(t, "NoSuchFunctionExists", "DescribeFunction", "describe-function", "--name", "cli")
}

func TestCLIDistribution(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	c := p.client(t)
	a := newCLI(t, p)
	arn := publishFunction(t, c, "f", passing)

	created := a.run(t, "create-distribution", "--origin-domain-name", "origin.example.com", "--default-root-object", "index.html")
	d, _ := created["Distribution"].(object)
	id, _ := d["Id"].(string)
	if id == "" || created["ETag"] != etag1 || d["Status"] != "InProgress" {
		t.Fatalf("create-distribution: Id %q, ETag %v, Status %v", id, created["ETag"], d["Status"])
	}
	waitDeployed(t, c, id) // the CLI polls once a minute; it must find this done
	if out := a.run(t, "wait", "distribution-deployed", "--id", id); out != nil {
		t.Errorf("wait distribution-deployed printed %v", out)
	}
	got := a.run(t, "get-distribution-config", "--id", id)
	config, _ := got["DistributionConfig"].(object)
	if got["ETag"] != etag1 || config["DefaultRootObject"] != "index.html" {
		t.Errorf("get-distribution-config: ETag %v, DefaultRootObject %v", got["ETag"], config["DefaultRootObject"])
	}

	// What people do: edit the configuration that they got, and send it back.
	behavior, _ := config["DefaultCacheBehavior"].(object)
	behavior["FunctionAssociations"] = object{"Quantity": 1, "Items": []any{object{"FunctionARN": arn, "EventType": "viewer-request"}}}
	config["Enabled"] = false
	edited, err := json.Marshal(config)
	if err != nil {
		t.Fatalf("configuration: %v", err)
	}
	a.file(t, "config.json", string(edited))
	a.fail(t, "PreconditionFailed", "UpdateDistribution",
		"update-distribution", "--id", id, "--if-match", etag2, "--distribution-config", "file://config.json")
	updated := a.run(t, "update-distribution", "--id", id, "--if-match", etag1, "--distribution-config", "file://config.json")
	changed, _ := updated["Distribution"].(object)
	if diff := cmp.Diff(any(decode(t, edited)), changed["DistributionConfig"]); diff != "" || updated["ETag"] != etag2 {
		t.Errorf("update-distribution: ETag %v, configuration (-sent +answer):\n%s", updated["ETag"], diff)
	}
	a.fail(t, "FunctionInUse", "DeleteFunction", "delete-function", "--name", "f", "--if-match", etag1)
	waitDeployed(t, c, id)
	if out := a.run(t, "delete-distribution", "--id", id, "--if-match", etag2); out != nil {
		t.Errorf("delete-distribution printed %v", out)
	}
	a.fail(t, "NoSuchDistribution", "GetDistribution", "get-distribution", "--id", id)
}

func decode(t *testing.T, data []byte) object {
	t.Helper()
	var out object
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatalf("JSON: %v", err)
	}
	return out
}

// TestCLILists: pages, tags and who asks. Source: api.md 4, 5, auth.md 5.
func TestCLILists(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	c, a := p.client(t), newCLI(t, p)
	arn := publishFunction(t, c, "f", passing)
	live, _ := a.run(t, "list-functions", "--stage", "LIVE")["FunctionList"].(object)
	if live["Quantity"] != 1.0 {
		t.Errorf("list-functions --stage LIVE: %v", live)
	}

	a.run(t, "tag-resource", "--resource", arn, "--tags", "Items=[{Key=team,Value=edge},{Key=x,Value=1}]")
	a.run(t, "untag-resource", "--resource", arn, "--tag-keys", "Items=[x]")
	checkJSON(t, "list-tags-for-resource", a.run(t, "list-tags-for-resource", "--resource", arn),
		object{"Tags": object{"Items": []any{object{"Key": "team", "Value": "edge"}}}})

	var ids []string
	for range 3 {
		ids = append([]string{*createDistribution(t, c, exampleConfig()).Id}, ids...)
	}
	var listed []string
	list := func(args ...string) (token string) {
		out := a.run(t, append([]string{"list-distributions", "--page-size", "1"}, args...)...)
		found, _ := out["DistributionList"].(object)
		items, _ := found["Items"].([]any)
		for _, item := range items {
			listed = append(listed, fmt.Sprint(item.(object)["Id"]))
		}
		token, _ = out["NextToken"].(string)
		return token
	}
	if token := list("--max-items", "2"); token == "" || list("--starting-token", token) != "" || !slices.Equal(listed, ids) {
		t.Errorf("list-distributions = %q in two goes with the token %q, want %q", listed, token, ids)
	}

	identity := a.of("sts", p.api).run(t, "get-caller-identity")
	if identity["Account"] != account {
		t.Errorf("sts get-caller-identity: %v", identity)
	}
}

// TestCLIWrongKey: what a user sees who has not set the key pair of the server.
func TestCLIWrongKey(t *testing.T) {
	t.Parallel()
	a := newCLI(t, startOn(t, t.TempDir()))
	a.env = append(a.env, "AWS_SECRET_ACCESS_KEY=wrong")
	a.fail(t, "SignatureDoesNotMatch", "ListFunctions", "list-functions")
}
