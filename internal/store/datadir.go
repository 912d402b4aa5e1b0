// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file looks after the folder of the embedded etcd, where etcd itself is careless: it waits without end for a
// database that is locked, ends the process over a file that is no database, and never comes up again in a
// folder in which its very first start was interrupted.

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

const (
	// startingFile is in the folder from before etcd is started there for the first time until that succeeded.
	startingFile = "starting"
	memberDir    = "member" // where etcd keeps everything

	dirLockTimeout = 100 * time.Millisecond // to find out whether another process has the database open
)

// prepareDir makes dir ready for etcd. What a first start that was interrupted left there is removed: nothing was
// acknowledged before it ended.
func prepareDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	member := filepath.Join(dir, memberDir)
	begun, err := exists(filepath.Join(dir, startingFile))
	if err != nil {
		return err
	}
	known, err := exists(member)
	if err != nil {
		return err
	}
	if known {
		err := checkDatabase(filepath.Join(member, "snap", "db"))
		if err != nil && (!begun || errors.Is(err, bolterrors.ErrTimeout)) {
			return err
		}
	}
	if known && !begun {
		return nil
	}
	if err := os.RemoveAll(member); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, startingFile), nil, 0o600); err != nil {
		return err
	}
	// The mark is on disk before there is anything that it is about, and the folder is found again.
	return errors.Join(syncDir(dir), syncDir(filepath.Dir(dir)))
}

// finishDir says that etcd has started in dir. It returns when that is on disk.
func finishDir(dir string) error {
	err := os.Remove(filepath.Join(dir, startingFile))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return syncDir(dir)
}

// checkDatabase reports whether the database file can be opened; it need not be there.
func checkDatabase(path string) error {
	found, err := exists(path)
	if !found || err != nil {
		return err
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: dirLockTimeout})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return fmt.Errorf("in use by another process: %w", err)
	case err != nil:
		return fmt.Errorf("database %q cannot be read, is it damaged? %w", path, err)
	}
	return db.Close()
}

func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// syncDir makes the entries of dir durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
