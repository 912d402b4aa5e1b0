// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
	"selvedge/internal/seal"
)

const (
	defaultMaxDistributions = 500             // AWS developer guide, "Quotas" (api.md section 12)
	defaultEdgeTTL          = 5 * time.Second // a dead edge holds deployment back no longer
	minEdgeTTL              = time.Second     // the granularity of etcd

	dialTimeout    = 5 * time.Second
	aliveInterval  = 10 * time.Second // between probes of an idle connection to an external etcd
	startupTimeout = 30 * time.Second // of the embedded etcd
)

// Config says where the state is and what limits hold.
type Config struct {
	DataDir   string   // folder of the embedded etcd, which uses the subfolder etcd
	Endpoints []string // http or https URLs of an external etcd; empty means embedded
	AccountID string   // 12 digits; part of every ARN
	Domain    string   // distributions get host names below it

	MaxFunctions     int // quota of the account; 0 means 100
	MaxDistributions int // quota of the account; 0 means 500
	MaxStores        int // quota of the account, of key value stores; 0 means 50

	// OpenImport opens the object with an ARN, from which a key value store is to be filled. An *selvedge.Error is for
	// whoever creates the store. nil: no store can be filled.
	OpenImport func(ctx context.Context, arn string) (io.ReadCloser, error)

	// DeploymentDelay is how long a distribution stays InProgress at least after a change.
	DeploymentDelay time.Duration
	// EdgeTTL is how long an edge that does not answer counts as live; 0 means 5 s, the least is 1 s.
	EdgeTTL time.Duration

	// MasterKey seals the secrets of access keys; nil: there are none.
	MasterKey *seal.Key

	// AuditKeep is how many audit records are kept of what was done, and again of what was not; 0 means 50,000. AuditAge is
	// for how long; 0 means 90 days.
	AuditKeep int
	AuditAge  time.Duration

	Now    func() time.Time // nil means time.Now
	Logger *slog.Logger     // nil means discard

	// These have their defaults but for tests.
	noSync          bool // the embedded etcd does not wait for the disk
	historyVersions int
	historyBytes    int64
	inPlaceKeys     int
}

var (
	accountID = regexp.MustCompile(`^[0-9]{12}$`)
	domain    = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$`)
)

// Validate reports the first setting that cannot be used.
func (c *Config) Validate() error {
	switch {
	case c.DataDir == "" && len(c.Endpoints) == 0:
		return errors.New("store: neither a data folder nor endpoints of etcd are given")
	case !accountID.MatchString(c.AccountID):
		return fmt.Errorf("store: account id %q is not 12 digits", c.AccountID)
	case !domain.MatchString(c.Domain):
		return fmt.Errorf("store: domain %q is not a host name in lower case", c.Domain)
	case c.MaxFunctions < 0 || c.MaxDistributions < 0 || c.MaxStores < 0:
		return fmt.Errorf("store: negative quota: %d functions, %d distributions, %d key value stores",
			c.MaxFunctions, c.MaxDistributions, c.MaxStores)
	case c.DeploymentDelay < 0:
		return fmt.Errorf("store: negative deployment delay %v", c.DeploymentDelay)
	case c.AuditKeep < 0 || c.AuditAge < 0:
		return fmt.Errorf("store: negative bound of audit records: %d records, %v", c.AuditKeep, c.AuditAge)
	case c.EdgeTTL != 0 && c.EdgeTTL < minEdgeTTL:
		return fmt.Errorf("store: edge TTL %v is less than %v", c.EdgeTTL, minEdgeTTL)
	}
	for _, e := range c.Endpoints {
		if u, err := url.Parse(e); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return fmt.Errorf("store: endpoint %q is not an http or https URL", e)
		}
	}
	return nil
}

func (c Config) withDefaults() Config {
	if c.MaxFunctions == 0 {
		c.MaxFunctions = selvedge.DefaultMaxFunctions
	}
	if c.MaxDistributions == 0 {
		c.MaxDistributions = defaultMaxDistributions
	}
	if c.MaxStores == 0 {
		c.MaxStores = selvedge.DefaultMaxKeyValueStores
	}
	if c.AuditKeep == 0 {
		c.AuditKeep = DefaultAuditKeep
	}
	if c.AuditAge == 0 {
		c.AuditAge = DefaultAuditAge
	}
	if c.historyVersions == 0 {
		c.historyVersions, c.historyBytes = historyVersions, historyBytes
	}
	if c.inPlaceKeys == 0 {
		c.inPlaceKeys = inPlaceKeys
	}
	if c.EdgeTTL == 0 {
		c.EdgeTTL = defaultEdgeTTL
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

// Store keeps the state of the account in etcd. Its methods are safe for concurrent use.
type Store struct {
	config    Config
	client    *clientv3.Client
	embedded  *embedded // nil with an external etcd
	compactor *compactor
	collector *collector
	trimmer   *trimmer

	functionQueue     queue // for the counter of functions
	distributionQueue queue // for the counter of distributions
	storeQueue        queue // for the counter of key value stores
	accessKeyQueue    queue // for the counter of access keys

	views viewCache

	done      chan struct{} // closed by Close
	closeOnce sync.Once
	closeErr  error

	mu sync.Mutex

	closed  bool
	pending sync.WaitGroup // operations, imports and edges that run

	imports sync.WaitGroup // of the goroutines of imports
}

// Location says, for operators, where the etcd is.
func (s *Store) Location() string {
	if s.embedded != nil {
		return "embedded"
	}
	return strings.Join(s.config.Endpoints, ",")
}

// Open opens the store. With an embedded etcd the store is ready when Open returns; an external one need not be
// reachable yet. The caller closes the store.
func Open(ctx context.Context, config Config) (*Store, error) {
	if err := config.Validate(); err != nil {
		return nil, err
	}
	s := &Store{
		config:            config.withDefaults(),
		functionQueue:     make(queue, 1),
		distributionQueue: make(queue, 1),
		storeQueue:        make(queue, 1),
		accessKeyQueue:    make(queue, 1),
		done:              make(chan struct{}),
	}
	if len(config.Endpoints) > 0 {
		client, err := dial(config.Endpoints)
		if err != nil {
			return nil, err
		}
		s.client = client
		s.collector = startCollector(s)
		s.trimmer = startTrimmer(s)
		return s, nil
	}
	ctx, cancel := context.WithTimeout(ctx, startupTimeout)
	defer cancel()
	e, err := startEmbedded(ctx, filepath.Join(config.DataDir, "etcd"), &s.config)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	s.embedded, s.client = e, e.client
	s.compactor = startCompactor(e.client, s.config.Logger)
	s.collector = startCollector(s)
	s.trimmer = startTrimmer(s)
	return s, nil
}

// dial returns a client for an external etcd. What goes wrong is in the answers to requests, so the client logs
// nothing.
func dial(endpoints []string) (*clientv3.Client, error) {
	client, err := clientv3.New(clientv3.Config{
		Endpoints:            endpoints,
		DialTimeout:          dialTimeout,
		DialKeepAliveTime:    aliveInterval,
		DialKeepAliveTimeout: dialTimeout,
		MaxCallSendMsgSize:   maxRequestBytes,
		Logger:               (&zapGate{}).logger(),
	})
	if err != nil {
		return nil, fmt.Errorf("store: etcd at %q: %w", endpoints, err)
	}
	return client, nil
}

// Ping reports whether etcd answers, by a read that needs its quorum; for health checks.
func (s *Store) Ping(ctx context.Context) error {
	_, err := s.read(ctx, clientv3.OpGet(functionCount))
	return err
}

// Close ends RunEdge, waits for the operations that run and closes etcd. It must not be called from apply.
func (s *Store) Close() error {
	s.closeOnce.Do(func() {
		s.mu.Lock()
		s.closed = true
		s.mu.Unlock()
		close(s.done)
		s.pending.Wait()
		s.imports.Wait()
		s.compactor.stop()
		s.collector.stop()
		s.trimmer.stop()
		if s.embedded != nil {
			s.closeErr = s.embedded.stop()
		} else {
			s.closeErr = s.client.Close()
		}
	})
	return s.closeErr
}

// enter says that an operation begins; the caller calls leave when it has ended.
func (s *Store) enter() (leave func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, selvedge.Errorf(selvedge.CodeServiceUnavailable, "The store is closed.")
	}
	s.pending.Add(1)
	return s.pending.Done, nil
}

// now returns the time as records hold it: UTC, milliseconds (api.md section 1.3).
func (s *Store) now() time.Time { return s.config.Now().UTC().Truncate(time.Millisecond) }

var (
	_ selvedge.FunctionService     = (*Store)(nil)
	_ selvedge.DistributionService = (*Store)(nil)
	_ selvedge.TagService          = (*Store)(nil)
	_ selvedge.EdgeFeed            = (*Store)(nil)

	_ selvedge.InvalidationService  = (*Store)(nil)
	_ selvedge.MonitoringService    = (*Store)(nil)
	_ selvedge.KeyValueStoreService = (*Store)(nil)
	_ selvedge.KeyValueService      = (*Store)(nil)
)
