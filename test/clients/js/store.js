// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The life of a key value store, without its keys. Source: api.md 3.

"use strict";

const assert = require("node:assert/strict");
const cf = require("@aws-sdk/client-cloudfront");
const { step, refused } = require("./lib/steps.js");
const { control } = require("./lib/clients.js");
const { etags, functionInput, passing } = require("./lib/things.js");

const client = control();
const Name = "redirects";
const describe = () => client.send(new cf.DescribeKeyValueStoreCommand({ Name }));
let arn;

step("CreateKeyValueStore", async () => {
  const out = await client.send(new cf.CreateKeyValueStoreCommand({ Name }));
  const { ARN, Id, LastModifiedTime, ...rest } = out.KeyValueStore;
  assert.equal(out.$metadata.httpStatusCode, 201);
  assert.equal(out.ETag, etags[0]);
  assert.equal(ARN, `arn:aws:cloudfront::111122223333:key-value-store/${Id}`);
  assert.ok(LastModifiedTime instanceof Date);
  assert.deepEqual(rest, { Name, Status: "PROVISIONING" });
  arn = ARN;
});

step("it is READY", async () => {
  const out = await describe();
  assert.deepEqual([out.KeyValueStore.Status, out.KeyValueStore.ARN, out.ETag], ["READY", arn, etags[1]]);
});

step("CreateKeyValueStore of a name that is taken", () => refused(
  client.send(new cf.CreateKeyValueStoreCommand({ Name })), "EntityAlreadyExists", 409));

step("UpdateKeyValueStore", async () => {
  const update = (IfMatch) => client.send(new cf.UpdateKeyValueStoreCommand({ Name, Comment: "ünïcode & more", IfMatch }));
  await refused(update(etags[0]), "PreconditionFailed", 412, etags[1]);
  const out = await update(etags[1]);
  assert.deepEqual([out.ETag, out.KeyValueStore.Comment], [etags[2], "ünïcode & more"]);
});

step("paginateListKeyValueStores", async () => {
  await client.send(new cf.CreateKeyValueStoreCommand({ Name: "another" }));
  const seen = [];
  for await (const page of cf.paginateListKeyValueStores({ client, pageSize: 1 }, { Status: "READY" })) {
    seen.push(...page.KeyValueStoreList.Items.map((item) => item.Name));
  }
  assert.deepEqual(seen.sort(), ["another", Name]);
  const { KeyValueStoreList: none } = await client.send(new cf.ListKeyValueStoresCommand({ Status: "PROVISIONING" }));
  assert.equal(none.Quantity, 0);
});

step("DeleteKeyValueStore of a store in use", async () => {
  await client.send(new cf.CreateFunctionCommand(functionInput("reader", passing, arn)));
  await refused(client.send(new cf.DeleteKeyValueStoreCommand({ Name, IfMatch: etags[2] })), "CannotDeleteEntityWhileInUse", 409, "reader");
  await client.send(new cf.DeleteFunctionCommand({ Name: "reader", IfMatch: etags[0] }));
});

step("CreateFunction with a store that does not exist", () => refused(
  client.send(new cf.CreateFunctionCommand(functionInput("reader", passing, arn.replace(/.{12}$/, "000000000000")))), "InvalidArgument", 400));

step("DeleteKeyValueStore", async () => {
  await refused(client.send(new cf.DeleteKeyValueStoreCommand({ Name, IfMatch: etags[1] })), "PreconditionFailed", 412, etags[2]);
  await client.send(new cf.DeleteKeyValueStoreCommand({ Name, IfMatch: etags[2] }));
  await refused(describe(), "EntityNotFound", 404);
});
