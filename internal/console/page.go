// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"reflect"
	"runtime/debug"
	"strings"
	"time"

	"selvedge"
)

//go:embed templates
var templateFiles embed.FS

// pages are the templates by name: each page with the layout and the parts around it.
type pages map[string]*template.Template

func parsePages(a *assets) (pages, error) {
	functions := template.FuncMap{
		"methods": tryMethods, "bytes": byteText, "dots": dots, "eventType": eventTypeText,
		"asset": a.url, "when": when, "stamp": stamp, "lower": strings.ToLower, "tabs": func() []string { return []string{"Build", "Test", "Publish", "Metrics"} },
		"path":     func() string { return Path },
		"runtimes": func() []selvedge.Runtime { return []selvedge.Runtime{selvedge.Runtime2, selvedge.Runtime1} },
	}
	around, err := template.New("").Funcs(functions).ParseFS(templateFiles, "templates/layout.html", "templates/parts.html")
	if err != nil {
		return nil, fmt.Errorf("console: %w", err)
	}
	names, err := fs.Glob(templateFiles, "templates/page_*.html")
	if err != nil {
		return nil, fmt.Errorf("console: %w", err)
	}
	all := pages{}
	for _, name := range names {
		copied, err := around.Clone()
		if err == nil {
			copied, err = copied.ParseFS(templateFiles, name)
		}
		if err != nil {
			return nil, fmt.Errorf("console: %s: %w", name, err)
		}
		all[strings.TrimSuffix(strings.TrimPrefix(name, "templates/page_"), ".html")] = copied
	}
	return all, nil
}

// byteText writes a number of bytes for people.
func byteText(n any) string {
	v := reflect.ValueOf(n).Int()
	switch {
	case v < 1<<10:
		return fmt.Sprint(v, " B")
	case v < 1<<20:
		return number(float64(v)/(1<<10)) + " KB"
	}
	return number(float64(v)/(1<<20)) + " MB"
}

// dots writes a domain name that may be broken behind its dots.
func dots(name string) template.HTML {
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(name), ".", ".<wbr>")) //nolint:gosec // escaped
}

func eventTypeText(t selvedge.EventType) string {
	if t == selvedge.EventViewerResponse {
		return "Viewer response"
	}
	return "Viewer request"
}

func when(t time.Time) string  { return t.UTC().Format("2 Jan 2006, 15:04:05 UTC") }
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// view is what the layout shows.
type view struct {
	Title   string
	Section string // of the navigation
	Crumbs  []crumb
	Done    string   // what was done, for a green banner
	Problem *problem // what went wrong, for a red one
	SignOut bool     // there is a session to end
	Body    any      // what the page shows
}

// crumb is a step on the way to a page.
type crumb struct{ Name, URL string }

// problem is an error for people.
type problem struct {
	Code    string // of the API; empty when it has none
	Message string
	Remedy  string // what to do
}

// handler answers a request; its error becomes a page.
type handler func(w http.ResponseWriter, r *http.Request) error

// page makes an http.Handler of h.
func (c *Console) page(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				c.config.Logger.Error("panic in the console", "panic", v, "stack", string(debug.Stack()))
				c.fail(w, r, errors.New("panic"))
			}
		}()
		if err := h(w, r); err != nil {
			c.fail(w, r, err)
		}
	})
}

// show renders a page, or the part of it that htmx has asked for.
func (c *Console) show(w http.ResponseWriter, r *http.Request, status int, name string, v *view) error {
	v.SignOut = c.config.Authenticate != nil && v.Section != ""
	return c.render(w, status, name, "layout", v)
}

// render writes one template of a page. It is buffered, so that a failure leaves no half page.
func (c *Console) render(w http.ResponseWriter, status int, page, part string, data any) error {
	var b bytes.Buffer
	if err := c.pages[page].ExecuteTemplate(&b, part, data); err != nil {
		return fmt.Errorf("page %s: %w", page, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the browser may be gone
	return nil
}

// fail shows the page for an error that no other page shows.
func (c *Console) fail(w http.ResponseWriter, r *http.Request, err error) {
	p, status := c.explain(err)
	if r.Header.Get("HX-Request") != "" { // a part of a page, which must not become a page itself
		if c.render(w, status, "error", "problem", p) != nil {
			http.Error(w, p.Message, status)
		}
		return
	}
	v := &view{Title: "That did not work", Section: "none", Problem: p}
	switch status {
	case http.StatusNotFound:
		v.Title = "Not found"
	case http.StatusForbidden:
		v.Title = "Not allowed"
	}
	if err := c.show(w, r, status, "error", v); err != nil {
		http.Error(w, p.Message, status)
	}
}

// explain makes a problem of an error, and chooses the HTTP status. What is not for callers is logged instead.
func (c *Console) explain(err error) (*problem, int) {
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return &problem{Message: fmt.Sprintf("The form has more than %d bytes.", tooLarge.Limit), Remedy: "Shorten the code or the event."},
			http.StatusRequestEntityTooLarge
	}
	e, ok := errors.AsType[*selvedge.Error](err)
	if !ok {
		c.config.Logger.Error("request to the console failed", selvedge.LogErr, err)
		return &problem{Message: "Something went wrong inside the server.", Remedy: "Try again; the log of the server says what it was."},
			http.StatusInternalServerError
	}
	p := &problem{Code: string(e.Code), Message: e.Message, Remedy: cmp.Or(remedies[e.Code], "Correct what the message names, and try again.")}
	return p, statusOf(e.Code)
}

// statusOf returns the HTTP status of a page that shows an error.
func statusOf(code selvedge.Code) int {
	switch code {
	case selvedge.CodeNoSuchFunctionExists, selvedge.CodeNoSuchDistribution, selvedge.CodeNoSuchResource,
		selvedge.CodeEntityNotFound, selvedge.CodeResourceNotFound:
		return http.StatusNotFound
	case selvedge.CodePreconditionFailed, selvedge.CodeFunctionAlreadyExists, selvedge.CodeFunctionInUse,
		selvedge.CodeEntityAlreadyExists, selvedge.CodeCannotDeleteEntityWhileInUse, selvedge.CodeConflict, selvedge.CodeDistributionNotDisabled:
		return http.StatusConflict
	case selvedge.CodeAccessDenied:
		return http.StatusForbidden
	case selvedge.CodeServiceUnavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusUnprocessableEntity
}

// remedies says what to do about an error.
var remedies = map[selvedge.Code]string{
	selvedge.CodeNoSuchFunctionExists:         "It may have been deleted meanwhile. Go back to the list of functions.",
	selvedge.CodeNoSuchDistribution:           "It may have been deleted meanwhile. Go back to the list of distributions.",
	selvedge.CodePreconditionFailed:           "Somebody else changed it meanwhile. Look at the page again and repeat the change.",
	selvedge.CodeFunctionAlreadyExists:        "Choose another name, or change the function that exists.",
	selvedge.CodeFunctionInUse:                "Remove its associations first.",
	selvedge.CodeFunctionSizeLimitExceeded:    "Remove comments and unused code, or minify it with selvedge bundle.",
	selvedge.CodeTooManyFunctions:             "Delete functions that nobody uses.",
	selvedge.CodeInvalidFunctionAssociation:   "Publish the function first, and associate it once for each event type.",
	selvedge.CodeTooManyFunctionAssociations:  "Remove an association first.",
	selvedge.CodeServiceUnavailable:           "Wait a moment and try again.",
	selvedge.CodeDistributionNotDisabled:      "Disable the distribution, wait until it is deployed, and delete it then.",
	selvedge.CodeInvalidArgument:              "Correct the value and try again.",
	selvedge.CodeValidation:                   "Correct the value and try again.",
	selvedge.CodeAccessDenied:                 "Sign in with an access key whose role allows it, or ask an administrator.",
	selvedge.CodeEntityNotFound:               "It may have been deleted meanwhile. Go back to the list of key value stores.",
	selvedge.CodeResourceNotFound:             "It may have been deleted meanwhile. Look at the page again.",
	selvedge.CodeEntityAlreadyExists:          "Choose another name, or use the one that exists.",
	selvedge.CodeEntityLimitExceeded:          "Delete key value stores that no function reads.",
	selvedge.CodeCannotDeleteEntityWhileInUse: "Take it from these functions first, on their tab Build.",
	selvedge.CodeServiceQuotaExceeded:         "Delete keys that no function reads.",
	selvedge.CodeConflict:                     "Look at the page again and repeat the change.",
}

func (c *Console) noSuchPage(http.ResponseWriter, *http.Request) error {
	return selvedge.Errorf(selvedge.CodeNoSuchResource, "The console has no such page.")
}
