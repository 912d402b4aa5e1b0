// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Bounds of the pools.
const (
	maxResponseHeader = 32 * 1024 // bytes; limits.md section 2
	maxIdlePerHost    = 256
	maxIdle           = 4096
	bufferSize        = 16 * 1024

	// Functions choose what derived origins are, so that there may be any number of them.
	maxDerivedPools = 32
	maxDerivedIdle  = 512
)

// Config configures a Client. The zero value is useful.
type Config struct {
	// RootCAs verifies the certificates of origins; nil means those of the system.
	RootCAs *x509.CertPool
	// AllowPrivate allows origins at loopback, private and other special addresses; see guard.go.
	AllowPrivate bool
	// S3 says where buckets are.
	S3 S3
	// Resolver finds the addresses of names; nil means that of the system.
	Resolver *net.Resolver
}

// Client holds the connections to origins. It is safe for concurrent use.
type Client struct {
	config Config
	guard  *guard  // nil when all addresses are allowed
	s3     *target // of all buckets; nil when each has its own

	mu sync.Mutex

	configured map[class]*pool // of configured origins
	derived    []*pool         // of derived ones, the one used last in front; at most maxDerivedPools
}

// pool is the connections of a class.
type pool struct {
	*http.Transport
	class   class
	evicted atomic.Bool
}

// release closes the connection of a request that has ended when the pool is not used any more.
func (p *pool) release() {
	if p.evicted.Load() {
		p.CloseIdleConnections()
	}
}

// class is what connections of one pool have in common. Within a pool they are kept by scheme, host and port.
type class struct {
	attempts       int
	connectTimeout time.Duration
	keepAlive      time.Duration
	tlsMin         uint16
	network        string // tcp, tcp4 or tcp6
	sni            string // empty: the host that is connected to
	tlsMax         uint16 // 0: no bound
	http2          bool   // for gRPC
	trusted        bool   // the place is from the configuration of the process: it may be anywhere
	names          string // names of which the certificate must have one, with blanks between; empty: the one above
}

// New returns a Client without connections.
func New(config Config) *Client {
	if config.S3.Now == nil {
		config.S3.Now = time.Now
	}
	c := &Client{config: config, s3: config.S3.target(), configured: map[class]*pool{}}
	if !config.AllowPrivate {
		c.guard = newGuard()
	}
	return c
}

// Close closes the connections that are idle. Fetches that still run finish.
func (c *Client) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()

	for _, p := range c.configured {
		p.CloseIdleConnections()
	}
	for _, p := range c.derived {
		p.CloseIdleConnections()
	}
}

// configuredPool returns the pool of a class of configured origins.
func (c *Client) configuredPool(cl class) *pool {
	c.mu.Lock()
	defer c.mu.Unlock()

	p := c.configured[cl]
	if p == nil {
		p = c.newPool(cl, maxIdle)
		c.configured[cl] = p
	}
	return p
}

// derivedPool returns the pool of a class of derived origins. A new one takes the place of the pool that was not used
// for the longest time; requests that still run there finish, and their connections are closed then.
func (c *Client) derivedPool(cl class) *pool {
	c.mu.Lock()
	defer c.mu.Unlock()

	at := slices.IndexFunc(c.derived, func(p *pool) bool { return p.class == cl })
	if at < 0 {
		if at = len(c.derived); at < maxDerivedPools {
			c.derived = append(c.derived, nil)
		} else {
			at--
			c.derived[at].evicted.Store(true)
			c.derived[at].CloseIdleConnections()
		}
		c.derived[at] = c.newPool(cl, maxDerivedIdle)
	}
	p := c.derived[at]
	copy(c.derived[1:at+1], c.derived[:at])
	c.derived[0] = p
	return p
}

func (c *Client) newPool(cl class, idle int) *pool {
	protocols := &http.Protocols{}
	protocols.SetHTTP1(!cl.http2)           // CloudFront speaks HTTP/1.1 to origins
	protocols.SetHTTP2(cl.http2)            // but for gRPC
	protocols.SetUnencryptedHTTP2(cl.http2) // which origins speak without TLS, too
	return &pool{class: cl, Transport: &http.Transport{
		Proxy:                  nil, // never from the environment
		DialContext:            c.dialer(cl),
		TLSClientConfig:        cl.tlsConfig(c.config.RootCAs),
		TLSHandshakeTimeout:    cl.connectTimeout,
		DisableCompression:     true,
		MaxIdleConns:           idle,
		MaxIdleConnsPerHost:    maxIdlePerHost,
		IdleConnTimeout:        cl.keepAlive,
		MaxResponseHeaderBytes: maxResponseHeader,
		WriteBufferSize:        bufferSize,
		ReadBufferSize:         bufferSize,
		Protocols:              protocols,
	}}
}

// dialer returns what connects, trying as often as the class says. Source: AWS CloudFront API, data type Origin,
// ConnectionAttempts and ConnectionTimeout.
func (c *Client) dialer(cl class) func(ctx context.Context, _, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: cl.connectTimeout, KeepAlive: 30 * time.Second, Resolver: c.config.Resolver}
	if c.guard != nil && !cl.trusted {
		d.Control = c.guard.control
	}
	return func(ctx context.Context, _, address string) (net.Conn, error) {
		var err error
		for range cl.attempts {
			var conn net.Conn
			if conn, err = d.DialContext(ctx, cl.network, address); err == nil {
				return conn, nil
			}
			if ctx.Err() != nil || isType[*AddressError](err) {
				break
			}
		}
		return nil, &dialError{err}
	}
}
