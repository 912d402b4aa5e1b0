// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"cmp"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"selvedge/internal/cff"
	"selvedge/internal/httpcache"
	"selvedge/internal/snapshot"
)

// Limits of requests. Source: AWS developer guide, quotas on distributions (limits.md section 2).
const (
	maxHead = 32 * 1024 // bytes of request line and headers
	maxURL  = 8192      // bytes of path and query

	maxHeaders = 2048 // of a request; AWS names no number, the bytes bound it to 8,192
)

// Defaults of Config.
const (
	DefaultPop            = "SVG50-P1"
	DefaultRegion         = "us-east-1"
	DefaultMaxBody        = 20 << 30 // bytes; AWS: the largest request body is 20 GB
	DefaultReadTimeout    = 30 * time.Second
	DefaultIdleTimeout    = 60 * time.Second
	DefaultWriteTimeout   = 30 * time.Second
	DefaultMinBodyRate    = 500              // bytes a second
	DefaultStreamIdle     = 10 * time.Minute // AWS: idle timeout of WebSocket connections
	DefaultDrain          = 3 * time.Second
	DefaultCoolAfter      = time.Minute
	DefaultMaxConnections = 16 * 1024
)

// Config configures an Edge. Listener and Snapshots are required.
type Config struct {
	// Listener accepts viewers; Run closes it.
	Listener net.Listener
	// TLSListener accepts viewers that speak TLS; nil for none. Run closes it.
	TLSListener net.Listener
	// PacketConn is the UDP port for HTTP/3; nil for none. It goes with TLSListener. Run closes it.
	PacketConn net.PacketConn
	// Certificate chooses the certificate for a viewer; it is required with TLSListener.
	Certificate func(*tls.ClientHelloInfo) (*tls.Certificate, error)
	// ExtraProtocols are ALPN protocols that are offered besides those of HTTP; a connection that agrees on one ends.
	ExtraProtocols []string
	// ProxyProtocolFrom are the addresses of balancers whose connections begin with a PROXY protocol header.
	ProxyProtocolFrom []netip.Prefix
	// Snapshots returns the current configuration; it is called once a request, from many goroutines.
	Snapshots func() *snapshot.Snapshot
	// Pop is the location in X-Amz-Cf-Pop.
	Pop string
	// Location is what functions learn of where they run. What is missing is taken from Pop, which begins with the
	// code of an airport, and from the listener's address.
	Location *cff.EdgeLocation
	// Cache stores answers; nil means that nothing is stored. Its owner closes it when Run has returned.
	Cache *httpcache.Store
	// Logger is for operators; nil means discard. Every request leaves one access record at level debug.
	Logger *slog.Logger
	// SecurePort is where viewers are redirected to who must come by HTTPS; 0 means 443.
	SecurePort int
	// Now is the clock that answers are dated and judged by; nil means time.Now.
	Now func() time.Time
	// FunctionLog takes what a function printed during one invocation; nil means discard. It is called from many
	// goroutines and must not keep lines.
	FunctionLog func(distributionID, function, requestID string, lines []string)

	// MaxBody is the largest request body in bytes.
	MaxBody int64
	// MaxConnections is how many viewers may be connected; further ones get 503.
	MaxConnections int
	// ReadTimeout bounds the arrival of a request's head, and of every piece of its body.
	ReadTimeout time.Duration
	// MinBodyRate is how many bytes of a request's body must come in a second of waiting, on average and beyond
	// ReadTimeout. It is for HTTP/1.1; streams of the other versions may be silent.
	MinBodyRate int64
	// IdleTimeout is how long a connection is kept without a request.
	IdleTimeout time.Duration
	// WriteTimeout bounds how long a viewer may refuse to take a piece of the answer.
	WriteTimeout time.Duration
	// CoolAfter is how long functions keep their compiled code, and instances, without having run: between this and twice
	// as long.
	CoolAfter time.Duration
	// StreamIdle is how long nothing may move on a WebSocket connection or within a gRPC request.
	StreamIdle time.Duration
	// Drain bounds how long running requests may take after Run was asked to end.
	Drain time.Duration
}

func (c Config) withDefaults() Config {
	if c.Pop == "" {
		c.Pop = DefaultPop
	}
	c.Location = completeLocation(c.Location, c.Pop, c.Listener)
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.FunctionLog == nil {
		c.FunctionLog = func(string, string, string, []string) {}
	}
	if c.MaxBody == 0 {
		c.MaxBody = DefaultMaxBody
	}
	if c.MaxConnections == 0 {
		c.MaxConnections = DefaultMaxConnections
	}
	if c.MinBodyRate == 0 {
		c.MinBodyRate = DefaultMinBodyRate
	}
	for field, value := range map[*time.Duration]time.Duration{
		&c.ReadTimeout: DefaultReadTimeout, &c.IdleTimeout: DefaultIdleTimeout,
		&c.WriteTimeout: DefaultWriteTimeout, &c.StreamIdle: DefaultStreamIdle,
		&c.Drain: DefaultDrain, &c.CoolAfter: DefaultCoolAfter,
	} {
		if *field == 0 {
			*field = value
		}
	}
	return c
}

// completeLocation returns a copy of l without gaps. An edge that listens on all addresses does not know its own.
func completeLocation(l *cff.EdgeLocation, pop string, listener net.Listener) *cff.EdgeLocation {
	full := cff.EdgeLocation{Name: pop[:min(len(pop), 3)], ServerIP: "127.0.0.1", Region: DefaultRegion}
	if listener != nil {
		if tcp, ok := listener.Addr().(*net.TCPAddr); ok && !tcp.IP.IsUnspecified() {
			full.ServerIP = tcp.IP.String()
		}
	}
	if l != nil {
		full.Name = cmp.Or(l.Name, full.Name)
		full.ServerIP = cmp.Or(l.ServerIP, full.ServerIP)
		full.Region = cmp.Or(l.Region, full.Region)
	}
	return &full
}

// Validate says what is wrong with the configuration.
func (c *Config) Validate() error {
	switch {
	case c.Listener == nil:
		return errors.New("edge: no listener")
	case c.TLSListener != nil && c.Certificate == nil:
		return errors.New("edge: a TLS listener, and no certificates")
	case c.PacketConn != nil && c.TLSListener == nil:
		return errors.New("edge: a UDP port, and no TLS listener beside it")
	case c.Snapshots == nil:
		return errors.New("edge: no snapshots")
	case c.MaxBody < 0 || c.MaxConnections < 0 || c.MinBodyRate < 0:
		return fmt.Errorf("edge: negative limit: max body %d, max connections %d, min body rate %d", c.MaxBody, c.MaxConnections, c.MinBodyRate)
	case c.StreamIdle < 0:
		return fmt.Errorf("edge: negative timeout: stream idle %s", c.StreamIdle)
	case c.ReadTimeout < 0 || c.IdleTimeout < 0 || c.WriteTimeout < 0 || c.Drain < 0 || c.CoolAfter < 0:
		return fmt.Errorf("edge: negative timeout: read %s, idle %s, write %s, drain %s, cool after %s",
			c.ReadTimeout, c.IdleTimeout, c.WriteTimeout, c.Drain, c.CoolAfter)
	}
	return nil
}

// Edge serves viewers. It is safe for concurrent use, except that Run is called once.
type Edge struct {
	config Config
	via    string // for answers that belong to no distribution
	clock  atomic.Pointer[stamp]

	exchanges sync.Pool // of *Exchange
	buffers   sync.Pool // of *[]byte, for copying bodies

	requests atomic.Uint64
	panics   atomic.Uint64
	warned   atomic.Int64 // when warns said yes, in Unix seconds

	draining atomic.Bool
	viewers  sync.WaitGroup // one for each connection

	cacheStats struct{ hits, misses atomic.Uint64 }
	background sync.WaitGroup // fetches that no viewer waits for

	mu sync.Mutex

	conns map[conn]struct{} // those that are open
}

// New returns an Edge; nothing is accepted before Run.
func New(config Config) (*Edge, error) {
	config = config.withDefaults()
	if err := config.Validate(); err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(config.Pop))
	e := &Edge{
		config: config,
		via:    "1.1 " + hex.EncodeToString(sum[:16]) + ".cloudfront.net (CloudFront)",
		conns:  map[conn]struct{}{},
	}
	e.exchanges.New = func() any { return newExchange(e) }
	e.buffers.New = func() any { b := make([]byte, copyBuffer); return &b }
	return e, nil
}

// Stats are counters since the start.
type Stats struct {
	Requests    uint64 // that reached the pipeline, or were refused before it
	Panics      uint64 // recovered; each is a bug
	Connections int    // open now
	CacheHits   uint64 // answers from the cache, or from what another request has asked for
	CacheMisses uint64 // questions to origins about what may be stored
}

// Stats returns the counters.
func (e *Edge) Stats() Stats {
	e.mu.Lock()
	defer e.mu.Unlock()
	return Stats{
		Requests: e.requests.Load(), Panics: e.panics.Load(), Connections: len(e.conns),
		CacheHits: e.cacheStats.hits.Load(), CacheMisses: e.cacheStats.misses.Load(),
	}
}

// stamp is the text of a Date header for one second.
type stamp struct {
	second int64
	text   string
}

// date returns now in the form of a Date header.
func (e *Edge) date(now time.Time) string {
	if s := e.clock.Load(); s != nil && s.second == now.Unix() {
		return s.text
	}
	s := &stamp{now.Unix(), now.UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT")}
	e.clock.Store(s)
	return s.text
}
