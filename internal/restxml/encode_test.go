// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package restxml_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/restxml"
)

// Any string must be read back by a parser that is not ours; encoding/xml's Unmarshal stands for one.
func TestEncodeText(t *testing.T) {
	for name, test := range map[string]struct{ text, written, read string }{
		"markup": {
			`<a href="x">&amp;'</a>`,
			`&lt;a href="x"&gt;&amp;amp;'&lt;/a&gt;`,
			`<a href="x">&amp;'</a>`,
		},
		"end of CDATA":       {`]]>`, `]]&gt;`, `]]>`},
		"line ends and tabs": {"a\r\nb\n\tc\r", "a&#xD;\nb\n\tc&#xD;", "a\r\nb\n\tc\r"},
		"blanks":             {"  a  ", "  a  ", "  a  "},
		"beyond ASCII":       {"ü€😀\u0085\u2028", "ü€😀\u0085\u2028", "ü€😀\u0085\u2028"},
		"control characters": {"a\x00b\x1Fc\x0B", "a\uFFFDb\uFFFDc\uFFFD", "a\uFFFDb\uFFFDc\uFFFD"},
		"no characters":      {"\uFFFE\uFFFFx", "\uFFFD\uFFFDx", "\uFFFD\uFFFDx"},
		"invalid UTF-8":      {"a\xFFb\xED\xA0\x80", "a\uFFFDb\uFFFD\uFFFD\uFFFD", "a\uFFFDb\uFFFD\uFFFD\uFFFD"},
		"replacement itself": {"\uFFFD", "\uFFFD", "\uFFFD"},
	} {
		t.Run(name, func(t *testing.T) {
			document := encode(t, "S", Leaf{Key: test.text})
			want := `<?xml version="1.0"?>` + "\n" +
				`<S xmlns="` + restxml.Namespace + `"><Key>` + test.written + `</Key></S>`
			if diff := cmp.Diff(want, document); diff != "" {
				t.Errorf("Encode(%q) (-want +got):\n%s", test.text, diff)
			}
			var ours, theirs Leaf
			if err := restxml.Decode([]byte(document), "", &ours); err != nil {
				t.Error(err)
			}
			if err := xml.Unmarshal([]byte(document), &theirs); err != nil {
				t.Error(err)
			}
			if ours.Key != test.read || theirs.Key != test.read {
				t.Errorf("Encode(%q) is read as %q by us and as %q by encoding/xml, want %q",
					test.text, ours.Key, theirs.Key, test.read)
			}
		})
	}
}

// Source: api.md 1.3 (timestamps).
func TestEncodeTime(t *testing.T) {
	zone := time.FixedZone("", 2*60*60)
	for name, test := range map[string]struct {
		at   time.Time
		want string
	}{
		"whole second": {time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), "2026-01-02T03:04:05.000Z"},
		"nanoseconds":  {time.Date(2026, 1, 2, 3, 4, 5, 678_999_999, time.UTC), "2026-01-02T03:04:05.678Z"},
		"zone":         {time.Date(2026, 1, 2, 1, 4, 5, 0, zone), "2026-01-01T23:04:05.000Z"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := encode(t, "S", struct{ At time.Time }{test.at}); !strings.Contains(got, "<At>"+test.want+"</At>") {
				t.Errorf("Encode(%v) = %s, want %s", test.at, got, test.want)
			}
		})
	}
}

func TestEncodeErrors(t *testing.T) {
	for _, f := range []float64{math.NaN(), math.Inf(1)} {
		if err := restxml.Encode(io.Discard, "S", struct{ Ratio float64 }{f}); err == nil {
			t.Errorf("Encode(%v) gave no error", f)
		}
	}
	if err := restxml.Encode(brokenWriter{}, "S", Leaf{}); !errors.Is(err, errBroken) {
		t.Errorf("Encode to a broken writer = %v, want %v", err, errBroken)
	}
}

var errBroken = errors.New("broken")

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

// Mistakes of ours are found as soon as a type is used.
func TestPlanPanics(t *testing.T) {
	type anonymous struct{ A string }
	fields := make([]reflect.StructField, 65)
	for i := range fields {
		fields[i] = reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: reflect.TypeFor[string]()}
	}
	for name, v := range map[string]any{
		"unknown option": struct {
			A string `wire:"requird"`
		}{},
		"unknown with value": struct {
			A string `wire:"maximum=1"`
		}{},
		"option without value": struct {
			A string `wire:"min="`
		}{},
		"value of required": struct {
			A string `wire:"required=yes"`
		}{},
		"bad bound": struct {
			A string `wire:"min=x"`
		}{},
		"bounds crossed": struct {
			A string `wire:"min=2,max=1"`
		}{},
		"bad pattern": struct {
			A string `wire:"pattern=("`
		}{},
		"enum of a number": struct {
			A int `wire:"enum=1|2"`
		}{},
		"item of a string": struct {
			A string `wire:"item=B"`
		}{},
		"min of a bool": struct {
			A bool `wire:"min=1"`
		}{},
		"unexported field":    struct{ a string }{},
		"embedded pointer":    struct{ *Leaf }{},
		"unexported embedded": struct{ anonymous }{},
		"name twice": struct {
			A, B string `wire:"name=C"`
		}{},
		"map":                struct{ A map[string]string }{},
		"array":              struct{ A [2]string }{},
		"too many fields":    reflect.Zero(reflect.StructOf(fields)).Interface(),
		"list of lists":      struct{ A [][]string }{},
		"list of pointers":   struct{ A []*Leaf }{},
		"pointer to pointer": struct{ A **string }{},
		"no struct":          "text",
		"nil":                (*Leaf)(nil),
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if text, ok := recover().(string); !ok || !strings.HasPrefix(text, "BUG: ") {
					t.Errorf("Encode(%T) panicked with %q, want a text that begins with BUG:", v, text)
				}
			}()
			_ = restxml.Encode(io.Discard, "S", v)
		})
	}
}

func TestDecodeDestinationPanics(t *testing.T) {
	for _, dst := range []any{nil, Leaf{}, (*Leaf)(nil), new(string)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Decode into %T did not panic", dst)
				}
			}()
			_ = restxml.Decode([]byte("<S/>"), "", dst)
		}()
	}
}

// The plan of a type is built by whoever comes first; run with -race.
func TestConcurrentUse(t *testing.T) {
	type fresh struct {
		A string
		B []Leaf
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var got fresh
			err := restxml.Decode([]byte(`<S><A>x</A><B><member><Key>y</Key></member></B></S>`), "", &got)
			if diff := cmp.Diff(fresh{A: "x", B: []Leaf{{Key: "y"}}}, got); err != nil || diff != "" {
				t.Errorf("Decode = %v (-want +got):\n%s", err, diff)
			}
		})
	}
	wg.Wait()
}
