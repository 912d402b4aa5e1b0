// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server_test

// This file starts servers and signs requests with the signers of AWS's SDK.

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/aws-http-auth/credentials"
	"github.com/aws/smithy-go/aws-http-auth/sigv4a"
	authv4 "github.com/aws/smithy-go/aws-http-auth/v4"

	"selvedge/internal/datadir"
	"selvedge/internal/server"
)

const account = "111122223333"

// instance is a server that runs until the test ends.
type instance struct {
	url  string
	dir  string
	root key
	stop func()
}

// key is an access key with its secret.
type key struct{ ID, Secret string }

// run starts a server; the test ends it.
func run(t *testing.T, config server.Config) *instance {
	t.Helper()
	config.APIAddr, config.EdgeAddr = "127.0.0.1:0", "127.0.0.1:0"
	if config.DataDir == "" && !config.Dev {
		config.DataDir = t.TempDir()
	}
	s, err := server.New(config)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan datadir.Addresses, 1), make(chan error, 1)
	go func() { ended <- s.Run(ctx, func(a datadir.Addresses) { ready <- a }) }()
	i := &instance{dir: config.DataDir}
	stopped := false
	i.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
	}
	t.Cleanup(i.stop)
	select {
	case a := <-ready:
		i.url = a.API
	case err := <-ended:
		stopped = true
		cancel()
		t.Fatalf("the server did not start: %v", err)
	}
	if !config.Dev {
		c, err := datadir.ReadCredentials(config.DataDir)
		if err != nil {
			t.Fatal(err)
		}
		i.root = key{c.AccessKeyID, c.SecretAccessKey}
	}
	return i
}

// request is a request and how it is signed. The zero values of the signature are right ones.
type request struct {
	method, path, body string
	header             http.Header

	unsigned   bool
	key        key
	token      string
	region     string        // "us-east-1"
	service    string        // of the signature
	asymmetric bool          // Signature Version 4A
	offset     time.Duration // of the clock of the client
	expires    string        // seconds; presigned when not empty
	signedBody string        // when another than what is sent
	other      bool          // signedBody counts
	after      func(*http.Request)
}

func (i *instance) send(t *testing.T, r request) (status int, header http.Header, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), r.method, i.url+r.path, bytes.NewReader([]byte(r.body)))
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range r.header {
		req.Header[name] = values
	}
	if !r.unsigned {
		r.sign(t, req)
	}
	if r.after != nil {
		r.after(req)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, string(text)
}

func (r *request) sign(t *testing.T, req *http.Request) {
	t.Helper()
	signed := r.body
	if r.other {
		signed = r.signedBody
	}
	hash := sha256.Sum256([]byte(signed))
	at := time.Now().Add(r.offset)
	region := r.region
	if region == "" {
		region = "us-east-1"
	}
	if r.expires != "" {
		query := req.URL.Query()
		query.Set("X-Amz-Expires", r.expires)
		req.URL.RawQuery = query.Encode()
	}
	if r.asymmetric {
		in := &sigv4a.SignRequestInput{
			Request: req, PayloadHash: hash[:], Service: r.service, RegionSet: []string{region}, Time: at,
			Credentials: credentials.Credentials{AccessKeyID: r.key.ID, SecretAccessKey: r.key.Secret, SessionToken: r.token},
		}
		if r.expires != "" {
			in.SignatureType = authv4.SignatureTypeQueryString
		}
		if err := sigv4a.New().SignRequest(in); err != nil {
			t.Fatal(err)
		}
		return
	}
	c := aws.Credentials{AccessKeyID: r.key.ID, SecretAccessKey: r.key.Secret, SessionToken: r.token}
	if r.expires == "" {
		if err := v4.NewSigner().SignHTTP(t.Context(), c, req, hex.EncodeToString(hash[:]), r.service, region, at); err != nil {
			t.Fatal(err)
		}
		return
	}
	target, header, err := v4.NewSigner().PresignHTTP(t.Context(), c, req, hex.EncodeToString(hash[:]), r.service, region, at)
	if err != nil {
		t.Fatal(err)
	}
	req.URL, err = req.URL.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range header {
		req.Header[name] = values
	}
}

// own makes a request of our own API as the root key and decodes the answer.
func (i *instance) own(t *testing.T, method, path, body string, out any) {
	t.Helper()
	status, _, text := i.send(t, request{method: method, path: "/selvedge/v1" + path, body: body, key: i.root, service: "selvedge"})
	if status >= 300 {
		t.Fatalf("%s %s: %d %s", method, path, status, text)
	}
	if out != nil {
		if err := json.Unmarshal([]byte(text), out); err != nil {
			t.Fatalf("%s %s: %s: %v", method, path, text, err)
		}
	}
}

// create makes an access key.
func (i *instance) create(t *testing.T, name, role string) key {
	t.Helper()
	var k key
	i.own(t, http.MethodPost, "/access-keys", `{"Name":"`+name+`","Role":"`+role+`"}`, &k)
	if !strings.HasPrefix(k.ID, "AKIA") || len(k.Secret) != 40 {
		t.Fatalf("key %q with a secret of %d characters", k.ID, len(k.Secret))
	}
	return k
}
