// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
)

// fillAll sets everything below v to a value of its own, so that a member that gets lost or mixed up shows.
// Lists get two items; n counts the values.
func fillAll(t *testing.T, v reflect.Value, n *int) {
	t.Helper()
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for _, f := range v.Fields() {
			fillAll(t, f, n)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillAll(t, v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fillAll(t, v.Index(i), n)
		}
	case reflect.String:
		v.SetString(fmt.Sprint("value ", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	default:
		t.Fatalf("a member of the kind %s: teach this test, Normalize and Validate about it", v.Kind())
	}
}

func filledConfig(t *testing.T) *selvedge.DistributionConfig {
	t.Helper()
	var c selvedge.DistributionConfig
	fillAll(t, reflect.ValueOf(&c).Elem(), new(int))
	return &c
}

// TestDistributionConfigJSON: the stored record keeps every member.
func TestDistributionConfigJSON(t *testing.T) {
	want := filledConfig(t)
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got selvedge.DistributionConfig
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, &got); diff != "" {
		t.Errorf("after a round trip through JSON (-want +got):\n%s", diff)
	}
	var behaviors struct {
		CacheBehaviors struct{ Items []map[string]any }
	}
	if err := json.Unmarshal(text, &behaviors); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"PathPattern", "TargetOriginId"} {
		if _, ok := behaviors.CacheBehaviors.Items[0][name]; !ok {
			t.Errorf("a cache behaviour has no member %s in JSON; the settings must be flat", name)
		}
	}
}

// TestNormalizeKeeps: what a client set stays, whatever it is; the quantities alone are derived.
func TestNormalizeKeeps(t *testing.T) {
	want, got := filledConfig(t), filledConfig(t)
	got.Normalize()
	setQuantities(reflect.ValueOf(want).Elem())
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Normalize() changed members that were set (-want +got):\n%s", diff)
	}
}

// setQuantities is for values made by fillAll, in which every list has two items.
func setQuantities(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		setQuantities(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			setQuantities(v.Index(i))
		}
	case reflect.Struct:
		for f, field := range v.Fields() {
			if f.Name == "Quantity" {
				field.SetInt(2)
			}
			setQuantities(field)
		}
	}
}

func TestDistribution(t *testing.T) {
	d := selvedge.Distribution{ID: "E1", DomainName: "D111111abcdef8.cloudfront.net", Version: 2}
	d.Config.Aliases.Items = []string{"WWW.example.com", "*.example.org"}
	if got := d.Status(); got != "InProgress" { // api.md section 4.2
		t.Errorf("Status() = %q, want InProgress", got)
	}
	d.Deployed = true
	if got := d.Status(); got != "Deployed" {
		t.Errorf("Status() = %q, want Deployed", got)
	}
	if got, want := d.ETag(), "E3UN6WX5RRO2AG"; got != want {
		t.Errorf("ETag() = %q, want %q", got, want)
	}
	want := []string{"d111111abcdef8.cloudfront.net", "www.example.com", "*.example.org"}
	if diff := cmp.Diff(want, d.Hosts()); diff != "" {
		t.Errorf("Hosts() (-want +got):\n%s", diff)
	}
	const arn = "arn:aws:cloudfront::123456789012:distribution/E1"
	if got := selvedge.DistributionARN("123456789012", "E1"); got != arn {
		t.Errorf("DistributionARN() = %q, want %q", got, arn)
	}
}

func TestFunctionARNs(t *testing.T) {
	associations := func(arns ...string) (list selvedge.FunctionAssociations) {
		for _, arn := range arns {
			list.Items = append(list.Items, selvedge.FunctionAssociation{FunctionARN: arn})
		}
		return list
	}
	var c selvedge.DistributionConfig
	if got := c.FunctionARNs(); len(got) != 0 {
		t.Errorf("FunctionARNs() = %v without associations, want none", got)
	}
	c.DefaultCacheBehavior.FunctionAssociations = associations("c", "a")
	c.CacheBehaviors.Items = make([]selvedge.CacheBehavior, 2)
	c.CacheBehaviors.Items[1].FunctionAssociations = associations("b", "a")
	if diff := cmp.Diff([]string{"a", "b", "c"}, c.FunctionARNs()); diff != "" {
		t.Errorf("FunctionARNs() (-want +got):\n%s", diff)
	}
}
