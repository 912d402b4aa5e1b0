// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console_test

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/console"
)

// hiddenField is one of a form.
var hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)

// insist returns the hidden fields of the form that insists on a change.
func (b *browser) insist(page answer) []string {
	b.t.Helper()
	_, form, found := strings.Cut(page.body, `id="conflict"`)
	if !found {
		b.t.Fatalf("%s shows no conflict: %s", page.Request.URL, page.text)
	}
	form, _, _ = strings.Cut(form, `id="insist"`)
	var fields []string
	for _, m := range hiddenField.FindAllStringSubmatch(form, -1) {
		fields = append(fields, m[1], m[2])
	}
	return fields
}

// theirs changes a distribution as somebody else does.
func (b *browser) theirs(d *selvedge.Distribution, change func(*selvedge.DistributionConfig)) {
	b.t.Helper()
	now := b.reload(d)
	change(&now.Config)
	if _, err := b.store.UpdateDistribution(b.t.Context(), d.ID, now.ETag(), now.Config); err != nil {
		b.t.Fatal(err)
	}
}

// TestDistributionConflicts: each change of a distribution says what somebody else changed meanwhile, and can be made all
// the same without losing that.
func TestDistributionConflicts(t *testing.T) {
	b := newBrowser(t)
	b.create("alpha")
	b.publish("alpha")
	d := b.distribution()
	page := "distributions/" + d.ID
	n := 0
	stale := func(action string, fields ...string) answer {
		t.Helper()
		b.get(page) // the user sees it
		etag := b.reload(d).ETag()
		n++
		b.theirs(d, func(c *selvedge.DistributionConfig) {
			c.Comment, c.DefaultRootObject = fmt.Sprint("theirs ", n), "theirs.html"
		})
		refused := b.post(action, append(fields, "etag", etag)...)
		b.want(refused, 409, "Somebody else has changed the distribution "+d.ID, "What changed meanwhile", "Comment", fmt.Sprint("theirs ", n), "Reload the page")
		return refused
	}

	refused := stale(page+"/enabled", "enabled", "false")
	b.want(refused, 409, "Comment the site theirs 1", "DefaultRootObject none theirs.html", "Disable all the same")
	if now := b.reload(d); !now.Config.Enabled {
		t.Error("a conflict has disabled it")
	}
	b.want(b.post(page+"/enabled", b.insist(refused)...), 200, d.ID+" disabled.")
	if now := b.reload(d); now.Config.Enabled || now.Config.Comment != "theirs 1" {
		t.Errorf("stored: %+v", now.Config)
	}
	refused = stale(page + "/delete")
	b.want(refused, 409, "Delete all the same")
	b.want(b.post(page+"/enabled", "enabled", "true", "etag", b.reload(d).ETag()), 200, d.ID+" enabled.")

	refused = stale(page+"/edit", "comment", "mine", "root-object", "mine.html")
	b.want(refused, 409, "Save mine all the same")
	_, overwrite, _ := strings.Cut(refused.body, `form="edit" name="overwrite" value="`)
	overwrite, _, _ = strings.Cut(overwrite, `"`)
	b.want(b.post(page+"/edit", "comment", "mine", "root-object", "mine.html", "overwrite", overwrite), 200, d.ID+" saved successfully.")
	if now := b.reload(d); now.Config.Comment != "mine" || now.Config.DefaultRootObject != "mine.html" {
		t.Errorf("stored: %+v", now.Config)
	}

	slot := func(etag string) string { return d.ID + " " + etag + " " }
	refused = stale("functions/alpha/associations", "slot", slot("E1"), "type", "viewer-request")
	b.want(refused, 409, "Associate all the same")
	b.want(b.post("functions/alpha/associations", b.insist(refused)...), 200, "alpha associated successfully.")
	refused = stale("functions/alpha/associations/remove", "slot", slot("E1"), "type", "viewer-request")
	b.want(refused, 409, "Remove all the same")
	b.want(b.post("functions/alpha/associations/remove", b.insist(refused)...), 200, "alpha is no longer associated.")

	b.want(b.post(page+"/edit", "comment", "x", "etag", "ENEVERSEEN"), 409, "no longer knows the version that you saw")
}

// TestDeployedAnew: that a distribution was only deployed anew since the page was opened is no conflict.
func TestDeployedAnew(t *testing.T) {
	b := newBrowser(t)
	b.create("alpha")
	b.publish("alpha")
	d := b.distribution("alpha")
	b.get("distributions/" + d.ID)
	b.publish("alpha")
	if now := b.reload(d); now.ETag() == d.ETag() {
		t.Fatal("publishing does not deploy anew")
	}
	b.want(b.post("distributions/"+d.ID+"/edit", "comment", "mine", "etag", d.ETag()), 200, "saved successfully.")
}

// TestFieldDifferences: lists are compared item by item, in words of the API.
func TestFieldDifferences(t *testing.T) {
	b := newBrowser(t)
	d := b.distribution()
	b.get("distributions/" + d.ID)
	b.theirs(d, func(c *selvedge.DistributionConfig) {
		c.Origins.Items[0].DomainName = "other.example"
		c.CacheBehaviors = selvedge.CacheBehaviors{Quantity: 1, Items: []selvedge.CacheBehavior{{
			PathPattern: "/api/*", CacheBehaviorSettings: c.DefaultCacheBehavior,
		}}}
	})
	b.want(b.post("distributions/"+d.ID+"/enabled", "enabled", "false", "etag", d.ETag()), 409,
		"Origins[o].DomainName origin.example other.example", "CacheBehaviors none /api/*", "CacheBehaviors[/api/*].TargetOriginId none o")
}

func TestChangeDistribution(t *testing.T) {
	b := newBrowser(t)
	d := b.distribution()
	page := "distributions/" + d.ID
	b.want(b.get(page), 200, "Edit", "Disable", "Delete")
	b.want(b.get(page+"/edit"), 200, "Edit "+d.ID, "Default root object")
	b.want(b.post(page+"/edit", "etag", d.ETag(), "comment", "new", "root-object", "/index.html"), 422, "InvalidDefaultRootObject")
	b.want(b.get(page+"/delete"), 200, "cannot be deleted", "Disable it first")
	b.want(b.post(page+"/delete", "etag", d.ETag()), 409, "DistributionNotDisabled", "Disable the distribution")
	b.want(b.post(page+"/enabled", "etag", d.ETag(), "enabled", "false"), 200, d.ID+" disabled.", "Enable")
	b.want(b.get(page+"/delete"), 200, "removed for good")
}

// TestDeleteConflict: who deletes a function sees what was changed meanwhile.
func TestDeleteConflict(t *testing.T) {
	b := newBrowser(t)
	f := b.create("alpha")
	b.get("functions/alpha/delete")
	if _, err := b.store.UpdateFunction(t.Context(), "alpha", f.Development.ETag(), selvedge.FunctionConfig{Comment: "theirs", Runtime: selvedge.Runtime2},
		[]byte(passThrough+"\n// theirs\n")); err != nil {
		t.Fatal(err)
	}
	refused := b.post("functions/alpha/delete", "etag", f.Development.ETag())
	b.want(refused, 409, "Somebody else has changed alpha", "Nothing was deleted", "Description of alpha theirs", "added: + // theirs", "Delete all the same")
	b.function("alpha")
	b.want(b.post("functions/alpha/delete", b.insist(refused)...), 200, "alpha deleted.")
}

// TestPublishConflict: so does who publishes.
func TestPublishConflict(t *testing.T) {
	b := newBrowser(t)
	f := b.create("alpha")
	b.get("functions/alpha/publish")
	if _, err := b.store.UpdateFunction(t.Context(), "alpha", f.Development.ETag(), f.Development.Config, []byte(passThrough+"\n// theirs\n")); err != nil {
		t.Fatal(err)
	}
	b.want(b.post("functions/alpha/publish", "etag", f.Development.ETag()), 409, "Nothing was published", "What changed since you opened the page", "added: + // theirs")
}

// forbidding refuses what a role may not do.
type forbidding struct {
	selvedge.DistributionService
	selvedge.KeyValueStoreService
}

func (forbidding) refuse(what string) error {
	return selvedge.Errorf(selvedge.CodeAccessDenied, "The access key may not do %s.", what)
}

func (f forbidding) Distributions(context.Context, selvedge.Page) ([]*selvedge.Distribution, bool, error) {
	return nil, false, f.refuse("ListDistributions")
}

func (f forbidding) Distribution(context.Context, string) (*selvedge.Distribution, error) {
	return nil, f.refuse("GetDistribution")
}

func (f forbidding) KeyValueStores(context.Context, selvedge.Page) ([]*selvedge.KeyValueStore, bool, error) {
	return nil, false, f.refuse("ListKeyValueStores")
}

// TestAccessDenied: what somebody may not do is said, and the rest of a page stays usable.
func TestAccessDenied(t *testing.T) {
	b := newBrowser(t, func(c *console.Config) {
		f := forbidding{c.Distributions, c.Stores}
		c.Distributions, c.Stores = f, f
	})
	b.create("alpha")
	b.publish("alpha")
	b.want(b.get("distributions"), 403, "Not allowed", "AccessDenied: The access key may not do ListDistributions.", "ask an administrator")
	b.want(b.get("key-value-stores"), 403, "may not do ListKeyValueStores")
	b.want(b.get("functions/alpha/build"), 200, "The stores cannot be listed", "may not do ListKeyValueStores", "Save changes")
	b.distribution("alpha")
	b.want(b.get("functions/alpha/publish"), 200, "cannot be shown: The access key may not do GetDistribution", "Publish and update", "cannot be attached from here")
	part := b.do(http.MethodGet, "/console/distributions", nil, "HX-Request", "true")
	b.want(part, 403, "may not do ListDistributions")
	if strings.Contains(part.body, "<html") {
		t.Errorf("htmx gets a page in the place of a part: %s", part.body)
	}
}
