// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsapi

import (
	"encoding/json"
	"time"
	"unicode/utf8"

	"selvedge"
)

// This file holds the bodies. Names of members are those of the API model.

// figures are in most answers.
type figures struct {
	ItemCount        int
	TotalSizeInBytes int64
}

func figuresOf(s *selvedge.KeyValueStore) figures {
	return figures{ItemCount: s.Content.ItemCount, TotalSizeInBytes: s.Content.Size}
}

// description is the answer of DescribeKeyValueStore.
type description struct {
	figures
	KvsARN        string
	Created       timestamp
	LastModified  timestamp
	Status        selvedge.KeyValueStoreStatus
	FailureReason string `json:",omitempty"`
}

func newDescription(account string, s *selvedge.KeyValueStore) description {
	return description{
		figures: figuresOf(s), KvsARN: selvedge.KeyValueStoreARN(account, s.ID), Created: timestamp(s.CreatedTime),
		LastModified: timestamp(s.Content.ModifiedTime), Status: s.Status, FailureReason: s.FailureReason,
	}
}

// timestamp is a time as REST-JSON has it: seconds since 1970, a number with a fraction.
type timestamp time.Time

// MarshalJSON implements json.Marshaler.
func (t timestamp) MarshalJSON() ([]byte, error) {
	return json.Marshal(float64(time.Time(t).UnixMilli()) / 1000)
}

// keyList is the answer of ListKeys.
type keyList struct {
	NextToken string `json:",omitempty"`
	Items     []pair
}

// pair is an item of ListKeys and of UpdateKeys, where members may be missing.
type pair struct{ Key, Value *string }

// keyValue is the answer of GetKey.
type keyValue struct {
	Key, Value string
	figures
}

// decode reads a request body. The error does not show values, which are sensitive in the model.
func decode(body []byte, in any) error {
	if !utf8.Valid(body) {
		return selvedge.Errorf(selvedge.CodeValidation, "The request body is not valid UTF-8.")
	}
	if err := json.Unmarshal(body, in); err != nil {
		return selvedge.WrapError(selvedge.CodeValidation, err, "The request body is not the JSON object that the operation takes.")
	}
	return nil
}
