// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"errors"
	"strings"
	"testing"

	"selvedge"
)

// customConfig is short because many rows below name it.
type customConfig = selvedge.CustomOriginConfig

func origin(change func(*selvedge.Origin)) change {
	return func(c *selvedge.DistributionConfig) { change(&c.Origins.Items[0]) }
}

func domain(name string) change {
	return origin(func(o *selvedge.Origin) { o.DomainName = name })
}

func originPath(path string) change {
	return origin(func(o *selvedge.Origin) { o.OriginPath = path })
}

func header(name, value string) change {
	return origin(func(o *selvedge.Origin) {
		o.CustomHeaders.Items = append(o.CustomHeaders.Items, selvedge.OriginCustomHeader{HeaderName: name, HeaderValue: value})
	})
}

func headers(num int, value string) change {
	return func(c *selvedge.DistributionConfig) {
		for _, name := range texts(num, "X-%02d") {
			header(name, value)(c)
		}
	}
}

func custom(change func(*customConfig)) change {
	return origin(func(o *selvedge.Origin) { change(o.CustomOriginConfig) })
}

func s3(change func(*selvedge.Origin)) change {
	return origin(func(o *selvedge.Origin) {
		*o = s3Origin(o.Id)
		change(o)
	})
}

func vpc(v selvedge.VpcOriginConfig) change {
	return origin(func(o *selvedge.Origin) { o.CustomOriginConfig, o.VpcOriginConfig = nil, &v })
}

// TestValidateOrigins: sources are api.md section 4.3 where nothing else is said.
func TestValidateOrigins(t *testing.T) {
	const (
		invalid   = selvedge.CodeInvalidArgument
		read      = selvedge.CodeInvalidOriginReadTimeout
		keepalive = selvedge.CodeInvalidOriginKeepaliveTimeout
		identity  = "origin-access-identity/cloudfront/E127EXAMPLE51Z"
	)
	runRules(t, []ruleTest{
		{"no origins", func(c *selvedge.DistributionConfig) { c.Origins.Items = nil }, invalid, "at least one origin"},
		{"most origins", func(c *selvedge.DistributionConfig) {
			for _, id := range texts(99, "p%d") {
				c.Origins.Items = append(c.Origins.Items, customOrigin(id))
			}
		}, "", ""},
		{"too many origins", func(c *selvedge.DistributionConfig) {
			for _, id := range texts(100, "p%d") {
				c.Origins.Items = append(c.Origins.Items, customOrigin(id))
			}
		}, selvedge.CodeTooManyOrigins, "101 items"},
		{"no id", origin(func(o *selvedge.Origin) { o.Id = "" }), invalid, "Origins.Items.1.Id"},
		{"long id", origin(func(o *selvedge.Origin) { o.Id = strings.Repeat("i", 129) }), invalid, "1 to 128"},
		{"id twice", func(c *selvedge.DistributionConfig) {
			c.Origins.Items = append(c.Origins.Items, customOrigin("o1"))
		}, invalid, "Origins.Items.2.Id"},
		{"no type", origin(func(o *selvedge.Origin) { o.CustomOriginConfig = nil }),
			selvedge.CodeInvalidOrigin, "0 origin types"},
		{"two types", origin(func(o *selvedge.Origin) { o.S3OriginConfig = &selvedge.S3OriginConfig{} }),
			selvedge.CodeInvalidOrigin, "2 origin types"},

		// Addresses, single labels and any domain for S3 are our liberty (docs/COMPAT.md).
		{"localhost", domain("localhost"), "", ""},
		{"container name", domain("my_service"), "", ""},
		{"IPv4 address", domain("127.0.0.1"), "", ""},
		{"IPv6 address", domain("2001:db8::1"), "", ""},
		{"IPv6 address with a zone", domain("fe80::1%eth0"),
			selvedge.CodeInvalidOrigin, "Origins.Items.1.DomainName"},
		{"IPv6 address in brackets", domain("[::1]"), selvedge.CodeInvalidOrigin, `"[::1]"`},
		{"no domain", domain(""), selvedge.CodeInvalidOrigin, `""`},
		{"domain with a port", domain("localhost:8080"), selvedge.CodeInvalidOrigin, "without scheme, port and path"},
		{"domain with a scheme", domain("http://example.com"), selvedge.CodeInvalidOrigin, `"http://example.com"`},
		{"domain with a path", domain("example.com/a"), selvedge.CodeInvalidOrigin, `"example.com/a"`},
		{"domain with a line end", domain("example.com\n"), selvedge.CodeInvalidOrigin, `"example.com\n"`},

		{"origin path", originPath("/a/b%20c"), "", ""},
		{"origin path without slash", originPath("a"), invalid, "OriginPath"},
		{"origin path with slash at the end", originPath("/a/"), invalid, `"/a/"`},
		{"origin path of a slash", originPath("/"), invalid, `"/"`},
		{"origin path with a query", originPath("/a?b"), invalid, `"/a?b"`},
		{"origin path with a blank", originPath("/a b"), invalid, `"/a b"`},
		{"long origin path", originPath("/" + strings.Repeat("a", 255)), invalid, "up to 255"},

		// Names: helpers.md, forbidden list of origin headers; sizes: limits.md section 2.
		{"header", header("X-Secret", "käse \t1"), "", ""},
		{"header without value", header("X-Secret", ""), "", ""},
		{"no header name", header("", "v"), invalid, "CustomHeaders.Items.1.HeaderName"},
		{"header name with a blank", header("X Y", "v"), invalid, `"X Y"`},
		{"longest header name", header(strings.Repeat("x", 256), "v"), "", ""},
		{"long header name", header(strings.Repeat("x", 257), "v"), invalid, "up to 256"},
		{"host header", header("hOst", "v"), invalid, `"hOst"`},
		{"connection header", header("Connection", "close"), invalid, `"Connection"`},
		{"AWS header", header("X-AMZ-Date", "v"), invalid, `"X-AMZ-Date"`},
		{"edge header", header("x-edge-", "v"), invalid, `"x-edge-"`},
		{"header twice", func(c *selvedge.DistributionConfig) { header("X-A", "1")(c); header("x-a", "2")(c) },
			invalid, "each header once"},
		{"longest header value", header("X", strings.Repeat("v", 1783)), "", ""},
		{"long header value", header("X", strings.Repeat("v", 1784)), invalid, "up to 1783"},
		{"header value with a line end", header("X", "v\r\nHost: other"), invalid, "HeaderValue"},
		{"most headers", headers(30, "v"), "", ""},
		{"too many headers", headers(31, "v"), selvedge.CodeTooManyOriginCustomHeaders, "31 items"},
		{"most bytes of headers", headers(10, strings.Repeat("v", 1020)), "", ""},
		{"too many bytes of headers", headers(10, strings.Repeat("v", 1021)), invalid, "10250 bytes"},

		{"connection attempts 1", origin(func(o *selvedge.Origin) { o.ConnectionAttempts = new(1) }), "", ""},
		{"connection attempts 0", origin(func(o *selvedge.Origin) { o.ConnectionAttempts = new(0) }),
			invalid, "ConnectionAttempts has the value 0; allowed: 1 to 3"},
		{"connection attempts 4", origin(func(o *selvedge.Origin) { o.ConnectionAttempts = new(4) }),
			invalid, "ConnectionAttempts"},
		{"connection timeout 1", origin(func(o *selvedge.Origin) { o.ConnectionTimeout = new(1) }), "", ""},
		{"connection timeout 0", origin(func(o *selvedge.Origin) { o.ConnectionTimeout = new(0) }),
			invalid, "1 to 10"},
		{"connection timeout 11", origin(func(o *selvedge.Origin) { o.ConnectionTimeout = new(11) }),
			invalid, "1 to 10"},
		{"longest timeouts", custom(func(c *customConfig) {
			c.OriginReadTimeout, c.OriginKeepaliveTimeout = new(120), new(120)
		}), "", ""},
		{"read timeout 0", custom(func(c *customConfig) { c.OriginReadTimeout = new(0) }), read, "1 to 120"},
		{"read timeout 121", custom(func(c *customConfig) { c.OriginReadTimeout = new(121) }),
			read, "CustomOriginConfig.OriginReadTimeout"},
		{"keepalive timeout 0", custom(func(c *customConfig) { c.OriginKeepaliveTimeout = new(0) }),
			keepalive, "1 to 120"},
		{"keepalive timeout 121", custom(func(c *customConfig) { c.OriginKeepaliveTimeout = new(121) }),
			keepalive, "CustomOriginConfig.OriginKeepaliveTimeout"},
		{"S3 read timeout 121", s3(func(o *selvedge.Origin) { o.S3OriginConfig.OriginReadTimeout = new(121) }),
			read, "S3OriginConfig"},
		{"VPC origin", vpc(selvedge.VpcOriginConfig{VpcOriginId: "vo_1"}), "", ""},
		{"VPC read timeout 0", vpc(selvedge.VpcOriginConfig{OriginReadTimeout: new(0)}), read, "VpcOriginConfig"},
		{"VPC keepalive timeout 0", vpc(selvedge.VpcOriginConfig{OriginKeepaliveTimeout: new(0)}),
			keepalive, "VpcOriginConfig"},
		// AWS CloudFront API, data type Origin.
		{"completion timeout", origin(func(o *selvedge.Origin) { o.ResponseCompletionTimeout = new(30) }), "", ""},
		{"completion timeout unset", origin(func(o *selvedge.Origin) { o.ResponseCompletionTimeout = new(0) }),
			"", ""},
		{"completion before read timeout", origin(func(o *selvedge.Origin) { o.ResponseCompletionTimeout = new(29) }),
			invalid, "ResponseCompletionTimeout"},

		// Ports other than 80, 443 and from 1024 on are our liberty (docs/COMPAT.md).
		{"lowest ports", custom(func(c *customConfig) { c.HTTPPort, c.HTTPSPort = 1, 1 }), "", ""},
		{"highest ports", custom(func(c *customConfig) { c.HTTPPort, c.HTTPSPort = 65535, 65535 }), "", ""},
		{"HTTP port 0", custom(func(c *customConfig) { c.HTTPPort = 0 }), invalid, "HTTPPort"},
		{"HTTPS port 65536", custom(func(c *customConfig) { c.HTTPSPort = 65536 }), invalid, "HTTPSPort"},
		{"no protocol policy", custom(func(c *customConfig) { c.OriginProtocolPolicy = "" }),
			selvedge.CodeMalformedXML, "http-only, match-viewer, https-only"},
		{"TLS versions", custom(func(c *customConfig) {
			c.OriginSslProtocols = &selvedge.OriginSslProtocols{Items: []string{"SSLv3", "TLSv1"}}
		}), "", ""},
		{"unknown TLS version", custom(func(c *customConfig) {
			c.OriginSslProtocols = &selvedge.OriginSslProtocols{Items: []string{"TLSv1.2", "TLSv9"}}
		}), selvedge.CodeMalformedXML, "OriginSslProtocols.Items.2"},
		{"TLS version twice", custom(func(c *customConfig) {
			c.OriginSslProtocols = &selvedge.OriginSslProtocols{Items: []string{"TLSv1", "TLSv1"}}
		}), invalid, "OriginSslProtocols"},

		// Any domain for S3: our liberty (docs/COMPAT.md).
		{"S3 elsewhere", s3(func(o *selvedge.Origin) { o.DomainName = "minio" }), "", ""},
		{"S3 with identity", s3(func(o *selvedge.Origin) { o.S3OriginConfig.OriginAccessIdentity = identity }),
			"", ""},
		{"S3 with access control", s3(func(o *selvedge.Origin) { o.OriginAccessControlId = "E327GJI25M56DG" }),
			"", ""},
		{"S3 with bare identity", s3(func(o *selvedge.Origin) { o.S3OriginConfig.OriginAccessIdentity = "E127EXAMPLE51Z" }),
			selvedge.CodeInvalidOriginAccessIdentity, "OriginAccessIdentity"},
		{"S3 with both", s3(func(o *selvedge.Origin) {
			o.S3OriginConfig.OriginAccessIdentity, o.OriginAccessControlId = identity, "E327GJI25M56DG"
		}), selvedge.CodeIllegalOriginAccess, "E327GJI25M56DG"},

		// AWS CloudFront API, data type OriginShield.
		{"shield", origin(func(o *selvedge.Origin) {
			o.OriginShield = selvedge.OriginShield{Enabled: true, OriginShieldRegion: "us-east-1"}
		}), "", ""},
		{"shield without region", origin(func(o *selvedge.Origin) { o.OriginShield.Enabled = true }),
			invalid, "OriginShieldRegion"},
	})
}

// group adds a second origin and a group of both.
func group(change func(*selvedge.OriginGroup)) change {
	return func(c *selvedge.DistributionConfig) {
		c.Origins.Items = append(c.Origins.Items, customOrigin("o2"))
		g := selvedge.OriginGroup{Id: "g1"}
		g.FailoverCriteria.StatusCodes.Items = []int{500, 502}
		g.Members.Items = []selvedge.OriginGroupMember{{OriginId: "o1"}, {OriginId: "o2"}}
		change(&g)
		c.OriginGroups.Items = append(c.OriginGroups.Items, g)
	}
}

func TestValidateOriginGroups(t *testing.T) { // api.md section 4.3
	const invalid = selvedge.CodeInvalidArgument
	all := []int{400, 403, 404, 416, 429, 500, 502, 503, 504}
	groups := func(num int) change {
		return func(c *selvedge.DistributionConfig) {
			for _, id := range texts(num, "g%d") {
				group(func(g *selvedge.OriginGroup) { g.Id = id })(c)
			}
			c.Origins.Items = c.Origins.Items[:2]
		}
	}
	runRules(t, []ruleTest{
		{"group", group(func(*selvedge.OriginGroup) {}), "", ""},
		{"all codes", group(func(g *selvedge.OriginGroup) { g.FailoverCriteria.StatusCodes.Items = all }), "", ""},
		{"most groups", groups(10), "", ""},
		{"too many groups", groups(11), selvedge.CodeTooManyOriginGroups, "11 items"},
		{"no id", group(func(g *selvedge.OriginGroup) { g.Id = "" }), invalid, "OriginGroups.Items.1.Id"},
		{"id of an origin", group(func(g *selvedge.OriginGroup) { g.Id = "o2" }), invalid, `"o2"`},
		{"one member", group(func(g *selvedge.OriginGroup) { g.Members.Items = g.Members.Items[:1] }),
			invalid, "two different origins"},
		{"three members", group(func(g *selvedge.OriginGroup) {
			g.Members.Items = append(g.Members.Items, selvedge.OriginGroupMember{OriginId: "o1"})
		}), invalid, "value 3"},
		{"the same member twice", group(func(g *selvedge.OriginGroup) { g.Members.Items[1].OriginId = "o1" }),
			invalid, "two different origins"},
		{"unknown member", group(func(g *selvedge.OriginGroup) { g.Members.Items[1].OriginId = "o9" }),
			selvedge.CodeNoSuchOrigin, ""},
		{"group as a member", group(func(g *selvedge.OriginGroup) { g.Members.Items[1].OriginId = "g1" }),
			selvedge.CodeNoSuchOrigin, ""},
		{"no codes", group(func(g *selvedge.OriginGroup) { g.FailoverCriteria.StatusCodes.Items = nil }),
			invalid, "at least one status code"},
		{"code 501", group(func(g *selvedge.OriginGroup) { g.FailoverCriteria.StatusCodes.Items = []int{500, 501} }),
			invalid, "StatusCodes.Items.2 has the value 501"},
		{"code twice", group(func(g *selvedge.OriginGroup) { g.FailoverCriteria.StatusCodes.Items = []int{500, 500} }),
			invalid, "each once"},
		{"unknown criteria", group(func(g *selvedge.OriginGroup) { g.SelectionCriteria = "x" }),
			selvedge.CodeMalformedXML, "SelectionCriteria"},
	})
}

// TestValidateNoSuchOrigin: callers get AWS's text (api.md section 13), operators the place too.
func TestValidateNoSuchOrigin(t *testing.T) {
	c := legacyConfig()
	c.DefaultCacheBehavior.TargetOriginId = "o9"
	c.Normalize()
	var e *selvedge.Error
	if err := c.Validate(); !errors.As(err, &e) || e.Code != selvedge.CodeNoSuchOrigin {
		t.Fatalf("Validate() = %v, want NoSuchOrigin", err)
	}
	if want := "One or more of your origins or origin groups do not exist."; e.Message != want {
		t.Errorf("Message = %q, want %q", e.Message, want)
	}
	if e.Err == nil || !strings.Contains(e.Err.Error(), `DefaultCacheBehavior.TargetOriginId names the unknown origin "o9"`) {
		t.Errorf("Err = %v, want the member and the id", e.Err)
	}
}
