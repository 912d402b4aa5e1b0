// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// How much history the embedded etcd keeps. Edges that are further behind load everything again.
const (
	compactEvery = 5000 // revisions
	compactKeep  = 1000 // revisions
)

// compactor drops old revisions of an embedded etcd by their number. etcd's own compactor looks every five minutes,
// in which fast writers can fill the disk. A nil compactor does nothing: an external etcd has its operator.
type compactor struct {
	client      *clientv3.Client
	logger      *slog.Logger
	every, keep int64 // revisions

	wake   chan int64 // the newest revision known
	cancel context.CancelFunc
	wg     sync.WaitGroup
}

func startCompactor(client *clientv3.Client, logger *slog.Logger) *compactor {
	ctx, cancel := context.WithCancel(client.Ctx())
	c := &compactor{
		client: client, logger: logger, every: compactEvery, keep: compactKeep,
		wake: make(chan int64, 1), cancel: cancel,
	}
	c.wg.Go(func() { c.run(ctx) })
	return c
}

// committed tells the revision of a commit; it does not wait.
func (c *compactor) committed(revision int64) {
	if c == nil {
		return
	}
	select {
	case c.wake <- revision:
	default: // the next commit tells
	}
}

func (c *compactor) stop() {
	if c != nil {
		c.cancel()
		c.wg.Wait()
	}
}

func (c *compactor) run(ctx context.Context) {
	var last int64 // the revision compacted to
	for {
		select {
		case <-ctx.Done():
			return
		case revision := <-c.wake:
			if revision-last < c.every+c.keep {
				continue
			}
			_, err := c.client.Compact(ctx, revision-c.keep)
			if err != nil && !errors.Is(err, rpctypes.ErrCompacted) && ctx.Err() == nil {
				c.logger.Warn("store history not compacted", selvedge.LogRevision, revision, selvedge.LogErr, err)
				continue
			}
			last = revision - c.keep
		}
	}
}
