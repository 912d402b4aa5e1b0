// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"selvedge"
	"selvedge/internal/kvsfile"
)

// The limits of what is loaded.
const (
	MaxFile  = 4 << 20 // bytes of a file; import files of key value stores have a limit of their own
	maxFiles = 50_000  // files that are looked at in folders
	maxCases = 10_000
)

// DefaultKVSID is the id of the store of a case that names none.
const DefaultKVSID = "00000000-0000-4000-8000-000000000000"

// Defaults are what cases have that do not say otherwise.
type Defaults struct {
	Function string // file; empty to look for one beside the case
	Runtime  selvedge.Runtime
	KVS      string // import file; empty for no store
	KVSID    string
	Now      time.Time
	Seed     uint64
	Strict   bool
}

// Format is a kind of files with cases.
type Format interface {
	// Claims says whether a file of this name, without folders, is one.
	Claims(name string) bool
	// Load reads the cases of a file. What is wrong with the file as a whole is a case with a Problem.
	Load(l *Loader, path string) []*Case
}

// Loader reads cases.
type Loader struct {
	Defaults Defaults
	Formats  []Format // beside JSON files

	files map[string]bool // that were read, or looked for
}

// Load reads the cases in files and, with all folders below, in folders. The error is about a path that cannot be read.
func (l *Loader) Load(paths ...string) ([]*Case, error) {
	l.files = nil
	var cases []*Case
	for _, path := range paths {
		found, err := l.find(path)
		if err != nil {
			return nil, err
		}
		for _, file := range found {
			cases = append(cases, l.load(file.path, file.named)...)
			if len(cases) > maxCases {
				return nil, fmt.Errorf("more than %d cases", maxCases)
			}
		}
	}
	return cases, nil
}

// Files returns the files that the last Load has read or looked for, and the folders it has searched.
func (l *Loader) Files() []string { return slices.Sorted(maps.Keys(l.files)) }

func (l *Loader) saw(path string) {
	if l.files == nil {
		l.files = map[string]bool{}
	}
	l.files[path] = true
}

// candidate is a file that may have cases.
type candidate struct {
	path  string
	named bool // by the user: it must have some
}

// find returns the files of a path in order of their names. Folders whose name begins with a dot and node_modules are left
// out.
func (l *Loader) find(root string) ([]candidate, error) {
	l.saw(root)
	info, err := os.Stat(root)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []candidate{{root, true}}, nil
	}
	var found []candidate
	seen := 0
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if seen++; seen > maxFiles {
			return fmt.Errorf("%s has more than %d files", root, maxFiles)
		}
		name := entry.Name()
		switch {
		case entry.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "node_modules"):
			return fs.SkipDir
		case entry.IsDir():
			l.saw(path)
		case strings.HasSuffix(name, ".json") || l.format(name) != nil:
			found = append(found, candidate{path, false})
		}
		return nil
	})
	return found, err
}

func (l *Loader) format(name string) Format {
	for _, f := range l.Formats {
		if f.Claims(name) {
			return f
		}
	}
	return nil
}

// load reads the cases of one file.
func (l *Loader) load(path string, named bool) []*Case {
	if f := l.format(filepath.Base(path)); f != nil {
		return f.Load(l, path)
	}
	return l.loadJSON(path, named)
}

// Read reads a file of at most MaxFile bytes.
func (l *Loader) Read(path string) ([]byte, error) {
	f, err := l.open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // read only
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err == nil && len(data) > MaxFile {
		err = fmt.Errorf("%s has more than %d bytes", path, MaxFile)
	}
	return data, err
}

// open opens a regular file: others may never end.
func (l *Loader) open(path string) (*os.File, error) {
	l.saw(path)
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: path, Err: errors.New("not a file")}
	}
	return os.Open(path)
}

// Function reads a function.
func (l *Loader) Function(path string, runtime selvedge.Runtime) (*Function, error) {
	code, err := l.Read(path)
	if err != nil {
		return nil, fmt.Errorf("function: %w", err)
	}
	return &Function{Path: path, Runtime: runtime, Code: code}, nil
}

// KVS reads an import file as the store with an id; "" is the default id.
func (l *Loader) KVS(path, id string) (selvedge.KeyValues, error) {
	f, err := l.open(path)
	if err != nil {
		return nil, fmt.Errorf("key value store: %w", err)
	}
	defer f.Close() // read only
	data, err := kvsfile.Read(f)
	if err != nil {
		return nil, fmt.Errorf("key value store: %s: %w", path, err)
	}
	return l.view(data, id), nil
}

// view makes a store of data. It was made at the time of the cases, or at a time that is always the same.
func (l *Loader) view(data kvsfile.Data, id string) selvedge.KeyValues {
	if id == "" {
		id = cmp.Or(l.Defaults.KVSID, DefaultKVSID)
	}
	made := l.Defaults.Now
	if made.IsZero() {
		made = time.Unix(0, 0).UTC()
	}
	return data.View(id, made)
}

// EmptyKVS returns a store without data.
func (l *Loader) EmptyKVS() selvedge.KeyValues { return l.view(nil, "") }

// Exists says whether there is a file, and has it watched in any case.
func (l *Loader) Exists(path string) bool {
	l.saw(path)
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// beside returns a path of a file as it is meant in another file.
func beside(file, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(file), path)
}
