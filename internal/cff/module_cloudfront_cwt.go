// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"errors"

	"github.com/fxamacker/cbor/v2"

	"selvedge/internal/js/builtin"
	"selvedge/internal/js/vm"
)

// This file is cf.cwt: CBOR web tokens with a message authentication code. Source: helpers.md section 9; RFC 8392
// section 6 (tag 61), RFC 9052 section 6.2 (COSE_Mac0). AWS gives no texts of errors; these are ours.

// maxToken is in bytes. Source: limits.md section 2.
const maxToken = 1024

// Tags and labels. Source: RFC 8392 section 6; RFC 9052 sections 2 and 3.1; IANA, "COSE Algorithms".
const (
	tagCWT         = 61
	tagMac0        = 17
	labelAlgorithm = 1
	hmac256Of64    = 4 // HS256, the code cut to 64 bits
	hmac256        = 5 // HS256
	shortMAC       = 8 // bytes
)

// mac0 is a COSE_Mac0 structure.
type mac0 struct {
	_           struct{} `cbor:",toarray"`
	Protected   []byte
	Unprotected map[any]any
	Payload     []byte
	Tag         []byte
}

var (
	cborReader = func() cbor.DecMode {
		m, err := cbor.DecOptions{
			DupMapKey: cbor.DupMapKeyEnforcedAPF, MaxNestedLevels: maxClaimDepth, MaxArrayElements: maxToken,
			MaxMapPairs: maxToken, IndefLength: cbor.IndefLengthAllowed, UTF8: cbor.UTF8RejectInvalid,
			IntDec: cbor.IntDecConvertNone, BignumTag: cbor.BignumTagForbidden,
		}.DecMode()
		if err != nil {
			panic("BUG: " + err.Error())
		}
		return m
	}()
	cborWriter = func() cbor.EncMode {
		m, err := cbor.CoreDetEncOptions().EncMode()
		if err != nil {
			panic("BUG: " + err.Error())
		}
		return m
	}()
)

// macKey returns the member key of an object, which is a string or a Buffer.
func macKey(c *vm.Call, o *vm.Object) ([]byte, error) {
	if o == nil {
		return nil, c.TypeError("the key is missing")
	}
	v, err := c.Get(o, keyKey)
	if err != nil {
		return nil, err
	}
	return octetsOf(c, v, "key")
}

var (
	keyKey                = vm.StaticKey("key")
	keyCOSETag            = vm.StaticKey("coseTag")
	keyCWTTag             = vm.StaticKey("cwtTag")
	keyProtected          = vm.StaticKey("protected")
	keyProtectedHeaders   = vm.StaticKey("protectedHeaders")
	keyUnprotected        = vm.StaticKey("unprotected")
	keyUnprotectedHeaders = vm.StaticKey("unprotectedHeaders")
	keyPayload            = vm.StaticKey("payload")

	tokenShape = vm.NewShape(vm.AttrAll, keyProtectedHeaders, keyUnprotectedHeaders, keyPayload)
)

// code returns the authentication code of a structure, by the algorithm that the protected headers name.
func (m *mac0) code(protected map[any]any, key []byte) ([]byte, error) {
	signed, err := cborWriter.Marshal([]any{"MAC0", m.Protected, []byte{}, m.Payload})
	if err != nil {
		return nil, err
	}
	h := hmac.New(sha256.New, key)
	_, _ = h.Write(signed) // hashes do not fail
	sum := h.Sum(nil)
	for label, alg := range protected {
		if integerOf(label) != labelAlgorithm {
			continue
		}
		switch integerOf(alg) {
		case hmac256:
			return sum, nil
		case hmac256Of64:
			return sum[:shortMAC], nil
		}
		return nil, errors.New("the algorithm is not supported; it must be 4 or 5")
	}
	return nil, errors.New("the protected headers name no algorithm")
}

// integerOf returns the value of an integer that was decoded or is to be encoded, and 0 for others.
func integerOf(v any) int64 {
	switch n := v.(type) {
	case int64:
		return n
	case uint64:
		return int64(min(n, 1<<62))
	}
	return 0
}

// validateToken is cf.cwt.validateToken(token, {key}). It checks the code, and no claims.
func validateToken(c *vm.Call) (vm.Value, error) {
	token, ok := builtin.Bytes(c.Arg(0))
	if !ok {
		return vm.Undefined, c.TypeError("the token must be a Buffer")
	}
	if len(token) > maxToken {
		return vm.Undefined, c.Error("the token has %d bytes, the maximum is %d", len(token), maxToken)
	}
	key, err := macKey(c, c.Arg(1).Object())
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(hashFuel + 4*len(token)); err != nil {
		return vm.Undefined, err
	}
	t, err := parseToken(token)
	if err == nil {
		var code []byte
		if code, err = t.code(t.protected, key); err == nil && subtle.ConstantTimeCompare(code, t.Tag) != 1 {
			err = errors.New("the authentication code does not match")
		}
	}
	if err != nil {
		return vm.Undefined, c.Error("invalid token: %s", err.Error())
	}
	return tokenObject(c, t)
}

// token is a token that was read.
type token struct {
	mac0
	protected, payload map[any]any
}

// parseToken reads a token: [tag 61] tag 17 [protected, unprotected, payload, code].
func parseToken(data []byte) (*token, error) {
	var tag cbor.RawTag
	err := cborReader.Unmarshal(data, &tag)
	if err == nil && tag.Number == tagCWT {
		err = cborReader.Unmarshal(tag.Content, &tag)
	}
	if err != nil || tag.Number != tagMac0 {
		return nil, errors.New("it is not a COSE_Mac0 structure")
	}
	t := &token{}
	if err := cborReader.Unmarshal(tag.Content, &t.mac0); err != nil {
		return nil, err
	}
	if len(t.Protected) > 0 {
		if err := cborReader.Unmarshal(t.Protected, &t.protected); err != nil {
			return nil, err
		}
	}
	return t, cborReader.Unmarshal(t.Payload, &t.payload)
}

// tokenObject returns the object that authors get. Claims can also be read from the object itself, as AWS's examples do.
func tokenObject(c *vm.Call, t *token) (vm.Value, error) {
	var parts [3]vm.Value
	for i, m := range [...]map[any]any{t.protected, t.Unprotected, t.payload} {
		v, err := claimValue(c, m)
		if err != nil {
			return vm.Undefined, err
		}
		parts[i] = v
	}
	o := c.NewShaped(tokenShape, parts[:]...)
	claims := parts[2].Object()
	for _, k := range c.OwnPropertyKeys(claims) {
		if !k.IsIndex() {
			continue
		}
		v, err := c.Get(claims, k)
		if err == nil {
			err = c.DefineOwnProperty(o, k, vm.DataDescriptor(v, vm.AttrHidden))
		}
		if err != nil {
			return vm.Undefined, err
		}
	}
	return o.Value(), nil
}

// generateToken is cf.cwt.generateToken(context, payload); the arguments may be the other way round, as in AWS's
// examples.
func generateToken(c *vm.Call) (vm.Value, error) {
	context, claims := c.Arg(0).Object(), c.Arg(1).Object()
	if context == nil || claims == nil {
		return vm.Undefined, c.TypeError("generateToken: a context and a payload, both objects, are needed")
	}
	if !c.HasProperty(context, keyCOSETag) {
		context, claims = claims, context
	}
	tag, err := c.Get(context, keyCOSETag)
	if err != nil {
		return vm.Undefined, err
	}
	if text, err := (value{c.Realm, tag}).text(); err != nil || text != "MAC0" {
		return vm.Undefined, c.TypeError("generateToken: coseTag must be \"MAC0\"")
	}
	key, err := macKey(c, context)
	if err != nil {
		return vm.Undefined, err
	}
	tagged, err := c.Get(context, keyCWTTag)
	if err != nil {
		return vm.Undefined, err
	}
	token, err := buildToken(c, claims, key, vm.ToBoolean(tagged))
	if err != nil {
		return vm.Undefined, err
	}
	b, err := builtin.NewBuffer(c.Realm, token)
	if err != nil {
		return vm.Undefined, err
	}
	return b.Value(), nil
}

func buildToken(c *vm.Call, claims *vm.Object, key []byte, tagged bool) ([]byte, error) {
	w := claimReader{c: c, left: maxToken}
	protected, err := w.member(claims, keyProtected, keyProtectedHeaders)
	if err != nil {
		return nil, err
	}
	m := mac0{}
	if m.Unprotected, err = w.member(claims, keyUnprotected, keyUnprotectedHeaders); err != nil {
		return nil, err
	}
	payload, err := w.member(claims, keyPayload, keyPayload)
	if err != nil {
		return nil, err
	}
	if err := c.Charge(hashFuel + 4*maxToken); err != nil {
		return nil, err
	}
	token, err := m.seal(protected, payload, key, tagged)
	switch {
	case err != nil:
		return nil, c.Error("generateToken: %s", err.Error())
	case len(token) > maxToken:
		return nil, c.Error("generateToken: the token has %d bytes, the maximum is %d", len(token), maxToken)
	}
	return token, nil
}

// seal computes the code and returns the token.
func (m *mac0) seal(protected, payload map[any]any, key []byte, tagged bool) (token []byte, err error) {
	if m.Protected, err = cborWriter.Marshal(protected); err != nil {
		return nil, err
	}
	if m.Payload, err = cborWriter.Marshal(payload); err != nil {
		return nil, err
	}
	if m.Tag, err = m.code(protected, key); err != nil {
		return nil, err
	}
	var t any = cbor.Tag{Number: tagMac0, Content: m}
	if tagged {
		t = cbor.Tag{Number: tagCWT, Content: t}
	}
	return cborWriter.Marshal(t)
}
