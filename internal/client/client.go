// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package client

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"selvedge/internal/cfwire"
	"selvedge/internal/restxml"
)

// maxAnswer bounds an answer, in bytes: a whole key value store as JSON is the largest.
const maxAnswer = 64 << 20

// region is part of every signature; the server takes any.
const region = "us-east-1"

// Client makes requests to one server. Endpoint must be set.
type Client struct {
	Endpoint        string // URL of the API, without a slash at its end
	AccessKeyID     string
	SecretAccessKey string       // empty: requests are not signed
	HTTP            *http.Client // nil: http.DefaultClient
}

// Request is one request.
type Request struct {
	Service string // what the signature is for
	Method  string
	Path    string // escaped, with the query when there is one
	IfMatch string // "" for none
	Body    []byte

	ContentType string // of Body; "" is JSON
}

// Error is an answer that says what went wrong.
type Error struct {
	Status      int
	Code        string
	Message     string
	CurrentETag string // what If-Match should have been; often empty
}

// Error implements error.
func (e *Error) Error() string {
	if e.Message == "" {
		return fmt.Sprintf("the server answered with the status %d", e.Status)
	}
	return fmt.Sprintf("%s: %s", e.Code, e.Message)
}

// Do makes a request, decodes the answer into out unless that is nil, and returns the answer's entity tag. The error is
// an *Error when the server gave it.
func (c *Client) Do(ctx context.Context, r Request, out any) (etag string, err error) {
	etag, body, err := c.exchange(ctx, r)
	if err != nil || out == nil || len(body) == 0 {
		return etag, err
	}
	if err := json.Unmarshal(body, out); err != nil {
		return "", fmt.Errorf("answer of the server at %s: %w", c.Endpoint, err)
	}
	return etag, nil
}

// exchange makes a request and returns what the answer holds.
func (c *Client) exchange(ctx context.Context, r Request) (etag string, answer []byte, err error) {
	req, err := http.NewRequestWithContext(ctx, r.Method, c.Endpoint+r.Path, bytes.NewReader(r.Body))
	if err != nil {
		return "", nil, err
	}
	if r.IfMatch != "" {
		req.Header.Set("If-Match", r.IfMatch)
	}
	if len(r.Body) > 0 {
		req.Header.Set("Content-Type", cmp.Or(r.ContentType, "application/json"))
	}
	if err := c.sign(ctx, req, r); err != nil {
		return "", nil, err
	}
	client := c.HTTP
	if client == nil {
		client = http.DefaultClient
	}
	resp, err := client.Do(req)
	if err != nil {
		return "", nil, fmt.Errorf("server at %s: %w", c.Endpoint, err)
	}
	defer resp.Body.Close() // read only
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	switch {
	case err != nil:
		return "", nil, fmt.Errorf("answer of the server at %s: %w", c.Endpoint, err)
	case len(body) > maxAnswer:
		return "", nil, fmt.Errorf("the server at %s answered with more than %d bytes", c.Endpoint, maxAnswer)
	case resp.StatusCode >= 300:
		return "", nil, failure(resp, body)
	}
	return resp.Header.Get("ETag"), body, nil
}

// sign adds a Signature Version 4.
func (c *Client) sign(ctx context.Context, req *http.Request, r Request) error {
	if c.SecretAccessKey == "" {
		return nil
	}
	sum := sha256.Sum256(r.Body)
	credentials := aws.Credentials{AccessKeyID: c.AccessKeyID, SecretAccessKey: c.SecretAccessKey}
	return v4.NewSigner().SignHTTP(ctx, credentials, req, hex.EncodeToString(sum[:]), r.Service, region, time.Now())
}

// failure reads an error of one of the APIs.
func failure(resp *http.Response, body []byte) error {
	var answer cfwire.ErrorResponse
	if bytes.HasPrefix(body, []byte("<")) && restxml.Decode(body, "ErrorResponse", &answer) == nil {
		return &Error{Status: resp.StatusCode, Code: answer.Error.Code, Message: answer.Error.Message}
	}
	var in struct {
		Code, Message, CurrentETag string
		Type                       string `json:"__type"`
	}
	_ = json.Unmarshal(body, &in) // what is not JSON leaves the status to tell
	if in.Code == "" {
		in.Code = in.Type
	}
	return &Error{resp.StatusCode, in.Code, in.Message, in.CurrentETag}
}
