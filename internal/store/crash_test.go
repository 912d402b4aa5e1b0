// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"bufio"
	"context"
	crand "crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/store"
)

// crashDir is the environment variable that makes the test binary a process that writes until it is killed.
const crashDir = "SELVEDGE_STORE_CRASH_DIR"

const (
	crashWriters = 4
	crashRounds  = 12
	shortRounds  = 2
)

// crashQuota is more than a run can write.
var crashQuota = store.Config{
	MaxFunctions: 1_000_000, MaxDistributions: 1_000_000, MaxStores: 1_000_000, AccountID: account, Domain: "example.net",
}

func TestMain(m *testing.M) {
	crashQuota.KeepVersions(100, 1<<20, 30)
	if dir := os.Getenv(crashDir); dir != "" {
		config := crashQuota
		config.DataDir = dir
		fmt.Fprintln(os.Stderr, writeUntilKilled(config))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// acknowledged is a line that the writing process prints for each write that was acknowledged.
type acknowledged struct {
	Function     string `json:",omitempty"` // created or changed; with the versions of both stages
	Development  uint64 `json:",omitempty"`
	Live         uint64 `json:",omitempty"`
	Distribution string `json:",omitempty"` // created or changed; with its version
	Version      uint64 `json:",omitempty"`
	Store        string `json:",omitempty"` // a key value store, created or changed; with the version of its content
	Content      uint64 `json:",omitempty"`
	Sum          string `json:",omitempty"` // of what that version holds
	Deleted      bool   `json:",omitempty"`
}

// TestCrash kills a writing process at random moments. Whatever it acknowledged is there afterwards and the indexes
// fit the records; what was under way may be there or not.
func TestCrash(t *testing.T) {
	rounds := crashRounds
	if testing.Short() {
		rounds = shortRounds
	}
	dir := t.TempDir()
	state := map[string]acknowledged{} // by name and id
	for round := range rounds {
		writes, after := rand.IntN(500), time.Duration(rand.IntN(2000))*time.Microsecond
		if round%4 == 0 {
			writes, after = 0, time.Duration(rand.IntN(50))*time.Millisecond // while the store is opened
		}
		n := writeAndKill(t, dir, writes, after, state)
		config := crashQuota
		config.DataDir = dir
		s, err := store.Open(t.Context(), config)
		if err != nil {
			t.Fatalf("round %d, after %d writes: %v", round, n, err)
		}
		for _, want := range state {
			wantSurvived(t, s, want)
		}
		check(t, s)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Fatalf("round %d failed, killed after %v and %d writes", round, after, n)
		}
	}
	if len(state) == 0 {
		t.Error("nothing was ever acknowledged")
	}
	t.Logf("%d rounds, %d records", rounds, len(state))
}

// TestCrashFirstStart kills processes while they make the folder.
func TestCrashFirstStart(t *testing.T) {
	rounds := 2 * crashRounds
	if testing.Short() {
		rounds = shortRounds
	}
	for round := range rounds {
		dir := t.TempDir()
		after := time.Duration(rand.IntN(60)) * time.Millisecond
		writeAndKill(t, dir, 0, after, map[string]acknowledged{})
		config := crashQuota
		config.DataDir = dir
		s, err := store.Open(t.Context(), config)
		if err != nil {
			t.Fatalf("round %d, killed after %v: %v", round, after, err)
		}
		check(t, s)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// writeAndKill runs a writing process, kills it some time after it has acknowledged writes, and adds what it
// acknowledged to state. It returns how many writes that were.
func writeAndKill(t *testing.T, dir string, writes int, after time.Duration, state map[string]acknowledged) int {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), crashDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	n := 0
	for lines := bufio.NewReader(out); ; n++ {
		if n == writes {
			time.AfterFunc(after, func() { cmd.Process.Kill() }) // SIGKILL
		}
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) { // an unfinished line was acknowledged as well but says nothing
			break
		}
		var a acknowledged
		if err := errors.Join(err, json.Unmarshal(line, &a)); err != nil {
			t.Fatalf("line %q: %v", line, err)
		}
		state[a.Function+a.Distribution+a.Store] = a
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.ExitCode() != -1 {
		t.Fatalf("the writing process ended by itself: %v", err)
	}
	return n
}

// wantSurvived checks that what was acknowledged, or something newer, is there.
func wantSurvived(t *testing.T, s *store.Store, want acknowledged) {
	t.Helper()
	if want.Function != "" {
		f, err := s.Function(t.Context(), want.Function)
		switch {
		case want.Deleted:
			wantError(t, err, selvedge.CodeNoSuchFunctionExists, "")
		case err != nil && selvedge.ErrorCode(err) != selvedge.CodeNoSuchFunctionExists:
			t.Error(err)
		case err != nil && want.Live < 2: // deleted is the step after LIVE version 2, and may have been under way
			t.Errorf("function %+v is lost", want)
		case err == nil && (f.Development.Version < want.Development ||
			want.Live > 0 && (f.Live == nil || f.Live.Version < want.Live)):
			t.Errorf("function %+v is %+v", want, f)
		}
		return
	}
	if want.Store != "" {
		kvs, err := s.KeyValueStore(t.Context(), want.Store)
		switch {
		case want.Deleted:
			wantError(t, err, selvedge.CodeEntityNotFound, "")
		case err != nil && (selvedge.ErrorCode(err) != selvedge.CodeEntityNotFound || want.Content < lastContent):
			t.Errorf("store %+v: %v", want, err)
		case err == nil && kvs.Content.Version < want.Content:
			t.Errorf("store %+v is %+v", want, kvs)
		case err == nil:
			values, _, err := s.KeyValuesAt(t.Context(), kvs.ID, want.Content)
			if err != nil || sumOf(values) != want.Sum {
				t.Errorf("store %+v had %v in that version: %v", want, values, err)
			}
		}
		return
	}
	d, err := s.Distribution(t.Context(), want.Distribution)
	if err != nil || d.Version < want.Version {
		t.Errorf("distribution %+v is %+v, %v", want, d, err)
	}
}

// writeUntilKilled writes with several clients and prints what is acknowledged; it returns only on failure.
func writeUntilKilled(config store.Config) error {
	ctx := context.Background()
	s, err := store.Open(ctx, config)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	acknowledge := func(a acknowledged) {
		line, _ := json.Marshal(a)
		mu.Lock()
		defer mu.Unlock()
		os.Stdout.Write(append(line, '\n'))
	}
	failed := make(chan error, crashWriters)
	for range crashWriters {
		go func() {
			for {
				err := writeSome(s, crand.Text(), acknowledge)
				if err == nil {
					err = writeKeys(s, crand.Text(), acknowledge)
				}
				if err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	return <-failed
}

// lastContent is the version of the content of a store after which writeKeys deletes it.
const lastContent = 8

// sumOf tells contents of stores from each other.
func sumOf(values map[string]string) string {
	text, _ := json.Marshal(values)
	return fmt.Sprintf("%x", sha256.Sum256(text))
}

// writeKeys takes one key value store through its life: small changes, one that makes a new generation, roll-backs in
// place and with a new generation.
func writeKeys(s *store.Store, name string, acknowledge func(acknowledged)) error {
	ctx := context.Background()
	kvs, err := s.CreateKeyValueStore(ctx, selvedge.NewKeyValueStore{Name: name})
	if err != nil {
		return err
	}
	versions := map[uint64]map[string]string{1: {}} // what each holds
	acknowledge(acknowledged{Store: name, Content: 1, Sum: sumOf(versions[1])})
	for version := uint64(2); version <= lastContent; version++ {
		values := maps.Clone(versions[version-1])
		switch version {
		case 2, 3, 4:
			err = changeSome(s, kvs, values)
		case 5: // a new generation
			clear(values)
			for i := range 50 {
				values[fmt.Sprint("new", i)] = name
			}
			_, err = s.ReplaceKeyValues(ctx, kvs.ID, selvedge.DataETag(version-1), values, false)
		case 6, 8: // back over it, and then in place
			back := map[uint64]uint64{6: 3, 8: 6}[version]
			values = versions[back]
			_, err = s.RollBackKeyValues(ctx, kvs.ID, "", back)
		case 7:
			values["merged"], values["1"] = "1", "changed"
			_, err = s.ReplaceKeyValues(ctx, kvs.ID, "", map[string]string{"merged": "1", "1": "changed"}, true)
		}
		if err != nil {
			return err
		}
		versions[version] = values
		acknowledge(acknowledged{Store: name, Content: version, Sum: sumOf(values)})
	}
	if err := s.DeleteKeyValueStore(ctx, name, selvedge.ETag(2)); err != nil {
		return err
	}
	acknowledge(acknowledged{Store: name, Deleted: true})
	return nil
}

// changeSome puts and deletes keys in kvs and in values.
func changeSome(s *store.Store, kvs *selvedge.KeyValueStore, values map[string]string) error {
	c := selvedge.KeyChanges{}
	for i := range 20 {
		c.Puts = append(c.Puts, selvedge.KeyValue{Key: fmt.Sprint(i), Value: fmt.Sprint(kvs.Content.Version)})
	}
	if kvs.Content.Version > 1 {
		c.Puts, c.Deletes = c.Puts[1:], []string{"0"}
		if kvs.Content.Version%2 == 1 {
			c.Puts, c.Deletes = append(c.Puts, selvedge.KeyValue{Key: "0"}), nil
		}
	}
	changed, err := s.ChangeKeyValues(context.Background(), kvs.ID, kvs.DataETag(), c)
	if err != nil {
		return err
	}
	for _, p := range c.Puts {
		values[p.Key] = p.Value
	}
	for _, k := range c.Deletes {
		delete(values, k)
	}
	*kvs = *changed
	return nil
}

// writeSome takes one function through its life, and a distribution that uses it for a while.
func writeSome(s *store.Store, name string, acknowledge func(acknowledged)) error {
	ctx := context.Background()
	f, err := s.CreateFunction(ctx, newFunction(name))
	if err != nil {
		return err
	}
	tag := f.Development.ETag()
	acknowledge(acknowledged{Function: name, Development: 1})
	if _, err = s.PublishFunction(ctx, name, tag); err != nil {
		return err
	}
	acknowledge(acknowledged{Function: name, Development: 1, Live: 1})
	d, err := s.CreateDistribution(ctx, newConfig(name, name), nil)
	if err != nil {
		return err
	}
	acknowledge(acknowledged{Distribution: d.ID, Version: 1})
	if d, err = s.UpdateDistribution(ctx, d.ID, d.ETag(), newConfig(name)); err != nil {
		return err
	}
	acknowledge(acknowledged{Distribution: d.ID, Version: d.Version})
	if f, err = s.UpdateFunction(ctx, name, tag, f.Development.Config, []byte("changed")); err != nil {
		return err
	}
	acknowledge(acknowledged{Function: name, Development: 2, Live: 1})
	if f, err = s.PublishFunction(ctx, name, f.Development.ETag()); err != nil {
		return err
	}
	acknowledge(acknowledged{Function: name, Development: 2, Live: 2})
	if err := s.DeleteFunction(ctx, name, f.Development.ETag()); err != nil {
		return err
	}
	acknowledge(acknowledged{Function: name, Deleted: true})
	return nil
}
