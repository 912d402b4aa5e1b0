// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

import (
	"context"
	"slices"
	"strings"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// TestEvents is described by selvedge.TestEventService.
func (s *Store) TestEvents(ctx context.Context, function string) ([]selvedge.TestEvent, error) {
	resp, err := s.read(ctx, clientv3.OpGet(functionKey(function), clientv3.WithCountOnly()), clientv3.OpGet(testEventsKey(function)))
	if err != nil {
		return nil, err
	}
	if resp.Responses[0].GetResponseRange().GetCount() == 0 {
		return nil, noSuchFunction()
	}
	list, _, err := recordOf[[]selvedge.TestEvent](resp, 1)
	if list == nil {
		return nil, err
	}
	return *list, err
}

// PutTestEvent is described by selvedge.TestEventService.
func (s *Store) PutTestEvent(ctx context.Context, function string, event selvedge.TestEvent) error {
	if err := event.Validate(); err != nil {
		return err
	}
	return s.changeTestEvents(ctx, function, func(list []selvedge.TestEvent) ([]selvedge.TestEvent, error) {
		i, found := findTestEvent(list, event.Name)
		if found {
			list[i] = event
			return list, nil
		}
		if len(list) >= selvedge.MaxTestEvents {
			return nil, selvedge.Errorf(selvedge.CodeInvalidArgument,
				"The function has %d test events already, which is the maximum.", len(list))
		}
		return slices.Insert(list, i, event), nil
	})
}

// DeleteTestEvent is described by selvedge.TestEventService.
func (s *Store) DeleteTestEvent(ctx context.Context, function, name string) error {
	return s.changeTestEvents(ctx, function, func(list []selvedge.TestEvent) ([]selvedge.TestEvent, error) {
		i, found := findTestEvent(list, name)
		if !found {
			return nil, selvedge.Errorf(selvedge.CodeNoSuchResource, "The function has no test event %q.", name)
		}
		return slices.Delete(list, i, i+1), nil
	})
}

func findTestEvent(list []selvedge.TestEvent, name string) (int, bool) {
	return slices.BinarySearchFunc(list, name, func(e selvedge.TestEvent, name string) int { return strings.Compare(e.Name, name) })
}

// changeTestEvents stores what change makes of the events of a function.
func (s *Store) changeTestEvents(
	ctx context.Context, function string, change func([]selvedge.TestEvent) ([]selvedge.TestEvent, error),
) error {
	key := testEventsKey(function)
	return s.update(ctx, []string{functionKey(function), key}, func(t *txn) error {
		if !t.has(functionKey(function)) {
			return noSuchFunction()
		}
		stored, err := get[[]selvedge.TestEvent](t, key)
		if err != nil {
			return err
		}
		var list []selvedge.TestEvent
		if stored != nil {
			list = *stored
		}
		if list, err = change(list); err != nil {
			return err
		}
		if len(list) == 0 {
			t.remove(key)
			return nil
		}
		return t.put(key, list)
	})
}

var _ selvedge.TestEventService = (*Store)(nil)
