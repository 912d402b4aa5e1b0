// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bench_test

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// BenchmarkReady measures the time from exec to the first answered requests, one of the API and one of the edge
// (performance.md P7, target 150 ms). The end of the process is in ns/op, and not in answered-ms.
func BenchmarkReady(b *testing.B) {
	var took time.Duration
	n := 0
	for b.Loop() {
		began := time.Now()
		p := start(b)
		p.call(b, http.MethodGet, "/function", "", "")
		resp, err := client.Get(p.edge + "/") // no distribution has the host's name, so the edge answers 403
		if err != nil {
			b.Fatal(err)
		}
		if err := resp.Body.Close(); err != nil {
			b.Fatal(err)
		}
		took += time.Since(began)
		n++
		p.stop(b)
	}
	b.ReportMetric(float64(took.Milliseconds())/float64(n), "answered-ms")
}

const functionXML = `<%sFunctionRequest>%s<FunctionConfig><Comment>v%d</Comment><Runtime>cloudfront-js-2.0</Runtime></FunctionConfig>` +
	`<FunctionCode>%s</FunctionCode></%[1]sFunctionRequest>`

// call sends an API request and fails the benchmark when the answer is not a success.
func (p *process) call(b *testing.B, method, path, ifMatch, body string) (*http.Response, string) {
	req, err := http.NewRequest(method, p.api+"/2020-05-31"+path, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	if ifMatch != "" {
		req.Header.Set("If-Match", ifMatch)
	}
	return do(b, req)
}

// do sends a request and returns the answer and its body; what is not 2xx ends the benchmark.
func do(b *testing.B, req *http.Request) (*http.Response, string) {
	resp, err := client.Do(req)
	if err != nil {
		b.Error(err)
		return nil, ""
	}
	defer resp.Body.Close() // read to its end
	text, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 300 {
		b.Errorf("%s %s: %s %v\n%s", req.Method, req.URL, resp.Status, err, text)
	}
	return resp, string(text)
}

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}}

// BenchmarkCreatePublish measures CreateFunction + PublishFunction pairs with fsync and 8 clients (performance.md P9,
// target 1,000 pairs/s). Each pair is followed by a delete that is not timed in the figure but is in the run, as an
// account holds at most 100 functions; the figure is therefore a lower bound.
func BenchmarkCreatePublish(b *testing.B) {
	p := start(b)
	code := base64.StdEncoding.EncodeToString([]byte("function handler(event) { return event.request; }"))
	var next atomic.Int64
	var spent atomic.Int64 // nanoseconds in pairs, summed over the clients
	const clients = 8
	b.ResetTimer()
	var wg sync.WaitGroup
	for range clients {
		wg.Go(func() {
			for {
				n := next.Add(1)
				if n > int64(b.N) || b.Failed() {
					return
				}
				name := fmt.Sprintf("bench-%d", n)
				began := time.Now()
				p.call(b, http.MethodPost, "/function", "", fmt.Sprintf(functionXML, "Create", "<Name>"+name+"</Name>", 1, code))
				p.call(b, http.MethodPost, "/function/"+name+"/publish", "ETVPDKIKX0DER", "")
				spent.Add(int64(time.Since(began)))
				p.call(b, http.MethodDelete, "/function/"+name, "ETVPDKIKX0DER", "")
			}
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)*clients/(float64(spent.Load())/float64(time.Second)), "pairs/s")
}

// BenchmarkPublishToEdge measures the time from sending PublishFunction to the first answer of the edge that the new
// code made (issue target: p99 ≤ 50 ms; performance.md P5 with one edge).
func BenchmarkPublishToEdge(b *testing.B) {
	p := start(b)
	code := func(n int) string {
		return base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "function handler(event) { return {statusCode: 200, body: 'v%d'}; }", n))
	}
	resp, _ := p.call(b, http.MethodPost, "/function", "", fmt.Sprintf(functionXML, "Create", "<Name>bench</Name>", 0, code(0)))
	p.call(b, http.MethodPost, "/function/bench/publish", "ETVPDKIKX0DER", "")
	host := p.distribution(b, "127.0.0.1", 9, "bench")
	etag := resp.Header.Get("Etag")
	var times []time.Duration
	for n := 1; b.Loop() && !b.Failed(); n++ {
		resp, _ := p.call(b, http.MethodPut, "/function/bench", etag, fmt.Sprintf(functionXML, "Update", "", n, code(n)))
		etag = resp.Header.Get("Etag")
		began := time.Now()
		p.call(b, http.MethodPost, "/function/bench/publish", etag, "")
		for want := fmt.Sprintf("v%d", n); p.get(b, host, "/") != want && !b.Failed(); {
			if time.Since(began) > 10*time.Second {
				b.Fatalf("the edge does not serve %s", want)
			}
		}
		times = append(times, time.Since(began))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2])/1e6, "p50-ms")
	b.ReportMetric(float64(times[len(times)*99/100])/1e6, "p99-ms")
}

var domainName = regexp.MustCompile(`<DomainName>(d[0-9a-z]+\.[^<]*)</DomainName>`)

// distribution creates a distribution that runs function on every viewer request, and returns its domain name.
func (p *process) distribution(b *testing.B, origin string, port int, function string) string {
	_, text := p.call(b, http.MethodPost, "/distribution", "", fmt.Sprintf(`<DistributionConfig><CallerReference>bench</CallerReference>`+
		`<Origins><Quantity>1</Quantity><Items><Origin><Id>o</Id><DomainName>%s</DomainName><CustomOriginConfig><HTTPPort>%d</HTTPPort>`+
		`<HTTPSPort>443</HTTPSPort><OriginProtocolPolicy>http-only</OriginProtocolPolicy></CustomOriginConfig></Origin></Items></Origins>`+
		`<DefaultCacheBehavior><TargetOriginId>o</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>`+
		`<FunctionAssociations><Quantity>1</Quantity><Items><FunctionAssociation>`+
		`<FunctionARN>arn:aws:cloudfront::111122223333:function/%s</FunctionARN><EventType>viewer-request</EventType>`+
		`</FunctionAssociation></Items></FunctionAssociations><CachePolicyId>4135ea2d-6df8-44a3-9df3-4b5a84be39ad</CachePolicyId>`+
		`</DefaultCacheBehavior><Comment></Comment><Enabled>true</Enabled></DistributionConfig>`, origin, port, function))
	m := domainName.FindStringSubmatch(text)
	if m == nil {
		b.Fatalf("no domain name in %s", text)
	}
	for !p.serves(b, m[1]) && !b.Failed() {
	}
	return m[1]
}

// serves says whether the edge knows host by now.
func (p *process) serves(b *testing.B, host string) bool {
	resp, _ := p.request(b, host, "/")
	return resp != nil && resp.StatusCode != http.StatusForbidden
}

// get returns the body of a viewer request.
func (p *process) get(b *testing.B, host, path string) string {
	_, text := p.request(b, host, path)
	return text
}

func (p *process) request(b *testing.B, host, path string) (*http.Response, string) {
	target, err := url.Parse(p.edge + path)
	if err != nil {
		b.Fatal(err)
	}
	resp, err := client.Do(&http.Request{Method: http.MethodGet, URL: target, Host: host})
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close() // read to its end
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		b.Fatal(err)
	}
	return resp, string(text)
}
