// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package stsapi

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"selvedge"
)

// maxBody bounds a request body; that of GetCallerIdentity has 43 bytes.
const maxBody = 64 << 10

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/"

// Config says what an API serves. AccountID must be set.
type Config struct {
	AccountID string // 12 digits

	// Verify checks the signature of a request whose body has been read, and returns who signed it. nil switches
	// authentication off: then everybody is the account itself.
	Verify func(r *http.Request, body []byte) (selvedge.Principal, error)

	Logger *slog.Logger // nil: discard
}

// API is STS as an http.Handler.
type API struct {
	config Config
	log    *slog.Logger
}

// New returns an API.
func New(config Config) (*API, error) {
	if config.AccountID == "" {
		return nil, errors.New("stsapi: AccountID is not set")
	}
	log := config.Logger
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &API{config: config, log: log}, nil
}

// Serves says whether a request is one for this API.
func Serves(r *http.Request) bool { return r.Method == http.MethodPost && r.URL.Path == "/" }

// identity is the answer of GetCallerIdentity. Source: auth.md section 5.
type identity struct {
	XMLName   xml.Name `xml:"GetCallerIdentityResponse"`
	Namespace string   `xml:"xmlns,attr"`
	ARN       string   `xml:"GetCallerIdentityResult>Arn"`
	UserID    string   `xml:"GetCallerIdentityResult>UserId"`
	Account   string   `xml:"GetCallerIdentityResult>Account"`
	RequestID string   `xml:"ResponseMetadata>RequestId"`
}

// failure is the answer when something is wrong.
type failure struct {
	XMLName   xml.Name `xml:"ErrorResponse"`
	Namespace string   `xml:"xmlns,attr"`
	Type      string   `xml:"Error>Type"`
	Code      string   `xml:"Error>Code"`
	Message   string   `xml:"Error>Message"`
	RequestID string   `xml:"RequestId"`
}

// ServeHTTP answers one request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := uuid.NewString()
	w.Header()["x-amzn-RequestId"] = []string{id}
	who, err := a.identify(w, r)
	if err != nil {
		a.fail(w, id, err)
		return
	}
	a.write(w, http.StatusOK, identity{
		Namespace: namespace, ARN: who.ARN, UserID: who.AccessKeyID, Account: a.config.AccountID, RequestID: id,
	})
}

// identify returns who has signed the request, which must be GetCallerIdentity.
func (a *API) identify(w http.ResponseWriter, r *http.Request) (who selvedge.Principal, err error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return who, selvedge.WrapError(selvedge.CodeInvalidArgument, err, "The request body could not be read, or it has more than %d bytes.", maxBody)
	}
	who = selvedge.Principal{AccessKeyID: a.config.AccountID, ARN: "arn:aws:iam::" + a.config.AccountID + ":root"}
	if a.config.Verify != nil {
		if who, err = a.config.Verify(r, body); err != nil {
			return who, err
		}
	}
	form, err := url.ParseQuery(string(body))
	if err != nil || form.Get("Action") != "GetCallerIdentity" {
		return who, selvedge.Errorf(selvedge.CodeUnknownOperation, "Could not find operation %s; GetCallerIdentity is all there is.", form.Get("Action"))
	}
	return who, nil
}

// fail answers with an error. What is not a *selvedge.Error is ours, and logged.
func (a *API) fail(w http.ResponseWriter, id string, err error) {
	out := failure{Namespace: namespace, Type: "Sender", RequestID: id}
	status := http.StatusForbidden
	e, ok := errors.AsType[*selvedge.Error](err)
	switch {
	case !ok:
		a.log.Error("sts internal error", selvedge.LogRequestID, id, selvedge.LogErr, err)
		e = &selvedge.Error{Code: "InternalFailure", Message: "An internal error occurred. Try again; the server's log has more under the request id."}
		status, out.Type = http.StatusInternalServerError, "Receiver"
	case e.Code == selvedge.CodeUnknownOperation:
		e = &selvedge.Error{Code: "InvalidAction", Message: e.Message}
		status = http.StatusBadRequest
	case e.Code == selvedge.CodeInvalidArgument, e.Code == selvedge.CodeRequestEntityTooLarge:
		status = http.StatusBadRequest
	}
	out.Code, out.Message = string(e.Code), e.Message
	a.write(w, status, out)
}

func (a *API) write(w http.ResponseWriter, status int, answer any) {
	var b bytes.Buffer
	if err := xml.NewEncoder(&b).Encode(answer); err != nil {
		a.log.Error("sts answer", selvedge.LogErr, err)
	}
	w.Header().Set("Content-Type", "text/xml")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the client went away; there is nobody to tell
}

var _ http.Handler = (*API)(nil)
