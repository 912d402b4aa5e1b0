// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"selvedge"
)

// publishView is what the tab Publish shows.
type publishView struct {
	ETag         string
	Diff         []diffLine // LIVE to DEVELOPMENT
	Settings     []change
	Associations associationsView
	Slots        []slotGroup
	Form         slot // what was chosen and refused
	Occupant     string
}

// associationsView is the table of associations, which asks for itself while something is being deployed.
type associationsView struct {
	Name      string
	Status    selvedge.FunctionStatus
	Rows      []association
	Deploying bool
	Part      bool // it is sent alone, with what else has to change
}

// association is a function in a slot of a distribution.
type association struct {
	Distribution *selvedge.Distribution
	Slot         slot
}

// slot is a place for a function: an event type of a behaviour of a distribution.
type slot struct {
	ID      string // of the distribution
	Pattern string // of the behaviour; "" for the default one
	Type    selvedge.EventType
}

// Behavior returns how people call the cache behaviour.
func (s slot) Behavior() string {
	if s.Pattern == "" {
		return "Default (*)"
	}
	return s.Pattern
}

// Value is the distribution and the behaviour, as a form sends them.
func (s slot) Value() string { return s.ID + " " + s.Pattern }

// slotGroup is a distribution with its behaviours.
type slotGroup struct {
	Distribution *selvedge.Distribution
	Slots        []slot
}

func (c *Console) publishPage(w http.ResponseWriter, r *http.Request) error {
	f, err := c.function(r)
	if err != nil {
		return err
	}
	return c.showPublish(w, r, outcome{status: http.StatusOK}, f, publishView{})
}

// showPublish shows the tab; own has what the form held.
func (c *Console) showPublish(w http.ResponseWriter, r *http.Request, o outcome, f *selvedge.Function, own publishView) error {
	own.ETag = f.Development.ETag()
	if f.Live != nil {
		own.Diff = diff(string(f.Live.Code), string(f.Development.Code))
		own.Settings = changes(&f.Live.Config, &f.Development.Config)
	}
	var err error
	if own.Associations, err = c.associations(r.Context(), f); err != nil {
		return err
	}
	all, err := c.allDistributions(r.Context())
	if err != nil {
		return err
	}
	for _, d := range all {
		group := slotGroup{Distribution: d}
		for pattern := range behaviors(d) {
			group.Slots = append(group.Slots, slot{ID: d.ID, Pattern: pattern})
		}
		own.Slots = append(own.Slots, group)
	}
	return c.showFunction(w, r, o, f, own)
}

// behaviors calls yield with the path pattern and the settings of each cache behaviour, the default one first with "".
func behaviors(d *selvedge.Distribution) func(yield func(string, *selvedge.CacheBehaviorSettings) bool) {
	return func(yield func(string, *selvedge.CacheBehaviorSettings) bool) {
		if !yield("", &d.Config.DefaultCacheBehavior) {
			return
		}
		for i := range d.Config.CacheBehaviors.Items {
			b := &d.Config.CacheBehaviors.Items[i]
			if !yield(b.PathPattern, &b.CacheBehaviorSettings) {
				return
			}
		}
	}
}

func (c *Console) associations(ctx context.Context, f *selvedge.Function) (v associationsView, err error) {
	v.Name, v.Status = f.Name, c.row(f).Status
	users, err := c.users(ctx, f)
	if err != nil {
		return v, err
	}
	arn := selvedge.FunctionARN(c.config.AccountID, f.Name)
	for _, d := range users {
		v.Deploying = v.Deploying || !d.Deployed
		for pattern, b := range behaviors(d) {
			for _, a := range b.FunctionAssociations.Items {
				if a.FunctionARN == arn {
					v.Rows = append(v.Rows, association{d, slot{d.ID, pattern, a.EventType}})
				}
			}
		}
	}
	return v, nil
}

func (c *Console) associationsPart(w http.ResponseWriter, r *http.Request) error {
	f, err := c.function(r)
	if err != nil {
		return err
	}
	v, err := c.associations(r.Context(), f)
	if err != nil {
		return err
	}
	v.Part = true
	return c.render(w, http.StatusOK, "publish", "associations", v)
}

func (c *Console) publish(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	name := r.PathValue("name")
	_, err := c.config.Functions.PublishFunction(r.Context(), name, r.PostForm.Get("etag"))
	if err == nil {
		return done(w, r, functionURL(name, "publish"), "published", name)
	}
	f, gone := c.function(r)
	if gone != nil {
		return gone
	}
	p, status := c.explain(err)
	if selvedge.ErrorCode(err) == selvedge.CodePreconditionFailed {
		p.Message = "Somebody else has changed " + name + " since you opened this page. Nothing was published."
		p.Remedy = "What would be published now is shown below. Look at it and publish it if it is right."
	}
	return c.showPublish(w, r, outcome{status, p}, f, publishView{})
}

// slotOf reads the slot that a form names.
func slotOf(r *http.Request) slot {
	id, pattern, _ := strings.Cut(r.PostForm.Get("slot"), " ")
	return slot{ID: id, Pattern: pattern, Type: selvedge.EventType(r.PostForm.Get("type"))}
}

func (c *Console) associate(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	f, err := c.function(r)
	if err != nil {
		return err
	}
	s := slotOf(r)
	arn := selvedge.FunctionARN(c.config.AccountID, f.Name)
	occupant := ""
	err = c.changeBehavior(r.Context(), s, func(b *selvedge.CacheBehaviorSettings) error {
		list := &b.FunctionAssociations
		if i := slices.IndexFunc(list.Items, func(a selvedge.FunctionAssociation) bool { return a.EventType == s.Type }); i >= 0 {
			old := list.Items[i].FunctionARN
			if old != arn && r.PostForm.Get("replace") == "" {
				occupant, _ = selvedge.FunctionNameOf(c.config.AccountID, old)
				return selvedge.Errorf(selvedge.CodeInvalidFunctionAssociation,
					"%s already runs for %s at %s of %s.", occupant, s.Type, s.Behavior(), s.ID)
			}
			list.Items[i].FunctionARN = arn
			return nil
		}
		list.Items = append(slices.Clip(list.Items), selvedge.FunctionAssociation{FunctionARN: arn, EventType: s.Type})
		return nil
	})
	if err == nil {
		return done(w, r, functionURL(f.Name, "publish"), "associated", f.Name)
	}
	p, status := c.explain(err)
	if occupant != "" {
		p.Code, p.Remedy = "", "Choose another place, or put "+f.Name+" in its place below."
	}
	return c.showPublish(w, r, outcome{status, p}, f, publishView{Form: s, Occupant: occupant})
}

func (c *Console) removeAssociation(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	f, err := c.function(r)
	if err != nil {
		return err
	}
	s := slotOf(r)
	gone := selvedge.FunctionAssociation{FunctionARN: selvedge.FunctionARN(c.config.AccountID, f.Name), EventType: s.Type}
	err = c.changeBehavior(r.Context(), s, func(b *selvedge.CacheBehaviorSettings) error {
		list := &b.FunctionAssociations
		list.Items = slices.DeleteFunc(slices.Clone(list.Items), func(a selvedge.FunctionAssociation) bool { return a == gone })
		return nil
	})
	if err != nil {
		p, status := c.explain(err)
		return c.showPublish(w, r, outcome{status, p}, f, publishView{})
	}
	return done(w, r, functionURL(f.Name, "publish"), "removed", f.Name)
}

// changeBehavior changes a cache behaviour of a distribution as it is now; what others change at the same time is a
// conflict, never lost.
func (c *Console) changeBehavior(ctx context.Context, s slot, change func(*selvedge.CacheBehaviorSettings) error) error {
	d, err := c.config.Distributions.Distribution(ctx, s.ID)
	if err != nil {
		return err
	}
	for pattern, b := range behaviors(d) {
		if pattern != s.Pattern {
			continue
		}
		if err := change(b); err != nil {
			return err
		}
		_, err = c.config.Distributions.UpdateDistribution(ctx, d.ID, d.ETag(), d.Config)
		return err
	}
	return selvedge.Errorf(selvedge.CodeInvalidArgument, "The distribution %s has no cache behavior %s any more.", d.ID, s.Behavior())
}
