// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edgetls

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"selvedge"
)

const (
	maxFilePairs = 10_000
	pollFiles    = 10 * time.Second // files are looked at this often
)

// Pair names the files of a certificate, with the chain behind it, and of its key, both in PEM.
type Pair struct{ Certificate, Key string }

// Files are certificates in files.
type Files struct {
	pairs  []Pair
	dir    string
	logger *slog.Logger

	table  atomic.Pointer[table]
	loaded map[Pair]*loaded // by Reload only
}

// loaded is a pair that has been read.
type loaded struct {
	stamp       string // of both files
	certificate *tls.Certificate
}

// table finds certificates by name; it is immutable. A wildcard stands as ".example.com".
type table struct{ exact, wildcards map[string][]*tls.Certificate }

// OpenFiles reads certificates: those of pairs, and those of the folder dir, where NAME.key or NAME-key.pem stands beside
// NAME.crt, NAME.cer or NAME.pem. dir may be empty.
func OpenFiles(pairs []Pair, dir string, logger *slog.Logger) (*Files, error) {
	f := &Files{pairs: pairs, dir: dir, logger: logger, loaded: map[Pair]*loaded{}}
	if err := f.Reload(); err != nil {
		return nil, err
	}
	return f, nil
}

// Run reads files again when they change, until ctx is done. What cannot be read is reported and stays as it was.
func (f *Files) Run(ctx context.Context) {
	tick := time.NewTicker(pollFiles)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := f.Reload(); err != nil {
				f.logger.Warn("certificate files", selvedge.LogErr, err)
			}
		}
	}
}

// Reload reads the files that have changed. After an error the pairs concerned are those that were read before. It is
// called by one goroutine at a time.
func (f *Files) Reload() error {
	pairs, err := f.list()
	problems := []error{err}
	next := make(map[Pair]*loaded, len(pairs))
	for _, p := range pairs {
		l, err := load(p, f.loaded[p])
		problems = append(problems, err)
		if l != nil {
			next[p] = l
		}
	}
	if err != nil { // the folder could not be read: keep what it had
		for p, l := range f.loaded {
			if next[p] == nil {
				next[p] = l
			}
		}
	}
	f.loaded = next
	f.table.Store(tableOf(next))
	return errors.Join(problems...)
}

// list returns the pairs there are.
func (f *Files) list() ([]Pair, error) {
	pairs := slices.Clone(f.pairs)
	if f.dir == "" {
		return pairs, nil
	}
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return pairs, fmt.Errorf("folder of certificates: %w", err)
	}
	names := map[string]bool{}
	for _, e := range entries {
		names[e.Name()] = true
	}
	for _, e := range entries {
		extension := filepath.Ext(e.Name())
		base := strings.TrimSuffix(e.Name(), extension)
		if extension != ".crt" && extension != ".cer" && extension != ".pem" {
			continue
		}
		for _, key := range []string{base + ".key", base + "-key.pem"} {
			if names[key] && len(pairs) < maxFilePairs {
				pairs = append(pairs, Pair{filepath.Join(f.dir, e.Name()), filepath.Join(f.dir, key)})
				break
			}
		}
	}
	return pairs, nil
}

// load reads p unless it is as before.
func load(p Pair, before *loaded) (*loaded, error) {
	stamp, err := stampOf(p)
	if err == nil && before != nil && before.stamp == stamp {
		return before, nil
	}
	if err == nil {
		var certificate tls.Certificate
		if certificate, err = tls.LoadX509KeyPair(p.Certificate, p.Key); err == nil {
			return &loaded{stamp, &certificate}, nil
		}
	}
	return before, fmt.Errorf("certificate %s with key %s: %w", p.Certificate, p.Key, err)
}

// stampOf changes when one of the files does.
func stampOf(p Pair) (string, error) {
	stamp := ""
	for _, path := range []string{p.Certificate, p.Key} {
		info, err := os.Stat(path)
		if err != nil {
			return "", err
		}
		stamp += fmt.Sprint(info.ModTime().UnixNano(), " ", info.Size(), " ")
	}
	return stamp, nil
}

func tableOf(pairs map[Pair]*loaded) *table {
	t := &table{map[string][]*tls.Certificate{}, map[string][]*tls.Certificate{}}
	for _, l := range pairs {
		names := l.certificate.Leaf.DNSNames
		for _, ip := range l.certificate.Leaf.IPAddresses {
			names = append(names[:len(names):len(names)], ip.String())
		}
		for _, name := range names {
			name = strings.ToLower(name)
			if suffix, ok := strings.CutPrefix(name, "*."); ok {
				t.wildcards["."+suffix] = append(t.wildcards["."+suffix], l.certificate)
			} else {
				t.exact[name] = append(t.exact[name], l.certificate)
			}
		}
	}
	for _, m := range []map[string][]*tls.Certificate{t.exact, t.wildcards} {
		for _, list := range m { // the one that lasts longest first
			slices.SortFunc(list, func(a, b *tls.Certificate) int { return b.Leaf.NotAfter.Compare(a.Leaf.NotAfter) })
		}
	}
	return t
}

// get returns the certificate for name that the viewer understands, or nil.
func (f *Files) get(name string, hello *tls.ClientHelloInfo) *tls.Certificate {
	t := f.table.Load()
	list := t.exact[name]
	if dot := strings.IndexByte(name, '.'); list == nil && dot > 0 {
		list = t.wildcards[name[dot:]]
	}
	for _, c := range list {
		if hello.SupportsCertificate(c) == nil {
			return c
		}
	}
	if len(list) > 0 {
		return list[0] // the handshake will say what does not fit
	}
	return nil
}
