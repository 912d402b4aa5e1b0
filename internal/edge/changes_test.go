// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"testing"

	"selvedge"
	"selvedge/internal/edge"
)

// TestStreamAcrossChanges: an answer that comes piece by piece is not disturbed by anything that happens to the
// configuration meanwhile: a publish, an update that takes the origin away, the deletion of the distribution. An upload
// is not either. Source: issue 7, snapshot.
func TestStreamAcrossChanges(t *testing.T) {
	const pieces, size = 8, 64 << 10
	next := make(chan struct{})
	piece := func(i int) []byte {
		sum := sha256.Sum256([]byte{byte(i)})
		b := make([]byte, 0, size)
		for len(b) < size {
			b = append(b, sum[:]...)
		}
		return b
	}
	uploaded, arrived := make(chan [32]byte, 1), make(chan struct{})
	address := httpOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == "POST" {
			close(arrived)
			hash := sha256.New()
			_, err := io.Copy(hash, r.Body)
			uploaded <- [32]byte(hash.Sum(nil))
			fmt.Fprint(w, err == nil)
			return
		}
		w.Header().Set("Content-Length", strconv.Itoa(pieces*size))
		w.(http.Flusher).Flush() //nolint:forcetypeassert // one of net/http
		for i := range pieces {
			select {
			case <-next:
			case <-t.Context().Done():
				return
			}
			_, _ = w.Write(piece(i))
			w.(http.Flusher).Flush() //nolint:forcetypeassert // one of net/http
		}
	})
	r := start(t, address, options{request: handler("return request;"), response: handler(
		"response.headers['x-ran'] = {value: 'old'}; return response;")})
	changes := []func(){
		func() { r.publish(selvedge.EventViewerRequest, handler("throw new Error('new');")) },
		func() { r.publish(selvedge.EventViewerResponse, handler("return {statusCode: 599};")) },
		func() { // the origin is another one
			r.record = distribution(t, "127.0.0.1:1")
			r.record.Config.Origins.Items[0].Id = "new"
			r.record.Config.DefaultCacheBehavior.TargetOriginId = "new"
			r.apply()
		},
		func() { // the feed never changes a record that it has handed out
			disabled := *r.record
			disabled.Config.Enabled = false
			r.record = &disabled
			r.apply()
		},
		func() { r.remove() },
	}
	download, upload := r.dial(), r.dial()
	download.send("GET /slow HTTP/1.1\n\n")
	upload.send(fmt.Sprintf("POST /up HTTP/1.1\nContent-Length: %d\n\n", pieces*size))
	resp, err := http.ReadResponse(bufio.NewReader(download), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	got, want := sha256.New(), sha256.New()
	send := func(i int) {
		t.Helper()
		if _, err := upload.Write(piece(i)); err != nil {
			t.Fatalf("upload of piece %d: %v", i, err)
		}
		want.Write(piece(i))
	}
	send(0) // the origin hears of an upload with its first bytes
	within(t, arrived, "the upload at the origin")
	for i := range pieces {
		if i < len(changes) {
			changes[i]()
		}
		next <- struct{}{}
		if _, err := io.CopyN(got, resp.Body, size); err != nil {
			t.Fatalf("piece %d: %v", i, err)
		}
		if i > 0 {
			send(i)
		}
	}
	if resp.StatusCode != 200 || resp.Header.Get("X-Ran") != "old" || [32]byte(got.Sum(nil)) != [32]byte(want.Sum(nil)) {
		t.Errorf("status %d, X-Ran %q; or the body is another one", resp.StatusCode, resp.Header.Get("X-Ran"))
	}
	if sum := within(t, uploaded, "the upload"); sum != [32]byte(want.Sum(nil)) {
		t.Error("another body was uploaded")
	}
	if a := upload.receive("POST"); a.StatusCode != 200 || a.body != "true" {
		t.Errorf("answer to the upload: %d %q", a.StatusCode, a.body)
	}
	r.ask("GET / HTTP/1.1\n\n").expect(t, 403, edge.OutcomeError)
}
