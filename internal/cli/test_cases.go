// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"selvedge/internal/functest"
	"selvedge/internal/functest/cfft"
	"selvedge/internal/functest/report"
)

// reportFormats write reports.
var reportFormats = map[string]func(io.Writer, *functest.Report) error{
	"text": report.Text, "tap": report.TAP, "junit": report.JUnit, "json": report.JSON,
}

// caseRun is one call of the test command on cases.
type caseRun struct {
	flags   *testFlags
	paths   []string
	loader  functest.Loader
	runner  functest.Runner
	matches *regexp.Regexp // nil for all cases
	stdout  io.Writer
	stderr  io.Writer
}

// runCases runs the cases in paths.
func runCases(cmd *cobra.Command, paths []string, f *testFlags) error {
	r, err := newCaseRun(cmd, paths, f)
	switch {
	case err != nil:
		return err
	case f.watch:
		return r.watch(cmd.Context())
	}
	return r.once(cmd.Context())
}

func newCaseRun(cmd *cobra.Command, paths []string, f *testFlags) (*caseRun, error) {
	r := &caseRun{flags: f, paths: paths, stdout: cmd.OutOrStdout(), stderr: cmd.ErrOrStderr()}
	if file := functionFile(paths); file != "" {
		return nil, usageError{fmt.Errorf("the flag --event is missing: %s is a function, not a case", file)}
	}
	if reportFormats[f.format] == nil {
		return nil, usageError{fmt.Errorf("the format %q is not one of text, tap, junit and json", f.format)}
	}
	if f.coverageMin < 0 || f.coverageMin > 100 {
		return nil, usageError{errors.New("--coverage-min is not from 0 to 100")}
	}
	var err error
	if f.run != "" {
		if r.matches, err = regexp.Compile(f.run); err != nil {
			return nil, usageError{fmt.Errorf("--run: %w", err)}
		}
	}
	if r.loader.Defaults, err = f.defaults(); err != nil {
		return nil, err
	}
	format := &cfft.Format{Env: os.LookupEnv}
	if f.filterCommands {
		format.Filter = func(command string, code []byte) ([]byte, error) {
			return runFilter(cmd.Context(), command, code, r.stderr)
		}
	}
	r.loader.Formats = []functest.Format{format}
	r.runner = functest.Runner{
		Cover: f.coverage || f.coverageOut != "" || f.coverageMin > 0, FailFast: f.failFast, Clock: time.Now,
	}
	return r, nil
}

// once loads and runs the cases, and writes the report.
func (r *caseRun) once(ctx context.Context) error {
	cases, err := r.loader.Load(r.paths...)
	if err != nil {
		return err
	}
	if r.matches != nil {
		cases = slices.DeleteFunc(cases, func(c *functest.Case) bool { return !r.matches.MatchString(c.ID()) })
	}
	if len(cases) == 0 {
		matching := ""
		if r.matches != nil {
			matching = fmt.Sprintf(" that matches %q", r.flags.run)
		}
		return fmt.Errorf("no case%s in %s", matching, strings.Join(r.paths, ", "))
	}
	outcome := r.runner.Run(ctx, cases)
	if err := r.write(outcome); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return r.verdict(outcome)
}

// write writes the report and the coverage to where the flags say.
func (r *caseRun) write(outcome *functest.Report) error {
	f := r.flags
	write := reportFormats[f.format]
	if f.output != "" {
		if err := writeFile(f.output, func(w io.Writer) error { return write(w, outcome) }); err != nil {
			return err
		}
		write = report.Text
	}
	if err := write(r.stdout, outcome); err != nil {
		return err
	}
	if f.coverageOut == "" {
		return nil
	}
	return writeFile(f.coverageOut, func(w io.Writer) error { return report.LCOV(w, outcome.Coverage) })
}

func writeFile(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

// verdict returns an error when a case failed or too few lines have run.
func (r *caseRun) verdict(outcome *functest.Report) error {
	if outcome.Count(functest.Failed) > 0 {
		return errQuiet
	}
	if least := r.flags.coverageMin; least > 0 && outcome.Coverage.Percent() < least {
		return fmt.Errorf("%.1f %% of the lines ran, less than %g %%", outcome.Coverage.Percent(), least)
	}
	return nil
}
