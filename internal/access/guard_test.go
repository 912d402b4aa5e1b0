// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package access_test

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"selvedge"
	"selvedge/internal/access"
)

const account = "111122223333"

// records keeps what is put.
type records struct {
	list []selvedge.AuditRecord
	err  error
}

func (r *records) PutAudit(_ context.Context, record selvedge.AuditRecord) error {
	r.list = append(r.list, record)
	return r.err
}

func (r *records) AuditRecords(context.Context, selvedge.AuditQuery) ([]selvedge.AuditRecord, error) {
	return r.list, nil
}

// as returns a context of a request with a key of a role.
func as(t *testing.T, role selvedge.Role) context.Context {
	k := selvedge.AccessKey{ID: "AKIAX", Name: "ci", Role: role}
	ctx := selvedge.WithPrincipal(t.Context(), k.Principal(account))
	ctx = selvedge.WithRequestID(ctx, "request")
	return selvedge.WithSource(ctx, selvedge.Source{Address: "192.0.2.1:5", Via: "api"})
}

func publish(ifMatch string) access.Call {
	return access.Call{
		Operation: access.Operation{Service: "cloudfront", Name: "PublishFunction", Role: selvedge.RoleDeployer, Changes: true},
		Resource:  "function/f", IfMatch: ifMatch,
	}
}

func TestGuardRecordsWhatComesOfACall(t *testing.T) {
	record := selvedge.AuditRecord{
		RequestID: "request", AccessKeyID: "AKIAX", Name: "ci", ARN: "arn:aws:iam::" + account + ":user/ci", Address: "192.0.2.1:5", Via: "api",
		Operation: "cloudfront:PublishFunction", Resource: "function/f", ETagBefore: "E1",
	}
	for _, tt := range []struct {
		name    string
		role    selvedge.Role
		run     func(context.Context) error
		outcome string // empty: none is put
	}{
		{"done", selvedge.RoleAdmin, func(context.Context) error { return nil }, "ok"},
		{"stored with the change", selvedge.RoleDeployer, func(ctx context.Context) error {
			r, _ := selvedge.AuditOf(ctx).Current()
			selvedge.AuditOf(ctx).Stored(r)
			return nil
		}, ""},
		{"refused by the service", selvedge.RoleDeployer, func(context.Context) error {
			return selvedge.Errorf(selvedge.CodePreconditionFailed, "x")
		}, "PreconditionFailed"},
		{"failed inside", selvedge.RoleDeployer, func(context.Context) error { return errors.New("disk full") }, "InternalError"},
		{"client gone", selvedge.RoleDeployer, func(context.Context) error { return context.Canceled }, "ClientGone"},
		{"not allowed", selvedge.RoleReader, func(context.Context) error { panic("called") }, "AccessDenied"},
		{"no role", "", func(context.Context) error { panic("called") }, "AccessDenied"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sink := &records{}
			g := &access.Guard{AccountID: account, Audit: sink}
			err := g.Do(as(t, tt.role), publish(` "E1" `), tt.run)
			if (err == nil) != (tt.outcome == "ok" || tt.outcome == "") {
				t.Errorf("Do = %v", err)
			}
			var want []selvedge.AuditRecord
			if tt.outcome != "" {
				r := record
				r.Outcome = tt.outcome
				want = append(want, r)
			}
			if diff := cmp.Diff(want, sink.list, cmpopts.IgnoreFields(selvedge.AuditRecord{}, "ID", "Time")); diff != "" {
				t.Errorf("records (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGuardRecordsAPanic(t *testing.T) {
	sink := &records{}
	g := &access.Guard{AccountID: account, Audit: sink}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic did not come through")
			}
		}()
		_ = g.Do(as(t, selvedge.RoleAdmin), publish(""), func(context.Context) error { panic("boom") })
	}()
	if len(sink.list) != 1 || sink.list[0].Outcome != "InternalError" {
		t.Errorf("records %+v", sink.list)
	}
}

func TestGuardWithoutARecord(t *testing.T) {
	sink := &records{err: errors.New("full")}
	g := &access.Guard{AccountID: account, Audit: sink}
	if err := g.Do(as(t, selvedge.RoleAdmin), publish(""), func(context.Context) error { return nil }); err != nil {
		t.Errorf("a call that was made is answered with %v, as its record was not stored", err)
	}
	read := access.Call{Operation: access.Operation{Service: "cloudfront", Name: "GetFunction", Role: selvedge.RoleReader}}
	sink.list = nil
	if err := g.Do(as(t, selvedge.RoleReader), read, func(context.Context) error { return nil }); err != nil || len(sink.list) > 0 {
		t.Errorf("reading = %v with %d records", err, len(sink.list))
	}
	g = &access.Guard{AccountID: account, Audit: sink, Open: true}
	if err := g.Do(t.Context(), publish(""), func(context.Context) error { return nil }); err != nil || len(sink.list) != 1 || sink.list[0].AccessKeyID != "" {
		t.Errorf("with authentication off: %v, records %+v", err, sink.list)
	}
	g.Open = false
	if err := g.Do(t.Context(), read, nil); selvedge.ErrorCode(err) != selvedge.CodeAccessDenied {
		t.Errorf("without a principal: %v, want AccessDenied", err)
	}
	var none *access.Guard
	if err := none.Do(t.Context(), publish(""), func(context.Context) error { return nil }); err != nil {
		t.Errorf("without a guard: %v", err)
	}
}

// TestRefusal: the text of AWS, then ours. Source: auth.md section 2.
func TestRefusal(t *testing.T) {
	g := &access.Guard{AccountID: account, Audit: &records{}}
	err := g.Do(as(t, selvedge.RoleReader), publish(""), nil)
	const want = "AccessDenied: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: cloudfront:PublishFunction on resource: " +
		"arn:aws:cloudfront::111122223333:function/f because no identity-based policy allows the cloudfront:PublishFunction action. " +
		"The access key has the role reader; it takes deployer."
	if err == nil || err.Error() != want {
		t.Errorf("Do = %v, want %s", err, want)
	}
}

func TestLeast(t *testing.T) {
	table := map[string]selvedge.Role{"Put": selvedge.RoleDeployer, "Secrets": selvedge.RoleAdmin}
	for _, tt := range []struct {
		method, name string
		want         selvedge.Role
	}{
		{http.MethodGet, "Get", selvedge.RoleReader},
		{http.MethodGet, "Secrets", selvedge.RoleAdmin},
		{http.MethodPut, "Put", selvedge.RoleDeployer},
		{http.MethodPost, "New", selvedge.RoleAdmin}, // what nobody has said anything of
		{http.MethodHead, "New", selvedge.RoleAdmin},
	} {
		if got := access.Least(tt.method, tt.name, table); got != tt.want {
			t.Errorf("Least(%s, %s) = %s, want %s", tt.method, tt.name, got, tt.want)
		}
	}
	if selvedge.RoleDeployer.Includes("") || selvedge.Role("boss").Includes(selvedge.RoleReader) || !selvedge.RoleAdmin.Includes("") {
		t.Error("what is no role is not treated safely")
	}
}

func TestResource(t *testing.T) {
	for _, tt := range []struct {
		pattern string
		labels  map[string]string
		want    string
	}{
		{"/function", nil, "function/*"},
		{"/function/{Name}/publish", map[string]string{"Name": "f"}, "function/f"},
		{"/origin-access-identity/cloudfront/{Id}/config", map[string]string{"Id": "E1"}, "origin-access-identity/cloudfront/E1"},
		{"/distribution/{DistributionId}/invalidation/{Id}", map[string]string{"DistributionId": "E1", "Id": "I1"}, "distribution/E1"},
	} {
		if got := access.ResourceIn(tt.pattern, tt.labels); got != tt.want {
			t.Errorf("ResourceIn(%s) = %s, want %s", tt.pattern, got, tt.want)
		}
	}
	if got := access.ResourceOf("arn:aws:cloudfront::111122223333:function/a:b"); got != "function/a:b" {
		t.Errorf("ResourceOf = %q", got)
	}
}

// reads are the methods of services that change nothing.
var reads = map[string]bool{
	"Function": true, "Functions": true, "Distribution": true, "Distributions": true, "TestEvents": true, "KeyValueStore": true,
	"KeyValueStores": true, "KeyValueStoreByID": true, "KeyValue": true, "KeyValues": true, "KeyValueView": true, "Tags": true,
}

// TestServicesGuardEveryChange calls every method of the wrapped services as somebody who may do nothing. What is not known to
// only read must be refused: the services behind are nil, so that what passes panics.
func TestServicesGuardEveryChange(t *testing.T) {
	g := &access.Guard{AccountID: account, Audit: &records{}}
	seen := map[string]bool{}
	for _, service := range []any{
		g.Functions(nil), g.Distributions(nil), g.TestEvents(nil), g.KeyValueStores(nil), g.KeyValues(nil), g.Tags(nil),
	} {
		v := reflect.ValueOf(service)
		for i := range v.NumMethod() {
			name := v.Type().Method(i).Name
			seen[name] = true
			if reads[name] {
				continue
			}
			if err := call(v.Method(i), as(t, "")); selvedge.ErrorCode(err) != selvedge.CodeAccessDenied || !strings.Contains(err.Error(), " is not authorized to perform: ") {
				t.Errorf("%s of %T = %v, want AccessDenied", name, service, err)
			}
		}
	}
	for name := range reads {
		if !seen[name] {
			t.Errorf("no service has %s", name)
		}
	}
}

// call calls a method with ctx and zero values, and returns its error.
func call(method reflect.Value, ctx context.Context) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("it passes")
		}
	}()
	in := []reflect.Value{reflect.ValueOf(ctx)}
	for i := 1; i < method.Type().NumIn(); i++ {
		in = append(in, reflect.Zero(method.Type().In(i)))
	}
	out := method.Call(in)
	err, _ = out[len(out)-1].Interface().(error)
	return err
}
