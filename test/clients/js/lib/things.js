// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// What several topics make.

"use strict";

const cf = require("@aws-sdk/client-cloudfront");

/** The entity tags of the first versions of anything. Source: api.md 1.7. */
const etags = ["ETVPDKIKX0DER", "E3UN6WX5RRO2AG", "E1F83G8C2ARO7P"];

const passing = "function handler(event) { return event.request; }";

/** A test event of a viewer request. */
const event = (uri) => Buffer.from(JSON.stringify({
  version: "1.0", context: { eventType: "viewer-request" }, viewer: { ip: "192.0.2.1" },
  request: { method: "GET", uri, querystring: {}, headers: {}, cookies: {} },
}));

/** The input that creates a function; store is the ARN of a key value store that it reads. */
function functionInput(name, code, store) {
  const config = { Comment: "made by JavaScript", Runtime: "cloudfront-js-2.0" };
  if (store) config.KeyValueStoreAssociations = { Quantity: 1, Items: [{ KeyValueStoreARN: store }] };
  return { Name: name, FunctionConfig: config, FunctionCode: Buffer.from(code) };
}

/** Creates and publishes a function, and returns its ARN. */
async function publish(client, name, code, store) {
  const { ETag } = await client.send(new cf.CreateFunctionCommand(functionInput(name, code, store)));
  const { FunctionSummary } = await client.send(new cf.PublishFunctionCommand({ Name: name, IfMatch: ETag }));
  return FunctionSummary.FunctionMetadata.FunctionARN;
}

/** The configuration of a distribution with a function on viewer requests. */
const distribution = (reference, arn) => ({
  CallerReference: reference, Comment: "", Enabled: true,
  Origins: { Quantity: 1, Items: [{
    Id: "main", DomainName: "127.0.0.1",
    CustomOriginConfig: { HTTPPort: 1, HTTPSPort: 443, OriginProtocolPolicy: "http-only" },
  }] },
  DefaultCacheBehavior: {
    TargetOriginId: "main", ViewerProtocolPolicy: "allow-all",
    CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", // the managed policy CachingDisabled
    FunctionAssociations: { Quantity: 1, Items: [{ EventType: "viewer-request", FunctionARN: arn }] },
  },
});

/** Waits as the SDK does. */
const deployed = (client, id) =>
  cf.waitUntilDistributionDeployed({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { Id: id });

module.exports = { etags, passing, event, functionInput, publish, distribution, deployed };
