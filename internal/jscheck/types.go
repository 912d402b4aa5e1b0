// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package jscheck

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"

	"selvedge"
)

var (
	//go:embed types_core.d.ts
	typesCore string
	//go:embed types_event.d.ts
	typesEvent string
	//go:embed types_cloudfront.d.ts
	typesCloudFront string
)

// rawQueryStringType is a member of requests in the second version.
const rawQueryStringType = `        /** The query string as the viewer sent it, without "?"; undefined when there was no "?". */
        rawQueryString(): string | undefined;
`

// Types returns the declaration file of a runtime, for the TypeScript compiler and for editors.
func Types(runtime selvedge.Runtime) string {
	w := &typesWriter{catalogue: catalogues[runtime](), mark: "2.0"}
	event := strings.Replace(typesEvent, "RAWQUERYSTRING", rawQueryStringType, 1)
	if runtime == selvedge.Runtime1 {
		w.mark = "1.0"
		event = strings.Replace(typesEvent, "RAWQUERYSTRING", "", 1)
	}
	fmt.Fprintf(&w.out, `// What functions of %s find: made by "selvedge types". Do not edit.
//
// In tsconfig.json or jsconfig.json set "noLib": true, "types": [], "target": "es2020", "module": "es2020" and
// "esModuleInterop": true, and include this file. It says which built-ins exist; which syntax does, "selvedge check" tells.
`, runtime)
	for _, s := range typeSections() {
		w.section(s)
	}
	w.rest()
	w.out.WriteString(event)
	if runtime == selvedge.Runtime2 {
		w.out.WriteString(typesCloudFront)
	}
	return w.out.String()
}

// typeSection is a part of types_core.d.ts.
type typeSection struct {
	path  string
	lines []string
}

func typeSections() (list []typeSection) {
	for _, part := range strings.Split(typesCore, "\n@ ")[1:] {
		lines := strings.Split(strings.TrimRight(part, "\n"), "\n")
		list = append(list, typeSection{path: lines[0], lines: lines[1:]})
	}
	return list
}

type typesWriter struct {
	out       strings.Builder
	catalogue *catalogue
	mark      string          // of the text for this runtime
	declared  map[string]bool // globals
}

// find returns the object of a path, nil when the runtime has none.
func (w *typesWriter) find(path string) *object {
	path, parent := strings.CutSuffix(path, "^")
	o := w.catalogue.modules[path]
	if o == nil {
		o = w.catalogue.global
		if path != "global" {
			for part := range strings.SplitSeq(path, ".") {
				m := o.own(part)
				if m == nil || m.object == nil {
					return nil
				}
				o = m.object
			}
		}
	}
	if parent {
		return o.proto
	}
	return o
}

// declaredName finds the name that a line declares: of a member, or of a global.
var (
	memberName = regexp.MustCompile(`^    (?:readonly )?([A-Za-z_$][\w$]*)\??[(<:]`)
	globalName = regexp.MustCompile(`^declare (?:var|function) ([A-Za-z_$][\w$]*)`)
)

// lineName returns the name that a line of a section declares.
func lineName(line string) string {
	for _, pattern := range []*regexp.Regexp{memberName, globalName} {
		if m := pattern.FindStringSubmatch(line); m != nil && m[1] != "new" {
			return m[1]
		}
	}
	return ""
}

func (w *typesWriter) section(s typeSection) {
	if s.path == "all" || s.path == w.mark {
		w.copy(s.lines)
		return
	}
	o := w.find(s.path)
	if o == nil {
		return
	}
	has := map[string]bool{}
	var comment []string
	for _, line := range s.lines {
		trimmed := strings.TrimSpace(line)
		if strings.HasPrefix(trimmed, "/**") {
			comment = append(comment, line)
			continue
		}
		name := lineName(line)
		if name != "" && !strings.HasPrefix(line, "declare var "+s.path) {
			if has[name] = true; o.own(name) == nil && !everywhere(o, name) {
				comment = nil
				continue
			}
		}
		if line == "}" {
			w.missing(o, has)
		}
		w.copy(append(comment, line))
		comment = nil
	}
	if s.path == "global" {
		w.declared = has
	}
}

// everywhere reports members that objects have without a row in a table: those that the engine makes for each instance.
func everywhere(o *object, name string) bool {
	switch o.path {
	case "RegExp.prototype":
		return name == "lastIndex"
	case "Function.prototype":
		return name == "prototype" || name == "toString"
	case "Object.prototype":
		return name == "constructor"
	}
	return false
}

func (w *typesWriter) copy(lines []string) {
	for _, line := range lines {
		w.out.WriteString(line)
		w.out.WriteByte('\n')
	}
}

// implied are members that every function or prototype has.
var implied = map[string]bool{
	"constructor": true, "__proto__": true, "prototype": true, "name": true, "length": true, "caller": true, "arguments": true,
}

// missing declares the members of an object that its section does not have.
func (w *typesWriter) missing(o *object, has map[string]bool) {
	for _, m := range o.members {
		if !has[m.name] && !implied[m.name] {
			fmt.Fprintf(&w.out, "    %s;\n", m.declaration())
		}
	}
}

// declaration declares a member of which only the table knows.
func (m *member) declaration() string {
	switch m.kind {
	case memberMethod:
		return m.name + "(...args: any[]): any"
	case memberAccessor:
		if m.writable {
			return m.name + ": any"
		}
		return "readonly " + m.name + ": any"
	case memberObject:
		return "readonly " + m.name + ": any"
	}
	switch {
	case m.value.IsNumber():
		return "readonly " + m.name + ": number"
	case m.value.IsString():
		return "readonly " + m.name + ": string"
	case m.value.IsBool():
		return "readonly " + m.name + ": boolean"
	default:
		return "readonly " + m.name + ": any"
	}
}

// rest declares the globals that have no section: errors, and what a runtime has got since the sections were written.
func (w *typesWriter) rest() {
	text := w.out.String()
	for _, m := range w.catalogue.global.members {
		switch {
		case m.name == "undefined" || m.name == "globalThis" || w.declared[m.name]:
		case strings.Contains(text, "\ndeclare var "+m.name+":"):
		case m.kind == memberObject && isError(m.object):
			fmt.Fprintf(&w.out, "interface %s extends Error {}\n", m.name)
			fmt.Fprintf(&w.out, "declare var %s: { new (message?: %s): %s; (message?: %s): %s; readonly prototype: %s };\n",
				m.name, errorArgument(m.name), m.name, errorArgument(m.name), m.name, m.name)
		case m.kind == memberMethod:
			fmt.Fprintf(&w.out, "declare function %s(...args: any[]): any;\n", m.name)
		default:
			fmt.Fprintf(&w.out, "declare var %s: any;\n", m.name)
		}
	}
}

// errorArgument is the type of the first argument of an error constructor.
func errorArgument(name string) string {
	if name == "AggregateError" {
		return "any"
	}
	return "string"
}

// isError reports whether a constructor makes errors.
func isError(o *object) bool {
	p := o.prototype()
	return p != nil && p.find("message") != nil
}
