// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
)

// The expectations come from helpers.md; the section is named with each test.

// pairs is a key value store.
type pairs map[string]string

func (pairs) ID() string                              { return "8aa76c93-3198-462c-aaf6-0123456789ab" }
func (p pairs) Lookup(key string) (v string, ok bool) { v, ok = p[key]; return v, ok }
func (p pairs) Len() int                              { return len(p) }
func (pairs) Created() time.Time                      { return time.UnixMilli(1701385665765) }
func (pairs) Modified() time.Time                     { return time.UnixMilli(1702612672411) }

// origins is a distribution with origins of several kinds.
type origins struct{ assigned cff.OriginFacts }

func (o origins) Assigned() cff.OriginFacts { return o.assigned }

func (origins) Lookup(id string) (cff.OriginFacts, bool) {
	facts, ok := map[string]cff.OriginFacts{
		"web": {}, "api": {}, "bucket": {S3: true, OAC: true}, "inner": {VPC: true}, "strict": {MutualTLS: true},
	}[id]
	return facts, ok
}

const requestEvent = `{"version":"1.0","context":{"eventType":"viewer-request"},"viewer":{"ip":"1.2.3.4"},"request":
{"method":"GET","uri":"/","querystring":{},"headers":{"host":{"value":"example.com"},"x-seen":{"value":"1"}},"cookies":{}}}`

// runBody runs the body of an async handler with a store, and returns what it logged.
func runBody(t *testing.T, body string, around cff.Surroundings) *cff.TestReport {
	t.Helper()
	code := "import cf from 'cloudfront';\nfunction text(e) { return String(e); }\nfunction log() { console.log(Array.prototype.map.call(arguments, String).join(' ')); }\nasync function handler(event) {\n" + body +
		"\nreturn event.request; }"
	report, err := cff.RunTest(context.Background(), &cff.Test{
		Code: []byte(code), Config: selvedge.FunctionConfig{Runtime: selvedge.Runtime2}, Event: []byte(requestEvent),
		Strict: true, Surroundings: around,
	})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestKeyValueStore(t *testing.T) {
	store := pairs{"a": "1", "object": `{"x":[1,2]}`, "broken": "{", "é": "ü€"}
	for _, c := range []struct{ name, body, want string }{
		{"get", "let v = await cf.kvs().get('a'); log(typeof v, v);", "string 1"},
		{"get of what is not ASCII", "let v = await cf.kvs().get('é'); log(v.length, v);", "2 ü€"},
		{"json", "let v = await cf.kvs().get('object', {format: 'json'}); log(v.x[1]);", "2"},
		{"broken json", "try { await cf.kvs().get('broken', {format: 'json'}) } catch (e) { log(e.name) }", "SyntaxError"},
		{"bytes", "let v = await cf.kvs().get('é', {format: 'bytes'}); log(Buffer.isBuffer(v), v.toString('hex'));", "true c3bce282ac"},
		{"format string", "let v = await cf.kvs().get('a', {format: 'string'}); log(v);", "1"},
		{"unknown format", "try { await cf.kvs().get('a', {format: 'xml'}) } catch (e) { log(text(e)) }", `TypeError: unknown format: "xml"`},
		{"missing key", "try { await cf.kvs().get('b') } catch (e) { log(text(e), e instanceof Error) }", "Error: KeyNotFound true"},
		{"keys are case-sensitive", "let v = await cf.kvs().exists('A'); log(v);", "false"},
		{"exists", "let v = await cf.kvs().exists('a'); log(v);", "true"},
		{"count", "let v = await cf.kvs().count(); log(v);", "4"},
		{"meta", "let m = await cf.kvs().meta(); log(m.keyCount, m.creationDateTime, m.lastUpdatedDateTime);",
			"4 2023-11-30T23:07:45.765Z 2023-12-15T03:57:52.411Z"},
		{"by id", "let v = await cf.kvs('8aa76c93-3198-462c-aaf6-0123456789ab').get('a'); log(v);", "1"},
		{"another id", "try { cf.kvs('8aa76c93-3198-462c-aaf6-000000000000') } catch (e) { log(text(e)) }", "Error: KVSNamespaceNotFound"},
		{"an ARN", "try { cf.kvs('arn:aws:cloudfront::123456789012:key-value-store/8aa76c93-3198-462c-aaf6-0123456789ab') } catch (e) { log(text(e)) }",
			"Error: KVSNamespaceNotFound"},
		{"then", "let v = await cf.kvs().get('a').then(v => v + '!'); log(v);", "1!"},
		{"all", "let v = await Promise.all([cf.kvs().get('a'), cf.kvs().exists('b')]); log(v.join());", "1,false"},
		{"wrong receiver", "let f = cf.kvs().get; try { f('a') } catch (e) { log(text(e)) }", `TypeError: "this" is not a key value store`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := runBody(t, c.body, cff.Surroundings{KeyValues: store})
			if got := strings.Join(r.Logs, "\n"); r.ErrorMessage != "" || got != c.want {
				t.Errorf("logged %q, error %q, want %q", got, r.ErrorMessage, c.want)
			}
		})
	}
	t.Run("none", func(t *testing.T) {
		r := runBody(t, "cf.kvs();", cff.Surroundings{})
		if !strings.HasSuffix(r.ErrorMessage, " Error: KVSNamespaceNotFound") {
			t.Errorf("error %q", r.ErrorMessage)
		}
	})
}

// TestKeyValueStoreOfInvocation: a handle that was made at the top level reads the version of each invocation.
// Source: helpers.md section 1, "updates apply between invocations".
func TestKeyValueStoreOfInvocation(t *testing.T) {
	p := cff.Compile("f", []byte(`import cf from 'cloudfront';
		const store = cf.kvs();
		async function handler(event) { event.request.uri = await store.get('to'); return event.request; }`), selvedge.Runtime2)
	for i, to := range []string{"/1", "/2", "/3"} {
		ev := viewerRequest("/")
		ev.KeyValues = pairs{"to": to}
		r := p.Invoke(context.Background(), ev, cff.ChecksEdge)
		if r.Failure != nil || r.Request.Path != to || r.KeyValueReads != (cff.StoreReads{OK: 1}) {
			t.Errorf("invocation %d: %+v, %v", i, r, r.Failure)
		}
	}
	if p.Idle() != 1 {
		t.Errorf("%d instances wait, want 1: the handle must not make the program impure", p.Idle())
	}
}

func TestOriginHelpers(t *testing.T) {
	const custom = "customOriginConfig:{port:8443,protocol:'https',sslProtocols:['TLSv1.2']}"
	for _, c := range []struct{ name, call, want string }{
		// Section 3.
		{"domain name", "cf.updateRequestOrigin({domainName:'b.example.com'})", `{"DomainName":"b.example.com"}`},
		{"nothing", "cf.updateRequestOrigin({})", `{}`},
		{"all", "cf.updateRequestOrigin({domainName:'b.example.com',hostHeader:'h.example.com',originPath:'/v2',customHeaders:{'x-a':'1'}," +
			"connectionAttempts:2,originShield:{enabled:true,region:'us-east-2'},timeouts:{readTimeout:5,responseCompletionTimeout:9," +
			"keepAliveTimeout:3,connectionTimeout:4}," + custom + ",sni:'s.example.com',allowedCertificateNames:['*.example.com'],mTLSConfig:'off'})",
			`{"DomainName":"b.example.com","OriginPath":"/v2","CustomHeaders":[{"Name":"x-a","Value":"1"}],"ConnectionAttempts":2,` +
				`"Shield":{"Enabled":true,"Region":"us-east-2"},"Timeouts":{"Read":5,"ResponseCompletion":9,"KeepAlive":3,"Connection":4},` +
				`"Custom":{"Port":8443,"Protocol":"https","SSLProtocols":["TLSv1.2"]},"MutualTLSOff":true,"HostHeader":"h.example.com",` +
				`"SNI":"s.example.com","AllowedCertificateNames":["*.example.com"]}`},
		{"no custom headers", "cf.updateRequestOrigin({customHeaders:{}})", `{"CustomHeaders":[]}`},
		{"access control, extra member", "cf.updateRequestOrigin({domainName:'b.s3.us-east-1.amazonaws.com',originAccessControlConfig:" +
			"{enabled:true,region:'us-east-1',signingBehavior:'always',signingProtocol:'sigv4',originType:'s3'}})",
			`{"DomainName":"b.s3.us-east-1.amazonaws.com","AccessControl":{"Enabled":true,"SigningBehavior":"always","SigningProtocol":"sigv4","OriginType":"s3"}}`},
		{"last call", "cf.updateRequestOrigin({domainName:'1.x'}); cf.updateRequestOrigin({originPath:'/p'})", `{"OriginPath":"/p"}`},
		{"null is absent", "cf.updateRequestOrigin({domainName:null})", `{}`},

		{"no object", "cf.updateRequestOrigin('x')", "throws TypeError: updateRequestOrigin: the argument must be an object"},
		{"domain of another type", "cf.updateRequestOrigin({domainName:5})", "domainName is 5; it must be a string"},
		{"domain too long", "cf.updateRequestOrigin({domainName:'a.'.repeat(127)})", "domainName has 254 bytes, the maximum is 253"},
		{"domain with port", "cf.updateRequestOrigin({domainName:'a.example.com:80'})", "domainName must not have a colon"},
		{"IP address", "cf.updateRequestOrigin({domainName:'10.0.0.1'})", "domainName is an IP address; it must be a domain name"},
		{"bad domain", "cf.updateRequestOrigin({domainName:'a b'})", `domainName is "a b", which is no domain name`},
		{"bucket in capitals", "cf.updateRequestOrigin({domainName:'B.s3.us-east-1.amazonaws.com'})", "domainName has capital letters, which names of buckets must not have"},
		{"host header with colon", "cf.updateRequestOrigin({hostHeader:'a:1'})", "hostHeader must not have a colon"},
		{"path without slash", "cf.updateRequestOrigin({originPath:'a'})", "originPath must begin with /"},
		{"path with slash at the end", "cf.updateRequestOrigin({originPath:'/a/'})", "originPath must not end with /"},
		{"path too long", "cf.updateRequestOrigin({originPath:'/' + 'a'.repeat(255)})", "originPath has 256 bytes, the maximum is 255"},
		{"path with a blank", "cf.updateRequestOrigin({originPath:'/a b'})", "originPath must be URL-encoded"},
		{"header in capitals", "cf.updateRequestOrigin({customHeaders:{'X-A':'1'}})", `customHeaders."X-A" must be in lower case`},
		{"header object", "cf.updateRequestOrigin({customHeaders:{'x-a':{value:'1'}}})", `customHeaders.x-a is an object; it must be a string`},
		{"disallowed header", "cf.updateRequestOrigin({customHeaders:{'x-cache':'1'}})", `customHeaders."x-cache" must not be a custom header`},
		{"header for origins", "cf.updateRequestOrigin({customHeaders:{'x-amz-date':'1'}})", `customHeaders."x-amz-date" must not be a custom header`},
		{"header of the request", "cf.updateRequestOrigin({customHeaders:{'x-seen':'2'}})", `customHeaders["x-seen"]: the request has a header of that name`},
		{"attempts", "cf.updateRequestOrigin({connectionAttempts:4})", "connectionAttempts is 4; it must be an integer from 1 to 3"},
		{"half an attempt", "cf.updateRequestOrigin({connectionAttempts:1.5})", "connectionAttempts is 1.5; it must be an integer from 1 to 3"},
		{"shield without region", "cf.updateRequestOrigin({originShield:{enabled:true}})", "originShield.region is missing"},
		{"shield without enabled", "cf.updateRequestOrigin({originShield:{region:'x'}})", "originShield.enabled is undefined; it must be true or false"},
		{"access control without behaviour", "cf.updateRequestOrigin({originAccessControlConfig:{enabled:true}})", "originAccessControlConfig.signingBehavior is missing"},
		{"access control of an unknown type", "cf.updateRequestOrigin({originAccessControlConfig:{enabled:true,signingBehavior:'always',signingProtocol:'sigv4',originType:'ftp'}})",
			`originAccessControlConfig.originType is "ftp"; it must be one of s3, mediapackagev2, mediastore, lambda`},
		{"read time-out", "cf.updateRequestOrigin({timeouts:{readTimeout:121}})", "timeouts.readTimeout is 121; it must be an integer from 1 to 120"},
		{"completion before read", "cf.updateRequestOrigin({timeouts:{readTimeout:9,responseCompletionTimeout:5}})",
			"timeouts.responseCompletionTimeout is 5; it must not be less than readTimeout, which is 9"},
		{"connection time-out", "cf.updateRequestOrigin({timeouts:{connectionTimeout:11}})", "timeouts.connectionTimeout is 11; it must be an integer from 1 to 10"},
		{"custom origin without port", "cf.updateRequestOrigin({customOriginConfig:{protocol:'http',sslProtocols:['TLSv1']}})", "customOriginConfig.port is missing"},
		{"custom origin protocol", "cf.updateRequestOrigin({customOriginConfig:{port:80,protocol:'ws',sslProtocols:['TLSv1']}})",
			`customOriginConfig.protocol is "ws"; it must be one of http, https`},
		{"custom origin TLS", "cf.updateRequestOrigin({customOriginConfig:{port:80,protocol:'http',sslProtocols:['TLSv9']}})",
			`customOriginConfig.sslProtocols has "TLSv9"; it may have SSLv3, TLSv1, TLSv1.1 and TLSv1.2`},
		{"address type without domain", "cf.updateRequestOrigin({customOriginConfig:{port:80,protocol:'http',sslProtocols:['TLSv1'],ipAddressType:'ipv4'}})",
			"customOriginConfig.ipAddressType must not be given without domainName"},
		{"names of certificates", "cf.updateRequestOrigin({allowedCertificateNames:['a'.repeat(65)]})", "allowedCertificateNames has an element that is no string of 1 to 64 bytes"},
		{"mutual TLS", "cf.updateRequestOrigin({mTLSConfig:'on'})", `mTLSConfig is "on"; it must be one of off`},
		{"getter", "cf.updateRequestOrigin({get domainName() { throw new RangeError('mine') }})", "throws RangeError: mine"},

		// Section 4.
		{"select", "cf.selectRequestOriginById('api')", `{"ID":"api"}`},
		{"select with overrides", "cf.selectRequestOriginById('api', {hostHeader:'h.example.com'})", `{"ID":"api","HostHeader":"h.example.com"}`},
		{"select a VPC origin", "cf.selectRequestOriginById('inner')", `{"ID":"inner"}`},
		{"select an unknown one", "cf.selectRequestOriginById('nope')", `the distribution has no origin "nope"`},
		{"select one with mutual TLS", "cf.selectRequestOriginById('strict')", `the origin "strict" uses mutual TLS, and cannot be chosen`},
		{"select a bucket with overrides", "cf.selectRequestOriginById('bucket', {sni:'a.b'})", "sni must not be given for an S3 bucket"},
		{"select without id", "cf.selectRequestOriginById()", "throws TypeError: selectRequestOriginById: the origin id must be a string"},

		// Section 5.
		{"group of strings", "cf.createRequestOriginGroup({originIds:['web','api'],failoverCriteria:{statusCodes:[500,404]}})",
			`{"Primary":{"ID":"web"},"Failover":{"ID":"api"},"StatusCodes":[500,404],"Selection":"default"}`},
		{"group of objects", "cf.createRequestOriginGroup({originIds:[{originId:'web',originOverrides:{sni:'a.b'}},{originId:'api'}]," +
			"failoverCriteria:[503],selectionCriteria:'media-quality-score'})",
			`{"Primary":{"ID":"web","SNI":"a.b"},"Failover":{"ID":"api"},"StatusCodes":[503],"Selection":"media-quality-score"}`},
		{"group of one", "cf.createRequestOriginGroup({originIds:['web'],failoverCriteria:{statusCodes:[500]}})", "originIds must be an array of two origins"},
		{"group with an unknown origin", "cf.createRequestOriginGroup({originIds:['web','x'],failoverCriteria:{statusCodes:[500]}})", `the distribution has no origin "x"`},
		{"group without criteria", "cf.createRequestOriginGroup({originIds:['web','api']})", "failoverCriteria has no status codes"},
		{"group with a bad code", "cf.createRequestOriginGroup({originIds:['web','api'],failoverCriteria:{statusCodes:[200]}})",
			"failoverCriteria has the status code 200; it may have 400, 403, 404, 416, 429, 500, 502, 503 and 504"},
		{"group with a bad selection", "cf.createRequestOriginGroup({originIds:['web','api'],failoverCriteria:{statusCodes:[500]},selectionCriteria:'x'})",
			`selectionCriteria is "x"; it must be one of default, media-quality-score`},
		{"no group", "cf.createRequestOriginGroup(1)", "throws TypeError: createRequestOriginGroup: the argument must be an object"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := runBody(t, "try { "+c.call+" } catch (e) { log('throws ' + e) }", cff.Surroundings{Origins: origins{}})
			got := ""
			switch {
			case r.Failure != nil:
				got = "failed: " + r.ErrorMessage
			case len(r.Logs) > 0:
				got = r.Logs[0]
			case r.Missed != nil:
				got = r.Missed.Detail
				if r.Missed.Class != cff.ValidationError || r.Missed.Sentence != "The CloudFront function returned an invalid value for origin rewrite." {
					t.Errorf("the edge would say %q", r.Missed.Sentence)
				}
			case r.Origin != nil:
				got = changeText(t, r.Origin)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// changeText returns what was asked for, without what was left out.
func changeText(t *testing.T, ch *cff.OriginChange) string {
	t.Helper()
	var v any = ch.Update
	switch {
	case ch.Select != nil:
		v = ch.Select
	case ch.Group != nil:
		v = ch.Group
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	s := string(text)
	for _, absent := range []string{`"Timeouts":{"Read":0,"ResponseCompletion":0,"KeepAlive":0,"Connection":0}`, `"MutualTLSOff":false`,
		`"IPAddressType":""`, `"DomainName":null`, `"OriginPath":null`, `"CustomHeaders":null`, `"ConnectionAttempts":null`, `"Shield":null`,
		`"AccessControl":null`, `"Custom":null`, `"HostHeader":null`, `"SNI":null`, `"AllowedCertificateNames":null`} {
		s = strings.ReplaceAll(s, ","+absent, "")
		s = strings.ReplaceAll(s, absent+",", "")
		s = strings.ReplaceAll(s, absent, "")
	}
	return s
}

// TestOriginAssigned has the rules about the origin that the behaviour uses. Source: helpers.md section 3, notes.
func TestOriginAssigned(t *testing.T) {
	for _, c := range []struct {
		name, call string
		assigned   cff.OriginFacts
		want       string
	}{
		{"VPC", "{originPath:'/a'}", cff.OriginFacts{VPC: true}, "the origin is a VPC origin, which must not be updated"},
		{"host header with access control", "{hostHeader:'a.b'}", cff.OriginFacts{OAC: true},
			"hostHeader must not be given for an origin with origin access control"},
		{"host header with access control off", "{hostHeader:'a.b',originAccessControlConfig:{enabled:false}}", cff.OriginFacts{OAC: true}, ""},
		{"type of access control", "{domainName:'a.b',originAccessControlConfig:{enabled:true,signingBehavior:'always',signingProtocol:'sigv4',originType:'s3'}}",
			cff.OriginFacts{}, `originAccessControlConfig.originType is "s3", which is not the type of the origin`},
		{"sni of a bucket", "{sni:'a.b'}", cff.OriginFacts{S3: true}, "sni must not be given for an S3 bucket"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := runBody(t, "cf.updateRequestOrigin("+c.call+");", cff.Surroundings{Origins: origins{c.assigned}})
			got := ""
			if r.Missed != nil {
				got = r.Missed.Detail
			}
			if got != c.want || r.ErrorMessage != "" {
				t.Errorf("the edge would say %q, error %q, want %q", got, r.ErrorMessage, c.want)
			}
		})
	}
}

// TestSurroundings: sections 6, 7, 8 and 10.
func TestSurroundings(t *testing.T) {
	tenant := &cff.Tenant{ID: "dt_1", Endpoint: "e.cloudfront.net", Parameters: map[string]string{"TenantPath": "tenant1"}}
	place := &cff.EdgeLocation{Name: "SEA", ServerIP: "192.0.2.1", Region: "us-west-2"}
	for _, c := range []struct {
		name, body string
		around     cff.Surroundings
		want       string
	}{
		{"edge location", "log(JSON.stringify(cf.edgeLocation), cf.edgeLocation === cf.edgeLocation);", cff.Surroundings{Location: place},
			`{"name":"SEA","serverIp":"192.0.2.1","region":"us-west-2"} true`},
		{"no edge location", "log(JSON.stringify(cf.edgeLocation));", cff.Surroundings{}, `{}`},
		{"tenant", "log(cf.distributionTenant.id, cf.distributionTenant.parameters.get('TenantPath'));", cff.Surroundings{Tenant: tenant}, "dt_1 tenant1"},
		{"endpoint", "log(event.context.endpoint, event.context.distributionDomainName);", cff.Surroundings{Tenant: tenant}, "e.cloudfront.net undefined"},
		{"unknown parameter", "try { cf.distributionTenant.parameters.get('x') } catch (e) { log(text(e)) }", cff.Surroundings{Tenant: tenant},
			"Error: DistributionTenantParameterKeyNotFound"},
		{"no tenant", "try { cf.distributionTenant && cf.distributionTenant.id } catch (e) { log(text(e)) }", cff.Surroundings{},
			"TypeError: distributionTenant module is not available"},
		{"no tenant, parameter", "try { cf.distributionTenant.parameters.get('x') } catch (e) { log(text(e)) }", cff.Surroundings{},
			"TypeError: distributionTenant module is not available"},
		{"mtls", "try { cf.mtls.renamePemHeaders({}) } catch (e) { log(text(e)) }", cff.Surroundings{}, "TypeError: mtls module is not available"},
		{"members", "log(Object.keys(cf).sort().join());", cff.Surroundings{},
			"createRequestOriginGroup,cwt,distributionTenant,edgeLocation,kvs,logCustomData,mtls,selectRequestOriginById,updateRequestOrigin"},
		{"require", "log(typeof require('cloudfront').kvs);", cff.Surroundings{}, "function"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := runBody(t, c.body, c.around)
			if got := strings.Join(r.Logs, "\n"); r.ErrorMessage != "" || got != c.want {
				t.Errorf("logged %q, error %q, want %q", got, r.ErrorMessage, c.want)
			}
		})
	}
}

func TestLogCustomData(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"cf.logCustomData('a b'); cf.logCustomData('c d');", "c%20d"},
		{"cf.logCustomData('é~');", "%C3%A9~"},
		{"cf.logCustomData(12);", "12"},
		{"cf.logCustomData('x'.repeat(900));", strings.Repeat("x", 800)},
		{"cf.logCustomData('x'.repeat(798) + ' ');", strings.Repeat("x", 798)},
	} {
		r := runBody(t, c.body, cff.Surroundings{})
		if r.LogData == nil || *r.LogData != c.want {
			t.Errorf("%s: %v, %q, want %q", c.body, r.LogData, r.ErrorMessage, c.want)
		}
	}
	if r := runBody(t, "", cff.Surroundings{}); r.LogData != nil {
		t.Errorf("log data %q without a call", *r.LogData)
	}
}

// TestTokens uses the tokens of examples.md section 24.
func TestTokens(t *testing.T) {
	const long = "2D3RhEOhAQWhBERrZXkxWC2jAXdodHRwczovL2lzcy5leGFtcGxlLmNvbQJrZXhhbXBsZVVzZXIEGvSGVwBYIEKKGFjyhCeqEFJyPdnhxGT0jvWG_MULVLeVGfmFaeuf"
	const short = "0YRDoQEEoFgtowF3aHR0cHM6Ly9pc3MuZXhhbXBsZS5jb20Ca2V4YW1wbGVVc2VyBBr0hlcASJSkPw8MZv-z"
	const claims = `{"1":"https://iss.example.com","2":"exampleUser","4":4102444800}`
	const generate = "let c = {coseTag:'MAC0', key:'cwt-secret-0123456789abcdef', cwtTag:true};" +
		"let p = {protected:{'1':5}, unprotected:{'4':Buffer.from('key1')}, payload:" + claims + "};"
	for _, c := range []struct{ name, body, want string }{
		{"long", validate(long) + "log(JSON.stringify(o.payload), o[4]);", claims + " 4102444800"},
		{"headers", validate(long) + "log(o.protectedHeaders['1'], o.unprotectedHeaders['4'].toString());", "5 key1"},
		{"short", validate(short) + "log(JSON.stringify(o.payload));", claims},
		{"changed", "try {" + validate(strings.Replace(short, "z", "y", 1)) + "} catch (e) { log(text(e)) }", ""},
		{"changed code", "try {" + validate(strings.TrimSuffix(short, "z")+"w") + "} catch (e) { log(text(e)) }", "Error: invalid token: the authentication code does not match"},
		{"another key", "try { cf.cwt.validateToken(Buffer.from('" + short + "', 'base64url'), {key:'x'}) } catch (e) { log(text(e)) }",
			"Error: invalid token: the authentication code does not match"},
		{"no token", "try { cf.cwt.validateToken('x', {key:'x'}) } catch (e) { log(text(e)) }", "TypeError: the token must be a Buffer"},
		{"garbage", "try { cf.cwt.validateToken(Buffer.from('00', 'hex'), {key:'x'}) } catch (e) { log(text(e)) }", "Error: invalid token: it is not a COSE_Mac0 structure"},
		{"too long", "try { cf.cwt.validateToken(Buffer.alloc(1025), {key:'x'}) } catch (e) { log(text(e)) }", "Error: the token has 1025 bytes, the maximum is 1024"},
		{"generate", generate + "log(cf.cwt.generateToken(p, c).toString('base64url'));", long},
		{"generate, the other way round", generate + "log(cf.cwt.generateToken(c, p).toString('base64url'));", long},
		{"generate without algorithm", generate + "delete p.protected; try { cf.cwt.generateToken(c, p) } catch (e) { log(text(e)) }",
			"Error: generateToken: the protected headers name no algorithm"},
		{"generate without tag", generate + "delete c.coseTag; try { cf.cwt.generateToken(c, p) } catch (e) { log(text(e)) }",
			`TypeError: generateToken: coseTag must be "MAC0"`},
		{"generate too much", generate + "p.payload['1'] = 'x'.repeat(1000); try { cf.cwt.generateToken(c, p) } catch (e) { log(text(e)) }",
			"Error: generateToken: the token has 1076 bytes, the maximum is 1024"},
		{"generate a cycle", generate + "p.payload['9'] = p; try { cf.cwt.generateToken(c, p) } catch (e) { log(text(e)) }",
			"Error: generateToken: the claims are too many or nested too deeply"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := runBody(t, c.body, cff.Surroundings{})
			got := strings.Join(r.Logs, "\n")
			if c.want == "" {
				if !strings.HasPrefix(got, "Error: invalid token: ") {
					t.Errorf("logged %q, error %q", got, r.ErrorMessage)
				}
				return
			}
			if r.ErrorMessage != "" || got != c.want {
				t.Errorf("logged %q, error %q, want %q", got, r.ErrorMessage, c.want)
			}
		})
	}
}

func validate(token string) string {
	return "let o = cf.cwt.validateToken(Buffer.from('" + token + "', 'base64url'), {key:'cwt-secret-0123456789abcdef'});"
}
