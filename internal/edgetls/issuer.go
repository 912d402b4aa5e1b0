// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edgetls

import (
	"container/list"
	"crypto/tls"
	"sync"
	"time"
)

// maxLeaves bounds the certificates that are kept. A wildcard alias stands for any number of names, and making one
// again costs a tenth of a millisecond.
const maxLeaves = 4096

// issuer keeps the certificates that the local authority has signed.
type issuer struct {
	ca  *CA
	now func() time.Time

	mu sync.Mutex

	leaves map[string]*list.Element // of *leaf
	order  *list.List               // the one used last in front
}

// leaf is a certificate that somebody makes once.
type leaf struct {
	name  string
	renew time.Time // made anew from then on

	once        sync.Once
	certificate *tls.Certificate
	err         error
}

func newIssuer(ca *CA, now func() time.Time) *issuer {
	return &issuer{ca: ca, now: now, leaves: map[string]*list.Element{}, order: list.New()}
}

// get returns a certificate for name; more are names that it has besides.
func (i *issuer) get(name string, more ...string) (*tls.Certificate, error) {
	now := i.now()
	l := i.find(name, now)
	l.once.Do(func() { l.certificate, l.err = i.ca.issue(append([]string{name}, more...), now) })
	return l.certificate, l.err
}

func (i *issuer) find(name string, now time.Time) *leaf {
	i.mu.Lock()
	defer i.mu.Unlock()

	if e := i.leaves[name]; e != nil {
		l := e.Value.(*leaf) //nolint:forcetypeassert // nothing else is put there
		if now.Before(l.renew) {
			i.order.MoveToFront(e)
			return l
		}
		i.order.Remove(e)
	}
	l := &leaf{name: name, renew: now.Add(leafLife - leafRenewal)}
	i.leaves[name] = i.order.PushFront(l)
	if i.order.Len() > maxLeaves {
		last := i.order.Remove(i.order.Back()).(*leaf) //nolint:forcetypeassert // nothing else is put there
		delete(i.leaves, last.name)
	}
	return l
}
