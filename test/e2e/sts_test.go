// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestCallerIdentity: auth.md section 5.
func TestCallerIdentity(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	key, secret := p.keyPair(t)
	ask := signed{method: http.MethodPost, target: "/", body: "Action=GetCallerIdentity&Version=2011-06-15", service: "sts"}
	resp := ask.send(t, p, key, secret)
	if body := readAll(t, resp.Body); resp.StatusCode != 200 || !strings.Contains(body, "<Account>"+account+"</Account>") ||
		!strings.Contains(body, "<UserId>"+key+"</UserId>") {
		t.Errorf("GetCallerIdentity = %d %s", resp.StatusCode, body)
	}
	for name, s := range map[string]signed{"service": {service: "cloudfront"}, "body": {service: "sts", change: func(r *http.Request) {
		r.Body = http.NoBody
		r.ContentLength = 0
	}}} {
		s.method, s.target, s.body = ask.method, ask.target, ask.body
		if resp := s.send(t, p, key, secret); resp.StatusCode != 403 {
			t.Errorf("another %s: status %d", name, resp.StatusCode)
		}
	}
}
