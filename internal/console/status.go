// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"net/http"
	"net/url"

	"selvedge"
)

// stopPolling is the status with which htmx asks no more.
const stopPolling = 286

// functionStatusPart answers the status of a function that shows Deploying and asks whether it still does.
func (c *Console) functionStatusPart(w http.ResponseWriter, r *http.Request) error {
	f, err := c.function(r)
	if err != nil {
		return noStatus(w, err)
	}
	return c.render(w, http.StatusOK, "functions", "function-status", c.row(f))
}

// distributionStatusPart is functionStatusPart of a distribution.
func (c *Console) distributionStatusPart(w http.ResponseWriter, r *http.Request) error {
	d, err := c.distribution(r)
	if err != nil {
		return noStatus(w, err)
	}
	return c.render(w, http.StatusOK, "distributions", "distribution-status", d)
}

// storeStatusPart is functionStatusPart of a key value store. Its own page is shown anew when it has been filled.
func (c *Console) storeStatusPart(w http.ResponseWriter, r *http.Request) error {
	s, err := c.store(r)
	if err != nil {
		return noStatus(w, err)
	}
	page, err := url.Parse(r.Header.Get("HX-Current-URL"))
	if err == nil && page.Path == storeURL(s.Name) && s.Status != selvedge.StoreProvisioning {
		w.Header().Set("HX-Refresh", "true")
	}
	return c.render(w, http.StatusOK, "stores", "store-status", s)
}

// noStatus ends the questions about something that is gone, and lets those go on that failed for another reason.
func noStatus(w http.ResponseWriter, err error) error {
	switch selvedge.ErrorCode(err) {
	case selvedge.CodeNoSuchFunctionExists, selvedge.CodeNoSuchDistribution, selvedge.CodeEntityNotFound:
		w.WriteHeader(stopPolling)
		_, _ = w.Write([]byte("Deleted")) // the browser may be gone
	default:
		w.WriteHeader(http.StatusNoContent)
	}
	return nil
}
