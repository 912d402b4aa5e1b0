// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"errors"
	"math"

	"selvedge/internal/js/numfmt"
	"selvedge/internal/js/vm"
)

// typedArrayTemplates describes %TypedArray%, which has no name of its own, and its kinds. ECMA-262 23.2.
var typedArrayTemplates = func() []vm.Template {
	base := constructor(vm.TypedArrayConstructor, vm.TypedArrayPrototype, "TypedArray", 0, typedArrayAbstract,
		speciesGetter(),
		vm.Method("of", 0, typedArrayOf, vm.V2),
		vm.Method("from", 1, typedArrayFrom, vm.V2),
	)
	base.Global = ""
	templates := []vm.Template{base, prototype(vm.TypedArrayPrototype, vm.TypedArrayConstructor, "TypedArray",
		typedArrayRows...)}
	for i := range elementKinds {
		templates = append(templates, kindTemplates(&elementKinds[i])...)
	}
	return templates
}()

var typedArrayRows = []vm.Row{
	vm.Accessor("[Symbol.toStringTag]", typedArrayTag, nil).For(vm.SymbolToStringTag),
	vm.Accessor("buffer", typedArrayBuffer, nil),
	vm.Accessor("byteLength", typedArrayByteLength, nil),
	vm.Accessor("byteOffset", typedArrayByteOffset, nil),
	vm.Accessor("length", typedArrayLength, nil),
	vm.Method("copyWithin", 2, typedArrayCopyWithin),
	vm.Method("entries", 0, typedArrayIterator(iteratedEntries), vm.V2),
	vm.Method("every", 1, typedArrayEvery, vm.V2),
	vm.Method("filter", 1, typedArrayFilter, vm.V2),
	vm.Method("find", 1, typedArrayFind, vm.V2),
	vm.Method("findIndex", 1, typedArrayFindIndex, vm.V2),
	vm.Method("forEach", 1, typedArrayForEach, vm.V2),
	vm.Method("includes", 1, typedArrayIncludes, vm.V2),
	vm.Method("indexOf", 1, typedArrayIndexOf, vm.V2),
	vm.Method("join", 1, typedArrayJoin),
	vm.Method("fill", 1, typedArrayFill),
	vm.Method("keys", 0, typedArrayIterator(iteratedKeys), vm.V2),
	vm.Method("lastIndexOf", 1, typedArrayLastIndexOf, vm.V2),
	vm.Method("map", 1, typedArrayMap, vm.V2),
	vm.Method("reduce", 1, typedArrayReduce, vm.V2),
	vm.Method("reduceRight", 1, typedArrayReduceRight, vm.V2),
	vm.Method("reverse", 0, typedArrayReverse, vm.V2),
	vm.Method("set", 2, typedArraySet),
	vm.Method("slice", 2, typedArraySlice),
	vm.Method("some", 1, typedArraySome, vm.V2),
	vm.Method("sort", 1, typedArraySort),
	vm.Method("subarray", 2, typedArraySubarray),
	vm.Method("toString", 0, arrayToString),
	vm.Method("values", 0, typedArrayIterator(iteratedValues), vm.V2),
	symbolMethod(vm.SymbolIterator, 0, typedArrayIterator(iteratedValues), vm.V2),
}

// kindTemplates describes the constructor of a kind and its prototype.
func kindTemplates(k *elementKind) []vm.Template {
	size := vm.Constant("BYTES_PER_ELEMENT", vm.Int(k.size))
	ctor := constructor(k.constructor, k.prototype, k.name, 3, typedArrayConstructor(k), size)
	ctor.Proto = vm.TypedArrayConstructor
	proto := prototype(k.prototype, k.constructor, k.name, size)
	proto.Proto = vm.TypedArrayPrototype
	return []vm.Template{ctor, proto}
}

// typedArray is the internal data of typed arrays and Buffers. It does not change; its buffer does.
type typedArray struct {
	holder *vm.Object   // the ArrayBuffer
	buffer *arrayBuffer // the internal data of holder
	kind   *elementKind
	offset int // bytes
	length int // elements
}

var _ vm.Exotic = (*typedArray)(nil)

// typedArrayBytes is what one is charged at, beside its object.
const typedArrayBytes = 48

// bytes returns the part of the buffer that the array shows.
func (t *typedArray) bytes() []byte { return t.buffer.data[t.offset : t.offset+t.length*t.kind.size] }

// at returns element i, which must be there.
func (t *typedArray) at(i int) float64 { return t.kind.get(t.buffer.data[t.offset+i*t.kind.size:]) }

// put changes element i, which must be there. The caller has called write.
func (t *typedArray) put(i int, f float64) { t.kind.set(t.buffer.data[t.offset+i*t.kind.size:], f) }

// write is called before the bytes are changed.
func (t *typedArray) write(r *vm.Realm) { r.Touch(t.holder) }

// isElement says whether the key is one that typed arrays keep for elements: an index, or a text that ToString makes
// of another number; then there is nothing there. As in njs, NaN is a name like any other.
func (t *typedArray) isElement(k vm.Key) bool {
	if k.IsIndex() {
		return true
	}
	if k.IsSymbol() {
		return false
	}
	f, ok := numfmt.CanonicalNumber(k.Text())
	return ok && !math.IsNaN(f)
}

func (t *typedArray) has(k vm.Key) bool { return k.IsIndex() && int64(k.Index()) < int64(t.length) }

// GetOwn returns an element. See vm.Exotic.
func (t *typedArray) GetOwn(_ *vm.Realm, _ *vm.Object, k vm.Key) (vm.Property, vm.Outcome) {
	switch {
	case t.has(k):
		return vm.Property{
			Value: vm.Number(t.at(int(k.Index()))),
			Attr:  vm.AttrWritable | vm.AttrEnumerable,
		}, vm.Done
	case t.isElement(k):
		return vm.Property{}, vm.Refused
	}
	return vm.Property{}, vm.NotMine
}

// SetOwn changes an element. What is beyond the end is ignored. See vm.Exotic.
func (t *typedArray) SetOwn(r *vm.Realm, _ *vm.Object, k vm.Key, v vm.Value) (vm.Outcome, error) {
	switch {
	case t.has(k):
		f, err := r.ToNumber(v)
		if err != nil {
			return vm.Done, err
		}
		t.write(r)
		t.put(int(k.Index()), f)
		return vm.Done, nil
	case t.isElement(k):
		return vm.Done, nil
	}
	return vm.NotMine, nil
}

// DefineOwn changes an element whose attributes stay as they are. See vm.Exotic, ECMA-262 10.4.5.3.
func (t *typedArray) DefineOwn(r *vm.Realm, o *vm.Object, k vm.Key, d vm.Descriptor) (vm.Outcome, error) {
	switch {
	case !t.isElement(k):
		return vm.NotMine, nil
	case !t.has(k) && r.Version() != vm.V1:
		return vm.Done, nil
	case !t.has(k):
		return vm.Done, r.TypeError("Invalid typed array index")
	case d.IsAccessor(), d.Has&vm.HasConfigurable != 0 && d.Attr&vm.AttrConfigurable != 0,
		d.Has&vm.HasEnumerable != 0 && d.Attr&vm.AttrEnumerable == 0,
		d.Has&vm.HasWritable != 0 && d.Attr&vm.AttrWritable == 0:
		return vm.Refused, nil
	case d.Has&vm.HasValue == 0:
		return vm.Done, nil
	}
	return t.SetOwn(r, o, k, d.Value)
}

// DeleteOwn refuses to delete elements. See vm.Exotic.
func (t *typedArray) DeleteOwn(_ *vm.Realm, _ *vm.Object, k vm.Key) vm.Outcome {
	switch {
	case t.has(k):
		return vm.Refused
	case t.isElement(k):
		return vm.Done
	}
	return vm.NotMine
}

// OwnIndexes returns the number of elements. See vm.Exotic.
func (t *typedArray) OwnIndexes(*vm.Object) (n int, length bool) { return t.length, false }

// newView returns a typed array over a part of a buffer.
func newView(r *vm.Realm, proto *vm.Object, t typedArray) (*vm.Object, error) {
	if err := r.Alloc(typedArrayBytes); err != nil {
		return nil, err
	}
	return r.NewObjectOf(vm.ClassTypedArray, proto, &t), nil
}

// newTypedArray returns a typed array of n zeros.
func newTypedArray(r *vm.Realm, k *elementKind, n int64) (*vm.Object, *typedArray, error) {
	holder, buffer, err := newArrayBuffer(r, n*int64(k.size))
	if err != nil {
		return nil, nil, err
	}
	o, err := newView(r, r.Intrinsic(k.prototype), typedArray{holder, buffer, k, 0, int(n)})
	if err != nil {
		return nil, nil, err
	}
	return o, o.Internal().(*typedArray), nil
}

// asTypedArray returns the internal data of a value that is a typed array, or nil.
func asTypedArray(v vm.Value) *typedArray {
	if !v.Is(vm.ClassTypedArray) {
		return nil
	}
	t, _ := v.Object().Internal().(*typedArray)
	return t
}

func thisTypedArray(c *vm.Call) (*typedArray, error) {
	if t := asTypedArray(c.This); t != nil {
		return t, nil
	}
	return nil, c.TypeError("this is not a typed array")
}

// typedArrayAbstract is %TypedArray%(). ECMA-262 23.2.1.1.
func typedArrayAbstract(c *vm.Call) (vm.Value, error) {
	return vm.Undefined, c.TypeError("Abstract class TypedArray not directly constructable")
}

// typedArrayConstructor makes the constructor of a kind. ECMA-262 23.2.5.1.
func typedArrayConstructor(k *elementKind) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		if !c.IsConstruct() {
			return vm.Undefined, c.TypeError("Constructor of TypedArray requires 'new'")
		}
		o, err := constructTypedArray(c, k)
		return o.Value(), err
	}
}

func constructTypedArray(c *vm.Call, k *elementKind) (*vm.Object, error) {
	source := c.Arg(0).Object()
	if source == nil {
		n, err := toIndex(c.Realm, c.Arg(0))
		if err != nil {
			return nil, err
		}
		o, _, err := newTypedArray(c.Realm, k, n)
		return o, err
	}
	switch internal := source.Internal().(type) {
	case *arrayBuffer:
		return viewOfBuffer(c, k, source, internal)
	case *typedArray:
		return copyTypedArray(c.Realm, k, internal)
	}
	n, err := c.LengthOf(source)
	if err != nil {
		return nil, err
	}
	o, t, err := newTypedArray(c.Realm, k, min(n, math.MaxUint32+1)) // too many bytes for a buffer
	if err != nil {
		return nil, err
	}
	return o, fillFromList(c.Realm, t, 0, source, int(n))
}

// fillFromList sets n elements from position at on to those of an object. Absent ones are NaN; those of an array are an
// error in njs 0.4.3.
func fillFromList(r *vm.Realm, t *typedArray, at int, source *vm.Object, n int) error {
	if err := r.Charge(n); err != nil {
		return err
	}
	for i := range n {
		v, err := r.Get(source, vm.IndexKey(uint32(i)))
		if err != nil {
			return err
		}
		if r.Version() == vm.V1 && v.IsUndefined() && source.IsArray() && !r.HasProperty(source, vm.IndexKey(uint32(i))) {
			return r.TypeError("Cannot convert object to primitive value")
		}
		f, err := r.ToNumber(v)
		if err != nil {
			return err
		}
		t.write(r)
		t.put(at+i, f)
	}
	return nil
}

// copyTypedArray returns an array with the elements of another. Of the same kind njs 0.7.12 copies from the beginning
// of the buffer, wherever the other array begins.
func copyTypedArray(r *vm.Realm, k *elementKind, from *typedArray) (*vm.Object, error) {
	o, t, err := newTypedArray(r, k, int64(from.length))
	if err != nil {
		return nil, err
	}
	if k == from.kind {
		copy(t.buffer.data, from.buffer.data)
		return o, nil
	}
	if err := r.Charge(from.length); err != nil {
		return nil, err
	}
	for i := range from.length {
		t.put(i, from.at(i))
	}
	return o, nil
}

// viewOfBuffer returns an array over a buffer, from the second argument on and with as many elements as the third
// says. ECMA-262 23.2.5.1.3.
func viewOfBuffer(c *vm.Call, k *elementKind, holder *vm.Object, b *arrayBuffer) (*vm.Object, error) {
	offset, err := toIndex(c.Realm, c.Arg(1))
	if err != nil {
		return nil, err
	}
	size := int64(k.size)
	if offset%size != 0 {
		return nil, c.RangeError("start offset must be multiple of %d", size)
	}
	whole := int64(len(b.data))
	var n int64
	switch {
	case !c.Arg(2).IsUndefined():
		if n, err = toIndex(c.Realm, c.Arg(2)); err != nil {
			return nil, err
		}
		if offset+n*size > whole {
			return nil, c.RangeError("Invalid typed array length: %d", n*size)
		}
	case whole%size != 0:
		return nil, c.RangeError("byteLength of buffer must be multiple of %d", size)
	case offset > whole:
		return nil, c.RangeError("byteOffset %d is outside the bound of the buffer", offset)
	default:
		n = (whole - offset) / size
	}
	return newView(c.Realm, c.Intrinsic(k.prototype), typedArray{holder, b, k, int(offset), int(n)})
}

// typedArrayTag is the getter of %TypedArray%.prototype[Symbol.toStringTag]. ECMA-262 23.2.3.38.
func typedArrayTag(c *vm.Call) (vm.Value, error) {
	if t := asTypedArray(c.This); t != nil {
		return c.NewString(t.kind.name).Value(), nil
	}
	return vm.Undefined, nil
}

// viewOf returns the object, the offset and the length in bytes of a typed array or a DataView.
func viewOf(c *vm.Call, member string) (holder *vm.Object, offset, length int, err error) {
	if o := c.This.Object(); o != nil {
		switch internal := o.Internal().(type) {
		case *typedArray:
			return internal.holder, internal.offset, len(internal.bytes()), nil
		case *dataView:
			return internal.holder, internal.offset, internal.length, nil
		}
	}
	return nil, 0, 0, c.TypeError("Method TypedArray.prototype.%s called on incompatible receiver", member)
}

// typedArrayBuffer is the getter of %TypedArray%.prototype.buffer. ECMA-262 23.2.3.2.
func typedArrayBuffer(c *vm.Call) (vm.Value, error) {
	holder, _, _, err := viewOf(c, "buffer")
	return holder.Value(), err
}

// typedArrayByteLength is the getter of %TypedArray%.prototype.byteLength. ECMA-262 23.2.3.3.
func typedArrayByteLength(c *vm.Call) (vm.Value, error) {
	_, _, length, err := viewOf(c, "byteLength")
	return vm.Int(length), err
}

// typedArrayByteOffset is the getter of %TypedArray%.prototype.byteOffset. ECMA-262 23.2.3.4.
func typedArrayByteOffset(c *vm.Call) (vm.Value, error) {
	_, offset, _, err := viewOf(c, "byteOffset")
	return vm.Int(offset), err
}

// typedArrayLength is the getter of %TypedArray%.prototype.length. ECMA-262 23.2.3.21.
func typedArrayLength(c *vm.Call) (vm.Value, error) {
	if t := asTypedArray(c.This); t != nil {
		return vm.Int(t.length), nil
	}
	return vm.Undefined, c.TypeError("Method TypedArray.prototype.length called on incompatible receiver")
}

// isThrown says whether err is something that the program has thrown and could catch.
func isThrown(err error) bool {
	_, ok := errors.AsType[*vm.Exception](err)
	return ok
}
