// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import (
	"maps"

	"selvedge"
	"selvedge/internal/cff"
)

// This file says how requests to origins are signed: what the origin access control of an origin, its older form, or a
// function ask for.

// signing returns the signing behaviour for an origin: selvedge.SignAlways, selvedge.SignNoOverride or, when nothing is
// signed, "". Only S3 buckets are signed for. An access control that is not known, as its record could not be read,
// counts as one that signs.
func (b *Builder) signing(settings *selvedge.Origin) string {
	switch {
	case settings.S3OriginConfig == nil:
		return ""
	case settings.OriginAccessControlId != "":
		if r := b.access[settings.OriginAccessControlId]; r != nil {
			return behaviorOf(r.Config.SigningBehavior, r.Config.OriginAccessControlOriginType)
		}
		return selvedge.SignAlways
	case settings.AccessIdentityID() != "":
		return selvedge.SignAlways
	}
	return ""
}

func behaviorOf(behavior, originType string) string {
	if behavior == selvedge.SignNever || originType != "s3" {
		return ""
	}
	return behavior
}

// signingOf returns the signing behaviour after an update by a function. Source: helpers.md section 3,
// originAccessControlConfig.
func signingOf(settings *selvedge.Origin, inherited string, c *cff.OriginAccessControl) string {
	switch {
	case settings.S3OriginConfig == nil:
		return ""
	case c == nil:
		return inherited
	case !c.Enabled:
		return ""
	}
	return behaviorOf(c.SigningBehavior, c.OriginType)
}

// applyAccess brings origin access controls into effect and says which distributions name one that is different now; nil
// means none.
func (b *Builder) applyAccess(update *selvedge.EdgeUpdate) (changed func(*selvedge.DistributionConfig) bool) {
	differ := map[string]bool{}
	note := func(id string, to *selvedge.OriginAccessControl) {
		if from := b.access[id]; from == nil || to == nil || from.Config != to.Config {
			differ[id] = true
		}
	}
	for id, r := range update.OriginAccessControls {
		note(id, r)
	}
	if update.Full {
		for id := range b.access {
			note(id, update.OriginAccessControls[id])
		}
		clear(b.access)
	}
	maps.Copy(b.access, update.OriginAccessControls)
	maps.DeleteFunc(b.access, func(_ string, r *selvedge.OriginAccessControl) bool { return r == nil })
	if len(differ) == 0 {
		return nil
	}
	return func(config *selvedge.DistributionConfig) bool {
		for i := range config.Origins.Items {
			if differ[config.Origins.Items[i].OriginAccessControlId] {
				return true
			}
		}
		return false
	}
}
