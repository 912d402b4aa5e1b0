// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpmsg

import "io"

// Header is one header line. Name is in lower case.
type Header struct {
	Name, Value string
}

// Headers is a list of header lines in wire order; a name may occur several times.
type Headers []Header

// Get returns the value of the first line called name (lower case), or "".
func (h Headers) Get(name string) string {
	for i := range h {
		if h[i].Name == name {
			return h[i].Value
		}
	}
	return ""
}

// Has says whether a line called name exists.
func (h Headers) Has(name string) bool {
	for i := range h {
		if h[i].Name == name {
			return true
		}
	}
	return false
}

// Add appends a line.
func (h *Headers) Add(name, value string) { *h = append(*h, Header{name, value}) }

// Set replaces the first line called name and removes the others, or appends a line when there is none.
func (h *Headers) Set(name, value string) {
	kept := (*h)[:0]
	found := false
	for _, l := range *h {
		if l.Name == name {
			if found {
				continue
			}
			found, l.Value = true, value
		}
		kept = append(kept, l)
	}
	*h = kept
	if !found {
		h.Add(name, value)
	}
}

// Del removes every line called name.
func (h *Headers) Del(name string) {
	kept := (*h)[:0]
	for _, l := range *h {
		if l.Name != name {
			kept = append(kept, l)
		}
	}
	*h = kept
}

// Request is a request of a viewer, or one to an origin.
type Request struct {
	Method        string
	Path          string // percent-encoded as received; begins with "/"
	Query         string // without "?"
	HasQuery      bool   // true when there was a "?", even with nothing behind it
	Headers       Headers
	Body          io.Reader // nil when there is none
	ContentLength int64     // bytes of Body; -1 when not known
	// Host is the host that an origin is asked for; empty: its own. A Host line among Headers says what the viewer asked
	// for, which origins are not told.
	Host string

	// Upgrade is the protocol that the sender asks to switch to; empty for none. When the answer has status 101, its
	// Body is an io.ReadWriteCloser: the connection, which may have CloseWrite, too.
	Upgrade string
	// GRPC says that the message goes on as gRPC needs it: by HTTP/2, both directions at once, with trailers.
	GRPC bool
}

// Target returns path and query as they stand in a request line.
func (r *Request) Target() string {
	if r.HasQuery {
		return r.Path + "?" + r.Query
	}
	return r.Path
}

// Response is an answer of an origin, or one to a viewer.
type Response struct {
	Status        int
	Reason        string // empty: the standard phrase
	Headers       Headers
	Body          io.ReadCloser // nil when there is none; who holds the response closes it
	ContentLength int64         // bytes of Body; -1 when not known

	// Trailers returns the fields behind the body, once that has been read to its end; nil when there can be none.
	Trailers func() Headers
}

// CloseBody closes and forgets the body, if there is one.
func (r *Response) CloseBody() {
	if r.Body != nil {
		_ = r.Body.Close() // nothing can be done about it, and the message is over
		r.Body = nil
	}
}
