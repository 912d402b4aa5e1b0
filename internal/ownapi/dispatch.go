// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/google/uuid"

	"selvedge"
)

// ServeHTTP answers one request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := uuid.NewString()
	w.Header().Set("X-Request-Id", id)
	r = r.WithContext(selvedge.WithRequestID(r.Context(), id))
	out, err := a.serve(w, r)
	if err != nil {
		a.writeError(w, r, err)
		return
	}
	a.write(w, http.StatusOK, out)
}

// serve does everything up to the answer. A panic becomes an internal error.
func (a *API) serve(w http.ResponseWriter, r *http.Request) (out any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
	if err != nil {
		return nil, selvedge.WrapError(selvedge.CodeInvalidArgument, err,
			"The request body could not be read to its end, or it has more than %d bytes.", MaxBody)
	}
	if a.Verify != nil {
		principal, err := a.Verify(r, body)
		if err != nil {
			return nil, err
		}
		r = r.WithContext(selvedge.WithPrincipal(r.Context(), principal))
	}
	op, labels, err := route(r)
	if err != nil {
		return nil, err
	}
	a.log.Debug("own api request", selvedge.LogOperation, op.name, selvedge.LogRequestID, selvedge.RequestID(r.Context()))
	c := &call{labels: labels, query: r.URL.Query(), ifMatch: r.Header.Get("If-Match"), body: body}
	err = a.Guard.Do(r.Context(), op.guarded(c), func(ctx context.Context) (err error) {
		c.ctx = ctx
		out, err = op.run(a, c)
		return err
	})
	return out, err
}

// route finds the operation on the escaped path, so that an encoded slash stays inside its segment.
func route(r *http.Request) (*operation, map[string]string, error) {
	path := strings.TrimPrefix(r.URL.EscapedPath(), Root)
	for i := range operations {
		op := &operations[i]
		if op.method != r.Method {
			continue
		}
		if labels, ok := match(op.path, path); ok {
			return op, labels, nil
		}
	}
	return nil, nil, selvedge.Errorf(selvedge.CodeUnknownOperation,
		"No operation of Selvedge's own API has the method %s and the path %q.", r.Method, r.URL.EscapedPath())
}

// decode reads the JSON body of a request.
func decode(body []byte, in any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	err := d.Decode(in)
	if err == nil && d.More() {
		err = errors.New("more than one JSON value")
	}
	if err != nil {
		return selvedge.WrapError(selvedge.CodeInvalidArgument, err, "The body is not what the operation takes: %v.", err)
	}
	return nil
}

func (a *API) write(w http.ResponseWriter, status int, out any) {
	if out == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		a.log.Error("own api answer", selvedge.LogErr, err)
		status = http.StatusInternalServerError
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the client went away; there is nobody to tell
}
