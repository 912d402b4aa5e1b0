// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"net/http"

	"selvedge"
)

// functionView is what the tabs of a function have in common.
type functionView struct {
	functionRow

	Tab string
	ARN string
	Own any // what the tab shows
}

// outcome is how what a user tried has ended.
type outcome struct {
	status  int
	problem *problem // nil when it went well
}

// tab is what one tab shows; its method says which.
type tab interface{ tab() string }

func (buildView) tab() string   { return "build" }
func (testView) tab() string    { return "test" }
func (publishView) tab() string { return "publish" }
func (metricsView) tab() string { return "metrics" }

// showFunction shows a tab of a function.
func (c *Console) showFunction(w http.ResponseWriter, r *http.Request, o outcome, f *selvedge.Function, own tab) error {
	v := &view{
		Title: f.Name, Section: "functions", Crumbs: []crumb{{"Functions", Path + "functions"}}, Problem: o.problem,
		Body: functionView{functionRow: c.row(f), Tab: own.tab(), ARN: selvedge.FunctionARN(c.config.AccountID, f.Name), Own: own},
	}
	if o.problem == nil {
		v.Done = doneText(r)
	}
	return c.show(w, r, o.status, own.tab(), v)
}

// function returns the function that the address names.
func (c *Console) function(r *http.Request) (*selvedge.Function, error) {
	return c.config.Functions.Function(r.Context(), r.PathValue("name"))
}

// functionURL returns where a tab of a function is.
func functionURL(name, tab string) string { return Path + "functions/" + name + "/" + tab }

func (c *Console) functionPage(w http.ResponseWriter, r *http.Request) error {
	f, err := c.function(r)
	if err != nil {
		return err
	}
	http.Redirect(w, r, functionURL(f.Name, "build"), http.StatusSeeOther)
	return nil
}
