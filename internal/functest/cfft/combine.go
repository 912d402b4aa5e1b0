// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfft

import (
	"fmt"
	"regexp"
	"strings"

	"selvedge"
	"selvedge/internal/functest"
)

// importLine matches the statements that go to the beginning of the combined code.
var importLine = regexp.MustCompile(`(?m)^import\s+.*?;[ \t]*$`)

// combiner makes one function of several. Each becomes a function of its own, which calls the handler in it; the handler
// of all passes the message from one to the next. On viewer-request a response ends that.
type combiner struct {
	code  strings.Builder
	line  int // the next one, from 1
	parts []functest.Part
}

func (c *combiner) combine(eventType string, codes []string) error {
	member := map[selvedge.EventType]string{
		selvedge.EventViewerRequest: "request", selvedge.EventViewerResponse: "response",
	}[selvedge.EventType(eventType)]
	if member == "" {
		return fmt.Errorf("function: the event_type %q is not one of %s and %s", eventType,
			selvedge.EventViewerRequest, selvedge.EventViewerResponse)
	}
	c.line = 1
	for _, code := range codes {
		for _, statement := range importLine.FindAllString(code, -1) {
			c.write(statement + "\n")
		}
	}
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = fmt.Sprintf("__function%d", i+1)
		c.write("const " + names[i] + " = async function(event) {\n")
		body := importLine.ReplaceAllString(code, "")
		c.parts = append(c.parts, functest.Part{First: c.line, Lines: 1 + strings.Count(body, "\n")})
		c.write(body + "\nreturn handler(event);\n};\n")
	}
	c.write("async function handler(event) {\n")
	for _, name := range names {
		c.write("event." + member + " = await " + name + "(event);\n")
		if member == "request" {
			c.write("if (event.request && event.request.statusCode) { return event.request; }\n")
		}
	}
	c.write("return event." + member + ";\n}\n")
	return nil
}

func (c *combiner) write(text string) {
	c.line += strings.Count(text, "\n")
	c.code.WriteString(text)
}
