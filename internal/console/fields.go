// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// maxFields bounds how many fields that differ are shown.
const maxFields = 40

// maxFieldText bounds what is shown of a value, in bytes.
const maxFieldText = 300

// fields compares two JSON objects field by field. The names of fields are paths as the API has them, with the items of
// lists by what tells them apart.
func fields(before, after []byte) (list []change) {
	old, now := flatten(before), flatten(after)
	all := maps.Clone(old)
	maps.Copy(all, now)
	for _, path := range slices.Sorted(maps.Keys(all)) {
		a, inOld := old[path]
		b, inNow := now[path]
		if a == b || !inOld && unset(b) || !inNow && unset(a) {
			continue
		}
		list = append(list, change{Name: path, Before: shorten(a), After: shorten(b)})
	}
	return list
}

// unset says whether a value means no more than that there is none.
func unset(value string) bool { return value == "" || value == "0" || value == "false" }

func shorten(value string) string {
	if len(value) <= maxFieldText {
		return value
	}
	return strings.ToValidUTF8(value[:maxFieldText], "") + "…"
}

// flatten returns the leaves of a JSON object by path.
func flatten(data []byte) map[string]string {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var value any
	leaves := map[string]string{}
	if decoder.Decode(&value) == nil {
		flattenInto(leaves, "", value)
	}
	return leaves
}

func flattenInto(leaves map[string]string, path string, value any) {
	switch v := value.(type) {
	case map[string]any:
		for name, member := range v {
			switch {
			case name == "Quantity": // the number of the items, which are here themselves
			case name == "Items" && path != "":
				flattenInto(leaves, path, member)
			case path == "":
				flattenInto(leaves, name, member)
			default:
				flattenInto(leaves, path+"."+name, member)
			}
		}
	case []any:
		names := make([]string, len(v))
		for i, item := range v {
			object, isObject := item.(map[string]any)
			if !isObject {
				names[i] = fmt.Sprint(item)
				continue
			}
			var member string
			if names[i], member = nameOfItem(object, i); member != "" {
				delete(object, member) // the path says it
			}
			flattenInto(leaves, path+"["+names[i]+"]", object)
		}
		leaves[path] = strings.Join(names, ", ") // their order may matter
	case nil:
		leaves[path] = ""
	default:
		leaves[path] = fmt.Sprint(v)
	}
}

// nameOfItem returns what tells an item of a list apart from the others, and which member that is.
func nameOfItem(item map[string]any, i int) (name, member string) {
	for _, member := range []string{"Id", "PathPattern", "EventType", "HeaderName", "ErrorCode", "OriginId"} {
		if name, ok := item[member]; ok {
			return fmt.Sprint(name), member
		}
	}
	return fmt.Sprint(i + 1), ""
}
