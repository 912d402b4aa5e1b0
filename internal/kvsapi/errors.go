// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsapi

import (
	"errors"
	"net/http"

	"selvedge"
)

// exception is what a code becomes in this API.
type exception struct {
	name   string
	status int
}

// internalError is what callers see of what is not theirs. SDKs retry it.
var internalError = exception{"InternalServerException", http.StatusInternalServerError}

// exceptions is the table of codes. Source: kvs-api.md section 4 and auth.md section 3.
var exceptions = map[selvedge.Code]exception{
	selvedge.CodeValidation:            {"ValidationException", http.StatusBadRequest},
	selvedge.CodeInvalidArgument:       {"ValidationException", http.StatusBadRequest},
	selvedge.CodeServiceQuotaExceeded:  {"ServiceQuotaExceededException", http.StatusPaymentRequired},
	selvedge.CodeResourceNotFound:      {"ResourceNotFoundException", http.StatusNotFound},
	selvedge.CodeConflict:              {"ConflictException", http.StatusConflict},
	selvedge.CodeAccessDenied:          {"AccessDeniedException", http.StatusForbidden},
	selvedge.CodeRequestEntityTooLarge: {"ValidationException", http.StatusBadRequest},

	selvedge.CodeMissingAuthenticationToken: {"MissingAuthenticationTokenException", http.StatusForbidden},
	selvedge.CodeIncompleteSignature:        {"IncompleteSignatureException", http.StatusForbidden},
	selvedge.CodeInvalidClientTokenID:       {"UnrecognizedClientException", http.StatusForbidden},
	selvedge.CodeSignatureDoesNotMatch:      {"InvalidSignatureException", http.StatusForbidden},
	selvedge.CodeUnknownOperation:           {"UnknownOperationException", http.StatusNotFound},
}

// errorBody has what the clients of different ages look for. Source: kvs-api.md section 4.
type errorBody struct {
	Type    string `json:"__type"`
	Message string `json:"Message"`
	Lower   string `json:"message"`

	// CurrentETag is beyond AWS; clients ignore it. It is what If-Match should have been.
	CurrentETag string `json:",omitempty"`
}

// writeError sends err in the error shape of the API. What is not a *selvedge.Error is ours: it is logged, and the caller
// sees InternalServerException.
func (a *API) writeError(w http.ResponseWriter, r *http.Request, err error) {
	id := selvedge.RequestID(r.Context())
	e, ok := errors.AsType[*selvedge.Error](err)
	answer := internalError
	switch {
	case !ok && r.Context().Err() != nil:
		return // the client is gone
	case !ok:
		a.log.Error("key value store internal error", selvedge.LogRequestID, id, selvedge.LogErr, err)
		e = &selvedge.Error{Message: "An internal error occurred. Try again; the server's log has more under the request id."}
	default:
		a.log.Debug("key value store error", selvedge.LogRequestID, id, selvedge.LogErr, err)
		if known, ok := exceptions[e.Code]; ok {
			answer = known
		}
	}
	out := errorBody{Type: answer.name, Message: e.Message, Lower: e.Message}
	if len(e.Current) > 0 {
		out.CurrentETag = e.Current[0].ETag
	}
	body, err := marshal(out)
	if err != nil {
		a.log.Error("key value store error answer", selvedge.LogRequestID, id, selvedge.LogErr, err)
	}
	w.Header()["x-amzn-ErrorType"] = []string{answer.name}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(answer.status)
	_, _ = w.Write(body) // the client went away; there is nobody to tell
}
