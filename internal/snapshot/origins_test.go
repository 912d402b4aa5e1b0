// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/snapshot"
)

// describe says what an origin is made of.
func describe(o snapshot.Origin) string {
	switch o := o.(type) {
	case nil:
		return "none"
	case *originStub:
		return o.id
	case *derivedStub:
		return o.id + "+" + o.settings.DomainName + overridden(o.overrides)
	case *signedStub:
		return describe(o.Origin) + " signed " + o.behavior
	case *groupStub:
		return fmt.Sprintf("%s|%s on %v", describe(o.primary), describe(o.secondary), o.codes)
	}
	return "?"
}

func overridden(o cff.OriginOverrides) string {
	var b strings.Builder
	if o.HostHeader != nil {
		b.WriteString(" host=" + *o.HostHeader)
	}
	if o.SNI != nil {
		b.WriteString(" sni=" + *o.SNI)
	}
	if len(o.AllowedCertificateNames) > 0 {
		fmt.Fprintf(&b, " names=%v", o.AllowedCertificateNames)
	}
	return b.String()
}

func text(s string) *string { return &s }
func number(n int) *int     { return &n }

// twoBehaviors returns a distribution with an origin of each kind; /group uses an origin group.
func twoBehaviors() *selvedge.Distribution {
	d := distribution("A", "")
	d.Config.Origins.Items = []selvedge.Origin{
		{Id: "o-A", DomainName: "a.example", CustomOriginConfig: &selvedge.CustomOriginConfig{HTTPPort: 80}},
		{Id: "bucket", DomainName: "b.s3.amazonaws.com", S3OriginConfig: &selvedge.S3OriginConfig{}, OriginAccessControlId: "E1"},
		{Id: "vpc", DomainName: "v.example", VpcOriginConfig: &selvedge.VpcOriginConfig{VpcOriginId: "vo_1"}},
		{Id: "mtls", DomainName: "m.example", CustomOriginConfig: &selvedge.CustomOriginConfig{
			OriginMtlsConfig: &selvedge.OriginMtlsConfig{ClientCertificateArn: "arn"},
		}},
	}
	d.Config.OriginGroups.Items = []selvedge.OriginGroup{{Id: "group", Members: selvedge.OriginGroupMembers{
		Items: []selvedge.OriginGroupMember{{OriginId: "bucket"}, {OriginId: "vpc"}},
	}, FailoverCriteria: selvedge.OriginGroupFailoverCriteria{StatusCodes: selvedge.StatusCodes{Items: []int{404}}}}}
	d.Config.CacheBehaviors.Items = []selvedge.CacheBehavior{
		{PathPattern: "/group", CacheBehaviorSettings: selvedge.CacheBehaviorSettings{TargetOriginId: "group"}},
		{PathPattern: "/nowhere", CacheBehaviorSettings: selvedge.CacheBehaviorSettings{TargetOriginId: "nowhere"}},
	}
	return d
}

// TestOriginsChange: which origins are asked for what functions choose. Source: helpers.md sections 3 to 5.
func TestOriginsChange(t *testing.T) {
	r := newRig()
	r.Apply(update(1, twoBehaviors()))
	served := r.Current().Lookup("a.cloudfront.net")
	toX := &cff.OriginUpdate{DomainName: text("x.example"), OriginOverrides: cff.OriginOverrides{SNI: text("s")}}
	tests := []struct {
		name, path string
		change     cff.OriginChange
		want       string // "" for an error
	}{
		{"update", "/", cff.OriginChange{Update: toX}, "o-A+x.example sni=s"},
		{"update of nothing", "/", cff.OriginChange{Update: &cff.OriginUpdate{}}, "o-A+a.example"},
		// Only the primary origin is updated, failover rules still apply.
		{"update in a group", "/group", cff.OriginChange{Update: toX}, "bucket+x.example sni=s signed always|vpc on [404]"},
		{"update of an unknown origin", "/nowhere", cff.OriginChange{Update: toX}, ""},
		{"select", "/", cff.OriginChange{Select: &cff.OriginSelection{ID: "bucket"}}, "bucket signed always"},
		{"select replaces the group", "/group", cff.OriginChange{Select: &cff.OriginSelection{ID: "o-A"}}, "o-A"},
		{"select without an assigned origin", "/nowhere", cff.OriginChange{Select: &cff.OriginSelection{ID: "o-A"}}, "o-A"},
		{"select with overrides", "/", cff.OriginChange{Select: &cff.OriginSelection{ID: "vpc",
			OriginOverrides: cff.OriginOverrides{HostHeader: text("h"), AllowedCertificateNames: []string{"n"}}}},
			"vpc+v.example host=h names=[n]"},
		{"select what is not there", "/", cff.OriginChange{Select: &cff.OriginSelection{ID: "x"}}, ""},
		{"select a group", "/", cff.OriginChange{Select: &cff.OriginSelection{ID: "group"}}, ""},
		{"group", "/group", cff.OriginChange{Group: &cff.OriginGroup{
			Primary:  cff.OriginSelection{ID: "o-A", OriginOverrides: cff.OriginOverrides{HostHeader: text("h")}},
			Failover: cff.OriginSelection{ID: "bucket"}, StatusCodes: []int{500, 503},
		}}, "o-A+a.example host=h|bucket signed always on [500 503]"},
		{"group without its primary", "/", cff.OriginChange{Group: &cff.OriginGroup{
			Primary: cff.OriginSelection{ID: "x"}, Failover: cff.OriginSelection{ID: "bucket"},
		}}, ""},
		{"group without its failover", "/", cff.OriginChange{Group: &cff.OriginGroup{
			Primary: cff.OriginSelection{ID: "bucket"}, Failover: cff.OriginSelection{ID: "x"},
		}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := served.Behavior(tt.path).Origins.Change(&tt.change)
			if tt.want == "" {
				if err == nil {
					t.Errorf("Change = %s, want an error", describe(got))
				}
			} else if err != nil || describe(got) != tt.want {
				t.Errorf("Change = %s, %v; want %s", describe(got), err, tt.want)
			}
		})
	}
}

func TestOriginFacts(t *testing.T) {
	r := newRig()
	r.Apply(update(1, twoBehaviors()))
	served := r.Current().Lookup("a.cloudfront.net")
	var origins cff.Origins = served.Behavior("/group").Origins
	if got, want := origins.Assigned(), (cff.OriginFacts{S3: true, OAC: true}); got != want {
		t.Errorf("assigned: %+v, want those of the primary origin: %+v", got, want)
	}
	if got := served.Behavior("/nowhere").Origins.Assigned(); got != (cff.OriginFacts{}) {
		t.Errorf("no origin: %+v", got)
	}
	for id, want := range map[string]cff.OriginFacts{
		"o-A": {}, "bucket": {S3: true, OAC: true}, "vpc": {VPC: true}, "mtls": {MutualTLS: true},
	} {
		if got, ok := origins.Lookup(id); !ok || got != want {
			t.Errorf("%s: %+v, %v; want %+v", id, got, ok, want)
		}
	}
	for _, id := range []string{"group", "x", ""} {
		if _, ok := origins.Lookup(id); ok {
			t.Errorf("%q is found", id)
		}
	}
}

// TestOriginUpdate: what is given replaces that property of the assigned origin, the rest is inherited.
// Source: helpers.md section 3.
func TestOriginUpdate(t *testing.T) {
	custom := selvedge.Origin{
		Id: "o", DomainName: "a.example", OriginPath: "/p", ConnectionAttempts: number(2), ConnectionTimeout: number(4),
		CustomHeaders: selvedge.CustomHeaders{Items: []selvedge.OriginCustomHeader{{HeaderName: "X-A", HeaderValue: "1"}}},
		CustomOriginConfig: &selvedge.CustomOriginConfig{HTTPPort: 8080, HTTPSPort: 8443, OriginProtocolPolicy: "match-viewer",
			OriginReadTimeout: number(20), IpAddressType: "ipv4"},
	}
	bucket := selvedge.Origin{Id: "o", DomainName: "b.s3.us-east-1.amazonaws.com", OriginPath: "/p",
		S3OriginConfig: &selvedge.S3OriginConfig{OriginReadTimeout: number(7)}}
	server := &cff.CustomOrigin{Port: 444, Protocol: "https", SSLProtocols: []string{"TLSv1.1"}}
	tests := []struct {
		name     string
		assigned selvedge.Origin
		update   cff.OriginUpdate
		want     func(o *selvedge.Origin) // what is different
	}{
		{"nothing", custom, cff.OriginUpdate{}, func(*selvedge.Origin) {}},
		{"domain name", custom, cff.OriginUpdate{DomainName: text("n.example")},
			func(o *selvedge.Origin) { o.DomainName = "n.example" }},
		{"path, attempts", custom, cff.OriginUpdate{OriginPath: text(""), ConnectionAttempts: number(3)},
			func(o *selvedge.Origin) { o.OriginPath, o.ConnectionAttempts = "", number(3) }},
		{"custom headers", custom, cff.OriginUpdate{CustomHeaders: &[]cff.OriginHeader{{Name: "x-b", Value: "2"}}},
			func(o *selvedge.Origin) {
				o.CustomHeaders.Items = []selvedge.OriginCustomHeader{{HeaderName: "x-b", HeaderValue: "2"}}
			}},
		{"no custom headers", custom, cff.OriginUpdate{CustomHeaders: &[]cff.OriginHeader{}},
			func(o *selvedge.Origin) { o.CustomHeaders.Items = []selvedge.OriginCustomHeader{} }},
		{"timeouts", custom, cff.OriginUpdate{Timeouts: cff.OriginTimeouts{Read: 1, ResponseCompletion: 2, KeepAlive: 3, Connection: 5}},
			func(o *selvedge.Origin) {
				c := *o.CustomOriginConfig
				c.OriginReadTimeout, c.OriginKeepaliveTimeout = number(1), number(3)
				o.CustomOriginConfig, o.ResponseCompletionTimeout, o.ConnectionTimeout = &c, number(2), number(5)
			}},
		{"https", custom, cff.OriginUpdate{Custom: server}, func(o *selvedge.Origin) {
			c := *o.CustomOriginConfig
			c.OriginProtocolPolicy, c.HTTPSPort = "https-only", 444
			c.OriginSslProtocols = &selvedge.OriginSslProtocols{Quantity: 1, Items: []string{"TLSv1.1"}}
			o.CustomOriginConfig = &c
		}},
		{"http, address type", custom, cff.OriginUpdate{Custom: &cff.CustomOrigin{Port: 81, Protocol: "http", IPAddressType: "ipv6"}},
			func(o *selvedge.Origin) {
				c := *o.CustomOriginConfig
				c.OriginProtocolPolicy, c.HTTPPort, c.IpAddressType = "http-only", 81, "ipv6"
				c.OriginSslProtocols = &selvedge.OriginSslProtocols{}
				o.CustomOriginConfig = &c
			}},
		{"to a bucket", custom, cff.OriginUpdate{DomainName: text("x.s3.eu-west-1.amazonaws.com"), Custom: server},
			func(o *selvedge.Origin) {
				o.DomainName, o.CustomOriginConfig = "x.s3.eu-west-1.amazonaws.com", nil
				o.S3OriginConfig = &selvedge.S3OriginConfig{OriginReadTimeout: number(20)}
			}},
		{"to a website of a bucket", custom, cff.OriginUpdate{DomainName: text("x.s3-website-us-east-1.amazonaws.com")},
			func(o *selvedge.Origin) { o.DomainName = "x.s3-website-us-east-1.amazonaws.com" }},
		{"bucket to bucket", bucket, cff.OriginUpdate{DomainName: text("c.s3-us-west-2.amazonaws.com"),
			Timeouts: cff.OriginTimeouts{Read: 9, KeepAlive: 9}},
			func(o *selvedge.Origin) {
				o.DomainName = "c.s3-us-west-2.amazonaws.com"
				o.S3OriginConfig = &selvedge.S3OriginConfig{OriginReadTimeout: number(9)}
			}},
		{"bucket with another path", bucket, cff.OriginUpdate{OriginPath: text("/q"), Custom: server},
			func(o *selvedge.Origin) { o.OriginPath = "/q" }},
		{"bucket elsewhere", bucket, cff.OriginUpdate{DomainName: text("minio.example")},
			func(o *selvedge.Origin) { o.DomainName = "minio.example" }},
		{"bucket to server", bucket, cff.OriginUpdate{DomainName: text("n.example"), Custom: server}, func(o *selvedge.Origin) {
			o.DomainName, o.S3OriginConfig = "n.example", nil
			o.CustomOriginConfig = &selvedge.CustomOriginConfig{HTTPSPort: 444, OriginProtocolPolicy: "https-only",
				OriginReadTimeout:  number(7),
				OriginSslProtocols: &selvedge.OriginSslProtocols{Quantity: 1, Items: []string{"TLSv1.1"}}}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := distribution("A", "")
			d.Config.Origins.Items = []selvedge.Origin{tt.assigned}
			d.Config.DefaultCacheBehavior.TargetOriginId = "o"
			r := newRig()
			r.Apply(update(1, d))
			got, err := r.Current().Lookup("a.cloudfront.net").Behavior("/").Origins.Change(&cff.OriginChange{Update: &tt.update})
			if err != nil {
				t.Fatal(err)
			}
			want := tt.assigned
			tt.want(&want)
			derived, ok := got.(*derivedStub)
			if !ok {
				t.Fatalf("Change = %s, want a derived origin", describe(got))
			}
			if diff := cmp.Diff(want, derived.settings); diff != "" {
				t.Errorf("settings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.assigned, d.Config.Origins.Items[0]); diff != "" {
				t.Errorf("the assigned origin was changed:\n%s", diff)
			}
		})
	}
}

// TestUsage: counters belong to a function and a distribution as long as they belong together, and outlive new code and
// other changes.
func TestUsage(t *testing.T) {
	r := newRig()
	both := distribution("B", "f")
	r.Apply(update(1, function("f", "v1", 1), distribution("A", "f"), both))
	of := func(host string) *snapshot.Function { return r.Current().Lookup(host).Behavior("/").ViewerRequest }
	a, b := of("a.cloudfront.net"), of("b.cloudfront.net")
	if a.Usage == nil || a.Usage == b.Usage || a.Broken() {
		t.Fatalf("functions %+v and %+v", a, b)
	}
	r.Apply(update(2, function("f", "v2", 2)))
	changed := distribution("A", "f", "www.example.com")
	r.Apply(update(3, changed))
	if now := of("a.cloudfront.net"); now.Usage != a.Usage || now == a {
		t.Error("new code and a changed distribution must keep the counters")
	}
	r.Apply(update(4, distribution("A", "")))
	if got := r.usage.Samples(); len(got) != 1 || got[0].DistributionID != "B" {
		t.Errorf("after the end of an association: %+v", got)
	}
	full := update(5, function("f", "v2", 2), both)
	full.Full = true
	r.Apply(full)
	if of("b.cloudfront.net").Usage != b.Usage {
		t.Error("a full update that changes nothing must keep the counters")
	}
	u := update(6)
	u.Distributions["B"] = nil
	r.Apply(u)
	if got := r.usage.Samples(); len(got) != 0 {
		t.Errorf("after the end of the distribution: %+v", got)
	}
	r.Apply(update(7, distribution("C", "missing")))
	if got := r.usage.Samples(); len(got) != 0 || of("c.cloudfront.net").Usage == nil {
		t.Errorf("a function that does not exist: %+v", got)
	}
}

func TestBroken(t *testing.T) {
	b := snapshot.NewBuilder(snapshot.Config{
		Compile: func(name string, code []byte, runtime selvedge.Runtime) cff.Invoker {
			return cff.Compile(name, code, runtime)
		},
		Connect: func(o *selvedge.Origin) snapshot.Origin { return &originStub{o.Id} },
	})
	for code, want := range map[string]bool{"function handler() {}": false, "function (": true} {
		b.Apply(update(1, function("f", code, 1), distribution("A", "f")))
		if got := b.Current().Lookup("a.cloudfront.net").Behavior("/").ViewerRequest.Broken(); got != want {
			t.Errorf("%q: broken %v, want %v", code, got, want)
		}
	}
}
