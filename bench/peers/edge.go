// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// functionCode is the handler of njsCode.
const functionCode = `function handler(event) {
    var request = event.request;
    if (request.uri.endsWith('/')) {
        request.uri += 'index.html';
    } else if (!request.uri.includes('.')) {
        request.uri += '/index.html';
    }
    return request;
}`

var ready = regexp.MustCompile(`^selvedge ready api=(\S+) edge=(\S+)`)

// startEdge starts selvedge on core 0 with a published function on a distribution; it returns the edge's address and
// the distribution's domain name.
func startEdge(ctx context.Context, binary, data string) (edge, host string, stop func(), err error) {
	cmd := exec.CommandContext(ctx, "taskset", "-c", "0", binary, "serve", "--dev", "--data", data,
		"--api-addr", "127.0.0.1:0", "--edge-addr", "127.0.0.1:0", "--log-level", "warn")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return "", "", nil, fmt.Errorf("selvedge: %w", err)
	}
	stop = func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	m := ready.FindStringSubmatch(line)
	if err == nil && m == nil {
		err = fmt.Errorf("ready line %q", line)
	}
	if err == nil {
		host, err = setUp(ctx, m[1], m[2])
	}
	if err != nil {
		stop()
		return "", "", nil, fmt.Errorf("selvedge: %w", err)
	}
	return m[2], host, stop, nil
}

// setUp publishes the function, attaches it, and waits until the edge serves the distribution.
func setUp(ctx context.Context, api, edge string) (host string, err error) {
	code := base64.StdEncoding.EncodeToString([]byte(functionCode))
	steps := []struct{ path, ifMatch, body string }{
		{"/function", "", "<CreateFunctionRequest><Name>bench</Name><FunctionConfig><Comment></Comment><Runtime>cloudfront-js-2.0</Runtime>" +
			"</FunctionConfig><FunctionCode>" + code + "</FunctionCode></CreateFunctionRequest>"},
		{"/function/bench/publish", "ETVPDKIKX0DER", ""},
		{"/distribution", "", "<DistributionConfig><CallerReference>bench</CallerReference><Origins><Quantity>1</Quantity><Items><Origin><Id>o</Id>" +
			"<DomainName>127.0.0.1</DomainName><CustomOriginConfig><HTTPPort>" + originPort + "</HTTPPort><HTTPSPort>443</HTTPSPort>" +
			"<OriginProtocolPolicy>http-only</OriginProtocolPolicy></CustomOriginConfig></Origin></Items></Origins><DefaultCacheBehavior>" +
			"<TargetOriginId>o</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy><FunctionAssociations><Quantity>1</Quantity>" +
			"<Items><FunctionAssociation><FunctionARN>arn:aws:cloudfront::111122223333:function/bench</FunctionARN><EventType>viewer-request</EventType>" +
			"</FunctionAssociation></Items></FunctionAssociations><CachePolicyId>4135ea2d-6df8-44a3-9df3-4b5a84be39ad</CachePolicyId>" +
			"</DefaultCacheBehavior><Comment></Comment><Enabled>true</Enabled></DistributionConfig>"},
	}
	answer := ""
	for _, s := range steps {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, api+"/2020-05-31"+s.path, strings.NewReader(s.body))
		if err != nil {
			return "", err
		}
		if s.ifMatch != "" {
			req.Header.Set("If-Match", s.ifMatch)
		}
		if answer, err = fetch(req); err != nil {
			return "", err
		}
	}
	m := regexp.MustCompile(`<DomainName>(d[^<]*)</DomainName>`).FindStringSubmatch(answer)
	if m == nil {
		return "", errors.New("no domain name in " + answer)
	}
	c := contestant{url: edge, host: m[1]}
	for began := time.Now(); c.check(ctx) != nil; {
		if time.Since(began) > 10*time.Second {
			return "", c.check(ctx)
		}
	}
	return m[1], nil
}

// check sends one request and says what is wrong with the answer.
func (c *contestant) check(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"/docs/guide/?a=1", nil)
	if err != nil {
		return err
	}
	req.Host = c.host
	text, err := fetch(req)
	if err == nil && len(text) != 40 {
		err = fmt.Errorf("%s answers %q", c.name, text)
	}
	return err
}

func fetch(req *http.Request) (string, error) {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close() // read to its end
	text, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err == nil && resp.StatusCode >= 300 {
		err = fmt.Errorf("%s %s: %s\n%s", req.Method, req.URL, resp.Status, text)
	}
	return string(text), err
}
