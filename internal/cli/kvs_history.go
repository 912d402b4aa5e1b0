// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"selvedge/internal/client"
	"selvedge/internal/ownwire"
)

// historyPage is how many versions are asked for at once.
const historyPage = 500

func (k *kvs) historyCommand() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "history STORE",
		Short: "List the versions of a store",
		Long: "Lists the versions of what a store holds, the newest first: when each was made, with which access key, how, and\n" +
			"how many keys that changed. A store keeps its last 1,000 versions, or fewer when they take more than 16 MB.",
		Example: "  selvedge kvs history redirects\n  selvedge kvs diff redirects@41 redirects@42\n  selvedge kvs rollback redirects 41",
		Args:    arguments(1, 1, "it takes a STORE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 0 {
				return usageError{fmt.Errorf("--limit is %d", limit)}
			}
			list, err := k.versions(cmd, args[0], limit)
			if err != nil {
				return err
			}
			return k.print(cmd, list, func(w io.Writer) {
				fmt.Fprintln(w, "VERSION\tTIME\tACCESS KEY\tCHANGE\tADDED\tCHANGED\tREMOVED\tKEYS\tBYTES\tETAG")
				for _, v := range list.Items {
					who, change := v.AccessKeyID, string(v.Change)
					if who == "" {
						who = "-"
					}
					if v.From != 0 {
						change += fmt.Sprintf(" to %d", v.From)
					}
					fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%d\t%d\t%d\t%d\t%d\t%s\n", v.Version, stamp(v.Time), who, change,
						v.Added, v.Changed, v.Removed, v.ItemCount, v.TotalSizeInBytes, v.ETag)
				}
				if list.More {
					fmt.Fprintln(cmd.ErrOrStderr(), "There are older versions; --limit 0 lists all.")
				}
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 20, "list at most this many versions; 0 lists all")
	return cmd
}

// versions asks for up to limit versions, all for 0.
func (k *kvs) versions(cmd *cobra.Command, store string, limit int) (*ownwire.VersionList, error) {
	c, err := k.server.client()
	if err != nil {
		return nil, err
	}
	all := &ownwire.VersionList{Items: []ownwire.Version{}}
	before := uint64(0)
	for {
		ask := historyPage
		if limit > 0 {
			ask = min(ask, limit-len(all.Items))
		}
		page, err := c.Versions(cmd.Context(), store, before, ask)
		if err != nil {
			return nil, err
		}
		all.Items = append(all.Items, page.Items...)
		all.More = page.More
		if !page.More || len(page.Items) == 0 || len(all.Items) == limit {
			return all, nil
		}
		before = page.Items[len(page.Items)-1].Version
	}
}

func (k *kvs) rollbackCommand() *cobra.Command {
	var ifMatch string
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "rollback STORE VERSION",
		Short: "Make a store hold again what it held in an earlier version",
		Long: "Makes a new version with the content of an earlier one, in one change. Nothing is lost: the versions between stay\n" +
			"in the history. --dry-run shows what would change.",
		Example: "  selvedge kvs rollback redirects 41 --dry-run\n  selvedge kvs rollback redirects 41",
		Args:    arguments(2, 2, "it takes a STORE and the number of a VERSION"),
		RunE: func(cmd *cobra.Command, args []string) error {
			version, err := strconv.ParseUint(args[1], 10, 64)
			if err != nil || version == 0 {
				return usageError{fmt.Errorf("%q is not the number of a version; 'selvedge kvs history %s' lists them", args[1], args[0])}
			}
			if dryRun {
				then, err := k.content(cmd.Context(), storeRef{args[0], version}.String(), "")
				if err != nil {
					return err
				}
				return k.dryRun(cmd, args[0], ifMatch, then.Values, false)
			}
			c, err := k.server.client()
			if err != nil {
				return err
			}
			v, err := c.RollBack(cmd.Context(), args[0], ifMatch, version)
			if err != nil {
				return err
			}
			return k.printChanged(cmd, args[0], v)
		},
	}
	changing(cmd, &ifMatch)
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "print what would change, and change nothing")
	return cmd
}

func (k *kvs) createCommand() *cobra.Command {
	var comment, file, format string
	cmd := &cobra.Command{
		Use:   "create NAME",
		Short: "Create a store",
		Long: "Creates a store, as 'aws cloudfront create-key-value-store' does, and fills it from a file when one is given.\n" +
			"See 'selvedge kvs import --help' for the formats.",
		Example: "  selvedge kvs create redirects --import _redirects",
		Args:    arguments(1, 1, "it takes the NAME of the new store"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var values map[string]string
			if file != "" {
				var err error
				if values, err = k.readFile(cmd, file, format); err != nil {
					return err
				}
			}
			in := ownwire.NewStore{Name: args[0]}
			if cmd.Flags().Changed("comment") {
				in.Comment = &comment
			}
			c, err := k.server.client()
			if err != nil {
				return err
			}
			return k.create(cmd, c, in, values)
		},
	}
	cmd.Flags().StringVar(&comment, "comment", "", "comment of the store")
	cmd.Flags().StringVar(&file, "import", "", "file to fill it from; - for standard input")
	cmd.Flags().StringVar(&format, "format", "", "format of the file: aws, csv, json-map or redirects")
	return cmd
}

// create creates a store and fills it, unless values are nil. When that fails there is no store.
func (k *kvs) create(cmd *cobra.Command, c *client.Client, in ownwire.NewStore, values map[string]string) error {
	s, err := c.CreateStore(cmd.Context(), in)
	if err != nil {
		return err
	}
	if values != nil {
		v, err := c.ReplaceValues(cmd.Context(), s.Name, "", values, false)
		if err != nil {
			if left := c.DeleteStore(cmd.Context(), s.Name); left != nil {
				return fmt.Errorf("the store %s was created but not filled: %w", s.Name, err)
			}
			return err
		}
		s.Version, s.ETag, s.ItemCount, s.TotalSizeInBytes = v.Version, v.ETag, v.ItemCount, v.TotalSizeInBytes
	}
	return k.print(cmd, s, func(w io.Writer) {
		fmt.Fprintf(w, "%s is created: %s; functions name it by its ARN:\n%s\n", s.Name, figures(s.ItemCount, s.TotalSizeInBytes), s.ARN)
	})
}

func (k *kvs) deleteStoreCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "delete-store STORE",
		Short:   "Delete a store with its keys and its history",
		Long:    "Deletes a store for good. A store that a function reads is not deleted.",
		Example: "  selvedge kvs delete-store redirects",
		Args:    arguments(1, 1, "it takes a STORE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := k.server.client()
			if err != nil {
				return err
			}
			if err := c.DeleteStore(cmd.Context(), args[0]); err != nil {
				return err
			}
			return k.print(cmd, struct{ Deleted string }{args[0]}, func(w io.Writer) { fmt.Fprintf(w, "%s is deleted\n", args[0]) })
		},
	}
}
