// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/google/go-cmp/cmp"
)

// encoded returns a fresh public key in PEM.
func encoded(t *testing.T) *string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return inPEM(t, &key.PublicKey)
}

func inPEM(t *testing.T, key any) *string {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return aws.String(string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})))
}

// createPublicKey makes a public key and returns its id.
func createPublicKey(t *testing.T, c *cloudfront.Client, name string) string {
	t.Helper()
	out, err := c.CreatePublicKey(t.Context(), &cloudfront.CreatePublicKeyInput{PublicKeyConfig: &types.PublicKeyConfig{
		CallerReference: &name, Name: &name, EncodedKey: encoded(t), Comment: aws.String(""),
	}})
	if err != nil {
		t.Fatalf("CreatePublicKey: %v", err)
	}
	return *out.PublicKey.Id
}

// createKeyGroup makes a key group and returns its id.
func createKeyGroup(t *testing.T, c *cloudfront.Client, name string, keys ...string) string {
	t.Helper()
	out, err := c.CreateKeyGroup(t.Context(), &cloudfront.CreateKeyGroupInput{KeyGroupConfig: &types.KeyGroupConfig{Name: &name, Items: keys}})
	if err != nil {
		t.Fatalf("CreateKeyGroup: %v", err)
	}
	return *out.KeyGroup.Id
}

// TestPublicKeys follows the resource aws_cloudfront_public_key: the key is kept byte by byte, and only the comment can
// be changed. Source: api.md 8, terraform.md 6.
func TestPublicKeys(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	config := &types.PublicKeyConfig{
		CallerReference: aws.String("terraform-1"), Name: aws.String("tf-key"), EncodedKey: inPEM(t, &private.PublicKey),
		Comment: aws.String("test key"),
	}
	made, err := c.CreatePublicKey(t.Context(), &cloudfront.CreatePublicKeyInput{PublicKeyConfig: config})
	if err != nil {
		t.Fatal(err)
	}
	id := made.PublicKey.Id
	if *made.ETag != etag1 || *made.Location != "https://cloudfront.amazonaws.com/2020-05-31/public-key/"+*id || made.PublicKey.CreatedTime == nil {
		t.Errorf("CreatePublicKey = %+v", made)
	}
	read := func(etag string) {
		t.Helper()
		got, err := c.GetPublicKey(t.Context(), &cloudfront.GetPublicKeyInput{Id: id})
		if err != nil || *got.ETag != etag {
			t.Fatalf("GetPublicKey = %+v, %v", got, err)
		}
		if diff := cmp.Diff(config, got.PublicKey.PublicKeyConfig, asSent); diff != "" {
			t.Errorf("plan (-configuration +state):\n%s", diff)
		}
	}
	read(etag1)
	config.Comment = aws.String("changed")
	update := &cloudfront.UpdatePublicKeyInput{Id: id, IfMatch: aws.String(etag1), PublicKeyConfig: config}
	if _, err := c.UpdatePublicKey(t.Context(), update); err != nil {
		t.Fatal(err)
	}
	read(etag2)
	other := *config
	other.EncodedKey = encoded(t)
	_, err = c.UpdatePublicKey(t.Context(), &cloudfront.UpdatePublicKeyInput{Id: id, IfMatch: aws.String(etag2), PublicKeyConfig: &other})
	wantError[*types.CannotChangeImmutablePublicKeyFields](t, err, 400)
	_, err = c.CreatePublicKey(t.Context(), &cloudfront.CreatePublicKeyInput{PublicKeyConfig: &other})
	wantError[*types.PublicKeyAlreadyExists](t, err, 409)
	other.Name, other.CallerReference, other.EncodedKey = aws.String("x"), aws.String("x"), aws.String("no key")
	_, err = c.CreatePublicKey(t.Context(), &cloudfront.CreatePublicKeyInput{PublicKeyConfig: &other})
	wantError[*types.InvalidArgument](t, err, 400, "EncodedKey")

	listed, err := c.ListPublicKeys(t.Context(), &cloudfront.ListPublicKeysInput{})
	if err != nil || *listed.PublicKeyList.Quantity != 1 || *listed.PublicKeyList.Items[0].EncodedKey != *config.EncodedKey {
		t.Errorf("ListPublicKeys = %+v, %v", listed, err)
	}
	got, err := c.GetPublicKeyConfig(t.Context(), &cloudfront.GetPublicKeyConfigInput{Id: id})
	if err != nil || *got.ETag != etag2 {
		t.Errorf("GetPublicKeyConfig = %+v, %v", got, err)
	}
	if _, err := c.DeletePublicKey(t.Context(), &cloudfront.DeletePublicKeyInput{Id: id, IfMatch: aws.String(etag2)}); err != nil {
		t.Error(err)
	}
	_, err = c.GetPublicKey(t.Context(), &cloudfront.GetPublicKeyInput{Id: id})
	wantError[*types.NoSuchPublicKey](t, err, 404)
}

// TestKeyGroups follows the resource aws_cloudfront_key_group, attached to a distribution. Source: api.md 8, terraform.md
// 5 (_DefaultCacheBehavior_trustedKeyGroups), 6.
func TestKeyGroups(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	key, second := createPublicKey(t, c, "one"), createPublicKey(t, c, "two")
	id := createKeyGroup(t, c, "group", key)
	config := exampleConfig()
	config.DefaultCacheBehavior.TrustedKeyGroups = &types.TrustedKeyGroups{Enabled: aws.Bool(true), Quantity: aws.Int32(1), Items: []string{id}}
	d := createDistribution(t, c, config)
	want := &types.ActiveTrustedKeyGroups{Enabled: aws.Bool(true), Quantity: aws.Int32(1), Items: []types.KGKeyPairIds{
		{KeyGroupId: &id, KeyPairIds: &types.KeyPairIds{Quantity: aws.Int32(1), Items: []string{key}}},
	}}
	if diff := cmp.Diff(want, d.ActiveTrustedKeyGroups, asSent); diff != "" {
		t.Errorf("ActiveTrustedKeyGroups (-want +got):\n%s", diff)
	}
	_, err := c.DeletePublicKey(t.Context(), &cloudfront.DeletePublicKeyInput{Id: &key, IfMatch: aws.String(etag1)})
	wantError[*types.PublicKeyInUse](t, err, 409, id)
	_, err = c.DeleteKeyGroup(t.Context(), &cloudfront.DeleteKeyGroupInput{Id: &id, IfMatch: aws.String(etag1)})
	wantError[*types.ResourceInUse](t, err, 409, *d.Id)
	users, err := c.ListDistributionsByKeyGroup(t.Context(), &cloudfront.ListDistributionsByKeyGroupInput{KeyGroupId: &id})
	if err != nil || *users.DistributionIdList.Quantity != 1 || users.DistributionIdList.Items[0] != *d.Id {
		t.Errorf("ListDistributionsByKeyGroup = %+v, %v", users, err)
	}

	changed := &types.KeyGroupConfig{Name: aws.String("group"), Items: []string{key, second}, Comment: aws.String("c")}
	_, err = c.UpdateKeyGroup(t.Context(), &cloudfront.UpdateKeyGroupInput{Id: &id, IfMatch: aws.String(etag1), KeyGroupConfig: changed})
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.GetKeyGroup(t.Context(), &cloudfront.GetKeyGroupInput{Id: &id})
	if err != nil || *got.ETag != etag2 {
		t.Fatalf("GetKeyGroup = %+v, %v", got, err)
	}
	if diff := cmp.Diff(changed, got.KeyGroup.KeyGroupConfig, asSent); diff != "" {
		t.Errorf("plan (-configuration +state):\n%s", diff)
	}
	if etag := *waitDeployed(t, c, *d.Id).ETag; etag != etag2 { // api.md 4.2
		t.Errorf("ETag of the distribution after the change = %s", etag)
	}
	changed.Items = []string{"KNONE"}
	_, err = c.UpdateKeyGroup(t.Context(), &cloudfront.UpdateKeyGroupInput{Id: &id, IfMatch: aws.String(etag2), KeyGroupConfig: changed})
	wantError[*types.InvalidArgument](t, err, 400, "KNONE")
	bad := exampleConfig()
	bad.DefaultCacheBehavior.TrustedKeyGroups = &types.TrustedKeyGroups{Enabled: aws.Bool(true), Quantity: aws.Int32(1), Items: []string{someUUID}}
	_, err = newDistribution(t, c, bad)
	wantError[*types.TrustedKeyGroupDoesNotExist](t, err, 400, someUUID)
	listed, err := c.ListKeyGroups(t.Context(), &cloudfront.ListKeyGroupsInput{})
	if err != nil || *listed.KeyGroupList.Quantity != 1 || *listed.KeyGroupList.Items[0].KeyGroup.Id != id {
		t.Errorf("ListKeyGroups = %+v, %v", listed, err)
	}
	if _, err := c.GetKeyGroupConfig(t.Context(), &cloudfront.GetKeyGroupConfigInput{Id: &id}); err != nil {
		t.Error(err)
	}

	removeDistribution(t, c, *d.Id)
	if _, err := c.DeleteKeyGroup(t.Context(), &cloudfront.DeleteKeyGroupInput{Id: &id, IfMatch: aws.String(etag2)}); err != nil {
		t.Error(err)
	}
	_, err = c.GetKeyGroup(t.Context(), &cloudfront.GetKeyGroupInput{Id: &id})
	wantError[*types.NoSuchResource](t, err, 404)
}

// TestInventory: tools that list what an account has find nothing, and no error, of what this server does not have. What
// would make such a thing is refused in a way that clients do not repeat. Source: api.md 11.
func TestInventory(t *testing.T) {
	t.Parallel()
	c, ctx := startDev(t).client(t), t.Context()
	streaming, err := c.ListStreamingDistributions(ctx, &cloudfront.ListStreamingDistributionsInput{})
	if err != nil || *streaming.StreamingDistributionList.Quantity != 0 || *streaming.StreamingDistributionList.IsTruncated ||
		*streaming.StreamingDistributionList.Marker != "" || *streaming.StreamingDistributionList.MaxItems != 100 {
		t.Errorf("ListStreamingDistributions = %+v, %v", streaming, err)
	}
	logs, err := c.ListRealtimeLogConfigs(ctx, &cloudfront.ListRealtimeLogConfigsInput{})
	if err != nil || *logs.RealtimeLogConfigs.IsTruncated || logs.RealtimeLogConfigs.Marker == nil {
		t.Errorf("ListRealtimeLogConfigs = %+v, %v", logs, err)
	}
	encryption, err := c.ListFieldLevelEncryptionConfigs(ctx, &cloudfront.ListFieldLevelEncryptionConfigsInput{})
	if err != nil || *encryption.FieldLevelEncryptionList.Quantity != 0 {
		t.Errorf("ListFieldLevelEncryptionConfigs = %+v, %v", encryption, err)
	}
	for name, call := range map[string]func() error{
		"profiles": func() error {
			_, err := c.ListFieldLevelEncryptionProfiles(ctx, &cloudfront.ListFieldLevelEncryptionProfilesInput{})
			return err
		},
		"VPC origins":   func() error { _, err := c.ListVpcOrigins(ctx, &cloudfront.ListVpcOriginsInput{}); return err },
		"anycast lists": func() error { _, err := c.ListAnycastIpLists(ctx, &cloudfront.ListAnycastIpListsInput{}); return err },
		"continuous deployment": func() error {
			_, err := c.ListContinuousDeploymentPolicies(ctx, &cloudfront.ListContinuousDeploymentPoliciesInput{})
			return err
		},
		"tenants": func() error {
			_, err := c.ListDistributionTenants(ctx, &cloudfront.ListDistributionTenantsInput{})
			return err
		},
		"connection groups": func() error {
			_, err := c.ListConnectionGroups(ctx, &cloudfront.ListConnectionGroupsInput{})
			return err
		},
	} {
		if err := call(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = c.CopyDistribution(ctx, &cloudfront.CopyDistributionInput{PrimaryDistributionId: aws.String("E1"), CallerReference: aws.String("r")})
	wantCode(t, err, "UnsupportedOperation", 400, "CopyDistribution")
	_, err = c.GetVpcOrigin(ctx, &cloudfront.GetVpcOriginInput{Id: aws.String("vo_1")})
	wantCode(t, err, "UnsupportedOperation", 400)
}
