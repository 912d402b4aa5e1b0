// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/snapshot"
)

// sentenceOrigin is AWS's text for an origin helper that cannot do what it was told. Source: event.md section 6.7.
const sentenceOrigin = "The CloudFront function returned an invalid value for origin rewrite."

// viewerRequest runs the viewer-request function. It returns false when the function answered itself or failed; then
// neither the origin nor the viewer-response function comes into play (event.md sections 1 and 5).
func (e *Edge) viewerRequest(x *Exchange) bool {
	f := x.Behavior.ViewerRequest
	if f == nil {
		return true
	}
	result, ok := e.invoke(x, f, selvedge.EventViewerRequest)
	if !ok {
		return false
	}
	x.RequestLogData = result.LogData
	if result.Response != nil {
		x.Response, x.Outcome = result.Response, OutcomeGenerated
		return false
	}
	x.Request = result.Request
	return result.Origin == nil || e.changeOrigin(x, f, result.Origin)
}

// changeOrigin does what the function has asked for with an origin helper. What it may ask for has been checked, but
// for origins that are not there.
func (e *Edge) changeOrigin(x *Exchange, f *snapshot.Function, change *cff.OriginChange) bool {
	origin, err := x.Behavior.Origins.Change(change)
	if err != nil {
		f.Usage.Invalid()
		e.failFunction(x, f, selvedge.EventViewerRequest, &cff.Failure{
			Class: cff.ValidationError, Sentence: sentenceOrigin, Detail: err.Error(),
		})
		return false
	}
	x.origin = origin
	return true
}
