// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"selvedge/internal/httpcache"
	"selvedge/internal/httpmsg"
)

const day = 24 * time.Hour

// open returns a store that ends with the test.
func open(t testing.TB, config httpcache.Config) *httpcache.Store {
	t.Helper()
	s, err := httpcache.Open(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// fill stores an object with a body.
func fill(t testing.TB, s *httpcache.Store, o *httpcache.Object, body []byte, length int64) {
	t.Helper()
	m := s.Flights().Join(t.Context(), []byte(o.Key), o.Distribution, o.URI, o.Requested)
	if m == nil || !m.Leader {
		t.Fatalf("no flight for %q", o.Key)
	}
	f := s.NewFill(m.Flight, o, length, io.NopCloser(bytes.NewReader(body)))
	if f == nil {
		t.Fatalf("no fill for %q with %d bytes", o.Key, length)
	}
	r, ok := m.Read(f, 0, -1)
	if !ok {
		t.Fatal("nothing to read")
	}
	m.Flight.Land(httpcache.Landing{Object: o, Fill: f})
	var run sync.WaitGroup
	run.Go(f.Run)
	got, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(got, body) {
		t.Fatalf("read %d bytes, %v; want %d", len(got), err, len(body))
	}
	run.Wait()
	_ = r.Close()
}

// read returns the body under a key; ok is false when there is none.
func read(t testing.TB, s *httpcache.Store, key string) (body []byte, ok bool) {
	t.Helper()
	o := s.Get([]byte(key))
	if o == nil {
		return nil, false
	}
	section := o.Body(0, o.Size())
	defer section.Close()
	body, err := io.ReadAll(section)
	if err != nil {
		t.Fatalf("reading %q: %v", key, err)
	}
	return body, true
}

func randomBody(n int, seed uint64) []byte {
	b := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8)}).Read(b)
	return b
}

// TestStoreTiers: what is stored is found in memory, and on disk after a restart, byte for byte.
func TestStoreTiers(t *testing.T) {
	dir := t.TempDir()
	config := httpcache.Config{MemoryBytes: 8 << 20, DiskBytes: 64 << 20, Dir: dir}
	s := open(t, config)
	sizes := []int{0, 1, 65535, 65536, 65537, 300_000, 3 << 20} // the last one does not fit in memory
	for i, n := range sizes {
		length := int64(n)
		if i%2 == 1 {
			length = -1 // the origin did not say
		}
		fill(t, s, object(fmt.Sprint("k", n), httpcache.Life{Store: true, Fresh: day}, "etag", `"e"`, "x", "\xe9"), randomBody(n, uint64(i)), length)
	}
	check := func(when string) {
		for i, n := range sizes {
			if got, ok := read(t, s, fmt.Sprint("k", n)); !ok || !bytes.Equal(got, randomBody(n, uint64(i))) {
				t.Errorf("%s: %d bytes: found %t, %d bytes", when, n, ok, len(got))
			}
		}
	}
	check("at once")
	s.Close()
	s = open(t, config)
	check("after a restart")
	o := s.Get([]byte("k1"))
	if o.Header("x") != "\xe9" || o.Status != 200 || o.URI != "/k1" || o.Distribution != "E1" || !o.Received.Equal(noon) || o.Fresh != day {
		t.Errorf("after a restart: %+v", o)
	}
	if st := s.Stats(); st.Damaged != 0 {
		t.Errorf("%d files were damaged", st.Damaged)
	}
}

// TestStorePart: a part of an object that is on disk only.
func TestStorePart(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 1 << 20, DiskBytes: 64 << 20, Dir: t.TempDir()})
	body := randomBody(1<<20, 1)
	fill(t, s, object("big", httpcache.Life{Store: true, Fresh: day}), body, int64(len(body)))
	for _, r := range [][2]int64{{0, 1}, {65535, 2}, {100_000, 200_000}, {1<<20 - 1, 1}} {
		o := s.Get([]byte("big"))
		section := o.Body(r[0], r[1])
		got, err := io.ReadAll(section)
		_ = section.Close()
		if err != nil || !bytes.Equal(got, body[r[0]:r[0]+r[1]]) {
			t.Errorf("part %v: %d bytes, %v", r, len(got), err)
		}
	}
}

// TestStoreBounds: neither tier is ever larger than it may be.
func TestStoreBounds(t *testing.T) {
	dir := t.TempDir()
	const memory, disk = 4 << 20, 6 << 20
	s := open(t, httpcache.Config{MemoryBytes: memory, DiskBytes: disk, Dir: dir})
	var writers sync.WaitGroup
	for w := range 4 {
		writers.Go(func() {
			random := rand.New(rand.NewPCG(1, uint64(w)))
			for i := range 150 {
				n := random.IntN(200_000)
				fill(t, s, object(fmt.Sprint("k", w, "-", i), httpcache.Life{Store: true, Fresh: day}), randomBody(n, uint64(i)), int64(n))
				if st := s.Stats(); st.MemoryBytes > memory || st.DiskBytes > disk {
					t.Errorf("memory %d of %d, disk %d of %d", st.MemoryBytes, memory, st.DiskBytes, disk)
				}
			}
		})
	}
	writers.Wait()
	s.Close()
	used := int64(0)
	_ = filepath.Walk(dir, func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			used += (info.Size() + 4095) / 4096 * 4096
		}
		return nil
	})
	st := s.Stats()
	if used > disk || used != st.DiskBytes || st.DiskEvictions == 0 || st.MemoryEvictions == 0 {
		t.Errorf("%d bytes in files of %d, %+v", used, disk, st)
	}
}

// TestStoreLimit: what is too large passes through, and what turns out to be so does, too.
func TestStoreLimit(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 1 << 20})
	m := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon)
	if s.NewFill(m.Flight, object("k", httpcache.Life{}), 1<<20, nil) != nil {
		t.Error("a fill for 1 MiB in a tier of 1 MiB")
	}
	m.Finish()
	body := randomBody(2<<20, 3)
	fill(t, s, object("k", httpcache.Life{Store: true, Fresh: day}), body, -1)
	if _, ok := read(t, s, "k"); ok {
		t.Error("an object larger than the tier was stored")
	}
	if n := s.Flights().Active(); n != 0 {
		t.Errorf("%d flights are left", n)
	}
}

// TestStoreTruncated: a body that ends early is not stored, and its readers see an error.
func TestStoreTruncated(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 1 << 20, DiskBytes: 8 << 20, Dir: t.TempDir()})
	for name, tt := range map[string]struct {
		body   io.Reader
		length int64
	}{
		"shorter than it said": {strings.NewReader("abc"), 5},
		"longer than it said":  {iotestChunks("abc", "def"), 2},
		"broken off":           {io.MultiReader(strings.NewReader("abc"), failing{}), -1},
		"large and broken off": {io.MultiReader(bytes.NewReader(randomBody(500_000, 1)), failing{}), -1},
	} {
		m := s.Flights().Join(t.Context(), []byte(name), "E1", "/k", noon)
		f := s.NewFill(m.Flight, object(name, httpcache.Life{Store: true, Fresh: day}), tt.length, io.NopCloser(tt.body))
		r, _ := m.Read(f, 0, -1)
		m.Flight.Land(httpcache.Landing{Fill: f})
		var run sync.WaitGroup
		run.Go(f.Run)
		if _, err := io.ReadAll(r); err == nil {
			t.Errorf("%s: the reader sees a proper end", name)
		}
		run.Wait()
		m.Leave()
		if _, ok := read(t, s, name); ok {
			t.Errorf("%s: it was stored", name)
		}
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func iotestChunks(chunks ...string) io.Reader {
	readers := make([]io.Reader, 0, len(chunks))
	for _, c := range chunks {
		readers = append(readers, strings.NewReader(c))
	}
	return io.MultiReader(readers...)
}

// TestFillPanics: a body that panics ends for its readers, and the flight with it.
func TestFillPanics(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 1 << 20})
	m := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon)
	f := s.NewFill(m.Flight, object("k", httpcache.Life{Store: true, Fresh: day}), -1, io.NopCloser(panicking{}))
	r, _ := m.Read(f, 0, -1)
	m.Flight.Land(httpcache.Landing{Fill: f})
	func() {
		defer func() { _ = recover() }()
		f.Run()
	}()
	if _, err := io.ReadAll(r); err == nil {
		t.Error("the reader sees a proper end")
	}
	if n := s.Flights().Active(); n != 0 {
		t.Errorf("%d flights are left", n)
	}
}

type panicking struct{}

func (panicking) Read([]byte) (int, error) { panic("BUG: of the test") }

// TestDiskCut: files that were cut off at any byte, or have a byte changed, are dropped; never is a wrong byte read.
func TestDiskCut(t *testing.T) {
	dir := t.TempDir()
	config := httpcache.Config{DiskBytes: 8 << 20, Dir: dir}
	s := open(t, config)
	body := randomBody(70_000, 1)
	fill(t, s, object("k", httpcache.Life{Store: true, Fresh: day}, "etag", `"e"`), body, int64(len(body)))
	s.Close()
	files, err := filepath.Glob(filepath.Join(dir, "objects", "*", "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files %v, %v", files, err)
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	attempt := func(what string, content []byte) {
		t.Helper()
		if err := os.WriteFile(files[0], content, 0o600); err != nil {
			t.Fatal(err)
		}
		s := open(t, config)
		defer s.Close()
		o := s.Get([]byte("k"))
		if o == nil {
			return
		}
		section := o.Body(0, o.Size())
		defer section.Close()
		got, err := io.ReadAll(section)
		if err == nil && (!bytes.Equal(got, body) || o.Header("etag") != `"e"` || o.URI != "/k" || o.Fresh != day) {
			t.Errorf("%s: a wrong object was read", what)
		}
		if !bytes.HasPrefix(body, got) {
			t.Errorf("%s: wrong bytes were read", what)
		}
		if err == nil && !bytes.Equal(content, whole) {
			t.Errorf("%s: the damage was not noticed", what)
		}
	}
	attempt("whole", whole)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 400 {
		n := i
		if i > 150 {
			n = random.IntN(len(whole))
		}
		attempt(fmt.Sprint("cut at ", n), whole[:n])
		changed := bytes.Clone(whole)
		changed[n] ^= 1 << random.IntN(8)
		attempt(fmt.Sprint("changed at ", n), changed)
	}
	attempt("longer", append(bytes.Clone(whole), 0))
}

// TestInvalidate: api.md section 5; AWS developer guide, "Invalidate files to remove content".
func TestInvalidate(t *testing.T) {
	uris := []string{"/a", "/a?x=1", "/a?x=2", "/ab", "/b", "/A", "/*"}
	tests := []struct{ pattern, gone string }{
		{"/a", "/a"}, {"/a?x=1", "/a?x=1"}, {"/a*", "/a /a?x=1 /a?x=2 /ab"}, {"/a?*", "/a?x=1 /a?x=2"}, {"/*", "/a /a?x=1 /a?x=2 /ab /b /A /*"},
		{"/c", ""}, {"a", ""}, {"/a**", ""},
	}
	for _, tt := range tests {
		t.Run(tt.pattern, func(t *testing.T) {
			dir := t.TempDir()
			config := httpcache.Config{MemoryBytes: 1 << 20, DiskBytes: 8 << 20, Dir: dir}
			s := open(t, config)
			for _, uri := range uris {
				for _, distribution := range []string{"E1", "E2"} {
					o := object(distribution+uri, httpcache.Life{Store: true, Fresh: day}, "etag", `"e"`)
					o.Distribution, o.URI = distribution, uri
					fill(t, s, o, []byte(uri), -1)
				}
			}
			check := func(when string) {
				for _, uri := range uris {
					_, found := read(t, s, "E1"+uri)
					if want := !strings.Contains(" "+tt.gone+" ", " "+uri+" "); found != want {
						t.Errorf("%s: %s is there = %t, want %t", when, uri, found, want)
					}
					if _, found := read(t, s, "E2"+uri); !found {
						t.Errorf("%s: %s of another distribution is gone", when, uri)
					}
				}
			}
			s.Invalidate("E1", tt.pattern, noon.Add(-1)) // before anything was asked for
			for _, uri := range uris {
				if _, found := read(t, s, "E1"+uri); !found {
					t.Errorf("%s is gone, which is newer than the invalidation", uri)
				}
			}
			s.Invalidate("E1", tt.pattern, noon)
			check("at once")
			s.Close()
			s = open(t, config)
			check("after a restart")
		})
	}
}

// TestInvalidateOnItsWay: what was asked for before an invalidation is not stored after it, nobody joins it any more, and
// what is asked for later is stored.
func TestInvalidateOnItsWay(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 1 << 20, DiskBytes: 8 << 20, Dir: t.TempDir(), Now: func() time.Time { return noon }})
	old := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon)
	s.Invalidate("E1", "/k", noon)
	o := object("k", httpcache.Life{Store: true, Fresh: day})
	next := s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon.Add(1))
	if !next.Leader {
		t.Error("a request after the invalidation waits for one from before it")
	}
	s.Put(o)
	if _, found := read(t, s, "k"); found {
		t.Error("an answer from before the invalidation was stored")
	}
	old.Finish()
	if s.Flights().Join(t.Context(), []byte("k"), "E1", "/k", noon.Add(2)).Leader {
		t.Error("the end of the old fetch has ended the new one")
	}
	o.Requested = noon.Add(1)
	s.Put(o)
	if _, found := read(t, s, "k"); !found {
		t.Error("an answer from after the invalidation was not stored")
	}
	next.Finish()
}

// TestStoreNewest: what is stored last is found, in whatever tier the older one is.
func TestStoreNewest(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 1 << 20, DiskBytes: 64 << 20, Dir: t.TempDir()})
	random := rand.New(rand.NewPCG(3, 4))
	for i := range 200 {
		n := []int{10, 1000, 200_000, 900_000}[random.IntN(4)]
		life := httpcache.Life{Store: true, Fresh: day}
		if random.IntN(3) == 0 {
			life.Fresh = time.Second // not for the disk
		}
		body := randomBody(n, uint64(i))
		fill(t, s, object("k", life), body, int64(n))
		if got, ok := read(t, s, "k"); ok && !bytes.Equal(got, body) {
			t.Fatalf("round %d: an older object was found", i)
		}
		if random.IntN(10) == 0 {
			s.Remove([]byte("k"))
			if _, ok := read(t, s, "k"); ok {
				t.Fatalf("round %d: it was removed", i)
			}
		}
	}
}

// TestRenew: an object on disk gets new headers, and keeps its body.
func TestRenew(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 1 << 20, DiskBytes: 64 << 20, Dir: t.TempDir()})
	for _, n := range []int{100, 900_000} {
		body, key := randomBody(n, 5), fmt.Sprint("k", n)
		fill(t, s, object(key, httpcache.Life{Store: true, Fresh: day}, "etag", `"e"`, "x", "1"), body, int64(n))
		from := s.Get([]byte(key))
		later := noon.Add(time.Minute)
		s.Renew(from.Refreshed(&httpmsg.Response{Headers: lines("x", "2")}, &httpcache.Arrival{Requested: later, Now: later},
			httpcache.Life{Store: true, Fresh: day}), from)
		if got, ok := read(t, s, key); !ok || !bytes.Equal(got, body) {
			t.Errorf("%d bytes: found %t, %d bytes", n, ok, len(got))
		}
		if o := s.Get([]byte(key)); o.Header("x") != "2" || !o.Received.Equal(later) {
			t.Errorf("%d bytes: the headers are the old ones: %v", n, o.Headers)
		} else {
			o.Close()
		}
	}
}

func TestConfigValidate(t *testing.T) {
	for _, c := range []httpcache.Config{{MemoryBytes: -1}, {DiskBytes: -1}, {MemoryBytes: 5}, {DiskBytes: 5, Dir: "x"}, {DiskBytes: 1 << 30}} {
		if c.Validate() == nil {
			t.Errorf("Validate(%+v) = nil", c)
		}
	}
	if err := (&httpcache.Config{}).Validate(); err != nil {
		t.Errorf("Validate of nothing = %v", err)
	}
	var none *httpcache.Store
	if none.Enabled() || open(t, httpcache.Config{}).Enabled() {
		t.Error("a store without tiers is enabled")
	}
}

func TestAllocsGet(t *testing.T) {
	s := open(t, httpcache.Config{MemoryBytes: 1 << 20})
	s.Put(object("k", httpcache.Life{Store: true, Fresh: day}))
	key := []byte("k")
	if n := testing.AllocsPerRun(1000, func() { _ = s.Get(key) }); n != 0 {
		t.Errorf("a look-up costs %v allocations, want none", n)
	}
}

func BenchmarkStoreGet(b *testing.B) {
	s := open(b, httpcache.Config{MemoryBytes: 64 << 20})
	keys := make([][]byte, 1000)
	for i := range keys {
		keys[i] = fmt.Appendf(nil, "E1 /images/some/path/%d.png", i)
		s.Put(object(string(keys[i]), httpcache.Life{Store: true, Fresh: day}))
	}
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		i++
		if s.Get(keys[i%len(keys)]) == nil {
			b.Fatal("not found")
		}
	}
}
