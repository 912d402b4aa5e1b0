// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"selvedge/internal/bundle/lower"
)

// wrapperName is the name of the generated entry.
const wrapperName = "selvedge:entry"

// entryPoint says how the entry offers its handler.
type entryPoint struct {
	export  string   // "handler" or "default"
	common  bool     // it is a CommonJS module
	appends bool     // the handler is not exported: the file is read with an export at its end
	exports []string // what it exports
}

// wrapper is the source of the generated entry.
func (e entryPoint) wrapper(entry string) string {
	path, err := json.Marshal("./" + filepath.Base(entry)) // found from the folder of the entry
	if err != nil {
		panic("BUG: a path is not JSON: " + err.Error())
	}
	switch {
	case e.common:
		return fmt.Sprintf("import * as m from %s; %s(m.handler || m.default);", path, lower.HandlerMark)
	case e.export == "default":
		return fmt.Sprintf("import h from %s; %s(h);", path, lower.HandlerMark)
	default:
		return fmt.Sprintf("import { handler } from %s; %s(handler);", path, lower.HandlerMark)
	}
}

// appended is what the entry is read with when it does not export its handler.
const appended = "\nexport { handler };\n"

// metafile is what is used of esbuild's metafile.
type metafile struct {
	Inputs map[string]struct {
		Format string `json:"format"`
	} `json:"inputs"`
	Outputs map[string]struct {
		Exports    []string `json:"exports"`
		EntryPoint string   `json:"entryPoint"`
		Inputs     map[string]struct {
			BytesInOutput int `json:"bytesInOutput"`
		} `json:"inputs"`
	} `json:"outputs"`
}

// inspect runs step 1.
func (b *build) inspect() (entryPoint, error) {
	var how entryPoint
	o := b.options()
	o.EntryPoints = []string{b.entry}
	o.Format = api.FormatESModule
	o.Plugins = []api.Plugin{b.plugin(how)}
	r := api.Build(o)
	if len(r.Errors) > 0 {
		return how, b.buildError(r.Errors, how)
	}
	var meta metafile
	if err := json.Unmarshal([]byte(r.Metafile), &meta); err != nil {
		return how, fmt.Errorf("esbuild's metafile: %w", err)
	}
	for _, out := range meta.Outputs {
		if out.EntryPoint == "" {
			continue
		}
		how.exports = out.Exports
		how.common = meta.Inputs[out.EntryPoint].Format == "cjs"
	}
	switch {
	case slices.Contains(how.exports, "handler"):
		how.export = "handler"
	case how.common:
	case slices.Contains(how.exports, "default"):
		how.export = "default"
	default:
		how.export, how.appends = "handler", true
	}
	return how, nil
}

// inputs notes which files are part of the bundle.
func (b *build) inputs(text string) error {
	var meta metafile
	if err := json.Unmarshal([]byte(text), &meta); err != nil {
		return fmt.Errorf("esbuild's metafile: %w", err)
	}
	for _, out := range meta.Outputs {
		for _, path := range slices.Sorted(maps.Keys(out.Inputs)) {
			if n := out.Inputs[path].BytesInOutput; n > 0 && path != wrapperName && !strings.HasPrefix(path, runtimeSpace+":") {
				b.result.Inputs = append(b.result.Inputs, Input{Path: filepath.ToSlash(path), Bytes: n})
			}
		}
	}
	slices.SortStableFunc(b.result.Inputs, func(x, y Input) int { return y.Bytes - x.Bytes })
	return nil
}
