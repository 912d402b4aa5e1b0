// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package datadir

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"selvedge"
)

// Credentials is the access key pair that is made when a data folder is first used.
type Credentials struct {
	AccessKeyID     string
	SecretAccessKey string
}

func credentialsFile(dir string) string { return filepath.Join(dir, "credentials.json") }

// ReadCredentials returns the key pair of a data folder; fs.ErrNotExist in the chain when there is none yet.
func ReadCredentials(dir string) (Credentials, error) {
	var c Credentials
	data, err := os.ReadFile(credentialsFile(dir))
	if err != nil {
		return c, fmt.Errorf("access key: %w", err)
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return c, fmt.Errorf("access key in %s: %w", credentialsFile(dir), err)
	}
	if c.AccessKeyID == "" || c.SecretAccessKey == "" {
		return c, fmt.Errorf("access key in %s: id or secret is empty", credentialsFile(dir))
	}
	return c, nil
}

// EnsureCredentials returns the key pair of a data folder and makes it on first use. The file appears whole or not
// at all, and only its owner can read it.
func EnsureCredentials(dir string) (Credentials, error) {
	c, err := ReadCredentials(dir)
	if !errors.Is(err, fs.ErrNotExist) {
		return c, err
	}
	c.AccessKeyID, c.SecretAccessKey = selvedge.NewAccessKeyPair()
	data, err := json.Marshal(c)
	if err != nil {
		return c, fmt.Errorf("access key: %w", err)
	}
	if err := writeFile(credentialsFile(dir), append(data, '\n')); err != nil {
		return c, fmt.Errorf("access key: %w", err)
	}
	return c, nil
}

// writeFile replaces a file in one step and makes it durable; mode 0600.
func writeFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
