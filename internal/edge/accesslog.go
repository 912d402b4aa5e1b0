// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"io"
	"log/slog"

	"selvedge"
)

// logAccess writes the one record of a request. Paths are what the viewer asked for; queries and headers may hold
// secrets and are left out. The x_edge_* fields are those of AWS's access logs. Source: event.md section 9.
func (e *Edge) logAccess(x *Exchange) {
	if !e.config.Logger.Enabled(x.ctx, slog.LevelDebug) {
		return
	}
	attrs := make([]slog.Attr, 0, 14)
	attrs = append(attrs,
		slog.String(selvedge.LogRequestID, x.ID),
		slog.String("viewer", x.ViewerIP),
		slog.String("method", x.request.Method),
		slog.String("host", x.Host),
		slog.String("path", x.request.Path),
		slog.Duration("took", e.config.Now().Sub(x.started)),
	)
	if x.Distribution != nil {
		attrs = append(attrs, slog.String(selvedge.LogDistributionID, x.Distribution.ID))
	}
	if x.Response != nil && !x.Aborted {
		attrs = append(attrs, slog.Int("status", x.Response.Status))
	}
	word, detail := x.Outcome.Word(), x.Outcome.Word()
	if x.Aborted {
		word, detail = OutcomeError.Word(), "ClientCommError"
	}
	attrs = append(attrs, slog.String("x_edge_result_type", word), slog.String("x_edge_response_result_type", word),
		slog.String("x_edge_detailed_result_type", detail))
	if x.RequestLogData != nil {
		attrs = append(attrs, slog.String("viewer_request_log_data", *x.RequestLogData))
	}
	if x.ResponseLogData != nil {
		attrs = append(attrs, slog.String("viewer_response_log_data", *x.ResponseLogData))
	}
	if x.stream.err != nil && x.stream.err != io.EOF {
		attrs = append(attrs, slog.Any(selvedge.LogErr, x.stream.err))
	}
	e.config.Logger.LogAttrs(x.ctx, slog.LevelDebug, "request", attrs...)
}
