// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"selvedge"
	"selvedge/internal/client"
	"selvedge/internal/ownwire"
)

// This file holds 'selvedge keys'. The requests are those of package ownapi.

const (
	ownService = "selvedge"
	ownRoot    = "/selvedge/v1"
)

func newKeysCommand() *cobra.Command {
	var server serverFlags
	cmd := &cobra.Command{
		Use:   "keys",
		Short: "Make, list, rotate and revoke access keys",
		Long: "Access keys sign requests to the APIs and sign in to the console. Each has a role:\n\n" +
			"  reader    reads everything but access keys and audit records, and tests functions\n" +
			"  deployer  also changes functions, key value stores and their keys, invalidations and test events\n" +
			"  admin     everything\n\n" +
			"The root key in the data folder of the server is an admin's, and is always there.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	server.register(cmd.PersistentFlags())
	cmd.AddCommand(newKeysCreateCommand(&server), newKeysListCommand(&server), newKeysRotateCommand(&server), newKeysRevokeCommand(&server))
	return cmd
}

// ownRequest makes a request of our own API; in and out may be nil.
func (f *serverFlags) ownRequest(cmd *cobra.Command, method, path string, in, out any) error {
	c, err := f.client()
	if err != nil {
		return err
	}
	r := client.Request{Service: ownService, Method: method, Path: ownRoot + path}
	if in != nil {
		if r.Body, err = json.Marshal(in); err != nil {
			return err
		}
	}
	_, err = c.Do(cmd.Context(), r, out)
	return err
}

func newKeysCreateCommand(server *serverFlags) *cobra.Command {
	var name, role string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "create --role ROLE",
		Short: "Make an access key, and print its id and secret once",
		Long: "Makes an access key and prints its id and its secret as lines for a shell. The server keeps the secret sealed;\n" +
			"nobody can read it again. The name is that of the user in the ARN of the key.",
		Example: "  selvedge keys create --role deployer --name ci\n  eval \"$(selvedge keys create --role reader)\"",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := selvedge.ValidateAccessKey(name, selvedge.Role(role)); err != nil {
				return UsageError(err)
			}
			var out ownwire.AccessKeySecret
			in := ownwire.NewAccessKey{Name: name, Role: selvedge.Role(role)}
			if err := server.ownRequest(cmd, http.MethodPost, "/access-keys", in, &out); err != nil {
				return err
			}
			return printSecret(cmd.OutOrStdout(), &out, asJSON)
		},
	}
	cmd.Flags().StringVar(&role, "role", "", "admin, deployer or reader")
	cmd.Flags().StringVar(&name, "name", "", "name of the user, which no other key has (default: the id of the key)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// printSecret prints an access key with its secret.
func printSecret(w io.Writer, k *ownwire.AccessKeySecret, asJSON bool) error {
	if asJSON {
		return printJSON(w, k)
	}
	_, err := fmt.Fprintf(w, "export AWS_ACCESS_KEY_ID=%s\nexport AWS_SECRET_ACCESS_KEY=%s\n", k.ID, k.Secret)
	return err
}

func newKeysListCommand(server *serverFlags) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the access keys, without secrets",
		Example: "  selvedge keys list\n  selvedge keys list --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var list ownwire.AccessKeyList
			if err := server.ownRequest(cmd, http.MethodGet, "/access-keys", nil, &list); err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), list.Items)
			}
			table := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintln(table, "ID\tNAME\tROLE\tCREATED\tROTATED\tSECRET BEFORE ENDS")
			for _, k := range list.Items {
				fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", k.ID, k.Name, k.Role, day(k.Created), day(k.Rotated), day(k.FormerUntil))
			}
			return table.Flush()
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// day writes a time for a table; - when there is none.
func day(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format(time.RFC3339)
}

func newKeysRotateCommand(server *serverFlags) *cobra.Command {
	var grace time.Duration
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "rotate ID",
		Short: "Give an access key a new secret, and print it once",
		Long: "Gives an access key a new secret and prints it as create does. The secret before ends to work at once, or after\n" +
			"the time --grace, at most 7 days, in which users of the key can change over.",
		Example: "  selvedge keys rotate AKIA2EXAMPLE2EXAMPLE --grace 1h",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := selvedge.ValidateGrace(grace); err != nil {
				return UsageError(err)
			}
			var out ownwire.AccessKeySecret
			in := ownwire.Rotation{GraceSeconds: int64(grace / time.Second)}
			path := "/access-keys/" + url.PathEscape(args[0]) + "/rotate"
			if err := server.ownRequest(cmd, http.MethodPost, path, in, &out); err != nil {
				return err
			}
			return printSecret(cmd.OutOrStdout(), &out, asJSON)
		},
	}
	cmd.Flags().DurationVar(&grace, "grace", 0, "for how long the secret before works, too")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func newKeysRevokeCommand(server *serverFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "revoke ID",
		Short: "End an access key",
		Long: "Ends an access key. When the command returns no server accepts the key any more, and who is signed in to the console\n" +
			"with it is signed out. The root key cannot be revoked.",
		Example: "  selvedge keys revoke AKIA2EXAMPLE2EXAMPLE",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return server.ownRequest(cmd, http.MethodDelete, "/access-keys/"+url.PathEscape(args[0]), nil, nil)
		},
	}
}
