// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"selvedge/internal/cli"
	"selvedge/internal/datadir"
	"selvedge/internal/edge"
	"selvedge/internal/funclog"
	"selvedge/internal/server"
	"selvedge/internal/usage"
)

func newServeCommand() *cobra.Command {
	var config server.Config
	var level slog.Level
	var functionLog, logFormat string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the control plane, the edge and the storage",
		Long: "Runs everything in one process. When all listeners answer, one line is printed on stdout:\n\n" +
			"  selvedge ready api=http://127.0.0.1:4400 edge=http://127.0.0.1:8080 console=http://127.0.0.1:4400/console/\n\n" +
			"What functions print with console.log goes to --function-log, in the records of CloudWatch Logs: START,\n" +
			"a line for each call, END. With --function-log-format json each record is an object with timestamp,\n" +
			"logGroup, logStream and message. --metrics-addr serves the counters that CloudWatch has for functions,\n" +
			"in the format of Prometheus, at /metrics. The console is for browsers; without --dev it asks for the access key.\n\n" +
			aboutTLS +
			"With --roles control and --roles edge, control plane and edges are processes of their own, which share the etcd of\n" +
			"--etcd-endpoints. An edge keeps its configuration in the data folder and starts from it when etcd cannot be reached;\n" +
			"/healthz beside /metrics tells.\n\n" +
			"Each flag can also be set by a variable (--api-addr: SELVEDGE_API_ADDR) or in the file that --config names.",
		Example: "  selvedge serve --dev\n  selvedge serve --data /var/lib/selvedge --edge-addr :80\n" +
			"  selvedge serve --dev --metrics-addr 127.0.0.1:9100 --function-log functions.jsonl --function-log-format json\n" +
			"  selvedge serve --data /var/lib/selvedge --edge-addr :80 --edge-tls-addr :443 --acme-email ops@example.com\n" +
			"  selvedge serve --dev --s3-endpoint http://127.0.0.1:9000 --s3-access-key minioadmin\n" +
			"  selvedge serve --roles edge --etcd-endpoints http://10.0.0.5:2379 --data /var/lib/selvedge --edge-addr :80\n" +
			"  selvedge serve --dev --edge-location SEA,us-west-2,192.0.2.10 --throttle-functions",
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			config.Version = cli.Version()
			config.Logger = slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: level}))
			slog.SetDefault(config.Logger)          // libraries that print through the standard logger end up there too:
			slog.SetLogLoggerLevel(slog.LevelDebug) // about single connections, and hostile peers make many
			config.FunctionLogFormat = funclog.Format(logFormat)
			var closeLog func() error
			if config.FunctionLog, closeLog, err = openFunctionLog(cmd, functionLog); err != nil {
				return cli.UsageError(err)
			}
			defer func() { err = errors.Join(err, closeLog()) }()
			if config.AuditKeep < 1 || config.AuditMaxAge <= 0 { // 0 in the configuration is the default
				return cli.UsageError(errors.New("--audit-keep and --audit-max-age must be positive"))
			}
			s, err := server.New(config)
			if err != nil {
				return cli.UsageError(err)
			}
			return s.Run(cmd.Context(), func(a datadir.Addresses) {
				fmt.Fprintln(cmd.OutOrStdout(), readyLine(a))
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&config.DataDir, "data", "", "data folder (default "+datadir.Default+"; with --dev a temporary one)")
	f.StringVar(&config.APIAddr, "api-addr", datadir.DefaultAPIAddr, "address of the control-plane API; port 0 takes a free one")
	f.StringVar(&config.EdgeAddr, "edge-addr", server.DefaultEdgeAddr, "address of the edge; port 0 takes a free one")
	f.StringVar(&config.Domain, "domain", server.DefaultDomain, "domain that the names of distributions end in")
	f.StringVar((*string)(&config.Role), "roles", string(server.RoleAll), "what this process runs: all, control (APIs and console) or edge")
	f.StringSliceVar(&config.EtcdEndpoints, "etcd-endpoints", nil, "URLs of an external etcd cluster (default: embedded)")
	f.StringVar(&config.AccountID, "account-id", server.DefaultAccountID, "account id in ARNs, 12 digits")
	f.BoolVar(&config.Dev, "dev", false, "for development: temporary data, no authentication, loopback addresses only")
	f.BoolVar(&config.ObservedStatus, "observed-status", false, "give attached functions the status words seen from the live service: IN_PROGRESS, DEPLOYED")
	f.DurationVar(&config.DeploymentDelay, "deployment-delay", 0, "keep distributions InProgress for at least this long after a change")
	f.StringVar(&functionLog, "function-log", "stderr", "where console.log of functions goes: a file that is appended to, - (stdout), stderr or none")
	f.StringVar(&logFormat, "function-log-format", string(funclog.Text), "form of the function log: text or json")
	f.StringVar(&config.MetricsAddr, "metrics-addr", "", "address that serves metrics for Prometheus; port 0 takes a free one (default: none)")
	f.BoolVar(&config.ThrottleFunctions, "throttle-functions", false, fmt.Sprintf(
		"answer 503 FunctionThrottledError for %s when a function does not compile or exceeds the compute %d times in a row", usage.ThrottleWindow, usage.ThrottleAfter))
	f.StringVar(&config.EdgeLocation, "edge-location", "", "NAME[,REGION[,IP]] that functions read in cf.edgeLocation, as in SEA,us-west-2 (default "+
		edge.DefaultPop[:3]+","+edge.DefaultRegion+" and the address of the edge)")
	f.TextVar(&config.CacheMemory, "cache-memory", server.DefaultCacheMemory, "`size` of the cache in memory, in bytes or with KiB, MiB or GiB; 0 for none")
	f.TextVar(&config.CacheDisk, "cache-disk", server.DefaultCacheDisk, "`size` of the cache on disk, in the data folder; it survives a restart; 0 for none")
	f.StringVar(&config.Import.Dir, "import-dir", "", "folder of <bucket>/<key> that CreateKeyValueStore may import from (default: none)")
	f.StringVar(&config.Import.Endpoint, "import-s3-endpoint", "", "URL of the S3 service that CreateKeyValueStore imports from (default: none)")
	f.StringVar(&config.Import.Region, "import-s3-region", "us-east-1", "region that requests to it are signed for")
	f.StringVar(&config.Import.AccessKey, "import-s3-access-key", "", "access key id for it (default: requests are not signed)")
	f.StringVar(&config.Import.Secret, "import-s3-secret-key", "", "secret of that key; better set as SELVEDGE_IMPORT_S3_SECRET_KEY, as others can read command lines")
	addKeyFlags(f, &config)
	addOriginFlags(f, &config)
	addTransportFlags(f, &config)
	f.TextVar(&level, "log-level", slog.LevelInfo, "least `level` of log records on stderr: debug, info, warn or error")
	return cmd
}

// readyLine says where the process answers.
func readyLine(a datadir.Addresses) string {
	line := "selvedge ready"
	for _, part := range [][2]string{
		{"api", a.API}, {"edge", a.Edge}, {"console", a.Console}, {"metrics", a.Metrics}, {"edge_tls", a.EdgeTLS},
	} {
		if part[1] != "" {
			line += " " + part[0] + "=" + part[1]
		}
	}
	return line
}

// openFunctionLog returns what --function-log names, and how to leave it. A file may hold what viewers have sent, so only
// its owner may read it.
func openFunctionLog(cmd *cobra.Command, name string) (w io.Writer, leave func() error, err error) {
	leave = func() error { return nil }
	switch name {
	case "none":
		return nil, leave, nil
	case "-":
		return cmd.OutOrStdout(), leave, nil
	case "stderr":
		return cmd.ErrOrStderr(), leave, nil
	}
	file, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("function log: %w", err)
	}
	return file, file.Close, nil
}
