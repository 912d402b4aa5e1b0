// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"selvedge"
)

// storeRow is a key value store in the list.
type storeRow struct {
	*selvedge.KeyValueStore

	ARN string
	Max int // bytes
}

func (c *Console) storeRow(s *selvedge.KeyValueStore) storeRow {
	return storeRow{s, selvedge.KeyValueStoreARN(c.config.AccountID, s.ID), selvedge.MaxKeyValueStore}
}

// allStores returns the key value stores of the account in order of name.
func (c *Console) allStores(ctx context.Context) (all []*selvedge.KeyValueStore, err error) {
	err = everyPage(func(after string) (last string, more bool, err error) {
		list, more, err := c.config.Stores.KeyValueStores(ctx, selvedge.Page{After: after, Limit: pageSize})
		all = append(all, list...)
		if len(list) > 0 {
			last = list[len(list)-1].Name
		}
		return last, more, err
	})
	return all, err
}

func (c *Console) storesPage(w http.ResponseWriter, r *http.Request) error {
	all, err := c.allStores(r.Context())
	if err != nil {
		return err
	}
	rows := make([]storeRow, len(all))
	for i, s := range all {
		rows[i] = c.storeRow(s)
	}
	return c.show(w, r, http.StatusOK, "stores", &view{Title: "Key value stores", Section: "stores", Done: doneText(r), Body: rows})
}

// createStoreView is what the form for a new store shows.
type createStoreView struct{ Name, Comment string }

func (c *Console) createStorePage(w http.ResponseWriter, r *http.Request) error {
	return c.showCreateStore(w, r, outcome{status: http.StatusOK}, createStoreView{})
}

func (c *Console) showCreateStore(w http.ResponseWriter, r *http.Request, o outcome, in createStoreView) error {
	return c.show(w, r, o.status, "create_store", &view{
		Title: "Create key value store", Section: "stores", Crumbs: storeCrumbs, Problem: o.problem, Body: in,
	})
}

func (c *Console) createStore(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	in := createStoreView{r.PostForm.Get("name"), r.PostForm.Get("comment")}
	_, err := c.config.Stores.CreateKeyValueStore(r.Context(), selvedge.NewKeyValueStore{Name: in.Name, Comment: &in.Comment})
	if err == nil {
		return done(w, r, storeURL(in.Name), "created", in.Name)
	}
	p, status := c.explain(err)
	return c.showCreateStore(w, r, outcome{status, p}, in)
}

// storeView is what the page of a key value store shows.
type storeView struct {
	storeRow

	Pairs     []selvedge.KeyValue
	From      string // the key that the user went to
	Next      string // the last key of Pairs when more follow
	Deletable bool

	Key, Value string // what the form holds
	MaxKey     int
	MaxValue   int
}

func (c *Console) storePage(w http.ResponseWriter, r *http.Request) error {
	s, err := c.store(r)
	if err != nil {
		return err
	}
	return c.showStore(w, r, outcome{status: http.StatusOK}, s, storeView{})
}

// store returns the key value store that the address names.
func (c *Console) store(r *http.Request) (*selvedge.KeyValueStore, error) {
	return c.config.Stores.KeyValueStore(r.Context(), r.PathValue("name"))
}

func (c *Console) showStore(w http.ResponseWriter, r *http.Request, o outcome, s *selvedge.KeyValueStore, own storeView) error {
	own.storeRow, own.Deletable = c.storeRow(s), len(s.Functions) == 0
	own.MaxKey, own.MaxValue = selvedge.MaxKey, selvedge.MaxValue
	if s.Status == selvedge.StoreReady {
		if err := c.readPairs(r, s.ID, &own); err != nil {
			return err
		}
	}
	v := &view{Title: s.Name, Section: "stores", Crumbs: storeCrumbs, Problem: o.problem, Body: own}
	if o.problem == nil {
		v.Done = doneText(r)
	}
	return c.show(w, r, o.status, "store", v)
}

// readPairs reads the pairs from the key that the address names on: the key itself when there is one, and what follows.
func (c *Console) readPairs(r *http.Request, id string, own *storeView) error {
	q := r.URL.Query()
	own.From = q.Get("from")
	after := q.Get("after")
	if after == "" && own.From != "" {
		after = own.From
		value, _, err := c.config.Values.KeyValue(r.Context(), id, own.From)
		switch {
		case err == nil:
			own.Pairs = append(own.Pairs, selvedge.KeyValue{Key: own.From, Value: value})
		case selvedge.ErrorCode(err) != selvedge.CodeResourceNotFound:
			return err
		}
	}
	list, more, err := c.config.Values.KeyValues(r.Context(), id, selvedge.Page{After: after, Limit: pageSize})
	if err != nil {
		return err
	}
	own.Pairs = append(own.Pairs, list...)
	if more {
		own.Next = own.Pairs[len(own.Pairs)-1].Key
	}
	return nil
}

// changePair puts or deletes one pair. What else was changed meanwhile stays as it is, but the same pair only changes from
// the value that the user saw.
func (c *Console) changePair(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	s, err := c.store(r)
	if err != nil {
		return err
	}
	form := r.PostForm
	for _, name := range []string{"key", "value", "seen"} { // browsers send line breaks as CR LF
		for i, v := range form[name] {
			form[name][i] = strings.ReplaceAll(v, "\r\n", "\n")
		}
	}
	own := storeView{Key: form.Get("key"), Value: form.Get("value")}
	changes := selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: own.Key, Value: own.Value}}}
	word := "pair-saved"
	if form.Get("delete") != "" {
		changes, word = selvedge.KeyChanges{Deletes: []string{own.Key}}, "pair-deleted"
	}
	for range maxTries {
		if err = c.samePair(r.Context(), s.ID, form["seen"], &own); err != nil {
			break
		}
		_, err = c.config.Values.ChangeKeyValues(r.Context(), s.ID, s.DataETag(), changes)
		if selvedge.ErrorCode(err) != selvedge.CodeConflict {
			break
		}
		if s, err = c.store(r); err != nil {
			return err
		}
	}
	if err == nil {
		return done(w, r, storeURL(s.Name), word, s.Name)
	}
	p, status := c.explain(err)
	return c.showStore(w, r, outcome{status, p}, s, own)
}

// samePair says with an error when the value of a key is not the one that the user saw; seen is empty for a key that the
// user takes to be new.
func (c *Console) samePair(ctx context.Context, id string, seen []string, own *storeView) error {
	if selvedge.ValidateKey(own.Key) != nil {
		return nil // the change itself says so
	}
	value, _, err := c.config.Values.KeyValue(ctx, id, own.Key)
	switch {
	case selvedge.ErrorCode(err) == selvedge.CodeResourceNotFound:
		return nil
	case err != nil:
		return err
	case len(seen) == 0:
		return selvedge.Errorf(selvedge.CodeConflict, "The store has the key already, with the value %q. Change it in the table.", shorten(value))
	case seen[0] != strings.ReplaceAll(value, "\r\n", "\n"):
		return selvedge.Errorf(selvedge.CodeConflict, "Somebody else has changed the value to %q since you opened this page.", shorten(value))
	}
	return nil
}

func (c *Console) deleteStore(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	s, err := c.store(r)
	if err != nil {
		return err
	}
	if err := c.config.Stores.DeleteKeyValueStore(r.Context(), s.Name, r.PostForm.Get("etag")); err != nil {
		p, status := c.explain(err)
		return c.showStore(w, r, outcome{status, p}, s, storeView{})
	}
	return done(w, r, Path+"key-value-stores", "deleted", s.Name)
}

var storeCrumbs = []crumb{{"Key value stores", Path + "key-value-stores"}}

// storeURL returns where the page of a key value store is.
func storeURL(name string) string { return Path + "key-value-stores/" + name }

// storeChoice is a key value store that a function can read.
type storeChoice struct{ ARN, Name string }

// storeChoices are what the form of the tab Build offers.
type storeChoices struct {
	List    []storeChoice // those that are ready, and the present one whatever it is
	Waiting []string      // names of those that are not ready
	Note    string        // why there is no list
	Present storeChoice   // its Name is empty when the account has no such store
}

// storesFor returns what to offer to a function that reads the store arn.
func (c *Console) storesFor(ctx context.Context, arn string) (choices storeChoices, err error) {
	choices.Present.ARN = arn
	all, err := c.allStores(ctx)
	if choices.Note, err = denied(err); err != nil {
		return choices, err
	}
	for _, s := range all {
		row := c.storeRow(s)
		switch {
		case row.ARN == arn:
			choices.Present.Name = s.Name
			fallthrough
		case s.Status == selvedge.StoreReady:
			choices.List = append(choices.List, storeChoice{row.ARN, s.Name})
		default:
			choices.Waiting = append(choices.Waiting, s.Name)
		}
	}
	if arn != "" && choices.Present.Name == "" {
		choices.List = append(choices.List, storeChoice{arn, arn})
	}
	return choices, nil
}

// nameStores replaces ARNs of key value stores in settings by names, as far as they are known.
func (choices *storeChoices) nameStores(list []change) []change {
	name := func(arn string) string {
		i := slices.IndexFunc(choices.List, func(s storeChoice) bool { return s.ARN == arn })
		if i < 0 {
			return arn
		}
		return choices.List[i].Name
	}
	named := slices.Clone(list)
	for i := range named {
		if named[i].Name == settingStore {
			named[i].Before, named[i].After = name(named[i].Before), name(named[i].After)
		}
	}
	return named
}

// nameStores does it for settings of which some may be about a store.
func (c *Console) nameStores(ctx context.Context, list []change) ([]change, error) {
	if !slices.ContainsFunc(list, func(s change) bool { return s.Name == settingStore }) {
		return list, nil
	}
	choices, err := c.storesFor(ctx, "")
	return choices.nameStores(list), err
}

// associateStore makes a configuration name the key value store with an ARN, or none.
func associateStore(config *selvedge.FunctionConfig, arn string) {
	if arn == storeOf(config) {
		return // an empty list stays one
	}
	config.KeyValueStoreAssociations = nil
	if arn != "" {
		config.KeyValueStoreAssociations = &selvedge.KeyValueStoreAssociations{
			Quantity: 1, Items: []selvedge.KeyValueStoreAssociation{{KeyValueStoreARN: arn}},
		}
	}
}

// denied returns what to say in the place of something that the user may not see, and err when it is another error.
func denied(err error) (note string, other error) {
	if e, ok := errors.AsType[*selvedge.Error](err); ok && e.Code == selvedge.CodeAccessDenied {
		return e.Message, nil
	}
	return "", err
}
