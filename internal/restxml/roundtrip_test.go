// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package restxml_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/restxml"
)

// specimen has a field of each kind and each way of being optional. It is recursive.
type specimen struct {
	Text     string
	Flag     bool
	Count    int
	Long     int64
	Ratio    float64
	At       time.Time `wire:"omitempty"`
	Blob     []byte
	Renamed  string `wire:"name=Other,omitempty"`
	Maybe    int    `wire:"omitempty"`
	OptText  *string
	OptFlag  *bool
	OptCount *int
	OptLong  *int64
	OptRatio *float64
	OptAt    *time.Time
	Embedded
	Names   []string    `wire:"keepempty"`
	Numbers []int64     `wire:"item=Number"`
	Flags   []bool      `wire:"item=Flag"`
	Times   []time.Time `wire:"item=Time"`
	Ratios  []float64   `wire:"item=Ratio"`
	Children
	Child *specimen
	Kids  []specimen `wire:"item=Kid"`
}

// Embedded is flattened into specimen.
type Embedded struct {
	Inner string `wire:"omitempty,enum=one|two"`
}

// Children is a counted list.
type Children struct {
	Quantity int
	Items    []Leaf `wire:"item=Leaf"`
}

// Leaf is an item.
type Leaf struct {
	Key string `wire:"omitempty"`
}

func encode(t testing.TB, root string, v any) string {
	t.Helper()
	var b bytes.Buffer
	if err := restxml.Encode(&b, root, v); err != nil {
		t.Fatalf("Encode(%s): %v", root, err)
	}
	return b.String()
}

func readTestdata(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var betweenTags = regexp.MustCompile(`>\n *<`)

// compact removes the indentation of a golden file.
func compact(golden []byte) string {
	s := betweenTags.ReplaceAllString(strings.TrimSpace(string(golden)), "><")
	return strings.Replace(s, "?><", "?>\n<", 1)
}

func TestConfigRoundTrip(t *testing.T) {
	for _, name := range []string{"default_config.xml", "full_config.xml"} {
		t.Run(name, func(t *testing.T) {
			golden := readTestdata(t, name)
			var config selvedge.DistributionConfig
			if err := restxml.Decode(golden, "distributionConfig", &config); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(compact(golden), encode(t, "DistributionConfig", config)); diff != "" {
				t.Errorf("after decoding and encoding (-want +got):\n%s", diff)
			}
		})
	}
}

// The defaults that api.md 4.4 lists, read as Go values: nothing may end up in the wrong member.
func TestDecodeDefaultConfig(t *testing.T) {
	var got selvedge.DistributionConfig
	if err := restxml.Decode(readTestdata(t, "default_config.xml"), "distributionConfig", &got); err != nil {
		t.Fatal(err)
	}
	methods := []string{"HEAD", "GET"}
	want := selvedge.DistributionConfig{
		CallerReference: "weave-1",
		Origins: selvedge.Origins{Quantity: 1, Items: []selvedge.Origin{{
			Id: "loom", DomainName: "loom.example.net",
			CustomOriginConfig: &selvedge.CustomOriginConfig{
				HTTPPort: 8080, HTTPSPort: 8443, OriginProtocolPolicy: selvedge.OriginMatchViewer,
				OriginSslProtocols: &selvedge.OriginSslProtocols{
					Quantity: 3, Items: []string{"TLSv1", "TLSv1.1", "TLSv1.2"},
				},
				OriginReadTimeout: new(30), OriginKeepaliveTimeout: new(5),
			},
			ConnectionAttempts: new(3), ConnectionTimeout: new(10),
		}}},
		DefaultCacheBehavior: selvedge.CacheBehaviorSettings{
			TargetOriginId: "loom", ViewerProtocolPolicy: selvedge.ViewerRedirectToHTTPS,
			AllowedMethods: &selvedge.AllowedMethods{
				Quantity: 2, Items: methods, CachedMethods: &selvedge.CachedMethods{Quantity: 2, Items: methods},
			},
			CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
		},
		PriceClass: "PriceClass_All", Enabled: true, HttpVersion: "http2",
		ViewerCertificate: &selvedge.ViewerCertificate{
			CloudFrontDefaultCertificate: true, SSLSupportMethod: "vip", MinimumProtocolVersion: "TLSv1",
			CertificateSource: "cloudfront",
		},
		Restrictions: selvedge.Restrictions{GeoRestriction: selvedge.GeoRestriction{RestrictionType: "none"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Decode (-want +got):\n%s", diff)
	}
}

// The golden of the full configuration is only worth something while it fills every member.
func TestFullConfigIsFull(t *testing.T) {
	var config selvedge.DistributionConfig
	if err := restxml.Decode(readTestdata(t, "full_config.xml"), "distributionConfig", &config); err != nil {
		t.Fatal(err)
	}
	var visit func(path string, v reflect.Value)
	visit = func(path string, v reflect.Value) {
		if v.IsZero() {
			t.Errorf("%s is not filled in full_config.xml", path)
			return
		}
		switch v.Kind() {
		case reflect.Pointer:
			visit(path, v.Elem())
		case reflect.Struct:
			for i := range v.NumField() {
				visit(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Slice:
			visit(path+"[0]", v.Index(0))
		}
	}
	visit("config", reflect.ValueOf(config))
}

func TestSpecimenRoundTrip(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 678_000_000, time.UTC)
	want := specimen{
		Text: "a", Flag: true, Count: -5, Long: 1 << 40, Ratio: 0.25, At: at, Blob: []byte{0, 255, '\n'},
		Renamed: "r", Maybe: 1, OptText: new(""), OptFlag: new(false), OptCount: new(0), OptLong: new(int64(-1)),
		OptRatio: new(1e-9), OptAt: &at, Embedded: Embedded{Inner: "two"}, Names: []string{"", "x"},
		Numbers: []int64{1, 2}, Flags: []bool{true, false}, Times: []time.Time{at}, Ratios: []float64{1.5},
		Children: Children{Quantity: 2, Items: []Leaf{{Key: "k"}, {}}}, Child: &specimen{Text: "child"},
	}
	const document = `<?xml version="1.0"?>` + "\n" +
		`<Specimen xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Text>a</Text><Flag>true</Flag>` +
		`<Count>-5</Count><Long>1099511627776</Long><Ratio>0.25</Ratio><At>2026-01-02T03:04:05.678Z</At>` +
		`<Blob>AP8K</Blob><Other>r</Other><Maybe>1</Maybe><OptText></OptText><OptFlag>false</OptFlag>` +
		`<OptCount>0</OptCount><OptLong>-1</OptLong><OptRatio>0.000000001</OptRatio>` +
		`<OptAt>2026-01-02T03:04:05.678Z</OptAt><Inner>two</Inner>` +
		`<Names><member></member><member>x</member></Names><Numbers><Number>1</Number><Number>2</Number></Numbers>` +
		`<Flags><Flag>true</Flag><Flag>false</Flag></Flags><Times><Time>2026-01-02T03:04:05.678Z</Time></Times>` +
		`<Ratios><Ratio>1.5</Ratio></Ratios><Quantity>2</Quantity><Items><Leaf><Key>k</Key></Leaf><Leaf></Leaf></Items>` +
		`<Child><Text>child</Text><Flag>false</Flag><Count>0</Count><Long>0</Long><Ratio>0</Ratio><Names></Names>` +
		`<Quantity>0</Quantity></Child></Specimen>`
	if diff := cmp.Diff(document, encode(t, "Specimen", &want)); diff != "" {
		t.Errorf("Encode (-want +got):\n%s", diff)
	}
	got := specimen{Text: "replaced"}
	if err := restxml.Decode([]byte(document), "", &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Decode (-want +got):\n%s", diff)
	}
}
