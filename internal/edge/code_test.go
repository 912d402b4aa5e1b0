// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"context"
	"fmt"

	"selvedge"
	"selvedge/internal/cff"
)

// code is a function in JavaScript, runtime 2.0.
func code(source string) invoker {
	p := cff.Compile("test", []byte(source), selvedge.Runtime2)
	return func(ctx context.Context, ev *cff.Event) cff.Result { return p.Invoke(ctx, ev, cff.ChecksEdge) }
}

// handler is a function whose handler has a body; cf is the module cloudfront.
func handler(format string, args ...any) invoker {
	return code("import cf from 'cloudfront';\nasync function handler(event) { const request = event.request, response = event.response;\n" +
		fmt.Sprintf(format, args...) + "\n}")
}

// publish takes program for the function of an event, and makes it effective. The function must be attached.
func (r *rig) publish(kind selvedge.EventType, program cff.Invoker) {
	r.programs[string(kind)] = program
	changed := *r.record // the feed never changes a record that it has handed out
	changed.Version++
	r.record = &changed
	r.apply()
}
