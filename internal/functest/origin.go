// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest

import (
	"encoding/json"
	"strconv"

	"selvedge/internal/cff"
)

// originValue returns what a function has asked for with an origin helper: an object with the name of the helper, whose
// value has the arguments that were given, in the words of AWS. It is nil when there is nothing.
func originValue(c *cff.OriginChange) any {
	switch {
	case c == nil:
		return nil
	case c.Update != nil:
		return map[string]any{"updateRequestOrigin": updateValue(c.Update)}
	case c.Select != nil:
		return map[string]any{"selectRequestOriginById": selectionValue(c.Select)}
	case c.Group != nil:
		return map[string]any{"createRequestOriginGroup": groupValue(c.Group)}
	}
	return nil
}

func updateValue(u *cff.OriginUpdate) map[string]any {
	v := overridesValue(&u.OriginOverrides)
	optional(v, "domainName", u.DomainName)
	optional(v, "originPath", u.OriginPath)
	if u.CustomHeaders != nil {
		headers := map[string]any{}
		for _, h := range *u.CustomHeaders {
			headers[h.Name] = h.Value
		}
		v["customHeaders"] = headers
	}
	if u.ConnectionAttempts != nil {
		v["connectionAttempts"] = number(*u.ConnectionAttempts)
	}
	if s := u.Shield; s != nil {
		v["originShield"] = texts(map[string]any{"enabled": s.Enabled}, "region", s.Region)
	}
	if a := u.AccessControl; a != nil {
		v["originAccessControlConfig"] = texts(map[string]any{"enabled": a.Enabled}, "signingBehavior", a.SigningBehavior,
			"signingProtocol", a.SigningProtocol, "originType", a.OriginType)
	}
	timeouts := map[string]any{}
	for _, t := range []struct {
		name  string
		value int
	}{
		{"readTimeout", u.Timeouts.Read}, {"responseCompletionTimeout", u.Timeouts.ResponseCompletion},
		{"keepAliveTimeout", u.Timeouts.KeepAlive}, {"connectionTimeout", u.Timeouts.Connection},
	} {
		if t.value != 0 {
			timeouts[t.name] = number(t.value)
		}
	}
	if len(timeouts) > 0 {
		v["timeouts"] = timeouts
	}
	if c := u.Custom; c != nil {
		v["customOriginConfig"] = texts(map[string]any{"port": number(c.Port), "sslProtocols": list(c.SSLProtocols)},
			"protocol", c.Protocol, "ipAddressType", c.IPAddressType)
	}
	if u.MutualTLSOff {
		v["mTLSConfig"] = "off"
	}
	return v
}

func overridesValue(o *cff.OriginOverrides) map[string]any {
	v := map[string]any{}
	optional(v, "hostHeader", o.HostHeader)
	optional(v, "sni", o.SNI)
	if o.AllowedCertificateNames != nil {
		v["allowedCertificateNames"] = list(o.AllowedCertificateNames)
	}
	return v
}

func selectionValue(s *cff.OriginSelection) map[string]any {
	v := overridesValue(&s.OriginOverrides)
	v["originId"] = s.ID
	return v
}

func groupValue(g *cff.OriginGroup) map[string]any {
	codes := make([]any, len(g.StatusCodes))
	for i, code := range g.StatusCodes {
		codes[i] = number(code)
	}
	return texts(map[string]any{
		"originIds":        []any{selectionValue(&g.Primary), selectionValue(&g.Failover)},
		"failoverCriteria": map[string]any{"statusCodes": codes},
	}, "selectionCriteria", g.Selection)
}

func optional(v map[string]any, name string, value *string) {
	if value != nil {
		v[name] = *value
	}
}

// texts adds the texts that are not empty; pairs has names and values in turn.
func texts(v map[string]any, pairs ...string) map[string]any {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v[pairs[i]] = pairs[i+1]
		}
	}
	return v
}

func list(items []string) []any {
	v := make([]any, len(items))
	for i, item := range items {
		v[i] = item
	}
	return v
}

func number(n int) json.Number { return json.Number(strconv.Itoa(n)) }

// OriginFacts is an origin of the distribution that a case is about.
type OriginFacts struct {
	ID        string `json:"id"`
	S3        bool   `json:"s3"`
	VPC       bool   `json:"vpc"`
	OAC       bool   `json:"oac"`
	MutualTLS bool   `json:"mtls"`
}

// Origins are the origins of the distribution that a case is about. The first one is that of the cache behaviour.
type Origins []OriginFacts

// Assigned returns the first origin. See cff.Origins.
func (o Origins) Assigned() cff.OriginFacts { return o[0].facts() }

// Lookup returns the origin with an id. See cff.Origins.
func (o Origins) Lookup(id string) (facts cff.OriginFacts, ok bool) {
	for i := range o {
		if o[i].ID == id {
			return o[i].facts(), true
		}
	}
	return cff.OriginFacts{}, false
}

func (f *OriginFacts) facts() cff.OriginFacts {
	return cff.OriginFacts{S3: f.S3, VPC: f.VPC, OAC: f.OAC, MutualTLS: f.MutualTLS}
}

var _ cff.Origins = Origins(nil)
