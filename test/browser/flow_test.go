// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package browser_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"selvedge/internal/server"
)

// main goes the way of somebody who publishes for the first time, and leaves the function rewrite attached to a
// distribution of which it sets domain and id.
func (s *site) main() {
	s.t.Helper()
	s.click(`a[href$="create-distribution"], a[href$="/distributions"]`)
	s.sees("No distributions yet")
	s.click(`main a[href$="create-distribution"]`)
	s.fill("#origin", strings.TrimPrefix(s.origin.URL, "http://"))
	s.fill("#comment", "the site")
	s.click("main button.primary")
	s.sees("created successfully.")
	s.sees("Deployed")
	s.domain, s.id = s.text("dl dd"), s.text("h1")

	s.click(`nav a[href$="/functions"]`)
	s.sees("No functions yet")
	s.click(`main a[href$="create-function"]`)
	s.fill("#name", "rewrite")
	s.fill("#comment", "index.html for folders")
	s.click("main button.primary")
	s.sees("rewrite created successfully.")

	s.code("function handler(event) {\n  console.log('hello');\n  event.request.uri += 'index.html';\n  return event.request;\n}\n")
	s.sees("Not saved")
	s.click("#save")
	s.sees("rewrite saved successfully.")

	s.click(`.tabs a[href$="/test"]`)
	s.until("see the visual editor", `document.querySelector("#visual:not([hidden]) input.mono")`)
	s.fill("#visual .request-line input.mono", "/docs/")
	s.click("#run")
	s.sees("✓ Succeeded")
	s.sees(`"uri": "/docs/index.html"`)
	s.fill("#save-as", "docs")
	s.click(`button[formaction$="/events"]`)
	s.sees("docs saved with the function.")

	s.click(`.tabs a[href$="/publish"]`)
	s.click("#publish")
	s.sees("rewrite published successfully.")
	s.click(".associate button")
	s.sees("rewrite associated successfully.")
	s.until("see that it is deployed", `document.querySelector("#associations .status.deployed")`)
	s.sees("Publish and update")
}

// TestMain: from nothing to a changed page at the edge, and its traces afterwards.
func TestMainFlow(t *testing.T) {
	s := open(t, server.Config{Dev: true})
	s.main()
	if got := s.edge(s.domain, "/docs/"); got != "200 origin /docs/index.html" {
		t.Errorf("the edge answers %q", got)
	}

	s.click(`.tabs a[href$="/build"]`)
	s.code("function handler(event) {\n  event.request.headers['x-added'] = { value: 'second' };\n  return event.request;\n}\n")
	s.do("save with the keyboard", chromedp.KeyEvent("s", chromedp.KeyModifiers(input.ModifierCtrl)))
	s.sees("rewrite saved successfully.")
	if got := s.edge(s.domain, "/docs/"); got != "200 origin /docs/index.html" {
		t.Errorf("before it is published the edge answers %q", got)
	}
	s.click(`.tabs a[href$="/publish"]`)
	s.sees("What will change for viewers")
	s.click("#publish")
	s.sees("rewrite published successfully.")
	s.until("see that it is deployed", `document.querySelector("#associations .status.deployed")`)
	if got := s.edge(s.domain, "/docs/"); got != "200 origin /docs/ second" {
		t.Errorf("after it was published the edge answers %q", got)
	}

	s.click(`.tabs a[href$="/metrics"]`)
	s.sees("hello")
	s.sees("Invocations")
	s.visit("distributions/" + s.id)
	s.fill("#try-path", "/there?a=1")
	s.click("#send")
	s.sees("origin /there second")

	s.visit("functions/rewrite/delete")
	s.sees("cannot be deleted")
	s.visit("functions/rewrite/publish")
	s.click("#associations button")
	s.sees("rewrite is no longer associated.")
	s.visit("functions/rewrite/delete")
	s.click("main button.danger")
	s.sees("rewrite deleted.")
}

// TestProblems: what does not work is marked at its line, while it is typed.
func TestProblems(t *testing.T) {
	s := open(t, server.Config{Dev: true})
	s.visit("create-function")
	s.fill("#name", "broken")
	s.click("main button.primary")
	s.sees("broken created successfully.")
	s.code("function handler(event) {\n  return event.request;\n}\nclass Nope {}\n")
	s.sees("Line 4")
	s.until("see the mark", `document.querySelector(".editor").shadowRoot.querySelector(".cm-lint-marker-error")`)
	s.click(".findings button")
	s.until("be there", `document.querySelector(".editor").shadowRoot.activeElement?.classList.contains("cm-content")`)
}

// TestRefused: what the server refuses is not lost, and the page says what to do.
func TestRefused(t *testing.T) {
	s := open(t, server.Config{Dev: true})
	s.visit("create-function")
	s.fill("#name", "large")
	s.click("main button.primary")
	s.sees("large created successfully.")
	s.code("function handler(event) { return event.request; }\n" + strings.Repeat("// far too much\n", 700))
	s.until("see that it is too large", `document.querySelector("#size-text.bad-text")`)
	s.click("#save")
	s.sees("FunctionSizeLimitExceeded")
	s.sees("Remove comments and unused code")
	s.until("see that the code is still there", `document.getElementById("code").value.includes("far too much")`)
}

// TestKeyboard: the way from the list into the editor and out of it again, without a mouse.
func TestKeyboard(t *testing.T) {
	s := open(t, server.Config{Dev: true})
	s.visit("create-function")
	s.do("type the name, which has the focus", chromedp.KeyEvent("typed\r"))
	s.sees("typed created successfully.")
	s.until("see the editor", `document.querySelector(".editor")?.shadowRoot.querySelector(".cm-content")`)
	s.do("enter the editor", chromedp.Evaluate(`document.querySelector(".editor").shadowRoot.querySelector(".cm-content").focus()`, nil),
		chromedp.KeyEvent("\t"))
	s.until("see that Tab indents", `document.getElementById("code").value.startsWith("    function")`)
	s.do("leave it", chromedp.KeyEvent("\u001b"), chromedp.KeyEvent("\t"))
	s.until("be behind it", `document.activeElement.id === "runtime"`)
	s.until("see where that is", `getComputedStyle(document.activeElement).outlineStyle === "solid"`)
	s.do("go to the field behind it and save", chromedp.KeyEvent("\t"), chromedp.KeyEvent("described\r"))
	s.sees("typed saved successfully.")
}

// TestConflict: somebody else saves meanwhile.
func TestConflict(t *testing.T) {
	s := open(t, server.Config{Dev: true})
	s.visit("create-function")
	s.fill("#name", "shared")
	s.click("main button.primary")
	s.sees("shared created successfully.")
	s.do("somebody else saves", chromedp.Evaluate(`(async () => {
		const body = new URLSearchParams(new FormData(document.getElementById("build")));
		body.set("code", "function handler(e) { return e.request; } // theirs\n");
		return (await fetch(location.pathname, { method: "POST", body })).status;
	})()`, nil, awaited))
	s.code("function handler(e) { return e.request; } // mine\n")
	s.click("#save")
	s.sees("Somebody else has changed shared")
	s.sees("// theirs")
	s.click("button[name=overwrite]")
	s.sees("shared saved successfully.")
	s.until("see mine", `document.getElementById("code").value.includes("mine")`)
}

// TestSignIn: the console is closed to who has no key.
func TestSignIn(t *testing.T) {
	folder := t.TempDir()
	s := open(t, server.Config{DataDir: folder})
	s.visit("functions")
	s.sees("Secret access key")
	s.fill("#id", "AKIANOBODY")
	s.fill("#secret", "wrong")
	s.click("main button.primary")
	s.sees("This access key is not known")
	key := s.key(folder)
	s.fill("#id", key.AccessKeyID)
	s.fill("#secret", key.SecretAccessKey)
	s.click("main button.primary")
	s.sees("No functions yet")
	s.visit("create-function")
	s.fill("#name", "mine")
	s.click("main button.primary")
	s.sees("mine created successfully.")
	s.visit("functions/mine/test")
	s.do("lose the session", network.ClearBrowserCookies())
	s.click("#run")
	s.sees("Secret access key")
	s.fill("#id", key.AccessKeyID)
	s.fill("#secret", key.SecretAccessKey)
	s.click("main button.primary")
	s.sees("Event as JSON") // where the session was lost
	s.click("header nav a")
	s.sees("Functions 1")
	s.click("header button")
	s.sees("Secret access key")
}

// TestTooManyAttempts: who guesses keys has to wait, and is told so.
func TestTooManyAttempts(t *testing.T) {
	s := open(t, server.Config{DataDir: t.TempDir()})
	s.visit("sign-in")
	for range 5 {
		s.fill("#id", "AKIANOBODY")
		s.fill("#secret", "wrong")
		s.do("mark the page", chromedp.Evaluate(`document.body.dataset.marked = "1"`, nil))
		s.click("main button.primary")
		s.until("see the next page", `!document.body.dataset.marked && document.body.innerText.includes("This access key is not known")`)
	}
	s.fill("#secret", "wrong")
	s.click("main button.primary")
	s.sees("There were too many attempts that failed.")
	s.sees("Wait a minute")
}
