// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// TextEncoder and TextDecoder. runtime.md 6.14; Encoding Standard 7.

package builtin

import (
	"unicode/utf8"

	"selvedge/internal/js/vm"
)

var textEncodingTemplates = []vm.Template{
	constructor(vm.TextEncoderConstructor, vm.TextEncoderPrototype, "TextEncoder", 0, textEncoderConstructor),
	prototype(vm.TextEncoderPrototype, vm.TextEncoderConstructor, "TextEncoder",
		vm.Constant("encoding", vm.SharedString("utf-8").Value()),
		vm.Method("encode", 0, textEncoderEncode),
		vm.Method("encodeInto", 2, textEncoderEncodeInto),
	),
	constructor(vm.TextDecoderConstructor, vm.TextDecoderPrototype, "TextDecoder", 0, textDecoderConstructor),
	prototype(vm.TextDecoderPrototype, vm.TextDecoderConstructor, "TextDecoder",
		textDecoderProperty("encoding", func(*textDecoder) vm.Value { return textEncodingName.Value() }),
		textDecoderProperty("fatal", func(d *textDecoder) vm.Value { return vm.Bool(d.fatal) }),
		textDecoderProperty("ignoreBOM", func(d *textDecoder) vm.Value { return vm.Bool(d.ignoreBOM) }),
		vm.Method("decode", 0, textDecoderDecode),
	),
}

var textEncodingName = vm.SharedString("utf-8")

var (
	keyFatal     = func() vm.Key { return vm.StaticKey("fatal") }()
	keyIgnoreBOM = func() vm.Key { return vm.StaticKey("ignoreBOM") }()
	keyStream    = func() vm.Key { return vm.StaticKey("stream") }()
	keyRead      = func() vm.Key { return vm.StaticKey("read") }()
	keyWritten   = func() vm.Key { return vm.StaticKey("written") }()
)

// textEncoder is the internal data of TextEncoder objects.
type textEncoder struct{}

// textDecoder is the internal data of TextDecoder objects. It is replaced, not changed.
type textDecoder struct {
	fatal, ignoreBOM bool
	pending          string // the beginning of a character, at most three bytes
}

// textEncoderConstructor is TextEncoder().
func textEncoderConstructor(c *vm.Call) (vm.Value, error) {
	if !c.IsConstruct() {
		return vm.Undefined, c.TypeError("Constructor of TextEncoder requires 'new'")
	}
	return c.NewObjectOf(vm.ClassObject, c.Intrinsic(vm.TextEncoderPrototype), textEncoder{}).Value(), nil
}

func requireTextEncoder(c *vm.Call) error {
	if o := c.This.Object(); o != nil {
		if _, ok := o.Internal().(textEncoder); ok {
			return nil
		}
	}
	return c.TypeError("\"this\" is not a TextEncoder")
}

// textEncoderEncode is TextEncoder.prototype.encode(text).
func textEncoderEncode(c *vm.Call) (vm.Value, error) {
	if err := requireTextEncoder(c); err != nil {
		return vm.Undefined, err
	}
	text := ""
	if c.NArgs() > 0 {
		s, err := c.ToString(c.Arg(0))
		if err != nil {
			return vm.Undefined, err
		}
		text = s.Text()
		if s.IsBytes() {
			v, err := decodedUTF8(c.Realm, text)
			if err != nil {
				return vm.Undefined, err
			}
			text = v.Str().Text()
		}
	}
	o, t, err := newTypedArray(c.Realm, uint8Kind, int64(len(text)))
	if err != nil {
		return vm.Undefined, err
	}
	copy(t.buffer.data, text)
	return o.Value(), nil
}

// textEncoderEncodeInto is TextEncoder.prototype.encodeInto(text, array). What is read is counted in UTF-16 units.
func textEncoderEncodeInto(c *vm.Call) (vm.Value, error) {
	if err := requireTextEncoder(c); err != nil {
		return vm.Undefined, err
	}
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	t := asTypedArray(c.Arg(1))
	if t == nil || t.kind != uint8Kind {
		return vm.Undefined, c.TypeError("The \"destination\" argument must be an instance of Uint8Array")
	}
	to := viewedBytes(c.Realm, t)
	if err := c.Charge(1 + min(s.Size(), len(to))/4); err != nil {
		return vm.Undefined, err
	}
	t.write(c.Realm)
	read, written := 0, 0
	for _, point := range s.Text() {
		size := utf8.RuneLen(point)
		if written+size > len(to) {
			break
		}
		utf8.EncodeRune(to[written:], point)
		written += size
		if read++; point > maxUnit {
			read++
		}
	}
	result := c.NewObject()
	if err := c.CreateDataProperty(result, keyRead, vm.Int(read)); err != nil {
		return vm.Undefined, err
	}
	return result.Value(), c.CreateDataProperty(result, keyWritten, vm.Int(written))
}

// viewedBytes returns the bytes of a typed array; njs 0.4.3 takes them from the beginning of the buffer.
func viewedBytes(r *vm.Realm, t *typedArray) []byte {
	if r.Version() == vm.V1 {
		return t.buffer.data[:len(t.bytes())]
	}
	return t.bytes()
}

// textDecoderConstructor is TextDecoder(label, options). Labels are utf-8 and utf8 only, in small letters.
func textDecoderConstructor(c *vm.Call) (vm.Value, error) {
	if !c.IsConstruct() {
		return vm.Undefined, c.TypeError("Constructor of TextDecoder requires 'new'")
	}
	if c.NArgs() > 0 {
		label, err := c.ToText(c.Arg(0))
		if err != nil {
			return vm.Undefined, err
		}
		if binaryEncoding(label) != utf8Encoding {
			return vm.Undefined, c.RangeError("The \"%s\" encoding is not supported", label)
		}
	}
	d := textDecoder{}
	if c.NArgs() > 1 {
		options := c.Arg(1).Object()
		if options == nil {
			return vm.Undefined, c.TypeError("The \"options\" argument must be of type object")
		}
		fatal, err := c.Get(options, keyFatal)
		if err != nil {
			return vm.Undefined, err
		}
		ignoreBOM, err := c.Get(options, keyIgnoreBOM)
		if err != nil {
			return vm.Undefined, err
		}
		d.fatal, d.ignoreBOM = vm.ToBoolean(fatal), vm.ToBoolean(ignoreBOM)
	}
	return c.NewObjectOf(vm.ClassObject, c.Intrinsic(vm.TextDecoderPrototype), d).Value(), nil
}

// textDecoderProperty is a row for a property of decoders. Other receivers have none.
func textDecoderProperty(name string, value func(*textDecoder) vm.Value) vm.Row {
	return vm.Computed(name, vm.AttrNone, func(c *vm.Call) (vm.Value, error) {
		if o := c.This.Object(); o != nil {
			if d, ok := o.Internal().(textDecoder); ok {
				return value(&d), nil
			}
		}
		return vm.Undefined, nil
	}, readOnly(name))
}

// textDecoderDecode is TextDecoder.prototype.decode(bytes, options).
func textDecoderDecode(c *vm.Call) (vm.Value, error) {
	o := c.This.Object()
	if o == nil {
		return vm.Undefined, c.TypeError("\"this\" is not a TextDecoder")
	}
	d, ok := o.Internal().(textDecoder)
	if !ok {
		return vm.Undefined, c.TypeError("\"this\" is not a TextDecoder")
	}
	data, stream, err := decodeArguments(c)
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Fits(3 * len(data)); err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + len(data)/8); err != nil {
		return vm.Undefined, err
	}
	const bom = "\ufeff"
	if !d.ignoreBOM && len(data) >= len(bom) && string(data[:len(bom)]) == bom {
		data = data[len(bom):]
	}
	all := d.pending + string(data)
	text, rest := decodeUTF8(make([]byte, 0, len(all)), all, !stream)
	if d.fatal && !utf8.ValidString(all[:len(all)-len(rest)]) {
		return vm.Undefined, c.TypeError("The encoded data was not valid")
	}
	if rest != d.pending {
		d.pending = rest
		c.SetInternal(o, d)
	}
	return c.NewStringBytes(text).Value(), nil
}

// decodeArguments converts the arguments of decode.
func decodeArguments(c *vm.Call) (data []byte, stream bool, err error) {
	if c.NArgs() > 0 {
		t := asTypedArray(c.Arg(0))
		switch {
		case t != nil:
			data = viewedBytes(c.Realm, t)
		case c.Arg(0).Is(vm.ClassArrayBuffer) && c.Version() != vm.V1:
			data, _ = Bytes(c.Arg(0))
		default:
			return nil, false, c.TypeError("The \"input\" argument must be an instance of TypedArray")
		}
	}
	if c.NArgs() > 1 {
		options := c.Arg(1).Object()
		if options == nil {
			return nil, false, c.TypeError("The \"options\" argument must be of type object")
		}
		v, err := c.Get(options, keyStream)
		return data, vm.ToBoolean(v), err
	}
	return data, false, nil
}

// decodeUTF8 appends a text with U+FFFD for each longest part that could have been the beginning of a character.
// When more is to come, such a part at the end is returned as rest.
func decodeUTF8(text []byte, data string, last bool) (_ []byte, rest string) {
	for data != "" {
		r, size := utf8.DecodeRuneInString(data)
		if r == utf8.RuneError && size <= 1 {
			if size = invalidSize(data); size == len(data) && !utf8.FullRuneInString(data) && !last {
				return text, data
			}
			text = utf8.AppendRune(text, utf8.RuneError)
		} else {
			text = append(text, data[:size]...)
		}
		data = data[size:]
	}
	return text, ""
}

// invalidSize returns the length of the longest beginning of an invalid text that could go on to be a character, and
// 1 when there is none.
func invalidSize(data string) int {
	n := 1
	for n < len(data) && n < utf8.UTFMax && !utf8.FullRuneInString(data[:n+1]) {
		n++
	}
	if utf8.FullRuneInString(data[:n]) {
		return 1
	}
	return n
}
