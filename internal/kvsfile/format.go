// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"selvedge"
)

// Format is a form of files with pairs.
type Format string

// The formats. Only AWS is one that AWS knows.
const (
	AWS       Format = "aws"       // {"data":[{"key":…,"value":…},…]}
	CSV       Format = "csv"       // key,value
	JSONMap   Format = "json-map"  // {key:value,…}
	Redirects Format = "redirects" // rules of a _redirects file; can only be read
)

// formats are all formats.
var formats = []Format{AWS, CSV, JSONMap, Redirects}

// MaxText bounds a file in any format, in bytes: AWS's limit is on the file, ours on what is in it.
const MaxText = 64 << 20

// FormatNamed returns the format called name.
func FormatNamed(name string) (Format, error) {
	for _, f := range formats {
		if string(f) == name {
			return f, nil
		}
	}
	return "", fmt.Errorf("the format %q is not one of aws, csv, json-map and redirects", name)
}

// FormatOf returns the format that a file with this name and text has. Both JSON formats end in .json; a data member that
// is an array makes it AWS's.
func FormatOf(name string, text []byte) (Format, error) {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	switch {
	case strings.HasSuffix(base, ".csv"):
		return CSV, nil
	case base == "_redirects" || strings.HasSuffix(base, ".redirects"):
		return Redirects, nil
	case strings.HasSuffix(base, ".json"):
		var file struct {
			Data json.RawMessage `json:"data"`
		}
		if json.Unmarshal(text, &file) == nil && bytes.HasPrefix(file.Data, []byte("[")) {
			return AWS, nil
		}
		return JSONMap, nil
	}
	return "", fmt.Errorf("the name %q does not say the format: it does not end in .json or .csv, and is not _redirects", name)
}

// ParseFormat returns the pairs of a text of at most MaxText bytes. The error says what is wrong and in which line.
func ParseFormat(text []byte, format Format) (Data, error) {
	if len(text) > MaxText {
		return nil, fmt.Errorf("more than %d bytes", MaxText)
	}
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("line %d: not UTF-8", invalidLine(text))
	}
	var data Data
	var err error
	switch format {
	case AWS:
		data, err = parse(text, func(i int) string { return fmt.Sprintf("line %d: data[%d]", elementLine(text, i), i) })
	case CSV:
		data, err = parseCSV(text)
	case JSONMap:
		data, err = parseMap(text)
	case Redirects:
		data, err = parseRedirects(text)
	default:
		return nil, fmt.Errorf("unknown format %q", format)
	}
	if err != nil {
		return nil, err
	}
	var size int64
	for _, p := range data {
		size += selvedge.PairSize(p.Key, p.Value)
	}
	if size > selvedge.MaxKeyValueStore {
		return nil, fmt.Errorf("its keys and values have %d bytes; a store takes %d", size, selvedge.MaxKeyValueStore)
	}
	return data, nil
}

// invalidLine returns the first line that is not UTF-8.
func invalidLine(text []byte) int {
	line := 1
	for l := range bytes.Lines(text) {
		if !utf8.Valid(l) {
			return line
		}
		line++
	}
	return line
}

// Write writes the pairs in a format. What it writes, ParseFormat reads as the same pairs.
func (d Data) Write(w io.Writer, format Format) error {
	var b bytes.Buffer
	switch format {
	case AWS, JSONMap:
		d.writeJSON(&b, format == AWS)
	case CSV:
		d.writeCSV(&b)
	default:
		return fmt.Errorf("the format %q cannot be written", format)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// writeJSON writes a line for each pair, so that versions of a file can be compared.
func (d Data) writeJSON(b *bytes.Buffer, aws bool) {
	open, before, between, behind, end := "{", "", ": ", "", "}\n"
	if aws {
		open, before, between, behind, end = `{"data": [`, `{"key": `, `, "value": `, "}", "]}\n"
	}
	b.WriteString(open)
	for i, p := range d {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n  " + before + quoteJSON(p.Key) + between + quoteJSON(p.Value) + behind)
	}
	if len(d) > 0 {
		b.WriteByte('\n')
	}
	b.WriteString(end)
}

func quoteJSON(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic("BUG: a string is no JSON: " + err.Error())
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// parseMap reads an object of strings.
func parseMap(text []byte) (Data, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, lineError(text, d.InputOffset(), orElse(err, "it is not an object of keys and values"))
	}
	var pairs collector
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, lineError(text, d.InputOffset(), err)
		}
		key, _ := t.(string) // of an object
		line := lineAt(text, d.InputOffset())
		if t, err = d.Token(); err != nil {
			return nil, lineError(text, d.InputOffset(), err)
		}
		value, ok := t.(string)
		if !ok {
			return nil, fmt.Errorf("line %d: the value of %s is not a string", line, quote(key))
		}
		if err := pairs.add(Pair{key, value}, line); err != nil {
			return nil, err
		}
	}
	if _, err := d.Token(); err != nil {
		return nil, lineError(text, d.InputOffset(), err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, lineError(text, d.InputOffset(), errors.New("there is more behind the object"))
	}
	return pairs.data, nil
}

// orElse returns err, or an error with text.
func orElse(err error, text string) error {
	if err == nil {
		return errors.New(text)
	}
	return err
}

func lineError(text []byte, offset int64, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("it ends too early")
	}
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = max(offset, e.Offset)
	}
	for offset < int64(len(text)) && bytes.IndexByte([]byte(" \t\r\n"), text[offset]) >= 0 { // to what is wrong
		offset++
	}
	return fmt.Errorf("line %d: %w", lineAt(text, offset+1), err)
}

// lineAt returns the line of the byte before offset.
func lineAt(text []byte, offset int64) int {
	return 1 + bytes.Count(text[:min(int64(len(text)), max(0, offset-1))], []byte("\n"))
}

// collector takes pairs in the order of a file.
type collector struct {
	data  Data
	lines map[string]int // by key
}

func (c *collector) add(p Pair, line int) error {
	if err := p.check(); err != nil {
		return fmt.Errorf("line %d: %w", line, err)
	}
	if before, twice := c.lines[p.Key]; twice {
		return fmt.Errorf("line %d: the key %s is there twice, first in line %d", line, quote(p.Key), before)
	}
	if c.lines == nil {
		c.lines = map[string]int{}
	}
	c.lines[p.Key] = line
	c.data = append(c.data, p)
	return nil
}
