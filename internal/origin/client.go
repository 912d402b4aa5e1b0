// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"sync"
	"time"

	"selvedge"
)

// Bounds of the pools.
const (
	maxResponseHeader = 32 * 1024 // bytes; limits.md section 2
	maxIdlePerHost    = 256
	maxIdle           = 4096
	bufferSize        = 16 * 1024
)

// Config configures a Client. The zero value is useful.
type Config struct {
	// RootCAs verifies the certificates of origins; nil means those of the system.
	RootCAs *x509.CertPool
}

// Client holds the connections to origins. It is safe for concurrent use.
type Client struct {
	config Config

	mu         sync.Mutex
	transports map[class]*http.Transport
}

// class is what connections of one pool have in common.
type class struct {
	attempts       int
	connectTimeout time.Duration
	keepAlive      time.Duration
	tlsMin         uint16
	network        string // tcp, tcp4 or tcp6
}

// New returns a Client without connections.
func New(config Config) *Client {
	return &Client{config: config, transports: map[class]*http.Transport{}}
}

// Close closes the connections that are idle. Fetches that still run finish.
func (c *Client) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()

	for _, t := range c.transports {
		t.CloseIdleConnections()
	}
}

// transport returns the pool of a class.
func (c *Client) transport(cl class) *http.Transport {
	c.mu.Lock()
	defer c.mu.Unlock()

	if t := c.transports[cl]; t != nil {
		return t
	}
	protocols := &http.Protocols{}
	protocols.SetHTTP1(true) // CloudFront speaks HTTP/1.1 to origins
	t := &http.Transport{
		Proxy:                  nil, // never from the environment
		DialContext:            cl.dial,
		TLSClientConfig:        &tls.Config{RootCAs: c.config.RootCAs, MinVersion: cl.tlsMin},
		TLSHandshakeTimeout:    cl.connectTimeout,
		DisableCompression:     true,
		MaxIdleConns:           maxIdle,
		MaxIdleConnsPerHost:    maxIdlePerHost,
		IdleConnTimeout:        cl.keepAlive,
		MaxResponseHeaderBytes: maxResponseHeader,
		WriteBufferSize:        bufferSize,
		ReadBufferSize:         bufferSize,
		Protocols:              protocols,
	}
	c.transports[cl] = t
	return t
}

// dial connects, trying as often as the class says. Source: AWS CloudFront API, data type Origin, ConnectionAttempts
// and ConnectionTimeout.
func (cl class) dial(ctx context.Context, _, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: cl.connectTimeout, KeepAlive: 30 * time.Second}
	var err error
	for range cl.attempts {
		var conn net.Conn
		if conn, err = d.DialContext(ctx, cl.network, address); err == nil {
			return conn, nil
		}
		if ctx.Err() != nil {
			break
		}
	}
	return nil, &dialError{err}
}

// isHandshake says whether err is a failed TLS handshake.
func isHandshake(err error) bool {
	return isType[*tls.CertificateVerificationError](err) || isType[tls.RecordHeaderError](err) || isType[tls.AlertError](err)
}

// tlsMinimum returns the lowest version of a list. SSLv3 is not spoken any more and counts as TLS 1.0. TLS 1.3 is
// always allowed.
func tlsMinimum(protocols *selvedge.OriginSslProtocols) uint16 {
	if protocols == nil || len(protocols.Items) == 0 {
		return tls.VersionTLS12
	}
	lowest := uint16(tls.VersionTLS12)
	for _, p := range protocols.Items {
		switch p {
		case "SSLv3", "TLSv1":
			lowest = min(lowest, tls.VersionTLS10)
		case "TLSv1.1":
			lowest = min(lowest, tls.VersionTLS11)
		}
	}
	return lowest
}
