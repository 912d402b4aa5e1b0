// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// A function that reads a store, in TestFunction and in front of viewers. Source: kvs-api.md 3.

"use strict";

const assert = require("node:assert/strict");
const cf = require("@aws-sdk/client-cloudfront");
const kvs = require("@aws-sdk/client-cloudfront-keyvaluestore");
const { step, refused, eventually } = require("./lib/steps.js");
const { control, data, view } = require("./lib/clients.js");
const { etags, event, distribution, deployed, publish } = require("./lib/things.js");

const client = control();
const keys = data();
const code = `import cf from 'cloudfront';
const store = cf.kvs();
async function handler(event) {
    const uri = event.request.uri;
    const target = await store.exists(uri) ? await store.get(uri) : '/';
    return { statusCode: 302, headers: { location: { value: target } } };
}`;
let KvsARN, id, domain;

/** Makes a key of the store lead somewhere else. */
async function put(Key, Value) {
  const { ETag: IfMatch } = await keys.send(new kvs.DescribeKeyValueStoreCommand({ KvsARN }));
  await keys.send(new kvs.PutKeyCommand({ KvsARN, IfMatch, Key, Value }));
}

/** Where the function leads in TestFunction. */
async function tested(Stage, uri) {
  const { TestResult } = await client.send(new cf.TestFunctionCommand({ Name: "reader", Stage, IfMatch: etags[0], EventObject: event(uri) }));
  assert.equal(TestResult.FunctionErrorMessage, "");
  return JSON.parse(TestResult.FunctionOutput).response.headers.location.value;
}

step("publish a function that reads a store", async () => {
  const { KeyValueStore } = await client.send(new cf.CreateKeyValueStoreCommand({ Name: "targets" }));
  KvsARN = KeyValueStore.ARN;
  await put("/old", "/new");
  const arn = await publish(client, "reader", code, KvsARN);
  const out = await client.send(new cf.DescribeFunctionCommand({ Name: "reader", Stage: "LIVE" }));
  assert.deepEqual(out.FunctionSummary.FunctionConfig.KeyValueStoreAssociations, { Quantity: 1, Items: [{ KeyValueStoreARN: KvsARN }] });
  const made = await client.send(new cf.CreateDistributionCommand({ DistributionConfig: distribution("reader", arn) }));
  ({ Id: id, DomainName: domain } = made.Distribution);
});

step("TestFunction reads it in both stages", async () => {
  assert.equal(await tested("DEVELOPMENT", "/old"), "/new");
  assert.equal(await tested("LIVE", "/old"), "/new");
  assert.equal(await tested("LIVE", "/other"), "/");
});

step("TestFunction reads a change at once", async () => {
  await put("/old", "/newer");
  assert.equal(await tested("DEVELOPMENT", "/old"), "/newer");
});

step("viewers get what it reads", async () => {
  await deployed(client, id);
  assert.equal((await view(domain, "/old")).headers.location, "/newer");
  await put("/old", "/newest");
  await eventually(async () => assert.equal((await view(domain, "/old")).headers.location, "/newest"));
});

step("neither function nor store can be deleted", async () => {
  await refused(client.send(new cf.DeleteFunctionCommand({ Name: "reader", IfMatch: etags[0] })), "FunctionInUse", 409, id);
  await refused(client.send(new cf.DeleteKeyValueStoreCommand({ Name: "targets", IfMatch: etags[1] })), "CannotDeleteEntityWhileInUse", 409, "reader");
});

step("delete all, from the outside in", async () => {
  const { DistributionConfig, ETag } = await client.send(new cf.GetDistributionConfigCommand({ Id: id }));
  await refused(client.send(new cf.DeleteDistributionCommand({ Id: id, IfMatch: ETag })), "DistributionNotDisabled", 409);
  const off = await client.send(new cf.UpdateDistributionCommand({ Id: id, IfMatch: ETag, DistributionConfig: { ...DistributionConfig, Enabled: false } }));
  await deployed(client, id);
  await client.send(new cf.DeleteDistributionCommand({ Id: id, IfMatch: off.ETag }));
  await client.send(new cf.DeleteFunctionCommand({ Name: "reader", IfMatch: etags[0] }));
  await client.send(new cf.DeleteKeyValueStoreCommand({ Name: "targets", IfMatch: etags[1] }));
});
