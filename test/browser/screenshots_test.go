// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package browser_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"selvedge/internal/server"
)

// TestScreenshots makes pictures of all pages for people to look at.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		t.Skip("SCREENSHOTS is not set")
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	s := open(t, server.Config{Dev: true})
	s.shoot(folder, page{"functions-empty", "functions", ""})
	s.populate(t)
	for _, p := range s.pages() {
		s.shoot(folder, p)
	}
	locked := open(t, server.Config{DataDir: t.TempDir()})
	locked.shoot(folder, page{"sign-in", "sign-in", ""})
}

// page is a page, and what to click there before it is looked at.
type page struct{ name, url, click string }

// pages returns all pages, after populate.
func (s *site) pages() []page {
	return []page{
		{"functions", "functions", ""}, {"create", "create-function", ""}, {"delete", "functions/rewrite/delete", ""},
		{"build", "functions/rewrite/build", ""}, {"live", "functions/rewrite/build?show=live", ""}, {"diff", "functions/rewrite/build?show=diff", ""},
		{"test", "functions/rewrite/test", "run"}, {"test-live", "functions/rewrite/test?event=docs", ""},
		{"publish", "functions/rewrite/publish", ""}, {"metrics", "functions/rewrite/metrics", ""},
		{"distributions", "distributions", ""}, {"create-distribution", "create-distribution", ""}, {"distribution", "distributions/" + s.id, "send"},
		{"missing", "functions/nobody/build", ""},
	}
}

// populate leaves something to see on each page.
func (s *site) populate(t *testing.T) {
	t.Helper()
	s.main()
	s.visit("functions/rewrite/build")
	s.code("async function handler(event) {\n    const request = event.request;\n    console.log(request.uri);\n    class Nope {}\n" +
		"    if (request.uri.endsWith('/')) {\n        request.uri += 'index.html';\n    }\n    return request;\n}\n")
	s.click("#save")
	s.sees("saved successfully")
	for range 5 {
		s.edge(s.domain, "/docs/")
	}
}

// shoot takes a page in light and dark, wide and narrow.
func (s *site) shoot(folder string, p page) {
	s.t.Helper()
	for _, width := range []int64{1280, 360} {
		for _, scheme := range []string{"light", "dark"} {
			s.do("emulate", chromedp.ActionFunc(func(ctx context.Context) error {
				if err := emulation.SetDeviceMetricsOverride(width, 800, 1, width < 500).Do(ctx); err != nil {
					return err
				}
				return emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}).Do(ctx)
			}))
			s.visit(p.url)
			if p.click != "" {
				s.click("#" + p.click)
				s.until("see the result", `!document.querySelector("#result .empty")`)
			}
			var picture []byte
			var overflow bool
			s.do("picture of "+p.url, chromedp.Evaluate(`document.documentElement.scrollWidth > innerWidth`, &overflow), chromedp.FullScreenshot(&picture, 100))
			if overflow {
				s.t.Errorf("%s is wider than %d pixels", p.url, width)
			}
			file := filepath.Join(folder, url.PathEscape(fmt.Sprintf("%s-%d-%s.png", p.name, width, scheme)))
			if err := os.WriteFile(file, picture, 0o666); err != nil {
				s.t.Fatal(err)
			}
		}
	}
}
