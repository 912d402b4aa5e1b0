// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package difftest

import (
	"embed"
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
)

//go:embed grammar/*.txt
var grammarFiles embed.FS

// grammar holds rules by name.
type grammar map[string]*rule

// rule is one name and what it may become.
type rule struct {
	productions []*production
	depth       int // of the least deep tree that it has
}

// production is one way to replace a name.
type production struct {
	weight     int
	conditions []string
	parts      []part
	depth      int
}

// part is text, or a name to replace.
type part struct {
	text  string
	name  string
	flags []string // "+loop", "-func"
}

// infinite is the depth of a rule that does not end.
const infinite = math.MaxInt / 2

var (
	productionLine = regexp.MustCompile(`^(?:(\d+)\* )?(?:\[([a-zA-Z0-9!,]+)\] )?(.*)$`)
	reference      = regexp.MustCompile(`#[a-z]+(?:[+-][a-zA-Z]+)*`)
	flagSplit      = regexp.MustCompile(`[+-][a-zA-Z]+`)
)

// loadGrammar reads all files of the folder grammar.
func loadGrammar() (grammar, error) {
	g := grammar{}
	names, err := fs.Glob(grammarFiles, "grammar/*.txt")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := grammarFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if err := g.add(string(text)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return g, g.measure()
}

// add reads the rules of a file.
func (g grammar) add(text string) error {
	var current *rule
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		indented := strings.TrimPrefix(line, "    ")
		switch {
		case line == "" || strings.HasPrefix(line, "//"):
		case indented != line:
			if current == nil {
				return fmt.Errorf("a production without a name: %s", line)
			}
			current.productions = append(current.productions, parseProduction(indented))
		default:
			name, ok := strings.CutSuffix(line, ":")
			if !ok || g[name] != nil {
				return fmt.Errorf("not the start of a new rule: %s", line)
			}
			current = &rule{depth: infinite}
			g[name] = current
		}
	}
	return nil
}

func parseProduction(line string) *production {
	m := productionLine.FindStringSubmatch(line)
	p := &production{weight: 1, depth: infinite}
	if m[1] != "" {
		p.weight, _ = strconv.Atoi(m[1])
	}
	if m[2] != "" {
		p.conditions = strings.Split(m[2], ",")
	}
	text := strings.NewReplacer("⏎", "\n", "ε", "").Replace(m[3])
	end := 0
	for _, at := range reference.FindAllStringIndex(text, -1) {
		p.parts = append(p.parts, part{text: text[end:at[0]]})
		name, _, _ := strings.Cut(strings.ReplaceAll(text[at[0]+1:at[1]], "-", "+"), "+")
		p.parts = append(p.parts, part{name: name, flags: flagSplit.FindAllString(text[at[0]:at[1]], -1)})
		end = at[1]
	}
	p.parts = append(p.parts, part{text: text[end:]})
	return p
}

// measure computes the depth of every rule, and finds names without a rule and rules without an end.
func (g grammar) measure() error {
	for changed := true; changed; {
		changed = false
		for _, r := range g {
			for _, p := range r.productions {
				if d := g.depthOf(p); d < p.depth {
					p.depth, changed = d, true
				}
				if len(p.conditions) == 0 {
					r.depth = min(r.depth, p.depth)
				}
			}
		}
	}
	for name, r := range g {
		if r.depth >= infinite {
			return fmt.Errorf("rule %s has no production that ends without conditions", name)
		}
	}
	return nil
}

func (g grammar) depthOf(p *production) int {
	depth := 0
	for _, part := range p.parts {
		switch {
		case part.name == "" || builtins[part.name] != nil:
		case g[part.name] == nil:
			return infinite
		default:
			depth = max(depth, g[part.name].depth)
		}
	}
	return depth + 1
}
