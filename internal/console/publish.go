// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"cmp"
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
	SlotsNote    string // why there are none
	Form         slot   // what was chosen and refused
	Occupant     string
	Since        *since    // what has changed of the function since the page was opened
	Conflict     *conflict // about a distribution
}

// associationsView is the table of associations.
type associationsView struct {
	Name string
	Rows []association
	Note string // why the table cannot be shown
}

// association is a function in a slot of a distribution.
type association struct {
	Distribution *selvedge.Distribution
	Slot         slot
}

// slot is a place for a function: an event type of a behaviour of a distribution.
type slot struct {
	ID      string // of the distribution
	ETag    string // of the version of it that the user saw
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
func (s slot) Value() string { return s.ID + " " + s.ETag + " " + s.Pattern }

// Same says whether two slots are of the same behaviour, in whatever version of the distribution.
func (s slot) Same(t slot) bool { return s.ID == t.ID && s.Pattern == t.Pattern }

// slotOf reads the slot that a form names.
func slotOf(r *http.Request) slot {
	id, rest, _ := strings.Cut(r.PostForm.Get("slot"), " ")
	etag, pattern, _ := strings.Cut(rest, " ")
	return slot{ID: id, ETag: cmp.Or(r.PostForm.Get("etag"), etag), Pattern: pattern, Type: selvedge.EventType(r.PostForm.Get("type"))}
}

// slotGroup is a distribution with its behaviours.
type slotGroup struct {
	Distribution *selvedge.Distribution
	Slots        []slotChoice
}

// slotChoice is a behaviour that a function can be attached to, with what runs there already.
type slotChoice struct {
	slot

	Functions []attached
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
	if own.Settings, err = c.nameStores(r.Context(), own.Settings); err != nil {
		return err
	}
	if own.Since != nil {
		if own.Since.Settings, err = c.nameStores(r.Context(), own.Since.Settings); err != nil {
			return err
		}
	}
	if own.Associations, err = c.associations(r.Context(), f); err != nil {
		return err
	}
	all, err := c.allDistributions(r.Context())
	if own.SlotsNote, err = denied(err); err != nil {
		return err
	}
	c.rememberFunction(f)
	for _, d := range all {
		group := slotGroup{Distribution: d}
		c.rememberDistribution(d)
		for _, row := range c.behaviorRows(d) {
			group.Slots = append(group.Slots, slotChoice{row.slot, row.Functions})
		}
		own.Slots = append(own.Slots, group)
	}
	return c.showFunction(w, r, o, f, own)
}

// behaviors calls yield with the path pattern and the settings of each cache behaviour, the default one first with "".
func behaviors(config *selvedge.DistributionConfig) func(yield func(string, *selvedge.CacheBehaviorSettings) bool) {
	return func(yield func(string, *selvedge.CacheBehaviorSettings) bool) {
		if !yield("", &config.DefaultCacheBehavior) {
			return
		}
		for i := range config.CacheBehaviors.Items {
			b := &config.CacheBehaviors.Items[i]
			if !yield(b.PathPattern, &b.CacheBehaviorSettings) {
				return
			}
		}
	}
}

func (c *Console) associations(ctx context.Context, f *selvedge.Function) (v associationsView, err error) {
	v.Name = f.Name
	users, err := c.users(ctx, f)
	if v.Note, err = denied(err); err != nil {
		return v, err
	}
	arn := selvedge.FunctionARN(c.config.AccountID, f.Name)
	for _, d := range users {
		for pattern, b := range behaviors(&d.Config) {
			for _, a := range b.FunctionAssociations.Items {
				if a.FunctionARN == arn {
					v.Rows = append(v.Rows, association{d, slot{d.ID, d.ETag(), pattern, a.EventType}})
				}
			}
		}
	}
	return v, nil
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
	own := publishView{}
	if selvedge.ErrorCode(err) == selvedge.CodePreconditionFailed {
		p.Message = "Somebody else has changed " + name + " since you opened this page. Nothing was published."
		p.Remedy = "What would be published now is shown below. Look at it and publish it if it is right."
		changed := c.sinceFunction(f, r.PostForm.Get("etag"))
		own.Since = &changed
	}
	return c.showPublish(w, r, outcome{status, p}, f, own)
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
	return c.associationTrouble(w, r, err, "Associate all the same", publishView{Form: s, Occupant: occupant})
}

// associationTrouble shows the tab with what went wrong about a distribution.
func (c *Console) associationTrouble(w http.ResponseWriter, r *http.Request, err error, label string, own publishView) error {
	f, gone := c.function(r)
	if gone != nil {
		return gone
	}
	clash, p := staleConflict(r, err, label, functionURL(f.Name, "publish"), "slot", "type", "replace")
	status := http.StatusConflict
	if own.Conflict = clash; p == nil {
		p, status = c.explain(err)
	}
	if own.Occupant != "" {
		p.Code, p.Remedy = "", "Choose another place, or put "+f.Name+" in its place below."
	}
	return c.showPublish(w, r, outcome{status, p}, f, own)
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
		return c.associationTrouble(w, r, err, "Remove all the same", publishView{})
	}
	return done(w, r, functionURL(f.Name, "publish"), "removed", f.Name)
}

// changeBehavior changes a cache behaviour of a distribution of which the user saw the version in the slot.
func (c *Console) changeBehavior(ctx context.Context, s slot, change func(*selvedge.CacheBehaviorSettings) error) error {
	return c.changeDistribution(ctx, s.ID, s.ETag, func(config *selvedge.DistributionConfig) error {
		for pattern, b := range behaviors(config) {
			if pattern == s.Pattern {
				return change(b)
			}
		}
		return selvedge.Errorf(selvedge.CodeInvalidArgument, "The distribution %s has no cache behavior %s any more.", s.ID, s.Behavior())
	})
}
