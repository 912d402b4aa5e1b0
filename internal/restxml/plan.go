// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package restxml

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"
)

type kind uint8

const (
	kindString kind = iota + 1
	kindBool
	kindInt // 32 bits on the wire
	kindInt64
	kindFloat
	kindTime
	kindBytes
	kindStruct
	kindList
)

// shape is how the values of a Go type look on the wire.
type shape struct {
	kind    kind
	pointer bool        // the Go type is a pointer to what kind says
	plan    *structPlan // of kindStruct
	elem    *shape      // of kindList: its items
}

// field is one child element of a struct.
type field struct {
	rules
	shape

	index  []int  // for reflect.Value.FieldByIndex
	member string // the name in paths: as the element, with a small first letter
}

// maxFields is how many fields a struct may have, embedded ones included: the decoder notes in one word which
// of them it has seen.
const maxFields = 64

// structPlan is the parsed form of a struct type. It is immutable once planOf has returned it.
type structPlan struct {
	fields []field
	byName map[string]int

	// quantity and items are the fields of a counted list, or -1: Quantity must be the number of the Items.
	quantity, items int
}

// plans caches planOf: reflect.Type to *structPlan.
var plans sync.Map

// planOf returns the plan of the struct type t. It panics when a tag or a type below t is not supported.
func planOf(t reflect.Type) *structPlan {
	if p, ok := plans.Load(t); ok {
		return p.(*structPlan)
	}
	b := planner{plans: make(map[reflect.Type]*structPlan)}
	p, _ := plans.LoadOrStore(t, b.structPlan(t))
	return p.(*structPlan)
}

// planner builds the plan of one type and of all types that it is made of. Types may be recursive.
type planner struct {
	plans map[reflect.Type]*structPlan
}

func (b *planner) structPlan(t reflect.Type) *structPlan {
	if p := b.plans[t]; p != nil {
		return p
	}
	p := &structPlan{byName: make(map[string]int), quantity: -1, items: -1}
	b.plans[t] = p
	b.addFields(p, t, nil)
	if len(p.fields) > maxFields {
		panic(fmt.Sprintf("BUG: %v has %d fields, at most %d are supported", t, len(p.fields), maxFields))
	}
	for i := range p.fields {
		name := p.fields[i].name
		if _, taken := p.byName[name]; taken {
			panic(fmt.Sprintf("BUG: %v has two fields for the element %s", t, name))
		}
		p.byName[name] = i
	}
	quantity, counted := p.byName["Quantity"]
	items, listed := p.byName["Items"]
	if counted && listed && p.fields[quantity].kind == kindInt && !p.fields[quantity].pointer &&
		p.fields[items].kind == kindList {
		p.quantity, p.items = quantity, items
	}
	return p
}

// addFields adds the fields of t, which lies at index in the struct that p is for.
func (b *planner) addFields(p *structPlan, t reflect.Type, index []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		at := append(append([]int(nil), index...), i)
		if !f.IsExported() {
			panic(fmt.Sprintf("BUG: %v: field %s is not exported", t, f.Name))
		}
		if f.Anonymous {
			if f.Type.Kind() != reflect.Struct || f.Tag.Get("wire") != "" {
				panic(fmt.Sprintf("BUG: %v: only structs without a wire tag can be embedded, not %s", t, f.Name))
			}
			b.addFields(p, f.Type, at)
			continue
		}
		r, s := parseTag(f), b.shape(f.Type, true)
		r.fit(&s, f)
		if s.kind == kindList && r.item == "" {
			r.item = defaultItem
		}
		p.fields = append(p.fields, field{rules: r, shape: s, index: at, member: lowerFirst(r.name)})
	}
}

// shape returns the shape of t; list says whether a list is allowed in its place.
func (b *planner) shape(t reflect.Type, list bool) shape {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return shape{kind: kindTime}
	case t == reflect.TypeFor[[]byte]():
		return shape{kind: kindBytes}
	}
	switch t.Kind() {
	case reflect.String:
		return shape{kind: kindString}
	case reflect.Bool:
		return shape{kind: kindBool}
	case reflect.Int:
		return shape{kind: kindInt}
	case reflect.Int64:
		return shape{kind: kindInt64}
	case reflect.Float64:
		return shape{kind: kindFloat}
	case reflect.Struct:
		return shape{kind: kindStruct, plan: b.structPlan(t)}
	case reflect.Pointer:
		s := b.shape(t.Elem(), false)
		if s.pointer || s.kind == kindBytes {
			break
		}
		s.pointer = true
		return s
	case reflect.Slice:
		if !list {
			break
		}
		if item := b.shape(t.Elem(), false); !item.pointer && item.kind != kindBytes {
			return shape{kind: kindList, elem: &item}
		}
	}
	panic(fmt.Sprintf("BUG: the type %v is not supported in this place", t))
}

// lowerFirst returns the name of a member as it stands in the paths of constraint violations. Source: api.md 1.5.
func lowerFirst(name string) string {
	return strings.ToLower(name[:1]) + name[1:]
}
