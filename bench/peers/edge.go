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

// requestFunction and responseFunction are the functions under test; nginx runs the same text.
const (
	requestFunction = `function handler(event) {
    var request = event.request;
    if (request.uri.endsWith('/')) {
        request.uri += 'index.html';
    } else if (!request.uri.includes('.')) {
        request.uri += '/index.html';
    }
    return request;
}`
	responseFunction = `function handler(event) {
    var headers = event.response.headers;
    headers['strict-transport-security'] = { value: 'max-age=63072000; includeSubdomains; preload' };
    headers['content-security-policy'] = { value: "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'" };
    headers['x-content-type-options'] = { value: 'nosniff' };
    headers['x-frame-options'] = { value: 'DENY' };
    headers['x-xss-protection'] = { value: '1; mode=block' };
    headers['referrer-policy'] = { value: 'same-origin' };
    return event.response;
}`
)

// Managed cache policies. Source: AWS developer guide, "Use managed cache policies".
const (
	cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6"
	cachingDisabled  = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
)

var ready = regexp.MustCompile(`^selvedge ready api=(\S+) edge=(\S+)`)

// startEdge starts selvedge on core 0 and returns the addresses of its API and its edge.
func startEdge(ctx context.Context, binary, data string) (api, edge string, stop func(), err error) {
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
		err = publish(ctx, m[1], map[string]string{"viewer-request": requestFunction, "viewer-response": responseFunction})
	}
	if err != nil {
		stop()
		return "", "", nil, fmt.Errorf("selvedge: %w", err)
	}
	return m[1], m[2], stop, nil
}

// publish makes functions and publishes them; each is named after its event.
func publish(ctx context.Context, api string, functions map[string]string) error {
	for event, code := range functions {
		body := "<CreateFunctionRequest><Name>" + event + "</Name><FunctionConfig><Comment></Comment><Runtime>cloudfront-js-2.0</Runtime>" +
			"</FunctionConfig><FunctionCode>" + base64.StdEncoding.EncodeToString([]byte(code)) + "</FunctionCode></CreateFunctionRequest>"
		if _, err := post(ctx, api+"/2020-05-31/function", "", body); err != nil {
			return err
		}
		if _, err := post(ctx, api+"/2020-05-31/function/"+event+"/publish", "ETVPDKIKX0DER", ""); err != nil {
			return err
		}
	}
	return nil
}

var domainName = regexp.MustCompile(`<DomainName>(d[^<]*)</DomainName>`)

// distribute makes a distribution with these functions and returns its domain name.
func distribute(ctx context.Context, api, name, policy string, events ...string) (string, error) {
	associations := ""
	for _, event := range events {
		associations += "<FunctionAssociation><FunctionARN>arn:aws:cloudfront::111122223333:function/" + event + "</FunctionARN><EventType>" +
			event + "</EventType></FunctionAssociation>"
	}
	answer, err := post(ctx, api+"/2020-05-31/distribution", "", fmt.Sprintf(
		`<DistributionConfig><CallerReference>%s</CallerReference><Origins><Quantity>1</Quantity><Items><Origin><Id>o</Id>
<DomainName>127.0.0.1</DomainName><CustomOriginConfig><HTTPPort>%s</HTTPPort><HTTPSPort>443</HTTPSPort>
<OriginProtocolPolicy>http-only</OriginProtocolPolicy></CustomOriginConfig></Origin></Items></Origins><DefaultCacheBehavior>
<TargetOriginId>o</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy><FunctionAssociations><Quantity>%d</Quantity>
<Items>%s</Items></FunctionAssociations><CachePolicyId>%s</CachePolicyId>
</DefaultCacheBehavior><Comment></Comment><Enabled>true</Enabled></DistributionConfig>`,
		name, originPort, len(events), associations, policy))
	if err != nil {
		return "", err
	}
	m := domainName.FindStringSubmatch(answer)
	if m == nil {
		return "", errors.New("no domain name in " + answer)
	}
	return m[1], nil
}

func post(ctx context.Context, url, ifMatch, body string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	if ifMatch != "" {
		req.Header.Set("If-Match", ifMatch)
	}
	return fetch(req)
}

// await sends requests until the server answers as it should, for 10 s at most.
func (c *contestant) await(ctx context.Context) error {
	for began := time.Now(); ; {
		err := c.check(ctx)
		if err == nil || time.Since(began) > 10*time.Second {
			return err
		}
	}
}

// check sends one request and says what is wrong with the answer.
func (c *contestant) check(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"/docs/guide/?a=1", nil)
	if err != nil {
		return err
	}
	req.Host = c.host
	text, err := fetch(req)
	if err == nil && text != originBody {
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
