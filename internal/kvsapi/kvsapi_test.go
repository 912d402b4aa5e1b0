// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsapi_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/kvsapi"
	"selvedge/internal/store"
)

const account = "111122223333"

type fixture struct {
	api  http.Handler
	base string // path of a store that is READY
}

func open(t *testing.T, change func(*kvsapi.Config)) fixture {
	t.Helper()
	st, err := store.Open(t.Context(), store.Config{DataDir: t.TempDir(), AccountID: account, Domain: "cloudfront.localhost"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	s, err := st.CreateKeyValueStore(t.Context(), selvedge.NewKeyValueStore{Name: "s"})
	if err != nil {
		t.Fatal(err)
	}
	config := kvsapi.Config{AccountID: account, Values: st}
	if change != nil {
		change(&config)
	}
	api, err := kvsapi.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return fixture{api, "/key-value-stores/" + url.QueryEscape(selvedge.KeyValueStoreARN(account, s.ID))}
}

// do sends a request whose path is below that of the store, unless it begins with "=".
func (f fixture) do(method, path, ifMatch, body string) *httptest.ResponseRecorder {
	target, absolute := strings.CutPrefix(path, "=")
	if !absolute {
		target = f.base + path
	}
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if ifMatch != "" {
		r.Header.Set("If-Match", ifMatch)
	}
	w := httptest.NewRecorder()
	f.api.ServeHTTP(w, r)
	return w
}

// sent returns a header that is spelled as AWS does, which is not Go's way.
func sent(w *httptest.ResponseRecorder, name string) string {
	return strings.Join(w.Header()[name], ",")
}

// The tags of the first versions. Source: kvs-api.md section 2.
const v1, v2, v3, v4 = "KVTVPDKIKX0DER", "KV3UN6WX5RRO2AG", "KV1F83G8C2ARO7P", "KV1PA6795UKMFR9"

// TestOperations: kvs-api.md sections 1 to 4. The steps follow each other.
func TestOperations(t *testing.T) {
	f := open(t, nil)
	if !kvsapi.Serves(httptest.NewRequest("GET", f.base, nil)) || kvsapi.Serves(httptest.NewRequest("GET", "/2020-05-31/key-value-store", nil)) {
		t.Error("Serves does not tell the APIs apart")
	}
	long := strings.Repeat("v", 1025)
	for i, tt := range []struct {
		method, path, ifMatch, body string
		status                      int
		want                        string // JSON of a success; type of an error, and a part of its message behind a colon
		etag                        string
	}{
		{"PUT", "/keys/key1", v1, `{"Value":"value1","Other":1}`, 200, `{"ItemCount":1,"TotalSizeInBytes":11}`, v2},
		{"PUT", "/keys/key1", v1, `{"Value":"value1"}`, 409, "ConflictException: " + v2, ""},
		{"PUT", "/keys/key1", "", `{"Value":"value1"}`, 400, "ValidationException: If-Match", ""},
		{"PUT", "/keys/key1", v2, `{}`, 400, "ValidationException: Value is missing", ""},
		{"PUT", "/keys/key1", v2, `{"Value":1}`, 400, "ValidationException: JSON", ""},
		{"PUT", "/keys/key1", v2, "", 400, "ValidationException: JSON", ""},
		{"PUT", "/keys/key1", v2, "{\"Value\":\"\xff\"}", 400, "ValidationException: UTF-8", ""},
		{"PUT", "/keys/key1", v2, `{"Value":"` + long + `"}`, 400, "ValidationException: 1025 bytes", ""},
		{"PUT", "/keys/", v2, `{"Value":""}`, 400, "ValidationException: key is empty", ""},
		{"GET", "/keys/key1", "", "", 200, `{"Key":"key1","Value":"value1","ItemCount":1,"TotalSizeInBytes":11}`, ""},
		{"GET", "/keys/Key1", "", "", 404, "ResourceNotFoundException: The resource Key was not found.", ""},
		{"POST", "/keys", v2, `{"Puts":[{"Key":"..","Value":"<&>"},{"Key":"a/b c?#","Value":""}],"Deletes":[{"Key":"key1"}]}`, 200,
			`{"ItemCount":2,"TotalSizeInBytes":14}`, v3},
		{"GET", "/keys/..", "", "", 200, `{"Key":"..","Value":"<&>","ItemCount":2,"TotalSizeInBytes":14}`, ""},
		{"GET", "/keys/a%2Fb%20c%3F%23", "", "", 200, `{"Key":"a/b c?#","Value":"","ItemCount":2,"TotalSizeInBytes":14}`, ""},
		{"GET", "/keys?MaxResults=1", "", "", 200, `{"NextToken":"Li4","Items":[{"Key":"..","Value":"<&>"}]}`, ""},
		{"GET", "/keys?MaxResults=1&NextToken=Li4", "", "", 200, `{"Items":[{"Key":"a/b c?#","Value":""}]}`, ""},
		{"GET", "/keys?MaxResults=51", "", "", 400, "ValidationException: from 1 to 50", ""},
		{"GET", "/keys?NextToken=!", "", "", 400, "ValidationException: NextToken", ""},
		{"POST", "/keys", v3, `{}`, 400, "ValidationException: neither", ""},
		{"POST", "/keys", v3, `{"Puts":[{"Key":"a"}]}`, 400, "ValidationException: Puts[0]", ""},
		{"POST", "/keys", v3, `{"Deletes":[{}]}`, 400, "ValidationException: Deletes[0]", ""},
		{"POST", "/keys", v3, `{"Puts":[{"Key":"new","Value":""}],"Deletes":[{"Key":"absent"}]}`, 404, "ResourceNotFoundException: Key", ""},
		{"POST", "/keys", v3, strings.Repeat(" ", kvsapi.MaxBody+1), 400, "ValidationException: 3145728", ""},
		{"DELETE", "/keys/absent", v3, "", 404, "ResourceNotFoundException: Key", ""},
		{"DELETE", "/keys/..", v3, "", 200, `{"ItemCount":1,"TotalSizeInBytes":8}`, v4},
		{"DELETE", "/keys/..", v4, "", 404, "ResourceNotFoundException: Key", ""},
		{"PATCH", "/keys", v4, "", 404, "UnknownOperationException: PATCH", ""},
		{"GET", "/keys/a/b", "", "", 404, "UnknownOperationException: /keys/a/b", ""},
		{"GET", "/other", "", "", 404, "UnknownOperationException: /other", ""},
		{"GET", "=/key-value-stores/x", "", "", 400, `ValidationException: "x" is not the ARN`, ""},
		{"GET", "=/key-value-stores/arn:aws:cloudfront::111122223333:key-value-store%2F00000000-0000-4000-8000-000000000000", "", "",
			404, "ResourceNotFoundException: does not exist", ""},
		{"GET", "=/key-value-stores/arn:aws:cloudfront::999999999999:key-value-store%2F00000000-0000-4000-8000-000000000000", "", "",
			403, "AccessDeniedException: " + account, ""},
	} {
		w := f.do(tt.method, tt.path, tt.ifMatch, tt.body)
		name := fmt.Sprint(i, " ", tt.method, " ", tt.path)
		if w.Code != tt.status || sent(w, "x-amzn-RequestId") == "" || w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%s: status %d, headers %v, body %s", name, w.Code, w.Header(), w.Body)
			continue
		}
		etag := sent(w, "ETag")
		if tt.status == 200 {
			if got := w.Body.String(); got != tt.want || etag != tt.etag {
				t.Errorf("%s: %s with the ETag %q, want %s and %q", name, got, etag, tt.want, tt.etag)
			}
			continue
		}
		var body map[string]string
		if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
			t.Errorf("%s: %s: %v", name, w.Body, err)
		}
		kind, text, _ := strings.Cut(tt.want, ": ")
		if got := sent(w, "x-amzn-ErrorType"); got != kind || body["__type"] != kind ||
			!strings.Contains(body["Message"], text) || body["message"] != body["Message"] || etag != "" ||
			strings.Contains(text, "KV") && body["CurrentETag"] != text {
			t.Errorf("%s: %s %v, want %s", name, got, body, tt.want)
		}
	}
}

func TestDescribe(t *testing.T) {
	f := open(t, nil)
	w := f.do("GET", "", "", "")
	var got map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Created", "LastModified"} { // seconds since 1970, with a fraction
		if at, ok := got[name].(float64); !ok || at < 1.7e9 || at > 1e11 {
			t.Errorf("%s = %v", name, got[name])
		}
		delete(got, name)
	}
	arn, err := url.QueryUnescape(strings.TrimPrefix(f.base, "/key-value-stores/"))
	want := map[string]any{"ItemCount": 0.0, "TotalSizeInBytes": 0.0, "KvsARN": arn, "Status": "READY"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil || sent(w, "ETag") != v1 {
		t.Errorf("answer (-want +got), ETag %s:\n%s", sent(w, "ETag"), diff)
	}
}

// TestFailures: what is not the caller's fault, and signatures, which are checked before anything else.
func TestFailures(t *testing.T) {
	for _, tt := range []struct {
		err    error
		status int
		kind   string
	}{
		{errors.New("secret detail"), 500, "InternalServerException"},
		{selvedge.Errorf(selvedge.CodeServiceUnavailable, "x"), 500, "InternalServerException"},
		{selvedge.Errorf(selvedge.CodeMissingAuthenticationToken, "x"), 403, "MissingAuthenticationTokenException"},
		{selvedge.Errorf(selvedge.CodeInvalidClientTokenID, "x"), 403, "UnrecognizedClientException"},
		{selvedge.Errorf(selvedge.CodeSignatureDoesNotMatch, "x"), 403, "InvalidSignatureException"},
		{selvedge.Errorf(selvedge.CodeIncompleteSignature, "x"), 403, "IncompleteSignatureException"},
	} {
		f := open(t, func(c *kvsapi.Config) {
			c.Verify = func(*http.Request, []byte) (selvedge.Principal, error) { return selvedge.Principal{}, tt.err }
		})
		w := f.do("BREW", "=/key-value-stores/x/y/z", "", "")
		if got := sent(w, "x-amzn-ErrorType"); w.Code != tt.status || got != tt.kind || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%v: %d %s %s, want %d %s", tt.err, w.Code, got, w.Body, tt.status, tt.kind)
		}
	}
	f := open(t, func(c *kvsapi.Config) {
		c.Verify = func(*http.Request, []byte) (selvedge.Principal, error) { panic("x") }
	})
	if w := f.do("GET", "", "", ""); w.Code != 500 {
		t.Errorf("a panic gives %d", w.Code)
	}
}
