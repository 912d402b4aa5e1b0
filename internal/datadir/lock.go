// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package datadir

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// Lock takes the exclusive lock on the folder dir, which it makes when it is not there; closing the file releases it, as does the end of the process.
// The file names the process that holds the lock.
func Lock(dir string) (*os.File, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock of the data folder: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK):
		holder, _ := io.ReadAll(io.LimitReader(f, 32))
		_ = f.Close()
		return nil, fmt.Errorf("data folder %s is in use by another selvedge process (pid %s); stop it, or choose another folder with --data",
			dir, strings.TrimSpace(string(holder)))
	case err != nil:
		_ = f.Close()
		return nil, fmt.Errorf("lock of the data folder %s: %w", dir, err)
	}
	pid := []byte(strconv.Itoa(os.Getpid()) + "\n")
	if err := errors.Join(f.Truncate(0), writeAt(f, pid)); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("lock of the data folder %s: %w", dir, err)
	}
	return f, nil
}

func writeAt(f *os.File, b []byte) error {
	_, err := f.WriteAt(b, 0)
	return err
}
