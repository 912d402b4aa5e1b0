// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"selvedge/internal/httpcache"
)

// pipeBody gives what is written to it; closing it ends reading.
func pipeBody() (*io.PipeReader, *io.PipeWriter) { return io.Pipe() }

// TestFlightFollows: those who wait get what comes as it comes, when the one who asked has gone long since.
func TestFlightFollows(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 4 << 20})
	leader := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon)
	var members []*httpcache.Member
	for range 5 {
		m := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon)
		if m == nil || m.Leader {
			t.Fatal("a second leader")
		}
		members = append(members, m)
	}
	o := object("k", httpcache.Life{Store: true, Fresh: day})
	body, origin := pipeBody()
	f := s.NewFill(leader.Flight, o, -1, body)
	r, _ := leader.Read(f, 0, -1)
	leader.Flight.Land(httpcache.Landing{Object: o, Fill: f})
	var run sync.WaitGroup
	run.Go(f.Run)
	var readers sync.WaitGroup
	firsts := make(chan byte, len(members))
	for _, m := range members {
		readers.Go(func() {
			result, ok := m.Wait(t.Context())
			if !ok || result.Fill != f {
				t.Errorf("landing %+v, %t", result, ok)
				return
			}
			r, ok := m.Read(f, 0, -1)
			if !ok {
				t.Error("nothing to read")
				return
			}
			first := make([]byte, 1)
			_, _ = io.ReadFull(r, first)
			firsts <- first[0]
			rest, err := io.ReadAll(r)
			if string(first)+string(rest) != "hello, world" || err != nil {
				t.Errorf("read %q, %v", string(first)+string(rest), err)
			}
			_ = r.Close()
		})
	}
	_, _ = io.WriteString(origin, "hello")
	for range members {
		<-firsts // before the body is complete
	}
	_ = r.Close() // the leader's viewer has gone
	if leader.Flight.Context().Err() != nil {
		t.Error("the fetch ended with its leader")
	}
	_, _ = io.WriteString(origin, ", world")
	_ = origin.Close()
	readers.Wait()
	run.Wait()
	if got, ok := read(t, s, "k"); !ok || string(got) != "hello, world" {
		t.Errorf("stored: %q, %t", got, ok)
	}
	if n := s.Flights().Active(); n != 0 {
		t.Errorf("%d flights are left", n)
	}
}

// TestFlightDeserted: the fetch ends when nobody wants it any more; AWS: "canceled requests".
func TestFlightDeserted(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 4 << 20})
	leader := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon)
	other := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon)
	leader.Leave()
	leader.Leave()
	if leader.Flight.Context().Err() != nil {
		t.Error("the fetch has ended while somebody waits")
	}
	other.Leave()
	if leader.Flight.Context().Err() == nil {
		t.Error("the fetch goes on for nobody")
	}
	leader.Finish()
	kept := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon)
	kept.Flight.Keep()
	kept.Leave()
	if kept.Flight.Context().Err() != nil {
		t.Error("the fetch has ended though it is to be kept")
	}
	s.Flights().CancelAll()
	if kept.Flight.Context().Err() == nil {
		t.Error("CancelAll has not ended the fetch")
	}
	kept.Finish()
}

// TestFlightReleases: what is not stored lets everybody go on alone; so does a leader that breaks off.
func TestFlightReleases(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 4 << 20})
	leader := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon)
	other := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, ok := other.Wait(ended); ok {
		t.Error("a viewer that has gone got an answer")
	}
	leader.Flight.Land(httpcache.Landing{})
	if result, ok := other.Wait(t.Context()); !ok || result.Object != nil {
		t.Errorf("landing %+v, %t", result, ok)
	}
	if leader.Flight.Context().Err() != nil {
		t.Error("the leader cannot read its answer any more")
	}
	if next := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon); !next.Leader {
		t.Error("somebody waits for a fetch that has landed")
	} else {
		next.Finish()
	}
	leader.Finish()
	if leader.Flight.Context().Err() == nil {
		t.Error("the context of the leader's fetch is left")
	}
	if s.Flights().Begin(t.Context(), "k", "E1", "/k", noon) == nil {
		t.Error("no fetch in the background")
	}
	if s.Flights().Begin(t.Context(), "k", "E1", "/k", noon) != nil {
		t.Error("two fetches of the same in the background")
	}
}

// TestFillWindow: a body that is not stored is read no faster than its slowest reader reads, and in bounded memory.
func TestFillWindow(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 1 << 20}) // objects up to 64 KiB
	leader := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon)
	other := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon)
	o := object("k", httpcache.Life{Store: true, Fresh: day})
	body := randomBody(8<<20, 1)
	var given atomic.Int64
	f := s.NewFill(leader.Flight, o, -1, io.NopCloser(counting{bytes.NewReader(body), &given}))
	fast, _ := leader.Read(f, 0, -1)
	slow, _ := other.Read(f, 0, -1)
	leader.Flight.Land(httpcache.Landing{Object: o, Fill: f})
	var run sync.WaitGroup
	run.Go(f.Run)
	run.Go(func() {
		if got, err := io.ReadAll(fast); !bytes.Equal(got, body) || err != nil {
			t.Errorf("the fast one has read %d bytes, %v", len(got), err)
		}
		_ = fast.Close()
	})
	got, piece := []byte(nil), make([]byte, 10_000)
	for {
		n, err := slow.Read(piece)
		got = append(got, piece[:n]...)
		if ahead := given.Load() - int64(len(got)); ahead > 512<<10 {
			t.Fatalf("the origin was read %d bytes ahead", ahead)
		}
		if err != nil {
			if err != io.EOF {
				t.Error(err)
			}
			break
		}
	}
	if !bytes.Equal(got, body) {
		t.Errorf("the slow one has read %d bytes", len(got))
	}
	_ = slow.Close()
	run.Wait()
}

type counting struct {
	io.Reader
	n *atomic.Int64
}

func (c counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// TestCollapseRace: requests for few keys come and go at random, answers may be stored or not, complete or not; nobody
// waits for ever, and no byte is ever wrong. Each body is made of its key and its number.
func TestCollapseRace(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 2 << 20, DiskBytes: 16 << 20, Dir: t.TempDir()})
	var requests, fills sync.WaitGroup
	var asked, joined, number atomic.Int64
	for w := range 8 {
		requests.Go(func() {
			random := rand.New(rand.NewPCG(9, uint64(w)))
			for range 50 {
				key := fmt.Sprint("k", random.IntN(4))
				if random.IntN(20) == 0 {
					s.Invalidate("E1", "/"+key+"*", time.Now())
				}
				m := s.Flights().Join(t.Context(), []byte(key), "E1", "/"+key, time.Now())
				if m == nil {
					continue // it has just ended
				}
				if !m.Leader {
					joined.Add(1)
					follow(t, m, key, random)
					m.Leave()
					continue
				}
				asked.Add(1)
				if random.IntN(4) == 0 {
					m.Finish()
					continue
				}
				o := object(key, httpcache.Life{Store: true, Fresh: day})
				o.Requested = time.Now()
				body := numbered(key, number.Add(1), 1+random.IntN(200_000))
				var origin io.Reader = bytes.NewReader(body)
				if random.IntN(4) == 0 {
					origin = io.MultiReader(bytes.NewReader(body[:len(body)/2]), failing{})
				}
				f := s.NewFill(m.Flight, o, -1, io.NopCloser(origin))
				r, ok := m.Read(f, 0, -1)
				if !ok {
					t.Error("the leader came too late")
				}
				m.Flight.Land(httpcache.Landing{Object: o, Fill: f})
				fills.Go(f.Run)
				check(t, r, key, random)
				_ = r.Close()
				if stored, ok := read(t, s, key); ok {
					checkBody(t, key, stored, true)
				}
			}
		})
	}
	requests.Wait()
	fills.Wait()
	if n := s.Flights().Active(); n != 0 {
		t.Errorf("%d flights are left", n)
	}
	t.Logf("%d asked, %d joined", asked.Load(), joined.Load())
}

func follow(t *testing.T, m *httpcache.Member, key string, random *rand.Rand) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	result, ok := m.Wait(ctx)
	if !ok {
		t.Error("waited in vain")
		return
	}
	if result.Fill == nil {
		return
	}
	if r, ok := m.Read(result.Fill, 0, -1); ok {
		check(t, r, key, random)
		_ = r.Close()
	}
}

// check reads a body, now and then not to its end.
func check(t *testing.T, r io.Reader, key string, random *rand.Rand) {
	if random.IntN(5) == 0 {
		r = io.LimitReader(r, random.Int64N(1000))
	}
	body, err := io.ReadAll(r)
	checkBody(t, key, body, false)
	if _, limited := r.(*io.LimitedReader); err == nil && !limited {
		checkBody(t, key, body, true)
	}
}

// numbered makes a body: a head with key, number and length, again and again.
func numbered(key string, n int64, length int) []byte {
	unit := fmt.Sprintf("%s #%d %d|", key, n, length)
	return bytes.Repeat([]byte(unit), length/len(unit)+1)[:length]
}

func checkBody(t *testing.T, key string, body []byte, complete bool) {
	unit, _, ok := bytes.Cut(body, []byte("|"))
	var got string
	var n int64
	var length int
	if !ok {
		return // too short to tell
	}
	if _, err := fmt.Sscanf(string(unit), "%s #%d %d", &got, &n, &length); err != nil || got != key {
		t.Errorf("a body of %s begins with %q", key, unit)
		return
	}
	want := numbered(key, n, length)
	if !bytes.HasPrefix(want, body) || complete && len(body) != length {
		t.Errorf("a body of %s has %d bytes of %d, or wrong ones", key, len(body), length)
	}
}
