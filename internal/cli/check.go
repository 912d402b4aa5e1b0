// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"selvedge"
	"selvedge/internal/jscheck"
)

// The output formats of check.
const (
	formatText  = "text"
	formatJSON  = "json"
	formatSARIF = "sarif"
)

func newCheckCommand() *cobra.Command {
	var runtime, format string
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Find what a runtime does not support in functions",
		Long: "Reads functions and reports what their runtime does not do: syntax that it cannot read, built-ins and modules\n" +
			"that do not exist, a missing handler, code that is too large. Nothing is run. Each finding has its place, what\n" +
			"the runtime would say, and what to write instead.\n\n" +
			"A FILE may be - for standard input. The exit code is 1 when there are errors; warnings and notes leave it at 0.",
		Example: "  selvedge check rewrite.js\n" +
			"  selvedge check --runtime all functions/*.js\n" +
			"  selvedge check --format sarif rewrite.js > check.sarif",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("a FILE with a function is needed")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return runCheck(cmd, args, runtime, format) },
	}
	cmd.Flags().StringVar(&runtime, "runtime", string(selvedge.Runtime2),
		"runtime of the functions: cloudfront-js-1.0, cloudfront-js-2.0 or all")
	cmd.Flags().StringVar(&format, "format", formatText, "output format: text, json or sarif")
	return cmd
}

func runCheck(cmd *cobra.Command, names []string, runtime, format string) error {
	runtimes := []selvedge.Runtime{selvedge.Runtime(runtime)}
	switch {
	case runtime == "all":
		runtimes = []selvedge.Runtime{selvedge.Runtime1, selvedge.Runtime2}
	case runtimes[0] != selvedge.Runtime1 && runtimes[0] != selvedge.Runtime2:
		return usageError{fmt.Errorf("the runtime %q is not one of %s, %s and all", runtime, selvedge.Runtime1, selvedge.Runtime2)}
	}
	if format != formatText && format != formatJSON && format != formatSARIF {
		return usageError{fmt.Errorf("the format %q is not one of %s, %s and %s", format, formatText, formatJSON, formatSARIF)}
	}
	var files []jscheck.File
	failed := false
	for _, name := range names {
		code, err := readInput(cmd.InOrStdin(), name)
		if err != nil {
			return err
		}
		file := jscheck.File{Name: name, Code: code}
		for _, r := range runtimes {
			file.Reports = append(file.Reports, jscheck.Check(code, r))
		}
		failed = failed || file.Failed()
		files = append(files, file)
	}
	var err error
	switch format {
	case formatText:
		err = jscheck.WriteText(cmd.OutOrStdout(), files)
	case formatJSON:
		err = jscheck.WriteJSON(cmd.OutOrStdout(), files)
	default:
		err = jscheck.WriteSARIF(cmd.OutOrStdout(), files, Version())
	}
	if err == nil && failed {
		err = errQuiet
	}
	return err
}
