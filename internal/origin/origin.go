// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import (
	"cmp"
	"context"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"selvedge"
	"selvedge/internal/httpmsg"
)

// Defaults of an origin's settings. Source: AWS CloudFront API, data types Origin and CustomOriginConfig.
const (
	defaultAttempts       = 3
	defaultConnectTimeout = 10 * time.Second
	defaultReadTimeout    = 30 * time.Second
	defaultKeepAlive      = 5 * time.Second
)

// Origin is one origin, ready for requests. It is immutable and safe for concurrent use.
type Origin struct {
	client      *Client
	class       class
	pool        *pool
	policy      selvedge.OriginProtocolPolicy
	plain       target // by HTTP
	secure      target // by HTTPS
	domain      string
	path        string // goes before the path of every request
	custom      []customHeader
	attempts    int
	readTimeout time.Duration
	completion  time.Duration // 0: no bound
	derived     bool          // its pool is not that of a configured origin
	fixedHost   bool          // requests cannot ask for another host
	region      string        // of a bucket
	signer      *signer       // nil: requests are not signed
}

// target is where an origin is reached by one protocol.
type target struct {
	scheme  string
	address string // host:port
	host    string // value of the Host header
}

type customHeader struct{ name, value string }

// Overrides are properties of a derived origin that a configured one does not have. Empty ones leave the default.
// Source: helpers.md section 3.
type Overrides struct {
	HostHeader       string   // instead of the domain name
	SNI              string   // instead of the host header
	CertificateNames []string // of which the certificate must have one, instead of that in SNI; may be wildcards
}

// Origin compiles settings; nothing is connected. An origin without CustomOriginConfig (S3, VPC) is a plain server
// at its domain name that is reached as the viewer came, on the standard ports.
func (c *Client) Origin(settings *selvedge.Origin) *Origin {
	o := c.compile(settings)
	o.pool = c.configuredPool(o.class)
	return o
}

// Derive compiles settings that a function has made of those of o. It keeps the connections of o when they lead to the
// same place in the same way. Other ones are in pools whose number is bounded, as functions may invent places.
func (o *Origin) Derive(settings *selvedge.Origin, overrides Overrides) *Origin {
	d := o.client.compile(settings)
	if h := overrides.HostHeader; h != "" {
		d.plain.host, d.secure.host, d.class.sni = h, h, h
		d.fixedHost = true
	}
	if overrides.SNI != "" {
		d.class.sni = overrides.SNI
	}
	if d.class.sni == settings.DomainName {
		d.class.sni = ""
	}
	d.class.names = strings.Join(overrides.CertificateNames, " ")
	if d.class == o.class && d.plain.address == o.plain.address && d.secure.address == o.secure.address {
		d.pool = o.pool
	} else {
		d.pool, d.derived = o.client.derivedPool(d.class), true
	}
	return d
}

// compile does all but finding the pool.
func (c *Client) compile(settings *selvedge.Origin) *Origin {
	custom := settings.CustomOriginConfig
	if custom == nil {
		custom = &selvedge.CustomOriginConfig{OriginProtocolPolicy: selvedge.OriginMatchViewer}
		if s3 := settings.S3OriginConfig; s3 != nil {
			custom.OriginReadTimeout = s3.OriginReadTimeout
		}
		if vpc := settings.VpcOriginConfig; vpc != nil {
			custom.OriginReadTimeout, custom.OriginKeepaliveTimeout = vpc.OriginReadTimeout, vpc.OriginKeepaliveTimeout
		}
	}
	o := &Origin{
		client:      c,
		policy:      custom.OriginProtocolPolicy,
		plain:       newTarget("http", settings.DomainName, custom.HTTPPort, 80),
		secure:      newTarget("https", settings.DomainName, custom.HTTPSPort, 443),
		domain:      settings.DomainName,
		path:        settings.OriginPath,
		attempts:    max(1, valueOr(settings.ConnectionAttempts, defaultAttempts)),
		readTimeout: seconds(custom.OriginReadTimeout, defaultReadTimeout),
		completion:  seconds(settings.ResponseCompletionTimeout, 0),
	}
	for _, h := range settings.CustomHeaders.Items {
		o.custom = append(o.custom, customHeader{textproto.CanonicalMIMEHeaderKey(h.HeaderName), h.HeaderValue})
	}
	o.class = class{
		attempts:       o.attempts,
		connectTimeout: seconds(settings.ConnectionTimeout, defaultConnectTimeout),
		keepAlive:      seconds(custom.OriginKeepaliveTimeout, defaultKeepAlive),
		network:        network(custom.IpAddressType),
	}
	o.class.tlsMin, o.class.tlsMax = tlsVersions(custom.OriginSslProtocols)
	if settings.S3OriginConfig != nil {
		o.reachBucket(settings.DomainName)
	}
	return o
}

// reachBucket makes o an S3 bucket: at its own domain name or, when there is an endpoint for all, there.
func (o *Origin) reachBucket(domain string) {
	bucket, region := bucketOf(domain)
	o.fixedHost = true
	o.region = cmp.Or(o.client.config.S3.Region, region, DefaultS3Region)
	if t := o.client.s3; t != nil && bucket != "" {
		o.plain, o.secure = *t, *t
		o.path = "/" + bucket + o.path
		o.class.trusted = true
	}
}

// Fetch sends req and returns the answer when its header has arrived; the caller closes the body, after which
// nothing of req is used except that its body may still be read once more. secure says whether the viewer came by
// HTTPS. ctx must stay alive until the body is closed. Errors are *Error.
//
// GET and HEAD requests that time out are repeated, as often as connection attempts are allowed.
// Source: AWS developer guide, "Request and response behavior for custom origins", origin response timeout.
func (o *Origin) Fetch(ctx context.Context, req *httpmsg.Request, secure bool) (*httpmsg.Response, error) {
	t := &o.plain
	if o.policy == selvedge.OriginHTTPSOnly || o.policy == selvedge.OriginMatchViewer && secure {
		t = &o.secure
	}
	repeatable := req.Body == nil && (req.Method == http.MethodGet || req.Method == http.MethodHead)
	for attempt := 1; ; attempt++ {
		resp, again, err := o.fetchOnce(ctx, t, req)
		if err == nil || !again || !repeatable || attempt >= o.attempts {
			return resp, err
		}
	}
}

// fetchOnce makes one attempt; again says that the origin was reached and did not answer in time.
func (o *Origin) fetchOnce(caller context.Context, t *target, req *httpmsg.Request,
) (_ *httpmsg.Response, again bool, _ error) {
	tr := newTransfer(caller, o)
	message, up := o.message(tr, t, req)
	pool := o.poolFor(t, message.Host, req.GRPC)
	response, err := pool.RoundTrip(message)
	tr.headerDone(req.GRPC)
	if err == nil && response.StatusCode == http.StatusSwitchingProtocols {
		if c := upgraded(response, req); c != nil {
			return newUpgrade(response, c, tr, pool), false, nil
		}
		_ = response.Body.Close() // the error below is what counts
		err = errUpgrade
	}
	if err != nil {
		err = o.classify(tr.ctx, caller, t, up, err)
		again = tr.timedOut()
		tr.end()
		pool.release()
		return nil, again, err
	}
	return newResponse(response, &download{
		origin: o, pool: pool, target: t, transfer: tr, caller: caller, from: response.Body,
	}), false, nil
}

// hostFor returns the Host header of a request.
func (o *Origin) hostFor(t *target, req *httpmsg.Request) string {
	if req.Host == "" || o.fixedHost || strings.ContainsAny(req.Host, " \t\r\n/@") { // nor what is no host
		return t.host
	}
	return req.Host
}

// poolFor returns the connections for requests with a Host header. By TLS, another host than the origin's own is asked
// for in SNI, too; the certificate may be for either. Source: AWS developer guide, "Requirements for using SSL/TLS
// certificates with CloudFront", certificates of origins.
func (o *Origin) poolFor(t *target, host string, grpc bool) *pool {
	if host == t.host || t.scheme != "https" {
		if grpc {
			return o.grpcPool()
		}
		return o.pool
	}
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	cl := o.class
	cl.http2 = grpc
	if cl.names == "" {
		cl.names = host + " " + cmp.Or(cl.sni, o.domain)
	}
	if cl.sni == "" {
		cl.sni = host
	}
	return o.client.derivedPool(cl)
}

// message builds the request in the form of net/http.
func (o *Origin) message(tr *transfer, t *target, req *httpmsg.Request) (*http.Request, *upload) {
	message := &http.Request{
		Method: req.Method,
		URL:    t.url(o.path+req.Path, req),
		Host:   o.hostFor(t, req),
		Header: make(http.Header, len(req.Headers)+len(o.custom)),
		Proto:  "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
	o.setHeaders(message.Header, req.Headers)
	var up *upload
	if req.Body != nil && req.ContentLength != 0 {
		up = &upload{from: req.Body, transfer: tr}
		message.Body, message.ContentLength = up, req.ContentLength
	}
	addHopHeaders(message.Header, req)
	if o.signer != nil {
		o.signer.sign(message, o.path+req.Path)
	}
	trace := &httptrace.ClientTrace{GotConn: tr.gotConn}
	return message.WithContext(httptrace.WithClientTrace(tr.ctx, trace)), up
}

// setHeaders fills dst with what may be forwarded of src, names title-cased (event.md section 7). Custom headers
// replace those of the viewer.
func (o *Origin) setHeaders(dst http.Header, src httpmsg.Headers) {
	dst["User-Agent"] = nil // keeps net/http from adding its own
	for _, l := range httpmsg.AppendEndToEnd(make(httpmsg.Headers, 0, len(src)), src) {
		if l.Name == "host" || l.Name == "content-length" { // said by the request itself
			continue
		}
		name := textproto.CanonicalMIMEHeaderKey(l.Name)
		dst[name] = append(dst[name], l.Value)
	}
	for _, h := range o.custom {
		dst[h.name] = []string{h.value}
	}
}

// newTarget fills in the default port. The Host header names the port only when it is not the scheme's: CloudFront
// sends the bare domain name, but an origin on another port that builds URLs from Host needs it.
func newTarget(scheme, domain string, port, standard int) target {
	if port == 0 {
		port = standard
	}
	t := target{scheme: scheme, address: net.JoinHostPort(domain, strconv.Itoa(port)), host: domain}
	if strings.Contains(domain, ":") {
		t.host = "[" + domain + "]"
	}
	if port != standard {
		t.host = t.address
	}
	return t
}

func network(ipAddressType string) string {
	switch ipAddressType {
	case "ipv4":
		return "tcp4"
	case "ipv6":
		return "tcp6"
	}
	return "tcp"
}

func valueOr(p *int, otherwise int) int {
	if p == nil {
		return otherwise
	}
	return *p
}

// seconds returns a setting in seconds; what is not positive means the default.
func seconds(p *int, otherwise time.Duration) time.Duration {
	if p == nil || *p <= 0 {
		return otherwise
	}
	return time.Duration(*p) * time.Second
}
