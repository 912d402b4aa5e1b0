// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"cmp"
	"net/http"
	"strings"

	"selvedge"
	"selvedge/internal/jscheck"
)

// buildView is what the tab Build shows.
type buildView struct {
	Show     string // "development", "live" or "diff"
	Code     string
	Comment  string
	Runtime  selvedge.Runtime
	Store    string // ARN of the key value store, or ""
	ETag     string // that the form was made from
	Max      int    // bytes of code
	Problems findings
	Diff     []diffLine // LIVE to DEVELOPMENT
	Conflict *conflict
	Unsaved  bool // what the form shows was refused, so it is stored nowhere
}

// conflict is what to decide when somebody else has saved meanwhile.
type conflict struct {
	Diff     []diffLine // what is stored now, to what was about to be saved
	Settings []change
	ETag     string // of what is stored now
}

// change is a setting that differs.
type change struct{ Name, Before, After string }

// findings is what package jscheck has to say about a code.
type findings struct {
	List  []jscheck.Finding
	Bytes int
}

func check(code string, runtime selvedge.Runtime) findings {
	if runtime != selvedge.Runtime1 {
		runtime = selvedge.Runtime2
	}
	report := jscheck.Check([]byte(code), runtime)
	return findings{List: report.Findings, Bytes: report.Bytes}
}

func (c *Console) buildPage(w http.ResponseWriter, r *http.Request) error {
	f, err := c.function(r)
	if err != nil {
		return err
	}
	d := &f.Development
	own := buildView{
		Show: "development", Code: string(d.Code), Comment: d.Config.Comment, Runtime: d.Config.Runtime, Store: storeOf(&d.Config), ETag: d.ETag(),
		Max: selvedge.MaxFunctionCode, Problems: check(string(d.Code), d.Config.Runtime),
	}
	if show := r.URL.Query().Get("show"); f.Live != nil && (show == "live" || show == "diff") {
		own.Show = show
		if show == "diff" {
			own.Diff = diff(string(f.Live.Code), own.Code)
		} else {
			own.Code = string(f.Live.Code)
		}
	}
	return c.showFunction(w, r, outcome{status: http.StatusOK}, f, own)
}

// posted returns what the form holds. Browsers send line breaks as CR LF; functions are kept with LF, unless the stored
// code has CR itself.
func posted(r *http.Request, stored string) string {
	code := r.PostForm.Get("code")
	if strings.Contains(stored, "\r") {
		return code
	}
	return strings.ReplaceAll(code, "\r\n", "\n")
}

// checkCode answers the editor with the problems of what is being typed.
func (c *Console) checkCode(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	return c.render(w, http.StatusOK, "build", "findings",
		check(posted(r, ""), selvedge.Runtime(r.PostForm.Get("runtime"))))
}

func (c *Console) saveCode(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	f, err := c.function(r)
	if err != nil {
		return err
	}
	now := &f.Development
	config := now.Config // with the key value store that it has
	config.Comment, config.Runtime = r.PostForm.Get("comment"), selvedge.Runtime(r.PostForm.Get("runtime"))
	code := posted(r, string(now.Code))
	_, err = c.config.Functions.UpdateFunction(r.Context(), f.Name, cmp.Or(r.PostForm.Get("overwrite"), r.PostForm.Get("etag")), config, []byte(code))
	if err == nil {
		return done(w, r, functionURL(f.Name, "build"), "saved", f.Name)
	}
	p, status := c.explain(err)
	own := buildView{
		Show: "development", Code: code, Comment: config.Comment, Runtime: config.Runtime, Store: storeOf(&config), ETag: r.PostForm.Get("etag"),
		Max: selvedge.MaxFunctionCode, Problems: check(code, config.Runtime), Unsaved: true,
	}
	if selvedge.ErrorCode(err) == selvedge.CodePreconditionFailed {
		p.Message = "Somebody else has changed " + f.Name + " since you opened it. Nothing was saved."
		p.Remedy = "Look at the differences below, then save yours over it or discard yours."
		own.Conflict = &conflict{
			Diff: diff(string(now.Code), code), ETag: now.ETag(), Settings: changes(&now.Config, &config),
		}
	}
	return c.showFunction(w, r, outcome{status, p}, f, own)
}

// changes returns the settings that differ.
func changes(before, after *selvedge.FunctionConfig) (list []change) {
	for _, s := range []change{
		{"Description", before.Comment, after.Comment},
		{"Runtime", string(before.Runtime), string(after.Runtime)},
		{"Key value store", storeOf(before), storeOf(after)},
	} {
		if s.Before != s.After {
			list = append(list, s)
		}
	}
	return list
}

// storeOf returns the ARN of the key value store, or "".
func storeOf(config *selvedge.FunctionConfig) string {
	if a := config.KeyValueStoreAssociations; a != nil && len(a.Items) > 0 {
		return a.Items[0].KeyValueStoreARN
	}
	return ""
}
