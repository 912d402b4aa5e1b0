// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfft_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/functest"
	"selvedge/internal/functest/cfft"
)

func TestYAML(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a: 1\nb: 1.5\nc: true\nd: null\ne: ~\nf: no", `{"a":1,"b":1.5,"c":true,"d":null,"e":null,"f":"no"}`},
		{"1: a\ntrue: b", `{"1":"a","true":"b"}`},
		{"a: 2020-01-01\nb: 2020-01-01T00:00:00Z", `{"a":"2020-01-01","b":"2020-01-01T00:00:00Z"}`},
		{"a: &x {b: 1, c: 2}\nd: *x\ne:\n  <<: *x\n  b: 3", `{"a":{"b":1,"c":2},"d":{"b":1,"c":2},"e":{"b":3,"c":2}}`},
		{"a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}", `{"a":{"b":1},"c":{"b":2,"d":3},"e":{"b":1,"d":3}}`},
		{"a: |\n  GET / HTTP/1.1\n  Host: <b>\n", `{"a":"GET / HTTP/1.1\nHost: <b>\n"}`},
		{"---\na: 0x10\nb: 18446744073709551616\n---\nc: 1", `{"a":16,"b":18446744073709552000}`},
	} {
		got, err := cfft.YAMLToJSON([]byte(c.text))
		if strings.TrimSpace(string(got)) != c.want || err != nil {
			t.Errorf("YAML %q is %s, %v, want %s", c.text, got, err, c.want)
		}
	}
	bomb := "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
	for i := range 9 {
		n := string(rune('0' + i))
		m := string(rune('1' + i))
		bomb += "a" + m + ": &a" + m + " [" + strings.TrimSuffix(strings.Repeat("*a"+n+", ", 9), ", ") + "]\n"
	}
	for _, text := range []string{"", "# nothing", "a: [", "{[a]: 1}", "a: .inf", "a: {<<: 1}", "a: &x [*x]", bomb} {
		if got, err := cfft.YAMLToJSON([]byte(text)); err == nil {
			t.Errorf("YAML %.40q is %.200s, want an error", text, got)
		}
	}
}

func TestIgnore(t *testing.T) {
	for text, want := range map[string][]functest.Path{
		"":                                nil,
		"  ":                              nil,
		".response.cookies, .response.a":  {{{Name: "response"}, {Name: "cookies"}}, {{Name: "response"}, {Name: "a"}}},
		`.a["b,c"] | .d?`:                 {{{Name: "a"}, {Name: "b,c"}}, {{Name: "d"}}},
		`(.a."b-c", .["d"], .e[0], .f[])`: {{{Name: "a"}, {Name: "b-c"}}, {{Name: "d"}}, {{Name: "e"}, {}}, {{Name: "f"}, {All: true}}},
	} {
		got, err := cfft.ParseIgnore(text)
		if err != nil || cmp.Diff(want, got) != "" {
			t.Errorf("ignore %q: %v (-want +got):\n%s", text, err, cmp.Diff(want, got))
		}
	}
	for _, text := range []string{".", ".a,", "a", "del(.a)", ".a..b", ".a[b]", ".a == 1"} {
		if got, err := cfft.ParseIgnore(text); err == nil {
			t.Errorf("ignore %q is %v, want an error", text, got)
		}
	}
}

// FuzzYAML: any text is an error or becomes JSON.
func FuzzYAML(f *testing.F) {
	f.Add([]byte("a: &x {b: 1}\nc: {<<: *x, d: [1.5, null, 'e']}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := cfft.YAMLToJSON(text)
		if err == nil && !json.Valid(got) {
			t.Errorf("YAML %q is %q", text, got)
		}
	})
}
