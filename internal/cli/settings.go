// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"
)

// maxSettings bounds the configuration file, in bytes.
const maxSettings = 1 << 20

// loadSettings fills the flags that the command line left out: first from SELVEDGE_* variables (--api-addr is
// SELVEDGE_API_ADDR), then from the configuration file. Keys of the file that are no flag of the command are
// errors unless another command has them, so that one file can serve all commands.
func loadSettings(cmd *cobra.Command) error {
	var problems []error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		name := "SELVEDGE_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value, ok := os.LookupEnv(name)
		if !ok || f.Changed || f.Name == "help" || f.Name == "version" {
			return
		}
		if err := cmd.Flags().Set(f.Name, value); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", name, err))
		}
	})
	if len(problems) > 0 {
		return usageError{errors.Join(problems...)}
	}
	path, err := cmd.Flags().GetString("config")
	if err != nil || path == "" {
		return err
	}
	if err := loadFile(cmd, path); err != nil {
		return usageError{fmt.Errorf("configuration file %s: %w", path, err)}
	}
	return nil
}

func loadFile(cmd *cobra.Command, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() // read only
	data, err := io.ReadAll(io.LimitReader(file, maxSettings+1))
	if err != nil {
		return err
	}
	if len(data) > maxSettings {
		return fmt.Errorf("larger than %d bytes", maxSettings)
	}
	var values map[string]any
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&values); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	known := allFlags(cmd.Root())
	for _, key := range slices.Sorted(maps.Keys(values)) {
		flag := cmd.Flags().Lookup(key)
		switch {
		case flag == nil && !known[key], key == "config":
			return fmt.Errorf("unknown key %q", key)
		case flag == nil || flag.Changed:
			continue
		}
		if err := setFlag(cmd, key, values[key]); err != nil {
			return fmt.Errorf("key %q: %w", key, err)
		}
	}
	return nil
}

// setFlag sets a flag to a YAML scalar, or to the items of a YAML list.
func setFlag(cmd *cobra.Command, name string, value any) error {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	for _, item := range list {
		switch item.(type) {
		case string, bool, int, float64:
		default:
			return fmt.Errorf("%v is not a string, a number, true or false", item)
		}
		if err := cmd.Flags().Set(name, fmt.Sprint(item)); err != nil {
			return err
		}
	}
	return nil
}

// allFlags returns the names of the flags of every command.
func allFlags(root *cobra.Command) map[string]bool {
	names := map[string]bool{}
	for _, c := range allCommands(root) {
		c.Flags().VisitAll(func(f *pflag.Flag) { names[f.Name] = true })
		c.PersistentFlags().VisitAll(func(f *pflag.Flag) { names[f.Name] = true })
	}
	return names
}
