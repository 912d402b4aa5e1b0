// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

// This file turns the model of an event into objects of the engine. Source: event.md sections 2 to 4.

// builder makes the event object in a realm.
type builder struct {
	r       realm
	rawText bool // the runtime has request.rawQueryString
}

// event returns the event object.
func (b builder) event(m *eventModel) value {
	ps := []property{
		{name: "version", v: b.r.str("1.0")},
		{name: "context", v: b.context(m)},
		{name: "viewer", v: b.r.object([]property{{name: "ip", v: b.r.str(m.viewerIP)}})},
		{name: "request", v: b.request(&m.request)},
	}
	if m.response != nil {
		ps = append(ps, property{name: "response", v: b.response(m.response)})
	}
	return b.r.object(ps)
}

// context returns event.context. What a test event leaves out is absent.
func (b builder) context(m *eventModel) value {
	var ps []property
	add := func(name, text string) {
		if text != "" {
			ps = append(ps, property{name: name, v: b.r.str(text)})
		}
	}
	add("distributionDomainName", m.distributionDomainName)
	add("distributionId", m.distributionID)
	add("eventType", string(m.eventType))
	add("requestId", m.requestID)
	return b.r.object(ps)
}

func (b builder) request(m *requestModel) value {
	ps := []property{
		{name: "method", v: b.r.str(m.method)},
		{name: "uri", v: b.r.str(m.uri)},
		{name: "querystring", v: b.table(&m.query.table, false)},
		{name: "headers", v: b.table(&m.headers, false)},
		{name: "cookies", v: b.table(&m.cookies, false)},
	}
	if b.rawText {
		text, present := m.query.text, m.query.present
		raw := b.r.function("rawQueryString", func([]value) (value, error) {
			if !present {
				return nil, nil
			}
			return b.r.str(text), nil
		})
		ps = append(ps, property{name: "rawQueryString", v: raw, hidden: true})
	}
	return b.r.object(ps)
}

func (b builder) response(m *responseModel) value {
	return b.r.object([]property{
		{name: "statusCode", v: b.r.integer(m.status)},
		{name: "statusDescription", v: b.r.str(m.description)},
		{name: "headers", v: b.table(&m.headers, false)},
		{name: "cookies", v: b.table(&m.cookies, true)},
	})
}

// table returns a map of value objects. multiValue is there only for names with several values.
func (b builder) table(t *table, withAttributes bool) value {
	ps := make([]property, len(t.entries))
	for i := range t.entries {
		e := &t.entries[i]
		own := b.item(e.items[0], withAttributes)
		if len(e.items) > 1 {
			list := make([]value, len(e.items))
			for j, it := range e.items {
				list[j] = b.r.object(b.item(it, withAttributes))
			}
			own = append(own, property{name: "multiValue", v: b.r.list(list)})
		}
		ps[i] = property{name: e.name, v: b.r.object(own)}
	}
	return b.r.object(ps)
}

func (b builder) item(it item, withAttributes bool) []property {
	ps := make([]property, 1, 3)
	ps[0] = property{name: "value", v: b.r.str(it.value)}
	if withAttributes {
		ps = append(ps, property{name: "attributes", v: b.r.str(it.attributes)})
	}
	return ps
}
