// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package stsapi_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/stsapi"
)

const ask = "Action=GetCallerIdentity&Version=2011-06-15"

// Source: auth.md section 5.
func TestGetCallerIdentity(t *testing.T) {
	who := selvedge.Principal{AccessKeyID: "AKID", ARN: "arn:aws:iam::111122223333:user/a"}
	for _, tt := range []struct {
		name, body string
		open       bool  // without authentication
		err        error // of Verify
		status     int
		want       string
	}{
		{"signed", ask, false, nil, 200, "<GetCallerIdentityResult><Arn>" + who.ARN + "</Arn><UserId>AKID</UserId><Account>111122223333</Account></GetCallerIdentityResult>"},
		{"open", ask, true, nil, 200, "<Arn>arn:aws:iam::111122223333:root</Arn>"},
		{"wrong signature", ask, false, selvedge.Errorf(selvedge.CodeSignatureDoesNotMatch, "no"), 403, "<Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>no</Message>"},
		{"other action", "Action=AssumeRole<", true, nil, 400, "<Code>InvalidAction</Code><Message>Could not find operation AssumeRole&lt;"},
		{"no form", "%zz", true, nil, 400, "<Code>InvalidAction</Code>"},
		{"large", strings.Repeat("x", 1<<20), true, nil, 400, "<Code>InvalidArgument</Code>"},
		{"internal", ask, false, errors.New("secret"), 500, "<Type>Receiver</Type><Code>InternalFailure</Code>"},
	} {
		config := stsapi.Config{AccountID: "111122223333"}
		if !tt.open {
			config.Verify = func(*http.Request, []byte) (selvedge.Principal, error) { return who, tt.err }
		}
		api, err := stsapi.New(config)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(tt.body))
		if !stsapi.Serves(r) {
			t.Error("Serves = false")
		}
		w := httptest.NewRecorder()
		api.ServeHTTP(w, r)
		body := w.Body.String()
		if w.Code != tt.status || !strings.Contains(body, tt.want) || strings.Contains(body, "secret") ||
			!regexp.MustCompile(`^<(GetCallerIdentity|Error)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">.*<RequestId>[0-9a-f-]{36}</RequestId>`).MatchString(body) {
			t.Errorf("%s: %d %s, want %d and %s", tt.name, w.Code, body, tt.status, tt.want)
		}
	}
}
