// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package browser_test

import (
	"context"
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"selvedge/internal/server"
)

// violation is a rule of axe-core that a page breaks.
type violation struct {
	ID, Impact, Help string
	Nodes            []string
}

// TestAxe looks for what keeps people out, with axe-core, in light and dark. AXE names its axe.min.js; scripts/axe.sh gets it from npm.
func TestAxe(t *testing.T) {
	file := os.Getenv("AXE")
	if file == "" {
		t.Skip("AXE is not set")
	}
	script, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, server.Config{Dev: true})
	s.populate(t)
	for _, scheme := range []string{"light", "dark"} {
		s.do("emulate", chromedp.ActionFunc(func(ctx context.Context) error {
			return emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}).Do(ctx)
		}))
		for _, p := range s.pages() {
			s.show(p)
			var found struct {
				Passes     int
				Violations []violation
			}
			s.do("axe", chromedp.Evaluate(string(script), nil), chromedp.Evaluate(`axe.run().then((r) => ({ Passes: r.passes.length,
				Violations: r.violations.map((v) => ({ ID: v.id, Impact: v.impact, Help: v.help,
					Nodes: v.nodes.map((n) => n.html + " " + n.failureSummary) })) }))`, &found, awaited))
			if found.Passes < 10 {
				t.Errorf("%s: axe has looked at %d rules only", p.url, found.Passes)
			}
			for _, v := range found.Violations {
				if v.Impact == "serious" || v.Impact == "critical" {
					t.Errorf("%s, %s: %s (%s): %q", p.url, scheme, v.Help, v.ID, v.Nodes)
				} else {
					t.Logf("%s, %s: %s: %s (%s): %q", p.url, scheme, v.Impact, v.Help, v.ID, v.Nodes)
				}
			}
		}
	}
}
