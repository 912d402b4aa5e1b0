// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file replays what Terraform's AWS provider does with key value stores and their keys. Source: terraform.md 3, 4.

import (
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	cftypes "github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	kvs "github.com/aws/aws-sdk-go-v2/service/cloudfrontkeyvaluestore"
	"github.com/aws/aws-sdk-go-v2/service/cloudfrontkeyvaluestore/types"
	"github.com/google/go-cmp/cmp"
)

// tfStore is the resource aws_cloudfront_key_value_store and what hangs on it.
type tfStore struct {
	*testing.T
	control   *cloudfront.Client
	data      *kvs.Client
	name      string
	arn, etag *string
}

// dataTag describes the store on the data plane, as the provider does before every write.
func (s *tfStore) dataTag() *string {
	s.Helper()
	out, err := s.data.DescribeKeyValueStore(s.Context(), &kvs.DescribeKeyValueStoreInput{KvsARN: s.arn})
	if err != nil {
		s.Fatal(err)
	}
	return out.ETag
}

// putKey is create and update of aws_cloudfrontkeyvaluestore_key.
func (s *tfStore) putKey(key, value string) {
	s.Helper()
	_, err := s.data.PutKey(s.Context(), &kvs.PutKeyInput{KvsARN: s.arn, Key: &key, Value: &value, IfMatch: s.dataTag()})
	if err != nil {
		s.Fatal(err)
	}
	out, err := s.data.GetKey(s.Context(), &kvs.GetKeyInput{KvsARN: s.arn, Key: &key})
	if err != nil || *out.Value != value || out.TotalSizeInBytes == nil {
		s.Errorf("GetKey(%s) = %+v, %v", key, out, err)
	}
}

// deleteKey is destroy of aws_cloudfrontkeyvaluestore_key; it reports whether the key was there.
func (s *tfStore) deleteKey(key string) bool {
	s.Helper()
	_, err := s.data.DeleteKey(s.Context(), &kvs.DeleteKeyInput{KvsARN: s.arn, Key: &key, IfMatch: s.dataTag()})
	_, gone := errors.AsType[*types.ResourceNotFoundException](err)
	if err != nil && !gone {
		s.Fatal(err)
	}
	return !gone
}

// keysExclusive is create and update of aws_cloudfrontkeyvaluestore_keys_exclusive.
func (s *tfStore) keysExclusive(want map[string]string, batch int) {
	s.Helper()
	tag, have := s.dataTag(), s.keys()
	var puts []types.PutKeyRequestListItem
	var deletes []types.DeleteKeyRequestListItem
	for key, value := range want {
		if have[key] != value {
			puts = append(puts, types.PutKeyRequestListItem{Key: aws.String(key), Value: aws.String(value)})
		}
	}
	for key := range have {
		if _, keep := want[key]; !keep {
			deletes = append(deletes, types.DeleteKeyRequestListItem{Key: aws.String(key)})
		}
	}
	for len(puts)+len(deletes) > 0 {
		n := min(batch, len(puts))
		m := min(batch-n, len(deletes))
		out, err := s.data.UpdateKeys(s.Context(), &kvs.UpdateKeysInput{KvsARN: s.arn, IfMatch: tag, Puts: puts[:n], Deletes: deletes[:m]})
		if err != nil {
			s.Fatal(err)
		}
		tag, puts, deletes = out.ETag, puts[n:], deletes[m:]
	}
	if diff := cmp.Diff(want, s.keys()); diff != "" {
		s.Errorf("keys (-want +got):\n%s", diff)
	}
}

// keys lists all pages.
func (s *tfStore) keys() map[string]string {
	s.Helper()
	all := map[string]string{}
	for pages := kvs.NewListKeysPaginator(s.data, &kvs.ListKeysInput{KvsARN: s.arn, MaxResults: aws.Int32(50)}); pages.HasMorePages(); {
		page, err := pages.NextPage(s.Context())
		if err != nil {
			s.Fatal(err)
		}
		for _, item := range page.Items {
			all[*item.Key] = *item.Value
		}
	}
	return all
}

func newTFStore(t *testing.T, p *process, name string) *tfStore {
	t.Helper()
	s := &tfStore{T: t, control: p.client(t), data: p.dataClient(t), name: name}
	made, etag := createStore(t, s.control, &cloudfront.CreateKeyValueStoreInput{Name: &name})
	s.arn, s.etag = made.ARN, etag
	return s
}

// destroy deletes the store with the entity tag that was read when it was created.
func (s *tfStore) destroy() error {
	_, err := s.control.DeleteKeyValueStore(s.Context(), &cloudfront.DeleteKeyValueStoreInput{Name: &s.name, IfMatch: s.etag})
	return err
}

func TestTerraformKeyValueStore(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	one, two := newTFStore(t, p, "one"), newTFStore(t, p, "two")
	one.putKey("a", "1")
	one.putKey("b", "1")
	one.putKey("a", "2")
	if !one.deleteKey("b") || one.deleteKey("b") {
		t.Error("a key that was destroyed is destroyed again")
	}
	many := map[string]string{}
	for i := range 120 {
		many[string(rune('A'+i%26))+string(rune('a'+i/26))] = "v"
	}
	two.keysExclusive(many, 50)
	two.keysExclusive(map[string]string{"Aa": "changed", "new": "x"}, 7)

	// A function with an association: an update of the code keeps it, then it moves to the other store.
	reading := func(s *tfStore, comment string) *cftypes.FunctionConfig {
		c := functionConfig(comment)
		c.KeyValueStoreAssociations = &cftypes.KeyValueStoreAssociations{
			Quantity: aws.Int32(1), Items: []cftypes.KeyValueStoreAssociation{{KeyValueStoreARN: s.arn}},
		}
		return c
	}
	name := "reader"
	in := newFunction(name, passing)
	in.FunctionConfig = reading(one, "")
	created, err := one.control.CreateFunction(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	publish(t, one.control, name, created.ETag)
	etag := created.ETag
	for _, s := range []*tfStore{one, two} {
		out, err := s.control.UpdateFunction(t.Context(), &cloudfront.UpdateFunctionInput{
			Name: &name, IfMatch: etag, FunctionCode: []byte(passing), FunctionConfig: reading(s, "updated"),
		})
		if err != nil {
			t.Fatal(err)
		}
		etag = out.ETag
		if got := out.FunctionSummary.FunctionConfig.KeyValueStoreAssociations; len(got.Items) != 1 || *got.Items[0].KeyValueStoreARN != *s.arn {
			t.Errorf("the function reads %+v, want %s", got, *s.arn)
		}
		wantError[*cftypes.CannotDeleteEntityWhileInUse](t, s.destroy(), 409, name)
		publish(t, s.control, name, etag)
	}
	if err := one.destroy(); err != nil {
		t.Error(err)
	}
	if _, err := two.control.DeleteFunction(t.Context(), &cloudfront.DeleteFunctionInput{Name: &name, IfMatch: etag}); err != nil {
		t.Fatal(err)
	}
	if err := two.destroy(); err != nil {
		t.Error(err)
	}
}
