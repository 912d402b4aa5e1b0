// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsfile

// This file reads and writes comma-separated values: RFC 4180 with two fields. encoding/csv turns the CR LF in a quoted
// field into LF, so that what is exported would not be what was stored.

import (
	"bytes"
	"fmt"
	"strings"
)

// csvHeader is what an exported file begins with. A first line of these names, in any case, is no pair.
const csvHeader = "key,value\n"

// csvReader is at a place in a text.
type csvReader struct {
	rest string
	line int // of the beginning of rest
}

// parseCSV reads lines of a key and a value. Empty lines are left out.
func parseCSV(text []byte) (Data, error) {
	r := csvReader{rest: strings.TrimPrefix(string(text), "\ufeff"), line: 1}
	var pairs collector
	for first := true; r.rest != ""; {
		if r.skipEmpty() {
			continue
		}
		line := r.line
		fields, err := r.record()
		if err != nil {
			return nil, err
		}
		if len(fields) != 2 {
			return nil, fmt.Errorf("line %d: it has %d fields and not two, a key and a value; values with commas need quotes around them", line, len(fields))
		}
		isHeader := first && strings.EqualFold(fields[0], "key") && strings.EqualFold(fields[1], "value")
		first = false
		if isHeader {
			continue
		}
		if err := pairs.add(Pair{fields[0], fields[1]}, line); err != nil {
			return nil, err
		}
	}
	return pairs.data, nil
}

// skipEmpty goes over an empty line and says whether there was one.
func (r *csvReader) skipEmpty() bool {
	for _, end := range []string{"\n", "\r\n"} {
		if rest, ok := strings.CutPrefix(r.rest, end); ok {
			r.rest = rest
			r.line++
			return true
		}
	}
	return false
}

// record reads the fields of a line, which may have lines in quotes.
func (r *csvReader) record() (fields []string, err error) {
	for {
		field, err := r.field()
		if err != nil {
			return nil, err
		}
		fields = append(fields, field)
		rest, more := strings.CutPrefix(r.rest, ",")
		if !more {
			if r.rest != "" && !r.skipEmpty() {
				return nil, fmt.Errorf("line %d: there is something behind the quotes of a field", r.line)
			}
			return fields, nil
		}
		r.rest = rest
	}
}

// field reads up to the comma or the end of the line behind a field.
func (r *csvReader) field() (string, error) {
	if !strings.HasPrefix(r.rest, `"`) {
		end := strings.IndexAny(r.rest, ",\n")
		if end < 0 {
			end = len(r.rest)
		} else if r.rest[end] == '\n' && end > 0 && r.rest[end-1] == '\r' {
			end--
		}
		field := r.rest[:end]
		if strings.Contains(field, `"`) {
			return "", fmt.Errorf(`line %d: a quote in a field without quotes around it; write it twice, in quotes: "a""b"`, r.line)
		}
		r.rest = r.rest[end:]
		return field, nil
	}
	begin := r.line
	var b strings.Builder
	for r.rest = r.rest[1:]; ; {
		end := strings.IndexByte(r.rest, '"')
		if end < 0 {
			return "", fmt.Errorf("line %d: the quotes that begin here have no end", begin)
		}
		b.WriteString(r.rest[:end])
		r.line += strings.Count(r.rest[:end], "\n")
		r.rest = r.rest[end+1:]
		if !strings.HasPrefix(r.rest, `"`) {
			return b.String(), nil
		}
		b.WriteByte('"')
		r.rest = r.rest[1:]
	}
}

func (d Data) writeCSV(b *bytes.Buffer) {
	b.WriteString(csvHeader)
	for _, p := range d {
		b.WriteString(quoteCSV(p.Key))
		b.WriteByte(',')
		b.WriteString(quoteCSV(p.Value))
		b.WriteByte('\n')
	}
}

// quoteCSV puts quotes around what needs them, here or in a spreadsheet.
func quoteCSV(s string) string {
	if !strings.ContainsAny(s, "\",;\r\n\t") && s == strings.TrimSpace(s) && !strings.HasPrefix(s, "\ufeff") {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}
