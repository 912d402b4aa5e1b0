// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"strconv"

	"selvedge"
	"selvedge/internal/httpmsg"
	"selvedge/internal/snapshot"
)

// OutcomeRedirect is that of a redirection to HTTPS. Observed in answers of AWS.
const OutcomeRedirect Outcome = "Redirect from cloudfront"

// viewerProtocol applies the viewer protocol policy of the behaviour. It returns false when it has answered; then no
// function runs (event.md section 1). Source: AWS developer guide, "Require HTTPS for communication between viewers and
// CloudFront"; there is the difference between methods, too.
func (e *Edge) viewerProtocol(x *Exchange) bool {
	policy := x.Behavior.Settings.ViewerProtocolPolicy
	if x.Secure || policy != selvedge.ViewerHTTPSOnly && policy != selvedge.ViewerRedirectToHTTPS {
		return true
	}
	switch {
	case !plainHost(x.Host): // behind a wildcard there may be anything; a URL must not change its meaning by it
		e.fail(x, 400, OutcomeError, "The host name of the request is not valid.")
	case policy == selvedge.ViewerHTTPSOnly:
		e.fail(x, 403, OutcomeError, "Bad request.")
	case x.Request.Method == "GET" || x.Request.Method == "HEAD":
		e.redirect(x, 301, "Moved Permanently")
	case x.HTTP10: // has no 307
		e.fail(x, 403, OutcomeError, "Bad request.")
	default:
		e.redirect(x, 307, "Temporary Redirect")
	}
	return false
}

// redirect sends the viewer to the same URL by HTTPS.
func (e *Edge) redirect(x *Exchange, status int, reason string) {
	title := strconv.Itoa(status) + " " + reason
	page := "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title +
		"</h1></center>\r\n<hr><center>CloudFront</center>\r\n</body>\r\n</html>\r\n"
	lines := append(x.responseHeaders[:0], httpmsg.Header{Name: "content-type", Value: "text/html"},
		httpmsg.Header{Name: "location", Value: e.secureURL(x)})
	x.responseHeaders = lines
	x.response = httpmsg.Response{
		Status: status, Reason: reason, Headers: lines, Body: httpmsg.NewBytes([]byte(page)), ContentLength: int64(len(page)),
	}
	x.Response, x.Outcome = &x.response, OutcomeRedirect
}

// secureURL returns the URL of the request with HTTPS, on the port of Config.
func (e *Edge) secureURL(x *Exchange) string {
	url := "https://" + snapshot.CanonicalHost(x.Host)
	if p := e.config.SecurePort; p != 0 && p != 443 {
		url += ":" + strconv.Itoa(p)
	}
	url += x.Request.Path
	if x.Request.HasQuery {
		url += "?" + x.Request.Query
	}
	return url
}

// plainHost says whether a host, perhaps with a port, has only the characters of host names and addresses.
func plainHost(host string) bool {
	for i := range len(host) {
		switch c := host[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '-', c == '_',
			c == ':', c == '[', c == ']':
		default:
			return false
		}
	}
	return true
}
