// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file holds what operators see of functions: metrics, the function log, throttling, the edge's location.

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/usage"
)

// scrape returns the samples of functions, without the utilization: "name{labels}" to value.
func (p *process) scrape(t *testing.T) map[string]string {
	t.Helper()
	resp, err := http.Get(p.metrics)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != 200 || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/plain") {
		t.Fatalf("GET %s: %d %q, %v", p.metrics, resp.StatusCode, resp.Header.Get("Content-Type"), err)
	}
	samples := map[string]string{}
	for line := range strings.Lines(string(body)) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), " ")
		if ok && (strings.HasPrefix(name, "selvedge_function_") || strings.HasPrefix(name, "selvedge_kvs_")) {
			samples[name] = value
		}
	}
	return samples
}

// TestOperations: limits.md sections 5 to 7, event.md sections 8 and 8.2, helpers.md section 6.
func TestOperations(t *testing.T) {
	t.Parallel()
	log := filepath.Join(t.TempDir(), "functions.jsonl")
	p := startDev(t, "--metrics-addr", "127.0.0.1:0", "--function-log", log, "--function-log-format", "json",
		"--edge-location", "SEA,us-west-2,192.0.2.10", "--throttle-functions")
	c := p.client(t)
	origin := startOrigin(t, echo)
	where := publishFunction(t, c, "where", `import cf from 'cloudfront';
function handler(event) {
    console.log('at ' + cf.edgeLocation.name);
    return {statusCode: 200, body: JSON.stringify(cf.edgeLocation)};
}`)
	broken := publishFunction(t, c, "broken", "function handler(event) {")
	good := createDistribution(t, c, associate(configFor(t, origin), where, ""))
	bad := createDistribution(t, c, associate(configFor(t, origin), broken, ""))

	got := p.view(t, http.MethodGet, *good.DomainName, "/")
	if got.body != `{"name":"SEA","serverIp":"192.0.2.10","region":"us-west-2"}` || !strings.HasPrefix(got.header.Get("X-Amz-Cf-Pop"), "SEA") {
		t.Errorf("location %q, X-Amz-Cf-Pop %q", got.body, got.header.Get("X-Amz-Cf-Pop"))
	}
	id := got.header.Get("X-Amz-Cf-Id")
	for i := range usage.ThrottleAfter + 2 {
		want := "FunctionExecutionError from cloudfront"
		if i >= usage.ThrottleAfter {
			want = "FunctionThrottledError from cloudfront"
		}
		got := p.view(t, http.MethodGet, *bad.DomainName, "/")
		if got.status != 503 || !strings.Contains(got.body, "503 ERROR") {
			t.Errorf("broken function: %d %q", got.status, got.body)
		}
		checkEdgeHeaders(t, got, want)
	}

	samples := p.scrape(t)
	labels := func(function, id string) string { return fmt.Sprintf("{distribution=%q,function=%q}", id, function) }
	utilization := "selvedge_function_compute_utilization_percent_sum" + labels("where", *good.Id)
	if !regexp.MustCompile(`^[1-9][0-9]?$`).MatchString(samples[utilization]) {
		t.Errorf("%s is %q", utilization, samples[utilization])
	}
	delete(samples, utilization)
	want := map[string]string{"selvedge_function_log_dropped_total": "0"}
	for name, values := range map[string][2]string{ // of where and of broken
		"selvedge_function_invocations_total":                 {"1", fmt.Sprint(usage.ThrottleAfter + 2)},
		"selvedge_function_validation_errors_total":           {"0", "0"},
		"selvedge_function_execution_errors_total":            {"0", fmt.Sprint(usage.ThrottleAfter)},
		"selvedge_function_throttles_total":                   {"0", "2"},
		"selvedge_function_compute_utilization_percent_count": {"1", fmt.Sprint(usage.ThrottleAfter)},
		"selvedge_kvs_read_requests_total":                    {"0", "0"},
		"selvedge_kvs_read_errors_total":                      {"0", "0"},
	} {
		want[name+labels("where", *good.Id)], want[name+labels("broken", *bad.Id)] = values[0], values[1]
	}
	want["selvedge_function_compute_utilization_percent_sum"+labels("broken", *bad.Id)] = "0"
	if diff := cmp.Diff(want, samples); diff != "" {
		t.Errorf("metrics (-want +got):\n%s", diff)
	}
	p.stop(t)
	checkFunctionLog(t, log, []string{id + " START DistributionID: " + *good.Id, id + " at SEA", id + " END"})
}

// checkFunctionLog checks the records of the function called where in a log in JSON.
func checkFunctionLog(t *testing.T, file string, want []string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var messages []string
	for line := range strings.Lines(string(data)) {
		var r struct {
			Timestamp                    int64
			LogGroup, LogStream, Message string
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if r.LogGroup != "/aws/cloudfront/function/where" || r.Timestamp == 0 || strings.Count(r.LogStream, "/") != 3 {
			t.Errorf("record %+v", r)
		}
		messages = append(messages, r.Message)
	}
	if diff := cmp.Diff(want, messages); diff != "" {
		t.Errorf("function log (-want +got):\n%s", diff)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the log can be read by others: %v, %v", info.Mode(), err)
	}
}
