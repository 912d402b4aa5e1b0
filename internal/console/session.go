// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"crypto/rand"
	"crypto/sha256"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
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

	ends   map[[sha256.Size]byte]time.Time // by the hash of the token: when the session ends
	window time.Time                       // when the window of attempts began
	failed map[string]int                  // attempts by address
	all    int
}

func newSessions(now func() time.Time) *sessions {
	return &sessions{now: now, ends: map[[sha256.Size]byte]time.Time{}, failed: map[string]int{}}
}

// begin returns the token of a new session.
func (s *sessions) begin() string {
	token := rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()

	var oldest [sha256.Size]byte
	var first time.Time
	for key, end := range s.ends {
		if first.IsZero() || end.Before(first) {
			oldest, first = key, end
		}
	}
	if len(s.ends) >= maxSessions {
		delete(s.ends, oldest)
	}
	s.ends[sha256.Sum256([]byte(token))] = s.now().Add(sessionLife)
	return token
}

// valid says whether token belongs to a session that has not ended.
func (s *sessions) valid(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()

	key := sha256.Sum256([]byte(token))
	end, found := s.ends[key]
	if found && !s.now().Before(end) {
		delete(s.ends, key)
		return false
	}
	return found
}

// end forgets a session.
func (s *sessions) end(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()

	delete(s.ends, sha256.Sum256([]byte(token)))
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
		if cookie, err := r.Cookie(sessionCookie); err == nil && c.sessions.valid(cookie.Value) {
			return h(w, r)
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
	if len(id) > longestKeyField || len(secret) > longestKeyField || !c.config.Authenticate(id, secret) {
		return again(http.StatusForbidden, problem{
			Message: "This access key is not known, or the secret is not the one that belongs to it.",
			Remedy:  "The key is in credentials.json in the data folder; selvedge env prints it.",
		})
	}
	c.sessions.succeeded(address)
	http.SetCookie(w, c.cookie(r, c.sessions.begin(), int(sessionLife/time.Second)))
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
