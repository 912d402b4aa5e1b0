// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The kinds of elements that typed arrays have. ECMA-262 table 69.

package builtin

import (
	"encoding/binary"
	"math"

	"selvedge/internal/js/vm"
)

// elementKind says how a number is stored. Bytes are in the order of little-endian machines, as those that
// CloudFront runs on are.
type elementKind struct {
	name                   string
	size                   int
	constructor, prototype vm.Intrinsic
	get                    func(b []byte) float64
	set                    func(b []byte, f float64)
	// accepts says whether an element can be equal to the number at all.
	accepts func(f float64) bool
}

var elementKinds = [...]elementKind{
	{"Int8Array", 1, vm.Int8ArrayConstructor, vm.Int8ArrayPrototype, getInt8, setByte, isInteger(-128, 127)},
	{"Uint8Array", 1, vm.Uint8ArrayConstructor, vm.Uint8ArrayPrototype, getUint8, setByte, isInteger(0, 255)},
	{"Uint8ClampedArray", 1, vm.Uint8ClampedArrayConstructor, vm.Uint8ClampedArrayPrototype,
		getUint8, setClamped, isInteger(0, 255)},
	{"Int16Array", 2, vm.Int16ArrayConstructor, vm.Int16ArrayPrototype, getInt16, setUint16, isInteger(-32768, 32767)},
	{"Uint16Array", 2, vm.Uint16ArrayConstructor, vm.Uint16ArrayPrototype, getUint16, setUint16, isInteger(0, 65535)},
	{"Int32Array", 4, vm.Int32ArrayConstructor, vm.Int32ArrayPrototype,
		getInt32, setUint32, isInteger(math.MinInt32, math.MaxInt32)},
	{"Uint32Array", 4, vm.Uint32ArrayConstructor, vm.Uint32ArrayPrototype,
		getUint32, setUint32, isInteger(0, math.MaxUint32)},
	{"Float32Array", 4, vm.Float32ArrayConstructor, vm.Float32ArrayPrototype, getFloat32, setFloat32,
		func(f float64) bool { return f != f || float64(float32(f)) == f }},
	{"Float64Array", 8, vm.Float64ArrayConstructor, vm.Float64ArrayPrototype, getFloat64, setFloat64,
		func(float64) bool { return true }},
}

// uint8Kind is the kind of Buffers.
var uint8Kind = &elementKinds[1]

func isInteger(low, high float64) func(float64) bool {
	return func(f float64) bool { return f >= low && f <= high && f == math.Trunc(f) }
}

func getInt8(b []byte) float64   { return float64(int8(b[0])) }
func getUint8(b []byte) float64  { return float64(b[0]) }
func getInt16(b []byte) float64  { return float64(int16(binary.LittleEndian.Uint16(b))) }
func getUint16(b []byte) float64 { return float64(binary.LittleEndian.Uint16(b)) }
func getInt32(b []byte) float64  { return float64(int32(binary.LittleEndian.Uint32(b))) }
func getUint32(b []byte) float64 { return float64(binary.LittleEndian.Uint32(b)) }
func getFloat32(b []byte) float64 {
	return float64(math.Float32frombits(binary.LittleEndian.Uint32(b)))
}
func getFloat64(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }

func setByte(b []byte, f float64)    { b[0] = byte(vm.ToUint32(f)) }
func setUint16(b []byte, f float64)  { binary.LittleEndian.PutUint16(b, uint16(vm.ToUint32(f))) }
func setUint32(b []byte, f float64)  { binary.LittleEndian.PutUint32(b, vm.ToUint32(f)) }
func setFloat32(b []byte, f float64) { binary.LittleEndian.PutUint32(b, math.Float32bits(float32(f))) }

func setFloat64(b []byte, f float64) {
	bits := math.Float64bits(f)
	if f != f {
		bits = 0x7ff8 << 48 // the NaN of C; Go has another
	}
	binary.LittleEndian.PutUint64(b, bits)
}

// setClamped rounds halves to even.
func setClamped(b []byte, f float64) {
	switch {
	case !(f > 0):
		b[0] = 0
	case f > 255:
		b[0] = 255
	default:
		b[0] = byte(math.RoundToEven(f))
	}
}
