// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"math"
	"strings"

	"selvedge"
	"selvedge/internal/js/vm"
)

// This file reads the arguments of the origin helpers. An argument of another type than the documented one throws; a
// member that breaks a rule is noted, and fails the result when the function has ended, at the edge only (helpers.md
// section 3). The bounds of texts and numbers are checked here, what needs the request or the distribution in
// check_origin.go. Of several calls the last one counts.

// sentenceOrigin is what AWS shows when an origin helper was called with something wrong. Source: event.md section 6.7.
const sentenceOrigin = "The CloudFront function returned an invalid value for origin rewrite."

// originCall is what the last call of an origin helper has asked for.
type originCall struct {
	change  *OriginChange
	problem error // a *Failure: the first member that breaks a rule
}

// propertyReader reads the members of an object that was passed to a helper.
type propertyReader struct {
	c    *vm.Call
	call *originCall
	o    *vm.Object
	path string // "timeouts."; empty for the argument itself
}

// originHelper starts a call of a helper.
func originHelper(c *vm.Call, name string) (*host, error) {
	h := invocationOf(c)
	if h.eventType != selvedge.EventViewerRequest {
		return nil, c.Error("%s is only available in viewer request functions", name)
	}
	return h, c.Charge(32)
}

// wrong notes that a member breaks a rule.
func (p *propertyReader) wrong(name, rule string, args ...any) {
	if p.call.problem == nil {
		p.call.problem = forbidden(sentenceOrigin, p.path+name+" "+rule, args...)
	}
}

// member returns a member; ok is false when it is undefined or null.
func (p *propertyReader) member(name string) (v value, ok bool, err error) {
	got, err := p.c.Get(p.o, p.c.KeyOfText(name))
	return value{p.c.Realm, got}, !got.IsUndefined() && !got.IsNull(), err
}

// text reads a member that is a string, of at most so many bytes.
func (p *propertyReader) text(name string, most int) (*string, error) {
	v, ok, err := p.member(name)
	if err != nil || !ok {
		return nil, err
	}
	if v.kind() != kindString {
		p.wrong(name, "is %s; it must be a string", show(v))
		return nil, nil
	}
	s, err := v.text()
	if err != nil {
		return nil, err
	}
	if len(s) > most {
		p.wrong(name, "has %d bytes, the maximum is %d", len(s), most)
		return nil, nil
	}
	s = strings.Clone(s)
	return &s, nil
}

// oneOf reads a member that is one of some words; required ones must be there. The result is empty when it is not.
func (p *propertyReader) oneOf(name string, required bool, words ...string) (string, error) {
	s, err := p.text(name, 64)
	switch {
	case err != nil:
		return "", err
	case s == nil:
		if required {
			p.wrong(name, "is missing")
		}
		return "", nil
	}
	for _, w := range words {
		if *s == w {
			return w, nil
		}
	}
	p.wrong(name, "is %s; it must be one of %s", quote(*s), strings.Join(words, ", "))
	return "", nil
}

// integer reads a member that is an integer in a range; nil when it is absent.
func (p *propertyReader) integer(name string, least, most int) (*int, error) {
	v, ok, err := p.member(name)
	if err != nil || !ok {
		return nil, err
	}
	n := v.number()
	if v.kind() != kindNumber || n != math.Trunc(n) || n < float64(least) || n > float64(most) {
		p.wrong(name, "is %s; it must be an integer from %d to %d", show(v), least, most)
		return nil, nil
	}
	i := int(n)
	return &i, nil
}

// boolean reads a member that must be true or false.
func (p *propertyReader) boolean(name string) (bool, error) {
	v, _, err := p.member(name)
	if err == nil && v.kind() != kindBoolean {
		p.wrong(name, "is %s; it must be true or false", show(v))
	}
	return v.v.IsTrue(), err
}

// object reads a member that is an object; nil when it is absent.
func (p *propertyReader) object(name string) (*propertyReader, error) {
	v, ok, err := p.member(name)
	if err != nil || !ok {
		return nil, err
	}
	if v.kind() != kindObject {
		p.wrong(name, "is %s; it must be an object", show(v))
		return nil, nil
	}
	return &propertyReader{p.c, p.call, v.v.Object(), p.path + name + "."}, nil
}

// list reads a member that is an array of at most so many elements; nil when it is absent.
func (p *propertyReader) list(name string, most int) ([]value, error) {
	v, ok, err := p.member(name)
	if err != nil || !ok {
		return nil, err
	}
	return p.elements(name, v, most)
}

func (p *propertyReader) elements(name string, v value, most int) ([]value, error) {
	if v.kind() != kindArray {
		p.wrong(name, "is %s; it must be an array", show(v))
		return nil, nil
	}
	n, err := p.c.LengthOf(v.v.Object())
	if err != nil {
		return nil, err
	}
	if n > int64(most) {
		p.wrong(name, "has %d elements, the maximum is %d", n, most)
		return nil, nil
	}
	all := make([]value, n)
	for i := range all {
		e, err := p.c.GetMember(v.v, vm.Int(i))
		if err != nil {
			return nil, err
		}
		all[i] = value{p.c.Realm, e}
	}
	return all, nil
}

// texts reads a member that is an array of strings.
func (p *propertyReader) texts(name string, most, longest int) ([]string, error) {
	list, err := p.list(name, most)
	if err != nil || list == nil {
		return nil, err
	}
	texts := []string{}
	for _, v := range list {
		s, err := v.text()
		if err != nil {
			return nil, err
		}
		if v.kind() != kindString || s == "" || len(s) > longest {
			p.wrong(name, "has an element that is no string of 1 to %d bytes", longest)
			return texts, nil
		}
		texts = append(texts, strings.Clone(s))
	}
	return texts, nil
}

// updateRequestOrigin is cf.updateRequestOrigin(properties). Source: helpers.md section 3.
func updateRequestOrigin(c *vm.Call) (vm.Value, error) {
	h, err := originHelper(c, "updateRequestOrigin")
	if err != nil {
		return vm.Undefined, err
	}
	o := value{c.Realm, c.Arg(0)}
	if o.kind() != kindObject {
		return vm.Undefined, c.TypeError("updateRequestOrigin: the argument must be an object")
	}
	u := &OriginUpdate{}
	call := &originCall{change: &OriginChange{Update: u}}
	p := &propertyReader{c, call, o.v.Object(), ""}
	for _, read := range [...]func(*propertyReader, *OriginUpdate) error{
		readOriginPlace, readOriginHeaders, readOriginConnection, readOriginShield, readAccessControl, readCustomOrigin,
	} {
		if err := read(p, u); err != nil {
			return vm.Undefined, err
		}
	}
	h.origin = call
	return vm.Undefined, nil
}

func readOriginPlace(p *propertyReader, u *OriginUpdate) (err error) {
	if u.DomainName, err = p.text("domainName", maxDomainName); err != nil {
		return err
	}
	if u.DomainName != nil {
		p.domain("domainName", *u.DomainName)
	}
	if u.OriginPath, err = p.text("originPath", 255); err != nil {
		return err
	}
	if path := u.OriginPath; path != nil && *path != "" {
		switch {
		case (*path)[0] != '/':
			p.wrong("originPath", "must begin with /")
		case strings.HasSuffix(*path, "/"):
			p.wrong("originPath", "must not end with /")
		case strings.ContainsFunc(*path, func(r rune) bool { return r <= ' ' || r >= 0x7f || r == '?' || r == '#' }):
			p.wrong("originPath", "must be URL-encoded")
		}
	}
	mode, err := p.oneOf("mTLSConfig", false, "off")
	u.MutualTLSOff = mode == "off"
	if err != nil {
		return err
	}
	return p.overrides(&u.OriginOverrides)
}

// overrides reads what can be set for origins that are chosen by id, too.
func (p *propertyReader) overrides(to *OriginOverrides) (err error) {
	if to.HostHeader, err = p.text("hostHeader", maxDomainName); err != nil {
		return err
	}
	if to.HostHeader != nil {
		p.domain("hostHeader", *to.HostHeader)
	}
	if to.SNI, err = p.text("sni", maxDomainName); err != nil {
		return err
	}
	if to.SNI != nil {
		p.domain("sni", *to.SNI)
	}
	to.AllowedCertificateNames, err = p.texts("allowedCertificateNames", 20, 64)
	return err
}

func readOriginConnection(p *propertyReader, u *OriginUpdate) (err error) {
	if u.ConnectionAttempts, err = p.integer("connectionAttempts", 1, 3); err != nil {
		return err
	}
	t, err := p.object("timeouts")
	if err != nil || t == nil {
		return err
	}
	for _, part := range [...]struct {
		name string
		most int
		to   *int
	}{
		{"readTimeout", 120, &u.Timeouts.Read}, {"responseCompletionTimeout", math.MaxInt32, &u.Timeouts.ResponseCompletion},
		{"keepAliveTimeout", 120, &u.Timeouts.KeepAlive}, {"connectionTimeout", 10, &u.Timeouts.Connection},
	} {
		n, err := t.integer(part.name, 1, part.most)
		if err != nil {
			return err
		}
		if n != nil {
			*part.to = *n
		}
	}
	if u.Timeouts.ResponseCompletion > 0 && u.Timeouts.ResponseCompletion < u.Timeouts.Read {
		t.wrong("responseCompletionTimeout", "is %d; it must not be less than readTimeout, which is %d",
			u.Timeouts.ResponseCompletion, u.Timeouts.Read)
	}
	return nil
}

func readOriginShield(p *propertyReader, u *OriginUpdate) error {
	o, err := p.object("originShield")
	if err != nil || o == nil {
		return err
	}
	u.Shield = &OriginShield{}
	if u.Shield.Enabled, err = o.boolean("enabled"); err != nil {
		return err
	}
	region, err := o.text("region", 64)
	if err != nil {
		return err
	}
	if region != nil {
		u.Shield.Region = *region
	} else if u.Shield.Enabled {
		o.wrong("region", "is missing")
	}
	return nil
}

func readAccessControl(p *propertyReader, u *OriginUpdate) error {
	o, err := p.object("originAccessControlConfig")
	if err != nil || o == nil {
		return err
	}
	a := &OriginAccessControl{}
	u.AccessControl = a
	if a.Enabled, err = o.boolean("enabled"); err != nil || !a.Enabled {
		return err
	}
	if a.SigningBehavior, err = o.oneOf("signingBehavior", true, "always", "never", "no-override"); err != nil {
		return err
	}
	if a.SigningProtocol, err = o.oneOf("signingProtocol", true, "sigv4"); err != nil {
		return err
	}
	a.OriginType, err = o.oneOf("originType", true, "s3", "mediapackagev2", "mediastore", "lambda")
	return err
}

func readCustomOrigin(p *propertyReader, u *OriginUpdate) error {
	o, err := p.object("customOriginConfig")
	if err != nil || o == nil {
		return err
	}
	u.Custom = &CustomOrigin{}
	port, err := o.integer("port", 1, 65535)
	if err != nil {
		return err
	}
	if port != nil {
		u.Custom.Port = *port
	} else {
		o.wrong("port", "is missing")
	}
	if u.Custom.Protocol, err = o.oneOf("protocol", true, "http", "https"); err != nil {
		return err
	}
	if u.Custom.SSLProtocols, err = o.texts("sslProtocols", 4, 8); err != nil {
		return err
	}
	if len(u.Custom.SSLProtocols) == 0 {
		o.wrong("sslProtocols", "is missing")
	}
	for _, s := range u.Custom.SSLProtocols {
		if s != "SSLv3" && s != "TLSv1" && s != "TLSv1.1" && s != "TLSv1.2" {
			o.wrong("sslProtocols", "has %s; it may have SSLv3, TLSv1, TLSv1.1 and TLSv1.2", quote(s))
		}
	}
	u.Custom.IPAddressType, err = o.oneOf("ipAddressType", false, "ipv4", "ipv6", "dualstack")
	if u.Custom.IPAddressType != "" && u.DomainName == nil {
		o.wrong("ipAddressType", "must not be given without domainName")
	}
	return err
}

// selectRequestOriginByID is cf.selectRequestOriginById(id, overrides). Source: helpers.md section 4.
func selectRequestOriginByID(c *vm.Call) (vm.Value, error) {
	h, err := originHelper(c, "selectRequestOriginById")
	if err != nil {
		return vm.Undefined, err
	}
	if !c.Arg(0).IsString() {
		return vm.Undefined, c.TypeError("selectRequestOriginById: the origin id must be a string")
	}
	id, err := c.ToText(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	s := &OriginSelection{ID: strings.Clone(clip(id, maxOriginID))}
	call := &originCall{change: &OriginChange{Select: s}}
	if v := (value{c.Realm, c.Arg(1)}); v.kind() == kindObject {
		err = (&propertyReader{c, call, v.v.Object(), ""}).overrides(&s.OriginOverrides)
	} else if v.kind() != kindUndefined {
		return vm.Undefined, c.TypeError("selectRequestOriginById: the overrides must be an object")
	}
	if err != nil {
		return vm.Undefined, err
	}
	h.origin = call
	return vm.Undefined, nil
}

// createRequestOriginGroup is cf.createRequestOriginGroup(properties). Source: helpers.md section 5.
func createRequestOriginGroup(c *vm.Call) (vm.Value, error) {
	h, err := originHelper(c, "createRequestOriginGroup")
	if err != nil {
		return vm.Undefined, err
	}
	o := value{c.Realm, c.Arg(0)}
	if o.kind() != kindObject {
		return vm.Undefined, c.TypeError("createRequestOriginGroup: the argument must be an object")
	}
	g := &OriginGroup{Selection: "default"}
	call := &originCall{change: &OriginChange{Group: g}}
	p := &propertyReader{c, call, o.v.Object(), ""}
	if err := readGroupOrigins(p, g); err != nil {
		return vm.Undefined, err
	}
	if err := readFailover(p, g); err != nil {
		return vm.Undefined, err
	}
	selection, err := p.oneOf("selectionCriteria", false, "default", "media-quality-score")
	if err != nil {
		return vm.Undefined, err
	}
	if selection != "" {
		g.Selection = selection
	}
	h.origin = call
	return vm.Undefined, nil
}

// readGroupOrigins reads originIds: two ids, or objects with an id and overrides. Overrides of the group are for both.
func readGroupOrigins(p *propertyReader, g *OriginGroup) error {
	var common OriginOverrides
	if o, err := p.object("originOverrides"); err != nil {
		return err
	} else if o != nil {
		if err := o.overrides(&common); err != nil {
			return err
		}
	}
	ids, err := p.list("originIds", 2)
	if err != nil {
		return err
	}
	if len(ids) != 2 {
		p.wrong("originIds", "must be an array of two origins")
		return nil
	}
	for i, to := range [...]*OriginSelection{&g.Primary, &g.Failover} {
		to.OriginOverrides = common
		if err := p.groupOrigin(ids[i], to); err != nil {
			return err
		}
	}
	return nil
}

func (p *propertyReader) groupOrigin(v value, to *OriginSelection) error {
	switch v.kind() {
	case kindString:
		id, err := v.text()
		to.ID = strings.Clone(clip(id, maxOriginID))
		return err
	case kindObject:
		member := &propertyReader{p.c, p.call, v.v.Object(), "originIds[]."}
		id, err := member.text("originId", maxOriginID)
		if err != nil {
			return err
		}
		if id == nil {
			member.wrong("originId", "is missing")
			return nil
		}
		to.ID = *id
		overrides, err := member.object("originOverrides")
		if err != nil || overrides == nil {
			return err
		}
		return overrides.overrides(&to.OriginOverrides)
	}
	p.wrong("originIds", "has %s; it must have strings, or objects with originId", show(v))
	return nil
}

// readFailover reads failoverCriteria: an object with statusCodes, or the list itself.
func readFailover(p *propertyReader, g *OriginGroup) error {
	v, ok, err := p.member("failoverCriteria")
	if err != nil {
		return err
	}
	codes := []value(nil)
	switch {
	case !ok:
	case v.kind() == kindObject:
		codes, err = (&propertyReader{p.c, p.call, v.v.Object(), "failoverCriteria."}).list("statusCodes", 16)
	default:
		codes, err = p.elements("failoverCriteria", v, 16)
	}
	if err != nil {
		return err
	}
	if len(codes) == 0 {
		p.wrong("failoverCriteria", "has no status codes")
	}
	for _, code := range codes {
		switch n := code.number(); n {
		case 400, 403, 404, 416, 429, 500, 502, 503, 504:
			g.StatusCodes = append(g.StatusCodes, int(n))
		default:
			p.wrong("failoverCriteria", "has the status code %s; it may have 400, 403, 404, 416, 429, 500, 502, 503 and 504",
				show(code))
		}
	}
	return nil
}
