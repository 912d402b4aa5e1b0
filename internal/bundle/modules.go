// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"selvedge"
	"selvedge/internal/bundle/lower"
)

// Limits of what is read. A function file has at most 10 KiB; what becomes one is not larger by orders of magnitude.
const (
	MaxFile    = 1 << 20  // bytes of a file
	MaxFiles   = 2000     // files
	MaxTotal   = 16 << 20 // bytes of all files
	MaxNesting = 1000     // brackets inside one another
)

// runtimeSpace is esbuild's namespace of the modules of the runtime.
const runtimeSpace = "selvedge-runtime"

// runtimeMembers are the modules of the runtime with their members, which can be imported by name.
// Source: helpers.md, runtime.md section 8.
var runtimeMembers = map[string][]string{
	"cloudfront": {"kvs", "updateRequestOrigin", "selectRequestOriginById", "createRequestOriginGroup", "logCustomData",
		"edgeLocation", "distributionTenant", "cwt", "mtls"},
	"crypto":      {"createHash", "createHmac"},
	"querystring": {"parse", "stringify", "escape", "unescape", "encode", "decode"},
}

// moduleSource is the source that stands for a module of the runtime.
func moduleSource(name string) string {
	if name == "buffer" {
		return "const b = globalThis.Buffer; export { b as Buffer, b as default };"
	}
	var s strings.Builder
	module := lower.ModuleMark + name
	fmt.Fprintf(&s, "export default %s;\n", module)
	for _, member := range runtimeMembers[name] {
		fmt.Fprintf(&s, "export var %[1]s = %[2]s.%[1]s;\n", member, module)
	}
	return s.String()
}

// plugin resolves the modules of the runtime, and reads files within the limits.
func (b *build) plugin(how entryPoint) api.Plugin {
	b.reader.begin()
	return api.Plugin{Name: "selvedge", Setup: func(p api.PluginBuild) {
		p.OnResolve(api.OnResolveOptions{Filter: `^(node:)?(cloudfront|crypto|querystring|buffer)$`}, b.resolve)
		p.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: runtimeSpace}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			source := moduleSource(a.Path)
			return api.OnLoadResult{Contents: &source, Loader: api.LoaderJS}, nil
		})
		p.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: "file"}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			source, err := b.reader.read(a.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			if how.appends && a.Path == b.entry {
				source += appended
			}
			return api.OnLoadResult{Contents: &source, Loader: api.LoaderDefault}, nil
		})
	}}
}

// resolve resolves a module of the runtime.
func (b *build) resolve(a api.OnResolveArgs) (api.OnResolveResult, error) {
	name := strings.TrimPrefix(a.Path, "node:")
	first := b.o.Runtime == selvedge.Runtime1
	switch {
	case name == "cloudfront" && first:
		return api.OnResolveResult{}, fmt.Errorf(
			"the module cloudfront is not available in %s; use --runtime %s", selvedge.Runtime1, selvedge.Runtime2)
	case name == "buffer" && first:
		return api.OnResolveResult{}, nil // a package of that name may be there
	case a.Kind == api.ResolveJSRequireCall && name != "buffer":
		return api.OnResolveResult{Path: name, External: true}, nil
	}
	return api.OnResolveResult{Path: name, Namespace: runtimeSpace, SideEffects: api.SideEffectsFalse}, nil
}

// reader reads files within the limits. It is used by several goroutines of esbuild.
type reader struct {
	root string

	mu    sync.Mutex
	files int
	bytes int
}

func (r *reader) begin() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.files, r.bytes = 0, 0
}

func (r *reader) read(path string) (string, error) {
	if !within(r.root, path) {
		return "", fmt.Errorf("the file is outside of the root folder %s; name a wider one with --root", r.root)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close() // read only
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	switch {
	case err != nil:
		return "", err
	case len(data) > MaxFile:
		return "", fmt.Errorf("the file has more than %d bytes", MaxFile)
	case nesting(data) > MaxNesting:
		return "", fmt.Errorf("brackets are nested more than %d deep", MaxNesting)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.files++
	r.bytes += len(data)
	switch {
	case r.files > MaxFiles:
		return "", fmt.Errorf("the bundle has more than %d files", MaxFiles)
	case r.bytes > MaxTotal:
		return "", fmt.Errorf("the files of the bundle have more than %d bytes", MaxTotal)
	}
	return string(data), nil
}

// nesting bounds how deep brackets are nested in a source. It does not know strings and comments, in which brackets are
// seldom out of balance.
func nesting(source []byte) int {
	depth, most := 0, 0
	for _, c := range source {
		switch c {
		case '(', '[', '{':
			depth++
			most = max(most, depth)
		case ')', ']', '}':
			depth = max(0, depth-1)
		}
	}
	return most
}

func within(root, path string) bool {
	rel, err := filepath.Rel(root, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// ProjectRoot returns the folder of the project that the working folder is in: the outermost one above that has a .git or a
// package.json. It is the working folder itself when there is none, or the folder of the entry when that is elsewhere.
func ProjectRoot(dir, entry string) string {
	if !within(dir, entry) {
		dir = filepath.Dir(entry)
	}
	root := dir
	for d := dir; ; d = filepath.Dir(d) {
		for _, sign := range []string{".git", "package.json"} {
			if _, err := os.Lstat(filepath.Join(d, sign)); err == nil {
				root = d
			}
		}
		if d == filepath.Dir(d) {
			return root
		}
	}
}

// checkDefines refuses what esbuild would not understand, in the words of the command line.
func (b *build) checkDefines() error {
	for name, value := range b.o.Define {
		if name == "" || value == "" {
			return errors.New("--define needs NAME=VALUE, and VALUE must be an expression: a JSON value or a name")
		}
	}
	return nil
}
