// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"selvedge/internal/client"
	"selvedge/internal/datadir"
)

// serverFlags say which server a command works with.
type serverFlags struct {
	dir, endpoint string
	dev           bool
}

func (f *serverFlags) register(flags *pflag.FlagSet) {
	flags.StringVar(&f.dir, "data", datadir.Default, "data folder of the server: tells its address and the access key")
	flags.StringVar(&f.endpoint, "endpoint-url", "", "URL of the API; the access key is then that of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	flags.BoolVar(&f.dev, "dev", false, "the server is 'selvedge serve --dev', which checks no signatures")
}

// client returns a client for the server that the flags name. With an endpoint the access key comes from the variables
// that AWS tools read, when they are set, and else from the data folder.
func (f *serverFlags) client() (*client.Client, error) {
	c := &client.Client{Endpoint: strings.TrimSuffix(f.endpoint, "/")}
	if c.Endpoint == "" {
		running, err := datadir.ReadAddresses(f.dir)
		switch {
		case err == nil:
			c.Endpoint = running.API
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		case f.dev:
			c.Endpoint = "http://" + datadir.DefaultAPIAddr
		default:
			return nil, fmt.Errorf("no server runs on the data folder %s; start 'selvedge serve --data %s', or name another server with --endpoint-url", f.dir, f.dir)
		}
	}
	if f.dev {
		return c, nil
	}
	c.AccessKeyID, c.SecretAccessKey = os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY")
	if f.endpoint != "" && c.AccessKeyID != "" && c.SecretAccessKey != "" {
		return c, nil
	}
	credentials, err := credentialsFor(f.dir, false)
	if err != nil {
		return nil, err
	}
	c.AccessKeyID, c.SecretAccessKey = credentials.AccessKeyID, credentials.SecretAccessKey
	return c, nil
}
