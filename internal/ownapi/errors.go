// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"errors"
	"net/http"

	"selvedge"
	"selvedge/internal/cfapi"
)

// ErrorBody is the answer to a request that failed.
type ErrorBody struct {
	Code      selvedge.Code
	Message   string
	RequestID string `json:"RequestId"`

	// CurrentETag is what If-Match should have been; empty when that is not what was wrong.
	CurrentETag string `json:",omitempty"`
}

func (a *API) writeError(w http.ResponseWriter, r *http.Request, err error) {
	id := selvedge.RequestID(r.Context())
	e, ok := errors.AsType[*selvedge.Error](err)
	switch {
	case !ok && r.Context().Err() != nil:
		return // the client is gone
	case !ok:
		a.log.Error("own api internal error", selvedge.LogRequestID, id, selvedge.LogErr, err)
		a.write(w, http.StatusInternalServerError, ErrorBody{
			Code: "InternalError", RequestID: id,
			Message: "An internal error occurred. Try again; the server's log has more under the request id.",
		})
		return
	}
	a.log.Debug("own api error", selvedge.LogRequestID, id, selvedge.LogErr, err)
	out := ErrorBody{Code: e.Code, Message: e.Message, RequestID: id}
	if len(e.Current) > 0 {
		out.CurrentETag = e.Current[0].ETag
	}
	a.write(w, cfapi.Status(e.Code), out)
}
