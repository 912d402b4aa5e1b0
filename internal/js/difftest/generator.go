// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package difftest

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
)

// Generator writes programs.
type Generator struct {
	grammar grammar
	flags   map[string]bool // of the versions
}

// NewGenerator returns a generator for a runtime version, 1 or 2. What njs 0.7.9 does otherwise than 0.7.12 is left out
// when old is set.
func NewGenerator(version int, old bool) (*Generator, error) {
	g, err := loadGrammar()
	if err != nil {
		return nil, err
	}
	return &Generator{g, map[string]bool{strconv.Itoa(version): true, "new": !old}}, nil
}

// Program returns the program of a seed, written from a rule: "program" for those that print while they run, so that
// many can run one after the other, "script" for those that need an engine of their own.
func (g *Generator) Program(rule string, seed uint64) string {
	w := &writer{Rand: rand.New(rand.NewPCG(seed, 0)), grammar: g.grammar}
	w.expand(rule, g.flags, 0)
	return w.b.String()
}

const (
	maxDepth  = 14   // of the tree of productions
	maxLength = 1200 // of programs, beyond which only what must be is added
)

// writer writes one program.
type writer struct {
	*rand.Rand

	grammar grammar
	b       strings.Builder
	used    int // numbers given for @
}

// expand writes a production of a rule.
func (w *writer) expand(name string, flags map[string]bool, depth int) {
	if f := builtins[name]; f != nil {
		w.b.WriteString(f(w.Rand))
		return
	}
	p := w.choose(w.grammar[name], flags, depth > maxDepth || w.b.Len() > maxLength)
	w.used++
	number := strconv.Itoa(w.used)
	for _, part := range p.parts {
		if part.name == "" {
			w.b.WriteString(strings.ReplaceAll(part.text, "@", number))
			continue
		}
		w.expand(part.name, withFlags(flags, part.flags), depth+1)
	}
}

// choose picks a production whose conditions hold, among the least deep ones when the program must come to an end.
func (w *writer) choose(r *rule, flags map[string]bool, end bool) *production {
	total := 0
	allowed := func(p *production) bool {
		if end && p.depth > r.depth {
			return false
		}
		for _, c := range p.conditions {
			if name, negated := strings.CutPrefix(c, "!"); flags[name] == negated {
				return false
			}
		}
		return true
	}
	for _, p := range r.productions {
		if allowed(p) {
			total += p.weight
		}
	}
	n := w.IntN(total)
	for _, p := range r.productions {
		if allowed(p) {
			if n -= p.weight; n < 0 {
				return p
			}
		}
	}
	panic("BUG: weights changed")
}

func withFlags(flags map[string]bool, changes []string) map[string]bool {
	if len(changes) == 0 {
		return flags
	}
	changed := map[string]bool{}
	for name, set := range flags {
		changed[name] = set
	}
	for _, c := range changes {
		changed[c[1:]] = c[0] == '+'
	}
	return changed
}

// builtins are rules of too many productions to be written down.
var builtins = map[string]func(*rand.Rand) string{
	"int":    func(r *rand.Rand) string { return strconv.Itoa(r.IntN(8) - 1) },
	"digit":  func(r *rand.Rand) string { return strconv.Itoa(r.IntN(10)) },
	"byte":   func(r *rand.Rand) string { return strconv.Itoa(r.IntN(256)) },
	"double": func(r *rand.Rand) string { return strconv.FormatFloat(randomDouble(r), 'g', -1, 64) },
	"time":   func(r *rand.Rand) string { return strconv.FormatFloat(randomTime(r), 'f', -1, 64) },
	"year":   func(r *rand.Rand) string { return strconv.Itoa(1890 + r.IntN(300)) },
	"two":    func(r *rand.Rand) string { return strconv.Itoa(100 + r.IntN(70))[1:] },
}

// randomDouble returns a number of any size, seldom a very large or small one.
func randomDouble(r *rand.Rand) float64 {
	var f float64
	switch r.IntN(6) {
	case 0:
		f = math.Float64frombits(r.Uint64())
	case 1:
		f = float64(r.IntN(100000)) / 1000
	case 2:
		f = float64(r.Uint64() >> r.IntN(64))
	case 3:
		f = float64(r.IntN(2000)) * math.Pow10(r.IntN(44)-22)
	case 4:
		f = math.Ldexp(1, r.IntN(120)-40) + float64(r.IntN(3)-1)
	default:
		f = r.NormFloat64()
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		f = 0.5
	}
	return math.Abs(f) // "-" is an operator, which not every place takes
}

// randomTime returns a time value, mostly of our times.
func randomTime(r *rand.Rand) float64 {
	switch r.IntN(4) {
	case 0:
		return math.Trunc((r.Float64() - 0.5) * 2 * 8.64e15)
	case 1:
		return float64(r.IntN(100000)-50000) * 86400000
	default:
		return float64(r.Int64N(2 * 1700000000000))
	}
}
