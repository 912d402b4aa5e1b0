// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

// describeFunction answers with the summary of a stage. Source: api.md 2.3.
func (a *API) describeFunction(c *call) (reply, error) {
	f, stage, err := a.functionCopy(c)
	if err != nil {
		return reply{}, err
	}
	out := a.summary(f, stage)
	out.etag = f.Copy(stage).ETag()
	return out, nil
}
