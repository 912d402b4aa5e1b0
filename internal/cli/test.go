// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/functest"
)

// testOutput is what the test command prints: the members of TestResult in the AWS documentation.
type testOutput struct {
	FunctionOutput        string
	FunctionErrorMessage  string
	FunctionExecutionLogs []string
	ComputeUtilization    string
}

// testFlags are the flags of the test command.
type testFlags struct {
	event, runtime, kvs, kvsID, now string
	seed                            uint64
	strict                          bool
	caseFlags
	remoteFlags
}

// caseFlags are those that only cases have a use for.
type caseFlags struct {
	function, format, output, run, coverageOut string
	failFast, watch, coverage, filterCommands  bool
	coverageMin                                float64
}

// caseFlagNames are the names of caseFlags.
var caseFlagNames = []string{
	"function", "format", "output", "run", "fail-fast", "watch", "coverage", "coverage-out", "coverage-min", "filter-commands",
}

func newTestCommand() *cobra.Command {
	var f testFlags
	cmd := &cobra.Command{
		Use:   "test FILE --event EVENT.json | test PATH... | test --server NAME --saved-event EVENT",
		Short: "Run a function on a test event, or a folder of cases, without a server or with one",
		Long: "With --event it runs the function in FILE on the event in EVENT.json, as TestFunction does, and prints the result\n" +
			"as JSON. Either file may be - for standard input. Exit code 1 means that the function failed.\n\n" +
			"Without --event it runs the cases in files and folders, prints a table, and ends with exit code 1 when one of them\n" +
			"failed. Cases are JSON files with the member \"expect\", and cfft.yaml files of the tool cfft. What they have is\n" +
			"described in docs/howto/test-functions.md.\n\n" +
			"With --server it runs a function of a running server there, on an event that is kept with the function\n" +
			"('selvedge test-events') or on a file, and prints the same as without a server. Which server that is say --data,\n" +
			"--endpoint-url and --dev.",
		Example: "  selvedge test rewrite.js --event event.json\n" +
			"  selvedge test rewrite.js --event - --runtime cloudfront-js-1.0 < event.json\n" +
			"  selvedge test tests/ --coverage --coverage-min 90\n" +
			"  selvedge test tests/ --format junit --output report.xml\n" +
			"  selvedge test tests/ --run 'redirect' --watch\n" +
			"  selvedge test --server rewrite --saved-event docs --stage live",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && !(f.server && f.function != "") {
				return errors.New("a FILE with a function and --event, or a PATH with cases, is needed")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.server {
				return runRemote(cmd, args, &f)
			}
			for _, name := range remoteFlagNames {
				if cmd.Flags().Changed(name) {
					return usageError{fmt.Errorf("--%s needs --server", name)}
				}
			}
			if f.event == "" {
				return runCases(cmd, args, &f)
			}
			return runTest(cmd, args, &f)
		},
	}
	f.declare(cmd)
	return cmd
}

func (f *testFlags) declare(cmd *cobra.Command) {
	f.remoteFlags.declare(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.event, "event", "", "file with the event object, to run one function on it")
	flags.StringVar(&f.runtime, "runtime", string(selvedge.Runtime2), "runtime of the function: cloudfront-js-1.0 or cloudfront-js-2.0")
	flags.BoolVar(&f.strict, "strict", false, "check what only the edge checks, too, as TestFunction does not")
	flags.StringVar(&f.kvs, "kvs", "", "file with the key value store: {\"data\":[{\"key\":\"…\",\"value\":\"…\"}]}")
	flags.StringVar(&f.kvsID, "kvs-id", functest.DefaultKVSID, "id of the key value store, for functions that name it")
	flags.StringVar(&f.now, "now", "", "time at which functions run, as 2026-01-31T12:00:00Z (default: the present)")
	flags.Uint64Var(&f.seed, "seed", 0, "seed of Math.random (default: from the time)")
	flags.StringVar(&f.function, "function", "", "function of cases that name none; with --server the name of the function")
	flags.StringVar(&f.format, "format", "text", "format of the report: text, tap, junit or json")
	flags.StringVar(&f.output, "output", "", "write the report to a file, and the table to standard output")
	flags.StringVar(&f.run, "run", "", "run only cases whose \"file: name\" matches this regular expression")
	flags.BoolVar(&f.failFast, "fail-fast", false, "end after the first case that fails")
	flags.BoolVar(&f.watch, "watch", false, "run again whenever a file changes, until interrupted")
	flags.BoolVar(&f.coverage, "coverage", false, "count the lines of functions that run")
	flags.StringVar(&f.coverageOut, "coverage-out", "", "write the lines that ran to a file, in the format of lcov")
	flags.Float64Var(&f.coverageMin, "coverage-min", 0, "fail when less than so many percent of the lines ran")
	flags.BoolVar(&f.filterCommands, "filter-commands", false, "run the filter_command of cfft.yaml files")
}

// defaults returns what the flags say about all runs.
func (f *testFlags) defaults() (d functest.Defaults, err error) {
	d = functest.Defaults{
		Function: f.function, Runtime: selvedge.Runtime(f.runtime), KVS: f.kvs, KVSID: f.kvsID, Seed: f.seed, Strict: f.strict,
	}
	if d.Runtime != selvedge.Runtime1 && d.Runtime != selvedge.Runtime2 {
		return d, usageError{fmt.Errorf("the runtime %q is not one of %s and %s", d.Runtime, selvedge.Runtime1, selvedge.Runtime2)}
	}
	if f.now != "" {
		if d.Now, err = time.Parse(time.RFC3339, f.now); err != nil {
			return d, usageError{fmt.Errorf("--now: %w", err)}
		}
	}
	return d, nil
}

// runTest runs one function on one event.
func runTest(cmd *cobra.Command, args []string, f *testFlags) error {
	file := args[0]
	switch {
	case len(args) != 1:
		return usageError{fmt.Errorf("one FILE with a function is needed with --event, %d were given", len(args))}
	case file == "-" && f.event == "-":
		return usageError{errors.New("only one of the function and the event can be read from standard input")}
	}
	for _, name := range caseFlagNames {
		if cmd.Flags().Changed(name) {
			return usageError{fmt.Errorf("--%s is for cases; it does not go together with --event", name)}
		}
	}
	test, err := f.test(cmd.InOrStdin(), file)
	if err != nil {
		return err
	}
	report, err := cff.RunTest(cmd.Context(), test)
	if err != nil {
		return err
	}
	logs := report.Logs
	if logs == nil {
		logs = []string{}
	}
	err = writeJSON(cmd, testOutput{
		FunctionOutput: report.Output, FunctionErrorMessage: report.ErrorMessage,
		FunctionExecutionLogs: logs, ComputeUtilization: strconv.Itoa(report.ComputeUtilization),
	})
	if err != nil {
		return err
	}
	return explain(cmd.ErrOrStderr(), file, report)
}

// test reads what the flags name.
func (f *testFlags) test(stdin io.Reader, file string) (*cff.Test, error) {
	code, err := readInput(stdin, file)
	if err != nil {
		return nil, fmt.Errorf("function: %w", err)
	}
	event, err := readInput(stdin, f.event)
	if err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	d, err := f.defaults()
	if err != nil {
		return nil, err
	}
	config := selvedge.FunctionConfig{Runtime: d.Runtime}
	if err := selvedge.ValidateFunction(&config, code); err != nil {
		return nil, err
	}
	test := &cff.Test{Code: code, Config: config, Event: event, Strict: d.Strict, Now: d.Now, Seed: d.Seed}
	if d.KVS != "" {
		if test.KeyValues, err = (&functest.Loader{Defaults: d}).KVS(d.KVS, ""); err != nil {
			return nil, err
		}
	}
	return test, nil
}

// explain says for people where a failure comes from, and what the edge would refuse.
func explain(stderr io.Writer, file string, r *cff.TestReport) error {
	failure := r.Failure
	if failure == nil && r.Missed != nil {
		failure = r.Missed
		fmt.Fprintf(stderr, "selvedge: the test succeeds, but the edge would refuse this: %s %s\n", failure.Sentence, failure.Detail)
	}
	if failure == nil {
		return nil
	}
	if p := failure.Position; p != nil {
		if file == "-" {
			file = "standard input"
		}
		at := fmt.Sprintf("%s:%d", file, p.Line)
		if p.Column > 0 {
			at += fmt.Sprintf(":%d", p.Column)
		}
		fmt.Fprintf(stderr, "%s: %s\n%s", at, failure.Detail, p.Frame)
	}
	return errQuiet
}

// functionFile returns the path among paths that is a function and no case, or "".
func functionFile(paths []string) string {
	i := slices.IndexFunc(paths, func(path string) bool {
		return path == "-" || slices.Contains([]string{".js", ".mjs", ".ts"}, filepath.Ext(path))
	})
	if i < 0 {
		return ""
	}
	return paths[i]
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

// writeJSON prints a test result as the AWS CLI prints it.
func writeJSON(cmd *cobra.Command, value any) error {
	out := json.NewEncoder(cmd.OutOrStdout())
	out.SetEscapeHTML(false)
	out.SetIndent("", "    ")
	return out.Encode(value)
}
