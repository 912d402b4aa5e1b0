// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package client

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"

	"selvedge"
	"selvedge/internal/cfwire"
	"selvedge/internal/restxml"
)

// TestFunction runs a stage of a function, as it is now, on an event.
func (c *Client) TestFunction(ctx context.Context, name string, stage selvedge.Stage, event []byte) (*cfwire.TestResult, error) {
	path := "/2020-05-31/function/" + url.PathEscape(name)
	etag, _, err := c.exchange(ctx, Request{
		Service: cloudFront, Method: http.MethodGet, Path: path + "/describe?Stage=" + url.QueryEscape(string(stage)),
	})
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	if err := restxml.Encode(&body, "TestFunctionRequest", cfwire.TestFunctionRequest{Stage: stage, EventObject: event}); err != nil {
		return nil, err
	}
	_, answer, err := c.exchange(ctx, Request{
		Service: cloudFront, Method: http.MethodPost, Path: path + "/test", IfMatch: etag, Body: body.Bytes(), ContentType: "text/xml",
	})
	if err != nil {
		return nil, err
	}
	result := &cfwire.TestResult{}
	if err := restxml.Decode(answer, "TestResult", result); err != nil {
		return nil, fmt.Errorf("answer of the server at %s: %w", c.Endpoint, err)
	}
	return result, nil
}

// cloudFront is the service that requests to the CloudFront API are signed for.
const cloudFront = "cloudfront"
