// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsfile_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/kvsfile"
)

// Source: helpers.md section 2.
func TestParse(t *testing.T) {
	key, value := strings.Repeat("k", 512), strings.Repeat("v", 1024)
	for _, c := range []struct {
		name, text string
		want       kvsfile.Data
	}{
		{"none", `{"data":[]}`, kvsfile.Data{}},
		{"two", `{"data":[{"key":"b","value":"1"},{"value":"2","key":"a"}]}`, kvsfile.Data{{"b", "1"}, {"a", "2"}}},
		{"case counts", `{"data":[{"key":"a","value":""},{"key":"A","value":"\u00e9"}]}`, kvsfile.Data{{"a", ""}, {"A", "é"}}},
		{"longest", `{"data":[{"key":"` + key + `","value":"` + value + `"}]}`, kvsfile.Data{{key, value}}},
	} {
		got, err := kvsfile.Read(strings.NewReader(c.text))
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", c.name, err, diff)
		}
	}
}

func TestParseErrors(t *testing.T) {
	one := func(pair string) string { return `{"data":[{"key":"first","value":""},` + pair + `]}` }
	for _, c := range []struct{ text, want string }{
		{"", "not JSON: line 1"},
		{"{\n\"data\": [,]}", "not JSON: line 2"},
		{"[]", "not an object"},
		{"null", `the member "data" is missing`},
		{`{}`, `the member "data" is missing`},
		{`{"Data":[]}`, `unknown member "Data" beside data`},
		{`{"data":{}}`, "data is not an array"},
		{`{"data":null}`, "data is not an array"},
		{"\ufeff{}", "byte order mark"},
		{"{\"data\":\"\xff\"}", "not UTF-8"},
		{one(`null`), "data[1]: it is not an object"},
		{one(`{"value":"a"}`), "data[1]: the key is missing"},
		{one(`{"key":"a"}`), "data[1]: the value is missing"},
		{one(`{"key":"a","value":1}`), "data[1]: the value is not a string"},
		{one(`{"key":"a","value":null}`), "data[1]: the value is not a string"},
		{one(`{"key":"a","value":{"b":1}}`), "data[1]: the value is not a string"},
		{one(`{"key":["a"],"value":""}`), "data[1]: the key is not a string"},
		{one(`{"key":"a","value":"","Value":""}`), `data[1]: unknown member "Value"`},
		{one(`{"key":"","value":""}`), "data[1]: the key is empty"},
		{one(`{"key":"first","value":""}`), `data[1]: the key "first" is that of data[0]`},
		{one(`{"key":"` + strings.Repeat("é", 257) + `","value":""}`), `has 514 bytes, the maximum is 512`},
		{one(`{"key":"a","value":"` + strings.Repeat("é", 513) + `"}`), `data[1]: the value of "a" has 1026 bytes, the maximum is 1024`},
		{strings.Repeat(" ", kvsfile.MaxFile+1), "more than 5242880 bytes"},
	} {
		if _, err := kvsfile.Read(strings.NewReader(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Read(%.60q) = %v, want an error with %q", c.text, err, c.want)
		}
	}
}

func TestView(t *testing.T) {
	made := time.Unix(1_700_000_000, 0)
	v := kvsfile.Data{{"a", "1"}, {"b", ""}}.View("id", made)
	if v.ID() != "id" || v.Len() != 2 || !v.Created().Equal(made) || !v.Modified().Equal(made) {
		t.Errorf("View() = %s, %d keys, %v, %v", v.ID(), v.Len(), v.Created(), v.Modified())
	}
	for key, want := range map[string]string{"a": "1", "b": ""} {
		if got, ok := v.Lookup(key); got != want || !ok {
			t.Errorf("Lookup(%q) = %q, %v, want %q", key, got, ok, want)
		}
	}
	if got, ok := v.Lookup("A"); ok {
		t.Errorf("Lookup(A) = %q, want none", got)
	}
}

// FuzzParse: any text is an error or gives pairs within the limits, with different keys.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"data":[{"key":"a","value":"1"},{"key":"b","value":"2"}]}`))
	f.Add([]byte(`{"data":[{"key":"a","value":null}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		data, err := kvsfile.Parse(text)
		if err != nil {
			return
		}
		if v := data.View("", time.Time{}); v.Len() != len(data) {
			t.Errorf("%d pairs have %d keys", len(data), v.Len())
		}
	})
}
