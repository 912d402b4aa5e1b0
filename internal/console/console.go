// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/usage"
)

// Path is where a Console expects to be mounted.
const Path = "/console/"

// maxBody bounds what a browser may post: a function with its test event in a form, encoded at its worst.
const maxBody = 256 << 10

// Config configures a Console. The services and Samples are required.
type Config struct {
	AccountID     string
	Functions     selvedge.FunctionService
	Distributions selvedge.DistributionService
	TestEvents    selvedge.TestEventService
	Stores        selvedge.KeyValueStoreService
	Values        selvedge.KeyValueService
	Tester        *cff.Tester

	Edge string // URL of the edge, for requests that users try

	// Samples returns what functions have done at the edge since the process began.
	Samples func() []usage.Sample

	// Authenticate says whether an access key is good. Nil means that nobody needs to sign in; then only requests
	// that name this machine by a loopback address are answered, so that no other name can be made to point here.
	Authenticate func(ctx context.Context, accessKeyID, secret string) bool
	// SignedIn says who it is that signed in with an access key at a time, and whether the key is still good. Nil means
	// that it stays good, and that nobody needs to know.
	SignedIn func(ctx context.Context, accessKeyID string, at time.Time) (selvedge.Principal, bool, error)

	Logger *slog.Logger     // nil means discard
	Now    func() time.Time // nil means time.Now
}

// Console answers requests for the console. It is safe for concurrent use.
type Console struct {
	config   Config
	assets   *assets
	pages    pages
	sessions *sessions
	client   *http.Client // to the edge
	series   *series
	tail     *tail
	seen     *seen
	mux      *http.ServeMux
}

// New returns a Console.
func New(config Config) (*Console, error) {
	if config.Functions == nil || config.Distributions == nil || config.TestEvents == nil || config.Stores == nil ||
		config.Values == nil || config.Tester == nil || config.Samples == nil {
		return nil, errors.New("console: a service is missing")
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	c := &Console{config: config, assets: newAssets(), sessions: newSessions(config.Now), client: newTryClient(), series: &series{}, tail: &tail{}, seen: &seen{}}
	var err error
	if c.pages, err = parsePages(c.assets); err != nil {
		return nil, err
	}
	c.mux = c.routes()
	return c, nil
}

// ServeHTTP implements http.Handler.
func (c *Console) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	secure(w.Header())
	if c.config.Authenticate == nil && !namesLoopback(r.Host) {
		http.Error(w, "Without authentication the console answers to localhost and 127.0.0.1 only. "+
			"Open it under one of these, or start the server without --dev.", http.StatusMisdirectedRequest)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	c.mux.ServeHTTP(w, r)
}

// secure sets the headers that all answers have. Source of the values: OWASP secure headers project.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "+
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cache-Control", "no-store")
}

// namesLoopback says whether a Host header names this machine in a way that DNS has no say in.
func namesLoopback(hostPort string) bool {
	host, _, err := net.SplitHostPort(hostPort)
	if err != nil {
		host = hostPort
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (c *Console) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Path+"static/{version}/{file}", c.assets.serve)
	open := func(pattern string, h handler) { mux.Handle(pattern, c.page(h)) }
	private := func(pattern string, h handler) { mux.Handle(pattern, c.page(c.signedIn(h))) }

	open("GET "+Path+"sign-in", c.signInPage)
	open("POST "+Path+"sign-in", c.signIn)
	open("POST "+Path+"sign-out", c.signOut)

	private("GET "+Path+"{$}", redirectTo("functions"))
	private("GET "+Path+"functions", c.functionsPage)
	private("GET "+Path+"create-function", c.createFunctionPage)
	private("POST "+Path+"create-function", c.createFunction)
	c.functionRoutes(private)
	c.distributionRoutes(private)
	c.storeRoutes(private)
	private(Path, c.noSuchPage)
	return mux
}

func (c *Console) functionRoutes(private func(pattern string, h handler)) {
	const get, post = "GET " + Path + "functions/{name}", "POST " + Path + "functions/{name}"
	private(get, c.functionPage)
	private(get+"/delete", c.deleteFunctionPage)
	private(post+"/delete", c.deleteFunction)
	private(get+"/build", c.buildPage)
	private(post+"/build", c.saveCode)
	private(post+"/check", c.checkCode)
	private(get+"/test", c.testPage)
	private(post+"/test", c.runTest)
	private(post+"/events", c.saveEvent)
	private(post+"/events/delete", c.deleteEvent)
	private(get+"/publish", c.publishPage)
	private(post+"/publish", c.publish)
	private(get+"/status", c.functionStatusPart)
	private(post+"/associations", c.associate)
	private(post+"/associations/remove", c.removeAssociation)
	private(get+"/metrics", c.metricsPage)
}

func (c *Console) distributionRoutes(private func(pattern string, h handler)) {
	private("GET "+Path+"distributions", c.distributionsPage)
	private("GET "+Path+"create-distribution", c.createDistributionPage)
	private("POST "+Path+"create-distribution", c.createDistribution)
	const get, post = "GET " + Path + "distributions/{id}", "POST " + Path + "distributions/{id}"
	private(get, c.distributionPage)
	private(get+"/status", c.distributionStatusPart)
	private(post+"/try", c.try)
	private(get+"/edit", c.editDistributionPage)
	private(post+"/edit", c.editDistribution)
	private(post+"/enabled", c.enableDistribution)
	private(get+"/delete", c.deleteDistributionPage)
	private(post+"/delete", c.deleteDistribution)
}

func (c *Console) storeRoutes(private func(pattern string, h handler)) {
	private("GET "+Path+"key-value-stores", c.storesPage)
	private("GET "+Path+"create-key-value-store", c.createStorePage)
	private("POST "+Path+"create-key-value-store", c.createStore)
	const get, post = "GET " + Path + "key-value-stores/{name}", "POST " + Path + "key-value-stores/{name}"
	private(get, c.storePage)
	private(get+"/status", c.storeStatusPart)
	private(post+"/pairs", c.changePair)
	private(post+"/delete", c.deleteStore)
}

func redirectTo(page string) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		http.Redirect(w, r, Path+page, http.StatusSeeOther)
		return nil
	}
}

// allFunctions returns the functions of the account in order of name.
func (c *Console) allFunctions(ctx context.Context) (all []*selvedge.Function, err error) {
	err = everyPage(func(after string) (last string, more bool, err error) {
		list, more, err := c.config.Functions.Functions(ctx, selvedge.Page{After: after, Limit: pageSize})
		all = append(all, list...)
		if len(list) > 0 {
			last = list[len(list)-1].Name
		}
		return last, more, err
	})
	return all, err
}

// allDistributions returns the distributions of the account, newest first.
func (c *Console) allDistributions(ctx context.Context) (all []*selvedge.Distribution, err error) {
	err = everyPage(func(after string) (last string, more bool, err error) {
		list, more, err := c.config.Distributions.Distributions(ctx, selvedge.Page{After: after, Limit: pageSize})
		all = append(all, list...)
		if len(list) > 0 {
			last = list[len(list)-1].ID
		}
		return last, more, err
	})
	return all, err
}

const (
	pageSize = 100
	maxPages = 50 // of a list; the quotas are far below
)

// everyPage calls next until it says that no more follow.
func everyPage(next func(after string) (last string, more bool, err error)) error {
	after := ""
	for range maxPages {
		last, more, err := next(after)
		if err != nil || !more || last == "" {
			return err
		}
		after = last
	}
	return nil
}
