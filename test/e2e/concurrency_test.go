// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file lets clients race. Every rule must hold whatever the interleaving, as each write is one transaction
// (architecture, section 3).

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/aws/smithy-go"
)

// race makes n calls at once and counts the outcomes: "" for success, else the code of the error.
func race(n int, call func(i int) error) map[string]int {
	outcomes := make([]string, n)
	begin := make(chan struct{})
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			<-begin
			err := call(i)
			if e, ok := errors.AsType[smithy.APIError](err); ok {
				outcomes[i] = e.ErrorCode()
			} else if err != nil {
				outcomes[i] = err.Error()
			}
		})
	}
	close(begin)
	wg.Wait()
	count := map[string]int{}
	for _, outcome := range outcomes {
		count[outcome]++
	}
	return count
}

// checkRace: exactly one call succeeds, and all others are refused with the code.
func checkRace(t *testing.T, what string, got map[string]int, n int, code string) {
	t.Helper()
	if got[""] != 1 || got[code] != n-1 {
		t.Errorf("%s: outcomes %v, want one success and %d times %s", what, got, n-1, code)
	}
}

func TestRaces(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	ctx := context.Background()
	const n = 16
	checkRace(t, "CreateFunction", race(n, func(int) error {
		_, err := c.CreateFunction(ctx, newFunction("f", passing))
		return err
	}), n, "FunctionAlreadyExists")
	checkRace(t, "UpdateFunction", race(n, func(i int) error {
		_, err := c.UpdateFunction(ctx, &cloudfront.UpdateFunctionInput{
			Name: aws.String("f"), IfMatch: aws.String(etag1), FunctionCode: fmt.Appendf(nil, "// %d", i), FunctionConfig: functionConfig(""),
		})
		return err
	}), n, "PreconditionFailed")
	got := describe(t, c, "f", "")
	if *got.ETag != etag2 {
		t.Errorf("ETag after one update = %q, want %q", *got.ETag, etag2)
	}

	config := exampleConfig()
	checkRace(t, "CreateDistribution with one caller reference", race(n, func(int) error {
		_, err := c.CreateDistribution(ctx, &cloudfront.CreateDistributionInput{DistributionConfig: config})
		return err
	}), n, "DistributionAlreadyExists")
	aliased := make([]*types.DistributionConfig, n)
	for i := range aliased {
		aliased[i] = exampleConfig()
		aliased[i].Aliases = &types.Aliases{Quantity: aws.Int32(1), Items: []string{"race.example.com"}}
	}
	checkRace(t, "CreateDistribution with one alias", race(n, func(i int) error {
		_, err := c.CreateDistribution(ctx, &cloudfront.CreateDistributionInput{DistributionConfig: aliased[i]})
		return err
	}), n, "CNAMEAlreadyExists")
	checkRace(t, "DeleteFunction", race(n, func(int) error {
		_, err := c.DeleteFunction(ctx, &cloudfront.DeleteFunctionInput{Name: aws.String("f"), IfMatch: aws.String(etag2)})
		return err
	}), n, "NoSuchFunctionExists")
}

// TestRaceForQuota: 120 creates at once give exactly 100 functions.
func TestRaceForQuota(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	got := race(120, func(i int) error {
		_, err := c.CreateFunction(context.Background(), newFunction(fmt.Sprintf("f%d", i), passing))
		return err
	})
	if got[""] != 100 || got["TooManyFunctions"] != 20 {
		t.Errorf("outcomes %v, want 100 successes and 20 times TooManyFunctions", got)
	}
	if n := len(listFunctions(t, c, 100, "")); n != 100 {
		t.Errorf("%d functions, want 100", n)
	}
}

// TestRaceForAssociation: a function is deleted or attached, never both.
func TestRaceForAssociation(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	for round := range 15 {
		name := fmt.Sprintf("f%d", round)
		config := associate(exampleConfig(), publishFunction(t, c, name, passing), "")
		var attached, removed error
		race(2, func(i int) error {
			if i == 0 {
				_, attached = c.CreateDistribution(context.Background(), &cloudfront.CreateDistributionInput{DistributionConfig: config})
			} else {
				_, removed = c.DeleteFunction(context.Background(), &cloudfront.DeleteFunctionInput{Name: &name, IfMatch: aws.String(etag1)})
			}
			return nil
		})
		if attached == nil {
			wantError[*types.FunctionInUse](t, removed, 409)
		} else {
			wantError[*types.InvalidFunctionAssociation](t, attached, 400)
			if removed != nil {
				t.Errorf("neither attached (%v) nor deleted (%v)", attached, removed)
			}
		}
	}
}

// TestDistributionsPerFunction: 100 distributions can use a function; publishing it redeploys them all. Source:
// limits.md 1, api.md 2.6, 2.11.
func TestDistributionsPerFunction(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	arn := publishFunction(t, c, "f", passing)
	var ids []string
	for range 100 {
		out, err := newDistribution(t, c, associate(exampleConfig(), arn, arn))
		if err != nil {
			t.Fatalf("CreateDistribution: %v", err)
		}
		ids = append(ids, *out.Distribution.Id)
	}
	_, err := newDistribution(t, c, associate(exampleConfig(), arn, ""))
	wantError[*types.TooManyDistributionsWithSingleFunctionARN](t, err, 400, "100")
	without := createDistribution(t, c, exampleConfig())
	config := without.DistributionConfig
	_, err = updateDistribution(t, c, *without.Id, etag1, associate(config, arn, ""))
	wantError[*types.TooManyDistributionsWithSingleFunctionARN](t, err, 400, "100")

	publish(t, c, "f", aws.String(etag1))
	for _, id := range ids {
		if got := waitDeployed(t, c, id); *got.ETag != etag2 {
			t.Fatalf("ETag of %s after its function was published = %q, want %q", id, *got.ETag, etag2)
		}
	}
	_, err = c.DeleteFunction(t.Context(), &cloudfront.DeleteFunctionInput{Name: aws.String("f"), IfMatch: aws.String(etag1)})
	wantError[*types.FunctionInUse](t, err, 409, "it is in use by 100 distributions")
	removeDistribution(t, c, ids[0]) // makes room for one
	createDistribution(t, c, associate(exampleConfig(), arn, ""))
}
