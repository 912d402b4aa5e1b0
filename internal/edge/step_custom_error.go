// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"strings"

	"selvedge/internal/httpmsg"
)

// customError replaces an error by the page that the distribution has for it. The page is fetched as if the viewer had
// asked for it by GET: the behaviour that its path matches says from where; but functions run neither for it nor on
// what the viewer gets (event.md section 1). When the page cannot be had, the viewer gets the error of that fetch.
// Source: AWS developer guide, "Create a custom error page for specific HTTP status codes".
//
// Errors of functions and answers that functions made do not come here; event.md section 4.
func (e *Edge) customError(x *Exchange) {
	custom := x.Distribution.ErrorResponse(x.Response.Status)
	if custom == nil || custom.Page == "" {
		return
	}
	x.dropResponse()
	request, behavior, chosen := x.Request, x.Behavior, x.origin
	x.page = httpmsg.Request{Method: "GET", Headers: pageHeaders(request.Headers)}
	if request.Method == "HEAD" {
		x.page.Method = "HEAD"
	}
	x.page.Path, x.page.Query, x.page.HasQuery = strings.Cut(custom.Page, "?")
	x.Request, x.Behavior = &x.page, x.Distribution.Behavior(x.page.Path)
	x.origin = x.Behavior.Origin
	if e.answer(x) && x.Response.Status < 400 {
		x.Response.Status, x.Response.Reason = custom.Status, ""
	}
	x.Request, x.Behavior, x.origin = request, behavior, chosen
	x.Outcome = OutcomeError
}

// pageHeaders leaves out what is about the object that the viewer asked for.
func pageHeaders(all httpmsg.Headers) httpmsg.Headers {
	kept := make(httpmsg.Headers, 0, len(all)+3)
	for _, l := range all {
		switch l.Name {
		case "range", "content-length", "content-type", "content-encoding", "expect", "transfer-encoding":
		default:
			if !strings.HasPrefix(l.Name, "if-") {
				kept = append(kept, l)
			}
		}
	}
	return kept
}
