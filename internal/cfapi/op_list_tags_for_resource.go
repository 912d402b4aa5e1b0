// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// listTagsForResource lists the tags of a function or a distribution. Source: api.md 9.
func (a *API) listTagsForResource(c *call) (reply, error) {
	arn, err := c.resource()
	if err != nil {
		return reply{}, err
	}
	tags, err := a.Tags.Tags(c.ctx, arn)
	if err != nil {
		return reply{}, err
	}
	return reply{root: "Tags", body: cfwire.Tags{Items: tags}}, nil
}

// resource reads the Resource parameter, an ARN.
func (c *call) resource() (string, error) {
	arn := c.query["Resource"]
	if arn == "" {
		return "", selvedge.Errorf(selvedge.CodeInvalidArgument, "The parameter Resource, the ARN of a resource, is missing.")
	}
	return arn, nil
}
