// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"selvedge/internal/edge"
)

// This file runs testdata/http1/*.txtar: requests as bytes on a raw connection. Each file of an archive is a case:
//
//	# source: where the rule stands
//	# want: STATUS close|keep ["METHOD TARGET BODY"], ...
//	bytes, with the escapes of Go strings; the ends of the lines themselves count for nothing
//
// In the bytes {host} is the name of the distribution and {N TEXT} is TEXT N times. There is an answer for each
// STATUS; the quoted text is what has reached the origin. After close nothing more comes, after keep the
// connection takes another request.

// wireCase is one case.
type wireCase struct {
	name  string
	bytes string
	want  []wireAnswer
}

type wireAnswer struct {
	status int
	closes bool
	origin string // "" when the origin must not be asked
}

var (
	repeated = regexp.MustCompile(`\{(\d+) ([^}]*)\}`)
	wanted   = regexp.MustCompile(`^(\d{3}) (close|keep)(?: ("(?:[^"\\]|\\.)*"))?(?:, |$)`)
)

func wireCases(t testing.TB) []wireCase {
	t.Helper()
	files, err := filepath.Glob("testdata/http1/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var cases []wireCase
	for _, path := range files {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			name := strings.TrimSuffix(filepath.Base(path), ".txtar") + "/" + f.Name
			cases = append(cases, parseWireCase(t, name, string(f.Data)))
		}
	}
	return cases
}

func parseWireCase(t testing.TB, name, text string) wireCase {
	t.Helper()
	c := wireCase{name: name}
	sourced := false
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if rest, ok := strings.CutPrefix(line, "# source: "); ok {
			sourced = rest != ""
			continue
		}
		if rest, ok := strings.CutPrefix(line, "# want: "); ok {
			c.want = parseWanted(t, name, rest)
			continue
		}
		line = strings.ReplaceAll(line, `"`, `\"`)
		plain, err := strconv.Unquote(`"` + line + `"`)
		if err != nil {
			t.Fatalf("%s: line %q: %v", name, line, err)
		}
		plain = strings.ReplaceAll(plain, "{host}", domain)
		c.bytes += repeated.ReplaceAllStringFunc(plain, func(match string) string {
			parts := repeated.FindStringSubmatch(match)
			n, _ := strconv.Atoi(parts[1])
			return strings.Repeat(parts[2], n)
		})
	}
	if !sourced || len(c.want) == 0 {
		t.Fatalf("%s: a case needs a source and what is wanted", name)
	}
	return c
}

func parseWanted(t testing.TB, name, text string) (want []wireAnswer) {
	t.Helper()
	for text != "" {
		m := wanted.FindStringSubmatch(text)
		if m == nil {
			t.Fatalf("%s: cannot read what is wanted: %q", name, text)
		}
		text = text[len(m[0]):]
		a := wireAnswer{closes: m[2] == "close"}
		a.status, _ = strconv.Atoi(m[1])
		if m[3] != "" {
			a.origin, _ = strconv.Unquote(m[3])
		}
		want = append(want, a)
	}
	return want
}

// echoOrigin answers with method, target and body.
func echoOrigin(t testing.TB) string {
	t.Helper()
	return httpOrigin(t, func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return
		}
		_, _ = fmt.Fprintf(w, "%s %s %s", req.Method, req.RequestURI, body)
	})
}

func TestWireCorpus(t *testing.T) {
	r := start(t, echoOrigin(t), options{config: func(c *edge.Config) { c.MaxBody = 1000 }})
	for _, tt := range wireCases(t) {
		t.Run(tt.name, func(t *testing.T) {
			v := r.dial()
			v.t = t
			go func() { _, _ = io.Copy(v.Conn, bytes.NewReader([]byte(tt.bytes))) }() // the edge may close before all is taken
			for i, want := range tt.want {
				method, _, _ := strings.Cut(strings.TrimLeft(tt.bytes, "\r\n"), " ")
				a := v.receive(method)
				if a.StatusCode != want.status || a.Close != want.closes || want.origin != "" && a.body != want.origin {
					t.Errorf("answer %d: %d, close %v, %q; want %d, close %v, %q", i+1, a.StatusCode, a.Close, a.body,
						want.status, want.closes, want.origin)
				}
				if want.status != 200 && !strings.Contains(a.body, fmt.Sprintf("<h1>%d ERROR</h1>", want.status)) {
					t.Errorf("answer %d is no error page:\n%s", i+1, a.body)
				}
			}
			if tt.want[len(tt.want)-1].closes {
				if rest := v.closed(); rest != "" {
					t.Errorf("after the last answer comes %q", rest)
				}
				return
			}
			v.send("GET /more HTTP/1.1\n\n")
			if a := v.receive("GET"); a.StatusCode != 200 || a.body != "GET /more " {
				t.Errorf("the next request gets %d %q", a.StatusCode, a.body)
			}
		})
	}
}
