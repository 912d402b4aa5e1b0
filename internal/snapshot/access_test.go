// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot_test

import (
	"testing"

	"selvedge"
	"selvedge/internal/cff"
)

func control(behavior, originType string) *selvedge.OriginAccessControl {
	return &selvedge.OriginAccessControl{ID: "E1", Config: selvedge.OriginAccessControlConfig{
		Name: "n", SigningProtocol: "sigv4", SigningBehavior: behavior, OriginAccessControlOriginType: originType,
	}}
}

func accessUpdate(revision int64, full bool, controls map[string]*selvedge.OriginAccessControl, items ...any) selvedge.EdgeUpdate {
	u := update(revision, items...)
	u.Full, u.OriginAccessControls = full, controls
	return u
}

// TestAccess: what is signed for follows the origin access control, also when that changes alone. Source: AWS developer
// guide, "Advanced settings for origin access control".
func TestAccess(t *testing.T) {
	type controls = map[string]*selvedge.OriginAccessControl
	r := newRig()
	asked := func() string {
		return describe(r.Current().Lookup("a.cloudfront.net").Behavior("/").Origin)
	}
	d := twoBehaviors()
	d.Config.DefaultCacheBehavior.TargetOriginId = "bucket"
	for _, tt := range []struct {
		name   string
		update selvedge.EdgeUpdate
		want   string
		built  int // distributions
	}{
		{"not known", update(1, d, distribution("B", "")), "bucket signed always", 2},
		{"known", accessUpdate(2, false, controls{"E1": control("no-override", "s3")}), "bucket signed no-override", 1},
		{"the same again", accessUpdate(3, false, controls{"E1": control("no-override", "s3")}), "bucket signed no-override", 0},
		{"another one", accessUpdate(4, false, controls{"E2": control("never", "s3")}), "bucket signed no-override", 0},
		{"never", accessUpdate(5, false, controls{"E1": control("never", "s3")}), "bucket", 1},
		{"for other origins", accessUpdate(6, false, controls{"E1": control("always", "lambda")}), "bucket", 1},
		{"everything, the same", accessUpdate(7, true, controls{"E1": control("always", "lambda"), "E2": control("never", "s3")},
			d, distribution("B", "")), "bucket", 0},
		{"everything, without", accessUpdate(8, true, nil, d, distribution("B", "")), "bucket signed always", 1},
		{"everything, with", accessUpdate(9, true, controls{"E1": control("never", "s3")}, d, distribution("B", "")), "bucket", 1},
		{"deleted", accessUpdate(10, false, controls{"E1": nil}), "bucket signed always", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r.forget()
			r.Apply(tt.update)
			if got := asked(); got != tt.want {
				t.Errorf("origin %s, want %s", got, tt.want)
			}
			built := 0
			for _, id := range r.connected {
				if id == "bucket" || id == "o-B" {
					built++
				}
			}
			if built != tt.built {
				t.Errorf("%d distributions were built (%v), want %d", built, r.connected, tt.built)
			}
		})
	}
}

// TestAccessIdentity: the older form signs, too.
func TestAccessIdentity(t *testing.T) {
	r := newRig()
	d := twoBehaviors()
	d.Config.Origins.Items[1].OriginAccessControlId = ""
	d.Config.Origins.Items[1].S3OriginConfig.OriginAccessIdentity = "origin-access-identity/cloudfront/E127EXAMPLE51Z"
	r.Apply(update(1, d))
	got, want := describe(r.Current().Lookup("a.cloudfront.net").Behavior("/group").Origin), "bucket signed always|vpc on [404]"
	if got != want {
		t.Errorf("origin %s, want %s", got, want)
	}
}

// TestAccessByFunction: a function switches signatures on and off for its request; without a word of it they stay.
// Source: helpers.md section 3, originAccessControlConfig.
func TestAccessByFunction(t *testing.T) {
	r := newRig()
	d := twoBehaviors()
	d.Config.CacheBehaviors.Items[0].TargetOriginId = "bucket"
	r.Apply(update(1, d))
	served := r.Current().Lookup("a.cloudfront.net")
	on := func(behavior string) *cff.OriginAccessControl {
		return &cff.OriginAccessControl{Enabled: true, SigningBehavior: behavior, SigningProtocol: "sigv4", OriginType: "s3"}
	}
	other := text("b2.s3.eu-west-1.amazonaws.com")
	for _, tt := range []struct {
		name, path string
		update     cff.OriginUpdate
		want       string
	}{
		{"inherited", "/group", cff.OriginUpdate{DomainName: other}, "bucket+b2.s3.eu-west-1.amazonaws.com signed always"},
		{"off", "/group", cff.OriginUpdate{AccessControl: &cff.OriginAccessControl{}}, "bucket+b.s3.amazonaws.com"},
		{"never", "/group", cff.OriginUpdate{AccessControl: on("never")}, "bucket+b.s3.amazonaws.com"},
		{"no-override", "/group", cff.OriginUpdate{AccessControl: on("no-override")}, "bucket+b.s3.amazonaws.com signed no-override"},
		{"a server", "/group", cff.OriginUpdate{DomainName: text("x.example"), Custom: &cff.CustomOrigin{Port: 80, Protocol: "http"}},
			"bucket+x.example"},
		{"server to bucket", "/", cff.OriginUpdate{DomainName: other, AccessControl: on("always")},
			"o-A+b2.s3.eu-west-1.amazonaws.com signed always"},
		{"server to bucket, nothing said", "/", cff.OriginUpdate{DomainName: other}, "o-A+b2.s3.eu-west-1.amazonaws.com"},
		{"shield", "/", cff.OriginUpdate{Shield: &cff.OriginShield{Enabled: true, Region: "us-east-2"}}, "o-A+a.example"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := served.Behavior(tt.path).Origins.Change(&cff.OriginChange{Update: &tt.update})
			if err != nil || describe(got) != tt.want {
				t.Errorf("Change = %s, %v; want %s", describe(got), err, tt.want)
			}
		})
	}
}
