// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package restxml_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/restxml"
)

// FuzzDecode checks that nothing panics, that refusals have a code for callers, and that what is accepted is encoded
// to something that decodes to the same value.
func FuzzDecode(f *testing.F) {
	f.Add(readTestdata(f, "default_config.xml"))
	f.Add(readTestdata(f, "full_config.xml"))
	for _, seed := range []string{
		``, `<S/>`, `<S>`, `<S a="b"/>`, `<!DOCTYPE S [<!ENTITY a "&a;">]><S>&a;</S>`, `<?xml encoding="x"?><S/>`,
		`<S><Text>&#xD800;&#xD;<![CDATA[]]]]>]]&gt;</Text></S>`, `<S><Child><Child><Count>1</Count></Child></Child></S>`,
		`<S><At>9999-12-31T23:59:59.9999Z</At><Ratio>-0.0e-400</Ratio><Blob> AA = = </Blob></S>`,
		`<S><Quantity>1</Quantity><Items><Leaf/></Items><Names><member/></Names><OptText/></S>`,
		`<p:S xmlns:p="x"><Text xmlns="y"/></p:S>`, "\uFEFF<S><!-- --><Flag> TRUE </Flag></S>\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		checkRoundTrip[specimen](t, body, nil)
		checkRoundTrip(t, body, func(c *selvedge.DistributionConfig) {
			// The default that every stored configuration has; without it the zero value would be written.
			if c.Restrictions.GeoRestriction.RestrictionType == "" {
				c.Restrictions.GeoRestriction.RestrictionType = "none"
			}
		})
	})
}

func checkRoundTrip[T any](t *testing.T, body []byte, normalise func(*T)) {
	var first, second T
	if err := restxml.Decode(body, "root", &first); err != nil {
		if selvedge.ErrorCode(err) == "" {
			t.Errorf("Decode into %T: the error has no code: %v", first, err)
		}
		return
	}
	if normalise != nil {
		normalise(&first)
	}
	var document bytes.Buffer
	if err := restxml.Encode(&document, "Root", first); err != nil {
		t.Fatalf("Encode(%+v): %v", first, err)
	}
	if err := restxml.Decode(document.Bytes(), "root", &second); err != nil {
		t.Fatalf("Decode(%s): %v", document.Bytes(), err)
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("Decode(%s) (-first +second):\n%s", document.Bytes(), diff)
	}
}
