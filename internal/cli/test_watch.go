// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"time"
)

// watchPeriod is how often files are looked at. Looking needs no help of the operating system, and works on every file
// system; the number of files is bounded by the loader.
const watchPeriod = 300 * time.Millisecond

// fileState is what tells versions of a file apart.
type fileState struct {
	exists  bool
	size    int64
	changed time.Time
}

// watch runs the cases whenever one of their files changes, or a folder gets or loses one, until ctx is done.
func (r *caseRun) watch(ctx context.Context) error {
	ticker := time.NewTicker(watchPeriod)
	defer ticker.Stop()
	for {
		before := fileStates(r.loader.Files())
		if err := r.once(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, errQuiet) {
			fmt.Fprintln(r.stderr, "selvedge:", err)
		}
		files := r.loader.Files()
		now := fileStates(files)
		maps.Copy(now, before) // a change during the run counts
		fmt.Fprintf(r.stderr, "watching %d files and folders\n", len(files))
		for maps.Equal(now, fileStates(files)) {
			select {
			case <-ctx.Done():
				return nil
			case <-ticker.C:
			}
		}
		fmt.Fprintln(r.stdout)
	}
}

func fileStates(paths []string) map[string]fileState {
	states := make(map[string]fileState, len(paths))
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case err == nil && info.IsDir():
			states[path] = fileState{exists: true, changed: info.ModTime()}
		case err == nil:
			states[path] = fileState{true, info.Size(), info.ModTime()}
		case errors.Is(err, fs.ErrNotExist):
			states[path] = fileState{}
		default:
			states[path] = fileState{size: -1}
		}
	}
	return states
}
