// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"strings"
	"time"

	"selvedge"
	"selvedge/internal/js/builtin"
	"selvedge/internal/js/vm"
)

// This file is cf.kvs. A handle holds nothing: what it reads is the version of the store that the invocation has.
// Source: helpers.md section 1; the texts of errors are those that AWS's users report, or ours.

// storeHandle is the internal data of handles.
type storeHandle struct{}

// readFuel is charged for a look into the store.
const readFuel = 40

// openStore is cf.kvs(id). The id is that of the store that the function is associated with, or is left out.
func openStore(c *vm.Call) (vm.Value, error) {
	// Whether there is a store, and which, is the same in all invocations: what is made here may stay.
	kv := c.Host().(*host).around.KeyValues
	if id := c.Arg(0); kv != nil && !id.IsUndefined() {
		text, err := c.ToText(id)
		if err != nil {
			return vm.Undefined, err
		}
		if !strings.EqualFold(text, kv.ID()) {
			kv = nil
		}
	}
	if kv == nil {
		return vm.Undefined, c.Error("KVSNamespaceNotFound")
	}
	return c.NewObjectOf(vm.ClassHost, c.Intrinsic(storePrototypeID), storeHandle{}).Value(), nil
}

// store returns the store that a method is called on, and the host, which counts.
func store(c *vm.Call) (selvedge.KeyValues, *host, error) {
	if o := c.This.Object(); o != nil {
		if _, ok := o.Internal().(storeHandle); ok {
			h := invocationOf(c)
			return h.around.KeyValues, h, c.Charge(readFuel)
		}
	}
	return nil, nil, c.TypeError("\"this\" is not a key value store")
}

// promised returns a promise that is settled: with v, or with what err throws. Limits stay errors.
func promised(c *vm.Call, v vm.Value, err error) (vm.Value, error) {
	thrown, ok := err.(*vm.Exception)
	if err != nil && !ok {
		return vm.Undefined, err
	}
	p := c.NewPromise()
	if ok {
		c.RejectPromise(p, thrown.Value)
	} else {
		c.FulfillPromise(p, v)
	}
	return p.Value(), nil
}

// storeGet is get(key, {format}) of a handle.
func storeGet(c *vm.Call) (vm.Value, error) {
	kv, h, err := store(c)
	if err != nil {
		return vm.Undefined, err
	}
	v, err := readStore(c, kv)
	h.reads.add(err == nil)
	return promised(c, v, err)
}

var keyFormat = vm.StaticKey("format")

func readStore(c *vm.Call, kv selvedge.KeyValues) (vm.Value, error) {
	key, err := c.ToText(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	format := "string"
	if o := c.Arg(1).Object(); o != nil {
		v, err := c.Get(o, keyFormat)
		if err != nil {
			return vm.Undefined, err
		}
		if !v.IsUndefined() {
			if format, err = c.ToText(v); err != nil {
				return vm.Undefined, err
			}
		}
	}
	if format != "string" && format != "json" && format != "bytes" {
		return vm.Undefined, c.TypeError("unknown format: \"%s\"", clip(format, 80))
	}
	text, ok := kv.Lookup(key)
	if !ok {
		return vm.Undefined, c.Error("KeyNotFound")
	}
	switch format {
	case "json":
		return builtin.ParseJSON(c.Realm, c.NewString(text))
	case "bytes":
		b, err := builtin.NewBuffer(c.Realm, []byte(text))
		if err != nil {
			return vm.Undefined, err
		}
		return b.Value(), nil
	}
	return c.NewString(text).Value(), nil
}

// storeExists is exists(key) of a handle.
func storeExists(c *vm.Call) (vm.Value, error) {
	kv, h, err := store(c)
	if err != nil {
		return vm.Undefined, err
	}
	key, err := c.ToText(c.Arg(0))
	if err != nil {
		return promised(c, vm.Undefined, err)
	}
	_, ok := kv.Lookup(key)
	h.reads.add(true)
	return promised(c, vm.Bool(ok), nil)
}

var metaShape = vm.NewShape(vm.AttrAll,
	vm.StaticKey("creationDateTime"), vm.StaticKey("lastUpdatedDateTime"), vm.StaticKey("keyCount"))

// storeMeta is meta() of a handle.
func storeMeta(c *vm.Call) (vm.Value, error) {
	kv, h, err := store(c)
	if err != nil {
		return vm.Undefined, err
	}
	date := func(t time.Time) vm.Value { return c.NewString(t.UTC().Format("2006-01-02T15:04:05.000Z")).Value() }
	h.reads.add(true)
	return promised(c, c.NewShaped(metaShape, date(kv.Created()), date(kv.Modified()), vm.Int(kv.Len())).Value(), nil)
}

// storeCount is count() of a handle, which AWS does not document (helpers.md section 1.1).
func storeCount(c *vm.Call) (vm.Value, error) {
	kv, h, err := store(c)
	if err != nil {
		return vm.Undefined, err
	}
	h.reads.add(true)
	return promised(c, vm.Int(kv.Len()), nil)
}

// StoreReads counts what an invocation has read of its key value store. A get of a key that is not there is an error,
// an exists is not. Source: limits.md section 6.
type StoreReads struct{ OK, Failed int }

func (r *StoreReads) add(ok bool) {
	if ok {
		r.OK++
	} else {
		r.Failed++
	}
}
