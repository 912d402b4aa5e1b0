// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"encoding/json"
	"errors"
	"math/rand"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
)

// clientConfigs are configurations as Terraform (terraform.md section 5) and the AWS CLI (section 10) send them.
func clientConfigs() map[string]change {
	const (
		acm   = someCertificate
		every = "HEAD DELETE POST GET OPTIONS PUT PATCH"
	)
	return map[string]change{
		"least, legacy": func(*selvedge.DistributionConfig) {},
		"least, policy": policy(func(*settings) {}),
		"CLI template": both(aliases(), behavior(func(b *settings) {
			b.MinTTL = new(int64)
			b.TrustedSigners, b.AllowedMethods = selvedge.TrustedSigners{}, nil
		})),
		"no optional items": both(methods(every, "GET HEAD"), ttls(0, 0, 0), geo("whitelist", "US", "CA", "GB", "DE"),
			certificate(selvedge.ViewerCertificate{CloudFrontDefaultCertificate: true}),
			custom(func(c *customConfig) {
				c.OriginSslProtocols = &selvedge.OriginSslProtocols{Items: []string{"SSLv3", "TLSv1"}}
			}),
			forwarded(func(v *selvedge.ForwardedValues) { v.Cookies.Forward = "all" })),
		"S3 origin with identity": both(root("index.html"), aliases("mysite.example.com"), s3(func(o *selvedge.Origin) {
			o.S3OriginConfig.OriginAccessIdentity = "origin-access-identity/cloudfront/E127EXAMPLE51Z"
		}), certificate(selvedge.ViewerCertificate{CloudFrontDefaultCertificate: true, MinimumProtocolVersion: "TLSv1"})),
		"custom origin": both(originPath("/api"), header("X-Test", "value"), errorResponses(
			selvedge.CustomErrorResponse{ErrorCode: 404, ErrorCachingMinTTL: new(int64(30))}, response(503, "/e", "200")),
			func(c *selvedge.DistributionConfig) {
				c.Comment, c.PriceClass, c.HttpVersion = "Some comment", "PriceClass_200", "http1.1"
				c.IsIPV6Enabled, c.Enabled = true, false
				c.Logging = selvedge.LoggingConfig{Enabled: true, Bucket: "logs.s3.amazonaws.com", Prefix: "p"}
			}),
		"ordered behaviours": both(patterns("images1/*.jpg", "images2/*.jpg"), ttls(10, 20, 30),
			forwarded(func(v *selvedge.ForwardedValues) {
				v.QueryString, v.QueryStringCacheKeys.Items = true, []string{"a"}
				v.Headers.Items = []string{"Origin"}
				v.Cookies = selvedge.CookiePreference{
					Forward: "whitelist", WhitelistedNames: &selvedge.CookieNames{Items: []string{"Example"}},
				}
			})),
		"functions":        functions("a", "viewer-request", "b", "viewer-response"),
		"Lambda functions": lambdas(lambdaPrefix+"f:3", "origin-request"),
		"key groups": behavior(func(b *settings) {
			b.TrustedKeyGroups = selvedge.TrustedKeyGroups{Enabled: true, Items: []string{cachingOptimized}}
		}),
		"origin group": both(plainGroup, toGroup),
		"VPC origin":   vpc(selvedge.VpcOriginConfig{VpcOriginId: "vo_1"}),
		"ACM certificate": both(aliases("www.example.com"), certificate(selvedge.ViewerCertificate{
			ACMCertificateArn: acm, SSLSupportMethod: "sni-only", MinimumProtocolVersion: "TLSv1.2_2021",
		})),
	}
}

// TestReadBack: what is read is accepted when it is sent back, as terraform destroy does with Enabled switched
// off (api.md section 4.2), and does not change.
func TestReadBack(t *testing.T) {
	for name, change := range clientConfigs() {
		t.Run(name, func(t *testing.T) {
			c := legacyConfig()
			change(c)
			c.Normalize()
			if err := c.Validate(); err != nil {
				t.Fatalf("Validate() = %v, want none", err)
			}
			read := readBack(t, c)
			read.Enabled = false
			want := readBack(t, read)
			read.Normalize()
			if diff := cmp.Diff(want, read); diff != "" {
				t.Errorf("Normalize() changed what was read (-want +got):\n%s", diff)
			}
			if err := read.Validate(); err != nil {
				t.Errorf("Validate() = %v for what was read, want none", err)
			}
		})
	}
}

// TestComplete: what clients dereference without a check is there. Source: terraform.md section 5.
func TestComplete(t *testing.T) {
	for name, change := range clientConfigs() {
		t.Run(name, func(t *testing.T) {
			c := legacyConfig()
			change(c)
			c.Normalize()
			if c.ViewerCertificate == nil {
				t.Error("ViewerCertificate is missing")
			}
			for b := range c.Behaviors {
				if b.AllowedMethods == nil || b.AllowedMethods.CachedMethods == nil {
					t.Fatal("AllowedMethods or CachedMethods are missing")
				}
				legacy := b.CachePolicyId == ""
				for member, set := range map[string]bool{
					"ForwardedValues": b.ForwardedValues != nil, "MinTTL": b.MinTTL != nil,
					"DefaultTTL": b.DefaultTTL != nil, "MaxTTL": b.MaxTTL != nil,
				} {
					if set != legacy {
						t.Errorf("%s is set: %t, want %t", member, set, legacy)
					}
				}
			}
			for _, o := range c.Origins.Items {
				if o.ConnectionAttempts == nil || o.ConnectionTimeout == nil {
					t.Error("ConnectionAttempts or ConnectionTimeout are missing")
				}
			}
		})
	}
}

func readBack(t *testing.T, c *selvedge.DistributionConfig) *selvedge.DistributionConfig {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var read selvedge.DistributionConfig
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	return &read
}

// randomTexts are values that mean something somewhere.
var randomTexts = []string{
	"", "", "o1", "o2", "g1", "*", "/", "/a", "a/", "none", "whitelist", "self", "US", "404", "200", "GET", "HEAD", "\x00",
	"\xff", "ü", "example.com", "*.example.com", "::1", cachingOptimized, someCertificate, lambdaPrefix + "f:1",
	selvedge.FunctionARN("123456789012", "f"), "viewer-request", "X-Amz-Date", strings.Repeat("x", 300),
}

var randomNumbers = []int64{-1 << 63, -1, 0, 1, 2, 5, 80, 200, 404, 503, 65536, 86400, 1<<63 - 1}

// scramble sets each member below v to something random with the given chance; tag is the wire tag of v.
func scramble(r *rand.Rand, v reflect.Value, tag string, chance float64) {
	hit := r.Float64() < chance
	switch v.Kind() {
	case reflect.Struct:
		for f, field := range v.Fields() {
			scramble(r, field, f.Tag.Get("wire"), chance)
		}
	case reflect.Pointer:
		if hit && r.Intn(2) == 0 {
			v.SetZero()
		} else if hit || !v.IsNil() {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			scramble(r, v.Elem(), tag, chance)
		}
	case reflect.Slice:
		if hit {
			v.Set(reflect.MakeSlice(v.Type(), r.Intn(4), 4))
		}
		for i := range v.Len() {
			scramble(r, v.Index(i), tag, chance)
		}
	case reflect.String:
		if hit {
			v.SetString(randomText(r, tag))
		}
	case reflect.Bool:
		v.SetBool(v.Bool() != hit)
	case reflect.Int, reflect.Int64:
		if hit {
			v.SetInt(randomNumbers[r.Intn(len(randomNumbers))])
		}
	}
}

func randomText(r *rand.Rand, tag string) string {
	if _, rest, found := strings.Cut(tag, "enum="); found && r.Intn(4) > 0 {
		set, _, _ := strings.Cut(rest, ",")
		values := strings.Split(set, "|")
		return values[r.Intn(len(values))]
	}
	return randomTexts[r.Intn(len(randomTexts))]
}

// TestRandomConfigs: whatever is sent, nothing panics, Normalize is idempotent, and Validate says the same again,
// with a code. The configurations reach from slightly to wholly wrong.
func TestRandomConfigs(t *testing.T) {
	const seed, rounds = 20260301, 2000
	r := rand.New(rand.NewSource(seed))
	outcomes := make(map[selvedge.Code]int)
	for round := range rounds {
		c := legacyConfig()
		scramble(r, reflect.ValueOf(c).Elem(), "", []float64{0.005, 0.02, 0.1, 0.5, 1}[round%5])
		sent := *c
		_ = sent.Validate() // of what is not normalised: it may refuse, not panic
		c.Normalize()
		once := deepCopy(c)
		err := c.Validate()
		if !reflect.DeepEqual(once, c) {
			t.Fatalf("round %d: Validate() changed the configuration (-before +after):\n%s", round, cmp.Diff(once, c))
		}
		c.Normalize()
		if !reflect.DeepEqual(once, c) {
			t.Fatalf("round %d: Normalize() is not idempotent (-once +twice):\n%s", round, cmp.Diff(once, c))
		}
		again := c.Validate()
		if (err == nil) != (again == nil) || err != nil && err.Error() != again.Error() {
			t.Fatalf("round %d: Validate() = %v, then %v", round, err, again)
		}
		var e *selvedge.Error
		if err != nil && (!errors.As(err, &e) || e.Code == "" || e.Message == "") {
			t.Fatalf("round %d: Validate() = %v, want an *Error with code and message", round, err)
		}
		outcomes[selvedge.ErrorCode(err)]++
	}
	if outcomes[""] < rounds/100 || len(outcomes) < 12 {
		t.Errorf("outcomes are %v, want valid ones and a dozen codes; the generator is too narrow", outcomes)
	}
}

// deepCopy copies exactly, invalid UTF-8 included.
func deepCopy(c *selvedge.DistributionConfig) *selvedge.DistributionConfig {
	return copyValue(reflect.ValueOf(c)).Interface().(*selvedge.DistributionConfig)
}

func copyValue(v reflect.Value) reflect.Value {
	result := reflect.New(v.Type()).Elem()
	result.Set(v)
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			result.Set(reflect.New(v.Type().Elem()))
			result.Elem().Set(copyValue(v.Elem()))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			result.Field(i).Set(copyValue(v.Field(i)))
		}
	case reflect.Slice:
		if !v.IsNil() {
			result.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				result.Index(i).Set(copyValue(v.Index(i)))
			}
		}
	}
	return result
}
