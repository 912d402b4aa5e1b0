// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package browser_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	cdpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"selvedge/internal/datadir"
	"selvedge/internal/server"
)

const (
	startLimit = 30 * time.Second
	stepLimit  = 60 * time.Second // of one thing that a user does, with what follows
)

// site is a server with an origin behind it, and a browser that has opened the console.
type site struct {
	t         *testing.T
	ctx       context.Context // of the browser
	addresses datadir.Addresses
	origin    *httptest.Server

	domain, id string // of the distribution that main makes
}

// open starts everything until the test ends. What the page reports as an error, a violation of the content security policy
// among them, fails the test. more are options of the browser.
func open(t *testing.T, config server.Config, more ...chromedp.ExecAllocatorOption) *site {
	t.Helper()
	if testing.Short() {
		t.Skip("it takes long")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("there is no chromium")
	}
	s := &site{t: t}
	s.origin = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, "origin %s %s", r.URL.Path, r.Header.Get("X-Added"))
	}))
	t.Cleanup(s.origin.Close)
	s.serve(config)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.WindowSize(1280, 900), chromedp.Flag("disable-dev-shm-usage", true))
	options = append(options, more...)
	allocated, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	s.ctx, cancel = chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	chromedp.ListenTarget(s.ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("the page throws %s", e.ExceptionDetails.Error())
		case *log.EventEntryAdded:
			if e.Entry.Level == log.LevelError && e.Entry.Source != log.SourceNetwork {
				t.Errorf("the page reports %s, at %s:%d %s", e.Entry.Text, e.Entry.URL, e.Entry.LineNumber, frames(e.Entry.StackTrace))
			}
		}
	})
	s.visit("")
	return s
}

func (s *site) serve(config server.Config) {
	t := s.t
	t.Helper()
	config.APIAddr, config.EdgeAddr = "127.0.0.1:0", "127.0.0.1:0"
	process, err := server.New(config)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan datadir.Addresses, 1), make(chan error, 1)
	var running sync.WaitGroup
	running.Go(func() { ended <- process.Run(ctx, func(a datadir.Addresses) { ready <- a }) })
	t.Cleanup(func() {
		cancel()
		running.Wait()
		if err := <-ended; err != nil {
			t.Errorf("the server: %v", err)
		}
	})
	select {
	case s.addresses = <-ready:
	case err := <-ended:
		ended <- err
		t.Fatalf("the server: %v", err)
	case <-time.After(startLimit):
		t.Fatal("the server is not ready")
	}
}

// do is one thing that a user does.
func (s *site) do(what string, actions ...chromedp.Action) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.ctx, stepLimit)
	defer cancel()
	if err := chromedp.Run(s.ctx); err != nil { // the browser itself lives longer than one step
		s.t.Fatal(err)
	}
	if err := chromedp.Run(ctx, actions...); err != nil {
		var text, url string
		_ = chromedp.Run(s.ctx, chromedp.Location(&url), chromedp.Evaluate(`document.body.innerText`, &text))
		s.t.Fatalf("%s: %v, on %s:\n%s", what, err, url, text)
	}
}

// go to a page of the console.
func (s *site) visit(path string) {
	s.t.Helper()
	s.load(s.addresses.Console + path)
	s.until("see the heading of /"+path, visible("h1"))
}

// load opens a URL and waits until all of it is there. What is waited for is asked of the page itself, here and below:
// chromedp's own copy of a document may miss the change to the next one, and then never shows what is waited for.
func (s *site) load(url string) {
	s.t.Helper()
	s.do("load "+url, chromedp.Evaluate(`window.before = true`, nil), chromedp.ActionFunc(func(ctx context.Context) error {
		_, _, failure, _, err := cdpage.Navigate(url).Do(ctx)
		if err == nil && failure != "" {
			err = errors.New(failure)
		}
		return err
	}))
	s.until("see the whole page", `!window.before && document.readyState === "complete"`)
}

// visible is true when a page shows what a selector finds.
func visible(selector string) string {
	return fmt.Sprintf("document.querySelector(%q)?.checkVisibility({visibilityProperty: true})", selector)
}

// focus puts the keyboard on what a selector finds.
func focus(selector string) chromedp.Action {
	return chromedp.Evaluate(fmt.Sprintf("document.querySelector(%q).focus()", selector), nil)
}

// text returns what a page shows where a selector finds it.
func (s *site) text(selector string) (text string) {
	s.t.Helper()
	s.until("see "+selector, visible(selector))
	s.do("read "+selector, chromedp.Evaluate(fmt.Sprintf("document.querySelector(%q).innerText", selector), &text))
	return text
}

// sees waits until the page shows a text.
func (s *site) sees(text string) {
	s.t.Helper()
	s.until("see "+text, fmt.Sprintf(`document.body.innerText.includes(%q)`, text))
}

// until waits until an expression is true, on whatever page that will be.
func (s *site) until(what, expression string) {
	s.t.Helper()
	s.do(what, chromedp.ActionFunc(func(ctx context.Context) error {
		for {
			var ok bool
			if chromedp.Evaluate("Boolean("+expression+")", &ok).Do(ctx) == nil && ok {
				return nil // an error says that a page is about to go away
			}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(20 * time.Millisecond):
			}
		}
	}))
}

func (s *site) fill(selector, value string) {
	s.t.Helper()
	s.until("see "+selector, visible(selector))
	s.do("fill "+selector, focus(selector),
		chromedp.KeyEvent("a", chromedp.KeyModifiers(input.ModifierCtrl)),
		chromedp.ActionFunc(func(ctx context.Context) error { return input.InsertText(value).Do(ctx) }))
}

func (s *site) click(selector string) {
	s.t.Helper()
	// Before a page is complete its scripts may still move what is clicked.
	s.until("see the whole page", `document.readyState === "complete"`)
	s.until("see "+selector, visible(selector)+fmt.Sprintf(" && !document.querySelector(%q).disabled", selector))
	s.do("click "+selector, chromedp.ActionFunc(func(ctx context.Context) error {
		var at [2]float64
		where := fmt.Sprintf(`(e => {
			e.scrollIntoView({block: "center", behavior: "instant"});
			const box = e.getClientRects()[0];
			return [box.x + box.width / 2, box.y + box.height / 2];
		})(document.querySelector(%q))`, selector)
		if err := chromedp.Evaluate(where, &at).Do(ctx); err != nil {
			return err
		}
		return chromedp.MouseClickXY(at[0], at[1]).Do(ctx)
	}))
}

// type into the code editor, in place of what is there.
func (s *site) code(text string) {
	s.t.Helper()
	s.until("see the editor", visible(".editor"))
	s.do("write code", chromedp.Evaluate(`document.querySelector(".editor").shadowRoot.querySelector(".cm-content").focus()`, nil),
		chromedp.KeyEvent("a", chromedp.KeyModifiers(input.ModifierCtrl)),
		chromedp.ActionFunc(func(ctx context.Context) error { return input.InsertText(text).Do(ctx) }))
}

// edge asks the edge for a path of a distribution.
func (s *site) edge(domain, path string) string {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.addresses.Edge+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Host = domain
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return strings.TrimSpace(fmt.Sprint(resp.StatusCode, " ", string(body)))
}

// key returns the access key of a data folder.
func (s *site) key(folder string) datadir.Credentials {
	s.t.Helper()
	c, err := datadir.ReadCredentials(folder)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// awaited makes Evaluate wait for a promise.
func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// frames names the functions of a stack.
func frames(stack *runtime.StackTrace) (text string) {
	if stack != nil {
		for _, f := range stack.CallFrames {
			text += fmt.Sprintf(" < %s (%s:%d:%d)", f.FunctionName, f.URL, f.LineNumber, f.ColumnNumber)
		}
	}
	return text
}
