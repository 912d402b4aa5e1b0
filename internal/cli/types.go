// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"selvedge"
	"selvedge/internal/jscheck"
)

func newTypesCommand() *cobra.Command {
	var runtime string
	cmd := &cobra.Command{
		Use:   "types",
		Short: "Print the TypeScript declarations of a runtime",
		Long: "Prints a declaration file with exactly those built-ins that a runtime has, with its modules and its events, for\n" +
			"the TypeScript compiler and for editors. It stands alone: set \"noLib\": true, \"types\": [], \"target\": \"es2020\",\n" +
			"\"module\": \"es2020\" and \"esModuleInterop\": true in tsconfig.json or jsconfig.json.",
		Example: "  selvedge types > cloudfront-js-2.0.d.ts\n" +
			"  selvedge types --runtime cloudfront-js-1.0 > cloudfront-js-1.0.d.ts",
		RunE: func(cmd *cobra.Command, _ []string) error {
			r := selvedge.Runtime(runtime)
			if r != selvedge.Runtime1 && r != selvedge.Runtime2 {
				return usageError{fmt.Errorf("the runtime %q is not one of %s and %s", r, selvedge.Runtime1, selvedge.Runtime2)}
			}
			_, err := io.WriteString(cmd.OutOrStdout(), jscheck.Types(r))
			return err
		},
	}
	cmd.Flags().StringVar(&runtime, "runtime", string(selvedge.Runtime2), "runtime: cloudfront-js-1.0 or cloudfront-js-2.0")
	return cmd
}
