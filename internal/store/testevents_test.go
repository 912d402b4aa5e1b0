// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"fmt"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/store"
)

func TestTestEvents(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		f.mustCreatePublished(t, "f")
		before := must(t)(f.Function(t.Context(), "f"))
		put := func(name, event string) error {
			return f.PutTestEvent(t.Context(), "f", selvedge.TestEvent{Name: name, Event: []byte(event)})
		}
		code := func(what string, err error, want selvedge.Code) {
			t.Helper()
			if selvedge.ErrorCode(err) != want {
				t.Errorf("%s = %v, want %q", what, err, want)
			}
		}
		for i := range selvedge.MaxTestEvents {
			code("put", put(fmt.Sprintf("event %d", 9-i), "{}"), "")
		}
		code("put again", put("event 3", `{"a":1}`), "")
		code("put too many", put("z", "{}"), selvedge.CodeInvalidArgument)
		code("put without a name", put("", "{}"), selvedge.CodeInvalidArgument)
		code("put no JSON", put("event 1", "{"), selvedge.CodeInvalidArgument)
		code("put too much", put("event 1", `"`+strings.Repeat("x", selvedge.MaxEventObject)+`"`), selvedge.CodeInvalidArgument)
		code("delete", f.DeleteTestEvent(t.Context(), "f", "event 0"), "")
		code("delete again", f.DeleteTestEvent(t.Context(), "f", "event 0"), selvedge.CodeNoSuchResource)
		code("of nothing", f.PutTestEvent(t.Context(), "g", selvedge.TestEvent{Name: "a", Event: []byte("1")}), selvedge.CodeNoSuchFunctionExists)

		list, err := f.TestEvents(t.Context(), "f")
		if err != nil || len(list) != 9 || list[0].Name != "event 1" || string(list[2].Event) != `{"a":1}` {
			t.Errorf("TestEvents() = %v, %v", list, err)
		}
		wantEqual(t, "function", must(t)(f.Function(t.Context(), "f")), before) // events are not part of it

		code("delete function", f.DeleteFunction(t.Context(), "f", before.Development.ETag()), "")
		_, err = f.TestEvents(t.Context(), "f")
		code("after that", err, selvedge.CodeNoSuchFunctionExists)
		f.mustCreatePublished(t, "f")
		if list, err := f.TestEvents(t.Context(), "f"); err != nil || len(list) != 0 {
			t.Errorf("a new function has events %v, %v", list, err)
		}
		code("put", put("a", "{}"), "")
		code("delete the last", f.DeleteTestEvent(t.Context(), "f", "a"), "")
	})
}
