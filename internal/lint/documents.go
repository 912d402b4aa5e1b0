// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"
)

const (
	architecture         = "docs/ARCHITECTURE.md"
	maxDocLines          = 60
	maxArchitectureLines = 300
)

func checkPackageDoc(m *Module, report reporter) {
	for _, p := range m.packages {
		if !p.nested {
			checkDocOf(p, report)
		}
	}
}

// checkDocOf wants doc.go with the only package comment. A command may have it in main.go, a package of tests alone
// anywhere.
func checkDocOf(p *pkg, report reporter) {
	var commented []*file
	tests := true
	for _, f := range p.files {
		if f.ast != nil && f.ast.Doc != nil {
			commented = append(commented, f)
		}
		tests = tests && strings.HasSuffix(f.path, "_test.go")
	}
	if len(commented) == 0 {
		report(place{path: p.dir}, "the package has no package comment")
		return
	}
	for _, f := range commented[1:] {
		report(place{path: f.path}, "a second package comment beside that of %s", commented[0].path)
	}
	doc := commented[0]
	switch name := path.Base(doc.path); {
	case name == "doc.go" && doc.lines > maxDocLines:
		report(place{path: doc.path}, "doc.go has %d lines (limit %d)", doc.lines, maxDocLines)
	case name != "doc.go" && !tests && (name != "main.go" || doc.ast.Name.Name != "main"):
		report(place{path: p.dir}, "the package comment is in %s, not in doc.go", name)
	}
}

var (
	codeMapHeading = regexp.MustCompile(`(?mi)^#+.*\bcode map\b.*$`)
	anyHeading     = regexp.MustCompile(`(?m)^#+ `)
)

// checkCodeMap wants every package in the code map. It is silent until the document exists.
func checkCodeMap(m *Module, report reporter) {
	i := slices.IndexFunc(m.texts, func(t text) bool { return t.path == architecture })
	if i < 0 {
		return
	}
	content := string(m.texts[i].content)
	if n := strings.Count(content, "\n"); n > maxArchitectureLines {
		report(place{path: architecture}, "the document has %d lines (limit %d)", n, maxArchitectureLines)
	}
	at := codeMapHeading.FindStringIndex(content)
	if at == nil {
		report(place{path: architecture}, "no section \"Code map\"")
		return
	}
	section := content[at[1]:]
	if next := anyHeading.FindStringIndex(section); next != nil {
		section = section[:next[0]]
	}
	for _, p := range m.packages {
		if !p.nested && p.dir != "." && !mentions(section, p.dir) {
			report(place{path: architecture, symbol: p.dir}, "the package %s is not in the code map", p.dir)
		}
	}
}

// mentions says whether text names the folder itself, not only one inside or above it.
func mentions(text, dir string) bool {
	const border = `[^A-Za-z0-9_/-]`
	return regexp.MustCompile(`(?:^|` + border + `)` + regexp.QuoteMeta(dir) + `/?(?:$|` + border + `)`).MatchString(text)
}

var copyrightLine = regexp.MustCompile(`^// Copyright 20\d\d The Selvedge Authors$`)

const licenceLine = "// SPDX-License-Identifier: Apache-2.0"

// checkHeader wants the two lines in every Go file, those of nested modules too.
func checkHeader(m *Module, report reporter) {
	for _, t := range m.texts {
		if path.Ext(t.path) != ".go" || hidden(t.path) {
			continue
		}
		first, rest, _ := strings.Cut(string(t.content), "\n")
		second, _, _ := strings.Cut(rest, "\n")
		switch {
		case !copyrightLine.MatchString(first):
			report(place{path: t.path, line: 1}, "line 1 is not \"// Copyright <year> The Selvedge Authors\"")
		case second != licenceLine:
			report(place{path: t.path, line: 2}, "line 2 is not %q", licenceLine)
		}
	}
}

var openNote = regexp.MustCompile(`\b(TODO|FIXME)\b(\(#\d+\):)?`)

// checkOpenNotes reads comments of all Go files.
func checkOpenNotes(m *Module, report reporter) {
	for _, p := range m.packages {
		for _, f := range p.files {
			if f.ast != nil {
				m.checkNotesOf(f.ast, report)
			}
		}
	}
}

func (m *Module) checkNotesOf(f *ast.File, report reporter) {
	for _, group := range f.Comments {
		for _, c := range group.List {
			for _, note := range openNote.FindAllStringSubmatch(c.Text, -1) {
				if note[2] == "" {
					report(m.at(c.Pos(), ""), "%s without the number of an issue", note[1])
				}
			}
		}
	}
}

// machinePath finds folders of a developer's or a build machine. Of home folders it wants a user and a file, so
// that a URL path is not taken for one.
var machinePath = regexp.MustCompile(`(?:^|[^A-Za-z0-9_.~])(` +
	`/(?:root|work)/[A-Za-z.][^\s"'\x60)]*|` +
	`/(?:home|Users)/[a-z][a-z0-9_-]*/[^\s"'\x60)]+)`)

// checkMachinePaths reads every text file.
func checkMachinePaths(m *Module, report reporter) {
	for _, t := range m.texts {
		line := 0
		for content := range strings.Lines(string(t.content)) {
			line++
			if found := machinePath.FindStringSubmatch(content); found != nil {
				report(place{path: t.path, line: line}, "the path %s", found[1])
			}
		}
	}
}
