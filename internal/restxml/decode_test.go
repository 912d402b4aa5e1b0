// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package restxml_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/restxml"
)

// What different clients send for the same thing. Source: api.md 1.2 where a case names no other.
func TestDecodeSpellings(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for name, test := range map[string]struct {
		body string
		want specimen
	}{
		"no namespace":         {`<S><Text>x</Text></S>`, specimen{Text: "x"}},
		"prefix":               {`<p:S xmlns:p="urn:x"><p:Text>x</p:Text></p:S>`, specimen{Text: "x"}},
		"namespace on a child": {`<S><Text xmlns="urn:x">x</Text></S>`, specimen{Text: "x"}},
		"any order":            {`<S><Count>1</Count><Text>x</Text></S>`, specimen{Text: "x", Count: 1}},
		"byte order mark":      {"\uFEFF<S/>", specimen{}},
		"declaration":          {`<?xml version = "1.0" encoding='utf-8' standalone="yes"?><S/>`, specimen{}},
		"comments": {
			`<!-- a --><S><!-- b --><Text>x<!-- c -->y</Text></S><!-- d -->`,
			specimen{Text: "xy"},
		},
		"indentation":        {"\r\n<S>\r\n\t<Count>\n 1 </Count>\n</S>\n", specimen{Count: 1}},
		"blanks in a string": {`<S><Text> a  b </Text></S>`, specimen{Text: " a  b "}},
		"blanks as a string": {"<S><Text>\n</Text></S>", specimen{Text: "\n"}},
		"CDATA":              {`<S><Text>a<![CDATA[<&]]>b</Text></S>`, specimen{Text: "a<&b"}},
		"CDATA like a surrogate": {
			`<S><Text><![CDATA[&#xD800;]]>&#xFFFD;</Text></S>`,
			specimen{Text: "&#xD800;\uFFFD"},
		},
		"references": {
			`<S><Text>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#xD;</Text></S>`,
			specimen{Text: "<>&\"'AB\r"},
		},
		"line ends": {"<S><Text>a\r\nb\rc</Text></S>", specimen{Text: "a\nb\nc"}},
		"boolean in capitals": {
			`<S><Flag>TRUE</Flag><OptFlag>False</OptFlag></S>`,
			specimen{Flag: true, OptFlag: new(false)},
		},
		"plus sign":             {`<S><Long>+7</Long></S>`, specimen{Long: 7}},
		"exponent":              {`<S><Ratio>1.5E2</Ratio></S>`, specimen{Ratio: 150}},
		"time without fraction": {`<S><At>2026-01-02T03:04:05Z</At></S>`, specimen{At: at}},
		"time with nanoseconds": {`<S><At>2026-01-02T03:04:05.000999999Z</At></S>`, specimen{At: at}},
		"time with offset":      {`<S><At>2026-01-02T05:34:05+02:30</At></S>`, specimen{At: at}},
		"base64 in lines":       {"<S><Blob>\n  aGVs\r\n\tbG8 =\n</Blob></S>", specimen{Blob: []byte("hello")}},
		"empty base64":          {`<S><Blob/></S>`, specimen{Blob: []byte{}}},
		"list left out":         {`<S><Quantity>0</Quantity></S>`, specimen{}},
		"list as empty tag":     {`<S><Quantity>0</Quantity><Items/></S>`, specimen{}},
		"list with no items":    {"<S><Quantity>0</Quantity><Items>\n</Items></S>", specimen{}},
		"unset enumeration":     {`<S><Inner></Inner></S>`, specimen{}},
		"struct as empty tag":   {`<S><Child/></S>`, specimen{Child: &specimen{}}},
	} {
		t.Run(name, func(t *testing.T) {
			var got specimen
			if err := restxml.Decode([]byte(test.body), "", &got); err != nil {
				t.Fatalf("Decode(%q): %v", test.body, err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("Decode(%q) (-want +got):\n%s", test.body, diff)
			}
		})
	}
}

func TestDecodeMissingBody(t *testing.T) {
	for _, body := range []string{"", " \r\n\t", "\uFEFF\n"} {
		err := restxml.Decode([]byte(body), "", &specimen{})
		if code := selvedge.ErrorCode(err); code != selvedge.CodeMissingBody { // api.md 1.5
			t.Errorf("Decode(%q) = %v, want MissingBody", body, err)
		}
	}
}

// Every body here is refused as MalformedXML with a message that ends as given.
func TestDecodeHostile(t *testing.T) {
	nested := strings.Repeat("<Child>", restxml.MaxDepth) + strings.Repeat("</Child>", restxml.MaxDepth)
	for name, test := range map[string]struct{ body, want string }{
		"no XML":             {`{"a":1}`, `Line 1, column 1: there is text before the root element.`},
		"only a declaration": {`<?xml version="1.0"?>`, `Line 1, column 22: there is no element.`},
		"only an end tag":    {`</S>`, `Line 1, column 1: the end tag S has no start tag.`},
		"cut in text": {
			"<S>\n<Text>a",
			`Line 2, column 8, in S/Text: the document ends inside an element.`,
		},
		"cut between elements": {
			`<S><Child>`,
			`Line 1, column 11, in S/Child: the document ends inside an element.`,
		},
		"cut in a tag": {`<S><Te`, `Line 1, column 7, in S: unexpected EOF.`},
		"wrong end tag": {
			`<S><Text>a</S></Text>`,
			`Line 1, column 11, in S/Text: the element <Text> is closed by </S>.`,
		},
		"wrong prefix at the end": {`<p:S></S>`, `Line 1, column 6, in S: the element <S> is closed by </S>.`},
		"two roots":               {`<S/><S/>`, `Line 1, column 5: the document does not end with its root element.`},
		"text behind the root":    {`<S/>x`, `Line 1, column 5: the document does not end with its root element.`},
		"DTD": {
			`<!DOCTYPE S [<!ENTITY a "b">]><S/>`,
			`Line 1, column 1: document type definitions and other <! directives are not allowed.`,
		},
		"external entity": {
			`<!DOCTYPE S SYSTEM "file:///etc/passwd"><S/>`,
			`document type definitions and other <! directives are not allowed.`,
		},
		"DTD inside": {
			`<S><!DOCTYPE S></S>`,
			`Line 1, column 4, in S: document type definitions and other <! directives are not allowed.`,
		},
		"unknown entity": {`<S><Text>&a;</Text></S>`, `in S/Text: invalid character entity &a;.`},
		"processing instruction": {
			`<?evil a?><S/>`,
			`Line 1, column 1: processing instructions such as <?evil?> are not allowed here.`,
		},
		"second declaration": {
			`<S><?xml version="1.0"?></S>`,
			`Line 1, column 4, in S: processing instructions such as <?xml?> are not allowed here.`,
		},
		"XML 1.1": {
			`<?xml version="1.1"?><S/>`,
			`Line 1, column 1: unsupported version "1.1"; only version 1.0 is supported.`,
		},
		"Latin-1": {
			`<?xml version="1.0" encoding="ISO-8859-1"?><S/>`,
			`the encoding is declared as "ISO-8859-1"; only UTF-8 is supported.`,
		},
		"UTF-16": {
			"\xFF\xFE<\x00S\x00/\x00>\x00",
			`the encoding is UTF-16; only UTF-8 is supported.`,
		},
		"invalid UTF-8":    {"<S><Text>\xC3\x28</Text></S>", `in S/Text: invalid UTF-8.`},
		"NUL":              {"<S><Text>a\x00</Text></S>", `in S/Text: illegal character code U+0000.`},
		"reference to NUL": {`<S><Text>&#0;</Text></S>`, `in S/Text: illegal character code U+0000.`},
		"reference to surrogate": {
			`<S><Text>a&#65;&#xDC00;</Text></S>`,
			`Line 1, column 10, in S/Text: there is no character with the number 56320.`,
		},
		"unescaped ]]>": {`<S><Text>]]></Text></S>`, `in S/Text: unescaped ]]> not in CDATA section.`},
		"attribute": {
			`<S a="b"/>`,
			`Line 1, column 1: the element <S> has the attribute a; attributes are not allowed.`,
		},
		"xsi:nil": {
			`<S><Text xsi:nil="true"/></S>`,
			`the element <Text> has the attribute nil; attributes are not allowed.`,
		},
		"disguised attribute": {
			`<S xmlns:p="xmlns" p:type="x"/>`,
			`the element <S> has the attribute type; attributes are not allowed.`,
		},
		"attribute of an item": {
			`<S><Names><member a="b"/></Names></S>`,
			`Line 1, column 11, in S/Names: the element <member> has the attribute a; attributes are not allowed.`,
		},
		"namespace twice": {`<S xmlns="a" xmlns="b"/>`, `the element <S> declares a namespace twice.`},
		"many namespaces": {
			`<S ` + strings.Repeat(`xmlns="a" `, 17) + `/>`,
			`the element <S> has more than 16 attributes.`,
		},
		"unknown element": {
			"<S>\n  <Nope/></S>",
			`Line 2, column 3, in S: the element <Nope> is not known here.`,
		},
		"wrong case":             {`<S><text/></S>`, `the element <text> is not known here.`},
		"Go name of a renamed":   {`<S><Renamed/></S>`, `the element <Renamed> is not known here.`},
		"embedded struct's name": {`<S><Embedded/></S>`, `the element <Embedded> is not known here.`},
		"element twice": {
			`<S><Text/><Text/></S>`,
			`Line 1, column 11, in S: the element <Text> is given twice.`,
		},
		"wrapper twice": {`<S><Items/><Items/></S>`, `the element <Items> is given twice.`},
		"wrong item": {
			`<S><Items><member/></Items></S>`,
			`Line 1, column 11, in S/Items: the element <member> is not known here, only <Leaf> is.`,
		},
		"flattened list": {`<S><Leaf/></S>`, `the element <Leaf> is not known here.`},
		"text in a struct": {
			`<S>hello</S>`,
			`Line 1, column 4, in S: there is text where elements are expected: "hello".`,
		},
		"text in a list": {
			`<S><Names>x</Names></S>`,
			`in S/Names: there is text where elements are expected: "x".`,
		},
		"element in text": {
			`<S><Text>a<b/></Text></S>`,
			`Line 1, column 11, in S/Text: the element <b> stands where text is expected.`,
		},
		"bad boolean":   {`<S><Flag>yes</Flag></S>`, `in S/Flag: "yes" is not true or false.`},
		"empty boolean": {`<S><Flag/></S>`, `in S/Flag: "" is not true or false.`},
		"bad integer": {
			`<S><Count>1.0</Count></S>`,
			`in S/Count: "1.0" is not a decimal integer of 32 bits.`,
		},
		"hexadecimal integer":     {`<S><Count>0x10</Count></S>`, `"0x10" is not a decimal integer of 32 bits.`},
		"integer with underscore": {`<S><Count>1_0</Count></S>`, `"1_0" is not a decimal integer of 32 bits.`},
		"integer out of range": {
			`<S><Count>2147483648</Count></S>`,
			`"2147483648" is not a decimal integer of 32 bits.`,
		},
		"long out of range": {
			`<S><Long>9223372036854775808</Long></S>`,
			`"9223372036854775808" is not a decimal integer of 64 bits.`,
		},
		"bad float":         {`<S><Ratio>NaN</Ratio></S>`, `"NaN" is not a decimal number.`},
		"hexadecimal float": {`<S><Ratio>0x1p4</Ratio></S>`, `"0x1p4" is not a decimal number.`},
		"infinite float":    {`<S><Ratio>1e999</Ratio></S>`, `"1e999" is not a decimal number.`},
		"bad time": {
			`<S><At>2026-01-02</At></S>`,
			`"2026-01-02" is not a time such as 2026-01-02T03:04:05.678Z.`,
		},
		"time before year 1": {
			`<S><At>0001-01-01T00:00:00+01:00</At></S>`,
			`is not a time such as 2026-01-02T03:04:05.678Z.`,
		},
		"bad base64":             {`<S><Blob>a-b_</Blob></S>`, `in S/Blob: "a-b_" is not base64 with padding.`},
		"base64 without padding": {`<S><Blob>aGVsbG8</Blob></S>`, `"aGVsbG8" is not base64 with padding.`},
		"base64 going on":        {`<S><Blob>aGVsbG8=aGVs</Blob></S>`, `"aGVsbG8=aGVs" is not base64 with padding.`},
		"long text": {
			`<S><Flag>` + strings.Repeat("ü", 1000) + `</Flag></S>`,
			`"` + strings.Repeat("ü", 100) + `…" is not true or false.`,
		},
		"long name": {
			`<` + strings.Repeat("n", 1000) + ` a="b"/>`,
			`the element <` + strings.Repeat("n", 100) + `…> has the attribute a; attributes are not allowed.`,
		},
		"too deep": {`<S>` + nested + `</S>`, `the elements are nested more than 32 deep.`},
		"too deep in a list": {
			`<S>` + strings.Repeat(`<Kids><Kid>`, restxml.MaxDepth/2), `the elements are nested more than 32 deep.`,
		},
		"bad item": {`<S><Flags><Flag>1</Flag></Flags></S>`, `in S/Flags/Flag: "1" is not true or false.`},
		"too many elements": {
			`<S><Names>` + strings.Repeat("<member/>", restxml.MaxElements) + `</Names></S>`,
			`there are more than 50000 elements.`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := restxml.Decode([]byte(test.body), "", &specimen{})
			if code := selvedge.ErrorCode(err); code != selvedge.CodeMalformedXML { // api.md 1.5
				t.Fatalf("Decode(%.100q) = %v, want MalformedXML", test.body, err)
			}
			if !strings.HasSuffix(err.Error(), test.want) {
				t.Errorf("Decode(%.100q) = %v, want an error that ends with %q", test.body, err, test.want)
			}
		})
	}
}

// The limits themselves are allowed.
func TestDecodeAtTheLimits(t *testing.T) {
	const depth = restxml.MaxDepth - 1
	deep := "<S>" + strings.Repeat("<Child>", depth) + strings.Repeat("</Child>", depth) + "</S>"
	many := "<S><Names>" + strings.Repeat("<member/>", restxml.MaxElements-2) + "</Names></S>"
	for name, body := range map[string]string{"depth": deep, "elements": many} {
		t.Run(name, func(t *testing.T) {
			if err := restxml.Decode([]byte(body), "", &specimen{}); err != nil {
				t.Error(err)
			}
		})
	}
}

func BenchmarkDecodeDefaultConfig(b *testing.B) {
	body := []byte(compact(readTestdata(b, "default_config.xml")))
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		var config selvedge.DistributionConfig
		if err := restxml.Decode(body, "distributionConfig", &config); err != nil {
			b.Fatal(err)
		}
	}
}
