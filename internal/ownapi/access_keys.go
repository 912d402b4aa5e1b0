// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"time"

	"selvedge"
)

// AccessKeyList is the answer of ListAccessKeys, in order of name.
type AccessKeyList struct{ Items []selvedge.AccessKey }

// NewAccessKey is the body of CreateAccessKey.
type NewAccessKey struct {
	Name string `json:",omitempty"` // empty: the id
	Role selvedge.Role
}

// Rotation is the body of RotateAccessKey.
type Rotation struct {
	GraceSeconds int64 `json:",omitempty"` // for which the secret before works, too
}

// AccessKeySecret is the answer of CreateAccessKey and RotateAccessKey: the only one that has the secret.
type AccessKeySecret struct {
	selvedge.AccessKey
	Secret string
}

func (a *API) listAccessKeys(c *call) (any, error) {
	list, err := a.AccessKeys.AccessKeys(c.ctx)
	if err != nil {
		return nil, err
	}
	return AccessKeyList{Items: list}, nil
}

func (a *API) createAccessKey(c *call) (any, error) {
	var in NewAccessKey
	if err := decode(c.body, &in); err != nil {
		return nil, err
	}
	k, secret, err := a.AccessKeys.CreateAccessKey(c.ctx, in.Name, in.Role)
	if err != nil {
		return nil, err
	}
	return AccessKeySecret{*k, secret}, nil
}

func (a *API) rotateAccessKey(c *call) (any, error) {
	var in Rotation
	if len(c.body) > 0 {
		if err := decode(c.body, &in); err != nil {
			return nil, err
		}
	}
	seconds := max(min(in.GraceSeconds, int64(selvedge.MaxRotationGrace/time.Second)+1), -1) // so that it cannot overflow
	k, secret, err := a.AccessKeys.RotateAccessKey(c.ctx, c.labels["Id"], time.Duration(seconds)*time.Second)
	if err != nil {
		return nil, err
	}
	return AccessKeySecret{*k, secret}, nil
}

func (a *API) revokeAccessKey(c *call) (any, error) {
	return nil, a.AccessKeys.RevokeAccessKey(c.ctx, c.labels["Id"])
}
