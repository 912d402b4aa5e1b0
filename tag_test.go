// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"fmt"
	"strings"
	"testing"

	"selvedge"
)

func TestValidateTags(t *testing.T) { // api.md section 9
	many := make([]selvedge.Tag, 51)
	for i := range many {
		many[i].Key = fmt.Sprint("k", i)
	}
	tag := func(key, value string) []selvedge.Tag { return []selvedge.Tag{{Key: key, Value: value}} }
	for _, tt := range []struct {
		name string
		tags []selvedge.Tag
		want string // part of the message; "" for valid
	}{
		{"none", nil, ""},
		{"empty value", tag("k", ""), ""},
		{"all allowed characters", tag("Größe 1_.:/=+-@", "日本 _.:/=+-@"), ""},
		{"longest", tag(strings.Repeat("ü", 128), strings.Repeat("ü", 256)), ""},
		{"most", many[:50], ""},
		{"keys differ in case", append(tag("k", "1"), selvedge.Tag{Key: "K", Value: "2"}), ""},
		{"aws inside", tag("my-aws:x", "v"), ""},
		{"empty key", tag("", "v"), `key ""`},
		{"long key", tag(strings.Repeat("k", 129), "v"), "1 to 128"},
		{"long value", tag("k", strings.Repeat("v", 257)), "up to 256"},
		{"bad key", tag("a;b", "v"), `"a;b"`},
		{"bad value", tag("k", "a\nb"), `value of the tag "k"`},
		{"reserved", tag("aws:x", "v"), "reserved"},
		{"reserved in capitals", tag("AWS:x", "v"), "reserved"},
		{"too many", many, "51 tags"},
		{"twice", append(tag("k", "1"), selvedge.Tag{Key: "k", Value: "2"}), `"k" is given twice`},
		{"invalid UTF-8", tag("k", "\xff"), `value of the tag "k"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := selvedge.ValidateTags(tt.tags)
			if tt.want == "" {
				if err != nil {
					t.Errorf("ValidateTags(%v) = %v, want none", tt.tags, err)
				}
				return
			}
			if selvedge.ErrorCode(err) != selvedge.CodeInvalidTagging || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("ValidateTags(%v) = %v, want InvalidTagging with %q", tt.tags, err, tt.want)
			}
		})
	}
}
