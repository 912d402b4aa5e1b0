// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsfile_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/kvsfile"
)

func TestFormatOf(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.csv", "", "csv"},
		{"A.CSV", "", "csv"},
		{"/site/_redirects", "", "redirects"},
		{`C:\site\_redirects`, "", "redirects"},
		{"old.redirects", "", "redirects"},
		{"a.json", `{"data":[]}`, "aws"},
		{"a.json", `{"data":"x"}`, "json-map"},
		{"a.json", `{`, "json-map"},
		{"a.txt", "", "does not say the format"},
		{"-", "", "does not say the format"},
	} {
		got, err := kvsfile.FormatOf(c.name, []byte(c.text))
		if string(got) != c.want && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("FormatOf(%s, %s) = %s, %v, want %s", c.name, c.text, got, err, c.want)
		}
	}
	if _, err := kvsfile.FormatNamed("xml"); err == nil {
		t.Error("xml is a format")
	}
}

func TestParseFormat(t *testing.T) {
	for _, c := range []struct {
		format kvsfile.Format
		text   string
		want   kvsfile.Data
	}{
		{kvsfile.CSV, "", nil},
		{kvsfile.CSV, "\ufeffKey,Value\r\na,1\r\n\r\nb,\"x, \"\"y\"\"\r\nz\"\n", kvsfile.Data{{"a", "1"}, {"b", "x, \"y\"\r\nz"}}},
		{kvsfile.CSV, "a,1\nkey,value", kvsfile.Data{{"a", "1"}, {"key", "value"}}},
		{kvsfile.CSV, "\"a\", b \n", kvsfile.Data{{"a", " b "}}},
		{kvsfile.CSV, "a,", kvsfile.Data{{"a", ""}}},
		{kvsfile.JSONMap, "{\"b\": \"1\",\n\"a\":\"\\u00e9\"}\n", kvsfile.Data{{"b", "1"}, {"a", "é"}}},
		{kvsfile.JSONMap, "{}", nil},
		{kvsfile.AWS, `{"data":[{"key":"a","value":"1"}]}`, kvsfile.Data{{"a", "1"}}},
		// Source: Netlify documentation, "Syntax for the _redirects file".
		{kvsfile.Redirects, "# comment\n\n/a  /b\n/c https://example.com/d?e=f 302 # why\n\t/g /h 200!\r\n",
			kvsfile.Data{{"/a", "301 /b"}, {"/c", "302 https://example.com/d?e=f"}, {"/g", "200 /h"}}},
	} {
		got, err := kvsfile.ParseFormat([]byte(c.text), c.format)
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s %q: %v (-want +got):\n%s", c.format, c.text, err, diff)
		}
	}
}

func TestParseFormatErrors(t *testing.T) {
	var large strings.Builder
	for i := range 5200 {
		fmt.Fprintf(&large, "%04d,%s\n", i, strings.Repeat("v", 1024))
	}
	for _, c := range []struct {
		format     kvsfile.Format
		text, want string
	}{
		{kvsfile.CSV, "a,1\nb\n", "line 2: it has 1 fields"},
		{kvsfile.CSV, "a,1,2", "line 1: it has 3 fields"},
		{kvsfile.CSV, "a,\"1\n2\"\nb,\"x\" y\n", "line 3: there is something behind the quotes"},
		{kvsfile.CSV, "a,1\nb,\"\n\n", "line 2: the quotes that begin here have no end"},
		{kvsfile.CSV, "a,b\"c", "line 1: a quote in a field"},
		{kvsfile.CSV, "a,1\nb,2\na,3", `line 3: the key "a" is there twice, first in line 1`},
		{kvsfile.CSV, "a,1\n,2", "line 2: the key is empty"},
		{kvsfile.CSV, "a,1\nb,\xff", "line 2: not UTF-8"},
		{kvsfile.CSV, "a,1\nb," + strings.Repeat("é", 513), `line 2: the value of "b" has 1026 bytes, the maximum is 1024`},
		{kvsfile.CSV, large.String(), "a store takes 5242880"},
		{kvsfile.JSONMap, "{\"a\":\"1\",\n\"b\":2}", `line 2: the value of "b" is not a string`},
		{kvsfile.JSONMap, "{\"a\":\"1\",\n\n\"a\":\"2\"}", `line 3: the key "a" is there twice, first in line 1`},
		{kvsfile.JSONMap, "{\"a\":{}}", "is not a string"},
		{kvsfile.JSONMap, "[]", "line 1: it is not an object"},
		{kvsfile.JSONMap, "{\"a\":\"1\"\n", "line 2: it ends too early"},
		{kvsfile.JSONMap, "", "line 1: it ends too early"},
		{kvsfile.JSONMap, "{\"a\":\"1\",\n]", "line 2: invalid character"},
		{kvsfile.JSONMap, "{} {}", "more behind the object"},
		{kvsfile.AWS, "{\"data\":[\n{\"key\":\"a\",\"value\":\"\"},\n\n{\"key\":\"a\",\"value\":\"\"}]}", `line 4: data[1]: the key "a" is that of line 2: data[0]`},
		{kvsfile.AWS, "{\"data\":[\n{\"key\":\"a\"}]}", "line 2: data[0]: the value is missing"},
		{kvsfile.Redirects, "/a /b\n/c", `line 2: the rule for "/c" has no target`},
		{kvsfile.Redirects, "a /b", `line 1: "a" does not begin with a slash`},
		{kvsfile.Redirects, "/a/* /b", `line 1: "/a/*" has a placeholder`},
		{kvsfile.Redirects, "/a/:id /b", `line 1: "/a/:id" has a placeholder`},
		{kvsfile.Redirects, "/a id=:id /b", `line 1: "id=:id" is no target`},
		{kvsfile.Redirects, "/a /b 302 Country=de", `line 1: the rule for "/a" has the condition "Country=de"`},
		{kvsfile.Redirects, "/a /b 3o2", `line 1: "3o2" is no status`},
		{kvsfile.Redirects, "/a /b\n/a /c", `line 2: the key "/a" is there twice`},
		{"xml", "", "unknown format"},
	} {
		if _, err := kvsfile.ParseFormat([]byte(c.text), c.format); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %.60q: %v, want %q", c.format, c.text, err, c.want)
		}
	}
}

var odd = kvsfile.Data{
	{"a,b;c", "x\"\"y"}, {"\r\n", "\r"}, {" k ", "\t"}, {"key", "value"}, {"\ufeffbom", "\u2028\x00<&>"}, {"é😀", ""}, {"#", "=1+1"},
}

func TestWrite(t *testing.T) {
	for _, format := range []kvsfile.Format{kvsfile.AWS, kvsfile.CSV, kvsfile.JSONMap} {
		for _, data := range []kvsfile.Data{odd, nil} {
			wantSame(t, format, data)
		}
	}
	var b bytes.Buffer
	if err := (kvsfile.Data{{"a", "1"}, {"b", "<"}}).Write(&b, kvsfile.AWS); err != nil {
		t.Fatal(err)
	}
	if want := "{\"data\": [\n  {\"key\": \"a\", \"value\": \"1\"},\n  {\"key\": \"b\", \"value\": \"<\"}\n]}\n"; b.String() != want {
		t.Errorf("%s, want %s", b.String(), want)
	}
	if err := odd.Write(&b, kvsfile.Redirects); err == nil {
		t.Error("redirects can be written")
	}
}

func wantSame(t *testing.T, format kvsfile.Format, data kvsfile.Data) {
	t.Helper()
	var b bytes.Buffer
	if err := data.Write(&b, format); err != nil {
		t.Fatal(err)
	}
	got, err := kvsfile.ParseFormat(b.Bytes(), format)
	if len(got) == 0 {
		got = nil
	}
	if diff := cmp.Diff(data, got); diff != "" || err != nil {
		t.Errorf("%s %q: %v (-want +got):\n%s", format, b.String(), err, diff)
	}
}

// FuzzFormats: any text in any format is an error or gives pairs that come back from each format that can be written.
func FuzzFormats(f *testing.F) {
	f.Add([]byte("key,value\na,\"1\"\"\r\n\"\n"), "csv")
	f.Add([]byte(`{"a":"1","b":"\ud800"}`), "json-map")
	f.Add([]byte("/a /b 302"), "redirects")
	f.Add([]byte(`{"data":[{"key":"a","value":"1"}]}`), "aws")
	f.Fuzz(func(t *testing.T, text []byte, format string) {
		data, err := kvsfile.ParseFormat(text, kvsfile.Format(format))
		if err != nil || len(data) == 0 {
			return
		}
		for _, p := range data {
			if !utf8.ValidString(p.Key) || !utf8.ValidString(p.Value) {
				t.Fatalf("%q is not UTF-8", p)
			}
		}
		for _, other := range []kvsfile.Format{kvsfile.AWS, kvsfile.CSV, kvsfile.JSONMap} {
			wantSame(t, other, data)
		}
	})
}
