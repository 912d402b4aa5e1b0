// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"
	"time"
)

// AuditOK is the outcome of a call that made its change.
const AuditOK = "ok"

// AuditRecord says who wanted to change what. It holds no secret, no code and no value.
type AuditRecord struct {
	ID        string // unique; in order of time
	Time      time.Time
	RequestID string `json:"RequestId"`

	AccessKeyID string `json:"AccessKeyId,omitempty"` // empty when authentication is off
	Name        string `json:",omitempty"`            // of the key
	ARN         string `json:",omitempty"`            // of its user

	Address string // of the peer, with port
	Via     string // "api" or "console"

	Operation string // with the service before it, as in cloudfront:CreateFunction
	Resource  string // as behind the account in an ARN: function/f; a * stands for what is not known
	Item      string `json:",omitempty"` // what of the resource: the key of a key value store, the name of a test event

	Outcome    string // AuditOK, or the code of the error
	ETagBefore string `json:",omitempty"` // what the call said that it changes
	ETagAfter  string `json:",omitempty"`
}

// maxAuditField bounds what callers can make a record hold, in bytes of a member.
const maxAuditField = 1024

// clip shortens what is too long.
func clip(text string) string {
	if len(text) <= maxAuditField {
		return text
	}
	return text[:maxAuditField] + "…"
}

// AuditQuery chooses records. The zero value of a member chooses all.
type AuditQuery struct {
	Since, Until time.Time // from, and before
	Operation    string    // with or without the service
	Key          string    // id or name of the access key
	Resource     string    // whole, or its beginning before a slash
	Limit        int       // at most so many, the newest; must be positive
}

// MaxAuditRecords bounds the answer to a query.
const MaxAuditRecords = 1000

// AuditService keeps audit records. Implementations are safe for concurrent use.
type AuditService interface {
	// PutAudit stores the record of a call that has made no change, or of which it is not stored with the change.
	PutAudit(ctx context.Context, r AuditRecord) error
	// AuditRecords returns records, oldest first.
	AuditRecords(ctx context.Context, q AuditQuery) ([]AuditRecord, error)
}

// Audit is the record of a call while it runs. The context carries it to the store, which writes it in the transaction
// that makes the change. It is safe for concurrent use, and nil does nothing.
type Audit struct {
	mu sync.Mutex

	record AuditRecord
	stored bool // with a change
	ended  bool // the call is over; what goes on in the background is not part of it
}

// NewAudit returns the audit of a call that begins now, with an id that r need not have.
func NewAudit(r AuditRecord, now time.Time) *Audit {
	r.Time = now.UTC().Truncate(time.Microsecond)
	r.ID = fmt.Sprintf("%016d-%s", r.Time.UnixMicro(), rand.Text()[:10])
	r.Outcome = AuditOK
	r.Resource, r.Item, r.ETagBefore, r.Address = clip(r.Resource), clip(r.Item), clip(r.ETagBefore), clip(r.Address)
	return &Audit{record: r}
}

// Name says what the call is about, when that shows only while it runs.
func (a *Audit) Name(resource string) {
	if a == nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()

	a.record.Resource = clip(resource)
}

// Current returns the record as it is now; false when there is none to store.
func (a *Audit) Current() (AuditRecord, bool) {
	if a == nil {
		return AuditRecord{}, false
	}
	a.mu.Lock()
	defer a.mu.Unlock()

	return a.record, !a.ended
}

// Stored says that r is stored.
func (a *Audit) Stored(r AuditRecord) {
	if a == nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()

	if !a.ended {
		a.record, a.stored = r, true
	}
}

// End ends the call and returns its record, and whether that is stored already.
func (a *Audit) End() (r AuditRecord, stored bool) {
	a.mu.Lock()
	defer a.mu.Unlock()

	a.ended = true
	return a.record, a.stored
}

// WithAudit returns a context that carries the record of a call.
func WithAudit(ctx context.Context, a *Audit) context.Context {
	return context.WithValue(ctx, auditKey, a)
}

// AuditOf returns the record of the call that ctx belongs to, or nil.
func AuditOf(ctx context.Context) *Audit {
	a, _ := ctx.Value(auditKey).(*Audit)
	return a
}
