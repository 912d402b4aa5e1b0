// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"fmt"
	"strings"
	"testing"

	"selvedge"
)

// change makes a configuration wrong, or unusual but right.
type change func(c *selvedge.DistributionConfig)

// ruleTest is one row: a change of a valid configuration in the legacy mode, and what Validate says to it.
type ruleTest struct {
	name   string
	change change
	code   selvedge.Code // "" for valid
	text   string        // part of the message
}

func runRules(t *testing.T, rows []ruleTest) {
	t.Helper()
	for _, tt := range rows {
		t.Run(tt.name, func(t *testing.T) {
			c := legacyConfig()
			tt.change(c)
			c.Normalize()
			err := c.Validate()
			if got := selvedge.ErrorCode(err); got != tt.code || (err == nil) != (tt.code == "") {
				t.Fatalf("Validate() = %v, want code %q", err, tt.code)
			}
			if err != nil && !strings.Contains(err.Error(), tt.text) {
				t.Errorf("Validate() = %v, want it to contain %q", err, tt.text)
			}
		})
	}
}

func texts(num int, format string) []string {
	list := make([]string, num)
	for i := range list {
		list[i] = fmt.Sprintf(format, i)
	}
	return list
}

func aliases(names ...string) change {
	return func(c *selvedge.DistributionConfig) { c.Aliases.Items = names }
}

func geo(kind string, codes ...string) change {
	return func(c *selvedge.DistributionConfig) {
		c.Restrictions.GeoRestriction = selvedge.GeoRestriction{RestrictionType: kind, Items: codes}
	}
}

func certificate(v selvedge.ViewerCertificate) change {
	return func(c *selvedge.DistributionConfig) { c.ViewerCertificate = &v }
}

func errorResponses(list ...selvedge.CustomErrorResponse) change {
	return func(c *selvedge.DistributionConfig) { c.CustomErrorResponses.Items = list }
}

// response is a custom error response that answers the error code with a page and another code.
func response(code int, page, status string) selvedge.CustomErrorResponse {
	return selvedge.CustomErrorResponse{ErrorCode: code, ResponsePagePath: page, ResponseCode: status}
}

func root(object string) change {
	return func(c *selvedge.DistributionConfig) { c.DefaultRootObject = object }
}

// TestValidateConfig: sources are api.md section 4.3 where nothing else is said.
func TestValidateConfig(t *testing.T) {
	const acl = "473e64fd-f30b-4765-81a0-62ad96dd167a"
	runRules(t, []ruleTest{
		{"as it is", func(*selvedge.DistributionConfig) {}, "", ""},
		{"no caller reference", func(c *selvedge.DistributionConfig) { c.CallerReference = "" },
			selvedge.CodeInvalidArgument, "CallerReference"},
		// AWS CloudFront API, data type DistributionConfig.
		{"longest comment", func(c *selvedge.DistributionConfig) { c.Comment = strings.Repeat("ü", 128) }, "", ""},
		{"long comment", func(c *selvedge.DistributionConfig) { c.Comment = strings.Repeat("c", 129) },
			selvedge.CodeInvalidArgument, "Comment"},
		// What an answer in XML cannot carry (XML 1.0, section 2.2).
		{"comment of two lines", func(c *selvedge.DistributionConfig) { c.Comment = "a\n\tb" }, "", ""},
		{"control character", func(c *selvedge.DistributionConfig) { c.Comment = "a\x00b" },
			selvedge.CodeInvalidArgument, `Comment has the value "a\x00b"`},
		{"invalid UTF-8", func(c *selvedge.DistributionConfig) { c.Origins.Items[0].OriginPath = "/\xff" },
			selvedge.CodeInvalidArgument, "Origins.Items.1.OriginPath"},
		// Enumerations: api.md section 1.5.
		{"unknown price class", func(c *selvedge.DistributionConfig) { c.PriceClass = "PriceClass_1" },
			selvedge.CodeMalformedXML, "PriceClass_100, PriceClass_200, PriceClass_All, None"},
		{"unknown HTTP version", func(c *selvedge.DistributionConfig) { c.HttpVersion = "HTTP2" },
			selvedge.CodeMalformedXML, `HttpVersion has the value "HTTP2"`},
		{"all HTTP versions", func(c *selvedge.DistributionConfig) { c.HttpVersion = "http2and3" }, "", ""},

		{"root object", root("dir/index.html"), "", ""},
		{"longest root object", root(strings.Repeat("a", 255)), "", ""},
		{"root object with slash first", root("/index.html"), selvedge.CodeInvalidDefaultRootObject, `"/index.html"`},
		{"long root object", root(strings.Repeat("a", 256)), selvedge.CodeInvalidDefaultRootObject, "up to 255"},
		{"root object with a blank", root("a b"), selvedge.CodeInvalidDefaultRootObject, `"a b"`},

		{"web ACL of WAF Classic", func(c *selvedge.DistributionConfig) { c.WebACLId = acl }, "", ""},
		{"web ACL", func(c *selvedge.DistributionConfig) {
			c.WebACLId = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/Example_1/" + acl
		}, "", ""},
		{"regional web ACL", func(c *selvedge.DistributionConfig) {
			c.WebACLId = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/Example/" + acl
		}, selvedge.CodeInvalidWebACLID, "WebACLId"},

		// Aliases without a certificate, single labels and addresses are our liberty (docs/COMPAT.md).
		{"aliases", aliases("www.example.com", "*.example.com", "a_b.localhost", "laptop", "192.0.2.1"), "", ""},
		{"alias with a port", aliases("example.com:80"), selvedge.CodeInvalidArgument, "Aliases.Items.1"},
		{"alias with a scheme", aliases("ok", "http://example.com"), selvedge.CodeInvalidArgument, "Aliases.Items.2"},
		{"empty alias", aliases(""), selvedge.CodeInvalidArgument, `""`},
		{"alias of a star", aliases("*"), selvedge.CodeInvalidArgument, `"*"`},
		{"wildcard in the middle", aliases("www.*.com"), selvedge.CodeInvalidArgument, "host name"},
		{"partial wildcard", aliases("w*.example.com"), selvedge.CodeInvalidArgument, "host name"},
		{"empty label", aliases("a..b"), selvedge.CodeInvalidArgument, "host name"},
		{"label that ends with a hyphen", aliases("a-.b"), selvedge.CodeInvalidArgument, "host name"},
		{"longest label", aliases(strings.Repeat("a", 63) + ".b"), "", ""},
		{"long label", aliases(strings.Repeat("a", 64) + ".b"), selvedge.CodeInvalidArgument, "host name"},
		{"longest alias", aliases(strings.Repeat("a.", 126) + "b"), "", ""},
		{"long alias", aliases(strings.Repeat("a.", 126) + "bc"), selvedge.CodeInvalidArgument, "host name"},
		{"alias twice", aliases("a.example.com", "A.example.com"), selvedge.CodeInvalidArgument, "each alias once"},
		{"most aliases", aliases(texts(100, "a%d.example.com")...), "", ""},
		{"too many aliases", aliases(texts(101, "a%d.example.com")...),
			selvedge.CodeTooManyDistributionCNAMEs, "Aliases has 101 items; the maximum is 100"},

		{"two certificates", certificate(selvedge.ViewerCertificate{CloudFrontDefaultCertificate: true, IAMCertificateId: "A"}),
			selvedge.CodeInvalidViewerCertificate, "has 2 certificates"},
		{"settings without certificate", certificate(selvedge.ViewerCertificate{SSLSupportMethod: "sni-only"}),
			selvedge.CodeInvalidViewerCertificate, "has 0 certificates"},
		{"certificate without method", certificate(selvedge.ViewerCertificate{ACMCertificateArn: someCertificate}),
			selvedge.CodeInvalidViewerCertificate, "SSLSupportMethod"},
		{"certificate", certificate(selvedge.ViewerCertificate{ACMCertificateArn: someCertificate, SSLSupportMethod: "vip"}),
			"", ""},
		// AWS CloudFront API, data type ViewerCertificate.
		{"SSLv3 with SNI", certificate(selvedge.ViewerCertificate{
			IAMCertificateId: "A", SSLSupportMethod: "sni-only", MinimumProtocolVersion: "SSLv3",
		}), selvedge.CodeInvalidMinimumProtocolVersion, `"SSLv3"`},
		{"SSLv3 without SNI", certificate(selvedge.ViewerCertificate{
			IAMCertificateId: "A", SSLSupportMethod: "vip", MinimumProtocolVersion: "SSLv3",
		}), "", ""},

		{"error responses", errorResponses(
			response(404, "/404.html", "200"),
			selvedge.CustomErrorResponse{ErrorCode: 503, ErrorCachingMinTTL: new(int64(0))}), "", ""},
		{"error code 402", errorResponses(response(402, "", "")),
			selvedge.CodeInvalidErrorCode, "CustomErrorResponses.Items.1.ErrorCode has the value 402"},
		{"error code twice", errorResponses(response(404, "", ""), response(404, "", "")),
			selvedge.CodeInvalidArgument, "Items.2.ErrorCode"},
		{"page without code", errorResponses(response(404, "/e", "")),
			selvedge.CodeInvalidArgument, "both or neither"},
		{"code without page", errorResponses(response(404, "", "404")),
			selvedge.CodeInvalidArgument, "both or neither"},
		{"response code 302", errorResponses(response(404, "/e", "302")),
			selvedge.CodeInvalidResponseCode, `"302"`},
		{"response code of other form", errorResponses(response(404, "/e", "+404")), selvedge.CodeInvalidResponseCode, `"+404"`},
		{"page without slash", errorResponses(response(404, "e", "404")),
			selvedge.CodeInvalidRelativePath, `"e"`},
		{"page not encoded", errorResponses(response(404, "/a b", "404")),
			selvedge.CodeInvalidRelativePath, `"/a b"`},
		{"negative error TTL", errorResponses(selvedge.CustomErrorResponse{
			ErrorCode: 404, ErrorCachingMinTTL: new(int64(-1)),
		}),
			selvedge.CodeInvalidArgument, "ErrorCachingMinTTL"},

		{"whitelist", geo("whitelist", "US", "CA", "GB", "DE"), "", ""},
		{"blacklist", geo("blacklist", "ZW"), "", ""},
		{"whitelist without countries", geo("whitelist"), selvedge.CodeInvalidGeoRestriction, "0 locations"},
		{"countries without list type", geo("none", "US"), selvedge.CodeInvalidGeoRestriction, "1 locations"},
		{"country twice", geo("whitelist", "US", "US"), selvedge.CodeInvalidGeoRestriction, "Items.2"},
		{"no country", geo("whitelist", "XX"), selvedge.CodeInvalidLocationCode, `"XX"`},
		{"country in lower case", geo("whitelist", "us"), selvedge.CodeInvalidLocationCode, `"us"`},
		{"two countries in one", geo("whitelist", "US CA"), selvedge.CodeInvalidLocationCode, `"US CA"`},
		{"half of two countries", geo("whitelist", "S "), selvedge.CodeInvalidLocationCode, `"S "`},
		{"unknown list type", geo("greylist", "US"), selvedge.CodeMalformedXML, "blacklist, whitelist, none"},
	})
}

// TestValidateQuantities: api.md section 1.2; a normalised configuration has no such error.
func TestValidateQuantities(t *testing.T) {
	c := legacyConfig()
	c.Normalize()
	c.DefaultCacheBehavior.AllowedMethods.CachedMethods.Quantity = 3
	want := "InconsistentQuantities: The value of Quantity and the number of Items in " +
		"DefaultCacheBehavior.AllowedMethods.CachedMethods do not match: 3 and 2."
	if err := c.Validate(); err == nil || err.Error() != want {
		t.Errorf("Validate() = %v, want %s", err, want)
	}
}

// TestValidateUnset: members that Normalize fills may be missing.
func TestValidateUnset(t *testing.T) {
	c := legacyConfig()
	c.Normalize()
	c.ViewerCertificate = nil
	c.DefaultCacheBehavior.AllowedMethods.CachedMethods = nil
	if err := c.Validate(); err != nil {
		t.Errorf("Validate() = %v, want none", err)
	}
	c.DefaultCacheBehavior.AllowedMethods = nil
	if err := c.Validate(); err != nil {
		t.Errorf("Validate() = %v, want none", err)
	}
}

// TestValidateLongValue: a message does not repeat a value of any length.
func TestValidateLongValue(t *testing.T) {
	c := legacyConfig()
	c.Comment = strings.Repeat("c", 1<<20)
	c.Normalize()
	if err := c.Validate(); err == nil || len(err.Error()) > 1000 {
		t.Errorf("Validate() = a message of %d bytes, want a short one", len(fmt.Sprint(err)))
	}
}
