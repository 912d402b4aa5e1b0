// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import "context"

// Principal is who signed a request.
type Principal struct {
	AccessKeyID string
	ARN         string
	Name        string // of the access key
	Role        Role
}

// Source says where a request comes from.
type Source struct {
	Address string // of the peer, with port
	Via     string // "api" or "console"
}

type contextKey int

const (
	requestIDKey contextKey = iota
	principalKey
	sourceKey
	auditKey
)

// WithRequestID returns a context that carries the id of an API request.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey, id)
}

// RequestID returns the id of the API request that ctx belongs to, or "".
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey).(string)
	return id
}

// WithPrincipal returns a context that carries who signed the request.
func WithPrincipal(ctx context.Context, p Principal) context.Context {
	return context.WithValue(ctx, principalKey, p)
}

// PrincipalOf returns who signed the request, and whether it was signed.
func PrincipalOf(ctx context.Context) (Principal, bool) {
	p, ok := ctx.Value(principalKey).(Principal)
	return p, ok
}

// WithSource returns a context that carries where a request comes from.
func WithSource(ctx context.Context, s Source) context.Context {
	return context.WithValue(ctx, sourceKey, s)
}

// SourceOf returns where the request comes from that ctx belongs to; the zero Source when that is not known.
func SourceOf(ctx context.Context) Source {
	s, _ := ctx.Value(sourceKey).(Source)
	return s
}
