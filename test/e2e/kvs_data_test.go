// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfrontkeyvaluestore"
	"github.com/aws/aws-sdk-go-v2/service/cloudfrontkeyvaluestore/types"
)

// dataClient returns an SDK client for keys. Its requests go to <account>.localhost, which resolves on some machines only,
// so the address is dialled whatever the name. Source: kvs-api.md section 5.
func (p *process) dataClient(t *testing.T) *cloudfrontkeyvaluestore.Client {
	t.Helper()
	key, secret := "test", "test"
	if p.dir != "" {
		key, secret = p.keyPair(t)
	}
	return p.dataClientWith(t, key, secret)
}

func (p *process) dataClientWith(t *testing.T, key, secret string) *cloudfrontkeyvaluestore.Client {
	t.Helper()
	u, err := url.Parse(p.api)
	if err != nil {
		t.Fatal(err)
	}
	endpoint := "http://localhost:" + u.Port()
	return cloudfrontkeyvaluestore.New(cloudfrontkeyvaluestore.Options{
		Region: "us-east-1", BaseEndpoint: &endpoint, RetryMaxAttempts: 1, Credentials: credentials(key, secret),
		HTTPClient: &http.Client{Transport: &http.Transport{
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				if want := account + ".localhost:" + u.Port(); address != want {
					return nil, errors.New("the client wants " + address + ", not " + want)
				}
				return new(net.Dialer).DialContext(ctx, network, u.Host)
			},
		}},
	})
}

// newStore creates a store and returns its ARN and the entity tag of its content.
func newStore(t *testing.T, c *cloudfront.Client, data *cloudfrontkeyvaluestore.Client, name string) (arn, etag *string) {
	t.Helper()
	s, _ := createStore(t, c, &cloudfront.CreateKeyValueStoreInput{Name: &name})
	described, err := data.DescribeKeyValueStore(t.Context(), &cloudfrontkeyvaluestore.DescribeKeyValueStoreInput{KvsARN: s.ARN})
	if err != nil {
		t.Fatalf("DescribeKeyValueStore(%s): %v", *s.ARN, err)
	}
	return s.ARN, described.ETag
}

// TestKeyValues runs every operation with the signature that the SDK chooses, SigV4A. Source: kvs-api.md.
func TestKeyValues(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	c, data := p.client(t), p.dataClient(t)
	arn, etag := newStore(t, c, data, "s")
	described, err := data.DescribeKeyValueStore(t.Context(), &cloudfrontkeyvaluestore.DescribeKeyValueStoreInput{KvsARN: arn})
	if err != nil || *described.Status != "READY" || *described.ItemCount != 0 || described.Created == nil || described.LastModified == nil ||
		*described.KvsARN != *arn || described.FailureReason != nil {
		t.Errorf("DescribeKeyValueStore = %+v, %v", described, err)
	}
	keys := []string{"..", "a", "a b", "a/b", "k?x=1#y", "ä%2F"}
	for _, key := range keys {
		out, err := data.PutKey(t.Context(), &cloudfrontkeyvaluestore.PutKeyInput{KvsARN: arn, Key: &key, Value: aws.String("of " + key), IfMatch: etag})
		if err != nil {
			t.Fatalf("PutKey(%q): %v", key, err)
		}
		etag = out.ETag
		got, err := data.GetKey(t.Context(), &cloudfrontkeyvaluestore.GetKeyInput{KvsARN: arn, Key: &key})
		if err != nil || *got.Key != key || *got.Value != "of "+key || *got.ItemCount != *out.ItemCount || *got.TotalSizeInBytes != *out.TotalSizeInBytes {
			t.Errorf("GetKey(%q) = %+v, %v", key, got, err)
		}
	}
	var listed []string
	pages := cloudfrontkeyvaluestore.NewListKeysPaginator(data, &cloudfrontkeyvaluestore.ListKeysInput{KvsARN: arn, MaxResults: aws.Int32(4)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			listed = append(listed, *item.Key)
		}
	}
	if fmt.Sprint(listed) != fmt.Sprint(keys) {
		t.Errorf("ListKeys = %q, want %q", listed, keys)
	}
	update := &cloudfrontkeyvaluestore.UpdateKeysInput{
		KvsARN: arn, IfMatch: etag, Puts: []types.PutKeyRequestListItem{{Key: aws.String("key1"), Value: aws.String("value1")}},
	}
	for _, key := range keys {
		update.Deletes = append(update.Deletes, types.DeleteKeyRequestListItem{Key: &key})
	}
	updated, err := data.UpdateKeys(t.Context(), update)
	if err != nil || *updated.ItemCount != 1 || *updated.TotalSizeInBytes != 11 {
		t.Fatalf("UpdateKeys = %+v, %v", updated, err)
	}
	_, err = data.UpdateKeys(t.Context(), update)
	wantDataError[*types.ConflictException](t, err, *updated.ETag)
	_, err = data.DeleteKey(t.Context(), &cloudfrontkeyvaluestore.DeleteKeyInput{KvsARN: arn, Key: &keys[0], IfMatch: updated.ETag})
	wantDataError[*types.ResourceNotFoundException](t, err, "Key")
	_, err = data.PutKey(t.Context(), &cloudfrontkeyvaluestore.PutKeyInput{
		KvsARN: arn, Key: aws.String("k"), Value: aws.String(strings.Repeat("v", 1025)), IfMatch: updated.ETag,
	})
	wantDataError[*types.ValidationException](t, err, "1025")
	if _, err := data.DeleteKey(t.Context(), &cloudfrontkeyvaluestore.DeleteKeyInput{KvsARN: arn, Key: aws.String("key1"), IfMatch: updated.ETag}); err != nil {
		t.Error(err)
	}

	// Writing keys leaves the record of the control plane alone: Terraform deletes with the tag that it has in its state.
	name := "s"
	if _, err := c.DeleteKeyValueStore(t.Context(), &cloudfront.DeleteKeyValueStoreInput{Name: &name, IfMatch: aws.String(etag2)}); err != nil {
		t.Error(err)
	}
	_, err = data.GetKey(t.Context(), &cloudfrontkeyvaluestore.GetKeyInput{KvsARN: arn, Key: aws.String("key1")})
	wantDataError[*types.ResourceNotFoundException](t, err, "store")
}

func wantDataError[T modelled](t *testing.T, err error, text string) {
	t.Helper()
	if e, ok := errors.AsType[T](err); !ok || !strings.Contains(e.ErrorMessage(), text) {
		t.Errorf("error = %v, want %T with %q", err, e, text)
	}
}

// TestKeyValueSignatures: SigV4A and SigV4 are checked. Source: auth.md sections 3 and 4.
func TestKeyValueSignatures(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	key, secret := p.keyPair(t)
	arn, _ := newStore(t, p.client(t), p.dataClient(t), "s")
	describe := func(key, secret string) error {
		_, err := p.dataClientWith(t, key, secret).DescribeKeyValueStore(t.Context(), &cloudfrontkeyvaluestore.DescribeKeyValueStoreInput{KvsARN: arn})
		return err
	}
	wantCode(t, describe(key, secret+"x"), "InvalidSignatureException", 403, "does not match")
	wantCode(t, describe("AKIANOSUCHKEY0000000", secret), "UnrecognizedClientException", 403, "security token")

	get := signed{method: http.MethodGet, target: "/key-value-stores/" + url.QueryEscape(*arn), service: "cloudfront-keyvaluestore"}
	if resp := get.send(t, p, key, secret); resp.StatusCode != 200 {
		t.Errorf("SigV4: status %d", resp.StatusCode)
	}
	for name, change := range map[string]func(*signed){
		"other service": func(s *signed) { s.service = "cloudfront" },
		"other key": func(s *signed) {
			s.change = func(r *http.Request) { r.URL.Path += "/keys/k"; r.URL.RawPath += "/keys/k" }
		},
	} {
		s := get
		change(&s)
		if resp := s.send(t, p, key, secret); resp.StatusCode != 403 || strings.Join(resp.Header.Values("X-Amzn-Errortype"), ",") != "InvalidSignatureException" {
			t.Errorf("%s: status %d, %v", name, resp.StatusCode, resp.Header)
		}
	}
	resp, err := browser.Get(p.api + get.target)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 403 || resp.Header.Get("X-Amzn-Errortype") != "MissingAuthenticationTokenException" {
		t.Errorf("not signed: status %d, %v", resp.StatusCode, resp.Header)
	}
}
