// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import "selvedge/internal/js/vm"

// This file makes the objects of an event, each when the function looks at it, and tells afterwards which of them the
// function has left alone. Source: event.md sections 2 to 4.

// Shapes of the objects.
var (
	eventShape         = vm.NewShape(vm.AttrAll, keyVersion, keyContext, keyViewer, keyRequest)
	eventResponseShape = vm.NewShape(vm.AttrAll, keyVersion, keyContext, keyViewer, keyRequest, keyResponse)
	contextShape       = vm.NewShape(vm.AttrAll, keyDistributionDomainName, keyDistributionID, keyEventType, keyRequestID)
	viewerShape        = vm.NewShape(vm.AttrAll, keyIP)
	requestShape       = vm.NewShape(vm.AttrAll, keyMethod, keyURI, keyQueryString, keyHeaders, keyCookies)
	responseShape      = vm.NewShape(vm.AttrAll, keyStatusCode, keyStatusDescription, keyHeaders, keyCookies)
	valueShape         = vm.NewShape(vm.AttrAll, vm.Keys.Value)
	multiValueShape    = vm.NewShape(vm.AttrAll, vm.Keys.Value, keyMultiValue)
	cookieShape        = vm.NewShape(vm.AttrAll, vm.Keys.Value, keyAttributes)
	multiCookieShape   = vm.NewShape(vm.AttrAll, vm.Keys.Value, keyAttributes, keyMultiValue)
)

// shown is the event of an invocation as the function sees it. It is the internal data of the event object and of
// those that have parts which are made later.
type shown struct {
	realm    *vm.Realm
	model    *eventModel
	rawText  bool // the runtime has request.rawQueryString
	request  [sections]shownSection
	response [sections]shownSection

	requestMade, responseMade *vm.Object // nil when the function has not looked at them
}

// shownSection is a map of value objects that the function has looked at.
type shownSection struct {
	object *vm.Object // nil when it has not
	parts  []*vm.Object
}

// unchanged says whether v is the map as it was shown, with nothing in it changed.
func (s *shownSection) unchanged(v value) bool {
	o := v.v.Object()
	if o == nil || o != s.object || !o.Unchanged() {
		return false
	}
	for _, part := range s.parts {
		if !part.Unchanged() {
			return false
		}
	}
	return true
}

// forget drops the objects, which are gone when the invocation has ended, and keeps the memory.
func (s *shown) forget() {
	for i := range sections {
		s.request[i].forget()
		s.response[i].forget()
	}
	s.model, s.requestMade, s.responseMade = nil, nil, nil
}

func (s *shownSection) forget() {
	if s.object != nil {
		clear(s.parts)
		s.object, s.parts = nil, s.parts[:0]
	}
	if cap(s.parts) > maxKeptEntries {
		s.parts = nil
	}
}

// part returns a value for NewShaped that is made by a method of shown.
func part(f func(*shown) vm.Value) vm.Value {
	return vm.Lazy(func(_ *vm.Realm, holder *vm.Object) vm.Value { return f(holder.Internal().(*shown)) })
}

// Parts of an event that are made when the function looks at them.
var (
	partContext  = func() vm.Value { return part((*shown).context) }()
	partViewer   = func() vm.Value { return part((*shown).viewer) }()
	partRequest  = func() vm.Value { return part((*shown).requestObject) }()
	partResponse = func() vm.Value { return part((*shown).responseObject) }()
	partRawQuery = func() vm.Value { return part((*shown).rawQueryFunction) }()

	partsOfRequest = func() (parts [sections]vm.Value) {
		for i := range sections {
			parts[i] = part(func(s *shown) vm.Value { return s.section(&s.request[i], s.model.request.section(i), false) })
		}
		return parts
	}()
	partsOfResponse = func() (parts [sections]vm.Value) {
		for i := range sections {
			parts[i] = part(func(s *shown) vm.Value {
				return s.section(&s.response[i], s.model.response.section(i), i == sectionCookies)
			})
		}
		return parts
	}()
)

// event returns the event object.
func (s *shown) event() vm.Value {
	version := s.realm.NewString("1.0").Value()
	var o *vm.Object
	if s.model.response == nil {
		o = s.realm.NewShaped(eventShape, version, partContext, partViewer, partRequest)
	} else {
		o = s.realm.NewShaped(eventResponseShape, version, partContext, partViewer, partRequest, partResponse)
	}
	s.realm.SetInternal(o, s)
	return o.Value()
}

func (s *shown) str(text string) vm.Value { return s.realm.NewString(text).Value() }

// context returns event.context. What a test event leaves out is absent.
func (s *shown) context() vm.Value {
	m, r := s.model, s.realm
	texts := [...]string{m.distributionDomainName, m.distributionID, string(m.eventType), m.requestID}
	if texts[0] != "" && texts[1] != "" && texts[2] != "" && texts[3] != "" {
		return r.NewShaped(contextShape, s.str(texts[0]), s.str(texts[1]), s.str(texts[2]), s.str(texts[3])).Value()
	}
	o := r.NewObject()
	for i, k := range [...]vm.Key{keyDistributionDomainName, keyDistributionID, keyEventType, keyRequestID} {
		if texts[i] != "" {
			s.define(o, k, s.str(texts[i]), vm.AttrAll)
		}
	}
	return o.Value()
}

func (s *shown) viewer() vm.Value {
	return s.realm.NewShaped(viewerShape, s.str(s.model.viewerIP)).Value()
}

func (s *shown) requestObject() vm.Value {
	m, p := &s.model.request, &partsOfRequest
	o := s.realm.NewShaped(requestShape, s.str(m.method), s.str(m.uri), p[sectionQuery], p[sectionHeaders], p[sectionCookies])
	s.realm.SetInternal(o, s)
	if s.rawText {
		s.define(o, keyRawQueryString, partRawQuery, vm.AttrHidden)
	}
	s.requestMade = o
	return o.Value()
}

func (s *shown) responseObject() vm.Value {
	m, p := s.model.response, &partsOfResponse
	o := s.realm.NewShaped(responseShape, vm.Int(m.status), s.str(m.description), p[sectionHeaders], p[sectionCookies])
	s.realm.SetInternal(o, s)
	s.responseMade = o
	return o.Value()
}

// rawQueryString is the code of request.rawQueryString.
var rawQueryString = vm.NewBuiltin("rawQueryString", 0, func(c *vm.Call) (vm.Value, error) {
	query := &c.Data().(*shown).model.request.query
	if !query.present {
		return vm.Undefined, nil
	}
	return c.NewString(query.text).Value(), nil
})

func (s *shown) rawQueryFunction() vm.Value { return s.realm.NewFunctionOf(rawQueryString, s).Value() }

// define adds a property to a new ordinary object, which cannot fail.
func (s *shown) define(o *vm.Object, k vm.Key, v vm.Value, a vm.Attr) {
	_ = s.realm.DefineOwnProperty(o, k, vm.DataDescriptor(v, a))
}

// section returns a map of value objects. multiValue is there only for names with several values.
func (s *shown) section(made *shownSection, t *table, attributes bool) vm.Value {
	made.object = s.realm.NewObject()
	for i := range t.entries {
		e := &t.entries[i]
		var o *vm.Object
		if len(e.items) == 1 {
			o = s.item(e.items[0], attributes)
		} else {
			o = s.items(made, e.items, attributes)
		}
		made.parts = append(made.parts, o)
		s.define(made.object, s.realm.KeyOfText(e.name), o.Value(), vm.AttrAll)
	}
	made.object.Watch()
	for _, o := range made.parts {
		o.Watch()
	}
	return made.object.Value()
}

// item returns a value object.
func (s *shown) item(it item, attributes bool) *vm.Object {
	if attributes {
		return s.realm.NewShaped(cookieShape, s.str(it.value), s.str(it.attributes))
	}
	return s.realm.NewShaped(valueShape, s.str(it.value))
}

// items returns a value object for a name with several values.
func (s *shown) items(made *shownSection, items []item, attributes bool) *vm.Object {
	list := s.realm.NewArrayOf(0)
	for _, it := range items {
		o := s.item(it, attributes)
		made.parts = append(made.parts, o)
		s.realm.Append(list, o.Value())
	}
	made.parts = append(made.parts, list)
	if attributes {
		return s.realm.NewShaped(multiCookieShape, s.str(items[0].value), s.str(items[0].attributes), list.Value())
	}
	return s.realm.NewShaped(multiValueShape, s.str(items[0].value), list.Value())
}
