// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"fmt"
	"strings"
	"testing"
)

// TestSeenIsBounded: by number and by bytes, the oldest first; the same version counts once.
func TestSeenIsBounded(t *testing.T) {
	var s seen
	for i := range maxSeen + 10 {
		s.remember("E1", fmt.Sprint(i), "x")
		s.remember("E1", fmt.Sprint(i), "yy")
	}
	if len(s.order) != maxSeen || len(s.texts) != maxSeen || s.bytes != maxSeen*len(`"yy"`) {
		t.Errorf("%d versions in order, %d kept, %d bytes", len(s.order), len(s.texts), s.bytes)
	}
	if s.recall("E1", "0") != nil || string(s.recall("E1", fmt.Sprint(maxSeen+9))) != `"yy"` {
		t.Error("it is not the oldest that went")
	}

	large := strings.Repeat("x", maxSeenBytes/5)
	for i := range 20 {
		s.remember("large", fmt.Sprint(i), large)
	}
	if s.bytes > maxSeenBytes || s.recall("large", "19") == nil || s.recall("E1", fmt.Sprint(maxSeen+9)) != nil {
		t.Errorf("%d bytes are kept, the limit is %d", s.bytes, maxSeenBytes)
	}
	if s.remember("larger", "1", large+large); s.recall("larger", "1") != nil {
		t.Error("what is too large is kept")
	}
}

func TestFields(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"the same", `{"A":{"B":1}}`, `{"A":{"B":1}}`, ""},
		{"a member", `{"A":{"B":1}}`, `{"A":{"B":2}}`, "A.B: 1 > 2"},
		{"unset and absent", `{"A":{"B":false,"C":0,"D":""}}`, `{}`, ""},
		{"true and absent", `{"A":{"B":true}}`, `{}`, "A.B: true > "},
		{"quantities", `{"L":{"Quantity":1,"Items":["a"]}}`, `{"L":{"Quantity":2,"Items":["a","b"]}}`, "L: a > a, b"},
		{"order", `{"L":{"Items":[{"Id":"a"},{"Id":"b"}]}}`, `{"L":{"Items":[{"Id":"b"},{"Id":"a"}]}}`, "L: a, b > b, a"},
		{"an item", `{"L":{"Items":[{"Id":"a","X":1}]}}`, `{"L":{"Items":[{"Id":"a","X":2}]}}`, "L[a].X: 1 > 2"},
		{"items without names", `{"L":[{"X":1}]}`, `{"L":[{"X":2}]}`, "L[1].X: 1 > 2"},
		{"null", `{"A":null}`, `{"A":{"B":"x"}}`, "A.B:  > x"},
		{"large numbers", `{"A":12345678901234567890}`, `{"A":12345678901234567891}`, "A: 12345678901234567890 > 12345678901234567891"},
		{"long texts", `{"A":"` + strings.Repeat("é", 300) + `"}`, `{}`, "A: " + strings.Repeat("é", 150) + "… > "},
	} {
		var got []string
		for _, f := range fields([]byte(c.before), []byte(c.after)) {
			got = append(got, f.Name+": "+f.Before+" > "+f.After)
		}
		if text := strings.Join(got, "; "); text != c.want {
			t.Errorf("%s: %q, want %q", c.name, text, c.want)
		}
	}
}
