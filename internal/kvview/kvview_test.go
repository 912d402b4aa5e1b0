// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvview_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"selvedge/internal/kvview"
)

// same says whether a view has the pairs of want and no others.
func same(v *kvview.View, want map[string]string) error {
	if v.Len() != len(want) {
		return fmt.Errorf("%d keys, want %d", v.Len(), len(want))
	}
	for key, value := range want {
		if got, ok := v.Lookup(key); !ok || got != value {
			return fmt.Errorf("%q is %q, %v, want %q", key, got, ok, value)
		}
	}
	return nil
}

// TestRandomChanges compares views with maps: every version stays what it was, whatever is made of it.
func TestRandomChanges(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	view, want := kvview.New("id", time.Unix(1, 0)), map[string]string{}
	type version struct {
		view *kvview.View
		want map[string]string
	}
	versions := []version{{view, maps.Clone(want)}}
	for round := range 300 {
		size := 1 + random.IntN(20)
		if round%50 == 0 {
			size = 3000 // and back: half of the later changes delete
		}
		changes := map[string]kvview.Change{}
		for range size {
			c := kvview.Change{Key: fmt.Sprint("k", random.IntN(5000)), Value: fmt.Sprint(round), Deleted: random.IntN(2) == 0}
			changes[c.Key] = c
		}
		var list []kvview.Change
		for key, c := range changes {
			list = append(list, c)
			if c.Deleted {
				delete(want, key)
			} else {
				want[key] = c.Value
			}
		}
		view = view.With(list, time.Unix(int64(round), 0))
		versions = append(versions, version{view, maps.Clone(want)})
	}
	for i, v := range versions {
		if err := same(v.view, v.want); err != nil {
			t.Errorf("version %d: %v", i, err)
		}
		if _, ok := v.view.Lookup("absent"); ok {
			t.Errorf("version %d has a key that was never put", i)
		}
	}
}

func TestDescribes(t *testing.T) {
	v := kvview.New("id", time.Unix(1, 0))
	next := v.With([]kvview.Change{{Key: "a", Value: ""}, {Key: "gone", Deleted: true}}, time.Unix(2, 0))
	if v.Len() != 0 || !v.Modified().Equal(time.Unix(1, 0)) {
		t.Errorf("the first version has %d keys of %v", v.Len(), v.Modified())
	}
	if next.ID() != "id" || next.Len() != 1 || !next.Created().Equal(time.Unix(1, 0)) || !next.Modified().Equal(time.Unix(2, 0)) {
		t.Errorf("the second version is %q with %d keys, of %v and %v", next.ID(), next.Len(), next.Created(), next.Modified())
	}
	if got, ok := next.Lookup("a"); got != "" || !ok {
		t.Errorf("Lookup(a) = %q, %v, want an empty value", got, ok)
	}
}

// full returns a view with as many bytes as a store may have, in pairs of size bytes.
func full(size int) *kvview.View {
	var changes []kvview.Change
	for i := range 5 << 20 / size {
		key := fmt.Sprintf("%012d", i)
		changes = append(changes, kvview.Change{Key: key, Value: strings.Repeat("v", size-len(key)-1)})
	}
	return kvview.New("id", time.Time{}).With(changes, time.Time{})
}

func BenchmarkView(b *testing.B) {
	for _, size := range []int{20, 100, 1000} {
		v := full(size)
		b.Run(fmt.Sprintf("get/%d_keys", v.Len()), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, ok := v.Lookup("000000001234"); !ok {
					b.Fatal("no such key")
				}
			}
		})
		b.Run(fmt.Sprintf("change/%d_keys", v.Len()), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				v.With([]kvview.Change{{Key: "000000001234", Value: "new"}}, time.Time{})
			}
		})
	}
}
