// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// This file writes a result as the JSON text FunctionOutput. The order of members is that of AWS's samples, there
// is no blank, and the order of names is that of the returned maps. Source: event.md section 7.

// functionOutput returns {"request":…} or {"response":…} for the result m of the event in.
func functionOutput(m *resultModel, in *eventModel) string {
	var w jsonWriter
	if m.isRequest {
		w.request(&m.request, &in.request)
	} else {
		w.response(&m.response, in.response)
	}
	return w.b.String()
}

type jsonWriter struct{ b bytes.Buffer }

func (w *jsonWriter) raw(s string) { w.b.WriteString(s) }

// str writes s as a JSON string without HTML escapes.
func (w *jsonWriter) str(s string) {
	e := json.NewEncoder(&w.b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s)             // a string into memory: cannot fail
	w.b.Truncate(w.b.Len() - 1) // the line break of Encode
}

func (w *jsonWriter) request(m, given *requestModel) {
	w.raw(`{"request":{"headers":`)
	w.table(m.resolved(sectionHeaders, given), false)
	w.raw(`,"method":`)
	w.str(m.method)
	w.raw(`,"querystring":`)
	if m.query.isText {
		w.str(m.query.text)
	} else {
		w.table(m.resolved(sectionQuery, given), false)
	}
	w.raw(`,"uri":`)
	w.str(m.uri)
	w.raw(`,"cookies":`)
	w.table(m.resolved(sectionCookies, given), false)
	w.raw(`}}`)
}

func (w *jsonWriter) response(m, given *responseModel) {
	w.raw(`{"response":{"headers":`)
	w.table(m.resolved(sectionHeaders, given), false)
	if m.described {
		w.raw(`,"statusDescription":`)
		w.str(m.description)
	}
	w.raw(`,"cookies":`)
	w.table(m.resolved(sectionCookies, given), true)
	w.raw(`,"statusCode":` + strconv.Itoa(m.status))
	if m.body != nil {
		w.raw(`,"body":{"encoding":`)
		w.str(m.body.encoding)
		w.raw(`,"data":`)
		w.str(m.body.data)
		w.raw(`}`)
	}
	w.raw(`}}`)
}

func (w *jsonWriter) table(t *table, withAttributes bool) {
	w.raw("{")
	for i := range t.entries {
		e := &t.entries[i]
		if i > 0 {
			w.raw(",")
		}
		w.str(e.name)
		w.raw(":{")
		w.item(e.items[0], withAttributes)
		if len(e.items) > 1 {
			w.raw(`,"multiValue":[`)
			for j, it := range e.items {
				if j > 0 {
					w.raw(",")
				}
				w.raw("{")
				w.item(it, withAttributes)
				w.raw("}")
			}
			w.raw("]")
		}
		w.raw("}")
	}
	w.raw("}")
}

func (w *jsonWriter) item(it item, withAttributes bool) {
	if withAttributes && it.attributes != "" {
		w.raw(`"attributes":`)
		w.str(it.attributes)
		w.raw(",")
	}
	w.raw(`"value":`)
	w.str(it.value)
}
