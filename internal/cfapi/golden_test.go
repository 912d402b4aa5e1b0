// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"selvedge"
	"selvedge/internal/cfapi"
	"selvedge/internal/cff"
	"selvedge/internal/store"
)

var update = flag.Bool("update", false, "rewrite the wanted responses")

// TestGolden plays testdata/*.txtar: sections "request" (raw HTTP without the version line's protocol) and
// "response" (status, headers, body) in turn, against an API on an embedded store of its own. The comment of each
// file names its source. In requests, «base64 TEXT» stands for the base64 form of TEXT, «code N» for a function of N bytes
// in base64, «id» for the last distribution id seen, «store» for the last UUID seen (of a key value store or a policy), «invalidation» for the last id of an
// invalidation seen and «pad N» for N blanks. In responses ids, times and
// request ids are replaced by words.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(archive.Comment, []byte("source:")) {
				t.Error("the comment does not name a source")
			}
			play(t, newAPI(t), archive)
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func newAPI(t *testing.T) http.Handler {
	t.Helper()
	st, err := store.Open(t.Context(), store.Config{DataDir: t.TempDir(), AccountID: "111122223333", Domain: "cloudfront.localhost", MaxFunctions: 3, MaxStores: 2,
		OpenImport: openImport})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	api, err := cfapi.New(cfapi.Config{AccountID: "111122223333", Functions: st, Distributions: st, Stores: st, Tags: st, Tester: &cff.Tester{},
		Invalidations: st, Monitoring: st, CachePolicies: st.CachePolicies(), OriginRequestPolicies: st.OriginRequestPolicies(),
		ResponseHeadersPolicies: st.ResponseHeadersPolicies(), OriginAccessControls: st.OriginAccessControls(),
		OriginAccessIdentities: st.OriginAccessIdentities(), PublicKeys: st.PublicKeys(), KeyGroups: st.KeyGroups()})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// openImport knows one object, which has no pairs.
func openImport(_ context.Context, arn string) (io.ReadCloser, error) {
	if arn != "arn:aws:s3:::bucket/empty.json" {
		return nil, selvedge.Errorf(selvedge.CodeAccessDenied, "The object %s cannot be read.", arn)
	}
	return io.NopCloser(strings.NewReader(`{"data":[]}`)), nil
}

func play(t *testing.T, api http.Handler, archive *txtar.Archive) {
	t.Helper()
	id, kvs, invalidation := "", "", ""
	for i := 0; i < len(archive.Files); i++ {
		if archive.Files[i].Name != "request" || i+1 == len(archive.Files) || archive.Files[i+1].Name != "response" {
			t.Fatalf("section %d %q: want pairs of request and response", i, archive.Files[i].Name)
		}
		request := expand(string(archive.Files[i].Data), id, kvs, invalidation)
		recorder := httptest.NewRecorder()
		api.ServeHTTP(recorder, parseRequest(t, request))
		if m := regexp.MustCompile(`<Id>(E[0-9A-Z]{13})</Id>`).FindStringSubmatch(recorder.Body.String()); m != nil {
			id = m[1]
		}
		if m := regexp.MustCompile(`<Id>([0-9a-f]{8}-[0-9a-f-]{27})</Id>`).FindStringSubmatch(recorder.Body.String()); m != nil {
			kvs = m[1]
		}
		if m := regexp.MustCompile(`<Id>(I[0-9A-Z]{25})</Id>`).FindStringSubmatch(recorder.Body.String()); m != nil {
			invalidation = m[1]
		}
		got := render(recorder)
		i++
		if *update {
			archive.Files[i].Data = []byte(got)
		} else if diff := cmp.Diff(string(archive.Files[i].Data), got); diff != "" {
			t.Errorf("request:\n%s\nresponse (-want +got):\n%s", archive.Files[i-1].Data, diff)
		}
	}
}

var template = regexp.MustCompile(`(?s)«(base64|code|pad|id|store|invalidation) ?(.*?)»`)

func expand(text, id, kvs, invalidation string) string {
	return template.ReplaceAllStringFunc(text, func(s string) string {
		m := template.FindStringSubmatch(s)
		n := 0
		fmt.Sscan(m[2], &n)
		switch m[1] {
		case "base64":
			return base64.StdEncoding.EncodeToString([]byte(m[2]))
		case "code":
			return base64.StdEncoding.EncodeToString(bytes.Repeat([]byte(";"), n))
		case "store":
			return kvs
		case "invalidation":
			return invalidation
		case "pad":
			return strings.Repeat(" ", n)
		}
		return id
	})
}

// parseRequest reads "METHOD TARGET", header lines, an empty line and the body.
func parseRequest(t *testing.T, text string) *http.Request {
	t.Helper()
	head, body, _ := strings.Cut(text, "\n\n")
	lines := bufio.NewScanner(strings.NewReader(head))
	lines.Scan()
	method, target, ok := strings.Cut(lines.Text(), " ")
	if !ok {
		t.Fatalf("request line %q", lines.Text())
	}
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), ":")
		r.Header.Add(name, strings.TrimSpace(value))
	}
	return r
}

var (
	volatile = []struct {
		re   *regexp.Regexp
		word string
	}{
		{regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}</RequestId>`), "UUID</RequestId>"},
		{regexp.MustCompile(`(<Id>|key-value-store/|-policy/|The \w+ policy |<NextMarker>)[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b`), "${1}UUID"},
		{regexp.MustCompile(`(<Id>|invalidation/|invalidation )I[0-9A-Z]{25}\b`), "${1}INVALIDATION"},
		{regexp.MustCompile(`<S3CanonicalUserId>[0-9a-f]{96}<`), "<S3CanonicalUserId>CANONICAL<"},
		{regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`), "TIME"},
		{regexp.MustCompile(`\bd[0-9a-z]{13}\.cloudfront\.localhost`), "DOMAIN.cloudfront.localhost"},
		{regexp.MustCompile(`(<Id>|distribution/|<DistributionId>|origin-access-control/|cloudfront/|<Marker>|<NextMarker>|Already exists: |distributions are: )E[0-9A-Z]{13}\b`), "${1}ID"},
		{regexp.MustCompile(`<ComputeUtilization>([0-9]|[1-9][0-9]|100)</ComputeUtilization>`), "<ComputeUtilization>PERCENT</ComputeUtilization>"},
	}
	between = regexp.MustCompile(`><`)
)

// render returns status, headers and body with volatile parts replaced, one element a line.
func render(r *httptest.ResponseRecorder) string {
	var b strings.Builder
	fmt.Fprintln(&b, r.Code)
	for _, name := range []string{"Content-Type", "ETag", "ETtag", "Location"} {
		if v, ok := r.Result().Header[name]; ok {
			fmt.Fprintf(&b, "%s: %s\n", name, v[0])
		} else if v := r.Result().Header.Values(name); len(v) > 0 {
			fmt.Fprintf(&b, "%s: %s\n", name, v[0])
		}
	}
	if !strings.Contains(fmt.Sprint(r.Header()), "x-amzn-RequestId:[") { // the spelling of AWS, not Go's
		fmt.Fprintln(&b, "no request id")
	}
	body, _ := io.ReadAll(r.Body) // reads from memory
	text := between.ReplaceAllString(string(body), ">\n<")
	out := b.String()
	if text != "" {
		out += "\n" + text
	}
	for _, v := range volatile {
		out = v.re.ReplaceAllString(out, v.word)
	}
	if !strings.HasSuffix(out, "\n") {
		out += "\n"
	}
	return out
}
