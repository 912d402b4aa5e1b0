// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/fxamacker/cbor/v2"

	"selvedge/internal/js/builtin"
	"selvedge/internal/js/vm"
)

// This file turns the claims and headers of CBOR web tokens into values of the language, and back. Names that are
// integers become strings, and strings of integers become integers. Source: helpers.md section 9.

// maxClaimDepth bounds the nesting of claims.
const maxClaimDepth = 16

// claimValue returns the value of decoded CBOR.
func claimValue(c *vm.Call, v any) (vm.Value, error) {
	switch v := v.(type) {
	case map[any]any:
		return claimObject(c, v)
	case []any:
		values := make([]vm.Value, len(v))
		for i := range v {
			var err error
			if values[i], err = claimValue(c, v[i]); err != nil {
				return vm.Undefined, err
			}
		}
		return c.NewArray(values...).Value(), nil
	case []byte:
		b, err := builtin.NewBuffer(c.Realm, v)
		if err != nil {
			return vm.Undefined, err
		}
		return b.Value(), nil
	case cbor.ByteString:
		return claimValue(c, []byte(v))
	case string:
		return c.NewString(v).Value(), nil
	case uint64:
		return vm.Number(float64(v)), nil
	case int64:
		return vm.Number(float64(v)), nil
	case float32:
		return vm.Number(float64(v)), nil
	case float64:
		return vm.Number(v), nil
	case bool:
		return vm.Bool(v), nil
	case nil:
		return vm.Null, nil
	case cbor.Tag:
		return claimValue(c, v.Content)
	}
	return vm.Undefined, nil
}

// claimObject returns an object for a map. Go's maps have no order; the names are sorted, so that runs are the same.
func claimObject(c *vm.Call, m map[any]any) (vm.Value, error) {
	type claim struct {
		name  string
		value any
	}
	claims := make([]claim, 0, len(m))
	for name, v := range m {
		text := fmt.Sprint(name)
		if b, ok := name.(cbor.ByteString); ok {
			text = strings.ToValidUTF8(string(b), "\uFFFD")
		}
		claims = append(claims, claim{text, v})
	}
	slices.SortFunc(claims, func(a, b claim) int { return cmp.Compare(a.name, b.name) })
	o := c.NewObject()
	for _, cl := range claims {
		v, err := claimValue(c, cl.value)
		if err == nil {
			err = c.CreateDataProperty(o, c.KeyOfText(cl.name), v)
		}
		if err != nil {
			return vm.Undefined, err
		}
	}
	return o.Value(), nil
}

// claimReader reads values that go into a token. left bounds how many there are.
type claimReader struct {
	c    *vm.Call
	left int
}

// member reads a map under one of two names; none is an empty map.
func (r *claimReader) member(o *vm.Object, k, other vm.Key) (map[any]any, error) {
	v, err := r.c.Get(o, k)
	if err == nil && v.IsUndefined() {
		v, err = r.c.Get(o, other)
	}
	if err != nil || v.IsUndefined() {
		return map[any]any{}, err
	}
	if (value{r.c.Realm, v}).kind() != kindObject {
		return nil, r.c.TypeError("generateToken: %s must be an object", k.Text())
	}
	return r.object(v.Object(), maxClaimDepth)
}

func (r *claimReader) object(o *vm.Object, depth int) (map[any]any, error) {
	m := map[any]any{}
	for _, k := range r.c.EnumerableOwnKeys(o) {
		v, err := r.c.Get(o, k)
		if err != nil {
			return nil, err
		}
		claim, err := r.value(v, depth-1)
		if err != nil {
			return nil, err
		}
		m[claimName(k.Text())] = claim
	}
	return m, nil
}

// claimName returns the integer that a name is the canonical text of, or the name.
func claimName(text string) any {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(n, 10) == text {
		return n
	}
	return strings.Clone(text)
}

func (r *claimReader) value(v vm.Value, depth int) (any, error) {
	if r.left--; r.left < 0 || depth < 0 {
		return nil, r.c.Error("generateToken: the claims are too many or nested too deeply")
	}
	if err := r.c.Charge(4); err != nil {
		return nil, err
	}
	if data, ok := builtin.Bytes(v); ok {
		if len(data) > maxToken {
			return nil, r.c.Error("generateToken: a claim has more than %d bytes", maxToken)
		}
		return slices.Clone(data), nil
	}
	w := value{r.c.Realm, v}
	switch w.kind() {
	case kindUndefined, kindNull:
		return nil, nil
	case kindBoolean:
		return v.IsTrue(), nil
	case kindNumber:
		if n := w.number(); n == math.Trunc(n) && math.Abs(n) < 1<<53 {
			return int64(n), nil
		}
		return w.number(), nil
	case kindString:
		text, err := w.text()
		if err == nil && len(text) > maxToken {
			err = r.c.Error("generateToken: a claim has more than %d bytes", maxToken)
		}
		return strings.Clone(text), err
	case kindArray:
		return r.array(v, depth)
	case kindObject:
		return r.object(v.Object(), depth)
	}
	return nil, r.c.TypeError("generateToken: a claim is %s", show(w))
}

func (r *claimReader) array(v vm.Value, depth int) (any, error) {
	n, err := r.c.LengthOf(v.Object())
	if err != nil {
		return nil, err
	}
	list := make([]any, 0, min(n, maxToken))
	for i := range n {
		e, err := r.c.GetMember(v, vm.Int(int(i)))
		if err != nil {
			return nil, err
		}
		claim, err := r.value(e, depth-1)
		if err != nil {
			return nil, err
		}
		list = append(list, claim)
	}
	return list, nil
}
