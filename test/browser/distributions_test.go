// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package browser_test

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"selvedge/internal/server"
)

// pass is a function that changes nothing, and code that others have saved.
const pass = "function handler(event) { return event.request; }"

// function makes a published function without the browser.
func (s *site) function(name, code string) {
	s.t.Helper()
	s.post("create-function", "name", name, "runtime", "cloudfront-js-2.0")
	s.save(name, "cloudfront-js-2.0", "", code)
	s.publish(name)
}

// TestReplace: a function takes the place of another one, after the question whether it shall.
func TestReplace(t *testing.T) {
	s := open(t, server.Config{Dev: true})
	s.distribution("the site")
	s.function("first", "function handler(e) { e.request.headers['x-added'] = { value: 'first' }; return e.request; }")
	s.function("second", "function handler(e) { e.request.headers['x-added'] = { value: 'second' }; return e.request; }")
	s.visit("functions/first/publish")
	s.click(".associate button")
	s.sees("first associated successfully.")

	s.visit("functions/second/publish")
	s.sees("viewer request: first")
	s.click(".associate button")
	s.sees("first already runs for viewer-request")
	s.click("button[name=replace]")
	s.sees("second associated successfully.")
	s.until("see that it is deployed", `document.querySelector("#associations .status.deployed")`)
	if got := s.edge(s.domain, "/a"); got != "200 origin /a second" {
		t.Errorf("the edge answers %q", got)
	}
	s.visit("functions/first/publish")
	s.sees("No cache behaviour runs this function.")
}

// TestStatusMoves: Deploying becomes Deployed wherever it is shown, without a click.
func TestStatusMoves(t *testing.T) {
	s := open(t, server.Config{Dev: true, DeploymentDelay: 2 * time.Second})
	s.distribution("the site")
	s.function("alpha", pass)
	s.attach("alpha", s.id, "viewer-request")
	for _, page := range []string{"functions", "functions/alpha/build", "functions/alpha/publish", "distributions", "distributions/" + s.id} {
		s.publish("alpha")
		s.visit(page)
		s.until("see Deploying on "+page, `document.querySelector("main .status.in_progress")`)
		s.do("mark the page", chromedp.Evaluate(`document.body.dataset.marked = "1"`, nil))
		s.until("see Deployed on "+page, `!document.querySelector("main .status.in_progress") && document.querySelector("main .status.deployed")`)
		s.until("be on the same page", `document.body.dataset.marked === "1"`)
	}
}

// TestDistributionConflict: a change of a distribution that somebody else has changed meanwhile.
func TestDistributionConflict(t *testing.T) {
	s := open(t, server.Config{Dev: true})
	s.distribution("the site")
	s.visit("distributions/" + s.id + "/edit")
	s.fill("#root-object", "index.html")
	s.post("distributions/"+s.id+"/edit", "etag", s.etag("distributions/"+s.id), "comment", "theirs", "root-object", "")
	s.click("main button.primary")
	s.sees("Somebody else has changed the distribution " + s.id)
	s.until("see the field", `document.querySelector(".conflict table").innerText.includes("theirs")`)
	s.click("#insist")
	s.sees(s.id + " saved successfully.")
	s.sees("index.html")
	if got := s.edge(s.domain, "/"); got != "200 origin /index.html" {
		t.Errorf("the edge answers %q", got)
	}

	// Who associates sees it, too, and may reload.
	s.function("alpha", pass)
	s.visit("functions/alpha/publish")
	s.post("distributions/"+s.id+"/edit", "etag", s.etag("distributions/"+s.id), "comment", "theirs again", "root-object", "")
	s.click(".associate button")
	s.sees("What changed meanwhile")
	s.sees("theirs again")
	s.click("#reload")
	s.until("see the page without it", `!document.querySelector(".conflict")`)
	s.click(".associate button")
	s.sees("alpha associated successfully.")
}

// TestRemoveDistribution: disable it, wait until that is deployed, delete it; and a function that was changed meanwhile.
func TestRemoveDistribution(t *testing.T) {
	s := open(t, server.Config{Dev: true})
	s.distribution("the site")
	s.click("#delete")
	s.sees("Disable it first")
	s.click("main button.primary")
	s.sees(s.id + " disabled.")
	s.until("see that it is deployed", `document.querySelector("main .status.deployed")`)
	s.click("#delete")
	s.click("main button.danger")
	s.sees(s.id + " deleted.")
	s.sees("No distributions yet")

	s.function("alpha", pass)
	s.visit("functions/alpha/delete")
	s.save("alpha", "cloudfront-js-2.0", "theirs", pass+"\n// theirs\n")
	s.click("main button.danger")
	s.sees("Somebody else has changed alpha")
	s.sees("// theirs")
	s.click("#insist")
	s.sees("alpha deleted.")
}

// TestMetrics: what went wrong is plotted by class, of all distributions together and of a chosen one.
func TestMetrics(t *testing.T) {
	s := open(t, server.Config{Dev: true})
	s.function("faulty", `function handler(event) {
  if (event.request.uri === '/throws') { return event.nothing.here; }
  if (event.request.uri === '/invalid') { return { statusCode: 'none' }; }
  console.log('seen', 1);
  return event.request;
}`)
	type target struct{ id, domain string }
	var targets []target
	for _, comment := range []string{"one", "two"} {
		s.distribution(comment)
		targets = append(targets, target{s.id, s.domain})
		s.attach("faulty", s.id, "viewer-request")
		s.visit("distributions/" + s.id)
		s.until("see that it is deployed", `document.querySelector("main .status.deployed")`)
	}
	for _, path := range []string{"/a", "/throws", "/throws", "/invalid"} {
		s.edge(targets[0].domain, path)
	}
	s.edge(targets[1].domain, "/a")
	total := func(title string) string {
		return `[...document.querySelectorAll(".plot")].find((p) => p.querySelector(".label").textContent === "` + title + `").querySelector(".total").textContent`
	}
	s.visit("functions/faulty/metrics")
	s.until("see all invocations", total("Invocations")+` === "5"`)
	s.until("see execution errors", total("Execution errors")+` === "2"`)
	s.until("see validation errors", total("Validation errors")+` === "1"`)
	s.until("see a bar for them", `document.querySelectorAll(".plot.failed rect").length === 2`)
	s.until("see the log", `document.querySelectorAll(".log li").length === 2`)

	s.click("#of-" + targets[1].id)
	s.until("see those of the other", total("Invocations")+` === "1" && `+total("Execution errors")+` === "0"`)
	s.until("see which is chosen", `document.querySelector('.choice [aria-current]').textContent === "`+targets[1].id+`"`)
	s.edge(targets[1].domain, "/b")
	s.until("see one more without a click", total("Invocations")+` === "2"`)
}
