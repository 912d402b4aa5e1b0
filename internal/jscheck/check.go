// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package jscheck

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/js/regex"
	"selvedge/internal/js/syntax"
)

// Report is what a runtime version has to say about a function.
type Report struct {
	Runtime  selvedge.Runtime
	Findings []Finding // in the order of the source
	Bytes    int       // of the code; the limit is selvedge.MaxFunctionCode

	// Complete is false when there is a syntax error behind which the code could not be understood: built-ins were not
	// looked at then.
	Complete bool
}

// Finding is one thing that a runtime version does not do. Lines and columns count from 1, columns in characters; the end is
// the column behind the last character.
type Finding struct {
	Rule      Rule
	Severity  Severity
	Place     Place
	Message   string // a sentence without its full stop
	FailsWith string // what the runtime says, empty when it says nothing
	Help      string // what to write instead; empty when there is no advice

	from, to int // offsets
}

// Place is a part of the code. The zero Place is the code as a whole.
type Place struct {
	Line, Column, EndLine, EndColumn int
}

// Count returns the number of findings of a severity.
func (r *Report) Count(s Severity) (n int) {
	for i := range r.Findings {
		if r.Findings[i].Severity == s {
			n++
		}
	}
	return n
}

// Check reads the code of a function.
func Check(code []byte, runtime selvedge.Runtime) Report {
	c := &checker{
		source: string(code), catalogue: catalogues[runtime](), report: Report{Runtime: runtime, Bytes: len(code)},
	}
	c.whole(code)
	c.source = strings.ToValidUTF8(c.source, "\uFFFD")
	options := syntax.Options{RegExp: c.regExp, Module: c.isModule}
	tree, problems := syntax.Inspect(c.source, c.version(), options)
	later := c.later(options)
	for i := range problems {
		c.problem(&problems[i], later)
	}
	c.refusal(problems)
	if tree != nil {
		c.report.Complete = true
		c.handler(tree)
		checkUses(c, tree)
	}
	c.finish()
	return c.report
}

// checker makes one report.
type checker struct {
	source    string
	catalogue *catalogue
	report    Report
}

func (c *checker) first() bool { return c.report.Runtime == selvedge.Runtime1 }

func (c *checker) version() syntax.Version {
	if c.first() {
		return syntax.V1
	}
	return syntax.V2
}

func (c *checker) add(f Finding) { c.report.Findings = append(c.report.Findings, f) }

// rule returns one of the general rules.
func rule(id string) Rule {
	i := slices.IndexFunc(generalRules, func(r Rule) bool { return r.ID == id })
	return generalRules[i]
}

// nearlyFull is the percentage of the limit from which on the size is worth a note.
const nearlyFull = 90

// whole looks at the bytes.
func (c *checker) whole(code []byte) {
	const limit = selvedge.MaxFunctionCode
	f := Finding{Rule: rule(ruleSize), Severity: Note, Help: rule(ruleSize).Rewrite}
	percent := c.report.Percent()
	switch {
	case len(code) > limit:
		f.Severity = Error
		f.Message = fmt.Sprintf("the code has %s bytes, %s more than the limit of %s (%s %%)",
			thousands(len(code)), thousands(len(code)-limit), thousands(limit), percent)
		f.FailsWith = "FunctionSizeLimitExceeded when the function is created"
		c.add(f)
	case len(code)*100 >= limit*nearlyFull:
		f.Message = fmt.Sprintf("the code has %s of at most %s bytes (%s %%)", thousands(len(code)), thousands(limit), percent)
		c.add(f)
	}
	if utf8.Valid(code) {
		return
	}
	at := 0
	for at < len(code) {
		r, width := utf8.DecodeRune(code[at:])
		if r == utf8.RuneError && width == 1 {
			break
		}
		at += width
	}
	c.add(Finding{
		Rule: rule(ruleEncoding), Severity: Error, Help: rule(ruleEncoding).Rewrite, from: at, to: at + 1,
		Message: fmt.Sprintf("the byte %#02x at offset %d is not UTF-8", code[at], at),
	})
}

// Percent returns the size in percent of the limit, with one decimal.
func (r *Report) Percent() string {
	return strconv.FormatFloat(float64(r.Bytes)*100/selvedge.MaxFunctionCode, 'f', 1, 64)
}

// thousands returns n with commas.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// isModule reports whether a module exists.
func (c *checker) isModule(name string) bool { return c.catalogue.modules[name] != nil }

// regExp checks a regular expression literal.
func (c *checker) regExp(source, flags string) error {
	v := regex.V2
	if c.first() {
		v = regex.V1
	}
	f, ok := regex.ParseFlags(flags, v)
	if !ok {
		return nil // the parser says so
	}
	_, err := regex.Compile(source, f, v)
	return err
}

// noSuchModule begins the error about an import.
const noSuchModule = "Cannot find module "

// construct is a construct at an offset.
type construct struct {
	name string
	from int32
}

// later returns the constructs that the second version lacks, too, when the first is asked; nil otherwise.
func (c *checker) later(options syntax.Options) map[construct]bool {
	if !c.first() {
		return nil
	}
	_, problems := syntax.Inspect(c.source, syntax.V2, options)
	found := map[construct]bool{}
	for i := range problems {
		found[construct{problems[i].Construct, problems[i].From}] = true
	}
	return found
}

// problem makes a finding of what the parser refuses. later are the constructs that the other runtime refuses, when there
// is a later one.
func (c *checker) problem(p *syntax.Problem, later map[construct]bool) {
	f := Finding{Severity: Error, from: int(p.From), to: int(p.To)}
	known, ok := ruleOf(p.Construct)
	switch {
	case p.Message == "":
		f.Rule, f.Severity = rule(ruleMisread), Warning
		f.Message = fmt.Sprintf("the dots of a %s are read and ignored in %s", p.Construct, c.report.Runtime)
	case ok:
		f.Rule = known
		f.Message = c.lacks(p.Construct)
	case strings.HasPrefix(p.Message, noSuchModule):
		f.Rule = rule(ruleModule)
		name := strings.Trim(c.source[p.From:p.To], `'"`)
		f.Message, f.Help = c.noModule(name)
	default:
		f.Rule = rule(ruleSyntax)
		f.Message = c.refuses(&p.Error)
	}
	if p.Message != "" {
		f.FailsWith = p.Error.Error()
	}
	if f.Help == "" {
		f.Help = f.Rule.Rewrite
	}
	if ok && p.Message != "" && later != nil && !later[construct{p.Construct, p.From}] {
		f.Help = elsewhereToo(f.Help, selvedge.Runtime2)
	}
	c.add(f)
}

// refuses says why the version does not read the code.
func (c *checker) refuses(e *syntax.Error) string {
	return fmt.Sprintf("%s refuses this: %s", c.report.Runtime, strings.TrimSuffix(e.Message, " in "+strconv.Itoa(e.Line)))
}

// elsewhereToo adds to an advice that something exists in another runtime.
func elsewhereToo(help string, other selvedge.Runtime) string {
	if help == "" {
		return string(other) + " has it"
	}
	return help + " (" + string(other) + " has it)"
}

// lacks says that the version does not have a construct.
func (c *checker) lacks(construct string) string {
	verb := "is"
	switch {
	case construct == constructLet:
		verb = "are"
	case construct == constructAsync:
		construct, verb = "async functions", "are"
	}
	return fmt.Sprintf("%s %s not supported in %s", construct, verb, c.report.Runtime)
}

// noModule says that a module does not exist.
func (c *checker) noModule(name string) (message, help string) {
	message = fmt.Sprintf("there is no module %q in %s", name, c.report.Runtime)
	if other := c.other(); other.modules[name] != nil {
		return message, elsewhereToo("", other.runtime)
	}
	names := make([]string, 0, len(c.catalogue.modules)+1)
	for name := range c.catalogue.modules {
		names = append(names, name)
	}
	slices.Sort(names)
	return message, "the modules are " + strings.Join(names, ", ")
}

// other returns the catalogue of the other runtime.
func (c *checker) other() *catalogue {
	if c.first() {
		return catalogues[selvedge.Runtime2]()
	}
	return catalogues[selvedge.Runtime1]()
}

// refusal compiles the code as CloudFront would, and adds the error when the problems do not have it.
func (c *checker) refusal(problems []syntax.Problem) {
	if slices.ContainsFunc(problems, func(p syntax.Problem) bool { return p.Message != "" }) {
		return
	}
	e := cff.Refusal(c.source, c.report.Runtime)
	if e == nil || strings.HasPrefix(e.Message, noSuchModule) {
		return // isModule decides about modules
	}
	at := int(e.Pos.Offset)
	if e.Pos.Line == 0 && e.Line > 0 {
		at = lineStart(c.source, e.Line)
	}
	c.add(Finding{
		Rule: rule(ruleSyntax), Severity: Error, Message: c.refuses(e), FailsWith: e.Error(),
		from: at, to: at + 1,
	})
}

// lineStart returns the offset of a line.
func lineStart(source string, line int) int {
	at := 0
	for ; line > 1; line-- {
		i := strings.IndexByte(source[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
	}
	return at
}

// handler looks for the function that is called. A connection function has another name.
func (c *checker) handler(tree *syntax.Program) {
	for _, d := range tree.Scope.Decls {
		if d.Kind != syntax.DeclImport && (d.Name == "handler" || d.Name == "connectionHandler") {
			return
		}
	}
	c.add(Finding{
		Rule: rule(ruleHandler), Severity: Error, Help: rule(ruleHandler).Rewrite,
		Message: "there is no function handler at the top level, which is what the runtime calls",
	})
}

// finish brings the findings into the order of the source, and gives them their places.
func (c *checker) finish() {
	slices.SortStableFunc(c.report.Findings, func(a, b Finding) int { return cmp.Compare(a.from, b.from) })
	at := cursor{source: c.source, line: 1, column: 1}
	for i := range c.report.Findings {
		f := &c.report.Findings[i]
		if f.to == 0 {
			continue // the code as a whole
		}
		at.advance(f.from)
		f.Place.Line, f.Place.Column = at.line, at.column
		end := at
		end.advance(f.to)
		f.Place.EndLine, f.Place.EndColumn = end.line, end.column
	}
}

// cursor is a place in a source that moves forward.
type cursor struct {
	source       string
	offset       int
	line, column int
}

func (p *cursor) advance(to int) {
	for to = min(to, len(p.source)); p.offset < to; {
		r, width := utf8.DecodeRuneInString(p.source[p.offset:])
		p.offset += width
		p.column++
		if r == '\n' {
			p.line, p.column = p.line+1, 1
		}
	}
}
