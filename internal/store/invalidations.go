// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// How many invalidations of a distribution are remembered; the API model sets no limits. Those in progress always are.
const (
	keepBatches  = 100       // that are completed
	keepPaths    = 1 << 20   // bytes of the paths of those
	maxBatches   = 1000      // in progress: more can only pile up while an edge that counts as live hangs
	maxPathBytes = 512 << 10 // of one batch
)

// forgottenMark ends the key of the mark of forgotten invalidations of a distribution. It is no id, which are in upper case.
const forgottenMark = "forgotten"

func batchKey(distribution string) string { return batchPrefix + distribution }

func invalidationKey(distribution, id string) string {
	return invalidationPrefix + distribution + "/" + id
}

// CreateInvalidation is described by selvedge.InvalidationService.
func (s *Store) CreateInvalidation(
	ctx context.Context, distribution string, in selvedge.InvalidationBatch,
) (made *selvedge.Invalidation, err error) {
	invalid := in.Validate() // reported after the distribution was found (api.md section 1.6)
	in.Paths.Quantity = len(in.Paths.Items)
	entry := batch{Caller: callerHash(in.CallerReference), Paths: len(in.Paths.Items), Wildcards: in.Wildcards()}
	for _, p := range in.Paths.Items {
		entry.Size += len(p)
	}
	key := batchKey(distribution)
	err = s.update(ctx, []string{distributionKey(distribution), key}, func(t *txn) error {
		if !t.has(distributionKey(distribution)) {
			return noSuchDistribution()
		}
		if invalid != nil {
			return invalid
		}
		if entry.Size > maxPathBytes {
			return selvedge.Errorf(selvedge.CodeBatchTooLarge, "The paths of the invalidation have %d bytes; the maximum is %d.",
				entry.Size, maxPathBytes)
		}
		known, err := get[batches](t, key)
		if err != nil {
			return err
		}
		if known == nil {
			known = &batches{}
		}
		known.number(t.stm.Rev(key))
		edges, err := s.liveEdges(ctx)
		if err != nil {
			return err
		}
		if made, err = t.repeated(distribution, known, entry.Caller, &in); made != nil || err != nil {
			if made != nil {
				made.Completed = known.completed(made.ID, edges)
			}
			return err
		}
		if err := known.admit(&entry, edges); err != nil {
			return err
		}
		entry.ID, entry.Time = "I"+randomDigits()+randomDigits()[1:], s.now()
		made = &selvedge.Invalidation{ID: entry.ID, DistributionID: distribution, Batch: in, CreateTime: entry.Time}
		if err := t.put(invalidationKey(distribution, entry.ID), made); err != nil {
			return err
		}
		if err := t.forgetInvalidations(distribution, known, edges); err != nil {
			return err
		}
		known.List = append(known.List, entry)
		return t.put(key, known)
	})
	if err != nil {
		return nil, err
	}
	return made, nil
}

func callerHash(reference string) string {
	sum := sha256.Sum256([]byte(reference))
	return hex.EncodeToString(sum[:16])
}

// number gives the newest batch its revision, which is that of the record: nothing else writes it.
func (b *batches) number(revision int64) {
	if n := len(b.List); n > 0 {
		b.List[n-1].Revision = revision
	}
}

// completed says whether all live edges, which have applied edges, have applied the invalidation id.
func (b *batches) completed(id string, edges int64) bool {
	return slices.ContainsFunc(b.List, func(old batch) bool { return old.ID == id && old.Revision <= edges })
}

// repeated returns the invalidation that has the caller reference with this hash, when it has the same paths. Source:
// api.md section 5.
func (t *txn) repeated(distribution string, known *batches, caller string, in *selvedge.InvalidationBatch) (*selvedge.Invalidation, error) {
	at := slices.IndexFunc(known.List, func(b batch) bool { return b.Caller == caller })
	if at < 0 {
		return nil, nil
	}
	old, err := get[selvedge.Invalidation](t, invalidationKey(distribution, known.List[at].ID))
	if err != nil {
		return nil, err
	}
	if old == nil || !slices.Equal(old.Batch.Paths.Items, in.Paths.Items) {
		return nil, selvedge.Errorf(selvedge.CodeInvalidArgument, "The caller reference was used for the invalidation %s, which "+
			"has other paths.", known.List[at].ID)
	}
	return old, nil
}

// admit checks the limits of what is in progress when all live edges have applied edges.
func (b *batches) admit(entry *batch, edges int64) error {
	running, paths, wildcards := 1, entry.Paths, entry.Wildcards
	for i := range b.List {
		if old := &b.List[i]; old.Revision > edges {
			running++
			paths += old.Paths
			wildcards += old.Wildcards
		}
	}
	switch {
	case wildcards > selvedge.MaxInvalidationWildcards:
		return selvedge.Errorf(selvedge.CodeTooManyInvalidationsInProgress, "%d paths with a wildcard would be invalidated at "+
			"one time; the maximum is %d.", wildcards, selvedge.MaxInvalidationWildcards)
	case paths > selvedge.MaxInvalidationPaths:
		return selvedge.Errorf(selvedge.CodeTooManyInvalidationsInProgress, "%d paths would be invalidated at one time; the "+
			"maximum is %d.", paths, selvedge.MaxInvalidationPaths)
	case running > maxBatches:
		return selvedge.Errorf(selvedge.CodeTooManyInvalidationsInProgress, "%d invalidations would be in progress at one time; "+
			"the maximum is %d.", running, maxBatches)
	}
	return nil
}

// forgetInvalidations removes the oldest completed invalidations of which there are more than are remembered, and marks when the
// newest of them was made.
func (t *txn) forgetInvalidations(distribution string, b *batches, edges int64) error {
	count, size := 0, 0
	keep := make([]batch, 0, len(b.List)+1)
	var newest time.Time
	for _, old := range slices.Backward(b.List) {
		if old.Revision <= edges {
			count++
			size += old.Size
			if count > keepBatches || size > keepPaths {
				t.remove(invalidationKey(distribution, old.ID))
				if old.Time.After(newest) {
					newest = old.Time
				}
				continue
			}
		}
		keep = append(keep, old)
	}
	slices.Reverse(keep)
	b.List = keep
	if newest.IsZero() {
		return nil
	}
	return t.put(invalidationKey(distribution, forgottenMark), forgotten{Time: newest})
}

// removeInvalidations removes all invalidations of a distribution that is deleted.
func (t *txn) removeInvalidations(distribution string) error {
	known, err := get[batches](t, batchKey(distribution))
	if known == nil || err != nil {
		return err
	}
	for i := range known.List {
		t.remove(invalidationKey(distribution, known.List[i].ID))
	}
	t.remove(invalidationKey(distribution, forgottenMark), batchKey(distribution))
	return nil
}

// liveEdges returns the revision that all live edges have applied. Reading it outside of a transaction is sound: it can
// only have grown meanwhile, or belong to an edge that registers anew and then loads everything.
func (s *Store) liveEdges(ctx context.Context) (int64, error) {
	resp, err := s.client.Txn(ctx).Then(appliedOp()).Commit()
	if err != nil {
		return 0, err
	}
	return edgesApplied(resp.Responses[0])
}

// Invalidation is described by selvedge.InvalidationService.
func (s *Store) Invalidation(ctx context.Context, distribution, id string) (*selvedge.Invalidation, error) {
	resp, err := s.read(ctx, clientv3.OpGet(distributionKey(distribution), clientv3.WithCountOnly()),
		clientv3.OpGet(invalidationKey(distribution, id)), appliedOp())
	if err != nil {
		return nil, err
	}
	if resp.Responses[0].GetResponseRange().GetCount() == 0 {
		return nil, noSuchDistribution()
	}
	edges, err := edgesApplied(resp.Responses[2])
	if err != nil {
		return nil, err
	}
	found, revision, err := recordOf[selvedge.Invalidation](resp, 1)
	if err != nil {
		return nil, err
	}
	if found == nil || id == forgottenMark {
		return nil, selvedge.Errorf(selvedge.CodeNoSuchInvalidation, "The specified invalidation does not exist.")
	}
	found.Completed = revision <= edges
	return found, nil
}

// Invalidations is described by selvedge.InvalidationService.
func (s *Store) Invalidations(
	ctx context.Context, distribution string, page selvedge.Page,
) ([]*selvedge.InvalidationSummary, bool, error) {
	limit, err := pageLimit(page)
	if err != nil {
		return nil, false, err
	}
	known, edges, err := s.batches(ctx, distribution)
	if err != nil {
		return nil, false, err
	}
	list := known.List
	if page.After != "" {
		at := slices.IndexFunc(list, func(b batch) bool { return b.ID == page.After })
		if at < 0 { // forgotten meanwhile: where it was in the order is not known any more
			return nil, false, selvedge.Errorf(selvedge.CodeInvalidArgument, "The marker %q is not the id of an invalidation.", page.After)
		}
		list = list[:at]
	}
	var summaries []*selvedge.InvalidationSummary
	for i := len(list) - 1; i >= 0 && len(summaries) < limit; i-- {
		b := &list[i]
		summaries = append(summaries, &selvedge.InvalidationSummary{ID: b.ID, CreateTime: b.Time, Completed: b.Revision <= edges})
	}
	return summaries, len(list) > limit, nil
}

// batches returns the invalidations of a distribution that are remembered, and the revision that all live edges have
// applied.
func (s *Store) batches(ctx context.Context, distribution string) (*batches, int64, error) {
	resp, err := s.read(ctx, clientv3.OpGet(distributionKey(distribution), clientv3.WithCountOnly()),
		clientv3.OpGet(batchKey(distribution)), appliedOp())
	if err != nil {
		return nil, 0, err
	}
	if resp.Responses[0].GetResponseRange().GetCount() == 0 {
		return nil, 0, noSuchDistribution()
	}
	edges, err := edgesApplied(resp.Responses[2])
	if err != nil {
		return nil, 0, err
	}
	known, revision, err := recordOf[batches](resp, 1)
	if known == nil || err != nil {
		return &batches{}, edges, err
	}
	known.number(revision)
	return known, edges, nil
}

// invalidating returns how many invalidations of a distribution are in progress.
func (s *Store) invalidating(ctx context.Context, distribution string) (int, error) {
	known, edges, err := s.batches(ctx, distribution)
	if selvedge.ErrorCode(err) == selvedge.CodeNoSuchDistribution { // deleted meanwhile
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	n := 0
	for i := range known.List {
		if known.List[i].Revision > edges {
			n++
		}
	}
	return n, nil
}
