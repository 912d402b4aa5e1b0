// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"cmp"
	"context"
	"net/http"

	"selvedge"
)

// maxTries bounds how often a change is made anew when somebody else changes the same distribution at the same moment.
const maxTries = 3

// changeDistribution changes a distribution of which the user saw the version etag. When its configuration is another one
// by now the error is a *staleError; that it was only deployed anew does not matter.
func (c *Console) changeDistribution(ctx context.Context, id, etag string, change func(*selvedge.DistributionConfig) error) error {
	return c.onDistribution(ctx, id, etag, func(d *selvedge.Distribution) error {
		if err := change(&d.Config); err != nil {
			return err
		}
		_, err := c.config.Distributions.UpdateDistribution(ctx, d.ID, d.ETag(), d.Config)
		return err
	})
}

// onDistribution does something with a distribution as it is now, unless its configuration is not the one of version etag.
func (c *Console) onDistribution(ctx context.Context, id, etag string, do func(*selvedge.Distribution) error) (err error) {
	for range maxTries {
		d, gone := c.config.Distributions.Distribution(ctx, id)
		if gone != nil {
			return gone
		}
		if d.ETag() != etag {
			if since, same := c.sinceDistribution(d, etag); !same {
				return &staleError{since, d}
			}
		}
		if err = do(d); selvedge.ErrorCode(err) != selvedge.CodePreconditionFailed {
			return err
		}
	}
	return err
}

// distributionForm is what can be changed of a distribution in the console.
type distributionForm struct {
	*selvedge.Distribution

	Comment, RootObject string
	ETag                string // that the form was made from
	Conflict            *conflict
}

func (c *Console) editDistributionPage(w http.ResponseWriter, r *http.Request) error {
	d, err := c.distribution(r)
	if err != nil {
		return err
	}
	return c.showEditDistribution(w, r, outcome{status: http.StatusOK}, distributionForm{
		Distribution: d, Comment: d.Config.Comment, RootObject: d.Config.DefaultRootObject, ETag: d.ETag(),
	})
}

func (c *Console) showEditDistribution(w http.ResponseWriter, r *http.Request, o outcome, form distributionForm) error {
	c.rememberDistribution(form.Distribution)
	return c.show(w, r, o.status, "edit_distribution", &view{
		Title: "Edit " + form.ID, Section: "distributions", Crumbs: distributionCrumbs(form.ID), Problem: o.problem, Body: form,
	})
}

func (c *Console) editDistribution(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	id, comment, root := r.PathValue("id"), r.PostForm.Get("comment"), r.PostForm.Get("root-object")
	etag := cmp.Or(r.PostForm.Get("overwrite"), r.PostForm.Get("etag"))
	err := c.changeDistribution(r.Context(), id, etag, func(config *selvedge.DistributionConfig) error {
		config.Comment, config.DefaultRootObject = comment, root
		return nil
	})
	if err == nil {
		return done(w, r, distributionURL(id), "saved", id)
	}
	d, gone := c.distribution(r)
	if gone != nil {
		return gone
	}
	form := distributionForm{Distribution: d, Comment: comment, RootObject: root, ETag: r.PostForm.Get("etag")}
	var p *problem
	status := http.StatusConflict
	if form.Conflict, p = staleConflict(r, err, "Save mine all the same", r.URL.Path); p == nil {
		p, status = c.explain(err)
	} else {
		form.Conflict.Form = "edit"
	}
	return c.showEditDistribution(w, r, outcome{status, p}, form)
}

// enableDistribution enables or disables a distribution.
func (c *Console) enableDistribution(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	id, enabled := r.PathValue("id"), r.PostForm.Get("enabled") == "true"
	err := c.changeDistribution(r.Context(), id, r.PostForm.Get("etag"), func(config *selvedge.DistributionConfig) error {
		config.Enabled = enabled
		return nil
	})
	word, label := "disabled", "Disable all the same"
	if enabled {
		word, label = "enabled", "Enable all the same"
	}
	if err == nil {
		return done(w, r, distributionURL(id), word, id)
	}
	return c.distributionTrouble(w, r, err, label, "enabled")
}

// distributionTrouble shows the page of a distribution with what went wrong about it.
func (c *Console) distributionTrouble(w http.ResponseWriter, r *http.Request, err error, label string, keep ...string) error {
	d, gone := c.distribution(r)
	if gone != nil {
		return gone
	}
	clash, p := staleConflict(r, err, label, distributionURL(d.ID), keep...)
	status := http.StatusConflict
	if p == nil {
		p, status = c.explain(err)
	}
	return c.showDistribution(w, r, outcome{status, p}, d, distributionView{
		Try: tryForm{Method: http.MethodGet, Path: "/"}, Conflict: clash,
	})
}

func (c *Console) deleteDistributionPage(w http.ResponseWriter, r *http.Request) error {
	d, err := c.distribution(r)
	if err != nil {
		return err
	}
	return c.showDeleteDistribution(w, r, outcome{status: http.StatusOK}, distributionForm{Distribution: d})
}

func (c *Console) showDeleteDistribution(w http.ResponseWriter, r *http.Request, o outcome, form distributionForm) error {
	form.ETag = cmp.Or(form.ETag, form.Distribution.ETag())
	c.rememberDistribution(form.Distribution)
	return c.show(w, r, o.status, "delete_distribution", &view{
		Title: "Delete " + form.ID, Section: "distributions", Crumbs: distributionCrumbs(form.ID), Problem: o.problem, Body: form,
	})
}

func (c *Console) deleteDistribution(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	id := r.PathValue("id")
	err := c.onDistribution(r.Context(), id, r.PostForm.Get("etag"), func(d *selvedge.Distribution) error {
		return c.config.Distributions.DeleteDistribution(r.Context(), d.ID, d.ETag())
	})
	if err == nil {
		return done(w, r, Path+"distributions", "deleted", id)
	}
	d, gone := c.distribution(r)
	if gone != nil {
		return gone
	}
	form := distributionForm{Distribution: d}
	var p *problem
	status := http.StatusConflict
	form.Conflict, p = staleConflict(r, err, "Delete all the same", r.URL.Path)
	if p == nil {
		p, status = c.explain(err)
	}
	return c.showDeleteDistribution(w, r, outcome{status, p}, form)
}

// distribution returns the distribution that the address names.
func (c *Console) distribution(r *http.Request) (*selvedge.Distribution, error) {
	return c.config.Distributions.Distribution(r.Context(), r.PathValue("id"))
}

// distributionURL returns where the page of a distribution is.
func distributionURL(id string) string { return Path + "distributions/" + id }

func distributionCrumbs(id string) []crumb {
	return []crumb{{"Distributions", Path + "distributions"}, {id, distributionURL(id)}}
}
