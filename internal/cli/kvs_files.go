// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"selvedge/internal/kvsfile"
	"selvedge/internal/ownwire"
)

// exitTrouble is the exit code of diff when it could not compare, as diff programs have it.
const exitTrouble = 2

const formatsHelp = "Formats, told from the name of the file unless --%s is given:\n\n" +
	"  aws        .json with {\"data\": [{\"key\": …, \"value\": …}, …]}, the import file of CreateKeyValueStore\n" +
	"  json-map   any other .json: {\"key\": \"value\", …}\n" +
	"  csv        .csv with a key and a value in each line, as spreadsheets write them; a first line key,value is a heading\n" +
	"  redirects  _redirects, as Netlify has them: \"/from /to\" or \"/from /to 302\"; the key is the path, the value the\n" +
	"             status and the target: \"301 /to\". Placeholders, query parameters and conditions are errors."

func (k *kvs) importCommand() *cobra.Command {
	var ifMatch, format string
	var replace, merge, dryRun bool
	cmd := &cobra.Command{
		Use:   "import STORE FILE",
		Short: "Fill a store from a file, in one change",
		Long: "Makes a store hold what a file holds: keys that the file does not have are removed. With --merge they stay.\n" +
			"Functions see all of it at once, whatever its size. --dry-run shows what would change. FILE may be - for standard\n" +
			"input. An import that turns out wrong is undone with 'selvedge kvs rollback'.\n\n" + fmt.Sprintf(formatsHelp, "format"),
		Example: "  selvedge kvs import redirects _redirects --dry-run\n" +
			"  selvedge kvs import settings settings.csv --merge\n" +
			"  generate | selvedge kvs import settings - --format json-map",
		Args: arguments(2, 2, "it takes a STORE and a FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if replace && merge {
				return usageError{errors.New("either --replace or --merge")}
			}
			values, err := k.readFile(cmd, args[1], format)
			if err != nil {
				return err
			}
			if dryRun {
				return k.dryRun(cmd, args[0], ifMatch, values, merge)
			}
			return k.replace(cmd, args[0], ifMatch, values, merge)
		},
	}
	changing(cmd, &ifMatch)
	cmd.Flags().StringVar(&format, "format", "", "format of the file: aws, csv, json-map or redirects")
	cmd.Flags().BoolVar(&replace, "replace", false, "remove keys that the file does not have; the default")
	cmd.Flags().BoolVar(&merge, "merge", false, "leave keys that the file does not have")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "print what would change, and change nothing")
	return cmd
}

// readFile returns the pairs of a file.
func (k *kvs) readFile(cmd *cobra.Command, name, format string) (map[string]string, error) {
	text, err := readBounded(cmd.InOrStdin(), name, kvsfile.MaxText)
	if err != nil {
		return nil, err
	}
	var f kvsfile.Format
	if format != "" {
		f, err = kvsfile.FormatNamed(format)
	} else if f, err = kvsfile.FormatOf(name, text); err != nil {
		err = fmt.Errorf("%w; name the format with a flag", err)
	}
	if err != nil {
		return nil, usageError{err}
	}
	data, err := kvsfile.ParseFormat(text, f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	values := make(map[string]string, len(data))
	for _, p := range data {
		values[p.Key] = p.Value
	}
	return values, nil
}

// readBounded reads a file or, when it is called -, standard input.
func readBounded(stdin io.Reader, name string, most int64) ([]byte, error) {
	in := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close() // read only
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && int64(len(text)) > most {
		err = fmt.Errorf("%s is larger than %d bytes", name, most)
	}
	return text, err
}

func (k *kvs) replace(cmd *cobra.Command, store, ifMatch string, values map[string]string, merge bool) error {
	if strings.Contains(store, "@") {
		return usageError{fmt.Errorf("%s: an earlier version cannot be changed", store)}
	}
	c, err := k.server.client()
	if err != nil {
		return err
	}
	v, err := c.ReplaceValues(cmd.Context(), store, ifMatch, values, merge)
	if err != nil {
		return err
	}
	return k.printChanged(cmd, store, v)
}

// dryRun prints what replace would change.
func (k *kvs) dryRun(cmd *cobra.Command, store, ifMatch string, values map[string]string, merge bool) error {
	now, err := k.content(cmd.Context(), store, "")
	if err != nil {
		return err
	}
	if ifMatch != "" && strings.Trim(ifMatch, `"`) != now.ETag {
		return fmt.Errorf("%s was changed: its ETag is %s", store, now.ETag)
	}
	if merge {
		all := maps.Clone(now.Values)
		maps.Copy(all, values)
		values = all
	}
	return k.printDifference(cmd, compare(now.Values, values))
}

func (k *kvs) exportCommand() *cobra.Command {
	var format, output string
	cmd := &cobra.Command{
		Use:   "export STORE[@VERSION]",
		Short: "Write a store to a file",
		Long: "Writes all keys and values of one version, in order of key. What is imported again is the same, byte for byte.\n" +
			"The format is aws, csv or json-map; see 'selvedge kvs import --help'. Without --format it is that of the name of the\n" +
			"output file, where .json is aws.",
		Example: "  selvedge kvs export redirects -o redirects.json\n  selvedge kvs export redirects@3 --format csv",
		Args:    arguments(1, 1, "it takes a STORE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := exportFormat(format, output)
			if err != nil {
				return usageError{err}
			}
			content, err := k.content(cmd.Context(), args[0], "")
			if err != nil {
				return err
			}
			var data kvsfile.Data
			for _, key := range slices.Sorted(maps.Keys(content.Values)) {
				data = append(data, kvsfile.Pair{Key: key, Value: content.Values[key]})
			}
			if output == "" || output == "-" {
				return data.Write(cmd.OutOrStdout(), f)
			}
			if err := replaceFile(output, func(w io.Writer) error { return data.Write(w, f) }); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: version %d of %s, %s\n", output, content.Version.Version, content.Name,
				figures(content.ItemCount, content.TotalSizeInBytes))
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "format of the output: aws, csv or json-map")
	cmd.Flags().StringVarP(&output, "output", "o", "", "file to write (default: standard output)")
	return cmd
}

func exportFormat(format, output string) (kvsfile.Format, error) {
	f, err := kvsfile.AWS, error(nil)
	switch {
	case format != "":
		f, err = kvsfile.FormatNamed(format)
	case output != "" && output != "-":
		f, err = kvsfile.FormatOf(output, []byte(`{"data":[]}`))
	}
	if err == nil && f == kvsfile.Redirects {
		err = errors.New("a store cannot be written as _redirects; use aws, csv or json-map")
	}
	return f, err
}

// replaceFile writes a file as a whole or not at all.
func replaceFile(name string, write func(w io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	const everybody = 0o644 // may read it, as the umask of a shell would have it
	if err := errors.Join(write(f), f.Chmod(everybody), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

func (k *kvs) diffCommand() *cobra.Command {
	var format, fileFormat string
	cmd := &cobra.Command{
		Use:   "diff STORE[@VERSION] [FILE | STORE[@VERSION]]",
		Short: "Compare a store with a file or with another version",
		Long: "Prints what makes the second of the first: + keys that are added, - keys that are removed, ~ keys that are changed.\n" +
			"With a FILE that is what 'selvedge kvs import' would do. The second is a STORE when it has an @ or is the first's\n" +
			"name, and a FILE otherwise. STORE@VERSION alone is compared with the current version.\n" +
			"The exit code is 0 when both hold the same, 1 when not, and 2 when they could not be compared.\n\n" +
			fmt.Sprintf(formatsHelp, "file-format"),
		Example: "  selvedge kvs diff redirects _redirects || echo not deployed\n" +
			"  selvedge kvs diff redirects@3\n  selvedge kvs diff redirects@3 redirects@5 --format json",
		Args: arguments(1, 2, "it takes a STORE and a FILE or another STORE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			k.json = k.json || format == formatJSON
			if format != formatText && format != formatJSON {
				return usageError{fmt.Errorf("the format %q is not one of text and json", format)}
			}
			d, err := k.diff(cmd, args, fileFormat)
			if _, usage := errors.AsType[usageError](err); err != nil && !usage {
				return exitError{err, exitTrouble}
			}
			if err != nil {
				return err
			}
			if err := k.printDifference(cmd, d); err != nil {
				return exitError{err, exitTrouble}
			}
			if !d.same() {
				return errQuiet
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", formatText, "output format: text or json")
	cmd.Flags().StringVar(&fileFormat, "file-format", "", "format of the file: aws, csv, json-map or redirects")
	return cmd
}

func (k *kvs) diff(cmd *cobra.Command, args []string, fileFormat string) (*difference, error) {
	r, err := ref(args[0])
	if err != nil {
		return nil, err
	}
	if len(args) == 1 {
		if r.version == 0 {
			return nil, usageError{errors.New("a STORE without a version needs a FILE or another STORE to be compared with")}
		}
		args = append(args, r.store)
	}
	first, err := k.content(cmd.Context(), args[0], "")
	if err != nil {
		return nil, err
	}
	if args[1] != r.store && !strings.Contains(args[1], "@") {
		values, err := k.readFile(cmd, args[1], fileFormat)
		if err != nil {
			return nil, err
		}
		return compare(first.Values, values), nil
	}
	second, err := k.content(cmd.Context(), args[1], "")
	if err != nil {
		return nil, err
	}
	return compare(first.Values, second.Values), nil
}

// difference is what makes other values of some, in order of key.
type difference struct {
	Added   []keyValue
	Removed []keyValue
	Changed []keyChange
}

type keyChange struct{ Key, Old, New string }

func (d *difference) same() bool { return len(d.Added)+len(d.Removed)+len(d.Changed) == 0 }

func compare(old, now map[string]string) *difference {
	d := &difference{Added: []keyValue{}, Removed: []keyValue{}, Changed: []keyChange{}}
	for _, key := range slices.Sorted(maps.Keys(old)) {
		before := old[key]
		after, stays := now[key]
		switch {
		case !stays:
			d.Removed = append(d.Removed, keyValue{key, before})
		case before != after:
			d.Changed = append(d.Changed, keyChange{key, before, after})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(now)) {
		if _, was := old[key]; !was {
			d.Added = append(d.Added, keyValue{key, now[key]})
		}
	}
	return d
}

func (k *kvs) printDifference(cmd *cobra.Command, d *difference) error {
	return k.print(cmd, d, func(w io.Writer) {
		for _, p := range d.Removed {
			fmt.Fprintf(w, "- %s\t%s\n", show(p.Key, 0), show(p.Value, shownValue))
		}
		for _, p := range d.Added {
			fmt.Fprintf(w, "+ %s\t%s\n", show(p.Key, 0), show(p.Value, shownValue))
		}
		for _, p := range d.Changed {
			fmt.Fprintf(w, "~ %s\t%s -> %s\n", show(p.Key, 0), show(p.Old, shownValue), show(p.New, shownValue))
		}
		fmt.Fprintln(w, counts(&ownwire.Version{Added: len(d.Added), Changed: len(d.Changed), Removed: len(d.Removed)}))
	})
}
