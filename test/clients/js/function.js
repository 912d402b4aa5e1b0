// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The life of a function. Source: api.md 2.

"use strict";

const assert = require("node:assert/strict");
const cf = require("@aws-sdk/client-cloudfront");
const { step, refused } = require("./lib/steps.js");
const { control } = require("./lib/clients.js");
const { etags, event, functionInput } = require("./lib/things.js");

const client = control();
const Name = "js";
const code = "// ünïcode\nfunction handler(event) {\n    console.log('ran');\n    event.request.uri += 'index.html';\n    return event.request;\n}\n";

/** Checks a summary whole; its times must be dates. */
function checkSummary(got, status, stage, comment = "made by JavaScript") {
  const { CreatedTime, LastModifiedTime, ...metadata } = got.FunctionMetadata;
  assert.ok(CreatedTime instanceof Date && LastModifiedTime instanceof Date);
  assert.deepEqual({ ...got, FunctionMetadata: metadata }, {
    Name, Status: status, FunctionConfig: { Comment: comment, Runtime: "cloudfront-js-2.0" },
    FunctionMetadata: { FunctionARN: "arn:aws:cloudfront::111122223333:function/js", Stage: stage },
  });
}

step("CreateFunction", async () => {
  const out = await client.send(new cf.CreateFunctionCommand(functionInput(Name, code)));
  assert.equal(out.$metadata.httpStatusCode, 201);
  assert.equal(out.ETag, etags[0]);
  assert.match(out.Location, /\/2020-05-31\/function\/arn:aws:cloudfront::111122223333:function\/js$/);
  checkSummary(out.FunctionSummary, "UNPUBLISHED", "DEVELOPMENT");
});

step("CreateFunction of a name that is taken", async () => {
  const e = await refused(client.send(new cf.CreateFunctionCommand(functionInput(Name, code))), "FunctionAlreadyExists", 409);
  assert.ok(e instanceof cf.FunctionAlreadyExists);
});

step("CreateFunction with too much code", () => refused(
  client.send(new cf.CreateFunctionCommand(functionInput("large", "//" + "x".repeat(10_240)))), "FunctionSizeLimitExceeded", 413));

step("CreateFunction with a name that is none", () => refused(
  client.send(new cf.CreateFunctionCommand(functionInput("a b", code))), "MalformedXML", 400, "[a-zA-Z0-9-_]"));

step("DescribeFunction", async () => {
  const out = await client.send(new cf.DescribeFunctionCommand({ Name }));
  assert.equal(out.ETag, etags[0]);
  checkSummary(out.FunctionSummary, "UNPUBLISHED", "DEVELOPMENT");
});

step("DescribeFunction of a stage that is not there yet", () => refused(
  client.send(new cf.DescribeFunctionCommand({ Name, Stage: "LIVE" })), "NoSuchFunctionExists", 404));

step("GetFunction", async () => {
  const out = await client.send(new cf.GetFunctionCommand({ Name, Stage: "DEVELOPMENT" }));
  assert.equal(Buffer.from(out.FunctionCode).toString(), code);
  assert.equal(out.ETag, etags[0]);
  assert.equal(out.ContentType, "application/octet-stream");
});

step("TestFunction", async () => {
  const { TestResult: got } = await client.send(new cf.TestFunctionCommand(
    { Name, IfMatch: etags[0], Stage: "DEVELOPMENT", EventObject: event("/docs/") }));
  checkSummary(got.FunctionSummary, "UNPUBLISHED", "DEVELOPMENT");
  assert.match(got.ComputeUtilization, /^\d+$/);
  assert.deepEqual(got.FunctionExecutionLogs, ["ran"]);
  assert.equal(got.FunctionErrorMessage, "");
  assert.equal(JSON.parse(got.FunctionOutput).request.uri, "/docs/index.html");
});

step("UpdateFunction", async () => {
  const { Name: _, ...input } = functionInput(Name, "function handler(event) { return missing; }");
  input.FunctionConfig.Comment = "<changed> & \"quoted\" \u{1F600}";
  const update = (IfMatch) => client.send(new cf.UpdateFunctionCommand({ Name, IfMatch, ...input }));
  await refused(update(etags[1]), "PreconditionFailed", 412, etags[0]); // the message says which entity tag is current
  await refused(update("old"), "InvalidIfMatchVersion", 400);
  const out = await update(etags[0]);
  assert.equal(out.ETag, etags[1]);
  checkSummary(out.FunctionSummary, "UNPUBLISHED", "DEVELOPMENT", input.FunctionConfig.Comment);
});

step("TestFunction of a function that throws", async () => {
  const { TestResult: got } = await client.send(new cf.TestFunctionCommand({ Name, IfMatch: etags[1], EventObject: event("/") }));
  assert.match(got.FunctionErrorMessage, /ReferenceError: "missing" is not defined/);
  assert.deepEqual(got.FunctionExecutionLogs, []);
  assert.equal(got.FunctionOutput, "");
});

step("PublishFunction", async () => {
  const put = { Name, IfMatch: etags[1], ...functionInput(Name, code) };
  await client.send(new cf.UpdateFunctionCommand(put));
  await refused(client.send(new cf.PublishFunctionCommand({ Name, IfMatch: etags[1] })), "PreconditionFailed", 412, etags[2]);
  const out = await client.send(new cf.PublishFunctionCommand({ Name, IfMatch: etags[2] }));
  checkSummary(out.FunctionSummary, "UNASSOCIATED", "LIVE");
  const live = await client.send(new cf.DescribeFunctionCommand({ Name, Stage: "LIVE" }));
  assert.equal(live.ETag, etags[0]);
});

step("ListFunctions, by pages", async () => {
  const seen = [];
  let Marker;
  do {
    const { FunctionList: page } = await client.send(new cf.ListFunctionsCommand({ MaxItems: 1, Marker }));
    assert.equal(page.MaxItems, 1);
    assert.equal(page.Quantity, page.Items.length);
    seen.push(...page.Items.map((item) => item.FunctionMetadata.Stage));
    Marker = page.NextMarker;
  } while (Marker);
  assert.deepEqual(seen, ["DEVELOPMENT", "LIVE"]);
  const { FunctionList: live } = await client.send(new cf.ListFunctionsCommand({ Stage: "LIVE" }));
  checkSummary(live.Items[0], "UNASSOCIATED", "LIVE");
  assert.equal(live.Quantity, 1);
});

step("tags", async () => {
  const Resource = "arn:aws:cloudfront::111122223333:function/js";
  const tags = async () => (await client.send(new cf.ListTagsForResourceCommand({ Resource }))).Tags.Items;
  await client.send(new cf.TagResourceCommand({ Resource, Tags: { Items: [{ Key: "team", Value: "web @ edge" }, { Key: "x", Value: "" }] } }));
  assert.deepEqual(await tags(), [{ Key: "team", Value: "web @ edge" }, { Key: "x", Value: "" }]);
  await client.send(new cf.UntagResourceCommand({ Resource, TagKeys: { Items: ["team"] } }));
  assert.deepEqual(await tags(), [{ Key: "x", Value: "" }]);
});

step("DeleteFunction", async () => {
  await refused(client.send(new cf.DeleteFunctionCommand({ Name, IfMatch: etags[1] })), "PreconditionFailed", 412);
  const out = await client.send(new cf.DeleteFunctionCommand({ Name, IfMatch: etags[2] }));
  assert.equal(out.$metadata.httpStatusCode, 204);
  await refused(client.send(new cf.GetFunctionCommand({ Name })), "NoSuchFunctionExists", 404);
});
