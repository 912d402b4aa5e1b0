// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// startOrigin serves, on a free port until ctx is done, an origin that answers with the path it was asked for.
func startOrigin(ctx context.Context, running *sync.WaitGroup) (addr string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("origin: %w", err)
	}
	srv := &http.Server{
		ReadHeaderTimeout: 5 * time.Second,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			fmt.Fprintf(w, "the origin was asked for %s\n", r.URL.RequestURI())
		}),
	}
	context.AfterFunc(ctx, func() { _ = srv.Close() })
	running.Go(func() { _ = srv.Serve(listener) }) // ends when it is closed
	return listener.Addr().String(), nil
}
