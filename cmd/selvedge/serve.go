// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"selvedge/internal/cli"
	"selvedge/internal/datadir"
	"selvedge/internal/server"
)

func newServeCommand() *cobra.Command {
	var config server.Config
	var level slog.Level
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the control plane, the edge and the storage",
		Long: "Runs everything in one process. When both listeners answer, one line is printed on stdout:\n\n" +
			"  selvedge ready api=http://127.0.0.1:4400 edge=http://127.0.0.1:8080\n\n" +
			"Each flag can also be set by a variable (--api-addr: SELVEDGE_API_ADDR) or in the file that --config names.",
		Example: "  selvedge serve --dev\n  selvedge serve --data /var/lib/selvedge --edge-addr :80",
		RunE: func(cmd *cobra.Command, _ []string) error {
			config.Version = cli.Version()
			config.Logger = slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: level}))
			slog.SetDefault(config.Logger) // libraries that print through the standard logger end up there too
			config.FunctionLog = cmd.ErrOrStderr()
			s, err := server.New(config)
			if err != nil {
				return cli.UsageError(err)
			}
			return s.Run(cmd.Context(), func(a datadir.Addresses) {
				fmt.Fprintf(cmd.OutOrStdout(), "selvedge ready api=%s edge=%s\n", a.API, a.Edge)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&config.DataDir, "data", "", "data folder (default "+datadir.Default+"; with --dev a temporary one)")
	f.StringVar(&config.APIAddr, "api-addr", datadir.DefaultAPIAddr, "address of the control-plane API; port 0 takes a free one")
	f.StringVar(&config.EdgeAddr, "edge-addr", server.DefaultEdgeAddr, "address of the edge; port 0 takes a free one")
	f.StringVar(&config.Domain, "domain", server.DefaultDomain, "domain that the names of distributions end in")
	f.StringSliceVar(&config.EtcdEndpoints, "etcd-endpoints", nil, "URLs of an external etcd cluster (default: embedded)")
	f.StringVar(&config.AccountID, "account-id", server.DefaultAccountID, "account id in ARNs, 12 digits")
	f.BoolVar(&config.Dev, "dev", false, "for development: temporary data, no authentication, loopback addresses only")
	f.BoolVar(&config.ObservedStatus, "observed-status", false, "give attached functions the status words seen from the live service: IN_PROGRESS, DEPLOYED")
	f.DurationVar(&config.DeploymentDelay, "deployment-delay", 0, "keep distributions InProgress for at least this long after a change")
	f.TextVar(&level, "log-level", slog.LevelInfo, "least level of log records on stderr: debug, info, warn or error")
	return cmd
}
