// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package datadir

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var edgeID = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// EdgeID returns the id of the edge that runs on the folder dir, and makes it on first use. It stays the same, so
// that an edge which was killed does not hold deployments back when it comes again: it replaces itself.
func EdgeID(dir string) (string, error) {
	path := filepath.Join(dir, "edge-id")
	data, err := os.ReadFile(path)
	id := strings.TrimSpace(string(data))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		id = rand.Text()
		err = writeFile(path, []byte(id+"\n"))
	case err == nil && !edgeID.MatchString(id):
		err = fmt.Errorf("%s does not hold an id; remove it to get a new one", path)
	}
	if err != nil {
		return "", fmt.Errorf("edge id: %w", err)
	}
	return id, nil
}
