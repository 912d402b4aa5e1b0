// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

// createStore creates a key value store, waits until it is READY and returns it with its entity tag.
func createStore(t *testing.T, c *cloudfront.Client, in *cloudfront.CreateKeyValueStoreInput) (*types.KeyValueStore, *string) {
	t.Helper()
	if _, err := c.CreateKeyValueStore(t.Context(), in); err != nil {
		t.Fatalf("CreateKeyValueStore(%s): %v", *in.Name, err)
	}
	return awaitStore(t, c, *in.Name, "READY")
}

// awaitStore waits until a store has a status.
func awaitStore(t *testing.T, c *cloudfront.Client, name, status string) (s *types.KeyValueStore, etag *string) {
	t.Helper()
	eventually(t, name+" is "+status, func() error {
		out, err := c.DescribeKeyValueStore(t.Context(), &cloudfront.DescribeKeyValueStoreInput{Name: &name})
		if err != nil {
			t.Fatalf("DescribeKeyValueStore(%s): %v", name, err)
		}
		if s, etag = out.KeyValueStore, out.ETag; *s.Status != status {
			return fmt.Errorf("it is %s", *s.Status)
		}
		return nil
	})
	return s, etag
}

// TestKeyValueStoreControlPlane takes a store through the calls of Terraform's aws_cloudfront_key_value_store. Source:
// api.md 3, terraform.md 3.
func TestKeyValueStoreControlPlane(t *testing.T) {
	t.Parallel()
	c := startOn(t, t.TempDir()).client(t)
	name, comment := "redirects", "first"
	created, err := c.CreateKeyValueStore(t.Context(), &cloudfront.CreateKeyValueStoreInput{Name: &name})
	if err != nil {
		t.Fatal(err)
	}
	if s := created.KeyValueStore; *s.Status != "PROVISIONING" || *created.ETag != etag1 || s.Comment != nil || s.LastModifiedTime == nil ||
		!regexp.MustCompile(`^arn:aws:cloudfront::`+account+`:key-value-store/[0-9a-f-]{36}$`).MatchString(*s.ARN) {
		t.Errorf("created: %+v with the ETag %s", s, *created.ETag)
	}
	_, etag := awaitStore(t, c, name, "READY")
	if *etag != etag2 {
		t.Errorf("ETag when READY = %s, want %s", *etag, etag2)
	}
	_, err = c.CreateKeyValueStore(t.Context(), &cloudfront.CreateKeyValueStoreInput{Name: &name})
	wantError[*types.EntityAlreadyExists](t, err, 409, name)

	updated, err := c.UpdateKeyValueStore(t.Context(), &cloudfront.UpdateKeyValueStoreInput{Name: &name, Comment: &comment, IfMatch: etag})
	if err != nil || *updated.ETag != etag3 || *updated.KeyValueStore.Comment != comment {
		t.Fatalf("UpdateKeyValueStore = %+v, %v", updated, err)
	}
	_, err = c.UpdateKeyValueStore(t.Context(), &cloudfront.UpdateKeyValueStoreInput{Name: &name, Comment: &comment, IfMatch: etag})
	wantError[*types.PreconditionFailed](t, err, 412)

	config := functionConfig("reads")
	quantity := int32(1)
	config.KeyValueStoreAssociations = &types.KeyValueStoreAssociations{
		Quantity: &quantity, Items: []types.KeyValueStoreAssociation{{KeyValueStoreARN: created.KeyValueStore.ARN}},
	}
	function := newFunction("reader", passing)
	function.FunctionConfig = config
	made, err := c.CreateFunction(t.Context(), function)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.DeleteKeyValueStore(t.Context(), &cloudfront.DeleteKeyValueStoreInput{Name: &name, IfMatch: updated.ETag})
	wantError[*types.CannotDeleteEntityWhileInUse](t, err, 409, "reader")
	if _, err := c.DeleteFunction(t.Context(), &cloudfront.DeleteFunctionInput{Name: function.Name, IfMatch: made.ETag}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.DeleteKeyValueStore(t.Context(), &cloudfront.DeleteKeyValueStoreInput{Name: &name, IfMatch: updated.ETag}); err != nil {
		t.Fatal(err)
	}
	_, err = c.DescribeKeyValueStore(t.Context(), &cloudfront.DescribeKeyValueStoreInput{Name: &name})
	wantError[*types.EntityNotFound](t, err, 404, name)
}

// TestListKeyValueStores walks through the pages of the SDK.
func TestListKeyValueStores(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	want := []string{}
	for i := range 5 {
		name := fmt.Sprint("s", i)
		createStore(t, c, &cloudfront.CreateKeyValueStoreInput{Name: &name})
		want = append(want, name)
	}
	size := int32(2)
	var got []string
	for pages := cloudfront.NewListKeyValueStoresPaginator(c, &cloudfront.ListKeyValueStoresInput{MaxItems: &size}); pages.HasMorePages(); {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range page.KeyValueStoreList.Items {
			got = append(got, *s.Name)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("stores = %v, want %v", got, want)
	}
}

// TestImportKeyValueStore fills stores from a folder. Source: api.md 3.
func TestImportKeyValueStore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "bucket"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"good.json": `{"data":[{"key":"a","value":"1"}]}`, "bad.json": `{"data":[{"key":"a"}]}`} {
		if err := os.WriteFile(filepath.Join(dir, "bucket", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := startDev(t, "--import-dir", dir).client(t)
	in := func(name, object string) *cloudfront.CreateKeyValueStoreInput {
		arn := "arn:aws:s3:::bucket/" + object
		return &cloudfront.CreateKeyValueStoreInput{
			Name: &name, ImportSource: &types.ImportSource{SourceType: types.ImportSourceTypeS3, SourceARN: &arn},
		}
	}
	createStore(t, c, in("good", "good.json"))
	if _, err := c.CreateKeyValueStore(t.Context(), in("bad", "bad.json")); err != nil {
		t.Fatal(err)
	}
	awaitStore(t, c, "bad", "IMPORT_FAILED")
	_, err := c.CreateKeyValueStore(t.Context(), in("absent", "absent.json"))
	wantError[*types.InvalidArgument](t, err, 400, "absent.json")
	_, err = startDev(t).client(t).CreateKeyValueStore(t.Context(), in("good", "good.json"))
	wantError[*types.InvalidArgument](t, err, 400, "no import source")
}
