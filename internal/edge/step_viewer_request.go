// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import "selvedge"

// viewerRequest runs the viewer-request function. It returns false when the function answered itself or failed; then
// neither the origin nor the viewer-response function comes into play (event.md sections 1 and 5).
func (e *Edge) viewerRequest(x *Exchange) bool {
	f := x.Behavior.ViewerRequest
	if f == nil {
		return true
	}
	result := e.invoke(x, f.Name, f.Program, selvedge.EventViewerRequest)
	switch {
	case result.Failure != nil:
		e.failFunction(x, result.Failure)
		return false
	case result.Response != nil:
		x.Response, x.Outcome = result.Response, OutcomeGenerated
		return false
	}
	x.Request = result.Request
	return true
}
