// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server_test

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/access"
	"selvedge/internal/cfapi"
	"selvedge/internal/kvsapi"
	"selvedge/internal/ownapi"
	"selvedge/internal/server"
)

// storeARN names a key value store that does not exist.
const storeARN = "arn:aws:cloudfront::" + account + ":key-value-store/00000000-0000-4000-8000-000000000000"

var pathLabel = regexp.MustCompile(`\{[A-Za-z]+\}`)

// pathOf fills in the labels of an operation.
func pathOf(op access.Operation) string {
	return pathLabel.ReplaceAllStringFunc(op.Path, func(label string) string {
		if label == "{KvsARN}" {
			return url.PathEscape(storeARN)
		}
		return "x1"
	})
}

// failure is an error as clients read it.
type failure struct{ Code, Message string }

// readFailure reads an error in the shape of an API and reports what is wrong with the shape. Source: api.md 1.4,
// auth.md section 3.
func readFailure(t *testing.T, service string, header http.Header, body string) (f failure) {
	t.Helper()
	id := header.Get("x-amzn-RequestId")
	switch service {
	case cfapi.Service:
		var in struct {
			XMLName   xml.Name `xml:"http://cloudfront.amazonaws.com/doc/2020-05-31/ ErrorResponse"`
			Error     struct{ Type, Code, Message string }
			RequestID string `xml:"RequestId"`
		}
		if err := xml.Unmarshal([]byte(body), &in); err != nil {
			t.Errorf("body %q: %v", body, err)
		}
		if header.Get("Content-Type") != "text/xml" || in.RequestID != id || id == "" || in.Error.Type != "Sender" {
			t.Errorf("headers %v, body %s", header, body)
		}
		return failure{in.Error.Code, in.Error.Message}
	case kvsapi.Service:
		var in map[string]string
		if err := json.Unmarshal([]byte(body), &in); err != nil {
			t.Errorf("body %q: %v", body, err)
		}
		if header.Get("Content-Type") != "application/json" || id == "" || header.Get("x-amzn-ErrorType") != in["__type"] || in["message"] != in["Message"] {
			t.Errorf("headers %v, body %s", header, body)
		}
		return failure{in["__type"], in["Message"]}
	}
	var in ownapi.ErrorBody
	if err := json.Unmarshal([]byte(body), &in); err != nil {
		t.Errorf("body %q: %v", body, err)
	}
	if header.Get("Content-Type") != "application/json" || in.RequestID != header.Get("X-Request-Id") || in.RequestID == "" {
		t.Errorf("headers %v, body %s", header, body)
	}
	return failure{string(in.Code), in.Message}
}

// dataCodes are the codes of the data plane for those of the other APIs. Source: auth.md section 3.
var dataCodes = map[string]string{
	"MissingAuthenticationToken": "MissingAuthenticationTokenException",
	"InvalidClientTokenId":       "UnrecognizedClientException",
	"SignatureDoesNotMatch":      "InvalidSignatureException",
	"IncompleteSignature":        "IncompleteSignatureException",
	"AccessDenied":               "AccessDeniedException",
}

// authCodes are all codes about authentication and authorisation.
func isAuthCode(code string) bool {
	for name, other := range dataCodes {
		if code == name || code == other {
			return true
		}
	}
	return false
}

const (
	wrongSignature = "The request signature we calculated does not match the signature you provided. " +
		"Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
	wrongToken = "The security token included in the request is invalid."
)

// matrixCase is a way to sign. An empty code means that the request is let through to its operation.
type matrixCase struct {
	name   string
	change func(r *request, service string)
	code   string
	text   string // the beginning of the message
}

// matrixCases are the rows of the matrix. Source of codes and texts: auth.md sections 1.6, 2 and 3.
func matrixCases(revoked, former key) []matrixCase {
	alter := func(r *request, _ string) {
		r.header.Set("X-Amz-Note", "one")
		r.after = func(req *http.Request) { req.Header.Set("X-Amz-Note", "two") }
	}
	return []matrixCase{
		{"right", func(*request, string) {}, "", ""},
		{"other region", func(r *request, _ string) { r.region = "eu-west-1" }, "", ""},
		{"four minutes slow", func(r *request, _ string) { r.offset = -4 * time.Minute }, "", ""},
		{"four minutes fast", func(r *request, _ string) { r.offset = 4 * time.Minute }, "", ""},
		{"presigned", func(r *request, _ string) { r.expires, r.offset = "300", -time.Minute }, "", ""},
		{"no signature", func(r *request, _ string) { r.unsigned = true },
			"MissingAuthenticationToken", "Request is missing Authentication Token"},
		{"other scheme", func(r *request, _ string) { r.unsigned = true; r.header.Set("Authorization", "Basic dXNlcjpwYXNz") },
			"IncompleteSignature", "Authorization header requires the algorithm"},
		{"wrong secret", func(r *request, _ string) { r.key.Secret += "x" }, "SignatureDoesNotMatch", wrongSignature},
		{"secret before the rotation", func(r *request, _ string) { r.key = former }, "SignatureDoesNotMatch", wrongSignature},
		{"unknown key", func(r *request, _ string) { r.key.ID = "AKIA2222222222222222" }, "InvalidClientTokenId", wrongToken},
		{"no key of ours", func(r *request, _ string) { r.key.ID = "test" }, "InvalidClientTokenId", wrongToken},
		{"revoked key", func(r *request, _ string) { r.key = revoked }, "InvalidClientTokenId", wrongToken},
		{"session token", func(r *request, _ string) { r.token = "session" }, "InvalidClientTokenId", wrongToken},
		{"six minutes slow", func(r *request, _ string) { r.offset = -6 * time.Minute }, "SignatureDoesNotMatch", "Signature expired: "},
		{"six minutes fast", func(r *request, _ string) { r.offset = 6 * time.Minute }, "SignatureDoesNotMatch", "Signature not yet current: "},
		{"replayed with another body", func(r *request, _ string) { r.other, r.signedBody = true, r.body+" " },
			"SignatureDoesNotMatch", wrongSignature},
		{"altered header", alter, "SignatureDoesNotMatch", wrongSignature},
		{"added header", func(r *request, _ string) {
			r.after = func(req *http.Request) { req.Header.Set("X-Amz-Note", "two") }
		}, "IncompleteSignature", "'x-amz-note' must be a 'SignedHeader'"},
		{"altered query", func(r *request, _ string) {
			r.after = func(req *http.Request) { req.URL.RawQuery += "&More=1" }
		}, "SignatureDoesNotMatch", wrongSignature},
		{"presigned and expired", func(r *request, _ string) { r.expires, r.offset = "30", -time.Minute },
			"SignatureDoesNotMatch", "Signature expired: "},
		{"presigned with a wrong secret", func(r *request, _ string) { r.expires, r.key.Secret = "300", "x" },
			"SignatureDoesNotMatch", wrongSignature},
		{"other service", func(r *request, service string) { r.service = "s3" },
			"SignatureDoesNotMatch", "Credential should be scoped to correct service: '"},
	}
}

// allOperations are all operations of all APIs with tables: a new row is covered by being there.
func allOperations() []access.Operation {
	return slices.Concat(cfapi.Operations(), kvsapi.Operations(), ownapi.Operations())
}

// TestAuthMatrix sends every operation in every way of signing.
func TestAuthMatrix(t *testing.T) {
	i := run(t, server.Config{})
	revoked, rotated := i.create(t, "revoked", "admin"), i.create(t, "rotated", "admin")
	i.own(t, http.MethodDelete, "/access-keys/"+revoked.ID, "", nil)
	i.own(t, http.MethodPost, "/access-keys/"+rotated.ID+"/rotate", "", nil)
	cases := matrixCases(revoked, rotated)
	for _, op := range allOperations() {
		t.Run(op.Service+"/"+op.Name, func(t *testing.T) {
			for _, asymmetric := range []bool{false, true} {
				if asymmetric && op.Service != kvsapi.Service {
					continue
				}
				for _, c := range cases {
					r := request{
						method: op.Method, path: pathOf(op), key: i.root, service: op.Service, asymmetric: asymmetric,
						header: http.Header{"If-Match": {"E1"}},
					}
					c.change(&r, op.Service)
					status, header, body := i.send(t, r)
					if c.code == "" {
						if status >= 300 && isAuthCode(readFailure(t, op.Service, header, body).Code) || status == http.StatusForbidden {
							t.Errorf("%s: %d %s, want it let through", c.name, status, body)
						}
						continue
					}
					want := c.code
					if op.Service == kvsapi.Service {
						want = dataCodes[c.code]
					}
					got := readFailure(t, op.Service, header, body)
					if status != http.StatusForbidden || got.Code != want || !strings.HasPrefix(got.Message, c.text) {
						t.Errorf("%s: %d %s, want 403 %s: %s", c.name, status, body, want, c.text)
					}
				}
			}
		})
	}
}

// TestRoleMatrix sends every operation with a key of every role.
func TestRoleMatrix(t *testing.T) {
	i := run(t, server.Config{})
	for _, role := range []selvedge.Role{selvedge.RoleReader, selvedge.RoleDeployer, selvedge.RoleAdmin} {
		k := i.create(t, "the-"+string(role), string(role))
		for _, op := range allOperations() {
			t.Run(string(role)+"/"+op.Service+"/"+op.Name, func(t *testing.T) {
				status, header, body := i.send(t, request{method: op.Method, path: pathOf(op), key: k, service: op.Service, asymmetric: op.Service == kvsapi.Service})
				if role.Includes(op.Role) {
					if status == http.StatusForbidden {
						t.Errorf("%d %s, want it let through", status, body)
					}
					return
				}
				code := "AccessDenied"
				if op.Service == kvsapi.Service {
					code = "AccessDeniedException"
				}
				action := op.Service + ":" + op.Name
				got := readFailure(t, op.Service, header, body)
				want := "User: arn:aws:iam::" + account + ":user/the-" + string(role) + " is not authorized to perform: " + action + " on resource: "
				if status != http.StatusForbidden || got.Code != code || !strings.HasPrefix(got.Message, want) {
					t.Errorf("%d %s, want 403 %s: %s", status, body, code, want)
				}
			})
		}
	}
}

// TestRoles: what each role may, by name; the rest of the matrix follows from the tables.
func TestRoles(t *testing.T) {
	got := map[selvedge.Role][]string{}
	for _, op := range allOperations() {
		reads := op.Method == http.MethodGet || strings.HasPrefix(op.Name, "List") // some lists are asked for by POST
		if !reads || op.Role != selvedge.RoleReader {
			got[op.Role] = append(got[op.Role], op.Name)
		}
		if op.Changes == reads && op.Name != "TestFunction" {
			t.Errorf("%s changes something: %t", op.Name, op.Changes)
		}
	}
	for role, names := range map[selvedge.Role][]string{
		selvedge.RoleReader: {"TestFunction"},
		selvedge.RoleDeployer: {
			"CreateFunction", "UpdateFunction", "PublishFunction", "DeleteFunction", "CreateKeyValueStore", "UpdateKeyValueStore",
			"DeleteKeyValueStore", "UpdateKeys", "PutKey", "DeleteKey", "PutTestEvent", "DeleteTestEvent",
		},
		selvedge.RoleAdmin: {
			"CreateDistribution", "UpdateDistribution", "DeleteDistribution", "TagResource", "UntagResource",
			"ListAccessKeys", "CreateAccessKey", "RotateAccessKey", "RevokeAccessKey", "ListAuditRecords",
		},
	} {
		for _, name := range names {
			if !slices.Contains(got[role], name) {
				t.Errorf("%s does not need the role %s", name, role)
			}
		}
	}
}

// TestTagsNeedTheRoleOfTheResource: who may change a resource may tag it.
func TestTagsNeedTheRoleOfTheResource(t *testing.T) {
	i := run(t, server.Config{})
	k := i.create(t, "deployer", "deployer")
	for resource, want := range map[string]int{
		"arn:aws:cloudfront::" + account + ":function/f": 404, storeARN: 404, // let through
		"arn:aws:cloudfront::" + account + ":distribution/E1": 403, "": 403, "function/f": 403,
	} {
		status, _, body := i.send(t, request{
			method: http.MethodPost, path: "/2020-05-31/tagging?Operation=Tag&Resource=" + url.QueryEscape(resource), key: k, service: cfapi.Service,
			body: "<Tags><Items><Tag><Key>k</Key></Tag></Items></Tags>",
		})
		if status != want {
			t.Errorf("TagResource of %q: %d %s, want %d", resource, status, body, want)
		}
	}
}
