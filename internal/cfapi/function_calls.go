// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"errors"

	"selvedge"
	"selvedge/internal/cfwire"
)

// This file holds what several operations on functions share.

// summary returns the reply that describes a stage of f.
func (a *API) summary(f *selvedge.Function, stage selvedge.Stage) reply {
	return reply{root: "FunctionSummary", body: cfwire.NewFunctionSummary(a.AccountID, f, stage, a.ObservedStatus)}
}

// stage reads the Stage parameter; absent gives fallback.
func (c *call) stage(fallback selvedge.Stage) (selvedge.Stage, error) {
	switch s := selvedge.Stage(c.query["Stage"]); s {
	case "":
		return fallback, nil
	case selvedge.StageDevelopment, selvedge.StageLive:
		return s, nil
	default:
		return "", selvedge.Errorf(selvedge.CodeMalformedXML, "1 validation error detected: Value '%s' at 'stage' failed to "+
			"satisfy constraint: Member must satisfy value set: [DEVELOPMENT, LIVE]", s)
	}
}

// functionCopy returns the function of the call and the stage asked for, which defaults to DEVELOPMENT.
func (a *API) functionCopy(c *call) (*selvedge.Function, selvedge.Stage, error) {
	stage, err := c.stage(selvedge.StageDevelopment)
	if err != nil {
		return nil, "", err
	}
	f, err := a.Functions.Function(c.ctx, c.labels["Name"])
	if err != nil {
		return nil, "", err
	}
	if f.Copy(stage) == nil {
		return nil, "", selvedge.Errorf(selvedge.CodeNoSuchFunctionExists,
			"The specified function does not exist. The function %s has not been published, so it has no %s stage.", f.Name, stage)
	}
	return f, stage, nil
}

// tagList returns the tags of an optional Tags element.
func tagList(tags *cfwire.Tags) []selvedge.Tag {
	if tags == nil {
		return nil
	}
	return tags.Items
}

// functionBody is body for the operations on functions and key value stores. Their error lists hold neither InconsistentQuantities,
// which becomes InvalidArgument, nor MissingBody: an absent body is one without members. Source: api.md 1.5, 2.2.
func functionBody[In any](run func(*API, *call, *In) (reply, error)) handler {
	decodeAndRun := body("", run)
	return func(a *API, c *call, data []byte) (reply, error) {
		if len(data) == 0 {
			data = []byte("<Request/>")
		}
		out, err := decodeAndRun(a, c, data)
		if e, ok := errors.AsType[*selvedge.Error](err); ok && e.Code == selvedge.CodeInconsistentQuantities {
			err = selvedge.WrapError(selvedge.CodeInvalidArgument, err, "%s", e.Message)
		}
		return out, err
	}
}
