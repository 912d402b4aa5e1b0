// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"syscall"
	"time"

	"selvedge"
	"selvedge/internal/snapfile"
)

// crowd is how many distributions and functions performance.md P6 wants on one edge.
const crowd = 10_000

var edgeReady = regexp.MustCompile(`^selvedge ready .*edge=(\S+)`)

// crowded measures P1 on an edge that has started from a snapshot with many distributions, each with a function of its
// own, beside the edge with a few.
func crowded(ctx context.Context, binary, dir string, few *contestant, rounds, seconds int) error {
	if err := writeCrowd(filepath.Join(dir, "edge.snapshot")); err != nil {
		return err
	}
	began := time.Now()
	// Nothing listens on port 1: etcd cannot be reached, and what there is comes from the snapshot.
	cmd := exec.CommandContext(ctx, "taskset", "-c", "0", binary, "serve", "--roles", "edge", "--etcd-endpoints", "http://127.0.0.1:1",
		"--data", dir, "--edge-addr", "127.0.0.1:0", "--allow-private-origins", "--log-level", "error")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return err
	}
	defer func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	m := edgeReady.FindStringSubmatch(line)
	if err != nil || m == nil {
		return fmt.Errorf("ready line %q: %w", line, err)
	}
	took := time.Since(began)
	many := &contestant{name: "many", url: m[1], host: "d" + strconv.Itoa(crowd/2) + ".cloudfront.net"}
	if err := many.await(ctx); err != nil {
		return err
	}
	few = &contestant{name: few.name, url: few.url, host: few.host}
	for range rounds {
		for _, one := range []*contestant{few, many} {
			rate, err := one.load(ctx, seconds)
			if err != nil {
				return err
			}
			one.rate = append(one.rate, rate)
		}
	}
	fmt.Printf("\nP6: %d distributions and functions, ready %d ms after exec from the local snapshot: %.0f req/s, %.2f of the %.0f req/s with a few.\n",
		crowd, took.Milliseconds(), median(many.rate), median(many.rate)/median(few.rate), median(few.rate))
	return nil
}

// writeCrowd writes the snapshot of an edge.
func writeCrowd(path string) error {
	u := selvedge.EdgeUpdate{
		Revision: 1, Full: true,
		Functions: map[string]*selvedge.Function{}, Distributions: map[string]*selvedge.Distribution{},
	}
	for n := range crowd {
		name := "function-" + strconv.Itoa(n)
		u.Functions[name] = &selvedge.Function{Name: name, Live: &selvedge.FunctionCopy{
			Code: []byte("// " + name + "\n" + requestFunction), Version: 1, Config: selvedge.FunctionConfig{Runtime: selvedge.Runtime2},
		}}
		port, err := strconv.Atoi(originPort)
		if err != nil {
			return err
		}
		d := &selvedge.Distribution{ID: "E" + strconv.Itoa(n), DomainName: "d" + strconv.Itoa(n) + ".cloudfront.net", Version: 1}
		d.Config.Enabled = true
		d.Config.Origins.Items = []selvedge.Origin{{Id: "o", DomainName: "127.0.0.1", CustomOriginConfig: &selvedge.CustomOriginConfig{
			HTTPPort: port, HTTPSPort: 443, OriginProtocolPolicy: selvedge.OriginHTTPOnly,
		}}}
		d.Config.DefaultCacheBehavior.TargetOriginId = "o"
		d.Config.DefaultCacheBehavior.ViewerProtocolPolicy = "allow-all"
		d.Config.DefaultCacheBehavior.CachePolicyId = cachingOptimized
		d.Config.DefaultCacheBehavior.FunctionAssociations.Items = []selvedge.FunctionAssociation{
			{FunctionARN: selvedge.FunctionARN("111122223333", name), EventType: selvedge.EventViewerRequest},
		}
		d.Config.Normalize()
		u.Distributions[d.ID] = d
	}
	writer := snapfile.NewWriter(snapfile.Config{Path: path})
	writer.Add(u)
	ended, stop := context.WithCancel(context.Background())
	stop()
	writer.Run(ended) // writes what is left, and ends
	if writer.Failures() > 0 {
		return fmt.Errorf("the snapshot %s was not written", path)
	}
	return nil
}
