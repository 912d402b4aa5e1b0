// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

//go:embed index-html.js
var code []byte

//go:embed event.json
var event []byte

const name = "demo-index-html"

// show does the main job and prints what happens. The function runs for /docs/* only, so that the same request can
// be seen with it and without.
func show(ctx context.Context, api, edge, origin string) error {
	client := cloudfront.New(cloudfront.Options{
		Region: "us-east-1", BaseEndpoint: &api,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "test", SecretAccessKey: "test"}, nil
		}),
	})
	arn, err := publishFunction(ctx, client)
	if err != nil {
		return err
	}
	distribution, err := createDistribution(ctx, client, origin, arn)
	if err != nil {
		return err
	}
	if err := waitDeployed(ctx, client, *distribution.Id); err != nil {
		return err
	}
	_, port, err := net.SplitHostPort(strings.TrimPrefix(edge, "http://"))
	if err != nil {
		return fmt.Errorf("edge address: %w", err)
	}
	base := "http://" + net.JoinHostPort(*distribution.DomainName, port)
	fmt.Printf("  distribution  %s is Deployed; its behaviour /docs/* runs the function\n", *distribution.Id)
	for _, step := range []struct{ label, path, want string }{
		{"without", "/guide/", "/guide/"},
		{"with", "/docs/guide/", "/docs/guide/index.html"},
	} {
		body, cache, err := request(ctx, edge, *distribution.DomainName, step.path)
		if err != nil {
			return err
		}
		fmt.Printf("  %-12s  GET %-13s -> %s (X-Cache: %s)\n", step.label, step.path, strings.TrimSpace(body), cache)
		if !strings.HasSuffix(strings.TrimSpace(body), " "+step.want) {
			return fmt.Errorf("request %s: the origin should have been asked for %s", step.path, step.want)
		}
	}
	fmt.Printf("Try it yourself:\n  curl -i %s/docs/guide/\n  aws cloudfront list-functions --endpoint-url %s --region us-east-1\n", base, api)
	return nil
}

// publishFunction creates, tests and publishes the function and returns its ARN.
func publishFunction(ctx context.Context, client *cloudfront.Client) (string, error) {
	created, err := client.CreateFunction(ctx, &cloudfront.CreateFunctionInput{
		Name: aws.String(name), FunctionCode: code,
		FunctionConfig: &types.FunctionConfig{Comment: aws.String("adds index.html"), Runtime: types.FunctionRuntimeCloudfrontJs20},
	})
	if err != nil {
		return "", fmt.Errorf("create function: %w", err)
	}
	fmt.Printf("  create        function %s, stage DEVELOPMENT, ETag %s\n", name, *created.ETag)
	tested, err := client.TestFunction(ctx, &cloudfront.TestFunctionInput{
		Name: aws.String(name), IfMatch: created.ETag, EventObject: event,
	})
	if err != nil {
		return "", fmt.Errorf("test function: %w", err)
	}
	if message := aws.ToString(tested.TestResult.FunctionErrorMessage); message != "" {
		return "", errors.New("test function: " + message)
	}
	fmt.Printf("  test          compute utilization %s %%, output %.60s…\n",
		*tested.TestResult.ComputeUtilization, *tested.TestResult.FunctionOutput)
	published, err := client.PublishFunction(ctx, &cloudfront.PublishFunctionInput{Name: aws.String(name), IfMatch: created.ETag})
	if err != nil {
		return "", fmt.Errorf("publish function: %w", err)
	}
	summary := published.FunctionSummary
	fmt.Printf("  publish       stage %s, status %s\n", summary.FunctionMetadata.Stage, *summary.Status)
	return *summary.FunctionMetadata.FunctionARN, nil
}

func createDistribution(ctx context.Context, client *cloudfront.Client, origin, arn string) (*types.Distribution, error) {
	host, portText, err := net.SplitHostPort(origin)
	if err != nil {
		return nil, fmt.Errorf("origin address: %w", err)
	}
	port, err := strconv.ParseInt(portText, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("origin port: %w", err)
	}
	const cachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" // the managed cache policy
	out, err := client.CreateDistribution(ctx, &cloudfront.CreateDistributionInput{DistributionConfig: &types.DistributionConfig{
		CallerReference: aws.String("demo-" + strconv.FormatInt(time.Now().UnixNano(), 10)), Comment: aws.String("demo"), Enabled: aws.Bool(true),
		Origins: &types.Origins{Quantity: aws.Int32(1), Items: []types.Origin{{
			Id: aws.String("demo"), DomainName: aws.String(host),
			CustomOriginConfig: &types.CustomOriginConfig{
				HTTPPort: aws.Int32(int32(port)), HTTPSPort: aws.Int32(443), OriginProtocolPolicy: types.OriginProtocolPolicyHttpOnly,
			},
		}}},
		DefaultCacheBehavior: &types.DefaultCacheBehavior{
			TargetOriginId: aws.String("demo"), ViewerProtocolPolicy: types.ViewerProtocolPolicyAllowAll, CachePolicyId: aws.String(cachingDisabled),
		},
		CacheBehaviors: &types.CacheBehaviors{Quantity: aws.Int32(1), Items: []types.CacheBehavior{{
			PathPattern: aws.String("/docs/*"), TargetOriginId: aws.String("demo"),
			ViewerProtocolPolicy: types.ViewerProtocolPolicyAllowAll, CachePolicyId: aws.String(cachingDisabled),
			FunctionAssociations: &types.FunctionAssociations{Quantity: aws.Int32(1), Items: []types.FunctionAssociation{
				{EventType: types.EventTypeViewerRequest, FunctionARN: &arn},
			}},
		}}},
	}})
	if err != nil {
		return nil, fmt.Errorf("create distribution: %w", err)
	}
	fmt.Printf("  attach        distribution %s, status %s\n", *out.Distribution.Id, *out.Distribution.Status)
	return out.Distribution, nil
}

// waitDeployed waits until the edge serves the distribution.
func waitDeployed(ctx context.Context, client *cloudfront.Client, id string) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for {
		out, err := client.GetDistribution(ctx, &cloudfront.GetDistributionInput{Id: &id})
		if err != nil {
			return fmt.Errorf("wait for deployment: %w", err)
		}
		if *out.Distribution.Status == "Deployed" {
			return nil
		}
		select {
		case <-time.After(5 * time.Millisecond):
		case <-ctx.Done():
			return fmt.Errorf("wait for deployment: %w", ctx.Err())
		}
	}
}

// request sends a viewer request to the edge. It names the distribution in the Host header, so that it works where
// names below localhost do not resolve.
func request(ctx context.Context, edge, host, path string) (body, cache string, err error) {
	target, err := url.JoinPath(edge, path)
	if err != nil {
		return "", "", fmt.Errorf("request %s: %w", path, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return "", "", fmt.Errorf("request %s: %w", path, err)
	}
	req.Host = host
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", "", fmt.Errorf("request %s: %w", path, err)
	}
	defer resp.Body.Close() // read to its end
	text, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %s", resp.Status)
	}
	if err != nil {
		return "", "", fmt.Errorf("request %s: %w", path, err)
	}
	return string(text), resp.Header.Get("X-Cache"), nil
}
