// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"selvedge/internal/client"
	"selvedge/internal/ownwire"
)

// kvs is what the commands below 'selvedge kvs' share.
type kvs struct {
	server serverFlags
	json   bool
}

// changing adds the flag of commands that change a store.
func changing(cmd *cobra.Command, ifMatch *string) {
	cmd.Flags().StringVar(ifMatch, "if-match", "", "change the store only when this is its ETag (default: whatever it is)")
}

func newKVSCommand() *cobra.Command {
	k := &kvs{}
	cmd := &cobra.Command{
		Use:   "kvs",
		Short: "Read and change key value stores",
		Long: "Works with the key value stores of a running server. A STORE is the name of one; its id and its ARN do as well.\n" +
			"STORE@VERSION is what it held in an earlier version; 'selvedge kvs history STORE' lists them. Each change is made\n" +
			"as a whole or not at all, is a new version, and reaches the edges at once.\n\n" +
			"The server and the access key are those of the data folder; see --data, --endpoint-url and --dev.",
		Example: "  selvedge kvs create redirects\n" +
			"  selvedge kvs import redirects _redirects --dry-run\n" +
			"  selvedge kvs import redirects _redirects\n" +
			"  selvedge kvs put redirects /old '302 /new'\n" +
			"  selvedge kvs history redirects\n" +
			"  selvedge kvs rollback redirects 2",
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	k.server.register(cmd.PersistentFlags())
	cmd.PersistentFlags().BoolVar(&k.json, "json", false, "print JSON, for programs")
	cmd.AddCommand(k.listCommand(), k.getCommand(), k.putCommand(), k.deleteCommand(), k.importCommand(), k.exportCommand(),
		k.diffCommand(), k.historyCommand(), k.rollbackCommand(), k.createCommand(), k.deleteStoreCommand())
	return cmd
}

// arguments requires between least and most arguments; what says which.
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			return fmt.Errorf("%d arguments; %s", len(args), what)
		}
		return nil
	}
}

// storeRef is a STORE or STORE@VERSION argument.
type storeRef struct {
	store   string
	version uint64 // 0: the current one
}

// ref reads an argument that may have a version. Names of stores have no @.
func ref(arg string) (storeRef, error) {
	store, text, found := strings.Cut(arg, "@")
	if !found {
		return storeRef{store: arg}, nil
	}
	version, err := strconv.ParseUint(text, 10, 64)
	if err != nil || version == 0 {
		return storeRef{}, usageError{fmt.Errorf("%q: %q is not the number of a version", arg, text)}
	}
	return storeRef{store, version}, nil
}

func (r storeRef) String() string {
	if r.version == 0 {
		return r.store
	}
	return fmt.Sprintf("%s@%d", r.store, r.version)
}

// print writes out as JSON, or calls text with a writer that aligns columns.
func (k *kvs) print(cmd *cobra.Command, out any, text func(w io.Writer)) error {
	if k.json {
		return printJSON(cmd.OutOrStdout(), out)
	}
	w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
	text(w)
	return w.Flush()
}

func printJSON(w io.Writer, out any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// changed is what a change is reported as.
type changed struct {
	Name string // of the store
	ownwire.Version
}

// printChanged reports a change that made the version v. what says what it was.
func (k *kvs) printChanged(cmd *cobra.Command, name string, v *ownwire.Version) error {
	return k.print(cmd, changed{name, *v}, func(w io.Writer) {
		if v.Unchanged {
			fmt.Fprintf(w, "%s is as it should be: nothing changed, version %d (%s), %s\n", name, v.Version, v.ETag, figures(v.ItemCount, v.TotalSizeInBytes))
			return
		}
		fmt.Fprintf(w, "%s is now version %d (%s): %s; %s\n", name, v.Version, v.ETag, counts(v), figures(v.ItemCount, v.TotalSizeInBytes))
	})
}

// counts says how many keys a version changed.
func counts(v *ownwire.Version) string {
	return fmt.Sprintf("%d added, %d changed, %d removed", v.Added, v.Changed, v.Removed)
}

func figures(count int, size int64) string {
	keys := "keys"
	if count == 1 {
		keys = "key"
	}
	return fmt.Sprintf("%d %s, %d bytes", count, keys, size)
}

// show returns a key or a value for people: on one line, with at most this many characters, in quotes when it would
// mislead without. 0 is no limit.
func show(s string, most int) string {
	cut := ""
	if most > 0 && utf8.RuneCountInString(s) > most {
		s, cut = string([]rune(s)[:most-1]), "…"
	}
	plain := s != "" && s == strings.TrimSpace(s) && !strings.HasPrefix(s, `"`)
	for _, r := range s {
		plain = plain && unicode.IsPrint(r)
	}
	if plain {
		return s + cut
	}
	return strconv.Quote(s) + cut
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05Z") }

// hasCode reports whether the server answered with this code.
func hasCode(err error, code string) bool {
	e, ok := errors.AsType[*client.Error](err)
	return ok && e.Code == code
}
