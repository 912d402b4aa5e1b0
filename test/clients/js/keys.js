// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The keys of a store, signed with SigV4A. Source: kvs-api.md.

"use strict";

const assert = require("node:assert/strict");
const { CreateKeyValueStoreCommand, DeleteKeyValueStoreCommand, DescribeKeyValueStoreCommand } = require("@aws-sdk/client-cloudfront");
const kvs = require("@aws-sdk/client-cloudfront-keyvaluestore");
const { step, refused } = require("./lib/steps.js");
const { control, data } = require("./lib/clients.js");
const { etags } = require("./lib/things.js");

const client = data();
const special = ["..", ".", "/", "//", "a b", "a/b", "a+b", "100%", "%2F", "k?x=1#y", "ключ 😀", "é\u0301", "a:b@c!$&'()*,;=", "q\"<>\\^`{|}~[]"];
let KvsARN, IfMatch;

/** Sends a change with the current entity tag, and keeps the new one. */
async function change(command) {
  const out = await client.send(command);
  assert.match(out.ETag, /^KV/);
  assert.notEqual(out.ETag, IfMatch);
  IfMatch = out.ETag;
  return out;
}
const put = (Key, Value) => change(new kvs.PutKeyCommand({ KvsARN, IfMatch, Key, Value }));
const get = (Key) => client.send(new kvs.GetKeyCommand({ KvsARN, Key }));
const describe = () => client.send(new kvs.DescribeKeyValueStoreCommand({ KvsARN }));

/** All keys, by pages of a size. */
async function all(pageSize) {
  const items = [];
  for await (const page of kvs.paginateListKeys({ client, pageSize }, { KvsARN })) {
    assert.ok(page.Items.length <= pageSize);
    items.push(...page.Items);
  }
  return items;
}

step("DescribeKeyValueStore", async () => {
  const { KeyValueStore } = await control().send(new CreateKeyValueStoreCommand({ Name: "keys" }));
  KvsARN = KeyValueStore.ARN;
  const { $metadata, ETag, Created, LastModified, ...rest } = await describe();
  assert.match(ETag, /^KV/);
  assert.ok(Created instanceof Date && LastModified instanceof Date && Math.abs(Date.now() - Created) < 600_000);
  assert.deepEqual(rest, { KvsARN, ItemCount: 0, TotalSizeInBytes: 0, Status: "READY" });
  IfMatch = ETag;
});

step("PutKey and GetKey", async () => {
  const out = await put("key1", "value1");
  assert.deepEqual([out.ItemCount, out.TotalSizeInBytes], [1, 11]); // a sample of AWS
  const { $metadata, ...got } = await get("key1");
  assert.deepEqual(got, { Key: "key1", Value: "value1", ItemCount: 1, TotalSizeInBytes: 11 });
  await put("key1", "");
  assert.equal((await get("key1")).Value, "");
});

for (const key of special) {
  step(`key ${JSON.stringify(key)}`, async () => {
    await put(key, `of ${key}`);
    const got = await get(key);
    assert.deepEqual([got.Key, got.Value], [key, `of ${key}`]);
  });
}

step("ListKeys, by pages", async () => {
  const want = [...special, "key1"].sort();
  assert.deepEqual((await all(4)).map((item) => item.Key).sort(), want);
  const first = await client.send(new kvs.ListKeysCommand({ KvsARN }));
  assert.equal(first.Items.length, 10);
  assert.ok(first.NextToken);
  await refused(client.send(new kvs.ListKeysCommand({ KvsARN, MaxResults: 51 })), "ValidationException", 400);
});

step("DeleteKey of each of them", async () => {
  for (const key of special) {
    await change(new kvs.DeleteKeyCommand({ KvsARN, Key: key, IfMatch }));
    await refused(get(key), "ResourceNotFoundException", 404);
  }
  assert.deepEqual(await all(50), [{ Key: "key1", Value: "" }]);
});

step("UpdateKeys of 50 keys", async () => {
  const Puts = Array.from({ length: 49 }, (_, i) => ({ Key: `key/${i}`, Value: "ü".repeat(512) }));
  const out = await change(new kvs.UpdateKeysCommand({ KvsARN, IfMatch, Puts, Deletes: [{ Key: "key1" }] }));
  assert.deepEqual([out.ItemCount, out.TotalSizeInBytes], [49, Puts.reduce((sum, { Key }) => sum + Key.length + 1024 + 1, 0)]);
  assert.equal((await all(50)).length, 49);
});

step("UpdateKeys changes all or nothing", async () => {
  const before = await describe();
  const update = (input) => client.send(new kvs.UpdateKeysCommand({ KvsARN, IfMatch, ...input }));
  const entry = (Key) => ({ Key, Value: "new" });
  await refused(update({ Puts: [entry("key/0"), entry("new")], Deletes: [{ Key: "none" }] }), "ResourceNotFoundException", 404);
  await refused(update({ Puts: [entry("key/0"), { Key: "long", Value: "x".repeat(1025) }] }), "ValidationException", 400);
  await refused(update({ Puts: Array.from({ length: 51 }, (_, i) => entry(`more/${i}`)) }), "ValidationException", 400);
  await refused(update({ Puts: [entry("twice"), entry("twice")] }), "ValidationException", 400);
  const { $metadata: a, ...after } = await describe();
  const { $metadata: b, ...want } = before;
  assert.deepEqual(after, want);
  assert.notEqual((await get("key/0")).Value, "new");
});

step("conditions that fail", async () => {
  const stale = IfMatch;
  await put("again", "1");
  for (const command of [
    new kvs.PutKeyCommand({ KvsARN, IfMatch: stale, Key: "again", Value: "2" }),
    new kvs.DeleteKeyCommand({ KvsARN, IfMatch: stale, Key: "again" }),
    new kvs.UpdateKeysCommand({ KvsARN, IfMatch: stale, Deletes: [{ Key: "again" }] }),
  ]) {
    const e = await refused(client.send(command), "ConflictException", 409, IfMatch);
    assert.ok(e instanceof kvs.ConflictException);
    assert.ok(e.Message === undefined || e.Message === e.message);
  }
  await refused(client.send(new kvs.PutKeyCommand({ KvsARN, IfMatch: etags[0], Key: "again", Value: "2" })), "ValidationException", 400);
  assert.equal((await get("again")).Value, "1");
});

step("what cannot be a key or a value", async () => {
  const send = (Key, Value) => client.send(new kvs.PutKeyCommand({ KvsARN, IfMatch, Key, Value }));
  await refused(send("k".repeat(513), "v"), "ValidationException", 400, "513");
  await refused(send("k", "v".repeat(1025)), "ValidationException", 400, "1025");
  await put("k".repeat(512), "v".repeat(1024));
});

step("errors of keys and stores that are not there", async () => {
  const e = await refused(get("none"), "ResourceNotFoundException", 404);
  assert.ok(e instanceof kvs.ResourceNotFoundException);
  await refused(client.send(new kvs.DeleteKeyCommand({ KvsARN, IfMatch, Key: "none" })), "ResourceNotFoundException", 404);
  const other = KvsARN.replace(/.{12}$/, "000000000000");
  await refused(client.send(new kvs.GetKeyCommand({ KvsARN: other, Key: "k" })), "ResourceNotFoundException", 404);
});

step("a deleted store has no keys", async () => {
  const { ETag } = await control().send(new DescribeKeyValueStoreCommand({ Name: "keys" }));
  assert.equal(ETag, etags[1]); // writing keys leaves it alone
  await control().send(new DeleteKeyValueStoreCommand({ Name: "keys", IfMatch: ETag }));
  await refused(describe(), "ResourceNotFoundException", 404);
});
