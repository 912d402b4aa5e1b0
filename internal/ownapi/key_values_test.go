// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"selvedge/internal/ownwire"
)

func zipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The tags of the first versions. Source: kvs-api.md section 2.
const v1, v2, v3 = "KVTVPDKIKX0DER", "KV3UN6WX5RRO2AG", "KV1F83G8C2ARO7P"

// TestKeyValues: the steps follow each other.
func TestKeyValues(t *testing.T) {
	a, err := New(config(t))
	if err != nil {
		t.Fatal(err)
	}
	do := func(method, path, ifMatch, body string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(method, Root+"/key-value-stores"+path, strings.NewReader(body))
		r.Header.Set("If-Match", ifMatch)
		a.ServeHTTP(w, r)
		return w
	}
	w := do("POST", "", "", `{"Name":"s","Comment":"c"}`)
	var created ownwire.Store
	if err := json.Unmarshal(w.Body.Bytes(), &created); err != nil || created.Status != "READY" || created.ETag != v1 || created.Comment != "c" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for _, c := range []struct {
		method, path, ifMatch, body string
		status                      int
		want                        string
	}{
		{"POST", "", "", `{"Name":"s"}`, 409, "EntityAlreadyExists"},
		{"GET", "", "", "", 200, `{"Items":[{"Name":"s",`},
		{"GET", "/s", "", "", 200, created.ARN},
		{"GET", "/" + created.ID, "", "", 200, created.ARN},
		{"GET", "/" + url.QueryEscape(created.ARN), "", "", 200, created.ARN},
		{"GET", "/other", "", "", 404, `"EntityNotFound"`},
		{"GET", "/00000000-0000-4000-8000-000000000000", "", "", 404, `"EntityNotFound"`},
		{"PUT", "/s/values", "", `{"Values":{"a":"1","b/c":"<\u2028>"}}`, 200, `"Version":2,"ETag":"` + v2},
		{"PUT", "/s/values", v1, `{"Values":{}}`, 409, `"CurrentETag":"` + v2 + `"`},
		{"PUT", "/s/values?merge=true", v2, zipped(t, `{"Values":{"b/c":"2"}}`), 200, `"Added":0,"Changed":1,"Removed":0,"ItemCount":2,"TotalSizeInBytes":8`},
		{"PUT", "/s/values", "", `{"Values":{"` + strings.Repeat("k", 513) + `":""}}`, 400, "513 bytes"},
		{"PUT", "/s/values", "", `{}`, 400, "no Values"},
		{"PUT", "/s/values", "", "{\"Values\":{\"\xff\":\"\"}}", 400, "not UTF-8"},
		{"PUT", "/s/values", "", `{"Values":{"a":1}}`, 400, "not what the operation takes"},
		{"PUT", "/s/values", "", "\x1f\x8bx", 400, "not valid gzip"},
		{"PUT", "/s/values", "", zipped(t, strings.Repeat(" ", maxValues+1)), 400, "not compressed"},
		{"PUT", "/s/values?merge=maybe", "", `{}`, 400, "merge is"},
		{"PUT", "/other/values", "", `{"Values":{}}`, 404, "EntityNotFound"},
		{"GET", "/s/values", "", "", 200, `"ETag":"` + v3},
		{"GET", "/s/values?prefix=b", "", "", 200, `"Values":{"b/c":"2"}`},
		{"GET", "/s/values?version=2", "", "", 200, `"Values":{"a":"1","b/c":"<\u2028>"}`},
		{"GET", "/s/values?version=9", "", "", 404, "versions 1 to 3 are kept"},
		{"GET", "/s/values?version=x", "", "", 400, "must be a number"},
		{"GET", "/s/versions?limit=1&before=3", "", "", 200, `{"Items":[{"Version":2,`},
		{"GET", "/s/versions?limit=2", "", "", 200, `"More":true`},
		{"GET", "/s/versions?limit=x", "", "", 400, "limit is"},
		{"POST", "/s/rollback?version=2", v2, "", 409, v3},
		{"POST", "/s/rollback?version=2", v3, "", 200, `"Version":4,`},
		{"POST", "/s/rollback", "", "", 404, "no version 0"},
		{"DELETE", "/s", "E1F83G8C2ARO7P", "", 412, "PreconditionFailed"},
		{"DELETE", "/s", "", "", 204, ""},
		{"DELETE", "/s", "", "", 404, "EntityNotFound"},
	} {
		w := do(c.method, c.path, c.ifMatch, c.body)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s %s: %d %.300s, want %d with %s", c.method, c.path, w.Code, w.Body, c.status, c.want)
		}
	}
}
