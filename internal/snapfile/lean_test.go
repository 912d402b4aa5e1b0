// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapfile_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/snapfile"
)

// fill sets members of v at random, zero values behind pointers among them.
func fill(random *rand.Rand, v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(random.IntN(2) == 0)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(random.IntN(3)) - 1)
	case reflect.Uint64:
		v.SetUint(random.Uint64())
	case reflect.String:
		v.SetString([]string{"", "plain", "\"<&>\u2028\x00ü\\"}[random.IntN(3)])
	case reflect.Pointer:
		if random.IntN(2) == 0 && depth > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(random, v.Elem(), depth-1)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes([]byte(fmt.Sprint(random.IntN(9), "\x00\xff")))
			return
		}
		if n := random.IntN(3); n > 0 && depth > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(random, v.Index(i), depth-1)
			}
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Unix(random.Int64N(1<<33), 0).UTC()))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && random.IntN(3) > 0 {
				fill(random, v.Field(i), depth)
			}
		}
	}
}

// TestLean: what is written without zero members reads as what is written with them.
func TestLean(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, zero := range []any{
		selvedge.Distribution{}, selvedge.Function{}, selvedge.CachePolicy{}, selvedge.OriginRequestPolicy{},
		selvedge.ResponseHeadersPolicy{}, selvedge.OriginAccessControl{},
	} {
		typ := reflect.TypeOf(zero)
		for range 200 {
			v := reflect.New(typ)
			fill(random, v.Elem(), 8)
			full, err := json.Marshal(v.Interface())
			if err != nil {
				t.Fatal(err)
			}
			short, err := snapfile.Lean(v.Interface())
			if err != nil {
				t.Fatal(err)
			}
			want, got := reflect.New(typ), reflect.New(typ)
			if err := json.Unmarshal(full, want.Interface()); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(short, got.Interface()); err != nil {
				t.Fatalf("%s: %v", short, err)
			}
			again, err := json.Marshal(got.Interface())
			if err != nil {
				t.Fatal(err)
			}
			if expected, _ := json.Marshal(want.Interface()); string(again) != string(expected) || len(short) > len(full) {
				t.Fatalf("%s\nreads as %s\nwant     %s", short, again, expected)
			}
		}
	}
}
