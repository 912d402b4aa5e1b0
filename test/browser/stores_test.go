// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package browser_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"selvedge/internal/server"
)

// distribution creates one in the browser and sets domain and id.
func (s *site) distribution(comment string) {
	s.t.Helper()
	s.visit("create-distribution")
	s.fill("#origin", strings.TrimPrefix(s.origin.URL, "http://"))
	s.fill("#comment", comment)
	s.click("main button.primary")
	s.sees("created successfully.")
	s.domain, s.id = s.text("dl dd"), s.text("h1")
}

// choose selects an option of a select by its text.
func (s *site) choose(selector, text string) {
	s.t.Helper()
	s.do("choose "+text, chromedp.Evaluate(`(() => {
		const select = document.querySelector("`+selector+`");
		select.value = [...select.options].find((o) => o.text.includes("`+text+`")).value;
		select.dispatchEvent(new Event("input", { bubbles: true }));
		select.dispatchEvent(new Event("change", { bubbles: true }));
	})()`, nil))
}

// TestStoreFlow: from no key value store to a function that answers from one at the edge, and to another answer without
// publishing anew.
func TestStoreFlow(t *testing.T) {
	s := open(t, server.Config{Dev: true})
	s.distribution("the site")
	s.click(`nav a[href$="/key-value-stores"]`)
	s.sees("No key value stores yet")
	s.click(`main a[href$="create-key-value-store"]`)
	s.fill("#name", "routes")
	s.click("main button.primary")
	s.sees("routes created successfully.")
	s.sees("The store is empty")
	s.fill("#key", "/old")
	s.fill("#value", "/first")
	s.click(".add-pair button")
	s.sees("routes has the pair now.")

	s.visit("create-function")
	s.fill("#name", "redirect")
	s.click("main button.primary")
	s.sees("redirect created successfully.")
	s.until("see nothing to save", `document.getElementById("save").disabled`)
	s.choose("#runtime", "1.0")
	s.choose("#store", "routes")
	s.sees("Only cloudfront-js-2.0 can read one")
	s.click("#save")
	s.sees("A key value store association requires the runtime cloudfront-js-2.0")
	s.choose("#runtime", "2.0")
	s.code("import cf from 'cloudfront';\nasync function handler(event) {\n  event.request.uri = await cf.kvs().get(event.request.uri);\n  return event.request;\n}\n")
	s.click("#save")
	s.sees("redirect saved successfully.")
	s.sees("Look at routes")
	s.publish("redirect")
	s.attach("redirect", s.id, "viewer-request")
	s.visit("functions/redirect/publish")
	s.until("see that it is deployed", `document.querySelector("#associations .status.deployed")`)
	if got := s.edge(s.domain, "/old"); got != "200 origin /first" {
		t.Errorf("the edge answers %q", got)
	}

	s.visit("key-value-stores/routes")
	s.sees("cannot be deleted while functions read it")
	s.fill(".pair-list textarea", "/second")
	s.click(".pair-list button[aria-label='Save /old']")
	s.sees("routes has the pair now.")
	got := ""
	for end := time.Now().Add(stepLimit); got != "200 origin /second" && time.Now().Before(end); {
		got = s.edge(s.domain, "/old")
	}
	if got != "200 origin /second" {
		t.Errorf("after the value changed the edge answers %q", got)
	}
}
