// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import (
	"errors"
	"fmt"

	"selvedge"
	"selvedge/internal/cff"
)

// Origins are the origins of a distribution as the functions of one of its behaviours see them. It is immutable.
type Origins struct {
	targets *targets
	// What the behaviour uses: an origin, or the two of a group. assigned is nil when the configuration names an
	// origin that it does not have, secondary and codes are nil without a group.
	assigned, secondary *target
	codes               []int
}

// targets are the origins and origin groups of a distribution.
type targets struct {
	builder *Config
	origins map[string]*target
	groups  map[string]*selvedge.OriginGroup
}

// target is one configured origin.
type target struct {
	settings *selvedge.Origin
	base     Origin // that does not sign
	origin   Origin
	signing  string // see Builder.signing
}

func (b *Builder) newTargets(config *selvedge.DistributionConfig) *targets {
	t := &targets{builder: &b.config, origins: make(map[string]*target, len(config.Origins.Items))}
	for i := range config.Origins.Items {
		settings := &config.Origins.Items[i]
		o := &target{settings: settings, base: b.config.Connect(settings), signing: b.signing(settings)}
		o.origin = b.config.signed(o.base, o.signing)
		t.origins[settings.Id] = o
	}
	if n := len(config.OriginGroups.Items); n > 0 {
		t.groups = make(map[string]*selvedge.OriginGroup, n)
	}
	for i := range config.OriginGroups.Items {
		if g := &config.OriginGroups.Items[i]; len(g.Members.Items) == 2 {
			t.groups[g.Id] = g
		}
	}
	return t
}

// signed returns o with a signing behaviour.
func (c *Config) signed(o Origin, behavior string) Origin {
	if behavior == "" {
		return o
	}
	return c.Sign(o, behavior)
}

// of returns what a behaviour asks whose target is the origin or group with an id: nil when there is none.
func (t *targets) of(id string) (Origin, *Origins) {
	o := &Origins{targets: t, assigned: t.origins[id]}
	if g := t.groups[id]; g != nil {
		o.assigned, o.secondary = t.origins[g.Members.Items[0].OriginId], t.origins[g.Members.Items[1].OriginId]
		o.codes = g.FailoverCriteria.StatusCodes.Items
	}
	if o.assigned == nil {
		return nil, o
	}
	return o.grouped(o.assigned.origin), o
}

// grouped returns what is asked when primary takes the place of the assigned origin.
func (o *Origins) grouped(primary Origin) Origin {
	if o.secondary == nil {
		return primary
	}
	return o.targets.builder.Group(primary, o.secondary.origin, o.codes)
}

// Assigned implements cff.Origins.
func (o *Origins) Assigned() cff.OriginFacts {
	if o.assigned == nil {
		return cff.OriginFacts{}
	}
	return o.assigned.facts()
}

// Lookup implements cff.Origins.
func (o *Origins) Lookup(id string) (facts cff.OriginFacts, ok bool) {
	t := o.targets.origins[id]
	if t == nil {
		return cff.OriginFacts{}, false
	}
	return t.facts(), true
}

func (t *target) facts() cff.OriginFacts {
	custom := t.settings.CustomOriginConfig
	return cff.OriginFacts{
		S3:        t.settings.S3OriginConfig != nil,
		VPC:       t.settings.VpcOriginConfig != nil,
		OAC:       t.settings.OriginAccessControlId != "",
		MutualTLS: custom != nil && custom.OriginMtlsConfig != nil,
	}
}

// Change returns the origin that a function has asked for. What it returns is for one request. An error means that the
// function named an origin that is not there.
func (o *Origins) Change(change *cff.OriginChange) (Origin, error) {
	switch {
	case change.Update != nil:
		if o.assigned == nil {
			return nil, errors.New("there is no assigned origin to update")
		}
		settings, builder := updated(o.assigned.settings, change.Update), o.targets.builder
		signing := signingOf(settings, o.assigned.signing, change.Update.AccessControl)
		derived := builder.Derive(o.assigned.base, settings, change.Update.OriginOverrides)
		return o.grouped(builder.signed(derived, signing)), nil
	case change.Select != nil:
		return o.chosen(change.Select)
	}
	primary, err := o.chosen(&change.Group.Primary)
	if err != nil {
		return nil, err
	}
	secondary, err := o.chosen(&change.Group.Failover)
	if err != nil {
		return nil, err
	}
	return o.targets.builder.Group(primary, secondary, change.Group.StatusCodes), nil
}

// chosen returns a configured origin, with overrides if there are any. Source: helpers.md section 4.
func (o *Origins) chosen(s *cff.OriginSelection) (Origin, error) {
	t := o.targets.origins[s.ID]
	if t == nil {
		return nil, fmt.Errorf("there is no origin %q", s.ID)
	}
	if s.HostHeader == nil && s.SNI == nil && len(s.AllowedCertificateNames) == 0 {
		return t.origin, nil
	}
	return o.targets.builder.signed(o.targets.builder.Derive(t.base, t.settings, s.OriginOverrides), t.signing), nil
}

var _ cff.Origins = (*Origins)(nil)
