// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"encoding/binary"
	"time"

	"selvedge/internal/httpmsg"
)

// This file turns an object, but for its body, into bytes and back. The bytes of header values are kept as they are, which
// a textual form would not do.

// appendMeta appends o in the form of files.
func (o *Object) appendMeta(dst []byte) []byte {
	dst = append(dst, byte(o.Kind))
	for _, text := range [...]string{o.Key, o.Distribution, o.URI, o.Reason} {
		dst = appendText(dst, text)
	}
	for _, n := range [...]int64{
		int64(o.Status), o.Requested.UnixNano(), o.Received.UnixNano(),
		int64(o.Age), int64(o.Fresh), int64(o.WhileRevalidate), int64(o.IfError),
	} {
		dst = binary.AppendVarint(dst, n)
	}
	dst = binary.AppendUvarint(dst, uint64(len(o.Headers)))
	for _, l := range o.Headers {
		dst = appendText(appendText(dst, l.Name), l.Value)
	}
	dst = binary.AppendUvarint(dst, uint64(len(o.Names)))
	for _, name := range o.Names {
		dst = appendText(dst, name)
	}
	return dst
}

func appendText(dst []byte, text string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(text))), text...)
}

// metaReader reads what appendMeta wrote.
type metaReader struct {
	text   string // what is left; all texts of an object share it
	broken bool
}

func (r *metaReader) number() int64 {
	n, size := binary.Varint([]byte(r.text[:min(len(r.text), binary.MaxVarintLen64)]))
	return int64(r.advance(uint64(n), size)) //nolint:gosec // back to what it was
}

func (r *metaReader) length() int {
	n, size := binary.Uvarint([]byte(r.text[:min(len(r.text), binary.MaxVarintLen64)]))
	if n = r.advance(n, size); n > uint64(len(r.text)) { // everything counted takes a byte at least
		r.broken = true
		return 0
	}
	return int(n) //nolint:gosec // at most the length of a text
}

func (r *metaReader) advance(n uint64, size int) uint64 {
	if size <= 0 {
		r.broken, r.text = true, ""
		return 0
	}
	r.text = r.text[size:]
	return n
}

func (r *metaReader) string() string {
	n := r.length()
	text := r.text[:n]
	r.text = r.text[n:]
	return text
}

// readMeta makes an object of what appendMeta wrote.
func readMeta(b []byte) (*Object, error) {
	if len(b) == 0 || Kind(b[0]) > Variants {
		return nil, errDamaged
	}
	o := &Object{Kind: Kind(b[0])}
	r := &metaReader{text: string(b[1:])}
	for _, text := range [...]*string{&o.Key, &o.Distribution, &o.URI, &o.Reason} {
		*text = r.string()
	}
	var n [7]int64
	for i := range n {
		n[i] = r.number()
	}
	o.Status, o.Requested, o.Received = int(n[0]), time.Unix(0, n[1]), time.Unix(0, n[2])
	o.Life = Life{
		Store: true, Age: time.Duration(n[3]), Fresh: time.Duration(n[4]),
		WhileRevalidate: time.Duration(n[5]), IfError: time.Duration(n[6]),
	}
	o.Headers = make(httpmsg.Headers, r.length())
	for i := range o.Headers {
		o.Headers[i] = httpmsg.Header{Name: r.string(), Value: r.string()}
	}
	for range r.length() {
		o.Names = append(o.Names, r.string())
	}
	if r.broken || r.text != "" {
		return nil, errDamaged
	}
	return o, nil
}
