// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package datadir

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"selvedge/internal/seal"
)

// maxMasterKey bounds the file of a master key, in bytes.
const maxMasterKey = 4 << 10

// MasterKey returns the key that the secrets of access keys are sealed with. With a file it is in that, as several servers
// with one storage need the same; without one it is in the data folder, and made on first use.
func MasterKey(dir, file string) (*seal.Key, error) {
	path := file
	if path == "" {
		path = filepath.Join(dir, "master-key")
	}
	key, err := readMasterKey(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && file == "":
		if err := writeFile(path, []byte(seal.Generate()+"\n")); err != nil {
			return nil, fmt.Errorf("master key: %w", err)
		}
		return readMasterKey(path)
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w; make it with: (umask 077; head -c %d /dev/urandom | base64 > %s)", err, seal.KeySize, file)
	}
	return key, err
}

func readMasterKey(path string) (*seal.Key, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("master key: %w", err)
	}
	defer f.Close() // read only
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("master key: %w", err)
	}
	if info.Mode().Perm()&0o007 != 0 { // the group may read it, as containers mount secrets so
		return nil, fmt.Errorf("master key: all users of the machine can read %s, which has the mode %04o; make it 0600", path, info.Mode().Perm())
	}
	text, err := io.ReadAll(io.LimitReader(f, maxMasterKey))
	if err != nil {
		return nil, fmt.Errorf("master key: %w", err)
	}
	key, err := seal.Parse(string(text))
	if err != nil {
		return nil, fmt.Errorf("master key in %s: %w", path, err)
	}
	return key, nil
}
