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

// shownSection is a map of value objects that the function has looked at. It is the internal data of the map.
type shownSection struct {
	realm      *vm.Realm
	table      *table
	attributes bool
	object     *vm.Object   // nil when the function has not looked
	entries    []*vm.Object // value objects by entry of the table, nil when the function has not looked at one
	inner      []*vm.Object // lists of values and what is in them
}

// unchanged says whether v is the map as it was shown, with nothing in it changed.
func (s *shownSection) unchanged(v value) bool {
	o := v.v.Object()
	if o == nil || o != s.object || !o.Unchanged() {
		return false
	}
	for _, part := range s.entries {
		if part != nil && !part.Unchanged() {
			return false
		}
	}
	for _, part := range s.inner {
		if !part.Unchanged() {
			return false
		}
	}
	return true
}

// member returns the member k of v, unless it is entry i, which has one value, as it was shown: then it says so.
func (s *shownSection) member(v value, k vm.Key, i int) (member value, same bool, err error) {
	single := i >= 0 && i < len(s.entries) && len(s.table.entries[i].items) == 1
	if o := v.v.Object(); single && o == s.object && !k.IsIndex() && o.Untouched(k) {
		return value{}, true, nil
	}
	if member, err = v.get(k); err != nil || !single {
		return member, false, err
	}
	o := member.v.Object()
	return member, o != nil && o == s.entries[i] && o.Unchanged(), nil
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
	switch {
	case s.object == nil:
	case cap(s.entries)+cap(s.inner) > maxKeptEntries:
		*s = shownSection{realm: s.realm}
	default:
		clear(s.entries)
		clear(s.inner)
		s.object, s.entries, s.inner = nil, s.entries[:0], s.inner[:0]
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
			parts[i] = part(func(s *shown) vm.Value {
				return s.request[i].show(s.realm, s.model.request.section(i), false)
			})
		}
		return parts
	}()
	partsOfResponse = func() (parts [sections]vm.Value) {
		for i := range sections {
			parts[i] = part(func(s *shown) vm.Value {
				return s.response[i].show(s.realm, s.model.response.section(i), i == sectionCookies)
			})
		}
		return parts
	}()

	partsOfSection = func() (parts [maxLazyEntries]vm.Value) {
		for i := range parts {
			parts[i] = vm.Lazy(func(_ *vm.Realm, holder *vm.Object) vm.Value {
				return holder.Internal().(*shownSection).entry(i)
			})
		}
		return parts
	}()
)

// maxLazyEntries is how many entries of a map are made when the function looks at them; the others, and those whose
// names are array indexes, are made with it.
const maxLazyEntries = 64

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
	if m.endpoint != "" {
		s.define(o, keyEndpoint, s.str(m.endpoint), vm.AttrAll)
	}
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

// show returns the map of value objects for a table.
func (s *shownSection) show(r *vm.Realm, t *table, attributes bool) vm.Value {
	s.realm, s.table, s.attributes, s.object = r, t, attributes, r.NewObject()
	r.SetInternal(s.object, s)
	for i := range t.entries {
		s.entries = append(s.entries, nil)
		k := r.KeyOfText(t.entries[i].name)
		var v vm.Value
		if i < maxLazyEntries && !k.IsIndex() {
			v = partsOfSection[i]
		} else {
			v = s.entry(i)
		}
		// Defining a property of a new ordinary object cannot fail.
		_ = r.DefineOwnProperty(s.object, k, vm.DataDescriptor(v, vm.AttrAll))
	}
	s.object.Watch()
	return s.object.Value()
}

// entry returns the value object of an entry. multiValue is there only for names with several values.
func (s *shownSection) entry(i int) vm.Value {
	items := s.table.entries[i].items
	var o *vm.Object
	if len(items) == 1 {
		o = s.item(items[0])
	} else {
		o = s.items(items)
	}
	o.Watch()
	s.entries[i] = o
	return o.Value()
}

func (s *shownSection) str(text string) vm.Value { return s.realm.NewString(text).Value() }

// item returns an object for a value.
func (s *shownSection) item(it item) *vm.Object {
	if s.attributes {
		return s.realm.NewShaped(cookieShape, s.str(it.value), s.str(it.attributes))
	}
	return s.realm.NewShaped(valueShape, s.str(it.value))
}

// items returns a value object for several values.
func (s *shownSection) items(items []item) *vm.Object {
	list := s.realm.NewArrayOf(0)
	for _, it := range items {
		o := s.item(it)
		o.Watch()
		s.inner = append(s.inner, o)
		s.realm.Append(list, o.Value())
	}
	list.Watch()
	s.inner = append(s.inner, list)
	if s.attributes {
		return s.realm.NewShaped(multiCookieShape, s.str(items[0].value), s.str(items[0].attributes), list.Value())
	}
	return s.realm.NewShaped(multiValueShape, s.str(items[0].value), list.Value())
}
