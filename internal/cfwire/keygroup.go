// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfwire

import (
	"time"

	"selvedge"
)

// PublicKey is the answer of the operations that return a public key. Source of all types here: api.md section 8.
type PublicKey struct {
	Id              string                   `wire:"required"`
	CreatedTime     time.Time                `wire:"required"`
	PublicKeyConfig selvedge.PublicKeyConfig `wire:"required"`
}

// PublicKeySummary is a public key in a list.
type PublicKeySummary struct {
	Id          string    `wire:"required"`
	Name        string    `wire:"required"`
	CreatedTime time.Time `wire:"required"`
	EncodedKey  string    `wire:"required"`
	Comment     string
}

// PublicKeyList is a page of public keys. NextMarker is present when more follow, and only then.
type PublicKeyList struct {
	NextMarker string             `wire:"omitempty"`
	MaxItems   int                `wire:"required"`
	Quantity   int                `wire:"required"`
	Items      []PublicKeySummary `wire:"item=PublicKeySummary"`
}

// NewPublicKey describes k.
func NewPublicKey(k *selvedge.PublicKey) PublicKey {
	return PublicKey{Id: k.ID, CreatedTime: k.CreatedTime, PublicKeyConfig: k.Config}
}

// NewPublicKeyList describes a page.
func NewPublicKeyList(list []*selvedge.PublicKey, maxItems int, next string) PublicKeyList {
	out := PublicKeyList{NextMarker: next, MaxItems: maxItems, Quantity: len(list)}
	for _, k := range list {
		out.Items = append(out.Items, PublicKeySummary{
			Id: k.ID, Name: k.Config.Name, CreatedTime: k.CreatedTime, EncodedKey: k.Config.EncodedKey, Comment: k.Config.Comment,
		})
	}
	return out
}

// KeyGroup is the answer of the operations that return a key group.
type KeyGroup struct {
	Id               string                  `wire:"required"`
	LastModifiedTime time.Time               `wire:"required"`
	KeyGroupConfig   selvedge.KeyGroupConfig `wire:"required"`
}

// KeyGroupSummary is a key group in a list.
type KeyGroupSummary struct {
	KeyGroup KeyGroup `wire:"required"`
}

// KeyGroupList is a page of key groups. NextMarker is present when more follow, and only then.
type KeyGroupList struct {
	NextMarker string            `wire:"omitempty"`
	MaxItems   int               `wire:"required"`
	Quantity   int               `wire:"required"`
	Items      []KeyGroupSummary `wire:"item=KeyGroupSummary"`
}

// NewKeyGroup describes g.
func NewKeyGroup(g *selvedge.KeyGroup) KeyGroup {
	return KeyGroup{Id: g.ID, LastModifiedTime: g.LastModifiedTime, KeyGroupConfig: g.Config}
}

// NewKeyGroupList describes a page.
func NewKeyGroupList(list []*selvedge.KeyGroup, maxItems int, next string) KeyGroupList {
	out := KeyGroupList{NextMarker: next, MaxItems: maxItems, Quantity: len(list)}
	for _, g := range list {
		out.Items = append(out.Items, KeyGroupSummary{NewKeyGroup(g)})
	}
	return out
}

// SetKeys fills in the keys of the key groups that are active; keysOf returns those of a group.
func (d *Distribution) SetKeys(keysOf func(group string) ([]string, error)) error {
	for i := range d.ActiveTrustedKeyGroups.Items {
		group := &d.ActiveTrustedKeyGroups.Items[i]
		keys, err := keysOf(group.KeyGroupId)
		if err != nil {
			return err
		}
		group.KeyPairIds = KeyPairIds{Quantity: len(keys), Items: keys}
	}
	return nil
}
