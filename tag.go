// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Limits of tags. Source: AWS CloudFront API, data type Tag; quota of 50 tags per resource.
const (
	MaxTags     = 50
	maxTagKey   = 128 // characters
	maxTagValue = 256 // characters
)

// Tag is a key and a value attached to a function or a distribution.
type Tag struct {
	Key   string `wire:"required,min=1,max=128"`
	Value string
}

// TagService holds the tags of resources, which are named by their ARN. Unknown resources give NoSuchResource.
type TagService interface {
	// Tags returns the tags of the resource in order of key.
	Tags(ctx context.Context, arn string) ([]Tag, error)
	// Tag sets tags, replacing the values of keys that exist.
	Tag(ctx context.Context, arn string, tags []Tag) error
	// Untag removes the tags with the given keys; absent keys are no error.
	Untag(ctx context.Context, arn string, keys []string) error
}

var tagText = regexp.MustCompile(`^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$`)

// ValidateTags checks the form, the number and the uniqueness of tags; the error is InvalidTagging.
func ValidateTags(tags []Tag) error {
	if len(tags) > MaxTags {
		return Errorf(CodeInvalidTagging, "%d tags were given; the maximum is %d.", len(tags), MaxTags)
	}
	seen := make(map[string]bool, len(tags))
	for _, t := range tags {
		switch n := utf8.RuneCountInString(t.Key); {
		case n == 0 || n > maxTagKey || !tagText.MatchString(t.Key):
			return Errorf(CodeInvalidTagging, "The tag key %q is not valid: 1 to %d letters, digits, blanks and _.:/=+-@.", t.Key, maxTagKey)
		case strings.HasPrefix(strings.ToLower(t.Key), "aws:"):
			return Errorf(CodeInvalidTagging, "The tag key %q begins with aws:, which is reserved.", t.Key)
		case utf8.RuneCountInString(t.Value) > maxTagValue || !tagText.MatchString(t.Value):
			return Errorf(CodeInvalidTagging, "The value of the tag %q is not valid: up to %d letters, digits, blanks and _.:/=+-@.", t.Key, maxTagValue)
		case seen[t.Key]:
			return Errorf(CodeInvalidTagging, "The tag key %q is given twice.", t.Key)
		}
		seen[t.Key] = true
	}
	return nil
}

func tagMessage(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Message
	}
	return err.Error()
}
