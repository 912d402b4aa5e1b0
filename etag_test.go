// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"errors"
	"math"
	"regexp"
	"strings"
	"testing"

	"selvedge"
)

func TestETagKnown(t *testing.T) { // api.md section 1.7
	want := []string{
		"ETVPDKIKX0DER", "E3UN6WX5RRO2AG", "E1F83G8C2ARO7P", "E1PA6795UKMFR9", "E13V1IB3VIYZZH",
		"E1VC38T7YXB528", "E2EUQ1WTGCTBG2", "E3AEGXETSR30VB", "E3P5ROKL5A1OLE", "E3JWKAKR8XB7XF",
	}
	for i, w := range want {
		if got := selvedge.ETag(uint64(i + 1)); got != w {
			t.Errorf("ETag(%d) = %s, want %s", i+1, got, w)
		}
	}
}

func TestETagForm(t *testing.T) {
	form := regexp.MustCompile(`^E[0-9A-Z]{12,13}$`) // api.md section 1.7: E and at most 13 base-36 digits
	seen := make(map[string]uint64)
	check := func(version uint64) {
		tag := selvedge.ETag(version)
		if !form.MatchString(tag) {
			t.Errorf("ETag(%d) = %q, want the form %s", version, tag, form)
		}
		if first, found := seen[tag]; found {
			t.Errorf("ETag(%d) = ETag(%d) = %s", version, first, tag)
		}
		seen[tag] = version
	}
	for version := range uint64(100_000) {
		check(version + 1)
	}
	for _, version := range []uint64{math.MaxInt64, math.MaxInt64 + 1, math.MaxUint64 - 1, math.MaxUint64} {
		check(version)
	}
}

func TestCheckIfMatch(t *testing.T) { // api.md section 1.7; the split of 400 and 412 is inferred there
	const v2 = "E3UN6WX5RRO2AG"
	for _, tt := range []struct {
		name, ifMatch string
		version       uint64
		want          selvedge.Code
	}{
		{"current", v2, 2, ""},
		{"current beyond the known ones", selvedge.ETag(4711), 4711, ""},
		{"quoted", `"` + v2 + `"`, 2, ""},
		{"blanks around", " \t" + v2 + " ", 2, ""},
		{"blanks and quotes", ` "` + v2 + `" `, 2, ""},
		{"missing", "", 2, selvedge.CodeInvalidIfMatchVersion},
		{"blank", "  ", 2, selvedge.CodeInvalidIfMatchVersion},
		{"empty quotes", `""`, 2, selvedge.CodeInvalidIfMatchVersion},
		{"any", "*", 2, selvedge.CodeInvalidIfMatchVersion},
		{"lower case", "e3un6wx5rro2ag", 2, selvedge.CodeInvalidIfMatchVersion},
		{"weak", `W/"` + v2 + `"`, 2, selvedge.CodeInvalidIfMatchVersion},
		{"two tags", v2 + ", " + v2, 2, selvedge.CodeInvalidIfMatchVersion},
		{"data plane tag", "KV3UN6WX5RRO2AG", 2, selvedge.CodeInvalidIfMatchVersion},
		{"letter E alone", "E", 2, selvedge.CodeInvalidIfMatchVersion},
		{"too long", v2 + "A", 2, selvedge.CodeInvalidIfMatchVersion},
		{"control character", "E3UN6WX5\x00RO2AG", 2, selvedge.CodeInvalidIfMatchVersion},
		{"stale", "ETVPDKIKX0DER", 2, selvedge.CodePreconditionFailed},
		{"future", "E1F83G8C2ARO7P", 2, selvedge.CodePreconditionFailed},
		{"never given", "E2QWRUHAPOMQZL", 2, selvedge.CodePreconditionFailed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := selvedge.CheckIfMatch(tt.ifMatch, tt.version)
			if got := selvedge.ErrorCode(err); got != tt.want || (err == nil) != (tt.want == "") {
				t.Errorf("CheckIfMatch(%q, %d) = %v, want code %q", tt.ifMatch, tt.version, err, tt.want)
			}
		})
	}
}

func TestCheckIfMatchTexts(t *testing.T) { // api.md section 1.7, texts seen
	for ifMatch, want := range map[string]string{
		"": "InvalidIfMatchVersion: The If-Match version is missing or not valid for the resource. The current ETag is E3UN6WX5RRO2AG.",
		"ETVPDKIKX0DER": "PreconditionFailed: The request failed because it didn't meet the preconditions in one or " +
			"more request-header fields. The current ETag is E3UN6WX5RRO2AG.",
	} {
		if err := selvedge.CheckIfMatch(ifMatch, 2); err == nil || err.Error() != want {
			t.Errorf("CheckIfMatch(%q, 2) = %v, want %s", ifMatch, err, want)
		}
	}
	f := selvedge.Function{Development: selvedge.FunctionCopy{Version: 2}, Live: &selvedge.FunctionCopy{Version: 1}}
	const both = " The current ETag of DEVELOPMENT is E3UN6WX5RRO2AG, that of LIVE is ETVPDKIKX0DER."
	err := f.CheckIfMatch("ETVPDKIKX0DER")
	e, ok := errors.AsType[*selvedge.Error](err)
	if !ok || e.Code != selvedge.CodePreconditionFailed || !strings.HasSuffix(e.Message, both) || len(e.Current) != 2 ||
		e.Current[1] != (selvedge.CurrentETag{Stage: selvedge.StageLive, ETag: "ETVPDKIKX0DER"}) {
		t.Errorf("CheckIfMatch of LIVE's tag = %+v, want %q", err, both)
	}
	if err := f.CheckIfMatch("E3UN6WX5RRO2AG"); err != nil {
		t.Error(err)
	}
}

func TestDataETag(t *testing.T) { // kvs-api.md section 2
	for version, want := range map[uint64]string{
		3: "KV1F83G8C2ARO7P", 4: "KV1PA6795UKMFR9", 5: "KV13V1IB3VIYZZH", 6: "KV1VC38T7YXB528", 7: "KV2EUQ1WTGCTBG2",
		8: "KV3AEGXETSR30VB",
	} {
		if got := selvedge.DataETag(version); got != want {
			t.Errorf("DataETag(%d) = %s, want %s", version, got, want)
		}
	}
	const v3 = "KV1F83G8C2ARO7P"
	for _, tt := range []struct {
		ifMatch string
		want    selvedge.Code
	}{
		{v3, ""},
		{` "` + v3 + `" `, ""},
		{"", selvedge.CodeValidation},
		{"*", selvedge.CodeValidation},
		{"KV", selvedge.CodeValidation},
		{selvedge.ETag(3), selvedge.CodeValidation},
		{v3 + "0000", selvedge.CodeValidation},
		{"kv1f83g8c2aro7p", selvedge.CodeValidation},
		{selvedge.DataETag(4), selvedge.CodeConflict},
		{selvedge.DataETag(4711), selvedge.CodeConflict},
	} {
		if err := selvedge.CheckDataIfMatch(tt.ifMatch, 3); selvedge.ErrorCode(err) != tt.want {
			t.Errorf("CheckDataIfMatch(%q) = %v, want %q", tt.ifMatch, err, tt.want)
		}
	}
}
