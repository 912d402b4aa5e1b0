// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/httpcache"
	"selvedge/internal/httpmsg"
	"selvedge/internal/usage"
)

// Origin answers requests that the edge does not answer itself. Implementations are safe for concurrent use.
type Origin interface {
	// Fetch sends req and returns the answer as soon as its header has arrived. The caller closes the body. secure
	// says whether the viewer came by HTTPS. Fetch does not keep req, but reads its body until the answer's body
	// is closed. It ends soon after ctx is done; ctx must stay alive until the body is closed.
	Fetch(ctx context.Context, req *httpmsg.Request, secure bool) (*httpmsg.Response, error)
}

// Distribution is a distribution as the edge serves it. It is immutable.
type Distribution struct {
	ID                string
	DomainName        string
	DefaultRootObject string // without a leading slash; empty when there is none
	// Via is what this distribution adds to Via header lines; it is the same on every edge, so that a request
	// that comes back can be recognised.
	Via string
	// Config is the configuration that the distribution was built from.
	Config *selvedge.DistributionConfig

	errors    []ErrorResponse
	behaviors []Behavior // in order of matching; the default behaviour is the last
}

// Behavior is a cache behaviour, linked to what it needs. It is immutable.
type Behavior struct {
	Pattern  Pattern
	Settings *selvedge.CacheBehaviorSettings
	Methods  Methods
	// Origin is nil when the configuration names an origin that it does not have.
	Origin Origin
	// Origins are what functions may choose from.
	Origins *Origins
	// ViewerRequest and ViewerResponse are nil when no function is attached.
	ViewerRequest  *Function
	ViewerResponse *Function
	// ResponseHeaders is the response headers policy; nil for none.
	ResponseHeaders *ResponseHeaders
	// Cache says what is stored and what is sent to the origin. It is nil when the configuration does not: then nothing
	// is stored and everything is sent.
	Cache *httpcache.Policy
}

// Function is the LIVE stage of a function, compiled, for one distribution. It is immutable.
type Function struct {
	Name    string
	Program cff.Invoker
	Store   *Store       // that it reads; nil for none
	Usage   *usage.Usage // by this distribution; nil only within the builder

	copy *selvedge.FunctionCopy // what it was compiled from; nil for a function that is not there
}

// Broken says whether the function does not compile. Before it has run that may not be known.
func (f *Function) Broken() bool {
	p, ok := f.Program.(interface{ Err() error })
	return ok && p.Err() != nil
}

// Behavior returns the first behaviour whose pattern matches path. There always is one.
func (d *Distribution) Behavior(path string) *Behavior {
	last := len(d.behaviors) - 1
	for i := range d.behaviors[:last] {
		if d.behaviors[i].Pattern.Match(path) {
			return &d.behaviors[i]
		}
	}
	return &d.behaviors[last]
}

// newDistribution links the configuration of record.
func (b *Builder) newDistribution(record *selvedge.Distribution) *Distribution {
	config := &record.Config
	d := &Distribution{
		ID:                record.ID,
		DomainName:        strings.ToLower(record.DomainName),
		DefaultRootObject: config.DefaultRootObject,
		Via:               viaOf(record.ID),
		Config:            config,
		errors:            newErrorResponses(&config.CustomErrorResponses),
		behaviors:         make([]Behavior, 0, len(config.CacheBehaviors.Items)+1),
	}
	origins := b.newTargets(config)
	for i := range config.CacheBehaviors.Items {
		item := &config.CacheBehaviors.Items[i]
		d.behaviors = append(d.behaviors, newBehavior(item.PathPattern, &item.CacheBehaviorSettings, origins))
	}
	d.behaviors = append(d.behaviors, newBehavior("*", &config.DefaultCacheBehavior, origins))
	for i := range d.behaviors {
		d.behaviors[i].link(d.ID, b.function)
		d.behaviors[i].Cache = b.policies.of(d.behaviors[i].Settings)
	}
	b.headers.link(d)
	return d
}

func newBehavior(pattern string, settings *selvedge.CacheBehaviorSettings, origins *targets) Behavior {
	b := Behavior{
		Pattern:  CompilePattern(pattern),
		Settings: settings,
		Methods:  methodsOf(settings.AllowedMethods),
	}
	b.Origin, b.Origins = origins.of(settings.TargetOriginId)
	return b
}

// linker returns the function called name for a distribution, never nil.
type linker func(name, distributionID string) *Function

// relink returns a copy of d with current functions and policies.
func (d *Distribution) relink(function linker, policies *policies) *Distribution {
	next := *d
	next.behaviors = append([]Behavior(nil), d.behaviors...)
	for i := range next.behaviors {
		next.behaviors[i].link(d.ID, function)
		next.behaviors[i].Cache = policies.of(next.behaviors[i].Settings)
	}
	return &next
}

func (b *Behavior) link(distributionID string, function linker) {
	b.ViewerRequest, b.ViewerResponse = nil, nil
	for _, a := range b.Settings.FunctionAssociations.Items {
		f := function(functionName(a.FunctionARN), distributionID)
		switch a.EventType {
		case selvedge.EventViewerRequest:
			b.ViewerRequest = f
		case selvedge.EventViewerResponse:
			b.ViewerResponse = f
		}
	}
}

// functionName returns the name at the end of a function's ARN.
func functionName(arn string) string {
	const before = ":function/"
	if i := strings.LastIndex(arn, before); i >= 0 {
		return arn[i+len(before):]
	}
	return arn
}

// viaOf returns the Via entry of a distribution in the form of event.md section 7.
func viaOf(id string) string {
	sum := sha256.Sum256([]byte(id))
	return "1.1 " + hex.EncodeToString(sum[:16]) + ".cloudfront.net (CloudFront)"
}

// absent stands for a function that is associated but not there; it always fails.
type absent struct{ name string }

// Invoke implements cff.Invoker.
func (a absent) Invoke(context.Context, *cff.Event, cff.Checks) cff.Result {
	return cff.Result{Failure: &cff.Failure{
		Class:    cff.ExecutionError,
		Sentence: "The CloudFront function associated with the CloudFront distribution is invalid or could not run.",
		Detail:   "the function " + a.name + " has no LIVE stage",
	}}
}

var _ cff.Invoker = absent{}
