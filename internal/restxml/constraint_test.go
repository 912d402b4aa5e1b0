// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package restxml_test

import (
	"fmt"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/restxml"
)

// constrained has each kind of constraint.
type constrained struct {
	Name     string   `wire:"required,min=2,max=4,pattern=[a-z]{1,3}"`
	Mode     string   `wire:"enum=on|off"`
	Needed   string   `wire:"required,enum=on|off"`
	Port     int      `wire:"min=1,max=3"`
	Share    *float64 `wire:"min=0,max=100"`
	Code     []byte   `wire:"min=1,max=3"`
	Methods  []string `wire:"item=Method,max=2,enum=GET|PUT,pattern=[A-Z]+"`
	Counted  counted
	Optional *counted
	Bare     bare
}

// counted is a list that must have an item.
type counted struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"required,min=1"`
}

// bare is a list that may be empty.
type bare struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"required"`
}

const fine = `<Name>abc</Name><Needed>on</Needed>`

// Form and texts of violations: api.md 1.5. That empty optional strings count as unset: api.md 1.2.
func TestDecodeConstraints(t *testing.T) {
	const (
		onOff   = "Member must satisfy value set: [on, off]"
		pattern = "Member must satisfy regular expression pattern: "
		null    = "Member must not be null"
	)
	for name, test := range map[string]struct {
		body string
		want []string // violations; none means that the body is fine
	}{
		"fine": {fine, nil},
		"required absent": {
			`<Needed>on</Needed>`,
			[]string{violation("null", "in.name", null)},
		},
		"required empty": {
			`<Name>abc</Name><Needed/>`,
			[]string{violation("''", "in.needed", onOff)},
		},
		"optional empty": {fine + `<Mode></Mode>`, nil},
		"enumeration": {
			fine + `<Mode>On</Mode>`,
			[]string{violation("'On'", "in.mode", onOff)},
		},
		"too short": {
			`<Name>é</Name><Needed>on</Needed>`,
			[]string{
				violation("'é'", "in.name", "Member must have length greater than or equal to 2"),
				violation("'é'", "in.name", pattern+"[a-z]{1,3}"),
			},
		},
		"longest in characters": {
			`<Name>éééé</Name><Needed>on</Needed>`,
			[]string{violation("'éééé'", "in.name", pattern+"[a-z]{1,3}")},
		},
		"pattern is anchored": {
			"<Name>abc\n</Name><Needed>on</Needed>",
			[]string{violation("'abc\n'", "in.name", pattern+"[a-z]{1,3}")},
		},
		"number too small": {
			fine + `<Port>0</Port>`,
			[]string{violation("'0'", "in.port", "Member must have value greater than or equal to 1")},
		},
		"number too large": {
			fine + `<Port>4</Port>`,
			[]string{violation("'4'", "in.port", "Member must have value less than or equal to 3")},
		},
		"float too large": {
			fine + `<Share>100.5</Share>`,
			[]string{violation("'100.5'", "in.share", "Member must have value less than or equal to 100")},
		},
		"blob empty": {
			fine + `<Code/>`,
			[]string{violation("'(0 bytes)'", "in.code", "Member must have length greater than or equal to 1")},
		},
		"blob too long, decoded": {
			fine + `<Code>AAAAAA==</Code>`,
			[]string{violation("'(4 bytes)'", "in.code", "Member must have length less than or equal to 3")},
		},
		"blob fits decoded": {fine + `<Code>AAAA</Code>`, nil},
		"list too long": {
			fine + `<Methods><Method>GET</Method><Method>GET</Method><Method>PUT</Method></Methods>`,
			[]string{violation("'[3 items]'", "in.methods", "Member must have length less than or equal to 2")},
		},
		"item of a list": {
			fine + `<Methods><Method>GET</Method><Method>get</Method></Methods>`,
			[]string{
				violation("'get'", "in.methods.2.member", "Member must satisfy value set: [GET, PUT]"),
				violation("'get'", "in.methods.2.member", pattern+"[A-Z]+"),
			},
		},
		"empty item": {
			fine + `<Methods><Method/></Methods>`,
			[]string{
				violation("''", "in.methods.1.member", "Member must satisfy value set: [GET, PUT]"),
				violation("''", "in.methods.1.member", pattern+"[A-Z]+"),
			},
		},
		"struct empty": {
			fine + `<Optional/>`,
			[]string{
				violation("null", "in.optional.quantity", null),
				violation("null", "in.optional.items", null),
			},
		},
		"items absent, min 1": {
			fine + `<Counted><Quantity>0</Quantity></Counted>`,
			[]string{violation("null", "in.counted.items", null)},
		},
		"items empty, min 1": {
			fine + `<Counted><Quantity>0</Quantity><Items/></Counted>`,
			[]string{violation("'[]'", "in.counted.items", "Member must have length greater than or equal to 1")},
		},
		"items absent, none due": {fine + `<Bare><Quantity>0</Quantity></Bare>`, nil},
		"items absent, some due": {
			fine + `<Bare><Quantity>1</Quantity></Bare>`,
			[]string{violation("null", "in.bare.items", null)},
		},
		"before quantities": {
			fine + `<Mode>x</Mode><Bare><Quantity>9</Quantity><Items/></Bare>`,
			[]string{violation("'x'", "in.mode", onOff)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := restxml.Decode([]byte("<In>"+test.body+"</In>"), "in", &constrained{})
			if test.want == nil {
				if err != nil {
					t.Errorf("Decode(%q) = %v, want no error", test.body, err)
				}
				return
			}
			want := "MalformedXML: 1 validation error detected: " + test.want[0]
			if n := len(test.want); n > 1 {
				want = fmt.Sprintf("MalformedXML: %d validation errors detected: %s", n, strings.Join(test.want, "; "))
			}
			if err == nil || err.Error() != want {
				t.Errorf("Decode(%q)\n got %v\nwant %s", test.body, err, want)
			}
		})
	}
}

func violation(value, path, constraint string) string {
	return "Value " + value + " at '" + path + "' failed to satisfy constraint: " + constraint
}

func TestDecodeManyViolations(t *testing.T) {
	body := "<In>" + fine + "<Methods>" + strings.Repeat("<Method>0</Method>", 30) + "</Methods></In>"
	err := restxml.Decode([]byte(body), "", &constrained{})
	if selvedge.ErrorCode(err) != selvedge.CodeMalformedXML {
		t.Fatalf("Decode = %v, want MalformedXML", err)
	}
	text := err.Error()
	if !strings.HasPrefix(text, "MalformedXML: 61 validation errors detected: Value '0' at 'methods.1.member' ") ||
		!strings.HasSuffix(text, "; and 11 more") || strings.Count(text, "failed to satisfy") != 50 {
		t.Errorf("Decode = %v, want 61 violations of which 50 are listed", err)
	}
}

// The sample path of api.md 1.5, in the configuration that it belongs to.
func TestDecodeFunctionAssociation(t *testing.T) {
	body := strings.Replace(string(readTestdata(t, "full_config.xml")),
		"<EventType>viewer-request</EventType>", "<EventType>origin-request</EventType>", 1)
	err := restxml.Decode([]byte(body), "distributionConfig", &selvedge.DistributionConfig{})
	const want = "MalformedXML: 1 validation error detected: Value 'origin-request' at " +
		"'distributionConfig.defaultCacheBehavior.functionAssociations.items.1.member.eventType' failed to satisfy " +
		"constraint: Member must satisfy value set: [viewer-request, viewer-response]"
	if err == nil || err.Error() != want {
		t.Errorf("Decode\n got %v\nwant %s", err, want)
	}
}

// Source: api.md 1.2.
func TestDecodeInconsistentQuantities(t *testing.T) {
	for name, test := range map[string]struct{ body, root, path, numbers string }{
		"too many": {
			`<S><Quantity>1</Quantity><Items><Leaf/><Leaf/></Items></S>`,
			"spec",
			"spec",
			"Quantity is 1, the number of Items is 2.",
		},
		"none": {
			`<S><Quantity>2</Quantity></S>`,
			"spec",
			"spec",
			"Quantity is 2, the number of Items is 0.",
		},
		"negative": {
			`<S><Quantity>-1</Quantity></S>`,
			"spec",
			"spec",
			"Quantity is -1, the number of Items is 0.",
		},
		"Quantity absent": {
			`<S><Items><Leaf/></Items></S>`,
			"spec",
			"spec",
			"Quantity is 0, the number of Items is 1.",
		},
		"nested": {
			`<S><Child><Quantity>3</Quantity></Child></S>`,
			"spec",
			"spec.child",
			"Quantity is 3, the number of Items is 0.",
		},
		"whole input": {`<S><Quantity>3</Quantity></S>`, "", "S", "Quantity is 3, the number of Items is 0."},
		"first one": {
			`<S><Quantity>3</Quantity><Child><Quantity>4</Quantity></Child></S>`,
			"",
			"child",
			"Quantity is 4, the number of Items is 0.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := restxml.Decode([]byte(test.body), test.root, &specimen{})
			if code := selvedge.ErrorCode(err); code != selvedge.CodeInconsistentQuantities {
				t.Fatalf("Decode(%q) = %v, want InconsistentQuantities", test.body, err)
			}
			if text := err.Error(); !strings.Contains(text, "'"+test.path+"'") || !strings.HasSuffix(text, test.numbers) {
				t.Errorf("Decode(%q) = %v, want path %q and %q", test.body, err, test.path, test.numbers)
			}
		})
	}
}
