// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Unicode properties and the lists of white space, from the tables of Go's standard library.

package regex

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// property is a test of a code point: it is in one of the tables and in none of the others, or the opposite.
type property struct {
	tables  []*unicode.RangeTable
	except  []*unicode.RangeTable
	negated bool
	low     [8]uint32 // the test's results below 256, filled in by withLow
}

func (p property) has(r rune) bool {
	return (unicode.In(r, p.tables...) && !unicode.In(r, p.except...)) != p.negated
}

// withLow returns p with its results for the first characters, or for all others if negated.
func (p property) withLow(negated bool) property {
	p.negated = p.negated != negated
	for r := rune(0); r < 256; r++ {
		if p.has(r) {
			p.low[r>>5] |= 1 << (r & 31)
		}
	}
	return p
}

// What \d, \w, \s, \h and \v match. \d, \w and \s know ASCII only.
var (
	digitSpans      = []span{{'0', '9'}}
	wordSpans       = []span{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}
	spaceSpans      = []span{{'\t', '\r'}, {' ', ' '}}
	verticalSpans   = []span{{'\n', '\r'}, {0x85, 0x85}, {0x2028, 0x2029}}
	horizontalSpans = []span{
		{'\t', '\t'}, {' ', ' '}, {0xa0, 0xa0}, {0x1680, 0x1680}, {0x180e, 0x180e}, {0x2000, 0x200a}, {0x202f, 0x202f},
		{0x205f, 0x205f}, {0x3000, 0x3000},
	}
)

// posixSpans has the named classes like [:alpha:].
var posixSpans = map[string][]span{
	"alpha":  {{'A', 'Z'}, {'a', 'z'}},
	"lower":  {{'a', 'z'}},
	"upper":  {{'A', 'Z'}},
	"alnum":  {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}},
	"ascii":  {{0, 127}},
	"blank":  {{'\t', '\t'}, {' ', ' '}},
	"cntrl":  {{0, 31}, {127, 127}},
	"digit":  digitSpans,
	"graph":  {{33, 126}},
	"print":  {{32, 126}},
	"punct":  {{33, 47}, {58, 64}, {91, 96}, {123, 126}},
	"space":  spaceSpans,
	"word":   wordSpans,
	"xdigit": {{'0', '9'}, {'A', 'F'}, {'a', 'f'}},
}

// Tables of properties that only the library knows.
var (
	anyTable = &unicode.RangeTable{
		R16: []unicode.Range16{{Lo: 0, Hi: 0xffff, Stride: 1}}, R32: []unicode.Range32{{Lo: 0x10000, Hi: 0x10ffff, Stride: 1}},
		LatinOffset: 0,
	}
	asciiTable      = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0, Hi: 127, Stride: 1}}, LatinOffset: 1}
	controlTable    = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 9, Hi: 13, Stride: 1}, {Lo: 0x85, Hi: 0x85, Stride: 1}}}
	mongolianTable  = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x180e, Hi: 0x180e, Stride: 1}}}
	underscoreTable = &unicode.RangeTable{R16: []unicode.Range16{{Lo: '_', Hi: '_', Stride: 1}}, LatinOffset: 1}
	universalTable  = &unicode.RangeTable{
		R16: []unicode.Range16{
			{Lo: '$', Hi: '$', Stride: 1}, {Lo: '@', Hi: '@', Stride: 1}, {Lo: '`', Hi: '`', Stride: 1},
			{Lo: 0xa0, Hi: 0xd7ff, Stride: 1}, {Lo: 0xe000, Hi: 0xffff, Stride: 1},
		},
		R32: []unicode.Range32{{Lo: 0x10000, Hi: 0x10ffff, Stride: 1}}, LatinOffset: 3,
	}
)

// specialProperties has what is neither a general category nor a script; names are in the spelling of fold.
var specialProperties = map[string]property{
	"any":    {tables: []*unicode.RangeTable{anyTable}},
	"l&":     {tables: []*unicode.RangeTable{unicode.Lu, unicode.Ll, unicode.Lt}},
	"xan":    {tables: []*unicode.RangeTable{unicode.L, unicode.N}},
	"xwd":    {tables: []*unicode.RangeTable{unicode.L, unicode.N, underscoreTable}},
	"xsp":    {tables: []*unicode.RangeTable{unicode.Z, controlTable, mongolianTable}},
	"xps":    {tables: []*unicode.RangeTable{unicode.Z, controlTable, mongolianTable}},
	"xuc":    {tables: []*unicode.RangeTable{universalTable}},
	"common": {tables: []*unicode.RangeTable{unicode.Scripts["Common"]}},
}

// booleanProperties has the yes-or-no properties of PCRE2 that Go's tables tell.
var booleanProperties = map[string]property{
	"ascii":      {tables: []*unicode.RangeTable{asciiTable}},
	"alphabetic": {tables: []*unicode.RangeTable{unicode.L, unicode.Nl, unicode.Other_Alphabetic}},
	"alpha":      {tables: []*unicode.RangeTable{unicode.L, unicode.Nl, unicode.Other_Alphabetic}},
	"lowercase":  {tables: []*unicode.RangeTable{unicode.Ll, unicode.Other_Lowercase}},
	"lower":      {tables: []*unicode.RangeTable{unicode.Ll, unicode.Other_Lowercase}},
	"uppercase":  {tables: []*unicode.RangeTable{unicode.Lu, unicode.Other_Uppercase}},
	"upper":      {tables: []*unicode.RangeTable{unicode.Lu, unicode.Other_Uppercase}},
	"math":       {tables: []*unicode.RangeTable{unicode.Sm, unicode.Other_Math}},
	"idstart":    idStart,
	"ids":        idStart,
	"idcontinue": idContinue,
	"idc":        idContinue,
	"space":      {tables: []*unicode.RangeTable{unicode.White_Space}},
	"wspace":     {tables: []*unicode.RangeTable{unicode.White_Space}},
	"whitespace": {tables: []*unicode.RangeTable{unicode.White_Space}},
	"hex":        {tables: []*unicode.RangeTable{unicode.Hex_Digit}},
	"ahex":       {tables: []*unicode.RangeTable{unicode.ASCII_Hex_Digit}},
	"ideo":       {tables: []*unicode.RangeTable{unicode.Ideographic}},
	"dia":        {tables: []*unicode.RangeTable{unicode.Diacritic}},
	"ext":        {tables: []*unicode.RangeTable{unicode.Extender}},
	"patws":      {tables: []*unicode.RangeTable{unicode.Pattern_White_Space}},
	"patsyn":     {tables: []*unicode.RangeTable{unicode.Pattern_Syntax}},
	"qmark":      {tables: []*unicode.RangeTable{unicode.Quotation_Mark}},
	"term":       {tables: []*unicode.RangeTable{unicode.Terminal_Punctuation}},
	"uideo":      {tables: []*unicode.RangeTable{unicode.Unified_Ideograph}},
	"ri":         {tables: []*unicode.RangeTable{unicode.Regional_Indicator}},
	"sd":         {tables: []*unicode.RangeTable{unicode.Soft_Dotted}},
	"vs":         {tables: []*unicode.RangeTable{unicode.Variation_Selector}},
	"joinc":      {tables: []*unicode.RangeTable{unicode.Join_Control}},
	"dep":        {tables: []*unicode.RangeTable{unicode.Deprecated}},
	"bidic":      {tables: []*unicode.RangeTable{unicode.Bidi_Control}},
	"loe":        {tables: []*unicode.RangeTable{unicode.Logical_Order_Exception}},
	"nchar":      {tables: []*unicode.RangeTable{unicode.Noncharacter_Code_Point}},
	"pcm":        {tables: []*unicode.RangeTable{unicode.Prepended_Concatenation_Mark}},
	"sterm":      {tables: []*unicode.RangeTable{unicode.Sentence_Terminal}},
	"idsb":       {tables: []*unicode.RangeTable{unicode.IDS_Binary_Operator}},
	"idst":       {tables: []*unicode.RangeTable{unicode.IDS_Trinary_Operator}},
	"unknown":    {tables: []*unicode.RangeTable{unicode.Cn, unicode.Co, unicode.Cs}},
	"zzzz":       {tables: []*unicode.RangeTable{unicode.Cn, unicode.Co, unicode.Cs}},
}

// The derived properties of identifiers (Unicode Standard Annex 31).
var (
	idStart = property{
		tables: []*unicode.RangeTable{unicode.L, unicode.Nl, unicode.Other_ID_Start},
		except: []*unicode.RangeTable{unicode.Pattern_Syntax, unicode.Pattern_White_Space},
	}
	idContinue = property{
		tables: []*unicode.RangeTable{
			unicode.L, unicode.Nl, unicode.Other_ID_Start, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue,
		},
		except: []*unicode.RangeTable{unicode.Pattern_Syntax, unicode.Pattern_White_Space},
	}
)

// foldedNames maps the names of categories, scripts and properties in the spelling of foldName to their tables.
var foldedNames = sync.OnceValue(func() map[string]property {
	names := map[string]property{}
	for name, table := range unicode.Properties {
		if !strings.HasPrefix(name, "Other_") && name != "Hyphen" && name != "STerm" {
			names[foldName(name)] = property{tables: []*unicode.RangeTable{table}}
		}
	}
	for name, p := range booleanProperties {
		names[name] = p
	}
	for name, table := range unicode.Scripts {
		names[foldName(name)] = property{tables: []*unicode.RangeTable{table}}
	}
	for name, table := range unicode.Categories {
		names[foldName(name)] = property{tables: []*unicode.RangeTable{table}}
	}
	for name, p := range specialProperties {
		names[name] = p
	}
	return names
})

// foldName spells a name as PCRE2 compares it.
func foldName(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == ' ' || r >= '\t' && r <= '\r' {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// propertyNamed finds a property by the name between the braces of \p. PCRE takes only the exact name of a general
// category or a script; PCRE2 takes names in any spelling, more properties, and a script as sc:Greek or scx=Greek.
func propertyNamed(name string, v Version) (property, bool) {
	if v == V2 {
		folded := foldName(name)
		if kind, value, found := strings.Cut(strings.Replace(folded, "=", ":", 1), ":"); found {
			table, isScript := scriptNamed(value)
			if !slices.Contains([]string{"sc", "script", "scx", "scriptextensions"}, kind) || !isScript {
				return property{}, false
			}
			return property{tables: []*unicode.RangeTable{table}}, true
		}
		p, found := foldedNames()[folded]
		return p, found
	}
	if table, found := unicode.Scripts[name]; found {
		return property{tables: []*unicode.RangeTable{table}}, true
	}
	if table, found := unicode.Categories[name]; found && name != "LC" {
		return property{tables: []*unicode.RangeTable{table}}, true
	}
	p, found := specialProperties[strings.ToLower(name)]
	exact := name == "L&" || len(name) == 3 && name == strings.ToUpper(name[:1])+strings.ToLower(name[1:])
	return p, found && exact
}

func scriptNamed(folded string) (*unicode.RangeTable, bool) {
	for name, table := range unicode.Scripts {
		if foldName(name) == folded {
			return table, true
		}
	}
	return nil, false
}
