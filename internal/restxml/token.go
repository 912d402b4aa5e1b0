// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package restxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"selvedge"
)

const (
	byteOrderMark = "\uFEFF"
	space         = " \t\r\n" // white space of XML
	maxAttributes = 16        // of one element; namespace declarations are the only ones
	maxClipped    = 100       // characters of a client's text in a message
)

// next returns the next token that matters, or nil at the end of the document. Comments and the XML declaration
// are skipped. A token is valid until the next call.
func (d *decoder) next() (xml.Token, error) {
	for {
		d.line, d.column = d.xml.InputPos()
		from := d.xml.InputOffset()
		tok, err := d.xml.RawToken()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		if err != nil {
			return nil, d.syntaxError(err)
		}
		switch tok := tok.(type) {
		case xml.Comment:
			continue
		case xml.ProcInst:
			if tok.Target == "xml" && from == 0 {
				continue
			}
			return nil, d.malformed("processing instructions such as <?%s?> are not allowed here", clip(tok.Target))
		case xml.Directive:
			return nil, d.malformed("document type definitions and other <! directives are not allowed")
		case xml.StartElement:
			err = d.checkStart(tok)
		case xml.CharData:
			err = d.checkReferences(tok, d.body[from:d.xml.InputOffset()])
		}
		return tok, err
	}
}

// child returns the next start tag inside the innermost open element, or nil at its end. Text is refused.
func (d *decoder) child() (*xml.StartElement, error) {
	for {
		tok, err := d.next()
		if err != nil {
			return nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			return &tok, nil
		case xml.CharData:
			if !blank(tok) {
				text := string(bytes.Trim(tok, space))
				return nil, d.malformed("there is text where elements are expected: %q", clip(text))
			}
		case xml.EndElement:
			return nil, d.checkEnd(tok)
		case nil:
			return nil, d.malformed("the document ends inside an element")
		}
	}
}

// text returns the text of the innermost open element, which must have no children. It is valid until the next call.
func (d *decoder) text() ([]byte, error) {
	d.buf = d.buf[:0]
	for {
		tok, err := d.next()
		if err != nil {
			return nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			return nil, d.malformed("the element <%s> stands where text is expected", clip(tok.Name.Local))
		case xml.CharData:
			d.buf = append(d.buf, tok...)
		case xml.EndElement:
			return d.buf, d.checkEnd(tok)
		case nil:
			return nil, d.malformed("the document ends inside an element")
		}
	}
}

// checkStart counts elements and refuses attributes: the protocol has none beside namespace declarations, and a
// type attribute and the like would be lost.
func (d *decoder) checkStart(e xml.StartElement) error {
	if d.elements++; d.elements > MaxElements {
		return d.malformed("there are more than %d elements", MaxElements)
	}
	if len(e.Attr) > maxAttributes {
		return d.malformed("the element <%s> has more than %d attributes", clip(e.Name.Local), maxAttributes)
	}
	for i, a := range e.Attr {
		if a.Name.Space != "xmlns" && (a.Name.Space != "" || a.Name.Local != "xmlns") {
			return d.malformed("the element <%s> has the attribute %s; attributes are not allowed",
				clip(e.Name.Local), clip(a.Name.Local))
		}
		for _, b := range e.Attr[:i] {
			if a.Name == b.Name {
				return d.malformed("the element <%s> declares a namespace twice", clip(e.Name.Local))
			}
		}
	}
	return nil
}

func (d *decoder) checkEnd(e xml.EndElement) error {
	if open := d.frames[len(d.frames)-1].name; e.Name != open {
		return d.malformed("the element <%s> is closed by </%s>", clip(open.Local), clip(e.Name.Local))
	}
	return nil
}

// checkReferences refuses references to surrogates, which encoding/xml turns into U+FFFD. raw is what text was read
// from.
func (d *decoder) checkReferences(text, raw []byte) error {
	if !bytes.ContainsRune(text, utf8.RuneError) || bytes.HasPrefix(raw, []byte("<![CDATA[")) {
		return nil
	}
	for {
		_, rest, found := bytes.Cut(raw, []byte("&#"))
		if !found {
			return nil
		}
		digits, _, _ := bytes.Cut(rest, []byte(";"))
		base := 10
		if hex, ok := bytes.CutPrefix(digits, []byte("x")); ok {
			digits, base = hex, 16
		}
		n, err := strconv.ParseUint(string(digits), base, 64)
		if err == nil && n >= 0xD800 && n <= 0xDFFF {
			return d.malformed("there is no character with the number %d", n)
		}
		raw = rest
	}
}

// charsetError is the name of an encoding that is not UTF-8.
type charsetError string

func (e charsetError) Error() string { return "encoding " + string(e) }

// refuseCharset is called by encoding/xml for encodings other than UTF-8.
func refuseCharset(name string, _ io.Reader) (io.Reader, error) { return nil, charsetError(name) }

func (d *decoder) syntaxError(err error) error {
	if name, ok := errors.AsType[charsetError](err); ok {
		return d.malformed("the encoding is declared as %q; only UTF-8 is supported", clip(string(name)))
	}
	if bytes.HasPrefix(d.body, []byte{0xFE, 0xFF}) || bytes.HasPrefix(d.body, []byte{0xFF, 0xFE}) {
		return d.malformed("the encoding is UTF-16; only UTF-8 is supported")
	}
	message := strings.TrimPrefix(err.Error(), "xml: ")
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		d.line, d.column = d.xml.InputPos()
		message = syntax.Msg
	}
	return d.malformed("%s", clip(message))
}

// malformed returns the error for a body that is not well-formed or does not fit, at the token read last.
func (d *decoder) malformed(format string, args ...any) error {
	where := make([]string, len(d.frames))
	for i := range d.frames {
		where[i] = clip(d.frames[i].name.Local)
	}
	in := ""
	if len(where) > 0 {
		in = ", in " + strings.Join(where, "/")
	}
	args = append([]any{d.line, d.column, in}, args...)
	return selvedge.Errorf(selvedge.CodeMalformedXML, "The XML document that you provided is not well-formed or "+
		"does not validate against the schema. Line %d, column %d%s: "+format+".", args...)
}

func blank(text []byte) bool { return len(bytes.Trim(text, space)) == 0 }

// clip shortens a client's text for a message.
func clip(s string) string {
	n := 0
	for i := range s {
		if n == maxClipped {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
