// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"crypto/rand"
	"net"
	"net/http"
	"strconv"
	"strings"

	"selvedge"
)

// distributionView is what the page of a distribution shows.
type distributionView struct {
	*selvedge.Distribution

	ARN       string
	Behaviors []behaviorRow
	Try       tryForm
	Result    *tryResult
	Conflict  *conflict
}

// behaviorRow is a cache behaviour with its functions by name.
type behaviorRow struct {
	slot

	Settings  *selvedge.CacheBehaviorSettings
	Functions []attached
}

// attached is a function and when it runs. One of another account, which cannot be here, has no name.
type attached struct {
	Name string
	Type selvedge.EventType
}

func (c *Console) behaviorRows(d *selvedge.Distribution) (rows []behaviorRow) {
	for pattern, b := range behaviors(&d.Config) {
		row := behaviorRow{slot: slot{ID: d.ID, ETag: d.ETag(), Pattern: pattern}, Settings: b}
		for _, a := range b.FunctionAssociations.Items {
			name, _ := selvedge.FunctionNameOf(c.config.AccountID, a.FunctionARN)
			row.Functions = append(row.Functions, attached{name, a.EventType})
		}
		rows = append(rows, row)
	}
	return rows
}

// distributionRow is a distribution in the list.
type distributionRow struct {
	*selvedge.Distribution

	Functions []string // by name, each once
}

func (c *Console) distributionsPage(w http.ResponseWriter, r *http.Request) error {
	all, err := c.allDistributions(r.Context())
	if err != nil {
		return err
	}
	rows := make([]distributionRow, len(all))
	for i, d := range all {
		rows[i].Distribution = d
		for _, arn := range d.Config.FunctionARNs() {
			if name, ok := selvedge.FunctionNameOf(c.config.AccountID, arn); ok {
				rows[i].Functions = append(rows[i].Functions, name)
			}
		}
	}
	return c.show(w, r, http.StatusOK, "distributions", &view{Title: "Distributions", Section: "distributions", Done: doneText(r), Body: rows})
}

func (c *Console) distributionPage(w http.ResponseWriter, r *http.Request) error {
	d, err := c.distribution(r)
	if err != nil {
		return err
	}
	return c.showDistribution(w, r, outcome{status: http.StatusOK}, d, distributionView{Try: tryForm{Method: http.MethodGet, Path: "/"}})
}

// showDistribution shows the page; own has what was tried.
func (c *Console) showDistribution(w http.ResponseWriter, r *http.Request, o outcome, d *selvedge.Distribution, own distributionView) error {
	c.rememberDistribution(d)
	own.Distribution, own.ARN, own.Behaviors = d, selvedge.DistributionARN(c.config.AccountID, d.ID), c.behaviorRows(d)
	v := &view{
		Title: d.ID, Section: "distributions", Crumbs: []crumb{{"Distributions", Path + "distributions"}}, Problem: o.problem, Body: own,
	}
	if o.problem == nil {
		v.Done = doneText(r)
	}
	return c.show(w, r, o.status, "distribution", v)
}

// newDistribution is the form for a distribution with one origin.
type newDistribution struct {
	Comment, Origin, OriginPath string
	HTTPS                       bool
}

func (c *Console) createDistributionPage(w http.ResponseWriter, r *http.Request) error {
	return c.showCreateDistribution(w, r, outcome{status: http.StatusOK}, newDistribution{})
}

func (c *Console) showCreateDistribution(w http.ResponseWriter, r *http.Request, o outcome, in newDistribution) error {
	return c.show(w, r, o.status, "create_distribution", &view{
		Title: "Create distribution", Section: "distributions", Crumbs: []crumb{{"Distributions", Path + "distributions"}},
		Problem: o.problem, Body: in,
	})
}

func (c *Console) createDistribution(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	in := newDistribution{
		Comment: r.PostForm.Get("comment"), Origin: strings.TrimSpace(r.PostForm.Get("origin")),
		OriginPath: strings.TrimSpace(r.PostForm.Get("origin-path")), HTTPS: r.PostForm.Get("protocol") == "https",
	}
	config, err := in.config()
	if err == nil {
		var d *selvedge.Distribution
		if d, err = c.config.Distributions.CreateDistribution(r.Context(), *config, nil); err == nil {
			return done(w, r, distributionURL(d.ID), "created", d.ID)
		}
	}
	p, status := c.explain(err)
	return c.showCreateDistribution(w, r, outcome{status, p}, in)
}

// config returns the configuration that the form stands for: everything goes to the origin, and nothing is left out of
// the request.
func (in *newDistribution) config() (*selvedge.DistributionConfig, error) {
	origin := selvedge.CustomOriginConfig{HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: selvedge.OriginHTTPOnly}
	port := &origin.HTTPPort
	if in.HTTPS {
		origin.OriginProtocolPolicy, port = selvedge.OriginHTTPSOnly, &origin.HTTPSPort
	}
	host, text, err := net.SplitHostPort(in.Origin)
	if strings.Contains(in.Origin, "/") || err != nil {
		host = in.Origin
	} else if *port, err = strconv.Atoi(text); err != nil || *port < 1 || *port > 65535 {
		return nil, selvedge.Errorf(selvedge.CodeInvalidArgument, "The port %q of the origin is not a number from 1 to 65535.", text)
	}
	if host == "" || strings.Contains(host, "/") {
		return nil, selvedge.Errorf(selvedge.CodeInvalidArgument, "The origin %q is not a host name, with or without a port.", in.Origin)
	}
	return &selvedge.DistributionConfig{
		CallerReference: "console-" + rand.Text(), Comment: in.Comment, Enabled: true,
		Origins: selvedge.Origins{Items: []selvedge.Origin{{
			Id: "origin", DomainName: host, OriginPath: in.OriginPath, CustomOriginConfig: &origin,
		}}},
		DefaultCacheBehavior: selvedge.CacheBehaviorSettings{
			TargetOriginId: "origin", ViewerProtocolPolicy: selvedge.ViewerAllowAll,
			AllowedMethods: &selvedge.AllowedMethods{Items: tryMethods()},
			ForwardedValues: &selvedge.ForwardedValues{
				QueryString: true, Cookies: selvedge.CookiePreference{Forward: "all"},
			},
		},
	}, nil
}
