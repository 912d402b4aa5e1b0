// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"selvedge"
)

// Limits of signing in.
const (
	sessionCookie   = "selvedge_console"
	sessionLife     = 12 * time.Hour
	maxSessions     = 1000 // the one that ends first makes room
	attemptWindow   = time.Minute
	maxAttempts     = 5  // that failed, from one address within a window
	maxAllAttempts  = 60 // that failed, from all addresses
	longestKeyField = 256
)

// sessions holds who is signed in and who tried in vain. It is safe for concurrent use.
type sessions struct {
	now func() time.Time

	mu sync.Mutex

	live   map[[sha256.Size]byte]session // by the hash of the token
	window time.Time                     // when the window of attempts began
	failed map[string]int                // attempts by address
	all    int
}

// session is of somebody who is signed in.
type session struct {
	accessKeyID string
	began, end  time.Time
}

func newSessions(now func() time.Time) *sessions {
	return &sessions{now: now, live: map[[sha256.Size]byte]session{}, failed: map[string]int{}}
}

// begin returns the token of a new session.
func (s *sessions) begin(accessKeyID string) string {
	token := rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()

	var oldest [sha256.Size]byte
	var first time.Time
	for key, one := range s.live {
		if first.IsZero() || one.end.Before(first) {
			oldest, first = key, one.end
		}
	}
	if len(s.live) >= maxSessions {
		delete(s.live, oldest)
	}
	now := s.now()
	s.live[sha256.Sum256([]byte(token))] = session{accessKeyID, now, now.Add(sessionLife)}
	return token
}

// valid returns the session that token belongs to, and whether there is one that has not ended.
func (s *sessions) valid(token string) (session, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()

	key := sha256.Sum256([]byte(token))
	one, found := s.live[key]
	if found && !s.now().Before(one.end) {
		delete(s.live, key)
		return session{}, false
	}
	return one, found
}

// end forgets a session.
func (s *sessions) end(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()

	delete(s.live, sha256.Sum256([]byte(token)))
}

// try counts an attempt from an address as failed, and says whether it may be made at all. succeeded takes it back.
func (s *sessions) try(address string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()

	if now := s.now(); now.Sub(s.window) >= attemptWindow {
		s.window, s.all = now, 0
		clear(s.failed)
	}
	if s.all >= maxAllAttempts || s.failed[address] >= maxAttempts {
		return false
	}
	s.all++
	s.failed[address]++
	return true
}

func (s *sessions) succeeded(address string) {
	s.mu.Lock()
	defer s.mu.Unlock()

	if s.failed[address] > 0 {
		s.all--
		s.failed[address]--
	}
}

// signedIn lets those pass who are signed in, and sends others to sign in.
func (c *Console) signedIn(h handler) handler {
	if c.config.Authenticate == nil {
		return h
	}
	return func(w http.ResponseWriter, r *http.Request) error {
		ctx, good, err := c.who(r)
		if err != nil {
			return err
		}
		if good {
			return h(w, r.WithContext(ctx))
		}
		to := Path + "sign-in"
		if r.Method == http.MethodGet {
			to += "?next=" + url.QueryEscape(r.URL.RequestURI())
		}
		if r.Header.Get("HX-Request") != "" { // htmx follows this one with the whole page, to which the user comes back
			to = Path + "sign-in"
			if page, err := url.Parse(r.Header.Get("HX-Current-URL")); err == nil && page.Path != "" {
				to += "?next=" + url.QueryEscape(page.RequestURI())
			}
			w.Header().Set("HX-Redirect", to)
			w.WriteHeader(http.StatusUnauthorized)
			return nil
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
		return nil
	}
}

// who returns a context that says who is signed in, and whether somebody is. A session ends with its access key.
func (c *Console) who(r *http.Request) (context.Context, bool, error) {
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return nil, false, nil
	}
	one, good := c.sessions.valid(cookie.Value)
	if !good || c.config.SignedIn == nil {
		return r.Context(), good, nil
	}
	p, good, err := c.config.SignedIn(r.Context(), one.accessKeyID, one.began)
	if err == nil && !good {
		c.sessions.end(cookie.Value)
	}
	return selvedge.WithPrincipal(r.Context(), p), good, err
}

// signInView is what the page shows.
type signInView struct{ Next, AccessKeyID string }

func (c *Console) signInPage(w http.ResponseWriter, r *http.Request) error {
	if c.config.Authenticate == nil {
		return redirectTo("functions")(w, r)
	}
	return c.show(w, r, http.StatusOK, "sign_in", &view{Title: "Sign in", Body: signInView{Next: r.URL.Query().Get("next")}})
}

func (c *Console) signIn(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	if c.config.Authenticate == nil {
		return redirectTo("functions")(w, r)
	}
	id, secret := r.PostForm.Get("id"), r.PostForm.Get("secret")
	again := func(status int, p problem) error {
		return c.show(w, r, status, "sign_in", &view{
			Title: "Sign in", Problem: &p, Body: signInView{Next: r.PostForm.Get("next"), AccessKeyID: id},
		})
	}
	address, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		address = r.RemoteAddr
	}
	if !c.sessions.try(address) {
		w.Header().Set("Retry-After", "60")
		return again(http.StatusTooManyRequests, problem{
			Message: "There were too many attempts that failed.", Remedy: "Wait a minute and try again.",
		})
	}
	if len(id) > longestKeyField || len(secret) > longestKeyField || !c.config.Authenticate(r.Context(), id, secret) {
		return again(http.StatusForbidden, problem{
			Message: "This access key is not known, or the secret is not the one that belongs to it.",
			Remedy:  "The key is in credentials.json in the data folder; selvedge env prints it.",
		})
	}
	c.sessions.succeeded(address)
	http.SetCookie(w, c.cookie(r, c.sessions.begin(id), int(sessionLife/time.Second)))
	http.Redirect(w, r, nextPage(r.PostForm.Get("next")), http.StatusSeeOther)
	return nil
}

func (c *Console) signOut(w http.ResponseWriter, r *http.Request) error {
	if cookie, err := r.Cookie(sessionCookie); err == nil {
		c.sessions.end(cookie.Value)
	}
	http.SetCookie(w, c.cookie(r, "", -1))
	return redirectTo("sign-in")(w, r)
}

func (c *Console) cookie(r *http.Request, value string, age int) *http.Cookie {
	return &http.Cookie{
		Name: sessionCookie, Value: value, Path: Path, MaxAge: age,
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil,
	}
}

// nextPage returns the page of the console that next names, or the first one: never one of another site.
func nextPage(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(u.Path, Path) || strings.Contains(next, `\`) {
		return Path + "functions"
	}
	return u.RequestURI()
}
