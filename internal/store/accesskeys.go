// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file keeps access keys. Their secrets are sealed with the master key, under the id of the access key.

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// accessKey is the record of an access key.
type accessKey struct {
	Name    string
	Role    selvedge.Role
	Created time.Time
	Rotated time.Time `json:",omitzero"`

	MasterKey   string    // id of the master key that the secrets are sealed with
	Sealed      []byte    // the secret
	Former      []byte    `json:",omitempty"` // the secret before the rotation
	FormerUntil time.Time `json:",omitzero"`  // when that ends to work
}

// describe returns the key without secrets.
func (r *accessKey) describe(id string, now time.Time) *selvedge.AccessKey {
	k := &selvedge.AccessKey{ID: id, Name: r.Name, Role: r.Role, Created: r.Created, Rotated: r.Rotated}
	if now.Before(r.FormerUntil) {
		k.FormerUntil = r.FormerUntil
	}
	return k
}

// accessKeyID is the form of our ids. Others are not looked up, as anybody can ask.
var accessKeyID = regexp.MustCompile(`^AKIA[A-Z2-7]{16}$`)

// Credential returns the access key called id and the secrets that work now, the newest first; nil when there is no such
// key. It is read from etcd each time, by quorum when there are several members, so that every process sees a revocation
// that was acknowledged. BenchmarkCredential measures it.
func (s *Store) Credential(ctx context.Context, id string) (*selvedge.AccessKey, []string, error) {
	if !accessKeyID.MatchString(id) {
		return nil, nil, nil
	}
	var options []clientv3.OpOption
	if s.embedded != nil { // it is the only member, and applies what it acknowledges before that
		options = append(options, clientv3.WithSerializable())
	}
	resp, err := s.read(ctx, clientv3.OpGet(accessKeyKey(id), options...))
	if err != nil {
		return nil, nil, err
	}
	r, _, err := recordOf[accessKey](resp, 0)
	if r == nil || err != nil {
		return nil, nil, err
	}
	if err := s.checkMasterKey(r.MasterKey); err != nil {
		return nil, nil, err
	}
	k := r.describe(id, s.now())
	boxes := [][]byte{r.Sealed}
	if !k.FormerUntil.IsZero() {
		boxes = append(boxes, r.Former)
	}
	secrets := make([]string, len(boxes))
	for i, box := range boxes {
		if secrets[i], err = s.config.MasterKey.Open(id, box); err != nil {
			return nil, nil, err
		}
	}
	return k, secrets, nil
}

// ErrMasterKey is in the chain of what says that the master key is not the right one.
var ErrMasterKey = errors.New("wrong master key")

// checkMasterKey reports that secrets are sealed with another master key than the one of this process.
func (s *Store) checkMasterKey(id string) error {
	switch {
	case s.config.MasterKey == nil:
		return selvedge.WrapError(selvedge.CodeServiceUnavailable, ErrMasterKey, "The server has no master key for access keys.")
	case s.config.MasterKey.ID() != id:
		return selvedge.WrapError(selvedge.CodeServiceUnavailable, ErrMasterKey,
			"The secrets of the access keys are sealed with the master key %s, and the server has the master key %s. Start it with the file of the right one.",
			id, s.config.MasterKey.ID())
	}
	return nil
}

// CheckMasterKey reports that the stored access keys are sealed with another master key than the one of this process.
func (s *Store) CheckMasterKey(ctx context.Context) error {
	resp, err := s.read(ctx, clientv3.OpGet(masterKeyID))
	if err != nil {
		return err
	}
	id, _, err := recordOf[string](resp, 0)
	if id == nil || err != nil {
		return err
	}
	return s.checkMasterKey(*id)
}

// ForgetAccessKeys removes all access keys, for the case that their master key is lost.
func (s *Store) ForgetAccessKeys(ctx context.Context) error {
	list, err := s.AccessKeys(ctx)
	if err != nil {
		return err
	}
	return s.update(ctx, []string{masterKeyID, accessKeyCount}, func(t *txn) error {
		for _, k := range list {
			t.remove(accessKeyKey(k.ID), accessNameKey(k.Name))
		}
		t.remove(masterKeyID, accessKeyCount)
		return nil
	})
}

// AccessKeys is described by selvedge.AccessKeyService.
func (s *Store) AccessKeys(ctx context.Context) ([]selvedge.AccessKey, error) {
	resp, err := s.read(ctx, clientv3.OpGet(accessKeyPrefix, clientv3.WithPrefix()))
	if err != nil {
		return nil, err
	}
	kvs := resp.Responses[0].GetResponseRange().GetKvs()
	list := make([]selvedge.AccessKey, len(kvs))
	for i, kv := range kvs {
		var r accessKey
		if err := decode(string(kv.Key), kv.Value, &r); err != nil {
			return nil, err
		}
		list[i] = *r.describe(strings.TrimPrefix(string(kv.Key), accessKeyPrefix), s.now())
	}
	slices.SortFunc(list, func(a, b selvedge.AccessKey) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

// CreateAccessKey is described by selvedge.AccessKeyService.
func (s *Store) CreateAccessKey(ctx context.Context, name string, role selvedge.Role) (*selvedge.AccessKey, string, error) {
	if err := selvedge.ValidateAccessKey(name, role); err != nil {
		return nil, "", err
	}
	id, secret := selvedge.NewAccessKeyPair()
	if name == "" {
		name = id
	}
	selvedge.AuditOf(ctx).Name("access-key/" + id)
	done, err := s.accessKeyQueue.wait(ctx)
	if err != nil {
		return nil, "", err
	}
	defer done()
	r := &accessKey{Name: name, Role: role, Created: s.now()}
	err = s.update(ctx, []string{accessNameKey(name), accessKeyCount, masterKeyID}, func(t *txn) error {
		if t.has(accessNameKey(name)) {
			return selvedge.Errorf(selvedge.CodeEntityAlreadyExists, "An access key with the name %s already exists.", name)
		}
		n, err := t.count(accessKeyCount, 1)
		if err != nil {
			return err
		}
		if n > selvedge.MaxAccessKeys {
			return selvedge.Errorf(selvedge.CodeEntityLimitExceeded,
				"There are %d access keys; the maximum is %d.", n-1, selvedge.MaxAccessKeys)
		}
		if err := t.put(accessNameKey(name), id); err != nil {
			return err
		}
		return s.putSecret(t, id, secret, r)
	})
	if err != nil {
		return nil, "", err
	}
	return r.describe(id, s.now()), secret, nil
}

// putSecret seals a secret into the record and writes that. All secrets have one master key, which the first one chooses.
func (s *Store) putSecret(t *txn, id, secret string, r *accessKey) error {
	sealedWith, err := get[string](t, masterKeyID)
	if err != nil {
		return err
	}
	if s.config.MasterKey == nil {
		return s.checkMasterKey("")
	}
	if sealedWith != nil {
		if err := s.checkMasterKey(*sealedWith); err != nil {
			return err
		}
	} else if err := t.put(masterKeyID, s.config.MasterKey.ID()); err != nil {
		return err
	}
	r.MasterKey, r.Sealed = s.config.MasterKey.ID(), s.config.MasterKey.Seal(id, secret)
	return t.put(accessKeyKey(id), r)
}

// RotateAccessKey is described by selvedge.AccessKeyService.
func (s *Store) RotateAccessKey(ctx context.Context, id string, grace time.Duration) (*selvedge.AccessKey, string, error) {
	if err := selvedge.ValidateGrace(grace); err != nil {
		return nil, "", err
	}
	_, secret := selvedge.NewAccessKeyPair()
	var r *accessKey
	err := s.update(ctx, []string{accessKeyKey(id), masterKeyID}, func(t *txn) (err error) {
		if r, err = get[accessKey](t, accessKeyKey(id)); err != nil {
			return err
		}
		if r == nil {
			return noSuchAccessKey(id)
		}
		r.Former, r.FormerUntil, r.Rotated = nil, time.Time{}, s.now()
		if grace > 0 {
			r.Former, r.FormerUntil = r.Sealed, r.Rotated.Add(grace)
		}
		return s.putSecret(t, id, secret, r)
	})
	if err != nil {
		return nil, "", err
	}
	return r.describe(id, s.now()), secret, nil
}

// RevokeAccessKey is described by selvedge.AccessKeyService.
func (s *Store) RevokeAccessKey(ctx context.Context, id string) error {
	done, err := s.accessKeyQueue.wait(ctx)
	if err != nil {
		return err
	}
	defer done()
	return s.update(ctx, []string{accessKeyKey(id), accessKeyCount}, func(t *txn) error {
		r, err := get[accessKey](t, accessKeyKey(id))
		if err != nil {
			return err
		}
		if r == nil {
			return noSuchAccessKey(id)
		}
		t.remove(accessKeyKey(id), accessNameKey(r.Name))
		_, err = t.count(accessKeyCount, -1)
		return err
	})
}

func noSuchAccessKey(id string) error {
	return selvedge.Errorf(selvedge.CodeNoSuchResource, "There is no access key %q.", id)
}

var _ selvedge.AccessKeyService = (*Store)(nil)
