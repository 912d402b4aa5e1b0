// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// A function in a distribution, from its association to the end of both. Source: api.md 2.8, 2.11, 4.

"use strict";

const assert = require("node:assert/strict");
const cf = require("@aws-sdk/client-cloudfront");
const { step, refused, eventually } = require("./lib/steps.js");
const { control, view } = require("./lib/clients.js");
const { etags, distribution, deployed, publish } = require("./lib/things.js");

const client = control();
const answers = (text) => `function handler(event) { return { statusCode: 200, body: '${text} ' + event.request.uri }; }`;
let arn, id, domain, etag;

step("CreateDistribution with a function that is not published", async () => {
  const input = distribution("none", "arn:aws:cloudfront::111122223333:function/none");
  await refused(client.send(new cf.CreateDistributionCommand({ DistributionConfig: input })), "InvalidFunctionAssociation", 400, "function/none");
});

step("CreateDistribution", async () => {
  arn = await publish(client, "answers", answers("first"));
  const out = await client.send(new cf.CreateDistributionCommand({ DistributionConfig: distribution("js", arn) }));
  assert.equal(out.ETag, etags[0]);
  assert.equal(out.Distribution.Status, "InProgress");
  assert.equal(out.Location.split("/").pop(), out.Distribution.Id);
  assert.ok(out.Distribution.LastModifiedTime instanceof Date);
  assert.deepEqual(out.Distribution.DistributionConfig.DefaultCacheBehavior.FunctionAssociations,
    { Quantity: 1, Items: [{ EventType: "viewer-request", FunctionARN: arn }] });
  ({ Id: id, DomainName: domain } = out.Distribution);
});

step("wait until it is deployed", async () => {
  assert.equal((await deployed(client, id)).state, "SUCCESS");
  const out = await client.send(new cf.GetDistributionCommand({ Id: id }));
  assert.equal(out.Distribution.Status, "Deployed");
});

step("viewers see what the function answers", async () => {
  const got = await view(domain, "/docs/");
  assert.deepEqual([got.status, got.body], [200, "first /docs/"]);
});

step("PublishFunction changes what viewers see", async () => {
  const FunctionConfig = { Comment: "", Runtime: "cloudfront-js-2.0" };
  const { ETag } = await client.send(new cf.UpdateFunctionCommand(
    { Name: "answers", IfMatch: etags[0], FunctionConfig, FunctionCode: Buffer.from(answers("second")) }));
  assert.equal((await view(domain, "/")).body, "first /");
  await client.send(new cf.PublishFunctionCommand({ Name: "answers", IfMatch: ETag }));
  await eventually(async () => assert.equal((await view(domain, "/")).body, "second /"));
});

step("DeleteFunction of a function in use", async () => {
  const e = await refused(client.send(new cf.DeleteFunctionCommand({ Name: "answers", IfMatch: etags[1] })), "FunctionInUse", 409,
    "Cannot delete function answers, it is in use by 1 distributions");
  assert.ok(e instanceof cf.FunctionInUse && e.message.includes(id));
});

step("paginateListDistributions", async () => {
  await client.send(new cf.CreateDistributionCommand({ DistributionConfig: { ...distribution("other", arn), Enabled: false } }));
  const seen = [];
  for await (const page of cf.paginateListDistributions({ client, pageSize: 1 }, {})) {
    assert.equal(page.DistributionList.Items.length, 1);
    seen.push(page.DistributionList.Items[0].Id);
  }
  assert.equal(seen.length, 2);
  assert.equal(seen[1], id);
  await deployed(client, seen[0]);
  await client.send(new cf.DeleteDistributionCommand({ Id: seen[0], IfMatch: etags[0] }));
});

step("UpdateDistribution takes the function away", async () => {
  const got = await client.send(new cf.GetDistributionConfigCommand({ Id: id }));
  const config = got.DistributionConfig;
  config.DefaultCacheBehavior.FunctionAssociations = { Quantity: 0 };
  config.Enabled = false;
  await refused(client.send(new cf.UpdateDistributionCommand({ Id: id, IfMatch: etags[2], DistributionConfig: config })),
    "PreconditionFailed", 412, got.ETag);
  const out = await client.send(new cf.UpdateDistributionCommand({ Id: id, IfMatch: got.ETag, DistributionConfig: config }));
  assert.deepEqual(out.Distribution.DistributionConfig, config); // what is sent comes back whole
  etag = out.ETag;
  await deployed(client, id);
  assert.equal((await view(domain, "/")).status, 403);
});

step("DeleteFunction", () => client.send(new cf.DeleteFunctionCommand({ Name: "answers", IfMatch: etags[1] })));

step("DeleteDistribution", async () => {
  await client.send(new cf.DeleteDistributionCommand({ Id: id, IfMatch: etag }));
  await refused(client.send(new cf.GetDistributionCommand({ Id: id })), "NoSuchDistribution", 404);
});
