// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package regex_test

import (
	"math"
	"strings"
	"testing"

	"selvedge/internal/js/regex"
)

// benchmarks are patterns as functions at the edge use them, and some that are hard.
var benchmarks = []struct{ name, pattern, flags, input string }{
	{"extension", `\.(css|js|png|jpe?g|gif|svg|woff2?)$`, "", "/assets/app/2026/03/main.8f3a91c.bundle.js"},
	{"trailing_slash", `/$`, "", "/a/rather/long/path/to/some/page/"},
	{"path_segments", `^/([^/]+)/([^/]+)/([^/]+)/(.*)$`, "", "/api/v2/users/42/orders?limit=10"},
	{"language", `^/(en|de|fr|es|it|pt|nl|pl)(/|$)`, "", "/pl/produkty/lista"},
	{"bot", `googlebot|bingbot|yandex|baiduspider|facebookexternalhit|twitterbot`, "i",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15"},
	{"mobile", `(android|iphone|ipad|mobile)`, "i",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1"},
	{"cookie", `(?:^|;\s*)session=([^;]*)`, "", "a=1; theme=dark; lang=en-GB; session=0123456789abcdef; tail=x"},
	{"jwt", `^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$`, "",
		strings.Repeat("eyJhbGciOiJIUzI1NiJ9", 2) + "." + strings.Repeat("eyJzdWIiOiIxMjM0NTY3ODkwIn0", 4) + "." + strings.Repeat("Xq3_a-", 7)},
	{"ipv4", `^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$`, "", "203.0.113.254"},
	{"email", `^[\w.+-]+@[\w-]+\.[\w.-]+$`, "", "first.last+tag@mail.example-domain.co.uk"},
	{"lazy", `<b>(.*?)</b>`, "", strings.Repeat("some text before ", 8) + "<b>bold</b> and after"},
	{"no_match", `[a-q][^u-z]{13}x`, "", strings.Repeat("abcdefghijklmnopqrstuvwxyz", 8)},
	{"lookbehind", `(?<=id=)\d+(?=&|$)`, "", "/items?sort=asc&category=7&id=12345&page=3"},
	{"utf8", `[а-яё]+\s+(\S+)`, "i", "Съешь же ещё этих мягких французских булок"},
	{"alternation_groups", `^(?:(?:https?|ftp)://)?(?:www\.)?([a-z0-9.-]+)(?::(\d+))?(/.*)?$`, "", "https://www.example.com:8443/path/to/x?q=1"},
	{"nested_quantifiers", `^(?:[a-z]+-?)+$`, "", "a-rather-long-slug-9"},
}

func BenchmarkMatch(b *testing.B) {
	for _, bm := range benchmarks {
		b.Run(bm.name, func(b *testing.B) {
			p := mustCompile(b, bm.pattern, bm.flags, regex.V2)
			var m regex.Matcher
			b.ReportAllocs()
			for b.Loop() {
				budget := int64(math.MaxInt64)
				if _, err := p.Match(&m, &budget, bm.input, 0, regex.Text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	for _, bm := range benchmarks {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				mustCompile(b, bm.pattern, bm.flags, regex.V2)
			}
		})
	}
}

// BenchmarkSteps shows what a step costs where matching does little else than take back choices.
func BenchmarkSteps(b *testing.B) {
	p := mustCompile(b, `(a+)+$`, "", regex.V2)
	input := strings.Repeat("a", 40) + "b"
	var m regex.Matcher
	for b.Loop() {
		budget := int64(1_000_000)
		if _, err := p.Match(&m, &budget, input, 0, regex.Text); err == nil {
			b.Fatal("the match ended within the budget")
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e6, "ns/step")
}

func mustCompile(tb testing.TB, pattern, flags string, v regex.Version) *regex.Program {
	tb.Helper()
	f, ok := regex.ParseFlags(flags, v)
	if !ok {
		tb.Fatalf("ParseFlags(%q) failed", flags)
	}
	p, err := regex.Compile(pattern, f, v)
	if err != nil {
		tb.Fatalf("Compile(%q) = %v", pattern, err)
	}
	return p
}
