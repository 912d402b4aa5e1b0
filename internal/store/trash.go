// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file deletes values of key value stores that no record leads to any more. A transaction cannot delete a range,
// so the one that lets go of a generation writes a key that says so, and the values are deleted after it.

import (
	"context"
	"strings"
	"sync"

	clientv3 "go.etcd.io/etcd/client/v3"
)

// trashChunk is how many values are deleted in one revision, as edges get whole revisions.
const trashChunk = 1000

// discard says that a generation of the store id is to be deleted. What the caller writes in the same transaction must
// keep everybody from writing into it.
func (t *txn) discard(id string, generation uint64) error {
	return t.put(trashKey(id, generation), struct{}{})
}

// collector deletes what is discarded, by this process or by one that was killed.
type collector struct {
	store  *Store
	work   chan struct{} // has an element when there may be something
	cancel context.CancelFunc
	wg     sync.WaitGroup
}

func startCollector(s *Store) *collector {
	ctx, cancel := context.WithCancel(s.client.Ctx())
	c := &collector{store: s, work: make(chan struct{}, 1), cancel: cancel}
	c.wake()
	c.wg.Go(func() { c.run(ctx) })
	return c
}

// wake asks for a look at what is discarded; it does not wait.
func (c *collector) wake() {
	select {
	case c.work <- struct{}{}:
	default: // the look that is still to come sees everything
	}
}

func (c *collector) stop() {
	c.cancel()
	c.wg.Wait()
}

func (c *collector) run(ctx context.Context) {
	retry := newBackoff(c.store, "trash not collected")
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.work:
		}
		if err := c.collect(ctx); err != nil {
			retry.wait(ctx, err)
			c.wake()
			continue
		}
		retry.reset()
	}
}

// collect deletes all that is discarded now.
func (c *collector) collect(ctx context.Context) error {
	resp, err := c.get(ctx, trashPrefix, clientv3.WithPrefix(), clientv3.WithKeysOnly())
	if err != nil {
		return err
	}
	for _, kv := range resp.Kvs {
		key := string(kv.Key)
		prefix := keyValuePrefix + strings.TrimPrefix(key, trashPrefix) + "/"
		if err := c.empty(ctx, prefix); err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, operationTimeout)
		_, err := c.store.client.Delete(ctx, key)
		cancel()
		if err != nil {
			return err
		}
	}
	return nil
}

// empty deletes all keys that begin with prefix.
func (c *collector) empty(ctx context.Context, prefix string) error {
	for {
		resp, err := c.get(ctx, prefix, clientv3.WithPrefix(), clientv3.WithKeysOnly(), clientv3.WithLimit(trashChunk))
		if err != nil || len(resp.Kvs) == 0 {
			return err
		}
		last := string(resp.Kvs[len(resp.Kvs)-1].Key)
		ctx, cancel := context.WithTimeout(ctx, operationTimeout)
		_, err = c.store.client.Delete(ctx, prefix, clientv3.WithRange(last+"\x00"))
		cancel()
		if err != nil {
			return err
		}
	}
}

func (c *collector) get(ctx context.Context, key string, opts ...clientv3.OpOption) (*clientv3.GetResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, operationTimeout)
	defer cancel()
	return c.store.client.Get(ctx, key, opts...)
}
