// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"selvedge"
	"selvedge/internal/bundle"
)

// bundleFlags are the flags of the bundle command.
type bundleFlags struct {
	output, runtime, root string
	minify, sourceMap     bool
	define, external      []string
}

func newBundleCommand() *cobra.Command {
	var f bundleFlags
	cmd := &cobra.Command{
		Use:   "bundle ENTRY",
		Short: "Make one function file of TypeScript or modular JavaScript",
		Long: "Bundles the module ENTRY and what it imports, from files and from node_modules, into one function file in the\n" +
			"language of the runtime. What the runtime lacks is written otherwise: classes, destructuring, spread, for-of,\n" +
			"default parameters, optional chaining, await in arguments; for cloudfront-js-1.0 also let and const. What cannot\n" +
			"be is an error with its place. Unused code is left out.\n\n" +
			"ENTRY exports a function named handler, or a default export, or has a function handler at its top level. It may\n" +
			"import cloudfront, crypto and querystring.\n\n" +
			"The file goes to standard output or to --output. When it is larger than a function may be, the parts and their\n" +
			"sizes are listed, and the exit code is 1.",
		Example: "  selvedge bundle src/index.ts -o dist/function.js\n" +
			"  selvedge bundle src/index.js --runtime cloudfront-js-1.0 --minify=false\n" +
			"  selvedge bundle src/index.ts --define STAGE='\"beta\"' | aws cloudfront update-function …",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("one ENTRY is needed, %d were given", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return runBundle(cmd, args[0], f) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.output, "output", "o", "", "file to write (default: standard output)")
	flags.StringVar(&f.runtime, "runtime", string(selvedge.Runtime2), "runtime: cloudfront-js-1.0 or cloudfront-js-2.0")
	flags.BoolVar(&f.minify, "minify", true, "make the file as small as possible")
	flags.BoolVar(&f.sourceMap, "sourcemap", false, "write a source map beside the output file, with .map behind its name")
	flags.StringArrayVar(&f.define, "define", nil, "NAME=EXPRESSION: put a JSON value or a name in place of a name; may be repeated")
	flags.StringArrayVar(&f.external, "external", nil, "module to leave out: code that needs it throws; may be repeated")
	flags.StringVar(&f.root, "root", "", "folder that all files must be in (default: the one of the project)")
	return cmd
}

func runBundle(cmd *cobra.Command, entry string, f bundleFlags) error {
	runtime := selvedge.Runtime(f.runtime)
	switch {
	case runtime != selvedge.Runtime1 && runtime != selvedge.Runtime2:
		return usageError{fmt.Errorf("the runtime %q is not one of %s and %s", runtime, selvedge.Runtime1, selvedge.Runtime2)}
	case f.sourceMap && f.output == "":
		return usageError{errors.New("--sourcemap needs --output")}
	}
	defines := map[string]string{}
	for _, d := range f.define {
		name, value, ok := strings.Cut(d, "=")
		if !ok || name == "" || value == "" {
			return usageError{fmt.Errorf("--define %q is not NAME=EXPRESSION", d)}
		}
		defines[name] = value
	}
	result, err := bundle.Build(bundle.Options{
		Entry: entry, Runtime: runtime, Minify: f.minify, Define: defines, External: f.external,
		Dir: ".", Root: f.root, Output: f.output,
	})
	if refused, ok := errors.AsType[*bundle.Error](err); ok {
		for _, p := range refused.Problems {
			fmt.Fprint(cmd.ErrOrStderr(), p.String("error"))
		}
		return errQuiet
	}
	if err != nil {
		return err
	}
	for _, p := range result.Warnings {
		fmt.Fprint(cmd.ErrOrStderr(), p.String("warning"))
	}
	if err := writeBundle(cmd.OutOrStdout(), f, result); err != nil {
		return err
	}
	if len(result.Code) > selvedge.MaxFunctionCode {
		fmt.Fprint(cmd.ErrOrStderr(), result.SizeReport())
		return errQuiet
	}
	return nil
}

func writeBundle(stdout io.Writer, f bundleFlags, result *bundle.Result) error {
	if f.output == "" {
		_, err := stdout.Write(result.Code)
		return err
	}
	if err := os.WriteFile(f.output, result.Code, 0o666); err != nil {
		return err
	}
	if f.sourceMap {
		return os.WriteFile(f.output+".map", result.Map, 0o666)
	}
	return nil
}
