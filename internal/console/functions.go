// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"selvedge"
)

// sample is the code of a new function: it works and changes nothing.
const sample = `function handler(event) {
    var request = event.request;
    // Look at the request, change it, or return a response in its place.
    return request;
}
`

// functionRow is a function in the list.
type functionRow struct {
	*selvedge.Function
	Status  selvedge.FunctionStatus
	Changed bool // DEVELOPMENT differs from LIVE
}

// functionsView is what the list shows.
type functionsView struct {
	Rows  []functionRow
	Total int
	Query string
}

func (c *Console) functionsPage(w http.ResponseWriter, r *http.Request) error {
	all, err := c.allFunctions(r.Context())
	if err != nil {
		return err
	}
	body := functionsView{Total: len(all), Query: r.URL.Query().Get("q")}
	for _, f := range all {
		if strings.Contains(strings.ToLower(f.Name+" "+f.Development.Config.Comment), strings.ToLower(body.Query)) {
			body.Rows = append(body.Rows, c.row(f))
		}
	}
	v := &view{Title: "Functions", Section: "functions", Done: doneText(r), Body: body}
	if r.Header.Get("HX-Target") == "list" {
		return c.render(w, http.StatusOK, "functions", "list", v)
	}
	return c.show(w, r, http.StatusOK, "functions", v)
}

// row describes a function as a whole: by its LIVE stage when it has one, since that is what viewers get.
func (c *Console) row(f *selvedge.Function) functionRow {
	stage := selvedge.StageDevelopment
	if f.Live != nil {
		stage = selvedge.StageLive
	}
	return functionRow{
		Function: f, Status: f.Status(stage, true),
		Changed: f.Live != nil && f.Live.PublishedVersion != f.Development.Version,
	}
}

// createView is what the form for a new function shows.
type createView struct{ Name, Comment, Runtime string }

func (c *Console) createFunctionPage(w http.ResponseWriter, r *http.Request) error {
	return c.showCreate(w, r, http.StatusOK, nil, createView{Runtime: string(selvedge.Runtime2)})
}

func (c *Console) showCreate(w http.ResponseWriter, r *http.Request, status int, p *problem, body createView) error {
	return c.show(w, r, status, "create_function", &view{
		Title: "Create function", Section: "functions", Crumbs: []crumb{{"Functions", Path + "functions"}}, Problem: p, Body: body,
	})
}

func (c *Console) createFunction(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	in := createView{r.PostForm.Get("name"), r.PostForm.Get("comment"), r.PostForm.Get("runtime")}
	_, err := c.config.Functions.CreateFunction(r.Context(), selvedge.NewFunction{
		Name:   in.Name,
		Config: selvedge.FunctionConfig{Comment: in.Comment, Runtime: selvedge.Runtime(in.Runtime)},
		Code:   []byte(sample),
	})
	if err != nil {
		p, status := c.explain(err)
		return c.showCreate(w, r, status, p, in)
	}
	return done(w, r, functionURL(in.Name, "build"), "created", in.Name)
}

// deleteView is what the question before a function is deleted shows.
type deleteView struct {
	*selvedge.Function
	Users    []*selvedge.Distribution
	Conflict *conflict
}

func (c *Console) deleteFunctionPage(w http.ResponseWriter, r *http.Request) error {
	f, err := c.config.Functions.Function(r.Context(), r.PathValue("name"))
	if err != nil {
		return err
	}
	return c.showDelete(w, r, outcome{status: http.StatusOK}, f, nil)
}

func (c *Console) showDelete(w http.ResponseWriter, r *http.Request, o outcome, f *selvedge.Function, clash *conflict) error {
	users, err := c.users(r.Context(), f)
	if err != nil {
		return err
	}
	if clash != nil {
		if clash.Settings, err = c.nameStores(r.Context(), clash.Settings); err != nil {
			return err
		}
	}
	c.rememberFunction(f)
	return c.show(w, r, o.status, "delete_function", &view{
		Title: "Delete " + f.Name, Section: "functions", Crumbs: []crumb{{"Functions", Path + "functions"}, {f.Name, functionURL(f.Name, "build")}},
		Problem: o.problem, Body: deleteView{f, users, clash},
	})
}

// users returns the distributions that use a function. One that went away meanwhile does not.
func (c *Console) users(ctx context.Context, f *selvedge.Function) (users []*selvedge.Distribution, err error) {
	for _, id := range f.Distributions {
		d, err := c.config.Distributions.Distribution(ctx, id)
		switch {
		case selvedge.ErrorCode(err) == selvedge.CodeNoSuchDistribution:
		case err != nil:
			return nil, err
		default:
			users = append(users, d)
		}
	}
	return users, nil
}

func (c *Console) deleteFunction(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	name := r.PathValue("name")
	err := c.config.Functions.DeleteFunction(r.Context(), name, r.PostForm.Get("etag"))
	if err == nil {
		return done(w, r, Path+"functions", "deleted", name)
	}
	f, gone := c.config.Functions.Function(r.Context(), name)
	if gone != nil {
		return gone
	}
	p, status := c.explain(err)
	if selvedge.ErrorCode(err) != selvedge.CodePreconditionFailed {
		return c.showDelete(w, r, outcome{status, p}, f, nil)
	}
	p.Message = "Somebody else has changed " + name + " since you opened this page. Nothing was deleted."
	p.Remedy = "Look at the differences below, then delete it all the same or keep it."
	return c.showDelete(w, r, outcome{status, p}, f, &conflict{
		since: c.sinceFunction(f, r.PostForm.Get("etag")), Title: "What changed meanwhile", Action: r.URL.Path,
		Fields: []formField{{"etag", f.Development.ETag()}}, Label: "Delete all the same", Reload: functionURL(name, "build"),
	})
}

// badForm is the error for a body that is not a form.
func badForm(err error) error {
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return err
	}
	return selvedge.WrapError(selvedge.CodeInvalidArgument, err, "The form could not be read.")
}

// done sends the browser to a page that says what was done, in a word that doneText knows.
func done(w http.ResponseWriter, r *http.Request, to, word, name string) error {
	http.Redirect(w, r, to+"?"+url.Values{"done": {word}, "what": {name}}.Encode(), http.StatusSeeOther)
	return nil
}

// doneTexts are the ends of the sentences that begin with the name of what was changed.
var doneTexts = map[string]string{
	"created":      "created successfully.",
	"deleted":      "deleted.",
	"saved":        "saved successfully.",
	"published":    "published successfully.",
	"associated":   "associated successfully.",
	"removed":      "is no longer associated.",
	"event-saved":  "saved with the function.",
	"enabled":      "enabled.",
	"disabled":     "disabled.",
	"pair-saved":   "has the pair now.",
	"pair-deleted": "no longer has the pair.",
}

// doneText returns the sentence for what was done before this page was asked for, or "".
func doneText(r *http.Request) string {
	q := r.URL.Query()
	text, what := doneTexts[q.Get("done")], q.Get("what")
	if text == "" || !shownName.MatchString(what) {
		return ""
	}
	return what + " " + text
}

// shownName is what an address may put into a banner: names and ids, and no sentences of others.
var shownName = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9 ._-]{0,63}$`)
