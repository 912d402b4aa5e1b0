// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file reads and writes the records that make up a distribution.

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// distributionID is the form of the ids that newNames makes (api.md section 1.9).
var distributionID = regexp.MustCompile(`^E[0-9A-Z]{13}$`)

const (
	idDigits     = 13 // behind the letter, in base 36
	nameAttempts = 10 // a name is taken once in 36^13 times
)

// keysOfDistribution returns the keys of the records that belong to the distribution id alone.
func keysOfDistribution(id string) []string {
	return []string{distributionKey(id), redeployKey(id), tagKey(typeDistribution, id)}
}

// distributions returns those of ids that exist, in the given order, with all that records and edges say of them.
func (s *Store) distributions(ctx context.Context, ids []string) ([]*selvedge.Distribution, error) {
	list := make([]*selvedge.Distribution, 0, len(ids))
	for chunk := range slices.Chunk(ids, deploymentChunk/3) {
		var keys []string
		for _, id := range chunk {
			keys = append(keys, keysOfDistribution(id)...)
		}
		resp, err := s.read(ctx, append(opsGet(keys), appliedOp())...)
		if err != nil {
			return nil, err
		}
		edges, err := edgesApplied(resp.Responses[len(keys)])
		if err != nil {
			return nil, err
		}
		for i := range chunk {
			d, err := s.distributionOf(resp, 3*i, edges)
			if err != nil {
				return nil, err
			}
			if d != nil {
				list = append(list, d)
			}
		}
	}
	return list, nil
}

// distributionOf returns the distribution whose records are the answers from number i on, or nil.
func (s *Store) distributionOf(resp *clientv3.TxnResponse, i int, edges int64) (*selvedge.Distribution, error) {
	d, _, err := recordOf[selvedge.Distribution](resp, i)
	if d == nil || err != nil {
		return nil, err
	}
	last, revision, err := recordOf[deployment](resp, i+1)
	if err != nil {
		return nil, err
	}
	tags, _, err := recordOf[[]selvedge.Tag](resp, i+2)
	if err != nil {
		return nil, err
	}
	if last == nil {
		return nil, fmt.Errorf("record %q is missing", redeployKey(d.ID))
	}
	d.Version += last.Redeploys
	d.LastModifiedTime = last.Time
	d.Deployed = s.deployed(last, revision, edges)
	if tags != nil {
		d.Tags = *tags
	}
	return d, nil
}

// distribution returns the stored record of the distribution id and its deployment, checked against ifMatch.
func (t *txn) distribution(id, ifMatch string) (*selvedge.Distribution, *deployment, error) {
	d, err := get[selvedge.Distribution](t, distributionKey(id))
	if err != nil {
		return nil, nil, err
	}
	if d == nil {
		return nil, nil, noSuchDistribution()
	}
	last, err := get[deployment](t, redeployKey(id))
	if err != nil {
		return nil, nil, err
	}
	if last == nil {
		return nil, nil, fmt.Errorf("record %q is missing", redeployKey(id))
	}
	return d, last, selvedge.CheckIfMatch(ifMatch, d.Version+last.Redeploys)
}

// checkDisabled refuses to delete what edges may serve (api.md section 4.2). The edges are read outside of the
// transaction, which is sound: that the transaction commits proves that the deployment is the same, and an edge
// that has registered since serves nothing that is older than its registration.
func (s *Store) checkDisabled(ctx context.Context, t *txn, d *selvedge.Distribution, last *deployment) error {
	const message = "The distribution you are trying to delete has not been disabled."
	if d.Config.Enabled {
		return selvedge.Errorf(selvedge.CodeDistributionNotDisabled, message)
	}
	edges, err := s.liveEdges(ctx)
	if err != nil {
		return err
	}
	if !s.deployed(last, t.stm.Rev(redeployKey(d.ID)), edges) {
		return selvedge.Errorf(selvedge.CodeDistributionNotDisabled, message+" It is disabled but not yet deployed.")
	}
	return nil
}

// newNames returns an id and a domain name that no distribution has.
func (s *Store) newNames(t *txn) (id, domain string, err error) {
	for range nameAttempts {
		id = "E" + randomDigits()
		domain = "d" + strings.ToLower(randomDigits()) + "." + s.config.Domain
		if !t.has(distributionKey(id)) && !t.has(aliasKey(domain)) {
			return id, domain, nil
		}
	}
	return "", "", errors.New("no free distribution id was found")
}

// randomDigits returns idDigits random digits in base 36.
func randomDigits() string {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	const limit = 256 / len(digits) * len(digits) // bytes below it are spread evenly over the digits
	text := make([]byte, 0, idDigits)
	var random [2 * idDigits]byte
	for len(text) < idDigits {
		rand.Read(random[:]) // never fails
		for _, b := range random {
			if int(b) < limit && len(text) < idDigits {
				text = append(text, digits[int(b)%len(digits)])
			}
		}
	}
	return string(text)
}

func noSuchDistribution() error {
	return selvedge.Errorf(selvedge.CodeNoSuchDistribution, "The specified distribution does not exist.")
}
