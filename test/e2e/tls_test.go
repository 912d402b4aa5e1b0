// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file comes to the edge as real clients do with TLS: curl with HTTP/1.1 and HTTP/2, quic-go with HTTP/3.

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/quic-go/quic-go"
	"github.com/quic-go/quic-go/http3"
)

// secureSite is a process that listens with TLS, the name of its distribution, and the certificate of its local CA.
func secureSite(t *testing.T) (p *process, name, caFile string) {
	t.Helper()
	dir := t.TempDir()
	p = startOn(t, dir, "--edge-tls-addr", "127.0.0.1:0", "--allow-private-origins")
	c := p.client(t)
	arn := publishFunction(t, c, "index", fmt.Sprintf(addsIndex, "index.html"))
	config := associate(configFor(t, startOrigin(t, echo)), arn, "")
	config.HttpVersion = types.HttpVersionHttp2and3
	config.DefaultCacheBehavior.ViewerProtocolPolicy = types.ViewerProtocolPolicyRedirectToHttps
	d := createDistribution(t, c, config)
	waitDeployed(t, c, *d.Id)
	code, ca, stderr := runSelvedge(t, "ca", "export", "--data", dir)
	if code != 0 {
		t.Fatalf("selvedge ca export: %s", stderr)
	}
	caFile = filepath.Join(dir, "exported.pem")
	if err := os.WriteFile(caFile, []byte(ca), 0o600); err != nil {
		t.Fatal(err)
	}
	return p, aws.ToString(d.DomainName), caFile
}

func portOf(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Port()
}

func TestCurl(t *testing.T) {
	t.Parallel()
	program, err := exec.LookPath("curl")
	if err != nil {
		missingClient(t, "curl is missing (Debian: apt-get install curl)")
	}
	p, name, ca := secureSite(t)
	port := portOf(t, p.edgeTLS)
	for flag, version := range map[string]string{"--http1.1": "1.1", "--http2": "2", "--tlsv1.2": "2", "--tls-max=1.2": "2"} {
		args := []string{"--silent", "--show-error", "--cacert", ca, "--resolve", name + ":" + port + ":127.0.0.1",
			"--write-out", "\n%{http_version} %{http_code}", "https://" + name + ":" + port + "/docs/?a=1"}
		if flag == "--tls-max=1.2" {
			args = append(args, "--tls-max", "1.2")
		} else {
			args = append(args, flag)
		}
		cmd := exec.Command(program, args...)
		code, stdout, stderr := finish(t, cmd)
		if want := "GET /docs/index.html?a=1 \n" + version + " 200"; code != 0 || stdout != want {
			t.Errorf("curl %s = %d %q, want %q; stderr:\n%s", flag, code, stdout, want, stderr)
		}
	}
	// Without trust in the local CA there is no connection, and without TLS a redirection to it.
	if code, stdout, _ := finish(t, exec.Command(program, "--silent", "--resolve", name+":"+port+":127.0.0.1", "https://"+name+":"+port+"/")); code != 60 {
		t.Errorf("curl that does not trust the CA = %d %q, want 60", code, stdout)
	}
	plain := portOf(t, p.edge)
	code, stdout, stderr := finish(t, exec.Command(program, "--silent", "--show-error", "--location", "--cacert", ca,
		"--resolve", name+":"+port+":127.0.0.1", "--resolve", name+":"+plain+":127.0.0.1",
		"--write-out", "\n%{num_redirects} %{scheme}", "http://"+name+":"+plain+"/docs/"))
	if want := "GET /docs/index.html \n1 HTTPS"; code != 0 || stdout != want {
		t.Errorf("curl --location = %d %q, want %q; stderr:\n%s", code, stdout, want, stderr)
	}
}

func TestHTTP3(t *testing.T) {
	t.Parallel()
	p, name, caFile := secureSite(t)
	text, err := os.ReadFile(caFile)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(text)
	transport := &http3.Transport{
		TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: name},
		Dial: func(ctx context.Context, _ string, t *tls.Config, q *quic.Config) (*quic.Conn, error) {
			return quic.DialAddrEarly(ctx, p.edgeTLS[len("https://"):], t, q)
		},
	}
	defer transport.Close()
	resp, err := (&http.Client{Transport: transport, Timeout: 10 * time.Second}).Get("https://" + name + "/docs/")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); err != nil || string(body) != "GET /docs/index.html " || resp.Proto != "HTTP/3.0" {
		t.Errorf("%s %q, %v", resp.Proto, body, err)
	}
}
