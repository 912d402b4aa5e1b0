// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"time"

	"selvedge"
	"selvedge/internal/ownwire"
)

func (a *API) listAccessKeys(c *call) (any, error) {
	list, err := a.AccessKeys.AccessKeys(c.ctx)
	if err != nil {
		return nil, err
	}
	return ownwire.AccessKeyList{Items: list}, nil
}

func (a *API) createAccessKey(c *call) (any, error) {
	var in ownwire.NewAccessKey
	if err := decode(c.body, &in); err != nil {
		return nil, err
	}
	k, secret, err := a.AccessKeys.CreateAccessKey(c.ctx, in.Name, in.Role)
	if err != nil {
		return nil, err
	}
	return ownwire.AccessKeySecret{AccessKey: *k, Secret: secret}, nil
}

func (a *API) rotateAccessKey(c *call) (any, error) {
	var in ownwire.Rotation
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
	return ownwire.AccessKeySecret{AccessKey: *k, Secret: secret}, nil
}

func (a *API) revokeAccessKey(c *call) (any, error) {
	return nil, a.AccessKeys.RevokeAccessKey(c.ctx, c.labels["Id"])
}
