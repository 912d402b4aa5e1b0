// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
)

//go:embed static
var staticFiles embed.FS

// assets are the static files. Their addresses have a hash of all contents, so that browsers keep them for good and
// modules find each other by relative addresses.
type assets struct {
	version string
	files   map[string]*asset
}

// asset is one file. It is compressed when it is first asked for, as compressing all takes longer than a start may.
type asset struct {
	data       []byte
	kind       string
	compressed func() []byte
}

func newAssets() *assets {
	a := &assets{files: map[string]*asset{}}
	entries, err := staticFiles.ReadDir("static")
	if err != nil {
		panic("BUG: " + err.Error())
	}
	sum := sha256.New()
	for _, e := range entries {
		data, err := staticFiles.ReadFile("static/" + e.Name())
		if err != nil {
			panic("BUG: " + err.Error())
		}
		sum.Write([]byte(e.Name()))
		sum.Write(data)
		a.files[e.Name()] = &asset{data: data, kind: kindOf(e.Name()), compressed: sync.OnceValue(func() []byte { return compress(data) })}
	}
	a.version = hex.EncodeToString(sum.Sum(nil))[:16]
	return a
}

// kindOf does not ask the system, whose tables differ.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return mime.FormatMediaType("text/plain", map[string]string{"charset": "utf-8"})
}

func compress(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data) // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

// url returns where a file is; an unknown one is our own mistake and shows as a missing file in tests.
func (a *assets) url(name string) string { return Path + "static/" + a.version + "/" + name }

func (a *assets) serve(w http.ResponseWriter, r *http.Request) {
	f := a.files[r.PathValue("file")]
	if f == nil || r.PathValue("version") != a.version {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	data := f.data
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		data = f.compressed()
		h.Set("Content-Encoding", "gzip")
	}
	_, _ = w.Write(data) // the browser may be gone
}
