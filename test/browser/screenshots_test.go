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
	s.shoot(folder, page{name: "functions-empty", url: "functions"})
	s.populate(t)
	for _, p := range s.pages() {
		s.shoot(folder, p)
	}
	locked := open(t, server.Config{DataDir: t.TempDir()})
	locked.shoot(folder, page{name: "sign-in", url: "sign-in"})
}

// page is a page, and what to click there before it is looked at. Of a page with a conflict stale is the form that is sent as
// if it had been opened long ago.
type page struct{ name, url, click, stale string }

// pages returns all pages, after populate.
func (s *site) pages() []page {
	return []page{
		{"functions", "functions", "", ""}, {"create", "create-function", "", ""}, {"delete", "functions/rewrite/delete", "", ""},
		{"delete-free", "functions/" + longName + "/delete", "", ""},
		{"build", "functions/rewrite/build", "", ""}, {"live", "functions/rewrite/build?show=live", "", ""}, {"diff", "functions/rewrite/build?show=diff", "", ""},
		{"build-long", "functions/" + longName + "/build", "", ""},
		{"test", "functions/rewrite/test", "run", ""}, {"test-saved", "functions/rewrite/test?event=docs", "", ""},
		{"test-failed", "functions/broken/test", "run", ""}, {"test-response", "functions/security-headers/test?type=viewer-response", "run", ""},
		{"publish", "functions/rewrite/publish", "", ""}, {"publish-first", "functions/broken/publish", "", ""},
		{"publish-same", "functions/security-headers/publish", "", ""}, {"metrics", "functions/rewrite/metrics", "", ""},
		{"distributions", "distributions", "", ""}, {"create-distribution", "create-distribution", "", ""}, {"distribution", "distributions/" + s.id, "send", ""},
		{"edit-distribution", "distributions/" + s.id + "/edit", "", ""}, {"delete-distribution", "distributions/" + s.id + "/delete", "", ""},
		{"stores", "key-value-stores", "", ""}, {"create-store", "create-key-value-store", "", ""}, {"store", "key-value-stores/redirects", "", ""},
		{"store-empty", "key-value-stores/" + longName, "", ""},
		{"conflict-build", "functions/rewrite/build", "", "#build"}, {"conflict-publish", "functions/rewrite/publish", "", "main form"},
		{"conflict-delete", "functions/" + longName + "/delete", "", "main form"},
		{"conflict-distribution", "distributions/" + s.id + "/edit", "", "main form"},
		{"missing", "functions/nobody/build", "", ""},
	}
}

// longName is as long as names may be.
const longName = "redirects-of-the-old-shop-to-the-new-one-per-country-and-lang_01"

// shop holds the functions of a site that has been there for a while.
var shop = []struct{ name, comment, runtime, code string }{
	{"broken", "shows what a failure looks like", "cloudfront-js-2.0", `function handler(event) {
    const country = event.request.headers['cloudfront-viewer-country'].value;
    event.request.uri = '/' + country + event.request.uri;
    return event.request;
}
`},
	{"security-headers", "HSTS, CSP and friends on every answer", "cloudfront-js-2.0", `function handler(event) {
    const headers = event.response.headers;
    headers['strict-transport-security'] = { value: 'max-age=63072000; includeSubDomains; preload' };
    headers['x-content-type-options'] = { value: 'nosniff' };
    headers['referrer-policy'] = { value: 'strict-origin-when-cross-origin' };
    console.log('secured', event.request.uri);
    return event.response;
}
`},
	{longName, "A description that is as long as descriptions may be: it goes on and on until there are one hundred and twenty-eight characters.",
		"cloudfront-js-2.0", `import cf from 'cloudfront';

const redirects = cf.kvs();

async function handler(event) {
    const request = event.request;
    if (await redirects.exists(request.uri)) {
        return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: await redirects.get(request.uri) } } };
    }
    return request;
}
`},
	{"auth-token", "checks the JWT of the members' area", "cloudfront-js-1.0", "function handler(event) {\n    return event.request;\n}\n"},
}

// populate leaves something to see on each page.
func (s *site) populate(t *testing.T) {
	t.Helper()
	s.main()
	for _, store := range []string{"redirects", longName} {
		s.post("create-key-value-store", "name", store, "comment", "where the old addresses lead")
	}
	for _, pair := range [][2]string{{"/2019/spring-sale", "/sale"}, {"/about-us.html", "/about"}, {"/contact.html", "/help/contact?from=old"},
		{"/a/very/long/address/of/the/old/shop/with-a-name-that-nobody-would-type.html", "https://shop.example.com/de/kategorien/alles-was-lange-namen-hat/0123456789"}} {
		s.post("key-value-stores/redirects/pairs", "key", pair[0], "value", pair[1])
	}
	for _, f := range shop {
		s.post("create-function", "name", f.name, "comment", f.comment, "runtime", f.runtime)
		s.save(f.name, f.runtime, f.comment, f.code)
	}
	for _, name := range []string{"security-headers", "auth-token", longName} {
		s.publish(name)
	}
	s.post("create-distribution", "origin", "shop-origin.internal.example.com:8443", "protocol", "https", "comment", "the shop")
	s.attach("security-headers", s.id, "viewer-response")
	s.useStore(longName, "which old address leads where", "redirects")

	s.save("rewrite", "cloudfront-js-2.0", "index.html for folders", rewriteLive)
	s.publish("rewrite")
	s.visit("distributions/" + s.id)
	s.until("see that it is deployed", `document.querySelector("main .status.deployed")`)
	s.visit("functions/rewrite/build")
	s.code(rewriteDevelopment)
	s.click("#save")
	s.sees("saved successfully")
	for _, path := range []string{"/docs/", "/", "/blog/2026/11/", "/style.css", "/docs/api/", "/about/", "/logo.svg", "/blog/", "/%00/"} {
		s.edge(s.domain, path)
	}
}

// What rewrite is when it was published last, and since.
const (
	rewriteLive = `function handler(event) {
    const request = event.request;
    if (request.uri.endsWith('/')) {
        console.log('index of ' + request.uri);
        console.log(JSON.stringify({ query: request.querystring }));
        request.uri += 'index.html';
    }
    return request;
}
`
	rewriteDevelopment = `function handler(event) {
    const request = event.request;
    const country = request.headers['cloudfront-viewer-country']?.value;
    if (request.uri.endsWith('/')) {
        console.log('index of ' + request.uri);
        request.uri += 'index.html';
    } else if (!request.uri.includes('.')) {
        request.uri += '/index.html';
    }
    return request;
}
`
)

// show goes to a page and does there what it needs.
func (s *site) show(p page) {
	s.t.Helper()
	// A page with what was not saved is only left with the click that gives it up.
	s.do("leave the last page", chromedp.Evaluate(`document.getElementById("discard")?.click()`, nil))
	s.until("have left it", `!document.getElementById("discard")`)
	s.visit(p.url)
	if p.click != "" {
		s.click("#" + p.click)
		s.until("see the result", `!document.querySelector("#result .empty")`)
	}
	if p.stale != "" {
		s.do("send it with the first ETag", chromedp.Evaluate(fmt.Sprintf(`(() => {
			const form = document.querySelector(%q);
			form.elements.etag.value = "ETVPDKIKX0DER";
			form.requestSubmit();
		})()`, p.stale), nil))
		s.until("see the conflict", `document.querySelector(".conflict")`)
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
			s.show(p)
			s.do("scroll through it, so that the editor measures itself", chromedp.Evaluate(`(async () => {
				for (const y of [1e6, 0]) {
					scrollTo(0, y);
					await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
				}
			})()`, nil, awaited))
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
