// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file deletes values of key value stores that no record leads to any more. A transaction cannot delete a range,
// so the one that lets go of a generation writes a key that says so, and the values are deleted after it.

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
)

// trashChunk is how many values are deleted in one revision, as edges get whole revisions.
const trashChunk = 1000

// discard says that a generation of the store id is to be deleted. What the caller writes in the same transaction must
// keep everybody from writing into it.
func (t *txn) discard(id string, generation uint64) error {
	return t.put(trashKey(id, generation), trash{})
}

// trash says what is to be deleted beside the values.
type trash struct {
	Pieces bool `json:",omitempty"` // those of the generation, in the history
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
	var again <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.work:
		case <-again:
		}
		left, err := c.collect(ctx)
		if err != nil {
			retry.wait(ctx, err)
			c.wake()
			continue
		}
		retry.reset()
		again = nil
		if left {
			again = time.After(importTTL * time.Second)
		}
	}
}

// collect deletes all that is discarded now. left says that there is more, which somebody still writes: that becomes part
// of a store, or it is trash when its lease has ended.
func (c *collector) collect(ctx context.Context) (left bool, err error) {
	resp, err := c.get(ctx, trashPrefix, clientv3.WithPrefix(), clientv3.WithKeysOnly())
	if err != nil {
		return false, err
	}
	for _, kv := range resp.Kvs {
		inUse, err := c.take(ctx, strings.TrimPrefix(string(kv.Key), trashPrefix))
		if err != nil {
			return false, err
		}
		left = left || inUse
	}
	return left, nil
}

// take deletes what the key of trash with this rest stands for, and the key. inUse says that nothing was deleted as
// somebody writes there; that is read together with the key, because both change in one transaction.
func (c *collector) take(ctx context.Context, rest string) (inUse bool, err error) {
	resp, err := c.store.read(ctx, clientv3.OpGet(trashPrefix+rest), clientv3.OpGet(importPrefix+rest, clientv3.WithCountOnly()))
	if err != nil {
		return false, err
	}
	record, _, err := recordOf[trash](resp, 0)
	if record == nil || err != nil {
		return false, err
	}
	if resp.Responses[1].GetResponseRange().GetCount() > 0 {
		return true, nil
	}
	prefixes := []string{keyValuePrefix + rest + "/"}
	id, generation, _ := strings.Cut(rest, "/")
	switch {
	case generation == historyTrash:
		prefixes[0] = historyPrefix + id + "/"
	case record.Pieces:
		prefixes = append(prefixes, piecesPrefix(id)+generation+"/")
	}
	for _, prefix := range prefixes {
		if err := c.empty(ctx, prefix); err != nil {
			return false, err
		}
	}
	return false, c.remove(ctx, trashPrefix+rest)
}

// empty deletes all keys that begin with prefix.
func (c *collector) empty(ctx context.Context, prefix string) error {
	for {
		resp, err := c.get(ctx, prefix, clientv3.WithPrefix(), clientv3.WithKeysOnly(), clientv3.WithLimit(wholePage))
		if err != nil || len(resp.Kvs) == 0 {
			return err
		}
		for chunk := range slices.Chunk(resp.Kvs, trashChunk) {
			last := string(chunk[len(chunk)-1].Key)
			if err := c.remove(ctx, prefix, clientv3.WithRange(last+"\x00")); err != nil {
				return err
			}
		}
	}
}

func (c *collector) remove(ctx context.Context, key string, opts ...clientv3.OpOption) error {
	ctx, cancel := context.WithTimeout(ctx, operationTimeout)
	defer cancel()
	_, err := c.store.client.Delete(ctx, key, opts...)
	return err
}

func (c *collector) get(ctx context.Context, key string, opts ...clientv3.OpOption) (*clientv3.GetResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, operationTimeout)
	defer cancel()
	return c.store.client.Get(ctx, key, opts...)
}
