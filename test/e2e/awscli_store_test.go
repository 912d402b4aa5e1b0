// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file drives key value stores with an AWS CLI that knows them, which Debian 12's does not.

import (
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// storeCLI returns the first AWS CLI that knows key value stores, and the settings with which it signs for them.
func storeCLI(t *testing.T) (program string, env []string) {
	t.Helper()
	programs := []string{debianCLI}
	if other, err := exec.LookPath("aws"); err == nil {
		programs = append(programs, other)
	}
	for _, program := range programs {
		cmd := exec.Command(program, "cloudfront-keyvaluestore", "describe-key-value-store")
		cmd.Env = append(cleanEnv(), noBytecode)
		if _, _, stderr := finish(t, cmd); !strings.Contains(stderr, "required: --kvs-arn") {
			continue // it does not miss the argument, but does not know the command
		}
		// Version 1 runs in the Python beside it, which needs the package awscrt for SigV4A.
		python, err := exec.LookPath(filepath.Join(filepath.Dir(program), "python3"))
		if err != nil {
			return program, nil
		}
		if crt := awscrt(t, python); crt != "" {
			env = append(env, crt)
		}
		return program, env
	}
	t.Skip("no AWS CLI here knows key value stores")
	return "", nil
}

// relay returns a proxy that leads every request to p. The CLI asks <account>.localhost for keys, a name that resolves
// on some machines only. Source: kvs-api.md 5.
func relay(t *testing.T, p *process) string {
	t.Helper()
	target, err := url.Parse(p.api)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.Host, r.Out.URL.Host = r.In.Host, target.Host
	}})
	t.Cleanup(proxy.Close)
	return proxy.URL
}

// TestCLIKeyValueStore takes a store and its keys through their life. Source: kvs-api.md.
func TestCLIKeyValueStore(t *testing.T) {
	t.Parallel()
	program, env := storeCLI(t)
	p := startOn(t, t.TempDir())
	a := newCLIOf(t, p, program)
	keys := a.of("cloudfront-keyvaluestore", strings.Replace(p.api, "127.0.0.1", "localhost", 1),
		append(env, "http_proxy="+relay(t, p), "NO_PROXY=", "no_proxy=")...)

	store, _ := a.run(t, "create-key-value-store", "--name", "s")["KeyValueStore"].(object)
	arn, _ := store["ARN"].(string)
	if out := a.run(t, "describe-key-value-store", "--name", "s"); out["ETag"] != etag2 {
		t.Errorf("describe-key-value-store: %v", out)
	}
	described := keys.run(t, "describe-key-value-store", "--kvs-arn", arn)
	tag, _ := described["ETag"].(string)
	if described["Status"] != "READY" || described["ItemCount"] != 0.0 {
		t.Errorf("describe-key-value-store: %v", described)
	}
	for _, key := range []string{"a", "a b/c", "a+b", "ключ%2F"} {
		put := keys.run(t, "put-key", "--kvs-arn", arn, "--if-match", tag, "--key", key, "--value", "of "+key)
		tag, _ = put["ETag"].(string)
		if got := keys.run(t, "get-key", "--kvs-arn", arn, "--key", key); got["Value"] != "of "+key || got["Key"] != key {
			t.Errorf("get-key %q: %v", key, got)
		}
	}
	keys.fail(t, "ConflictException", "DeleteKey", "delete-key", "--kvs-arn", arn, "--if-match", described["ETag"].(string), "--key", "a")
	deleted := keys.run(t, "delete-key", "--kvs-arn", arn, "--if-match", tag, "--key", "a+b")
	tag, _ = deleted["ETag"].(string)
	updated := keys.run(t, "update-keys", "--kvs-arn", arn, "--if-match", tag, "--puts", "Key=b,Value=1", "Key=c,Value=2", "--deletes", "Key=a")
	if updated["ItemCount"] != 4.0 {
		t.Errorf("update-keys: %v", updated)
	}
	if listed, _ := keys.run(t, "list-keys", "--kvs-arn", arn, "--page-size", "1")["Items"].([]any); len(listed) != 4 {
		t.Errorf("list-keys: %v", listed)
	}
	keys.fail(t, "ResourceNotFoundException", "GetKey", "get-key", "--kvs-arn", arn, "--key", "a")
	a.run(t, "delete-key-value-store", "--name", "s", "--if-match", etag2)
	a.fail(t, "EntityNotFound", "DescribeKeyValueStore", "describe-key-value-store", "--name", "s")
}
