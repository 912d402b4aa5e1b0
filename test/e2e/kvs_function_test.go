// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/aws/aws-sdk-go-v2/service/cloudfrontkeyvaluestore"
	kvstypes "github.com/aws/aws-sdk-go-v2/service/cloudfrontkeyvaluestore/types"
)

// reads is a function that answers with two keys, read one after the other.
const reads = `import cf from 'cloudfront';
const store = cf.kvs();
async function handler(event) {
    const read = async (key) => await store.exists(key) ? await store.get(key) : 'none';
    return {statusCode: 200, body: (await read('a')) + ' ' + (await read('b'))};
}`

// publishReader creates and publishes a function that reads a store, and returns its ARN.
func publishReader(t *testing.T, c *cloudfront.Client, name string, store *string) string {
	t.Helper()
	in := newFunction(name, reads)
	in.FunctionConfig.KeyValueStoreAssociations = &types.KeyValueStoreAssociations{
		Quantity: aws.Int32(1), Items: []types.KeyValueStoreAssociation{{KeyValueStoreARN: store}},
	}
	created, err := c.CreateFunction(t.Context(), in)
	if err != nil {
		t.Fatalf("CreateFunction(%s): %v", name, err)
	}
	return publish(t, c, name, created.ETag)
}

// TestFunctionsReadKeys: what was written shows in the next invocation, whole changes at a time. Source: kvs-api.md
// section 3, helpers.md section 1.
func TestFunctionsReadKeys(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c, data := p.client(t), p.dataClient(t)
	arn, etag := newStore(t, c, data, "s")
	d := createDistribution(t, c, associate(configFor(t, startOrigin(t, echo)), publishReader(t, c, "reader", arn), ""))
	waitDeployed(t, c, *d.Id)
	see := func() string {
		answer, err := p.tryView(t, "GET", *d.DomainName, "/")
		if err != nil {
			t.Error(err)
		}
		return answer.body
	}
	if got := see(); got != "none none" {
		t.Errorf("without keys the function reads %q", got)
	}
	put := func(value string) {
		out, err := data.UpdateKeys(t.Context(), &cloudfrontkeyvaluestore.UpdateKeysInput{
			KvsARN: arn, IfMatch: etag, Puts: []kvstypes.PutKeyRequestListItem{
				{Key: aws.String("a"), Value: &value}, {Key: aws.String("b"), Value: &value},
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		etag = out.ETag
	}
	done := make(chan struct{})
	var viewers sync.WaitGroup
	for range 2 {
		viewers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				var a, b string
				if _, err := fmt.Sscan(see(), &a, &b); err != nil || a != b {
					t.Errorf("an invocation has seen a=%s and b=%s, %v", a, b, err)
				}
			}
		})
	}
	for i := range 100 {
		want := fmt.Sprint(i)
		put(want)
		start := time.Now()
		eventually(t, "the change shows", func() error {
			if got := see(); got != want+" "+want {
				return fmt.Errorf("the function reads %q, want %s", got, want)
			}
			return nil
		})
		if took := time.Since(start); took > time.Second {
			t.Errorf("change %d showed after %v", i, took)
		}
	}
	close(done)
	viewers.Wait()
	checkStoreInTest(t, c, data, arn, etag)
}

// checkStoreInTest: TestFunction reads the keys that the store has at that moment, in both stages.
func checkStoreInTest(t *testing.T, c *cloudfront.Client, data *cloudfrontkeyvaluestore.Client, arn, etag *string) {
	t.Helper()
	if _, err := data.PutKey(t.Context(), &cloudfrontkeyvaluestore.PutKeyInput{KvsARN: arn, Key: aws.String("a"), Value: aws.String("tested"), IfMatch: etag}); err != nil {
		t.Fatal(err)
	}
	for _, stage := range []types.FunctionStage{types.FunctionStageDevelopment, types.FunctionStageLive} {
		out, err := c.TestFunction(t.Context(), &cloudfront.TestFunctionInput{
			Name: aws.String("reader"), Stage: stage, IfMatch: aws.String(etag1),
			EventObject: []byte(`{"version":"1.0","context":{"eventType":"viewer-request"},"viewer":{"ip":"192.0.2.1"},` +
				`"request":{"method":"GET","uri":"/","querystring":{},"headers":{},"cookies":{}}}`),
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := aws.ToString(out.TestResult.FunctionOutput); !strings.Contains(got, `"tested 99"`) {
			t.Errorf("TestFunction in %s = %s (%s)", stage, got, aws.ToString(out.TestResult.FunctionErrorMessage))
		}
	}
}
