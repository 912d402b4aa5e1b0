// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file works with access keys of several roles, and reads the audit records.

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/aws/aws-sdk-go-v2/service/cloudfrontkeyvaluestore"
	kvstypes "github.com/aws/aws-sdk-go-v2/service/cloudfrontkeyvaluestore/types"

	"selvedge"
)

// newKey makes an access key with 'selvedge keys create'.
func (p *process) newKey(t *testing.T, name, role string) (key, secret string) {
	t.Helper()
	code, stdout, stderr := runSelvedge(t, "keys", "create", "--data", p.dir, "--name", name, "--role", role, "--json")
	var k struct{ ID, Secret string }
	if err := json.Unmarshal([]byte(stdout), &k); code != 0 || stderr != "" || err != nil {
		t.Fatalf("selvedge keys create: exit code %d, %q, %q", code, stdout, stderr)
	}
	return k.ID, k.Secret
}

// auditRecords returns what 'selvedge audit' prints.
func (p *process) auditRecords(t *testing.T, flags ...string) (list []selvedge.AuditRecord) {
	t.Helper()
	code, stdout, stderr := runSelvedge(t, append([]string{"audit", "--data", p.dir, "--json", "--limit", "1000"}, flags...)...)
	if code != 0 || stderr != "" {
		t.Fatalf("selvedge audit: exit code %d, %q", code, stderr)
	}
	for line := range strings.Lines(stdout) {
		var r selvedge.AuditRecord
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("selvedge audit: %q: %v", line, err)
		}
		list = append(list, r)
	}
	return list
}

// TestRoles: auth.md sections 2 and 3, with the clients of both services.
func TestRoles(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	key, secret := p.newKey(t, "ci", "deployer")
	deployer, data := newClient(p.api, key, secret), p.dataClientWith(t, key, secret)
	readerKey, readerSecret := p.newKey(t, "dashboard", "reader")
	reader, readerData := newClient(p.api, readerKey, readerSecret), p.dataClientWith(t, readerKey, readerSecret)

	createFunction(t, deployer, "f", passing)
	publish := &cloudfront.PublishFunctionInput{Name: aws.String("f"), IfMatch: aws.String(etag1)}
	_, err := reader.PublishFunction(t.Context(), publish)
	wantCode(t, err, "AccessDenied", 403, "User: arn:aws:iam::"+account+":user/dashboard is not authorized to perform: cloudfront:PublishFunction on resource: "+
		"arn:aws:cloudfront::"+account+":function/f")
	if _, err := deployer.PublishFunction(t.Context(), publish); err != nil {
		t.Errorf("PublishFunction by a deployer: %v", err)
	}
	if got := listFunctions(t, reader, 100, ""); len(got) != 2 {
		t.Errorf("a reader sees the functions %q", got)
	}
	if _, err := reader.TestFunction(t.Context(), &cloudfront.TestFunctionInput{
		Name: aws.String("f"), IfMatch: aws.String(etag1), EventObject: []byte(`{"version":"1.0","context":{"eventType":"viewer-request"},` +
			`"viewer":{"ip":"192.0.2.1"},"request":{"method":"GET","uri":"/","querystring":{},"headers":{},"cookies":{}}}`),
	}); err != nil {
		t.Errorf("TestFunction by a reader: %v", err)
	}
	arn, etag := newStore(t, deployer, data, "s")
	put := &cloudfrontkeyvaluestore.PutKeyInput{KvsARN: arn, Key: aws.String("k"), Value: aws.String("v"), IfMatch: etag}
	_, err = readerData.PutKey(t.Context(), put)
	wantError[*kvstypes.AccessDeniedException](t, err, 403, "cloudfront-keyvaluestore:PutKey")
	if _, err := data.PutKey(t.Context(), put); err != nil {
		t.Errorf("PutKey by a deployer: %v", err)
	}
	if _, err := readerData.GetKey(t.Context(), &cloudfrontkeyvaluestore.GetKeyInput{KvsARN: arn, Key: aws.String("k")}); err != nil {
		t.Errorf("GetKey by a reader: %v", err)
	}
	_, err = newDistribution(t, deployer, exampleConfig())
	wantError[*types.AccessDenied](t, err, 403, "cloudfront:CreateDistribution", "the role deployer; it takes admin")

	if code, _, stderr := runSelvedge(t, "keys", "revoke", "--data", p.dir, key); code != 0 {
		t.Fatalf("selvedge keys revoke: %s", stderr)
	}
	_, err = deployer.PublishFunction(t.Context(), publish)
	wantCode(t, err, "InvalidClientTokenId", 403)
	_, err = data.PutKey(t.Context(), put)
	wantCode(t, err, "UnrecognizedClientException", 403)
	if list := p.auditRecords(t, "--key", "dashboard"); len(list) != 2 || list[0].Outcome != "AccessDenied" {
		t.Errorf("records of what the reader attempted: %+v", list)
	}
	for _, hidden := range []string{secret, readerSecret} {
		if strings.Contains(p.stderr.String(), hidden) {
			t.Error("a secret is in the log")
		}
	}
}

// TestAuditSurvivesKill kills the server while clients change things. Every call that was acknowledged is recorded, and the
// records of changes are exactly the changes.
func TestAuditSurvivesKill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const rounds, clients, calls = 4, 3, 15
	names := []string{"f0", "f1", "f2"}
	acknowledged := map[string]bool{}
	var mu sync.Mutex
	for round := range rounds {
		p := launch(t, "--data", dir)
		p.dir = dir
		c := p.client(t)
		enough := make(chan struct{}, clients*calls)
		var running sync.WaitGroup
		for _, name := range names[:clients] {
			if round == 0 {
				createFunction(t, c, name, passing)
			}
			running.Go(func() { update(t.Context(), c, name, &mu, acknowledged, enough) })
		}
		for range calls {
			<-enough
		}
		p.kill(t)
		running.Wait()
	}
	p := startOn(t, dir)
	made := map[string]int{}
	for _, r := range p.auditRecords(t, "--operation", "UpdateFunction") {
		delete(acknowledged, r.RequestID)
		if r.Outcome == selvedge.AuditOK {
			made[r.Resource]++
		}
	}
	if len(acknowledged) > 0 {
		t.Errorf("%d calls were acknowledged and are not recorded", len(acknowledged))
	}
	for _, name := range names {
		described, err := p.client(t).DescribeFunction(t.Context(), &cloudfront.DescribeFunctionInput{Name: &name})
		if err != nil {
			t.Fatal(err)
		}
		if n := made["function/"+name]; selvedge.ETag(uint64(n)+1) != *described.ETag {
			t.Errorf("%s has the ETag %s and %d recorded changes", name, *described.ETag, n)
		}
	}
}

// update changes a function until the server is gone.
func update(ctx context.Context, c *cloudfront.Client, name string, mu *sync.Mutex, acknowledged map[string]bool, enough chan<- struct{}) {
	for {
		described, err := c.DescribeFunction(ctx, &cloudfront.DescribeFunctionInput{Name: &name})
		if err != nil {
			return
		}
		out, err := c.UpdateFunction(ctx, &cloudfront.UpdateFunctionInput{
			Name: &name, IfMatch: described.ETag, FunctionCode: []byte(passing), FunctionConfig: described.FunctionSummary.FunctionConfig,
		})
		if err != nil {
			return
		}
		id, _ := awsmiddleware.GetRequestIDMetadata(out.ResultMetadata)
		mu.Lock()
		acknowledged[id] = true
		mu.Unlock()
		select {
		case enough <- struct{}{}:
		default:
		}
	}
}
