// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import "selvedge"

// viewerResponse runs the viewer-response function on the origin's answer, which is no error (event.md section 1). The
// function sees the request as the viewer-request function left it. It has no say when protocols are switched.
func (e *Edge) viewerResponse(x *Exchange) {
	f := x.Behavior.ViewerResponse
	if f == nil || x.switched() {
		return
	}
	result, ok := e.invoke(x, f, selvedge.EventViewerResponse)
	if !ok {
		return
	}
	x.ResponseLogData = result.LogData
	changed := result.Response
	if result.BodyReplaced {
		x.Response.CloseBody()
	} else {
		changed.Body, changed.ContentLength = x.Response.Body, x.Response.ContentLength
		changed.Trailers = x.Response.Trailers
	}
	x.Response = changed
}
