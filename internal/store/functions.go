// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

import (
	"context"
	"strings"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// maxPage is the greatest number of records that one call lists.
const maxPage = 1000

// CreateFunction is described by selvedge.FunctionService.
func (s *Store) CreateFunction(ctx context.Context, in selvedge.NewFunction) (*selvedge.Function, error) {
	if err := in.Validate(); err != nil {
		return nil, err
	}
	done, err := s.functionQueue.wait(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	now := s.now()
	f := &selvedge.Function{
		Name: in.Name,
		Development: selvedge.FunctionCopy{
			Code: in.Code, Config: in.Config, Version: 1, CreatedTime: now, LastModifiedTime: now,
		},
	}
	tags := mergeTags(nil, in.Tags)
	err = s.update(ctx, []string{functionKey(f.Name), functionCount}, func(t *txn) error {
		if t.has(functionKey(f.Name)) {
			return selvedge.Errorf(selvedge.CodeFunctionAlreadyExists,
				"A function with the name %s already exists.", f.Name)
		}
		if err := s.reassociate(t, f.Name, nil, f); err != nil {
			return err
		}
		n, err := t.count(functionCount, 1)
		if err != nil {
			return err
		}
		if n > s.config.MaxFunctions {
			return selvedge.Errorf(selvedge.CodeTooManyFunctions,
				"The account has %d functions; the maximum is %d.", n-1, s.config.MaxFunctions)
		}
		if err := t.putTags(tagKey(typeFunction, f.Name), tags); err != nil {
			return err
		}
		return t.put(functionKey(f.Name), f)
	})
	if err != nil {
		return nil, err
	}
	f.Tags = tags
	return f, nil
}

// Function is described by selvedge.FunctionService.
func (s *Store) Function(ctx context.Context, name string) (*selvedge.Function, error) {
	resp, err := s.read(ctx, opsGet(keysOfFunction(name))...)
	if err != nil {
		return nil, err
	}
	f, _, err := recordOf[selvedge.Function](resp, 0)
	if err != nil {
		return nil, err
	}
	if f == nil {
		return nil, noSuchFunction()
	}
	if err := s.complete(ctx, []*selvedge.Function{f}, resp.Responses[1:]); err != nil {
		return nil, err
	}
	return f, nil
}

// UpdateFunction is described by selvedge.FunctionService.
func (s *Store) UpdateFunction(
	ctx context.Context, name, ifMatch string, config selvedge.FunctionConfig, code []byte,
) (*selvedge.Function, error) {
	if err := selvedge.ValidateFunction(&config, code); err != nil {
		return nil, err
	}
	return s.changeFunction(ctx, name, ifMatch, func(t *txn, f *selvedge.Function) error {
		f.Development.Code, f.Development.Config = code, config
		f.Development.Version++
		f.Development.LastModifiedTime = s.now()
		return nil
	})
}

// PublishFunction is described by selvedge.FunctionService. LIVE counts its own versions and takes over when
// DEVELOPMENT was last modified (api.md section 2.6).
func (s *Store) PublishFunction(ctx context.Context, name, ifMatch string) (*selvedge.Function, error) {
	f, err := s.changeFunction(ctx, name, ifMatch, func(t *txn, f *selvedge.Function) error {
		now := s.now()
		live := f.Development
		live.PublishedVersion, live.Version, live.CreatedTime = live.Version, 1, now
		if f.Live != nil {
			live.Version, live.CreatedTime = f.Live.Version+1, f.Live.CreatedTime
		}
		f.Live = &live
		return t.redeploy(f.Distributions, now)
	})
	if err != nil {
		return nil, err
	}
	f.Deploying = len(f.Distributions) > 0
	return f, nil
}

// DeleteFunction is described by selvedge.FunctionService.
func (s *Store) DeleteFunction(ctx context.Context, name, ifMatch string) error {
	done, err := s.functionQueue.wait(ctx)
	if err != nil {
		return err
	}
	defer done()
	return s.update(ctx, append(keysOfFunction(name), functionCount, testEventsKey(name)), func(t *txn) error {
		f, err := t.function(name, ifMatch)
		if err != nil {
			return err
		}
		if n := len(f.Distributions); n > 0 {
			return selvedge.Errorf(selvedge.CodeFunctionInUse, // api.md section 2.8
				"Cannot delete function %s, it is in use by %d distributions. The distributions are: %s.",
				name, n, strings.Join(f.Distributions, ", "))
		}
		if err := s.reassociate(t, name, f, nil); err != nil {
			return err
		}
		t.remove(functionKey(name))
		if f.Tags != nil {
			t.remove(tagKey(typeFunction, name))
		}
		if t.has(testEventsKey(name)) {
			t.remove(testEventsKey(name))
		}
		_, err = t.count(functionCount, -1)
		return err
	})
}

// Functions is described by selvedge.FunctionService.
func (s *Store) Functions(ctx context.Context, page selvedge.Page) ([]*selvedge.Function, bool, error) {
	limit, err := pageLimit(page)
	if err != nil {
		return nil, false, err
	}
	from := functionKey(page.After)
	if page.After != "" {
		from += "\x00" // the key behind
	}
	resp, err := s.read(ctx, clientv3.OpGet(from, clientv3.WithRange(clientv3.GetPrefixRangeEnd(functionPrefix)),
		clientv3.WithLimit(int64(limit)+1)))
	if err != nil {
		return nil, false, err
	}
	kvs := resp.Responses[0].GetResponseRange().GetKvs()
	more := len(kvs) > limit
	list := make([]*selvedge.Function, 0, limit)
	for _, kv := range kvs[:min(limit, len(kvs))] {
		f := new(selvedge.Function)
		if err := decode(string(kv.Key), kv.Value, f); err != nil {
			return nil, false, err
		}
		list = append(list, f)
	}
	if len(list) == 0 {
		return list, false, nil
	}
	first, last := list[0].Name, list[len(list)-1].Name
	resp, err = s.read(ctx,
		clientv3.OpGet(associationKey(first), clientv3.WithRange(associationKey(last)+"\x00")),
		clientv3.OpGet(tagKey(typeFunction, first), clientv3.WithRange(tagKey(typeFunction, last)+"\x00")))
	if err != nil {
		return nil, false, err
	}
	return list, more, s.complete(ctx, list, resp.Responses)
}

// changeFunction runs change on the function called name, whose DEVELOPMENT ifMatch must name, and stores what
// change made of it.
func (s *Store) changeFunction(
	ctx context.Context, name, ifMatch string, change func(*txn, *selvedge.Function) error,
) (f *selvedge.Function, err error) {
	err = s.update(ctx, keysOfFunction(name), func(t *txn) error {
		if f, err = t.function(name, ifMatch); err != nil {
			return err
		}
		before := *f
		if err := change(t, f); err != nil {
			return err
		}
		if err := s.reassociate(t, name, &before, f); err != nil {
			return err
		}
		record := *f
		record.Distributions, record.Tags = nil, nil
		return t.put(functionKey(name), &record)
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// keysOfFunction returns the keys of all records about the function called name.
func keysOfFunction(name string) []string {
	return []string{functionKey(name), associationKey(name), tagKey(typeFunction, name)}
}

// function returns the function called name with its distributions and tags, checked against ifMatch.
func (t *txn) function(name, ifMatch string) (*selvedge.Function, error) {
	f, err := get[selvedge.Function](t, functionKey(name))
	if err != nil {
		return nil, err
	}
	if f == nil {
		return nil, noSuchFunction()
	}
	if err := f.CheckIfMatch(ifMatch); err != nil {
		return nil, err
	}
	a, err := get[association](t, associationKey(name))
	if err != nil {
		return nil, err
	}
	if a != nil {
		f.Distributions = a.Distributions
	}
	f.Tags, err = t.tags(tagKey(typeFunction, name))
	return f, err
}

func noSuchFunction() error {
	return selvedge.Errorf(selvedge.CodeNoSuchFunctionExists, "The specified function does not exist.")
}

// pageLimit returns how many records the page has at most.
func pageLimit(page selvedge.Page) (int, error) {
	if page.Limit < 1 {
		return 0, selvedge.Errorf(selvedge.CodeInvalidArgument, "The page size %d is not a positive number.", page.Limit)
	}
	return min(page.Limit, maxPage), nil
}
