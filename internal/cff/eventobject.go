// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

// EventObject returns the event object of ev as JSON: what a function is shown, but for rawQueryString. It is a test event
// as well. ev must be complete, as for Invoke.
func EventObject(ev *Event) []byte {
	var m eventModel
	m.present(ev)
	var w jsonWriter
	w.raw(`{"version":"1.0","context":{`)
	for _, member := range [...]struct{ name, value string }{
		{"distributionDomainName", m.distributionDomainName}, {"distributionId", m.distributionID}, {"requestId", m.requestID},
	} {
		if member.value != "" {
			w.raw(`"` + member.name + `":`)
			w.str(member.value)
			w.raw(`,`)
		}
	}
	w.raw(`"eventType":`)
	w.str(string(m.eventType))
	w.raw(`},"viewer":{"ip":`)
	w.str(m.viewerIP)
	w.raw(`},`)
	var message jsonWriter
	message.request(&m.request, &m.request)
	w.raw(message.members())
	if m.response != nil {
		w.raw(`,`)
		message = jsonWriter{}
		message.response(m.response, m.response)
		w.raw(message.members())
	}
	w.raw(`}`)
	return w.b.Bytes()
}

// members returns an object that was written without its braces.
func (w *jsonWriter) members() string { return w.b.String()[1 : w.b.Len()-1] }
