// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

// getFunction answers with the code of a stage, as it was uploaded. Source: api.md 2.4.
func (a *API) getFunction(c *call) (reply, error) {
	f, stage, err := a.functionCopy(c)
	if err != nil {
		return reply{}, err
	}
	return reply{raw: f.Copy(stage).Code, etag: f.Copy(stage).ETag()}, nil
}
