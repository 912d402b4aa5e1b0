// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"selvedge"
	"selvedge/internal/console"
	"selvedge/internal/datadir"
	"selvedge/internal/sigv4"
	"selvedge/internal/store"
)

// identity knows all access keys: the root key, which lies in the data folder, and those in the store.
type identity struct {
	*store.Store
	account string
	root    datadir.Credentials // without an id when authentication is off
	logger  *slog.Logger
}

var _ selvedge.AccessKeyService = (*identity)(nil)

// newIdentity reads the root key, or makes it, unless authentication is off.
func (s *Server) newIdentity(st *store.Store) (*identity, error) {
	i := &identity{Store: st, account: s.config.AccountID, logger: s.config.Logger}
	if s.config.Dev {
		return i, nil
	}
	var err error
	i.root, err = datadir.EnsureCredentials(s.config.DataDir)
	return i, err
}

func (i *identity) rootKey() *selvedge.AccessKey {
	return &selvedge.AccessKey{ID: i.root.AccessKeyID, Name: selvedge.RootName, Role: selvedge.RoleAdmin, Root: true}
}

// Credential returns an access key and the secrets that work, or nil.
func (i *identity) Credential(ctx context.Context, id string) (*selvedge.AccessKey, []string, error) {
	if id != "" && id == i.root.AccessKeyID {
		return i.rootKey(), []string{i.root.SecretAccessKey}, nil
	}
	return i.Store.Credential(ctx, id)
}

// AccessKeys is described by selvedge.AccessKeyService.
func (i *identity) AccessKeys(ctx context.Context) ([]selvedge.AccessKey, error) {
	list, err := i.Store.AccessKeys(ctx)
	if err == nil && i.root.AccessKeyID != "" {
		list = slices.Insert(list, 0, *i.rootKey())
	}
	return list, err
}

// RotateAccessKey is described by selvedge.AccessKeyService.
func (i *identity) RotateAccessKey(ctx context.Context, id string, grace time.Duration) (*selvedge.AccessKey, string, error) {
	if err := i.notRoot(id, "rotated"); err != nil {
		return nil, "", err
	}
	return i.Store.RotateAccessKey(ctx, id, grace)
}

// RevokeAccessKey is described by selvedge.AccessKeyService.
func (i *identity) RevokeAccessKey(ctx context.Context, id string) error {
	if err := i.notRoot(id, "revoked"); err != nil {
		return err
	}
	return i.Store.RevokeAccessKey(ctx, id)
}

func (i *identity) notRoot(id, what string) error {
	if id == "" || id != i.root.AccessKeyID {
		return nil
	}
	return selvedge.Errorf(selvedge.CodeUnsupportedOperation,
		"%s is the root key of the server, which cannot be %s. To replace it, stop the server, remove credentials.json from its data folder and start it again.",
		id, what)
}

// verifier returns the signature check of a service; nil when authentication is off. maxBody is in bytes, 0 for what is
// usual.
func (i *identity) verifier(service string, maxBody int64) func(*http.Request, []byte) (selvedge.Principal, error) {
	if i.root.AccessKeyID == "" {
		return nil
	}
	v := &sigv4.Verifier{
		Services: []string{service}, MaxBody: maxBody,
		Lookup: func(ctx context.Context, id string) (c sigv4.Credential, found bool, err error) {
			k, secrets, err := i.Credential(ctx, id)
			if k == nil || err != nil {
				return c, false, err
			}
			c = sigv4.Credential{AccessKeyID: id, Secret: secrets[0], Principal: k.Principal(i.account)}
			if len(secrets) > 1 {
				c.Former = secrets[1]
			}
			return c, true, nil
		},
	}
	return v.Verify
}

// signInTimeout bounds how long it may take to find an access key that somebody signs in with.
const signInTimeout = 5 * time.Second

// authenticate says whether secret is the one of an access key. What is compared has a fixed length, so that the time it
// takes says nothing.
func (i *identity) authenticate(ctx context.Context, id, secret string) bool {
	ctx, cancel := context.WithTimeout(ctx, signInTimeout)
	defer cancel()
	k, secrets, err := i.Credential(ctx, id)
	if err != nil {
		i.logger.Error("access key not found out", selvedge.LogAccessKey, id, selvedge.LogErr, err)
	}
	if k == nil || err != nil {
		return false
	}
	good := 0
	got := sha256.Sum256([]byte(secret))
	for _, s := range secrets {
		want := sha256.Sum256([]byte(s))
		good |= subtle.ConstantTimeCompare(got[:], want[:])
	}
	return good == 1
}

// signedIn returns whose access key it is that somebody signed in with at a time; false when it was revoked since, or its
// secret of then does not work any more.
func (i *identity) signedIn(ctx context.Context, id string, at time.Time) (p selvedge.Principal, good bool, err error) {
	k, _, err := i.Credential(ctx, id)
	if k == nil || err != nil {
		return p, false, err
	}
	return k.Principal(i.account), !at.Before(k.Rotated) || !k.FormerUntil.IsZero(), nil
}

// checkMasterKey reports that the master key is not the one of the stored access keys, or removes these. An etcd that
// cannot be reached yet does not keep a process from starting.
func (s *Server) checkMasterKey(ctx context.Context, st *store.Store) error {
	ctx, cancel := context.WithTimeout(ctx, signInTimeout)
	defer cancel()
	if s.config.ForgetAccessKeys {
		return st.ForgetAccessKeys(ctx)
	}
	err := st.CheckMasterKey(ctx)
	if e, ok := errors.AsType[*selvedge.Error](err); ok && errors.Is(err, store.ErrMasterKey) {
		return fmt.Errorf("%s When that is lost, start once with --forget-access-keys, which removes all access keys but the root key", e.Message)
	}
	if err != nil {
		s.config.Logger.Warn("master key not compared", selvedge.LogErr, err)
	}
	return nil
}

// withSource notes where requests come from. The APIs make ids of requests themselves; for the console it is done here.
func withSource(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from := selvedge.Source{Address: r.RemoteAddr, Via: "api"}
		ctx := r.Context()
		if strings.HasPrefix(r.URL.Path, console.Path) {
			from.Via = "console"
			id := uuid.NewString()
			w.Header().Set("X-Request-Id", id)
			ctx = selvedge.WithRequestID(ctx, id)
		}
		h.ServeHTTP(w, r.WithContext(selvedge.WithSource(ctx, from)))
	})
}
