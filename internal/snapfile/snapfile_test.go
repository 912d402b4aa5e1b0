// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapfile_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/kvview"
	"selvedge/internal/snapfile"
)

// describe returns what an update says, as text.
func describe(t testing.TB, u *selvedge.EdgeUpdate) string {
	t.Helper()
	plain := *u
	plain.KeyValues = nil
	raw, err := json.Marshal(plain)
	if err != nil {
		t.Fatal(err)
	}
	b := bytes.NewBuffer(raw)
	for _, id := range slices.Sorted(maps.Keys(u.KeyValues)) {
		v := u.KeyValues[id]
		pairs := maps.Collect(v.(interface {
			All() iter.Seq2[string, string]
		}).All()) //nolint:forcetypeassert // it is a view
		fmt.Fprintf(b, "\n%s %s %s %q", v.ID(), v.Created(), v.Modified(), fmt.Sprint(pairs))
	}
	return b.String()
}

func some(random *rand.Rand, letter string) string { return fmt.Sprint(letter, random.IntN(6)) }

// change returns a random update.
func change(random *rand.Rand, revision int64, full bool) selvedge.EdgeUpdate {
	u := selvedge.EdgeUpdate{
		Revision: revision, Full: full,
		Functions: map[string]*selvedge.Function{}, Distributions: map[string]*selvedge.Distribution{},
		KeyValues: map[string]selvedge.KeyValues{}, CachePolicies: map[string]*selvedge.CachePolicy{},
		OriginAccessControls: map[string]*selvedge.OriginAccessControl{},
	}
	number := int(revision)
	for range 1 + random.IntN(4) {
		u.Functions[some(random, "f")] = &selvedge.Function{Name: "f", Live: &selvedge.FunctionCopy{
			Code: []byte(fmt.Sprint("code \x00\xff", number)), Version: uint64(number),
			Config: selvedge.FunctionConfig{Runtime: selvedge.Runtime2},
		}}
		d := &selvedge.Distribution{ID: some(random, "D"), DomainName: "d.cloudfront.net"}
		d.Config.Comment = fmt.Sprint("<comment> ", number)
		d.Config.CacheBehaviors.Items = []selvedge.CacheBehavior{{PathPattern: "/*"}}
		u.Distributions[d.ID] = d
		id := some(random, "k")
		u.KeyValues[id] = kvview.New(id, time.Unix(int64(number), 5).UTC()).With([]kvview.Change{
			{Key: "a\x00b", Value: fmt.Sprint(number)}, {Key: "", Value: ""}, {Key: "ü", Value: "\xff"},
		}[:random.IntN(4)], time.Unix(int64(number), 7).UTC())
		u.CachePolicies[some(random, "c")] = &selvedge.CachePolicy{ID: "c", Version: uint64(number)}
		u.OriginAccessControls[some(random, "a")] = &selvedge.OriginAccessControl{ID: "a", Version: uint64(number)}
	}
	if !full {
		u.Functions[some(random, "f")], u.Distributions[some(random, "D")] = nil, nil
		u.KeyValues[some(random, "k")], u.CachePolicies[some(random, "c")] = nil, nil
		u.OriginAccessControls[some(random, "a")] = nil
	}
	return u
}

// model brings u into state.
func model(state *selvedge.EdgeUpdate, u *selvedge.EdgeUpdate) {
	if u.Full {
		*state = selvedge.EdgeUpdate{Full: true}
	}
	state.Revision = u.Revision
	bring(&state.Functions, u.Functions, func(f *selvedge.Function) bool { return f == nil })
	bring(&state.Distributions, u.Distributions, func(d *selvedge.Distribution) bool { return d == nil })
	bring(&state.KeyValues, u.KeyValues, func(k selvedge.KeyValues) bool { return k == nil })
	bring(&state.CachePolicies, u.CachePolicies, func(p *selvedge.CachePolicy) bool { return p == nil })
	bring(&state.OriginAccessControls, u.OriginAccessControls, func(a *selvedge.OriginAccessControl) bool { return a == nil })
}

func bring[V any](to *map[string]V, from map[string]V, gone func(V) bool) {
	if *to == nil && len(from) > 0 {
		*to = map[string]V{}
	}
	maps.Copy(*to, from)
	maps.DeleteFunc(*to, func(_ string, v V) bool { return gone(v) })
}

// store writes updates one by one, each as Run does, and returns the states after each.
func store(t *testing.T, w *snapfile.Writer, updates ...selvedge.EdgeUpdate) (states []string) {
	t.Helper()
	state := selvedge.EdgeUpdate{}
	for i := range updates {
		model(&state, &updates[i])
		w.Add(updates[i])
		if !w.Write() {
			t.Fatalf("update %d was not written", i)
		}
		states = append(states, describe(t, &state))
	}
	return states
}

func mustRead(t *testing.T, path string) *snapfile.Result {
	t.Helper()
	r, err := snapfile.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRoundTrip: after every update, the file holds the state that all updates together give, also when the writer
// begins anew with a file that is there.
func TestRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	path := filepath.Join(t.TempDir(), "edge.snapshot")
	w := snapfile.NewWriter(snapfile.Config{Path: path})
	state := selvedge.EdgeUpdate{}
	for revision := int64(1); revision < 90; revision++ {
		u := change(random, revision, revision == 1 || revision%40 == 0)
		if revision == 80 {
			w.Close()
			w = snapfile.NewWriter(snapfile.Config{Path: path})
		}
		model(&state, &u)
		w.Add(u)
		if random.IntN(3) == 0 {
			continue // two or more are written together
		}
		if !w.Write() {
			t.Fatal("not written")
		}
		got := mustRead(t, path)
		if diff := cmp.Diff(describe(t, &state), describe(t, &got.Update)); diff != "" || got.Damage != nil {
			t.Fatalf("revision %d, damage %v (-want +got):\n%s", revision, got.Damage, diff)
		}
	}
	w.Close()
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; function code is for the owner alone", info.Mode(), err)
	}
}

// TestEveryFieldIsKept fails when EdgeUpdate has got a field that nobody decided about.
func TestEveryFieldIsKept(t *testing.T) {
	decided := []string{"Revision", "Full", "Functions", "Distributions", "KeyValues", "CachePolicies", "OriginRequestPolicies",
		"ResponseHeadersPolicies", "OriginAccessControls",
		"Invalidations"} // not kept: see doc.go
	update := reflect.TypeFor[selvedge.EdgeUpdate]()
	for i := range update.NumField() {
		if name := update.Field(i).Name; !slices.Contains(decided, name) {
			t.Errorf("EdgeUpdate.%s: add it to sections in record.go, and here", name)
		}
	}
}

// TestCutAndDamaged: whatever is missing or wrong, what is read is the state after some update, or there is an error.
func TestCutAndDamaged(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	path := filepath.Join(t.TempDir(), "edge.snapshot")
	w := snapfile.NewWriter(snapfile.Config{Path: path})
	var updates []selvedge.EdgeUpdate
	for revision := range int64(4) {
		updates = append(updates, change(random, revision+1, revision == 0))
	}
	states := store(t, w, updates...)
	w.Close()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, changed []byte) {
		t.Helper()
		r, err := snapfile.ReadBytes(changed)
		if err != nil {
			return
		}
		if at := slices.Index(states, describe(t, &r.Update)); at < 0 || at < len(states)-1 && r.Damage == nil && !slices.Contains(ends(raw), len(changed)) {
			t.Errorf("%s: state %d, damage %v: it is none after an update, or does not say that something is missing", what, at, r.Damage)
		}
	}
	last := 0
	for cut := 0; cut < len(raw); cut += 1 + random.IntN(20) {
		check(fmt.Sprint("cut at ", cut), raw[:cut])
		if r, err := snapfile.ReadBytes(raw[:cut]); err == nil {
			last = max(last, int(r.Update.Revision))
		}
	}
	if last != 3 {
		t.Errorf("the best state of a file that is cut off has revision %d, want 3", last)
	}
	for range 300 {
		changed := bytes.Clone(raw)
		changed[random.IntN(len(changed))] ^= byte(1 << random.IntN(8))
		check("a flipped bit", changed)
	}
	for _, prefix := range []string{"", "SVGEDGE", "SVGEDGE\x02", "{}", strings.Repeat("\x00", 100)} {
		if _, err := snapfile.ReadBytes([]byte(prefix)); !errors.Is(err, snapfile.ErrFormat) {
			t.Errorf("%q: %v, want ErrFormat", prefix, err)
		}
	}
}

// ends returns where updates end in a file.
func ends(raw []byte) (list []int) {
	for at := 8; at+8 <= len(raw); {
		length := int(binary.LittleEndian.Uint32(raw[at:]))
		kind := raw[at+8]
		at += 8 + length
		if kind == 'E' {
			list = append(list, at)
		}
	}
	return list
}

// frame makes a file of records.
func frame(records ...string) []byte {
	file := []byte("SVGEDGE\x01")
	for _, r := range records {
		file = binary.LittleEndian.AppendUint32(file, uint32(len(r)))
		file = binary.LittleEndian.AppendUint32(file, crc32.Checksum([]byte(r), crc32.MakeTable(crc32.Castagnoli)))
		file = append(file, r...)
	}
	return file
}

// TestHostile: lengths and counts do not decide how much memory is taken, and nonsense with a good checksum is refused.
func TestHostile(t *testing.T) {
	full := "E\x00" + `{"Revision":1,"Full":true}`
	if r, err := snapfile.ReadBytes(frame(full)); err != nil || r.Damage != nil || r.Update.Revision != 1 {
		t.Fatalf("an empty state: %+v, %v", r, err)
	}
	for name, file := range map[string][]byte{
		"huge record":        append([]byte("SVGEDGE\x01"), 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 'F'),
		"record without end": append([]byte("SVGEDGE\x01"), 0, 0, 0, 1, 0, 0, 0, 0, 'F'),
		"empty record":       frame(""),
		"kind alone":         frame("F"),
		"id too long":        frame("F\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
		"id longer than all": frame("F\x7fabc"),
		"unknown kind":       frame("Z\x01a{}", full),
		"no JSON":            frame("F\x01a{", full),
		"other JSON":         frame("F\x01a[1]", full),
		"end without JSON":   frame("E\x00"),
		"change of nothing":  frame("E\x00" + `{"Revision":1}`),
		"pairs, no times":    frame("K\x01a\xff", full),
		"pairs, huge count":  frame("K\x01a\x00\x00\xff\xff\xff\xff\x0f", full),
		"pairs, huge key":    frame("K\x01a\x00\x00\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", full),
		"pairs, more":        frame("K\x01a\x00\x00\x00x", full),
		"pairs, key twice":   frame("K\x01a\x00\x00\x02\x01k\x01v\x01k\x01w", full),
	} {
		if r, err := snapfile.ReadBytes(file); err == nil {
			t.Errorf("%s: %+v, want an error", name, r)
		}
	}
}

// TestGrowth: a file to which the same is written again and again stays small.
func TestGrowth(t *testing.T) {
	path := filepath.Join(t.TempDir(), "edge.snapshot")
	w := snapfile.NewWriter(snapfile.Config{Path: path})
	defer w.Close()
	u := selvedge.EdgeUpdate{Full: true, Functions: map[string]*selvedge.Function{
		"f": {Live: &selvedge.FunctionCopy{Code: bytes.Repeat([]byte("x"), 300<<10)}},
	}}
	largest := int64(0)
	for revision := range int64(60) {
		u.Revision = revision + 1
		store(t, w, u)
		u.Full = false
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		largest = max(largest, info.Size())
	}
	if largest > 6<<20 {
		t.Errorf("the file of one function of 300 KiB grew to %d bytes", largest)
	}
	if got := mustRead(t, path).Update.Revision; got != 60 {
		t.Errorf("revision %d, want 60", got)
	}
}

// TestFailure: what cannot be written is counted, and written when that is possible again.
func TestFailure(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "later")
	path := filepath.Join(dir, "edge.snapshot")
	w := snapfile.NewWriter(snapfile.Config{Path: path})
	defer w.Close()
	w.Add(change(rand.New(rand.NewPCG(5, 6)), 7, true))
	if w.Write() || w.Failures() != 1 || w.Revision() != 0 {
		t.Errorf("%d failures, revision %d; want a failure", w.Failures(), w.Revision())
	}
	if _, err := snapfile.Read(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Read = %v, want no file", err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if !w.Write() || w.Revision() != 7 || mustRead(t, path).Update.Revision != 7 {
		t.Errorf("revision %d, want 7 without another update", w.Revision())
	}
}

// TestRun: what was added is on disk when Run has returned.
func TestRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "edge.snapshot")
	w := snapfile.NewWriter(snapfile.Config{Path: path, Delay: time.Hour})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.Run(ctx)
	}()
	w.Add(change(rand.New(rand.NewPCG(7, 8)), 3, true))
	w.Add(selvedge.EdgeUpdate{Revision: 4, Functions: map[string]*selvedge.Function{"new": {Name: "new", Live: &selvedge.FunctionCopy{}}}})
	stop()
	<-done
	got := mustRead(t, path).Update
	if got.Revision != 4 || got.Functions["new"] == nil || len(got.Distributions) == 0 {
		t.Errorf("revision %d, functions %v; want both updates", got.Revision, got.Functions)
	}
}

// FuzzRead frames what it is given, so that it does not have to guess checksums.
func FuzzRead(f *testing.F) {
	const full = "E\x00" + `{"Revision":1,"Full":true}`
	f.Add([]byte(full))
	f.Add([]byte("F\x01f" + `{"Name":"f","Live":{"Code":"eA==","Version":1}}` + between + full))
	f.Add([]byte("K\x01a\x00\x00\x02\x01k\x01v\x01l\x01w" + between + full + between + "K\x01a" + between + `E` + "\x00" + `{"Revision":2}`))
	f.Add([]byte("D\x01D" + `{"Config":{"CacheBehaviors":{"Items":[{"PathPattern":"*"}]}}}` + between + full + between + "D\x01D"))
	f.Fuzz(func(t *testing.T, records []byte) {
		r, err := snapfile.ReadBytes(frame(strings.Split(string(records), between)...))
		if err == nil && (!r.Update.Full || describe(t, &r.Update) == "") {
			t.Errorf("%+v is no full update", r)
		}
	})
}

const between = "\xfe\xfe" // records of the fuzzer
