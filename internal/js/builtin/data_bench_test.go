// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"testing"

	"selvedge/internal/js/vm"
)

// BenchmarkData runs what functions do with texts and bytes, each on about one kilobyte.
func BenchmarkData(b *testing.B) {
	const prelude = `
		var words = 'the quick brown fox '.repeat(50), query = 'name=value&'.repeat(90), list = [];
		for (var i = 0; i < 20; i++) list.push({id: i, name: 'name ' + i, tags: ['a', 'b'], ok: true});
		var json = JSON.stringify(list), bytes = new Uint8Array(1000).fill(65), date = new Date(1e12);
		function main() { `
	for _, bench := range []struct{ name, body string }{
		{"JSON.parse", "return JSON.parse(json).length"},
		{"JSON.stringify", "return JSON.stringify(list).length"},
		{"split", "return query.split('&').length"},
		{"split with an expression", "return query.split(/&/).length"},
		{"replace", "return words.replace(/quick/g, 'slow').length"},
		{"replace with a function", "return words.replace(/quick/g, w => w + w).length"},
		{"test", "return /lazy|(\\w)\\1{3}$/.test(words)"},
		{"indexOf", "return words.indexOf('lazy')"},
		{"toUpperCase", "return words.toUpperCase().length"},
		{"toISOString", "return date.toISOString()"},
		{"Date.parse", "return Date.parse('2020-05-06T07:08:09.123Z')"},
		{"decode", "return new TextDecoder().decode(bytes).length"},
		{"sort of bytes", "return bytes.slice().sort()[0]"},
		{"base64", "return btoa(words).length"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			i := instance(b, vm.V2, prelude+bench.body+" }", vm.Limits{})
			b.ReportAllocs()
			for b.Loop() {
				if _, err := i.Invoke("main"); err != nil {
					b.Fatal(err)
				}
				i.Rollback()
			}
		})
	}
}
