// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package sigv4 checks AWS Signature Version 4 on requests as a server receives them, with one region (SigV4) and with
// many (SigV4A), in both forms: the Authorization header and the presigned query. It answers one question, who signed this request, and refuses
// everything whose answer is not certain.
//
// Verifier is the only type that does anything; Credential is what its Lookup returns; MismatchError is the cause
// inside a SignatureDoesNotMatch and holds what the signer should have signed.
//
// Invariants: what is compared is the wire form, so the path and the query that a handler acts on must come from
// the same request target (Verify reads r.RequestURI, not r.URL). Signatures are compared in constant time. No
// error and no cause contains a secret. Every refusal is a *selvedge.Error with one of the codes of auth.md
// section 2; any other error comes from Lookup and is internal.
//
// A Verifier is immutable while it is used and safe for concurrent use.
//
// The package deliberately does not read bodies (the caller bounds and reads them), does not authorise, keeps no
// list of seen signatures (a request can be replayed within the clock window, as with AWS), and logs nothing. The
// size of headers is bounded by the server (http.Server.MaxHeaderBytes); the rest is bounded here.
//
// An algorithm is a row in the table of scheme.go: parsing (parse.go, input.go) and the canonical request
// (canonical.go) are common to all.
//
// Start reading at verifier.go.
package sigv4
