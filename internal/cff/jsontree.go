// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// This file reads JSON into a tree that keeps the order of members, which encoding/json does not. The input is
// bounded by its caller.

// maxEventDepth bounds the nesting of a test event; one that is right needs 6 levels.
const maxEventDepth = 32

// node is a JSON value.
type node struct {
	kind    nodeKind
	text    string // of a string; of a number as written
	members []member
	items   []*node
}

type member struct {
	name string
	v    *node
}

type nodeKind int

const (
	nodeNull nodeKind = iota
	nodeBool
	nodeNumber
	nodeString
	nodeArray
	nodeObject
)

func (k nodeKind) String() string {
	return [...]string{"null", "a boolean", "a number", "a string", "an array", "an object"}[k]
}

// member returns the member called name, or nil. Of several the last counts, as in JavaScript.
func (n *node) member(name string) *node {
	for i := len(n.members) - 1; i >= 0; i-- {
		if n.members[i].name == name {
			return n.members[i].v
		}
	}
	return nil
}

// parseJSON reads one JSON text. Errors name the position.
func parseJSON(data []byte) (*node, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("the text is not valid UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	n, err := parseNode(d, 0)
	if err != nil {
		return nil, jsonPosition(err, d, data)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		if err == nil {
			err = errors.New("more text behind the value")
		}
		return nil, jsonPosition(err, d, data)
	}
	return n, nil
}

func parseNode(d *json.Decoder, depth int) (*node, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case bool:
		return &node{kind: nodeBool}, nil
	case json.Number:
		return &node{kind: nodeNumber, text: t.String()}, nil
	case string:
		return &node{kind: nodeString, text: t}, nil
	case json.Delim:
		if depth == maxEventDepth {
			return nil, fmt.Errorf("more than %d nested objects and arrays", maxEventDepth)
		}
		if t == '[' {
			return parseArray(d, depth)
		}
		return parseObject(d, depth)
	}
	return &node{kind: nodeNull}, nil
}

func parseArray(d *json.Decoder, depth int) (*node, error) {
	n := &node{kind: nodeArray}
	for d.More() {
		item, err := parseNode(d, depth+1)
		if err != nil {
			return nil, err
		}
		n.items = append(n.items, item)
	}
	_, err := d.Token()
	return n, err
}

func parseObject(d *json.Decoder, depth int) (*node, error) {
	n := &node{kind: nodeObject}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		v, err := parseNode(d, depth+1)
		if err != nil {
			return nil, err
		}
		text, _ := name.(string) // the decoder accepts no other token there
		n.members = append(n.members, member{text, v})
	}
	_, err := d.Token()
	return n, err
}

// jsonPosition adds line and column to an error of the decoder.
func jsonPosition(err error, d *json.Decoder, data []byte) error {
	offset := d.InputOffset()
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = e.Offset
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err, offset = errors.New("unexpected end of JSON input"), int64(len(data))
	}
	before := data[:min(max(offset, 0), int64(len(data)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
	return fmt.Errorf("line %d, column %d: %w", line, column, err)
}
