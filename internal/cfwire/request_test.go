// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfwire_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cfwire"
	"selvedge/internal/restxml"
)

const config = `<FunctionConfig><Comment></Comment><Runtime>cloudfront-js-2.0</Runtime></FunctionConfig>`

// Requests as clients send them. Source: api.md 1.2, 2.2, 2.5, 2.7, 4.1, 9.
func TestDecodeRequests(t *testing.T) {
	plain := selvedge.FunctionConfig{Runtime: selvedge.Runtime2}
	for name, test := range map[string]struct {
		body string
		got  any
		want any
	}{
		"create as by the AWS CLI": {
			`<CreateFunctionRequest xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Name>a</Name>` + config +
				`<FunctionCode>Y29kZQ==</FunctionCode></CreateFunctionRequest>`,
			&cfwire.CreateFunctionRequest{},
			&cfwire.CreateFunctionRequest{Name: "a", FunctionConfig: plain, FunctionCode: []byte("code")},
		},
		"create in another order, with tags": {
			`<x><FunctionCode>
				Y29k
				ZQ==
			</FunctionCode>` + config + `<Tags><Items><Tag><Value>v</Value><Key>k</Key></Tag></Items></Tags>` +
				`<Name>a</Name></x>`,
			&cfwire.CreateFunctionRequest{},
			&cfwire.CreateFunctionRequest{
				Name: "a", FunctionConfig: plain, FunctionCode: []byte("code"),
				Tags: &cfwire.Tags{Items: []selvedge.Tag{{Key: "k", Value: "v"}}},
			},
		},
		"update": {
			`<UpdateFunctionRequest>` + config + `<FunctionCode>Y29kZQ==</FunctionCode></UpdateFunctionRequest>`,
			&cfwire.UpdateFunctionRequest{},
			&cfwire.UpdateFunctionRequest{FunctionConfig: plain, FunctionCode: []byte("code")},
		},
		"test": {
			`<TestFunctionRequest><Stage>LIVE</Stage><EventObject>e30=</EventObject></TestFunctionRequest>`,
			&cfwire.TestFunctionRequest{},
			&cfwire.TestFunctionRequest{Stage: selvedge.StageLive, EventObject: []byte("{}")},
		},
		"test without stage, empty event": {
			`<TestFunctionRequest><Stage/><EventObject/></TestFunctionRequest>`,
			&cfwire.TestFunctionRequest{}, &cfwire.TestFunctionRequest{EventObject: []byte{}},
		},
		"tags without value": {
			`<Tags><Items><Tag><Key>k</Key></Tag></Items></Tags>`,
			&cfwire.Tags{}, &cfwire.Tags{Items: []selvedge.Tag{{Key: "k"}}},
		},
		"tags without any": {`<Tags><Items/></Tags>`, &cfwire.Tags{}, &cfwire.Tags{}},
		"tag keys": {
			`<TagKeys><Items><Key>k</Key></Items></TagKeys>`,
			&cfwire.TagKeys{}, &cfwire.TagKeys{Items: []string{"k"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if err := restxml.Decode([]byte(test.body), "", test.got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, test.got); diff != "" {
				t.Errorf("Decode(%s) (-want +got):\n%s", test.body, diff)
			}
		})
	}
}

// A configuration with tags is one with tags around it, and quantities inside it are checked.
func TestDecodeDistributionConfigWithTags(t *testing.T) {
	want := cfwire.DistributionConfigWithTags{
		DistributionConfig: distribution().Config,
		Tags:               cfwire.Tags{Items: []selvedge.Tag{{Key: "k", Value: "v"}}},
	}
	document := encode(t, "DistributionConfigWithTags", want)
	var got cfwire.DistributionConfigWithTags
	if err := restxml.Decode([]byte(document), "distributionConfigWithTags", &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Decode (-want +got):\n%s", diff)
	}
	wrong := strings.Replace(document, "<Origins><Quantity>1<", "<Origins><Quantity>2<", 1)
	err := restxml.Decode([]byte(wrong), "distributionConfigWithTags", &got)
	if selvedge.ErrorCode(err) != selvedge.CodeInconsistentQuantities ||
		!strings.Contains(err.Error(), "'distributionConfigWithTags.distributionConfig.origins'") {
		t.Errorf("Decode = %v, want InconsistentQuantities with the path of the origins", err)
	}
}

// What the API model forbids. Source: api.md 1.5, 2.2, 2.7; api-shapes.md, operations.
func TestDecodeRefusedRequests(t *testing.T) {
	code := `<FunctionCode>Y29kZQ==</FunctionCode>`
	large := base64.StdEncoding.EncodeToString(make([]byte, 40961))
	const pattern = "Member must satisfy regular expression pattern: [a-zA-Z0-9-_]{1,64}"
	for name, test := range map[string]struct {
		dst  any
		body string
		path string
		what string
	}{
		"create: no name": {&cfwire.CreateFunctionRequest{}, config + code, "null at 'name'", "Member must not be null"},
		"create: bad name": {
			&cfwire.CreateFunctionRequest{}, `<Name>a b</Name>` + config + code, "'a b' at 'name'", pattern,
		},
		"create: no code": {
			&cfwire.CreateFunctionRequest{}, `<Name>a</Name>` + config,
			"null at 'functionCode'", "Member must not be null",
		},
		"create: empty code": {
			&cfwire.CreateFunctionRequest{}, `<Name>a</Name>` + config + `<FunctionCode/>`,
			"'(0 bytes)' at 'functionCode'", "Member must have length greater than or equal to 1",
		},
		"update: large code": {
			&cfwire.UpdateFunctionRequest{}, config + `<FunctionCode>` + large + `</FunctionCode>`,
			"'(40961 bytes)' at 'functionCode'", "Member must have length less than or equal to 40960",
		},
		"update: runtime": {
			&cfwire.UpdateFunctionRequest{}, strings.Replace(config, "2.0", "3.0", 1) + code,
			"'cloudfront-js-3.0' at 'functionConfig.runtime'",
			"Member must satisfy value set: [cloudfront-js-1.0, cloudfront-js-2.0]",
		},
		"update: long comment": {
			&cfwire.UpdateFunctionRequest{},
			strings.Replace(config, "<Comment>", "<Comment>"+strings.Repeat("ü", 129), 1) + code,
			"'" + strings.Repeat("ü", 100) + "…' at 'functionConfig.comment'",
			"Member must have length less than or equal to 128",
		},
		"test: stage": {
			&cfwire.TestFunctionRequest{}, `<Stage>live</Stage><EventObject/>`, "'live' at 'stage'",
			"Member must satisfy value set: [DEVELOPMENT, LIVE]",
		},
		"test: large event": {
			&cfwire.TestFunctionRequest{}, `<EventObject>` + large + `</EventObject>`,
			"'(40961 bytes)' at 'eventObject'", "Member must have length less than or equal to 40960",
		},
		"tags: empty key": {
			&cfwire.Tags{}, `<Items><Tag><Key/></Tag></Items>`, "'' at 'items.1.member.key'",
			"Member must have length greater than or equal to 1",
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := restxml.Decode([]byte("<R>"+test.body+"</R>"), "", test.dst)
			want := "MalformedXML: 1 validation error detected: Value " + test.path +
				" failed to satisfy constraint: " + test.what
			if err == nil || err.Error() != want {
				t.Errorf("Decode(%.200s)\n got %v\nwant %s", test.body, err, want)
			}
		})
	}
}
