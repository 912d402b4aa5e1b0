// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"regexp"
	"time"

	"selvedge/internal/datadir"
	"selvedge/internal/edge"
	"selvedge/internal/funclog"
	"selvedge/internal/kvsource"
	"selvedge/internal/origin"
)

// Config says how a process runs. New fills the zero values with the defaults named here.
type Config struct {
	DataDir       string   // "./selvedge-data"; with Dev a temporary folder that is removed at the end
	APIAddr       string   // "127.0.0.1:4400"; port 0 takes a free one
	EdgeAddr      string   // "127.0.0.1:8080"
	EdgeTLSAddr   string   // of the edge with TLS; empty: none
	Domain        string   // "cloudfront.localhost": what distribution domain names end in
	EtcdEndpoints []string // empty: embedded
	AccountID     string   // "111122223333"
	Role          Role     // "all": which parts run
	Dev           bool     // authentication off, loopback addresses only

	// ObservedStatus chooses the status words IN_PROGRESS and DEPLOYED for attached functions.
	ObservedStatus bool
	// DeploymentDelay keeps distributions InProgress for at least this long after a change.
	DeploymentDelay time.Duration

	// MetricsAddr is where counters are served for Prometheus; empty: nowhere.
	MetricsAddr string
	// ThrottleFunctions refuses to run functions that do not compile or keep exceeding the allowed compute.
	ThrottleFunctions bool
	// EdgeLocation is where the edge is, NAME[,REGION[,IP]]; empty: made up.
	EdgeLocation string

	// TLS says where certificates come from, and Drain how long running requests may take at the end.
	TLS   TLSConfig
	Drain time.Duration // edge.DefaultDrain
	// ProxyProtocolFrom are the addresses of balancers that say who their viewers are: addresses or CIDR.
	ProxyProtocolFrom []string
	// CacheMemory and CacheDisk are the sizes of the two tiers of the edge's cache; 0: there is none.
	CacheMemory, CacheDisk Size

	// AllowPrivateOrigins allows origins at loopback, private and other special addresses; Dev does so, too.
	AllowPrivateOrigins bool

	// S3 says where the buckets of S3 origins are, and what signs requests to them.
	S3 origin.S3

	// MasterKeyFile is where the key is that seals the secrets of access keys; empty: in the data folder, where it is made.
	MasterKeyFile string
	// ForgetAccessKeys removes all access keys but the root key, because their master key is lost.
	ForgetAccessKeys bool
	// AuditKeep and AuditMaxAge bound the audit records; 0 means the defaults of store.
	AuditKeep   int
	AuditMaxAge time.Duration

	// Import says where the import files of key value stores come from; empty: from nowhere.
	Import kvsource.Config

	Version           string
	Logger            *slog.Logger   // nil: discard
	FunctionLog       io.Writer      // what functions print at the edge; nil: discard
	FunctionLogFormat funclog.Format // "text"
}

// Defaults of Config; those that other commands share are in datadir.
const (
	DefaultEdgeAddr  = "127.0.0.1:8080"
	DefaultDomain    = "cloudfront.localhost"
	DefaultAccountID = "111122223333"
)

func (c Config) withDefaults() Config {
	set := func(field *string, value string) {
		if *field == "" {
			*field = value
		}
	}
	if !c.Dev {
		set(&c.DataDir, datadir.Default)
	}
	set(&c.APIAddr, datadir.DefaultAPIAddr)
	set(&c.EdgeAddr, DefaultEdgeAddr)
	set(&c.Domain, DefaultDomain)
	set(&c.AccountID, DefaultAccountID)
	if c.Role == "" {
		c.Role = RoleAll
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.FunctionLog == nil {
		c.FunctionLog = io.Discard
	}
	c.withRole()
	return c
}

var (
	accountID  = regexp.MustCompile(`^[0-9]{12}$`)
	domainName = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)
)

// Validate says what is wrong with the configuration.
func (c *Config) Validate() error {
	if !accountID.MatchString(c.AccountID) {
		return fmt.Errorf("account id %q is not 12 digits", c.AccountID)
	}
	if !domainName.MatchString(c.Domain) {
		return fmt.Errorf("domain %q is not a domain name in lower case", c.Domain)
	}
	if c.DeploymentDelay < 0 {
		return fmt.Errorf("deployment delay %s is negative", c.DeploymentDelay)
	}
	if c.AuditKeep < 0 || c.AuditMaxAge < 0 {
		return fmt.Errorf("audit records: %d of them or %s is negative", c.AuditKeep, c.AuditMaxAge)
	}
	if err := c.locate(&edge.Config{}); err != nil {
		return err
	}
	if _, err := funclog.New(funclog.Config{Writer: c.FunctionLog, Format: c.FunctionLogFormat}); err != nil {
		return err
	}
	if _, err := c.openImport(); err != nil {
		return err
	}
	if err := c.validateTransports(); err != nil {
		return err
	}
	if err := c.S3.Validate(); err != nil {
		return err
	}
	if cache := c.cacheConfig(); c.CacheMemory < 0 || c.CacheDisk < 0 || cache.Validate() != nil {
		return cache.Validate()
	}
	return errors.Join(c.validateRole(), c.validateAddresses())
}

// validateAddresses says what is wrong with where the process listens.
func (c *Config) validateAddresses() error {
	for _, a := range []struct{ name, addr string }{
		{"api", c.APIAddr}, {"edge", c.EdgeAddr}, {"edge TLS", c.EdgeTLSAddr}, {"metrics", c.MetricsAddr},
	} {
		if a.addr == "" { // the process does not listen there
			continue
		}
		host, _, err := net.SplitHostPort(a.addr)
		if err != nil {
			return fmt.Errorf("%s address %q is not host:port: %w", a.name, a.addr, err)
		}
		if c.Dev && !loopback(host) {
			return fmt.Errorf("%s address %q is not a loopback address; with --dev authentication is off, so only loopback addresses are allowed", a.name, a.addr)
		}
	}
	return nil
}

// openImport returns what opens import files of key value stores; nil when there are none.
func (c *Config) openImport() (func(context.Context, string) (io.ReadCloser, error), error) {
	if c.Import.Dir == "" && c.Import.Endpoint == "" && c.Import.AccessKey == "" && c.Import.Secret == "" {
		return nil, nil
	}
	source, err := kvsource.New(c.Import)
	if err != nil {
		return nil, err
	}
	return source.Open, nil
}

// loopback says whether host is certain to reach this machine only.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// openDataDir makes the data folder and says how to leave it: a temporary one is removed.
func (c *Config) openDataDir() (leave func() error, err error) {
	if c.DataDir == "" {
		c.DataDir, err = os.MkdirTemp("", "selvedge-dev-")
		if err != nil {
			return nil, fmt.Errorf("temporary data folder: %w", err)
		}
		return func() error { return os.RemoveAll(c.DataDir) }, nil
	}
	lock, err := datadir.Lock(c.DataDir)
	if err != nil {
		return nil, err
	}
	return lock.Close, nil
}
