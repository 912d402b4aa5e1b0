// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Command selvedge serves CloudFront Functions and works with them from the command line.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"selvedge/internal/cli"
)

func main() {
	os.Exit(run())
}

// run is main with an exit code, so that deferred calls happen. The first signal asks everything to stop; a second
// one ends the process at once.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	root := cli.NewRoot()
	root.AddCommand(newServeCommand())
	return cli.Execute(ctx, root, os.Args[1:], os.Stdout, os.Stderr)
}
