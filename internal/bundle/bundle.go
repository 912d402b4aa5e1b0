// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle

import (
	"encoding/base64"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"selvedge"
	"selvedge/internal/bundle/lower"
	"selvedge/internal/bundle/sourcemap"
)

// Options say what to bundle, and how.
type Options struct {
	Entry   string // file with the handler
	Runtime selvedge.Runtime
	Minify  bool
	Define  map[string]string // expressions for names
	// External are modules that stay outside. The runtime does not have them: code that asks for one throws.
	External []string

	// Dir is the working folder: relative paths begin there, and problems name files from there.
	Dir string
	// Root is the folder that files must be in; "" is the one of the project, see ProjectRoot.
	Root string
	// Output is the file that the caller writes, "" if none. Sources in the map are named from its folder.
	Output string
}

// Result is a function file.
type Result struct {
	Code     []byte
	Map      []byte // source map
	Warnings []Problem
	Inputs   []Input // the largest first
}

// Input is a file that is part of the result.
type Input struct {
	Path  string // from the working folder
	Bytes int    // its part of the bundle, before the last minification
}

// Build makes a function file. What the author can do something about is an *Error.
func Build(o Options) (*Result, error) {
	b, err := newBuild(o)
	if err != nil {
		return nil, err
	}
	how, err := b.inspect()
	if err != nil {
		return nil, err
	}
	if err := b.bundle(how); err != nil {
		return nil, err
	}
	lowered, err := lower.Program(b.code, lower.Options{Runtime: o.Runtime, Short: o.Minify})
	if err != nil {
		return nil, b.lowerError(err)
	}
	if err := b.finish(lowered); err != nil {
		return nil, err
	}
	if err := b.check(lowered); err != nil {
		return nil, err
	}
	return &b.result, nil
}

// build is one run of Build.
type build struct {
	o      Options
	entry  string // absolute path
	output string // absolute path
	reader reader

	code   string         // of step 2
	lines  *lines         // of code
	source *sourcemap.Map // of code
	result Result
}

func newBuild(o Options) (*build, error) {
	var err error
	if o.Dir, err = realPath(o.Dir); err != nil {
		return nil, fmt.Errorf("working folder: %w", err)
	}
	b := &build{o: o, entry: absolute(o.Dir, o.Entry)}
	if b.entry, err = realPath(b.entry); err != nil {
		return nil, fmt.Errorf("entry: %w", err)
	}
	b.output = absolute(o.Dir, o.Output)
	if o.Output == "" {
		b.output = filepath.Join(o.Dir, "function.js")
	}
	root := absolute(o.Dir, o.Root)
	if o.Root == "" {
		root = ProjectRoot(o.Dir, b.entry)
	}
	if b.reader.root, err = realPath(root); err != nil {
		return nil, fmt.Errorf("root: %w", err)
	}
	if err := b.checkDefines(); err != nil {
		return nil, err
	}
	return b, nil
}

func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(path)
}

// options are what both runs of esbuild over the sources have in common.
func (b *build) options() api.BuildOptions {
	defines := map[string]string{"process.env.NODE_ENV": `"production"`}
	for name, value := range b.o.Define {
		defines[name] = value
	}
	return api.BuildOptions{
		AbsWorkingDir: b.o.Dir,
		Outfile:       b.output,
		Bundle:        true,
		Metafile:      true,
		LogLevel:      api.LogLevelSilent,
		LogLimit:      maxProblems,
		LogOverride:   map[string]api.LogLevel{"bigint": api.LogLevelError, "empty-import-meta": api.LogLevelError},
		Charset:       api.CharsetUTF8,
		LegalComments: api.LegalCommentsNone,
		Target:        api.ESNext,
		Supported:     lowered(),
		TreeShaking:   api.TreeShakingTrue,
		MinifySyntax:  b.o.Minify,
		Platform:      api.PlatformNeutral,
		MainFields:    []string{"module", "main"},
		Conditions:    []string{"module"},
		External:      b.o.External,
		Define:        defines,
		Loader:        map[string]api.Loader{".txt": api.LoaderText},
	}
}

// lowered are the constructs that esbuild shall express otherwise. What it cannot lower, or lowers with what the
// runtimes do not have, such as generators and WeakMap, is left to package lower.
func lowered() map[string]bool {
	no := map[string]bool{}
	for _, name := range []string{
		"bigint", "decorators", "for-await", "hashbang", "import-meta", "logical-assignment", "optional-catch-binding",
		"optional-chain", "top-level-await", "using",
	} {
		no[name] = false
	}
	return no
}

// bundle runs step 2.
func (b *build) bundle(how entryPoint) error {
	o := b.options()
	o.Stdin = &api.StdinOptions{
		Contents: how.wrapper(b.entry), ResolveDir: filepath.Dir(b.entry), Sourcefile: wrapperName, Loader: api.LoaderJS,
	}
	o.Format = api.FormatCommonJS
	o.Sourcemap = api.SourceMapExternal
	o.SourcesContent = api.SourcesContentInclude
	o.Plugins = []api.Plugin{b.plugin(how)}
	r := api.Build(o)
	if len(r.Errors) > 0 {
		return b.buildError(r.Errors, how)
	}
	b.result.Warnings = append(b.result.Warnings, b.problems(r.Warnings)...)
	for _, f := range r.OutputFiles {
		if strings.HasSuffix(f.Path, ".map") {
			m, err := sourcemap.Parse(f.Contents)
			if err != nil {
				return err
			}
			b.source = m
			continue
		}
		b.code = string(f.Contents)
	}
	if b.source == nil {
		return errors.New("BUG: esbuild made no source map")
	}
	b.lines = newLines(b.code)
	return b.inputs(r.Metafile)
}

// finish runs step 4, or puts the parts together.
func (b *build) finish(p *lower.Result) error {
	mapped := b.encode(p)
	if !b.o.Minify {
		b.result.Code, b.result.Map = []byte(p.Head+p.Code), mapped
		return nil
	}
	comment := "//# sourceMappingURL=data:application/json;base64," + base64.StdEncoding.EncodeToString(mapped)
	r := api.Transform(p.Code+comment, api.TransformOptions{
		LogLevel:          api.LogLevelSilent,
		Target:            api.ESNext,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		Sourcemap:         api.SourceMapExternal,
		Sourcefile:        "lowered.js",
		Banner:            strings.TrimSuffix(p.Head, "\n"),
	})
	if len(r.Errors) > 0 {
		return fmt.Errorf("BUG: the lowered program cannot be minified: %s at %+v", r.Errors[0].Text, r.Errors[0].Location)
	}
	b.result.Code, b.result.Map = r.Code, r.Map
	return nil
}

// encode makes the source map of a lowered program without its head when it is minified, else with it.
func (b *build) encode(p *lower.Result) []byte {
	shift := 0
	if !b.o.Minify {
		shift = strings.Count(p.Head, "\n")
	}
	out := newLines(p.Code)
	var list []sourcemap.Mapping
	for _, m := range p.Mappings {
		place, ok := b.find(m.Offset)
		if !ok {
			continue
		}
		list = append(list, sourcemap.Mapping{
			Line: m.Line + shift, Column: out.units(m.Line, m.Column), Place: place,
		})
	}
	return sourcemap.Encode(b.source.Sources, b.source.Contents, list)
}

// find returns the source of an offset in the bundle.
func (b *build) find(offset int) (sourcemap.Place, bool) {
	if offset < 0 {
		return sourcemap.Place{}, false
	}
	line, column := b.lines.position(offset)
	return b.source.Find(line, b.lines.units(line, column))
}
