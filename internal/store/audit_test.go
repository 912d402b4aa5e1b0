// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
	"selvedge/internal/store"
)

// audited returns a context of a call, and its record.
func audited(ctx context.Context, operation, ifMatch string, now time.Time) (context.Context, *selvedge.Audit) {
	a := selvedge.NewAudit(selvedge.AuditRecord{RequestID: "r", AccessKeyID: "AKIAX", Name: "n", Operation: operation, ETagBefore: ifMatch}, now)
	return selvedge.WithAudit(ctx, a), a
}

// TestAuditIsPartOfTheChange: the record has the revision of the change; a change that is not made leaves none.
func TestAuditIsPartOfTheChange(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		for i, step := range []struct {
			operation, ifMatch string
			run                func(ctx context.Context) error
			key                string // that it changes; empty when it fails
			want               string // resource and ETag after
		}{
			{"cloudfront:CreateFunction", "", func(ctx context.Context) error {
				_, err := f.CreateFunction(ctx, newFunction("f"))
				return err
			}, "functions/f", "function/f ETVPDKIKX0DER"},
			{"cloudfront:CreateFunction", "", func(ctx context.Context) error {
				_, err := f.CreateFunction(ctx, newFunction("f"))
				return err
			}, "", ""},
			{"cloudfront:UpdateFunction", "ETVPDKIKX0DER", func(ctx context.Context) error {
				in := newFunction("f")
				_, err := f.UpdateFunction(ctx, "f", "ETVPDKIKX0DER", in.Config, in.Code)
				return err
			}, "functions/f", "function/f E3UN6WX5RRO2AG"},
			{"cloudfront:CreateKeyValueStore", "", func(ctx context.Context) error {
				_, err := f.CreateKeyValueStore(ctx, selvedge.NewKeyValueStore{Name: "s"})
				return err
			}, "store-names/s", "key-value-store/s E3UN6WX5RRO2AG"},
			{"cloudfront-keyvaluestore:PutKey", "KVTVPDKIKX0DER", func(ctx context.Context) error {
				s, err := f.KeyValueStore(ctx, "s")
				if err != nil {
					return err
				}
				_, err = f.ChangeKeyValues(ctx, s.ID, "KVTVPDKIKX0DER", selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: "k", Value: "hidden"}}})
				return err
			}, "kvs/", "key-value-store/s KV3UN6WX5RRO2AG"},
			{"cloudfront:DeleteFunction", "E3UN6WX5RRO2AG", func(ctx context.Context) error {
				return f.DeleteFunction(ctx, "f", "E3UN6WX5RRO2AG")
			}, "counters/functions", " "},
		} {
			ctx, audit := audited(t.Context(), step.operation, step.ifMatch, start.Add(time.Duration(i)*time.Second))
			err := step.run(ctx)
			r, stored := audit.End()
			if stored != (step.key != "") || (err == nil) != stored {
				t.Fatalf("%s: stored %t, %v", step.operation, stored, err)
			}
			resp, err := f.Client().Get(t.Context(), store.Root+"audit/made/"+r.ID)
			if err != nil || (resp.Count == 1) != stored {
				t.Fatalf("%s: %d records, %v", step.operation, resp.Count, err)
			}
			if !stored {
				continue
			}
			if got := r.Resource + " " + r.ETagAfter; got != step.want {
				t.Errorf("%s: %q, want %q", step.operation, got, step.want)
			}
			changed, err := f.Client().Get(t.Context(), store.Root+step.key, clientv3.WithPrefix(), clientv3.WithSort(clientv3.SortByModRevision, clientv3.SortDescend))
			if err != nil || len(changed.Kvs) == 0 || changed.Kvs[0].ModRevision != resp.Kvs[0].ModRevision {
				t.Errorf("%s: %s and its record are not of one revision, %v", step.operation, step.key, err)
			}
			if strings.Contains(string(resp.Kvs[0].Value), "hidden") {
				t.Errorf("%s: the record holds a value: %s", step.operation, resp.Kvs[0].Value)
			}
		}
	})
}

// TestImportIsNotPartOfTheCall: what an import does later leaves the record of the call alone.
func TestImportIsNotPartOfTheCall(t *testing.T) {
	f := open(t, store.Config{OpenImport: func(context.Context, string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(`{"data":[{"key":"k","value":"v"}]}`)), nil
	}})
	ctx, audit := audited(t.Context(), "cloudfront:CreateKeyValueStore", "", start)
	if _, err := f.CreateKeyValueStore(ctx, selvedge.NewKeyValueStore{Name: "s", ImportSource: "arn:aws:s3:::bucket/k.json"}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the store is ready", func() bool {
		s, err := f.KeyValueStore(t.Context(), "s")
		return err == nil && s.Status == selvedge.StoreReady
	})
	if r, stored := audit.End(); !stored || r.ETagAfter != "ETVPDKIKX0DER" {
		t.Errorf("stored %t, ETag after the call %s", stored, r.ETagAfter)
	}
}

// put stores n records a second apart.
func (f fixture) putAudit(t *testing.T, n int, r selvedge.AuditRecord, from time.Time) {
	t.Helper()
	for i := range n {
		one, _ := selvedge.NewAudit(r, from.Add(time.Duration(i)*time.Second)).End()
		one.Outcome, one.RequestID = r.Outcome, fmt.Sprint(i)
		if err := f.PutAudit(t.Context(), one); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAuditRecordsAreChosen(t *testing.T) {
	f := open(t, store.Config{})
	f.putAudit(t, 1200, selvedge.AuditRecord{Operation: "cloudfront:PublishFunction", Resource: "function/f", Name: "ci", AccessKeyID: "A", Outcome: "ok"}, start)
	f.putAudit(t, 600, selvedge.AuditRecord{Operation: "cloudfront:TagResource", Resource: "distribution/E1", Name: "x", AccessKeyID: "B", Outcome: "AccessDenied"},
		start.Add(500*time.Millisecond))
	for name, tt := range map[string]struct {
		q     selvedge.AuditQuery
		n     int
		first string // request id of the oldest
	}{
		"all":                  {selvedge.AuditQuery{Limit: 1000}, 1000, "400"}, // 600 of one kind after 600 and 600 of both
		"newest":               {selvedge.AuditQuery{Limit: 3}, 3, "1197"},
		"one":                  {selvedge.AuditQuery{Limit: 1}, 1, "1199"},
		"operation":            {selvedge.AuditQuery{Operation: "TagResource", Limit: 5}, 5, "595"},
		"operation of service": {selvedge.AuditQuery{Operation: "cloudfront:TagResource", Limit: 5}, 5, "595"},
		"key by name":          {selvedge.AuditQuery{Key: "x", Limit: 1000}, 600, "0"},
		"key by id":            {selvedge.AuditQuery{Key: "B", Limit: 1000}, 600, "0"},
		"kind of resource":     {selvedge.AuditQuery{Resource: "distribution", Limit: 1000}, 600, "0"},
		"resource":             {selvedge.AuditQuery{Resource: "distribution/E1", Limit: 2}, 2, "598"},
		"beginning of a name":  {selvedge.AuditQuery{Resource: "dist", Limit: 1000}, 0, ""},
		"since":                {selvedge.AuditQuery{Since: start.Add(1100 * time.Second), Limit: 1000}, 100, "1100"},
		"until":                {selvedge.AuditQuery{Until: start.Add(2 * time.Second), Limit: 1000}, 4, "0"},
		"between":              {selvedge.AuditQuery{Since: start.Add(2 * time.Second), Until: start.Add(time.Second), Limit: 1000}, 0, ""},
	} {
		got, err := f.AuditRecords(t.Context(), tt.q)
		if err != nil || len(got) != tt.n || tt.n > 0 && got[0].RequestID != tt.first && name != "all" {
			t.Errorf("%s: %d records from %v, %v", name, len(got), got[:min(len(got), 1)], err)
		}
		for i := 1; i < len(got); i++ {
			if got[i].ID <= got[i-1].ID {
				t.Fatalf("%s: %s comes after %s", name, got[i].ID, got[i-1].ID)
			}
		}
	}
	for _, limit := range []int{0, -1, selvedge.MaxAuditRecords + 1} {
		if _, err := f.AuditRecords(t.Context(), selvedge.AuditQuery{Limit: limit}); selvedge.ErrorCode(err) != selvedge.CodeInvalidArgument {
			t.Errorf("limit %d: %v", limit, err)
		}
	}
}

// TestAuditIsBounded: by number and by age, each kind for itself.
func TestAuditIsBounded(t *testing.T) {
	f := open(t, store.Config{AuditKeep: 10, AuditAge: time.Hour})
	f.putAudit(t, 5, selvedge.AuditRecord{Operation: "s:Made", Outcome: "ok"}, start)
	f.putAudit(t, 2500, selvedge.AuditRecord{Operation: "s:Refused", Outcome: "AccessDenied"}, start)
	count := func(operation string) (n int, first string) {
		t.Helper()
		list := value[[]selvedge.AuditRecord](t)(f.AuditRecords(t.Context(), selvedge.AuditQuery{Operation: operation, Limit: 1000}))
		if len(list) > 0 {
			first = list[0].RequestID
		}
		return len(list), first
	}
	var others sync.WaitGroup
	for range 4 { // and the store's own, which has seen that there are many
		others.Go(func() {
			if err := f.TrimAudit(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	others.Wait()
	if n, first := count("Refused"); n != 10 || first != "2490" {
		t.Errorf("%d refused calls are kept, from %s", n, first)
	}
	if n, _ := count("Made"); n != 5 {
		t.Errorf("%d changes are kept beside many refused calls", n)
	}
	f.clock.advance(time.Hour + 3*time.Second)
	if err := f.TrimAudit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, first := count("Made"); n != 2 || first != "3" {
		t.Errorf("%d old changes are kept, from %s", n, first)
	}
}

// TestAuditTrimsItself: a trimmer looks after so many records without being told.
func TestAuditTrimsItself(t *testing.T) {
	f := open(t, store.Config{AuditKeep: 10})
	f.putAudit(t, 1500, selvedge.AuditRecord{Operation: "s:Made", Outcome: "ok"}, start)
	eventually(t, "trimmed", func() bool {
		resp, err := f.Client().Get(t.Context(), store.Root+"audit/", clientv3.WithPrefix(), clientv3.WithCountOnly())
		return err == nil && resp.Count <= 510
	})
}

// BenchmarkAudit compares changes with and without a record, each made durable.
func BenchmarkAudit(b *testing.B) {
	for _, mode := range []string{"none", "with the change", "after the change"} {
		b.Run(mode, func(b *testing.B) {
			s, err := store.Open(b.Context(), store.Config{DataDir: b.TempDir(), AccountID: account, Domain: "example.net"})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			in := benchFunction()
			in.Name = "f"
			if _, err := s.CreateFunction(b.Context(), in); err != nil {
				b.Fatal(err)
			}
			version := uint64(1)
			for b.Loop() {
				ctx, audit := b.Context(), (*selvedge.Audit)(nil)
				if mode == "with the change" {
					ctx, _ = audited(ctx, "cloudfront:UpdateFunction", selvedge.ETag(version), time.Now())
				}
				if _, err := s.UpdateFunction(ctx, "f", selvedge.ETag(version), in.Config, in.Code); err != nil {
					b.Fatal(err)
				}
				version++
				if mode == "after the change" {
					_, audit = audited(ctx, "cloudfront:UpdateFunction", selvedge.ETag(version), time.Now())
					r, _ := audit.End()
					if err := s.PutAudit(ctx, r); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
