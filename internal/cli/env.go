// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"strings"

	"github.com/spf13/cobra"

	"selvedge/internal/datadir"
)

func newEnvCommand() *cobra.Command {
	var dir, addr string
	var dev bool
	cmd := &cobra.Command{
		Use:   "env",
		Short: "Print the variables that point AWS tools at this server",
		Long: "Prints shell lines that set the endpoints and the access key for the AWS CLI, the SDKs and Terraform.\n" +
			"Clients of the keys of key value stores put the account id before the name of the host, as in\n" +
			"111122223333.localhost, which must lead to the server too.\n" +
			"The access key is the one that 'selvedge serve' made in the data folder on its first start.",
		Example: "  eval \"$(selvedge env)\"\n  aws cloudfront list-functions",
		RunE: func(cmd *cobra.Command, _ []string) error {
			credentials, err := credentialsFor(dir, dev)
			if err != nil {
				return err
			}
			url := "http://" + addr
			if running, err := datadir.ReadAddresses(dir); err == nil && !dev {
				url = running.API
			}
			out := cmd.OutOrStdout()
			fmt.Fprintf(out, "export AWS_ENDPOINT_URL_CLOUDFRONT=%s\n", url)
			fmt.Fprintf(out, "export AWS_ENDPOINT_URL_CLOUDFRONT_KEYVALUESTORE=%s\n", withName(url))
			fmt.Fprintf(out, "export AWS_ENDPOINT_URL_STS=%s\n", url) // for GetCallerIdentity
			fmt.Fprintf(out, "export AWS_ACCESS_KEY_ID=%s\n", credentials.AccessKeyID)
			fmt.Fprintf(out, "export AWS_SECRET_ACCESS_KEY=%s\n", credentials.SecretAccessKey)
			fmt.Fprintf(out, "export AWS_SESSION_TOKEN=\n") // one of AWS, left in the shell, would be sent and refused
			fmt.Fprintf(out, "export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1\n")
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "data", datadir.Default, "data folder of the server")
	cmd.Flags().StringVar(&addr, "api-addr", datadir.DefaultAPIAddr, "address of the API, when the server does not run")
	cmd.Flags().BoolVar(&dev, "dev", false, "for 'selvedge serve --dev', which checks no signatures")
	return cmd
}

// withName returns url with the name localhost in place of a loopback address: clients of key value stores put the account
// id and a dot before the host, which makes a name of a name, but nothing of an address. Source: kvs-api.md section 5.
func withName(url string) string {
	host, port, err := net.SplitHostPort(strings.TrimPrefix(url, "http://"))
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return url
	}
	return "http://localhost:" + port
}

// credentialsFor returns the key pair of a data folder, or with dev any, as clients refuse to work without.
func credentialsFor(dir string, dev bool) (datadir.Credentials, error) {
	if dev {
		return datadir.Credentials{AccessKeyID: "test", SecretAccessKey: "test"}, nil
	}
	c, err := datadir.ReadCredentials(dir)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("data folder %s has no access key yet; 'selvedge serve --data %s' makes one on its first start", dir, dir)
	}
	return c, err
}
