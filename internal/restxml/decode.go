// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package restxml

import (
	"bytes"
	"encoding/xml"
	"reflect"

	"selvedge"
)

// Limits of a body beside its length, which the caller bounds. The deepest body of the API has 9 levels, and the
// largest that the quotas of a distribution allow has about 20,000 elements.
const (
	MaxDepth    = 32
	MaxElements = 50_000
)

// Decode reads body into the struct that dst points to, replacing all of it. The element's name at the root does
// not matter. Namespaces do not matter either; members are found by their local names, in any order.
//
// root is the name that paths in error messages begin with: the member that is the payload of the operation, such
// as "distributionConfig", or "" when the body stands for the whole input of the operation.
//
// Errors are of these codes, in this order: MissingBody (empty body); MalformedXML with line, column and element
// (syntax, elements that dst has no place for, elements given twice, text that is no number, time etc.);
// MalformedXML with all violations of the constraints in the wire tags; InconsistentQuantities (a Quantity that is
// not the number of the Items). After an error dst holds what was read until then. Source: api.md 1.2, 1.5.
//
// An empty string in an optional member counts as unset, so that its constraints do not apply. The Items that a list
// requires may be left out when Quantity is 0 and min does not ask for an item.
func Decode(body []byte, root string, dst any) error {
	v := reflect.ValueOf(dst)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Struct {
		panic("BUG: restxml: destination is not a pointer to a struct")
	}
	v = v.Elem()
	v.SetZero()
	body = bytes.TrimPrefix(body, []byte(byteOrderMark))
	if len(bytes.Trim(body, space)) == 0 {
		return selvedge.Errorf(selvedge.CodeMissingBody, "The request has no body, but the operation needs one.")
	}
	d := decoder{body: body, xml: xml.NewDecoder(bytes.NewReader(body))}
	d.xml.CharsetReader = refuseCharset
	if err := d.document(root, planOf(v.Type()), v); err != nil {
		return err
	}
	return d.verdict()
}

// decoder reads one body. Its methods leave the decoder behind the end tag of what they read.
type decoder struct {
	body []byte
	xml  *xml.Decoder

	frames   []frame // the open elements, from the root on
	elements int     // number of start tags so far
	line     int     // where the token read last begins; both count from 1
	column   int
	buf      []byte // text of the element read last

	violations []string // at most maxViolations of them
	violated   int      // how many there are
	mismatch   error    // the first Quantity that is not the number of Items
}

// frame is an open element.
type frame struct {
	name   xml.Name // as written: Space is the prefix
	member string   // its name in paths; empty for the items of lists
	index  int      // of an item of a list, from 1
}

func (d *decoder) document(root string, p *structPlan, v reflect.Value) error {
	for {
		tok, err := d.next()
		if err != nil {
			return err
		}
		switch tok := tok.(type) {
		case nil:
			return d.malformed("there is no element")
		case xml.CharData:
			if !blank(tok) {
				return d.malformed("there is text before the root element")
			}
			continue
		case xml.EndElement:
			return d.malformed("the end tag %s has no start tag", clip(tok.Name.Local))
		case xml.StartElement:
			d.frames = append(d.frames, frame{name: tok.Name, member: root})
		}
		if err := d.structure(p, v); err != nil {
			return err
		}
		d.pop()
		return d.epilogue()
	}
}

// epilogue reads what follows the root element, which is nothing.
func (d *decoder) epilogue() error {
	for {
		tok, err := d.next()
		if err != nil || tok == nil {
			return err
		}
		if text, ok := tok.(xml.CharData); !ok || !blank(text) {
			return d.malformed("the document does not end with its root element")
		}
	}
}

// structure reads the children of the innermost open element into the struct v.
func (d *decoder) structure(p *structPlan, v reflect.Value) error {
	var seen uint64
	for {
		start, err := d.child()
		if err != nil {
			return err
		}
		if start == nil {
			break
		}
		i, ok := p.byName[start.Name.Local]
		if !ok {
			return d.malformed("the element <%s> is not known here", clip(start.Name.Local))
		}
		if seen&(1<<i) != 0 {
			return d.malformed("the element <%s> is given twice", start.Name.Local)
		}
		seen |= 1 << i
		f := &p.fields[i]
		if err := d.push(frame{name: start.Name, member: f.member}); err != nil {
			return err
		}
		if err := d.member(f, v.FieldByIndex(f.index)); err != nil {
			return err
		}
		d.pop()
	}
	d.checkPresence(p, v, seen)
	d.checkQuantity(p, v)
	return nil
}

// member reads the innermost open element into the field v.
func (d *decoder) member(f *field, v reflect.Value) error {
	if f.pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	var err error
	if f.kind == kindList {
		err = d.list(f, v)
	} else {
		err = d.value(&f.shape, v)
	}
	if err == nil {
		d.check(f, v)
	}
	return err
}

func (d *decoder) list(f *field, v reflect.Value) error {
	for {
		start, err := d.child()
		if start == nil || err != nil {
			return err
		}
		if start.Name.Local != f.item {
			return d.malformed("the element <%s> is not known here, only <%s> is", clip(start.Name.Local), f.item)
		}
		n := v.Len()
		if err := d.push(frame{name: start.Name, index: n + 1}); err != nil {
			return err
		}
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		if err := d.value(f.elem, v.Index(n)); err != nil {
			return err
		}
		if f.elem.kind == kindString {
			d.checkText(&f.rules, v.Index(n).String())
		}
		d.pop()
	}
}

func (d *decoder) value(s *shape, v reflect.Value) error {
	if s.kind == kindStruct {
		return d.structure(s.plan, v)
	}
	text, err := d.text()
	if err != nil {
		return err
	}
	if problem := setScalar(s.kind, v, text); problem != "" {
		return d.malformed("%q is not %s", clip(string(text)), problem)
	}
	return nil
}

func (d *decoder) push(f frame) error {
	if len(d.frames) >= MaxDepth {
		return d.malformed("the elements are nested more than %d deep", MaxDepth)
	}
	d.frames = append(d.frames, f)
	return nil
}

func (d *decoder) pop() { d.frames = d.frames[:len(d.frames)-1] }
