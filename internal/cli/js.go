// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"bufio"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"selvedge"
	"selvedge/internal/cff"
)

// jsFlags are the flags of the js command.
type jsFlags struct {
	code, runtime      string
	fuel, disasm       bool
	maxFuel, maxMemory int64
}

func newJSCommand() *cobra.Command {
	var f jsFlags
	cmd := &cobra.Command{
		Use:   "js -c CODE | FILE",
		Short: "Run a script in the bare JavaScript engine",
		Long: "Runs a script as the njs command line does: console.log prints to standard output, the modules crypto and\n" +
			"querystring are there, and what nobody catches is printed behind \"Thrown:\" on standard error, with exit code 1.\n" +
			"FILE may be - for standard input.",
		Example: "  selvedge js -c 'console.log([1, 2].map(x => x * 2))'\n" +
			"  selvedge js --runtime cloudfront-js-1.0 --fuel script.js",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("one FILE is needed, %d were given", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return runJS(cmd, args, f) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.code, "code", "c", "", "the script itself, in place of FILE")
	flags.StringVar(&f.runtime, "runtime", string(selvedge.Runtime2), "runtime: cloudfront-js-1.0 or cloudfront-js-2.0")
	flags.BoolVar(&f.fuel, "fuel", false, "print the fuel and the bytes that were used")
	flags.BoolVar(&f.disasm, "disasm", false, "print the compiled code and do not run it")
	flags.Int64Var(&f.maxFuel, "max-fuel", 0, "end the script after so much fuel (default: what the engine allows)")
	flags.Int64Var(&f.maxMemory, "max-memory", 0, "end the script after so many bytes (default: the memory of a function)")
	return cmd
}

func runJS(cmd *cobra.Command, args []string, f jsFlags) error {
	runtime := selvedge.Runtime(f.runtime)
	switch {
	case runtime != selvedge.Runtime1 && runtime != selvedge.Runtime2:
		return usageError{fmt.Errorf("the runtime %q is not one of %s and %s", runtime, selvedge.Runtime1, selvedge.Runtime2)}
	case cmd.Flags().Changed("code") == (len(args) > 0):
		return usageError{errors.New("either -c CODE or one FILE is needed")}
	case f.maxFuel < 0 || f.maxMemory < 0:
		return usageError{errors.New("a limit must not be negative")}
	}
	source, name := f.code, "string"
	if len(args) > 0 {
		text, err := readInput(cmd.InOrStdin(), args[0])
		if err != nil {
			return err
		}
		source, name = string(text), args[0]
		if runtime == selvedge.Runtime1 {
			name = filepath.Base(name) // as njs 0.4.3
		}
	}
	if strings.HasPrefix(source, "#!") {
		_, source, _ = strings.Cut(source, "\n")
	}
	out := bufio.NewWriter(cmd.OutOrStdout())
	shell := cff.Shell{Runtime: runtime, Name: name, Fuel: f.maxFuel, Memory: f.maxMemory, Print: func(text string) {
		_, _ = out.WriteString(text) // an error comes out of Flush
		_ = out.WriteByte('\n')
	}}
	if f.disasm {
		return disassemble(cmd, &shell, source)
	}
	result := shell.Run(source)
	if f.fuel {
		fmt.Fprintf(out, "fuel: %d\nbytes: %d\n", result.Fuel, result.Memory)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if result.Thrown != "" {
		return thrownError(cmd, result.Thrown)
	}
	return nil
}

func disassemble(cmd *cobra.Command, shell *cff.Shell, source string) error {
	code, err := shell.Disassemble(source)
	if err != nil {
		return thrownError(cmd, err.Error())
	}
	_, err = fmt.Fprint(cmd.OutOrStdout(), code)
	return err
}

// thrownError prints what nobody caught as njs does.
func thrownError(cmd *cobra.Command, text string) error {
	fmt.Fprintf(cmd.ErrOrStderr(), "Thrown:\n%s\n", text)
	return errQuiet
}
