// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"selvedge"
)

// Defaults of a Verifier.
const (
	// DefaultSkew is how far clocks may differ. Source: auth.md 1.6, from an answer of CloudFront.
	DefaultSkew = 5 * time.Minute
	// DefaultMaxBody is the largest body in bytes. Source: api.md 1.2 (recommended there; AWS is silent).
	DefaultMaxBody = 1 << 20
)

// Credential is an access key as the server knows it.
type Credential struct {
	AccessKeyID string
	Secret      string             // never empty; a key without a secret is treated as unknown
	Former      string             // a secret that works, too, as it was replaced a short time ago; empty: none
	Principal   selvedge.Principal // who the key belongs to; returned by Verify as it is
}

// Verifier checks the signatures of requests. Lookup and Services must be set; the other fields have useful zero
// values. The fields must not change once Verify is called.
type Verifier struct {
	// Lookup returns the credential of an access key id, and false when there is none. The id comes from an
	// unauthenticated request: 1 to 128 printable ASCII characters without blanks and slashes. An error means that
	// the question could not be answered; Verify returns it wrapped.
	Lookup func(ctx context.Context, accessKeyID string) (Credential, bool, error)
	// Services lists the service names that the credential scope may bear; the first is the one that messages name.
	Services []string
	// Skew is how far the time of a request may be from now, either way; 0 means DefaultSkew.
	Skew time.Duration
	// Now tells the time; nil means time.Now.
	Now func() time.Time
	// MaxBody is the largest body in bytes that is hashed; 0 means DefaultMaxBody.
	MaxBody int64
}

// Verify returns who signed r. r is a request as a net/http server passed it to its handler; body is its whole
// body. The error is a *selvedge.Error with the code MissingAuthenticationToken, IncompleteSignature,
// InvalidClientTokenId, SignatureDoesNotMatch or RequestEntityTooLarge, or an internal one from Lookup.
// Source: auth.md sections 1 and 2.
func (v *Verifier) Verify(r *http.Request, body []byte) (selvedge.Principal, error) {
	cred, err := v.verify(r, body)
	if err != nil {
		return selvedge.Principal{}, err
	}
	return cred.Principal, nil
}

func (v *Verifier) verify(r *http.Request, body []byte) (Credential, error) {
	var none Credential
	if limit := v.maxBody(); int64(len(body)) > limit {
		return none, selvedge.Errorf(selvedge.CodeRequestEntityTooLarge,
			"The request body has %d bytes; the maximum is %d.", len(body), limit)
	}
	in, err := newInput(r, body)
	if err != nil {
		return none, err
	}
	a, err := parse(in)
	if err != nil {
		return none, err
	}
	if err := a.checkHeaders(in); err != nil {
		return none, err
	}
	cred, err := v.credential(r.Context(), a)
	if err != nil {
		return none, err
	}
	if err := v.checkScope(a); err != nil {
		return none, err
	}
	if err := v.checkTime(a); err != nil {
		return none, err
	}
	err = checkSignature(in, a, &cred)
	if err != nil && cred.Former != "" {
		former := cred
		former.Secret = cred.Former
		if checkSignature(in, a, &former) == nil {
			return cred, nil
		}
	}
	return cred, err
}

// credential looks the access key up. Keys of ours have no session tokens, so a request with one is signed with
// a key of somebody else. Source: auth.md section 2.
func (v *Verifier) credential(ctx context.Context, a *authorization) (Credential, error) {
	invalid := selvedge.Errorf(selvedge.CodeInvalidClientTokenID,
		"The security token included in the request is invalid.")
	if a.token != "" {
		return Credential{}, invalid
	}
	cred, found, err := v.Lookup(ctx, a.accessKeyID)
	if err != nil {
		return Credential{}, fmt.Errorf("access key %q: %w", a.accessKeyID, err)
	}
	if !found || cred.Secret == "" {
		return Credential{}, invalid
	}
	return cred, nil
}

// checkScope compares the credential scope with the time and the place of the request. Any region is accepted:
// clients with a custom endpoint sign with the region they are configured for. Source: auth.md 1.2, 1.4.
func (v *Verifier) checkScope(a *authorization) error {
	if !slices.Contains(v.Services, a.scope.service) {
		return mismatch("Credential should be scoped to correct service: '%s'.", v.serviceName())
	}
	if day := a.time.Format(dayLayout); a.scope.date != day {
		return mismatch("Date in Credential scope does not match the date of the request: '%s' != '%s', from '%s'.",
			a.scope.date, day, a.timestamp())
	}
	return nil
}

// checkTime compares the time of the request with the clock. Source of the texts: auth.md 1.6.
func (v *Verifier) checkTime(a *authorization) error {
	now := v.now().UTC().Truncate(time.Second) // the resolution of the texts below
	skew := v.skew()
	if latest := now.Add(skew); a.time.After(latest) {
		return mismatch("Signature not yet current: %s is still later than %s (%s + %s)",
			a.timestamp(), latest.Format(timeLayout), now.Format(timeLayout), span(skew))
	}
	age := skew
	if a.presigned {
		age = a.expires
	}
	if earliest := now.Add(-age); a.time.Before(earliest) {
		return mismatch("Signature expired: %s is now earlier than %s (%s - %s)",
			a.timestamp(), earliest.Format(timeLayout), now.Format(timeLayout), span(age))
	}
	return nil
}

// span writes d as AWS does: "5 min.".
func span(d time.Duration) string {
	if d%time.Minute == 0 {
		return fmt.Sprintf("%d min.", d/time.Minute)
	}
	return fmt.Sprintf("%d sec.", d/time.Second)
}

func (v *Verifier) serviceName() string {
	if len(v.Services) == 0 {
		return ""
	}
	return v.Services[0]
}

func (v *Verifier) maxBody() int64 {
	if v.MaxBody <= 0 {
		return DefaultMaxBody
	}
	return v.MaxBody
}

func (v *Verifier) skew() time.Duration {
	if v.Skew <= 0 {
		return DefaultSkew
	}
	return v.Skew
}

func (v *Verifier) now() time.Time {
	now := v.Now
	if now == nil {
		now = time.Now
	}
	return now()
}
