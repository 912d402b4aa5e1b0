// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Limits of invalidations. Source: AWS developer guide, "Quotas" (api.md sections 5 and 12).
const (
	MaxInvalidationPaths     = 3000 // being invalidated at one time, per distribution
	MaxInvalidationWildcards = 15   // paths with a wildcard being invalidated at one time, per distribution

	maxInvalidationPath    = 4000 // bytes
	maxInvalidationCallers = 1024 // bytes of a caller reference; ours
)

// Invalidation is an order to the edges to forget what they have stored.
type Invalidation struct {
	ID             string
	DistributionID string
	Batch          InvalidationBatch
	CreateTime     time.Time

	// Completed is true when every live edge has applied it. It is computed on read, not stored.
	Completed bool `json:"-"`
}

// Status returns "Completed" or "InProgress".
func (i *Invalidation) Status() string { return invalidationStatus(i.Completed) }

// InvalidationSummary is an invalidation in a list.
type InvalidationSummary struct {
	ID         string
	CreateTime time.Time
	Completed  bool
}

// Status returns "Completed" or "InProgress".
func (i *InvalidationSummary) Status() string { return invalidationStatus(i.Completed) }

func invalidationStatus(completed bool) string {
	if completed {
		return "Completed"
	}
	return "InProgress"
}

// InvalidationBatch is what a client asks for. A path may have a query string; a * at its end stands for any characters.
type InvalidationBatch struct {
	Paths           Paths  `wire:"required"`
	CallerReference string `wire:"required"`
}

// Paths lists paths to invalidate.
type Paths struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"item=Path"`
}

// InvalidationService holds the invalidations of distributions. Only the newest of those that are completed are
// remembered. See FunctionService for what its methods have in common.
type InvalidationService interface {
	// CreateInvalidation stores a new invalidation. One with the same caller reference and the same paths is returned
	// as it is; with other paths the caller reference is refused.
	CreateInvalidation(ctx context.Context, distribution string, batch InvalidationBatch) (*Invalidation, error)
	// Invalidation returns an invalidation; NoSuchDistribution or NoSuchInvalidation.
	Invalidation(ctx context.Context, distribution, id string) (*Invalidation, error)
	// Invalidations returns up to page.Limit invalidations, newest first, and whether more follow.
	Invalidations(ctx context.Context, distribution string, page Page) (list []*InvalidationSummary, more bool, err error)
}

// Validate checks the rules that need no stored state. Source: api.md section 5.
func (b *InvalidationBatch) Validate() error {
	switch n := len(b.Paths.Items); {
	case b.CallerReference == "" || len(b.CallerReference) > maxInvalidationCallers:
		return reject(CodeInvalidArgument, "CallerReference", b.CallerReference,
			fmt.Sprintf("1 to %d bytes", maxInvalidationCallers))
	case n == 0:
		return rejectNumber(CodeInvalidArgument, "Paths.Quantity", n, "at least one path")
	case n > MaxInvalidationPaths:
		return Errorf(CodeBatchTooLarge, "The invalidation has %d paths; the maximum is %d.", n, MaxInvalidationPaths)
	}
	for i, p := range b.Paths.Items {
		if !strings.HasPrefix(p, "/") || len(p) > maxInvalidationPath || strings.ContainsFunc(p, isNotPathByte) {
			return reject(CodeInvalidArgument, itemPath("Paths.Items", i), p,
				fmt.Sprintf("up to %d visible ASCII characters that begin with /", maxInvalidationPath))
		}
	}
	return validateMembers(b)
}

// Wildcards returns how many paths have a wildcard.
func (b *InvalidationBatch) Wildcards() int {
	n := 0
	for _, p := range b.Paths.Items {
		if strings.HasSuffix(p, "*") {
			n++
		}
	}
	return n
}
