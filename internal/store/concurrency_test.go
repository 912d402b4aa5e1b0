// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"selvedge"
	"selvedge/internal/store"
)

const clients = 8

// together runs work in as many goroutines as there are clients.
func together(work func(client int)) {
	var wg sync.WaitGroup
	for i := range clients {
		wg.Go(func() { work(i) })
	}
	wg.Wait()
}

// TestConcurrentUpdates lets all clients update one function; each success is one version more.
func TestConcurrentUpdates(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		f.mustCreatePublished(t, "f")
		d := f.mustDistribute(t, newConfig("r", "f"))
		var updates, publishes, deployments atomic.Int64
		together(func(client int) {
			for i := range 20 {
				old, err := f.Function(t.Context(), "f")
				if err != nil {
					t.Error(err)
					return
				}
				tag := old.Development.ETag()
				switch (client + i) % 3 {
				case 0:
					_, err = f.UpdateFunction(t.Context(), "f", tag, old.Development.Config, fmt.Appendf(nil, "%d-%d", client, i))
					tally(t, err, &updates)
				case 1:
					_, err = f.PublishFunction(t.Context(), "f", tag)
					tally(t, err, &publishes)
				case 2:
					dist, err := f.Distribution(t.Context(), d.ID)
					if err == nil {
						_, err = f.UpdateDistribution(t.Context(), d.ID, dist.ETag(), dist.Config)
					}
					tally(t, err, &deployments)
				}
			}
		})
		got := must(t)(f.Function(t.Context(), "f"))
		wantEqual(t, "versions of the function", []uint64{got.Development.Version, got.Live.Version},
			[]uint64{1 + uint64(updates.Load()), 1 + uint64(publishes.Load())})
		wantEqual(t, "version of the distribution", mustD(t)(f.Distribution(t.Context(), d.ID)).Version,
			1+uint64(publishes.Load()+deployments.Load()))
		if updates.Load() == 0 || publishes.Load() == 0 || deployments.Load() == 0 {
			t.Errorf("%d updates, %d publishes, %d deployments: one never succeeded",
				updates.Load(), publishes.Load(), deployments.Load())
		}
	})
}

// tally counts success; a stale ETag is all that may go wrong.
func tally(t *testing.T, err error, n *atomic.Int64) {
	t.Helper()
	if err == nil {
		n.Add(1)
	} else if selvedge.ErrorCode(err) != selvedge.CodePreconditionFailed {
		t.Error(err)
	}
}

// TestConcurrentQuota lets all clients create and delete; neither more than the quota nor fewer records than
// counted are ever there.
func TestConcurrentQuota(t *testing.T) {
	eachMode(t, store.Config{MaxFunctions: 5, MaxDistributions: 3}, func(t *testing.T, f fixture) {
		var functions, distributions, full atomic.Int64
		together(func(client int) {
			for i := range 20 {
				name := fmt.Sprintf("f%d-%d", client, i)
				if _, err := f.CreateFunction(t.Context(), newFunction(name)); err == nil {
					functions.Add(1)
					if i%2 == 0 {
						if err := f.DeleteFunction(t.Context(), name, selvedge.ETag(1)); err != nil {
							t.Error(err)
						}
						functions.Add(-1)
					}
				} else if selvedge.ErrorCode(err) != selvedge.CodeTooManyFunctions {
					t.Error(err)
				} else {
					full.Add(1)
				}
				d, err := f.CreateDistribution(t.Context(), disabled(newConfig(name)), nil)
				if err == nil {
					distributions.Add(1)
					if i%2 == 0 {
						if err := f.DeleteDistribution(t.Context(), d.ID, d.ETag()); err != nil {
							t.Error(err)
						}
						distributions.Add(-1)
					}
				} else if selvedge.ErrorCode(err) != selvedge.CodeTooManyDistributions {
					t.Error(err)
				}
			}
		})
		list, _, err := f.Functions(t.Context(), selvedge.Page{Limit: 100})
		if err != nil || int64(len(list)) != functions.Load() || len(list) != 5 {
			t.Errorf("%d functions, %v, want %d, which is the quota", len(list), err, functions.Load())
		}
		all, _, err := f.Distributions(t.Context(), selvedge.Page{Limit: 100})
		if err != nil || int64(len(all)) != distributions.Load() || len(all) != 3 {
			t.Errorf("%d distributions, %v, want %d, which is the quota", len(all), err, distributions.Load())
		}
		if full.Load() == 0 {
			t.Error("the quota was never reached")
		}
	})
}

// TestConcurrentSame lets all clients create what only one can have.
func TestConcurrentSame(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		var names, references, aliases atomic.Int64
		count := func(err error, want selvedge.Code, n *atomic.Int64) {
			if err == nil {
				n.Add(1)
			} else if selvedge.ErrorCode(err) != want {
				t.Error(err)
			}
		}
		together(func(client int) {
			_, err := f.CreateFunction(t.Context(), newFunction("same"))
			count(err, selvedge.CodeFunctionAlreadyExists, &names)
			_, err = f.CreateDistribution(t.Context(), newConfig("same"), nil)
			count(err, selvedge.CodeDistributionAlreadyExists, &references)
			config := withAliases(newConfig(fmt.Sprint(client)), "same.example.com")
			_, err = f.CreateDistribution(t.Context(), config, nil)
			count(err, selvedge.CodeCNAMEAlreadyExists, &aliases)
		})
		wantEqual(t, "successes", []int64{names.Load(), references.Load(), aliases.Load()}, []int64{1, 1, 1})
	})
}

// TestDeleteOrAssociate races the delete of a function with distributions that begin to use it. Either the function
// is gone or the distribution does not use it; the check at the end of the test finds dangling associations.
func TestDeleteOrAssociate(t *testing.T) {
	eachMode(t, store.Config{MaxFunctions: 1000, MaxDistributions: 1000}, func(t *testing.T, f fixture) {
		var deleted, associated atomic.Int64
		for round := range 30 {
			name := fmt.Sprint("f", round)
			f.mustCreatePublished(t, name)
			d := f.mustDistribute(t, newConfig("update-"+name))
			together(func(client int) {
				var err error
				switch client {
				case 0, 1:
					err = f.DeleteFunction(t.Context(), name, selvedge.ETag(1))
					if err == nil {
						deleted.Add(1)
					}
				case 2:
					_, err = f.UpdateDistribution(t.Context(), d.ID, d.ETag(), newConfig("update-"+name, name))
				default:
					_, err = f.CreateDistribution(t.Context(), newConfig(fmt.Sprint(name, client), name), nil)
					if err == nil {
						associated.Add(1)
					}
				}
				switch selvedge.ErrorCode(err) {
				case selvedge.CodeNoSuchFunctionExists, selvedge.CodeFunctionInUse, selvedge.CodeInvalidFunctionAssociation:
				default:
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		t.Logf("%d functions deleted, %d distributions associated", deleted.Load(), associated.Load())
	})
}

// TestConcurrentEverything does all things at random while edges watch, which serve the same as the store at the end.
func TestConcurrentEverything(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		edges := []*testEdge{runEdge(t, f.Store, "a"), runEdge(t, f.Store, "b")}
		together(func(client int) {
			random := rand.New(rand.NewPCG(1, uint64(client)))
			for range 60 {
				if err := randomOperation(t.Context(), f, random); err != nil {
					t.Error(err)
				}
			}
		})
		for _, e := range edges {
			e.serves(t, f.Store)
		}
		eventually(t, "all deployed", func() bool {
			list, _, err := f.Distributions(t.Context(), selvedge.Page{Limit: 1000})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range list {
				if !d.Deployed {
					return false
				}
			}
			return true
		})
	})
}

// randomOperation does one thing to one of a few functions and distributions. Errors that rules give are fine.
func randomOperation(ctx context.Context, f fixture, random *rand.Rand) error {
	name := fmt.Sprint("f", random.IntN(6))
	reference := fmt.Sprint("r", random.IntN(6))
	var err error
	tag := ""
	if old, e := f.Function(ctx, name); e == nil {
		tag = old.Development.ETag()
	}
	var d *selvedge.Distribution
	list, _, listErr := f.Distributions(ctx, selvedge.Page{Limit: 100})
	for _, candidate := range list {
		if candidate.Config.CallerReference == reference {
			d = candidate
		}
	}
	switch n := random.IntN(8); {
	case n == 0:
		_, err = f.CreateFunction(ctx, newFunction(name))
	case n == 1:
		_, err = f.UpdateFunction(ctx, name, tag, newFunction(name).Config, fmt.Appendf(nil, "%d", random.Int()))
	case n == 2:
		_, err = f.PublishFunction(ctx, name, tag)
	case n == 3:
		err = f.DeleteFunction(ctx, name, tag)
	case n == 4:
		err = f.Tag(ctx, selvedge.FunctionARN(account, name), []selvedge.Tag{{Key: reference}})
	case n == 5 || d == nil:
		config := withAliases(newConfig(reference, name), fmt.Sprintf("a%d.example.com", random.IntN(8)))
		_, err = f.CreateDistribution(ctx, config, []selvedge.Tag{{Key: "k"}})
	case n == 6:
		_, err = f.UpdateDistribution(ctx, d.ID, d.ETag(), disabled(newConfig(reference, name)))
	default:
		err = f.DeleteDistribution(ctx, d.ID, d.ETag())
	}
	if code := selvedge.ErrorCode(err); code != "" && code != selvedge.CodeServiceUnavailable {
		err = nil
	}
	return errors.Join(err, listErr)
}
