// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package access

import (
	"context"

	"selvedge"
)

// This file wraps services for adapters without operations of their own. What reads passes through; a test makes sure that
// nothing else does.

// change returns the call of an operation that changes something.
func change(role selvedge.Role, service, name, resource, ifMatch string) Call {
	return Call{
		Operation: Operation{Service: service, Name: name, Role: role, Changes: true}, Resource: resource, IfMatch: ifMatch,
	}
}

const cloudfront = "cloudfront"

// Functions returns s behind the guard.
func (g *Guard) Functions(s selvedge.FunctionService) selvedge.FunctionService {
	return functions{s, g}
}

type functions struct {
	selvedge.FunctionService
	guard *Guard
}

func functionCall(operation, name, ifMatch string) Call {
	return change(selvedge.RoleDeployer, cloudfront, operation, "function/"+name, ifMatch)
}

// CreateFunction is described by selvedge.FunctionService.
func (s functions) CreateFunction(ctx context.Context, in selvedge.NewFunction) (f *selvedge.Function, err error) {
	err = s.guard.Do(ctx, functionCall("CreateFunction", in.Name, ""), func(ctx context.Context) (err error) {
		f, err = s.FunctionService.CreateFunction(ctx, in)
		return err
	})
	return f, err
}

// UpdateFunction is described by selvedge.FunctionService.
func (s functions) UpdateFunction(
	ctx context.Context, name, ifMatch string, config selvedge.FunctionConfig, code []byte,
) (f *selvedge.Function, err error) {
	err = s.guard.Do(ctx, functionCall("UpdateFunction", name, ifMatch), func(ctx context.Context) (err error) {
		f, err = s.FunctionService.UpdateFunction(ctx, name, ifMatch, config, code)
		return err
	})
	return f, err
}

// PublishFunction is described by selvedge.FunctionService.
func (s functions) PublishFunction(ctx context.Context, name, ifMatch string) (f *selvedge.Function, err error) {
	err = s.guard.Do(ctx, functionCall("PublishFunction", name, ifMatch), func(ctx context.Context) (err error) {
		f, err = s.FunctionService.PublishFunction(ctx, name, ifMatch)
		return err
	})
	return f, err
}

// DeleteFunction is described by selvedge.FunctionService.
func (s functions) DeleteFunction(ctx context.Context, name, ifMatch string) error {
	return s.guard.Do(ctx, functionCall("DeleteFunction", name, ifMatch), func(ctx context.Context) error {
		return s.FunctionService.DeleteFunction(ctx, name, ifMatch)
	})
}

// Distributions returns s behind the guard.
func (g *Guard) Distributions(s selvedge.DistributionService) selvedge.DistributionService {
	return distributions{s, g}
}

type distributions struct {
	selvedge.DistributionService
	guard *Guard
}

func distributionCall(operation, id, ifMatch string) Call {
	return change(selvedge.RoleAdmin, cloudfront, operation, "distribution/"+id, ifMatch)
}

// CreateDistribution is described by selvedge.DistributionService.
func (s distributions) CreateDistribution(
	ctx context.Context, config selvedge.DistributionConfig, tags []selvedge.Tag,
) (d *selvedge.Distribution, err error) {
	err = s.guard.Do(ctx, distributionCall("CreateDistribution", "*", ""), func(ctx context.Context) (err error) {
		d, err = s.DistributionService.CreateDistribution(ctx, config, tags)
		return err
	})
	return d, err
}

// UpdateDistribution is described by selvedge.DistributionService.
func (s distributions) UpdateDistribution(
	ctx context.Context, id, ifMatch string, config selvedge.DistributionConfig,
) (d *selvedge.Distribution, err error) {
	err = s.guard.Do(ctx, distributionCall("UpdateDistribution", id, ifMatch), func(ctx context.Context) (err error) {
		d, err = s.DistributionService.UpdateDistribution(ctx, id, ifMatch, config)
		return err
	})
	return d, err
}

// DeleteDistribution is described by selvedge.DistributionService.
func (s distributions) DeleteDistribution(ctx context.Context, id, ifMatch string) error {
	return s.guard.Do(ctx, distributionCall("DeleteDistribution", id, ifMatch), func(ctx context.Context) error {
		return s.DistributionService.DeleteDistribution(ctx, id, ifMatch)
	})
}

// TestEvents returns s behind the guard.
func (g *Guard) TestEvents(s selvedge.TestEventService) selvedge.TestEventService {
	return testEvents{s, g}
}

type testEvents struct {
	selvedge.TestEventService
	guard *Guard
}

func testEventCall(operation, function, name string) Call {
	c := change(selvedge.RoleDeployer, "selvedge", operation, "function/"+function, "")
	c.Item = name
	return c
}

// PutTestEvent is described by selvedge.TestEventService.
func (s testEvents) PutTestEvent(ctx context.Context, function string, event selvedge.TestEvent) error {
	return s.guard.Do(ctx, testEventCall("PutTestEvent", function, event.Name), func(ctx context.Context) error {
		return s.TestEventService.PutTestEvent(ctx, function, event)
	})
}

// DeleteTestEvent is described by selvedge.TestEventService.
func (s testEvents) DeleteTestEvent(ctx context.Context, function, name string) error {
	return s.guard.Do(ctx, testEventCall("DeleteTestEvent", function, name), func(ctx context.Context) error {
		return s.TestEventService.DeleteTestEvent(ctx, function, name)
	})
}
