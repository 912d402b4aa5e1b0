// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package access

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"selvedge"
)

// Operation is what the tables of the APIs say about an operation.
type Operation struct {
	Service string // as in signatures: cloudfront
	Name    string
	Method  string
	Path    string        // with {labels}, and the query that tells it from its siblings
	Role    selvedge.Role // the least that may call it
	Changes bool          // something; it is then recorded
}

// Least returns the role that an operation needs: one that only reads a reader, and any other what the table of the API
// says, which is an admin when it says nothing.
func Least(method, name string, table map[string]selvedge.Role) selvedge.Role {
	if role, ok := table[name]; ok {
		return role
	}
	if method == http.MethodGet {
		return selvedge.RoleReader
	}
	return selvedge.RoleAdmin
}

// Call is a call of an operation.
type Call struct {
	Operation
	Resource string // as behind the account in an ARN, a * for what is not known; empty: none
	Item     string // see selvedge.AuditRecord
	IfMatch  string // as sent
}

// auditTimeout bounds how long a record may take that is written after its call.
const auditTimeout = 5 * time.Second

// Guard lets calls through. A nil Guard lets all through and records nothing.
type Guard struct {
	AccountID string // 12 digits; part of ARNs in refusals
	Open      bool   // authentication is off: nobody has signed, and everybody may do everything
	Audit     selvedge.AuditService
	Logger    *slog.Logger
	Now       func() time.Time // nil means time.Now
}

// Do runs a call when its caller may make it, and else returns AccessDenied. A call that changes something is recorded,
// whatever comes of it.
func (g *Guard) Do(ctx context.Context, c Call, run func(context.Context) error) error {
	if g == nil {
		return run(ctx)
	}
	denied := g.check(ctx, &c)
	if !c.Changes {
		if denied != nil {
			return denied
		}
		return run(ctx)
	}
	audit := g.begin(ctx, &c)
	if denied != nil {
		g.end(ctx, audit, denied)
		return denied
	}
	err := errors.New("panic")
	defer func() { g.end(ctx, audit, err) }()
	err = run(selvedge.WithAudit(ctx, audit))
	return err
}

// check returns AccessDenied when the role of the caller is too low. Source of the first sentence: auth.md section 2; AWS
// IAM user guide, "Troubleshoot access denied error messages".
func (g *Guard) check(ctx context.Context, c *Call) error {
	who, ok := selvedge.PrincipalOf(ctx)
	if !ok && g.Open || who.Role.Includes(c.Role) {
		return nil
	}
	resource := "*"
	if c.Resource != "" {
		resource = "arn:aws:cloudfront::" + g.AccountID + ":" + c.Resource
	}
	action := c.Service + ":" + c.Name
	return selvedge.Errorf(selvedge.CodeAccessDenied, "User: %s is not authorized to perform: %s on resource: %s because no "+
		"identity-based policy allows the %s action. The access key has the role %s; it takes %s.",
		who.ARN, action, resource, action, who.Role, c.Role)
}

func (g *Guard) begin(ctx context.Context, c *Call) *selvedge.Audit {
	now := g.Now
	if now == nil {
		now = time.Now
	}
	who, _ := selvedge.PrincipalOf(ctx)
	from := selvedge.SourceOf(ctx)
	return selvedge.NewAudit(selvedge.AuditRecord{
		RequestID: selvedge.RequestID(ctx), AccessKeyID: who.AccessKeyID, Name: who.Name, ARN: who.ARN,
		Address: from.Address, Via: from.Via, Operation: c.Service + ":" + c.Name,
		Resource: c.Resource, Item: c.Item, ETagBefore: strings.Trim(strings.TrimSpace(c.IfMatch), `"`),
	}, now())
}

// end records a call that is over, unless its change has. The record must not get lost with the client. When it cannot
// be written the log has it; the call is over, and its outcome is the answer.
func (g *Guard) end(ctx context.Context, audit *selvedge.Audit, err error) {
	r, stored := audit.End()
	if stored && err == nil {
		return
	}
	if r.Outcome = outcome(err); err != nil && stored {
		r.ETagAfter = ""
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), auditTimeout)
	defer cancel()
	if problem := g.Audit.PutAudit(ctx, r); problem != nil && g.Logger != nil {
		g.Logger.Error("audit record not stored", selvedge.LogOperation, r.Operation, selvedge.LogResource, r.Resource,
			selvedge.LogAccessKey, r.AccessKeyID, selvedge.LogOutcome, r.Outcome, selvedge.LogRequestID, r.RequestID, selvedge.LogErr, problem)
	}
}

// outcome returns what a record says of err.
func outcome(err error) string {
	switch code := selvedge.ErrorCode(err); {
	case err == nil:
		return selvedge.AuditOK
	case code != "":
		return string(code)
	case errors.Is(err, context.Canceled):
		return "ClientGone"
	}
	return "InternalError"
}
