// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	ExitOK     = 0
	ExitFailed = 1
	ExitUsage  = 2
)

// usageError is an error in how a command was called.
type usageError struct{ error }

// UsageError marks err as an error in how a command was called; it ends the process with ExitUsage.
func UsageError(err error) error { return usageError{err} }

// exitError is an error that ends the process with a code of its own.
type exitError struct {
	error
	code int
}

// errQuiet ends a command with ExitFailed when everything has been said already.
var errQuiet = errors.New("failed")

// NewRoot returns the selvedge command with the sub-commands of this package.
func NewRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "selvedge",
		Short: "CloudFront Functions on your own machines",
		Long: "Selvedge runs what AWS documents as CloudFront Functions: the control-plane API, the function runtime and\n" +
			"the edge, in one program. Point the AWS CLI, an SDK or Terraform at it and they work as they do with AWS.",
		Version:       Version(),
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return loadSettings(cmd)
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.PersistentFlags().String("config", "", "configuration file: YAML, flag names as keys")
	root.AddCommand(newTestCommand(), newCheckCommand(), newTypesCommand(), newBundleCommand(), newEnvCommand(), newJSCommand(),
		newKVSCommand(), newTestEventsCommand(), newKeysCommand(), newAuditCommand(), newCACommand())
	return root
}

// Execute runs root and returns the exit code.
func Execute(ctx context.Context, root *cobra.Command, args []string, stdout, stderr io.Writer) int {
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	for _, c := range allCommands(root) {
		checkArgs(c)
	}
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return ExitOK
	case errors.Is(err, errQuiet):
		return ExitFailed
	}
	fmt.Fprintln(stderr, "selvedge:", err)
	if e, ok := errors.AsType[exitError](err); ok {
		return e.code
	}
	if _, ok := errors.AsType[usageError](err); ok {
		fmt.Fprintln(stderr, "Run 'selvedge --help' or 'selvedge COMMAND --help' for how to call it.")
		return ExitUsage
	}
	return ExitFailed
}

// allCommands returns c and the commands below it, at any depth.
func allCommands(c *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		list = append(list, allCommands(sub)...)
	}
	return list
}

// checkArgs makes wrong positional arguments of a command usage errors.
func checkArgs(c *cobra.Command) {
	check := c.Args
	if check == nil {
		check = cobra.NoArgs
	}
	c.Args = func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}

// Version returns the version of the build.
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
