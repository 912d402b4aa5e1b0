// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import "selvedge/internal/js/vm"

// This file has what the parts that read results know of the JavaScript engine: values, and how a run fails.

// kind is the type of a value as far as the host tells types apart.
type kind int

const (
	kindUndefined kind = iota
	kindNull
	kindBoolean
	kindNumber
	kindString
	kindOther // a primitive that has no use here, such as a symbol
	kindFunction
	kindArray
	kindError // an object made by an error constructor
	kindObject
)

// value is a value of the function. It is good until the invocation ends. Methods that may run code of the function
// return errors, which are those of the engine; after one, nothing more may be asked.
type value struct {
	realm *vm.Realm
	v     vm.Value
}

// Keys of what the host reads and makes.
var (
	keyVersion                = vm.StaticKey("version")
	keyContext                = vm.StaticKey("context")
	keyDistributionDomainName = vm.StaticKey("distributionDomainName")
	keyDistributionID         = vm.StaticKey("distributionId")
	keyEndpoint               = vm.StaticKey("endpoint")
	keyEventType              = vm.StaticKey("eventType")
	keyRequestID              = vm.StaticKey("requestId")
	keyViewer                 = vm.StaticKey("viewer")
	keyIP                     = vm.StaticKey("ip")
	keyRequest                = vm.StaticKey("request")
	keyResponse               = vm.StaticKey("response")
	keyMethod                 = vm.StaticKey("method")
	keyURI                    = vm.StaticKey("uri")
	keyQueryString            = vm.StaticKey("querystring")
	keyHeaders                = vm.StaticKey("headers")
	keyCookies                = vm.StaticKey("cookies")
	keyRawQueryString         = vm.StaticKey("rawQueryString")
	keyStatusCode             = vm.StaticKey("statusCode")
	keyStatusDescription      = vm.StaticKey("statusDescription")
	keyBody                   = vm.StaticKey("body")
	keyData                   = vm.StaticKey("data")
	keyEncoding               = vm.StaticKey("encoding")
	keyMultiValue             = vm.StaticKey("multiValue")
	keyAttributes             = vm.StaticKey("attributes")
	keyHandler                = vm.StaticKey("handler")
)

// kind returns the kind of v.
func (v value) kind() kind {
	switch v.v.Kind() {
	case vm.KindUndefined:
		return kindUndefined
	case vm.KindNull:
		return kindNull
	case vm.KindBoolean:
		return kindBoolean
	case vm.KindNumber:
		return kindNumber
	case vm.KindString:
		return kindString
	case vm.KindObject:
		switch v.v.Object().Class() {
		case vm.ClassFunction:
			return kindFunction
		case vm.ClassArray:
			return kindArray
		case vm.ClassError:
			return kindError
		}
		return kindObject
	}
	return kindOther
}

// text returns String(v). The memory belongs to the invocation: what is kept longer must be cloned. Octets of byte
// strings that are not UTF-8 are read as ISO-8859-1.
func (v value) text() (string, error) {
	s, err := v.realm.ToString(v.v)
	if err != nil {
		return "", err
	}
	if s.IsBytes() {
		return toUTF8(s.Text()), nil
	}
	return s.Text(), nil
}

// number returns the value of a number, and 0 for others.
func (v value) number() float64 {
	if !v.v.IsNumber() {
		return 0
	}
	return v.v.Float()
}

// get returns a property, own or inherited; undefined when there is none or v is no object.
func (v value) get(k vm.Key) (value, error) {
	o := v.v.Object()
	if o == nil {
		return value{realm: v.realm}, nil
	}
	member, err := v.realm.Get(o, k)
	return value{v.realm, member}, err
}

// keys returns the keys of the enumerable own properties of an object, in order.
func (v value) keys() []vm.Key {
	if o := v.v.Object(); o != nil {
		return v.realm.EnumerableOwnKeys(o)
	}
	return nil
}

// length returns the number of elements of an array.
func (v value) length() int {
	if o := v.v.Object(); o != nil {
		return int(o.ArrayLength())
	}
	return 0
}

// at returns the element i of an array.
func (v value) at(i int) (value, error) { return v.get(vm.IndexKey(uint32(i))) }

// fault is why code did not compile or run to its end.
type fault struct {
	text         string // the JavaScript error, as "Class: message"
	line, column int    // where; the column in bytes from 1, 0 when it is not known
}

func (f *fault) Error() string { return f.text }
