// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/access"
)

// keys is an AccessKeyService that has one key called one.
type keys struct{}

func (keys) AccessKeys(context.Context) ([]selvedge.AccessKey, error) {
	return []selvedge.AccessKey{{ID: "one", Name: "n", Role: selvedge.RoleReader}}, nil
}

func (keys) CreateAccessKey(_ context.Context, name string, role selvedge.Role) (*selvedge.AccessKey, string, error) {
	return &selvedge.AccessKey{ID: "two", Name: name, Role: role}, "hidden", selvedge.ValidateAccessKey(name, role)
}

func (keys) RotateAccessKey(_ context.Context, id string, grace time.Duration) (*selvedge.AccessKey, string, error) {
	return &selvedge.AccessKey{ID: id, FormerUntil: time.Unix(0, 0).UTC().Add(grace)}, "hidden", selvedge.ValidateGrace(grace)
}

func (keys) RevokeAccessKey(_ context.Context, id string) error {
	if id != "one" {
		return selvedge.Errorf(selvedge.CodeNoSuchResource, "no %s", id)
	}
	return nil
}

// records is an AuditService that tells the query.
type records struct{ put *[]selvedge.AuditRecord }

func (r records) PutAudit(_ context.Context, record selvedge.AuditRecord) error {
	*r.put = append(*r.put, record)
	return nil
}

func (records) AuditRecords(_ context.Context, q selvedge.AuditQuery) ([]selvedge.AuditRecord, error) {
	return []selvedge.AuditRecord{{Time: q.Since, Operation: q.Operation, Name: q.Key, Resource: q.Resource, ID: strings.Repeat("x", q.Limit%7)}}, nil
}

func TestKeysAndAuditAnswers(t *testing.T) {
	a, err := New(config(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"GET", "/access-keys", "", 200, `"Items":[{"ID":"one","Name":"n","Role":"reader","Root":false}]`},
		{"POST", "/access-keys", `{"Name":"ci","Role":"deployer"}`, 200, `"Secret":"hidden"`},
		{"POST", "/access-keys", `{"Name":"ci","Role":"boss"}`, 400, `The role \"boss\" is not admin, deployer or reader.`},
		{"POST", "/access-keys", `{"Name":"root","Role":"admin"}`, 400, "root key"},
		{"POST", "/access-keys", `{"Name":"a/b","Role":"admin"}`, 400, "a/b"},
		{"POST", "/access-keys", "", 400, "body"},
		{"POST", "/access-keys/one/rotate", "", 200, `"Secret":"hidden"`},
		{"POST", "/access-keys/one/rotate", `{"GraceSeconds":60}`, 200, `"FormerUntil":"1970-01-01T00:01:00Z"`},
		{"POST", "/access-keys/one/rotate", `{"GraceSeconds":99999999999}`, 400, "grace period"},
		{"POST", "/access-keys/one/rotate", `{"GraceSeconds":-5}`, 400, "grace period"},
		{"DELETE", "/access-keys/one", "", 204, ""},
		{"DELETE", "/access-keys/two", "", 404, `"Code":"NoSuchResource"`},
		{"GET", "/audit?Since=2026-01-02T03:04:05Z&Operation=o&Key=k&Resource=r&Limit=3", "", 200,
			`{"Items":[{"ID":"xxx","Time":"2026-01-02T03:04:05Z","RequestId":"","Name":"k","Address":"","Via":"","Operation":"o","Resource":"r","Outcome":""}]}`},
		{"GET", "/audit?Limit=many", "", 400, "Limit"},
		{"GET", "/audit?Until=yesterday", "", 400, "Until"},
	} {
		w := httptest.NewRecorder()
		a.ServeHTTP(w, httptest.NewRequest(c.method, Root+c.path, strings.NewReader(c.body)))
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s %s: %d %s, want %d with %s", c.method, c.path, w.Code, w.Body, c.status, c.want)
		}
	}
}

// TestGuardIsAsked: what an operation is about is what the record and the refusal name.
func TestGuardIsAsked(t *testing.T) {
	var put []selvedge.AuditRecord
	sink := records{&put}
	c := config(t)
	c.Audit, c.Guard = sink, &access.Guard{AccountID: account, Audit: sink}
	c.Verify = func(*http.Request, []byte) (selvedge.Principal, error) {
		k := selvedge.AccessKey{ID: "AKIAX", Name: "n", Role: selvedge.RoleDeployer}
		return k.Principal(account), nil
	}
	a, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{"PUT /functions/f/test-events/e", "DELETE /access-keys/one", "GET /functions/f/test-events"} {
		method, path, _ := strings.Cut(target, " ")
		w := httptest.NewRecorder()
		a.ServeHTTP(w, httptest.NewRequest(method, Root+path, strings.NewReader("{}")))
		if method == http.MethodDelete && (w.Code != 403 || !strings.Contains(w.Body.String(), `"Code":"AccessDenied","Message":"User: `+
			`arn:aws:iam::111122223333:user/n is not authorized to perform: selvedge:RevokeAccessKey on resource: `)) {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
	var got []string
	for _, r := range put {
		got = append(got, strings.Join([]string{r.AccessKeyID, r.Name, r.Operation, r.Resource, r.Item, r.Outcome}, " "))
	}
	want := []string{
		"AKIAX n selvedge:PutTestEvent function/f e ok",
		"AKIAX n selvedge:RevokeAccessKey access-key/one  AccessDenied",
	}
	if !slices.Equal(got, want) {
		t.Errorf("records %q, want %q", got, want)
	}
}
