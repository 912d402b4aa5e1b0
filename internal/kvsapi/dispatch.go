// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"

	"github.com/google/uuid"

	"selvedge"
)

// ServeHTTP answers one request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := uuid.NewString()
	w.Header()["x-amzn-RequestId"] = []string{id}
	r = r.WithContext(selvedge.WithRequestID(r.Context(), id))
	out, err := a.serve(w, r)
	if err == nil {
		err = write(w, out)
	}
	if err != nil {
		a.writeError(w, r, err)
	}
}

// serve does everything up to the reply. A panic becomes an internal error, so that one request cannot take the
// process down.
func (a *API) serve(w http.ResponseWriter, r *http.Request) (out reply, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
	if err != nil {
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return out, selvedge.Errorf(selvedge.CodeValidation, "The request body is larger than the maximum of %d bytes.", MaxBody)
		}
		return out, selvedge.WrapError(selvedge.CodeValidation, err, "The request body could not be read to its end.")
	}
	if a.Verify != nil {
		principal, err := a.Verify(r, body)
		if err != nil {
			return out, err
		}
		r = r.WithContext(selvedge.WithPrincipal(r.Context(), principal))
	}
	op, c, err := a.route(r)
	if err != nil {
		return out, err
	}
	a.log.Debug("key value store request", selvedge.LogOperation, op.name, selvedge.LogRequestID, selvedge.RequestID(r.Context()))
	err = a.Guard.Do(r.Context(), op.guarded(c), func(ctx context.Context) (err error) {
		c.ctx, c.body = ctx, body
		out, err = op.run(a, c)
		return err
	})
	return out, err
}

// route finds the operation of a request on its escaped path, so that an encoded slash stays inside its segment.
func (a *API) route(r *http.Request) (*operation, *call, error) {
	segments := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), root), "/")
	c := &call{query: r.URL.Query(), ifMatch: r.Header.Get("If-Match")}
	arn, err := url.PathUnescape(segments[0])
	if err != nil {
		return nil, nil, selvedge.WrapError(selvedge.CodeValidation, err, "The ARN in the path is not percent-encoded correctly.")
	}
	path := ""
	if len(segments) > 1 {
		path = "/" + segments[1]
	}
	if len(segments) > 2 {
		path += "/{Key}"
		if c.key, err = url.PathUnescape(segments[2]); err != nil {
			return nil, nil, selvedge.WrapError(selvedge.CodeValidation, err, "The key in the path is not percent-encoded correctly.")
		}
	}
	for i := range operations {
		if op := &operations[i]; op.method == r.Method && op.path == path && len(segments) <= 3 {
			c.store, err = a.storeOf(arn)
			return op, c, err
		}
	}
	return nil, nil, selvedge.Errorf(selvedge.CodeUnknownOperation,
		"No operation of the CloudFront KeyValueStore API has the method %s and the path %q.", r.Method, r.URL.EscapedPath())
}

// storeOf returns the id in an ARN. Source: kvs-api.md sections 1 and 4.
func (a *API) storeOf(arn string) (string, error) {
	if id, ok := selvedge.KeyValueStoreIDOf(a.AccountID, arn); ok {
		return id, nil
	}
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) == 6 {
		if id, ok := selvedge.KeyValueStoreIDOf(parts[4], arn); ok && id != "" {
			return "", selvedge.Errorf(selvedge.CodeAccessDenied, "The key value store %s is not of the account %s.", arn, a.AccountID)
		}
	}
	return "", selvedge.Errorf(selvedge.CodeValidation, "%q is not the ARN of a key value store.", arn)
}

// write sends a successful answer.
func write(w http.ResponseWriter, out reply) error {
	payload, err := marshal(out.body)
	if err != nil {
		return err
	}
	if out.etag != "" {
		w.Header()["ETag"] = []string{out.etag}
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(payload) // the client went away; there is nobody to tell
	return nil
}

// marshal is json.Marshal without its replacement of <, > and &.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
