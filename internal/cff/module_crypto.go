// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"hash"

	"selvedge/internal/js/builtin"
	"selvedge/internal/js/vm"
)

// This file is the module crypto: hashes and keyed hashes. Source: runtime.md 8.1; texts and the order of checks are
// those of njs 0.4.3 and 0.7.12. In the latter the methods are own properties of each hash.

// cryptoTemplates describes the module of both versions.
func cryptoTemplates() []vm.Template {
	v1, v2 := vm.V1, vm.V2 // njs 0.7.12 shows the functions when the module is enumerated
	return []vm.Template{
		{ID: cryptoModule, Path: "crypto", Class: vm.ClassHost, Rows: []vm.Row{
			nameRow("crypto"),
			tagRow("crypto", v2),
			vm.Method("createHash", 0, createHash, v1),
			vm.Method("createHmac", 0, createHmac, v1),
			vm.Method("createHash", 0, createHash, v2).With(vm.AttrAll),
			vm.Method("createHmac", 0, createHmac, v2).With(vm.AttrAll),
		}},
		hashPrototype(hashPrototypeID, "Hash", v1, vm.Method("update", 0, hashUpdate), vm.Method("digest", 0, hashDigest),
			vm.Ref("constructor", hashConstructor)),
		hashPrototype(hashPrototypeID, "Hash", v2, vm.Method("update", 0, hashUpdate), vm.Method("digest", 0, hashDigest),
			vm.Method("copy", 0, hashCopy), vm.Method("constructor", 0, createHash)),
		hashPrototype(hmacPrototypeID, "Hmac", v1, vm.Method("update", 0, hmacUpdate), vm.Method("digest", 0, hmacDigest),
			vm.Ref("constructor", hmacConstructor)),
		hashPrototype(hmacPrototypeID, "Hmac", v2, vm.Method("update", 0, hmacUpdate), vm.Method("digest", 0, hmacDigest),
			vm.Method("constructor", 0, createHmac)),
		{ID: hashConstructor, Versions: v1, Path: "Hash", Func: createHash, Name: "Hash", Length: 2, Constructor: true,
			Rows: []vm.Row{vm.Ref("prototype", hashPrototypeID).With(vm.AttrNone)}},
		{ID: hmacConstructor, Versions: v1, Path: "Hmac", Func: createHmac, Name: "Hmac", Length: 3, Constructor: true,
			Rows: []vm.Row{vm.Ref("prototype", hmacPrototypeID).With(vm.AttrNone)}},
	}
}

// hashPrototype describes what hashes inherit from, or in njs 0.7.12 have themselves.
func hashPrototype(id vm.Intrinsic, name string, v vm.Version, rows ...vm.Row) vm.Template {
	t := vm.Template{ID: id, Versions: v, Path: name, Class: vm.ClassHost}
	t.Rows = append([]vm.Row{nameRow(name), tagRow(name, v)}, rows...)
	if v == vm.V1 {
		t.Path += ".prototype"
	}
	return t
}

// Costs of a hash. Hashing takes some four times as long as copying.
const (
	hashFuel  = 32
	hashBytes = 256
)

// digest is the internal data of a hash.
type digest struct {
	state hash.Hash // nil when digest has been called
	keyed bool
}

var _ vm.Snapshotter = (*digest)(nil)

// Snapshot returns a function that puts the present state back. See vm.Snapshotter.
func (d *digest) Snapshot() (restore func()) {
	was := *d
	was.state = d.clone()
	return func() { *d = was }
}

// SnapshotSize returns what a snapshot is charged at. See vm.Snapshotter.
func (d *digest) SnapshotSize() int { return hashBytes }

func (d *digest) clone() hash.Hash {
	if d.state == nil {
		return nil
	}
	copied, err := d.state.(hash.Cloner).Clone()
	if err != nil {
		panic("BUG: hash that cannot be cloned: " + err.Error())
	}
	return copied
}

// algorithm returns the hash that the argument names.
func algorithm(c *vm.Call, v vm.Value) (func() hash.Hash, error) {
	if !v.IsString() {
		return nil, c.TypeError("algorithm must be a string")
	}
	name, err := c.ToText(v)
	if err != nil {
		return nil, err
	}
	switch name {
	case "md5":
		return md5.New, nil
	case "sha1":
		return sha1.New, nil
	case "sha256":
		return sha256.New, nil
	}
	return nil, c.TypeError("not supported algorithm: \"%s\"", name)
}

// newDigest returns a new hash object.
func newDigest(c *vm.Call, prototype vm.Intrinsic, d *digest) (vm.Value, error) {
	if err := c.Charge(hashFuel); err != nil {
		return vm.Undefined, err
	}
	if err := c.Alloc(hashBytes); err != nil {
		return vm.Undefined, err
	}
	if c.Version() != vm.V1 {
		return c.NewOf(prototype, d).Value(), nil
	}
	return c.NewObjectOf(vm.ClassHost, c.Intrinsic(prototype), d).Value(), nil
}

// createHash is crypto.createHash(algorithm).
func createHash(c *vm.Call) (vm.Value, error) {
	alg, err := algorithm(c, c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	return newDigest(c, hashPrototypeID, &digest{state: alg()})
}

// createHmac is crypto.createHmac(algorithm, key).
func createHmac(c *vm.Call) (vm.Value, error) {
	if c.Version() == vm.V1 && c.Arg(0).IsString() && !c.Arg(1).IsString() {
		return vm.Undefined, c.TypeError("key must be a string")
	}
	alg, err := algorithm(c, c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	key, err := octetsOf(c, c.Arg(1), "key")
	if err != nil {
		return vm.Undefined, err
	}
	return newDigest(c, hmacPrototypeID, &digest{state: hmac.New(alg, key), keyed: true})
}

// octetsOf returns the bytes of a string or of a view of a buffer, and charges for hashing them.
func octetsOf(c *vm.Call, v vm.Value, what string) ([]byte, error) {
	if v.IsString() {
		s, err := c.ToString(v)
		if err != nil {
			return nil, err
		}
		return []byte(s.Text()), c.Charge(s.Size() / 4)
	}
	data, ok := builtin.Bytes(v)
	if !ok {
		return nil, c.TypeError("%s argument \"%s\" is not a string or Buffer-like object", what, c.TypeName(v))
	}
	return data, c.Charge(len(data) / 4)
}

// thisDigest returns the hash that a method is called on, and whether it can go on.
func thisDigest(c *vm.Call, keyed bool) (*digest, error) {
	d, ok := (*digest)(nil), false
	if o := c.This.Object(); o != nil {
		d, ok = o.Internal().(*digest)
	}
	if !ok || d.keyed != keyed {
		name := "hash"
		if keyed && c.Version() != vm.V1 {
			name = "hmac"
		}
		return nil, c.TypeError("\"this\" is not a %s object", name)
	}
	return d, nil
}

func errDigested(c *vm.Call) error { return c.Error("Digest already called") }

// hashUpdate is Hash.prototype.update(data, encoding); njs 0.4.3 has no encoding.
func hashUpdate(c *vm.Call) (vm.Value, error) { return update(c, false) }

// hmacUpdate is Hmac.prototype.update(data, encoding).
func hmacUpdate(c *vm.Call) (vm.Value, error) { return update(c, true) }

func update(c *vm.Call, keyed bool) (vm.Value, error) {
	if c.Version() == vm.V1 && !c.Arg(0).IsString() {
		return vm.Undefined, c.TypeError("data must be a string")
	}
	d, err := thisDigest(c, keyed)
	if err != nil {
		return vm.Undefined, err
	}
	if d.state == nil {
		return vm.Undefined, errDigested(c)
	}
	data, err := updateData(c)
	if err != nil {
		return vm.Undefined, err
	}
	c.Touch(c.This.Object())
	_, _ = d.state.Write(data) // hashes do not fail
	return c.This, nil
}

// updateData returns the data of update.
func updateData(c *vm.Call) ([]byte, error) {
	if c.Version() == vm.V1 || !c.Arg(0).IsString() || c.Arg(1).IsUndefined() {
		return octetsOf(c, c.Arg(0), "data")
	}
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return nil, err
	}
	data, err := builtin.TextBytes(c, s, c.Arg(1))
	if err != nil {
		return nil, err
	}
	return data, c.Charge(len(data) / 4)
}

// hashDigest is Hash.prototype.digest(encoding).
func hashDigest(c *vm.Call) (vm.Value, error) { return finish(c, false) }

// hmacDigest is Hmac.prototype.digest(encoding).
func hmacDigest(c *vm.Call) (vm.Value, error) { return finish(c, true) }

func finish(c *vm.Call, keyed bool) (vm.Value, error) {
	encoding, problem := digestEncoding(c)
	if problem != nil && c.Version() == vm.V1 { // the other version looks at the hash first
		return vm.Undefined, problem
	}
	d, err := thisDigest(c, keyed)
	switch {
	case err != nil:
		return vm.Undefined, err
	case d.state == nil:
		return vm.Undefined, errDigested(c)
	case problem != nil:
		return vm.Undefined, problem
	}
	if err := c.Charge(hashFuel); err != nil {
		return vm.Undefined, err
	}
	c.Touch(c.This.Object())
	sum := d.state.Sum(make([]byte, 0, sha256.Size))
	d.state = nil
	return encodeDigest(c, encoding, sum)
}

// digestEncoding returns the encoding that digest is asked for; none is the empty text.
func digestEncoding(c *vm.Call) (string, error) {
	v := c.Arg(0)
	if c.NArgs() == 0 || v.IsUndefined() && c.Version() != vm.V1 {
		return "", nil
	}
	if !v.IsString() {
		return "", c.TypeError("encoding must be a string")
	}
	name, err := c.ToText(v)
	if err != nil {
		return "", err
	}
	switch name {
	case "hex", "base64", "base64url":
		return name, nil
	}
	return "", c.TypeError("Unknown digest encoding: \"%s\"", name)
}

// encodeDigest returns sum as a text, or without an encoding as a byte string or a Buffer.
func encodeDigest(c *vm.Call, encoding string, sum []byte) (vm.Value, error) {
	text := make([]byte, 0, 2*sha256.Size)
	switch encoding {
	case "hex":
		text = hex.AppendEncode(text, sum)
	case "base64":
		text = base64.StdEncoding.AppendEncode(text, sum)
	case "base64url":
		text = base64.RawURLEncoding.AppendEncode(text, sum)
	default:
		if c.Version() == vm.V1 {
			return c.NewByteString(string(sum)).Value(), nil
		}
		buffer, err := builtin.NewBuffer(c.Realm, sum)
		return buffer.Value(), err
	}
	return c.NewStringBytes(text).Value(), nil
}

// hashCopy is Hash.copy(): a hash that goes on from where this one is.
func hashCopy(c *vm.Call) (vm.Value, error) {
	d, err := thisDigest(c, false)
	if err != nil {
		return vm.Undefined, err
	}
	if d.state == nil {
		return vm.Undefined, errDigested(c)
	}
	return newDigest(c, hashPrototypeID, &digest{state: d.clone()})
}
