// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"

	"github.com/google/uuid"

	"selvedge"
	"selvedge/internal/restxml"
)

// maxBody bounds a request body. The largest documented one is a DistributionConfig. Source: api.md 1.2.
const maxBody = 1 << 20

// handler decodes the body for an operation and runs it.
type handler func(a *API, c *call, body []byte) (reply, error)

// noBody adapts an operation without a body; what a client sends all the same is ignored, as SDKs may send
// an empty element.
func noBody(run func(*API, *call) (reply, error)) handler {
	return func(a *API, c *call, _ []byte) (reply, error) { return run(a, c) }
}

// body adapts an operation whose input is the XML document In. member is what constraint violations call the
// document: empty when its members are the operation's own.
func body[In any](member string, run func(*API, *call, *In) (reply, error)) handler {
	return func(a *API, c *call, data []byte) (reply, error) {
		in := new(In)
		if err := restxml.Decode(data, member, in); err != nil {
			return reply{}, err
		}
		return run(a, c, in)
	}
}

// ServeHTTP answers one API request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := uuid.NewString()
	w.Header()["x-amzn-RequestId"] = []string{id}
	r = r.WithContext(selvedge.WithRequestID(r.Context(), id))
	op, out, err := a.serve(w, r)
	if err == nil {
		err = write(w, op, out)
	}
	if err != nil {
		a.writeError(w, r, err)
	}
}

// serve does everything up to the reply. A panic becomes an internal error, so that one request cannot take the
// process down.
func (a *API) serve(w http.ResponseWriter, r *http.Request) (op *operation, out reply, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return nil, out, selvedge.Errorf(selvedge.CodeRequestEntityTooLarge,
				"The request body is larger than the maximum of %d bytes.", maxBody)
		}
		return nil, out, selvedge.WrapError(selvedge.CodeMalformedXML, err, "The request body could not be read to its end.")
	}
	if a.Verify != nil {
		principal, err := a.Verify(r, data)
		if err != nil {
			return nil, out, err
		}
		r = r.WithContext(selvedge.WithPrincipal(r.Context(), principal))
	}
	op, labels, err := route(r)
	if err != nil {
		return nil, out, err
	}
	a.log.Debug("api request", selvedge.LogOperation, op.name, selvedge.LogRequestID, selvedge.RequestID(r.Context()))
	err = a.Guard.Do(r.Context(), op.guarded(r, labels), func(ctx context.Context) (err error) {
		if err := checkContentType(r, data); err != nil {
			return err
		}
		out, err = op.run(a, &call{
			ctx: ctx, labels: labels, query: firstValues(r.URL.Query()), ifMatch: r.Header.Get("If-Match"),
		}, data)
		return err
	})
	return op, out, err
}

// route finds the operation of a request on its escaped path, so that an encoded slash stays inside its segment.
func route(r *http.Request) (*operation, map[string]string, error) {
	path, ok := strings.CutPrefix(r.URL.EscapedPath(), version+"/")
	if !ok {
		return nil, nil, unknownOperation(r)
	}
	segments := strings.Split(strings.TrimSuffix(path, "/"), "/")
	params := r.URL.Query()
	for op := range allOperations {
		if op.method != r.Method || !op.when.holds(params) {
			continue
		}
		if labels, ok := match(op.path, segments); ok {
			return op, labels, nil
		}
	}
	return nil, nil, unknownOperation(r)
}

// allOperations calls yield with each operation; of several that fit a request the first counts.
func allOperations(yield func(*operation) bool) {
	for _, table := range [...][]operation{operations, otherOperations} {
		for i := range table {
			if !yield(&table[i]) {
				return
			}
		}
	}
}

// holds says whether the condition is met by a query string.
func (q query) holds(params url.Values) bool {
	return q.key == "" || params.Has(q.key) && (q.value == "" || params.Get(q.key) == q.value)
}

// match compares the segments of a path with a pattern and decodes the labels.
func match(pattern string, segments []string) (map[string]string, bool) {
	parts := strings.Split(pattern[1:], "/")
	if len(parts) != len(segments) {
		return nil, false
	}
	labels := make(map[string]string, 1)
	for i, part := range parts {
		if part[0] != '{' {
			if part != segments[i] {
				return nil, false
			}
			continue
		}
		value, err := url.PathUnescape(segments[i])
		if err != nil || value == "" {
			return nil, false
		}
		labels[part[1:len(part)-1]] = value
	}
	return labels, true
}

func unknownOperation(r *http.Request) error {
	return selvedge.Errorf(selvedge.CodeUnknownOperation,
		"No operation of the CloudFront API %s has the method %s and the path %q.", version[1:], r.Method, r.URL.EscapedPath())
}

// checkContentType refuses bodies that are declared to be something other than XML. The types that HTTP clients
// send when nobody chose one are let through; whether the body is XML shows when it is decoded.
func checkContentType(r *http.Request, data []byte) error {
	header := r.Header.Get("Content-Type")
	if header == "" || len(data) == 0 {
		return nil
	}
	media, _, err := mime.ParseMediaType(header)
	switch {
	case err == nil && (media == "application/xml" || media == "text/xml" || strings.HasSuffix(media, "+xml")),
		media == "application/octet-stream", media == "application/x-www-form-urlencoded":
		return nil
	}
	return selvedge.Errorf(selvedge.CodeUnsupportedMediaType, "The Content-Type %q is not XML; send application/xml.", header)
}

func firstValues(params url.Values) map[string]string {
	first := make(map[string]string, len(params))
	for k, v := range params {
		first[k] = v[0]
	}
	return first
}

// write sends a successful answer.
func write(w http.ResponseWriter, op *operation, out reply) error {
	header := w.Header()
	payload := out.raw
	switch {
	case out.body != nil:
		var buf bytes.Buffer
		if err := restxml.Encode(&buf, out.root, out.body); err != nil {
			return fmt.Errorf("answer of %s: %w", op.name, err)
		}
		payload = buf.Bytes()
		header.Set("Content-Type", "text/xml")
	case out.raw != nil:
		header.Set("Content-Type", "application/octet-stream")
	}
	if out.etag != "" {
		header["ETag"] = []string{out.etag}
	}
	if out.location != "" {
		header.Set("Location", "https://cloudfront.amazonaws.com"+version+out.location)
	}
	for name, value := range out.extra {
		header[name] = []string{value}
	}
	w.WriteHeader(op.status)
	_, _ = w.Write(payload) // the client went away; there is nobody to tell
	return nil
}
