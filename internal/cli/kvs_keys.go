// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"selvedge"
	"selvedge/internal/client"
	"selvedge/internal/ownwire"
)

// updateAttempts bounds how often a change is tried that others get in the way of.
const updateAttempts = 10

// shownValue is how many characters of a value a list shows.
const shownValue = 80

// keyValue is a pair in JSON output.
type keyValue struct{ Key, Value string }

// pairList is the JSON output of list.
type pairList struct {
	Name string
	ownwire.Version
	Items []keyValue
}

func (k *kvs) listCommand() *cobra.Command {
	var prefix string
	var keysOnly bool
	cmd := &cobra.Command{
		Use:   "list [STORE[@VERSION]]",
		Short: "List the stores, or the keys of one",
		Long: "Without a STORE lists the stores with their size, their version and the functions that read them. With one lists\n" +
			"its keys and the beginning of their values, in order of key and all of one version.",
		Example: "  selvedge kvs list\n  selvedge kvs list redirects --prefix /blog/\n  selvedge kvs list redirects --keys | wc -l",
		Args:    arguments(0, 1, "it takes a STORE or none"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				if prefix != "" || keysOnly {
					return usageError{errors.New("--prefix and --keys need a STORE")}
				}
				return k.listStores(cmd)
			}
			return k.listKeys(cmd, args[0], prefix, keysOnly)
		},
	}
	cmd.Flags().StringVar(&prefix, "prefix", "", "list only keys that begin with this")
	cmd.Flags().BoolVar(&keysOnly, "keys", false, "print the keys as they are, one in a line, without values")
	return cmd
}

func (k *kvs) listStores(cmd *cobra.Command) error {
	c, err := k.server.client()
	if err != nil {
		return err
	}
	list, err := c.Stores(cmd.Context())
	if err != nil {
		return err
	}
	return k.print(cmd, list, func(w io.Writer) {
		if len(list.Items) == 0 {
			fmt.Fprintln(cmd.ErrOrStderr(), "There are no key value stores; 'selvedge kvs create NAME' makes one.")
			return
		}
		fmt.Fprintln(w, "NAME\tSTATUS\tKEYS\tBYTES\tVERSION\tMODIFIED\tREAD BY")
		for _, s := range list.Items {
			readers := "-"
			if len(s.Functions) > 0 {
				readers = strings.Join(s.Functions, ", ")
			}
			fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%s\t%s\n",
				s.Name, s.Status, s.ItemCount, s.TotalSizeInBytes, s.Version, stamp(s.LastModified), readers)
		}
	})
}

func (k *kvs) listKeys(cmd *cobra.Command, arg, prefix string, keysOnly bool) error {
	content, err := k.content(cmd.Context(), arg, prefix)
	if err != nil {
		return err
	}
	list := pairList{Name: content.Name, Version: content.Version, Items: []keyValue{}}
	for _, key := range slices.Sorted(maps.Keys(content.Values)) {
		list.Items = append(list.Items, keyValue{key, content.Values[key]})
	}
	if keysOnly && !k.json {
		for _, p := range list.Items {
			fmt.Fprintln(cmd.OutOrStdout(), p.Key)
		}
		return nil
	}
	return k.print(cmd, list, func(w io.Writer) {
		if len(list.Items) > 0 {
			fmt.Fprintln(w, "KEY\tVALUE")
		}
		for _, p := range list.Items {
			fmt.Fprintf(w, "%s\t%s\n", show(p.Key, 0), show(p.Value, shownValue))
		}
	})
}

// content returns what a STORE[@VERSION] argument stands for.
func (k *kvs) content(ctx context.Context, arg, prefix string) (*ownwire.Content, error) {
	r, err := ref(arg)
	if err != nil {
		return nil, err
	}
	c, err := k.server.client()
	if err != nil {
		return nil, err
	}
	return c.Values(ctx, r.store, r.version, prefix)
}

func (k *kvs) getCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "get STORE[@VERSION] KEY",
		Short: "Print the value of a key",
		Long: "Prints the value as it is, byte for byte; only on a terminal a line end follows it.\n" +
			"The exit code is 1 when there is no such key.",
		Example: "  selvedge kvs get redirects /old\n  selvedge kvs get redirects@3 /old --json",
		Args:    arguments(2, 2, "it takes a STORE and a KEY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			value, err := k.value(cmd.Context(), args[0], args[1])
			if err != nil {
				return err
			}
			if k.json {
				return printJSON(cmd.OutOrStdout(), keyValue{args[1], value})
			}
			if isTerminal(cmd.OutOrStdout()) {
				value += "\n"
			}
			_, err = io.WriteString(cmd.OutOrStdout(), value)
			return err
		},
	}
}

// value returns the value of a key, from the data plane unless it is one of an earlier version.
func (k *kvs) value(ctx context.Context, arg, key string) (string, error) {
	r, err := ref(arg)
	if err != nil {
		return "", err
	}
	c, err := k.server.client()
	if err != nil {
		return "", err
	}
	if r.version != 0 {
		content, err := c.Values(ctx, r.store, r.version, key)
		if err != nil {
			return "", err
		}
		value, ok := content.Values[key]
		if !ok {
			return "", noKey(r, key)
		}
		return value, nil
	}
	s, err := c.Store(ctx, r.store)
	if err != nil {
		return "", err
	}
	value, err := c.Value(ctx, s.ARN, key)
	if hasCode(err, string(selvedge.CodeResourceNotFound)) {
		err = noKey(r, key)
	}
	return value, err
}

func noKey(r storeRef, keys ...string) error {
	for i, key := range keys {
		keys[i] = show(key, 0)
	}
	if len(keys) == 1 {
		return fmt.Errorf("%s has no key %s", r, keys[0])
	}
	return fmt.Errorf("%s has no keys %s", r, strings.Join(keys, ", "))
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (k *kvs) putCommand() *cobra.Command {
	var ifMatch string
	cmd := &cobra.Command{
		Use:   "put STORE KEY VALUE [KEY VALUE]...",
		Short: "Give keys their values",
		Long: "Puts up to 50 pairs into a store in one change. A VALUE that is - is read from standard input, as it is, with the\n" +
			"line end that it may have. Before keys and values that begin with a hyphen put --. For many pairs see import --merge.",
		Example: "  selvedge kvs put redirects /old '302 /new' /older '301 /new'\n" +
			"  selvedge kvs put settings banner - < banner.html\n" +
			"  selvedge kvs put settings -- offset -5",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 3 || len(args)%2 == 0 {
				return errors.New("it takes a STORE and then a VALUE for each KEY")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			var changes selvedge.KeyChanges
			read := false
			for pair := range slices.Chunk(args[1:], 2) {
				p := selvedge.KeyValue{Key: pair[0], Value: pair[1]}
				if p.Value == "-" {
					if read {
						return usageError{errors.New("standard input can be the value of one key only")}
					}
					read = true
					text, err := readBounded(cmd.InOrStdin(), "-", selvedge.MaxValue)
					if err != nil {
						return err
					}
					p.Value = string(text)
				}
				changes.Puts = append(changes.Puts, p)
			}
			return k.update(cmd, args[0], ifMatch, changes)
		},
	}
	changing(cmd, &ifMatch)
	return cmd
}

func (k *kvs) deleteCommand() *cobra.Command {
	var ifMatch string
	cmd := &cobra.Command{
		Use:     "delete STORE KEY...",
		Short:   "Delete keys",
		Long:    "Deletes up to 50 keys in one change. When one of them is not there, nothing is deleted.",
		Example: "  selvedge kvs delete redirects /old /older",
		Args:    arguments(2, -1, "it takes a STORE and the KEYs"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return k.update(cmd, args[0], ifMatch, selvedge.KeyChanges{Deletes: args[1:]})
		},
	}
	changing(cmd, &ifMatch)
	return cmd
}

// update makes changes through the data plane. Without ifMatch they are made to whatever is there, which takes more
// attempts when others change the store at the same time.
func (k *kvs) update(cmd *cobra.Command, store, ifMatch string, changes selvedge.KeyChanges) error {
	if strings.Contains(store, "@") {
		return usageError{fmt.Errorf("%s: an earlier version cannot be changed", store)}
	}
	if err := changes.Validate(); err != nil {
		e, _ := errors.AsType[*selvedge.Error](err)
		return errors.New(e.Message)
	}
	c, err := k.server.client()
	if err != nil {
		return err
	}
	ctx := cmd.Context()
	for attempt := 1; ; attempt++ {
		s, err := c.Store(ctx, store)
		if err != nil {
			return err
		}
		tag := ifMatch
		if tag == "" {
			tag = s.ETag
		}
		now, err := c.UpdateKeys(ctx, s.ARN, tag, changes)
		switch {
		case err == nil:
			return k.printUpdated(cmd, s, now, changes)
		case hasCode(err, string(selvedge.CodeConflict)) && ifMatch == "" && attempt < updateAttempts && s.Status == selvedge.StoreReady:
			continue
		case hasCode(err, string(selvedge.CodeResourceNotFound)):
			return missing(ctx, c, s, changes.Deletes, err)
		}
		return err
	}
}

// missing returns an error that names the keys that are not there, of which err only says that there are some.
func missing(ctx context.Context, c *client.Client, s *ownwire.Store, keys []string, err error) error {
	var absent []string
	for _, key := range keys {
		if _, err := c.Value(ctx, s.ARN, key); hasCode(err, string(selvedge.CodeResourceNotFound)) {
			absent = append(absent, key)
		}
	}
	if len(absent) == 0 {
		return err
	}
	return noKey(storeRef{store: s.Name}, absent...)
}

// updated is the JSON output of put and delete.
type updated struct {
	Name             string
	ETag             string
	ItemCount        int
	TotalSizeInBytes int64
}

func (k *kvs) printUpdated(cmd *cobra.Command, s *ownwire.Store, now *client.Figures, changes selvedge.KeyChanges) error {
	out := updated{s.Name, now.ETag, now.ItemCount, now.TotalSizeInBytes}
	return k.print(cmd, out, func(w io.Writer) {
		n, what := len(changes.Puts), "put"
		if n == 0 {
			n, what = len(changes.Deletes), "deleted"
		}
		fmt.Fprintf(w, "%s is now %s: %d %s; %s\n", s.Name, now.ETag, n, what, figures(now.ItemCount, now.TotalSizeInBytes))
	})
}
