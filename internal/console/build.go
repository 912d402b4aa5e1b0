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
	Stores   storeChoices
	ETag     string // that the form was made from
	Max      int    // bytes of code
	Problems findings
	Diff     []diffLine // LIVE to DEVELOPMENT
	Conflict *buildConflict
	Unsaved  bool // what the form shows was refused, so it is stored nowhere
}

// buildConflict is what to decide when somebody else has saved meanwhile.
type buildConflict struct {
	Since since

	Diff     []diffLine // what is stored now, to what was about to be saved
	Settings []change
	ETag     string // of what is stored now
}

// settingStore is how the key value store of a function is called.
const settingStore = "Key value store"

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
	return c.showBuild(w, r, outcome{status: http.StatusOK}, f, own)
}

// showBuild shows the tab; own lacks only the key value stores that can be chosen.
func (c *Console) showBuild(w http.ResponseWriter, r *http.Request, o outcome, f *selvedge.Function, own buildView) (err error) {
	if own.Stores, err = c.storesFor(r.Context(), own.Store); err != nil {
		return err
	}
	if own.Conflict != nil {
		own.Conflict.Settings = own.Stores.nameStores(own.Conflict.Settings)
		own.Conflict.Since.Settings = own.Stores.nameStores(own.Conflict.Since.Settings)
	}
	c.rememberFunction(f)
	return c.showFunction(w, r, o, f, own)
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
	config := now.Config
	config.Comment, config.Runtime = r.PostForm.Get("comment"), selvedge.Runtime(r.PostForm.Get("runtime"))
	if r.PostForm.Has("store") {
		associateStore(&config, r.PostForm.Get("store"))
	}
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
		own.Conflict = &buildConflict{
			Since: c.sinceFunction(f, r.PostForm.Get("etag")), Diff: diff(string(now.Code), code), ETag: now.ETag(), Settings: changes(&now.Config, &config),
		}
	}
	return c.showBuild(w, r, outcome{status, p}, f, own)
}

// changes returns the settings that differ.
func changes(before, after *selvedge.FunctionConfig) (list []change) {
	for _, s := range []change{
		{"Description", before.Comment, after.Comment},
		{"Runtime", string(before.Runtime), string(after.Runtime)},
		{settingStore, storeOf(before), storeOf(after)},
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
