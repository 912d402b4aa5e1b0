// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

// PropertyCache remembers where one place of the code has found its property. It belongs to one realm, and outlives
// invocations: an entry that has become wrong never matches again. It is used with one key, and either for reading or
// for writing. The zero value is empty.
type PropertyCache struct {
	shape  *Shape
	proto  *Object // of the object; looked at when the property was not its own
	holder *Object // nil when the property is the object's own
	next   *Shape  // the shape after adding the property; nil for properties that exist
	slot   int32
	epoch  uint32
}

// GetCached is GetV with a cache for this place and key.
func (r *Realm) GetCached(base Value, k Key, c *PropertyCache) (Value, error) {
	o := base.Object()
	if o == nil {
		return r.GetV(base, k)
	}
	if o.shape == c.shape {
		if c.holder == nil {
			return o.slots[c.slot], nil
		}
		if o.proto == c.proto && c.epoch == r.lookups.epoch {
			return c.holder.slots[c.slot], nil
		}
	}
	return r.getAndLearn(o, k, c)
}

// getAndLearn is Get, and fills the cache when it can.
func (r *Realm) getAndLearn(o *Object, k Key, c *PropertyCache) (Value, error) {
	if k.name == nil || o.shape.private || o.flags&flagExotic != 0 {
		return r.getFrom(o, k, o.Value())
	}
	if o.class == ClassArray && k == Keys.Length {
		return Number(float64(o.length)), nil
	}
	for holder, depth := o, 0; holder != nil && depth <= freeDepth; holder, depth = holder.proto, depth+1 {
		if holder.flags&flagExotic != 0 || holder.class == ClassArray && k == Keys.Length {
			break
		}
		slot := holder.shape.find(k.name)
		if slot < 0 {
			continue
		}
		v := holder.slots[slot]
		if v.bits == tagLazy {
			v = r.materialise(holder, slot)
		}
		if v.bits == tagAccessor {
			break
		}
		*c = PropertyCache{shape: o.shape, slot: int32(slot)}
		if holder != o {
			c.holder, c.proto, c.epoch = holder, o.proto, r.lookups.epoch
		}
		return v, nil
	}
	return r.getFrom(o, k, o.Value())
}

// GetPrimitiveCached is GetCached for a base that is no object: methods of strings and numbers.
func (r *Realm) GetPrimitiveCached(base Value, k Key, c *PropertyCache) (Value, error) {
	var proto *Object
	switch base.Kind() {
	case KindString:
		if v, ok := r.ownOfString(base.Str(), k); ok {
			return v, nil
		}
		proto = r.Intrinsic(StringPrototype)
	case KindNumber:
		proto = r.Intrinsic(NumberPrototype)
	default:
		return r.GetV(base, k)
	}
	if c.proto == proto && c.shape == proto.shape && c.epoch == r.lookups.epoch {
		return proto.slots[c.slot], nil
	}
	v, a, ok := r.lookup(proto, k)
	if !ok || a&AttrAccessor != 0 || k.name == nil || proto.shape.private {
		return r.getFrom(proto, k, base)
	}
	if slot := proto.shape.find(k.name); slot >= 0 {
		*c = PropertyCache{shape: proto.shape, proto: proto, holder: proto, slot: int32(slot), epoch: r.lookups.epoch}
	}
	return v, nil
}

// SetCached is SetV with a cache for this place and key.
func (r *Realm) SetCached(base Value, k Key, v Value, c *PropertyCache) error {
	o := base.Object()
	if o == nil {
		return r.SetV(base, k, v)
	}
	if o.shape == c.shape {
		if c.next == nil {
			if o.flags&flagGuarded != 0 {
				r.beforeWrite(o)
			}
			o.slots[c.slot] = v
			return nil
		}
		if o.proto == c.proto && c.epoch == r.lookups.epoch && o.flags&flagNonExtensible == 0 {
			if o.flags&flagGuarded != 0 {
				r.beforeWrite(o)
			}
			o.shape = c.next
			r.addSlot(o, v)
			return nil
		}
	}
	return r.setAndLearn(o, k, v, c)
}

// setAndLearn is Set, and fills the cache when it can.
func (r *Realm) setAndLearn(o *Object, k Key, v Value, c *PropertyCache) error {
	before, proto, epoch := o.shape, o.proto, r.lookups.epoch
	if k.name == nil || before.private || o.flags&flagExotic != 0 || o.class == ClassArray && k == Keys.Length {
		return r.Set(o, k, v)
	}
	slot := before.find(k.name)
	if slot >= 0 {
		if before.attr(slot)&AttrWritable != 0 {
			*c = PropertyCache{shape: before, slot: int32(slot)}
		}
		return r.Set(o, k, v)
	}
	if err := r.Set(o, k, v); err != nil {
		return err
	}
	if after := o.shape; after != before && !after.private && after.count == before.count+1 &&
		after.find(k.name) == int(before.count) && epoch == r.lookups.epoch && o.flags&flagPrototype == 0 && o.isShallow() {
		*c = PropertyCache{shape: before, proto: proto, next: after, slot: before.count, epoch: epoch}
	}
	return nil
}

// isShallow says whether a lookup that fails costs nothing extra.
func (o *Object) isShallow() bool {
	for range freeDepth {
		if o = o.proto; o == nil {
			return true
		}
	}
	return false
}
