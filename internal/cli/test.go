// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"selvedge"
	"selvedge/internal/cff"
)

// testOutput is what the test command prints: the members of TestResult in the AWS documentation.
type testOutput struct {
	FunctionOutput        string
	FunctionErrorMessage  string
	FunctionExecutionLogs []string
	ComputeUtilization    string
}

func newTestCommand() *cobra.Command {
	var event, runtime string
	cmd := &cobra.Command{
		Use:   "test FILE --event EVENT.json",
		Short: "Run a function on a test event, without a server",
		Long: "Runs the function in FILE on the event in EVENT.json, as TestFunction does, and prints the result as JSON.\n" +
			"Either file may be - for standard input. Exit code 1 means that the function failed.",
		Example: "  selvedge test rewrite.js --event event.json\n" +
			"  selvedge test rewrite.js --event - --runtime cloudfront-js-1.0 < event.json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("one FILE with a function is needed, %d were given", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runTest(cmd, args[0], event, selvedge.Runtime(runtime))
		},
	}
	cmd.Flags().StringVar(&event, "event", "", "file with the event object (required)")
	cmd.Flags().StringVar(&runtime, "runtime", string(selvedge.Runtime2), "runtime of the function: cloudfront-js-1.0 or cloudfront-js-2.0")
	return cmd
}

func runTest(cmd *cobra.Command, file, eventFile string, runtime selvedge.Runtime) error {
	switch {
	case eventFile == "":
		return usageError{errors.New("the flag --event is missing")}
	case file == "-" && eventFile == "-":
		return usageError{errors.New("only one of the function and the event can be read from standard input")}
	}
	code, err := readInput(cmd.InOrStdin(), file)
	if err != nil {
		return fmt.Errorf("function: %w", err)
	}
	event, err := readInput(cmd.InOrStdin(), eventFile)
	if err != nil {
		return fmt.Errorf("event: %w", err)
	}
	config := selvedge.FunctionConfig{Runtime: runtime}
	if runtime != selvedge.Runtime1 && runtime != selvedge.Runtime2 {
		return usageError{fmt.Errorf("the runtime %q is not one of %s and %s", runtime, selvedge.Runtime1, selvedge.Runtime2)}
	}
	if err := selvedge.ValidateFunction(&config, code); err != nil {
		return err
	}
	result, err := (&cff.Tester{}).TestFunction(cmd.Context(), code, config, event)
	if err != nil {
		return err
	}
	out := json.NewEncoder(cmd.OutOrStdout())
	out.SetEscapeHTML(false)
	out.SetIndent("", "    ")
	logs := result.Logs
	if logs == nil {
		logs = []string{}
	}
	err = out.Encode(testOutput{
		FunctionOutput: result.Output, FunctionErrorMessage: result.ErrorMessage,
		FunctionExecutionLogs: logs, ComputeUtilization: strconv.Itoa(result.ComputeUtilization),
	})
	if err == nil && result.ErrorMessage != "" {
		err = errQuiet
	}
	return err
}

// readInput reads a file, or standard input for "-". Functions and events are small; reading stops well above
// their limits, which are checked where the input is used.
func readInput(stdin io.Reader, name string) ([]byte, error) {
	const most = 1 << 20
	in := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close() // read only
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && len(data) > most {
		err = fmt.Errorf("%s is larger than %d bytes", name, most)
	}
	return data, err
}
