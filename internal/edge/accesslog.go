// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"io"
	"log/slog"
	"time"

	"selvedge"
)

// logAccess writes the one record of a request. Paths are what the viewer asked for; queries and headers may hold
// secrets and are left out.
func (e *Edge) logAccess(x *Exchange) {
	if !e.config.Logger.Enabled(x.ctx, slog.LevelDebug) {
		return
	}
	attrs := make([]slog.Attr, 0, 10)
	attrs = append(attrs,
		slog.String(selvedge.LogRequestID, x.ID),
		slog.String("viewer", x.ViewerIP),
		slog.String("method", x.request.Method),
		slog.String("host", x.Host),
		slog.String("path", x.request.Path),
		slog.String("outcome", string(x.Outcome)),
		slog.Duration("took", time.Since(x.started)),
	)
	if x.Distribution != nil {
		attrs = append(attrs, slog.String(selvedge.LogDistributionID, x.Distribution.ID))
	}
	if x.Response != nil && !x.Aborted {
		attrs = append(attrs, slog.Int("status", x.Response.Status))
	}
	if x.stream.err != nil && x.stream.err != io.EOF {
		attrs = append(attrs, slog.Any(selvedge.LogErr, x.stream.err))
	}
	e.config.Logger.LogAttrs(x.ctx, slog.LevelDebug, "request", attrs...)
}
