// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"selvedge"
	"selvedge/internal/cfwire"
)

// remoteFlags are those of the test command that make it run a function of a running server.
type remoteFlags struct {
	server bool
	saved  string
	stage  string

	at serverFlags
}

// remoteFlagNames are the names of remoteFlags but "server" itself and those that say which server.
var remoteFlagNames = []string{"saved-event", "stage"}

// localFlagNames are the flags of runs without a server that say how to run.
var localFlagNames = []string{"runtime", "strict", "kvs", "kvs-id", "now", "seed"}

func (f *remoteFlags) declare(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&f.server, "server", false, "run a function of a running server: its name stands in the place of FILE")
	flags.StringVar(&f.saved, "saved-event", "", "with --server: name of an event that is kept with the function")
	flags.StringVar(&f.stage, "stage", "development", "with --server: stage of the function, development or live")
	f.at.register(flags)
}

// runRemote runs a function of a running server on one event.
func runRemote(cmd *cobra.Command, args []string, f *testFlags) error {
	name := f.function
	switch {
	case len(args) > 1 || len(args) == 1 && name != "":
		return usageError{errors.New("with --server the name of one function is needed, and nothing else")}
	case len(args) == 1:
		name = args[0]
	}
	if (f.event == "") == (f.saved == "") {
		return usageError{errors.New("with --server either --saved-event or --event is needed")}
	}
	stage := selvedge.Stage(strings.ToUpper(f.stage))
	if stage != selvedge.StageDevelopment && stage != selvedge.StageLive {
		return usageError{fmt.Errorf("the stage %q is not one of development and live", f.stage)}
	}
	for _, other := range append(slices.Clone(localFlagNames), caseFlagNames...) {
		if other != "function" && cmd.Flags().Changed(other) {
			return usageError{fmt.Errorf("--%s is for tests without a server; it does not go together with --server", other)}
		}
	}
	c, err := f.at.client()
	if err != nil {
		return err
	}
	var event []byte
	if f.saved != "" {
		event, err = savedEvent(cmd, c, name, f.saved)
	} else if event, err = readInput(cmd.InOrStdin(), f.event); err != nil {
		err = fmt.Errorf("event: %w", err)
	}
	if err != nil {
		return err
	}
	result, err := c.TestFunction(cmd.Context(), name, stage, event)
	if err != nil {
		return err
	}
	return writeRemote(cmd, name, stage, result)
}

// writeRemote prints what a local test prints: the result on stdout, and where a failure comes from on stderr.
func writeRemote(cmd *cobra.Command, name string, stage selvedge.Stage, r *cfwire.TestResult) error {
	err := writeJSON(cmd, testOutput{
		FunctionOutput: r.FunctionOutput, FunctionErrorMessage: r.FunctionErrorMessage,
		FunctionExecutionLogs: append([]string{}, r.FunctionExecutionLogs...), ComputeUtilization: r.ComputeUtilization,
	})
	if err != nil || r.FunctionErrorMessage == "" {
		return err
	}
	at := fmt.Sprintf("%s (%s)", name, stage)
	if p := r.FunctionErrorPosition; p != nil {
		at += fmt.Sprintf(":%d", p.Line)
		if p.Column > 0 {
			at += fmt.Sprintf(":%d", p.Column)
		}
		fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s\n%s", at, r.FunctionErrorMessage, p.CodeFrame)
	} else {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s\n", at, r.FunctionErrorMessage)
	}
	return errQuiet
}
