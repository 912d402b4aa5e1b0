// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Who asks, on both planes. Source: auth.md 2, 4.

"use strict";

const assert = require("node:assert/strict");
const { CreateKeyValueStoreCommand, ListFunctionsCommand } = require("@aws-sdk/client-cloudfront");
const { DescribeKeyValueStoreCommand } = require("@aws-sdk/client-cloudfront-keyvaluestore");
const { step, refused } = require("./lib/steps.js");
const { control, data } = require("./lib/clients.js");

const accessKeyId = process.env.AWS_ACCESS_KEY_ID;
const secretAccessKey = process.env.AWS_SECRET_ACCESS_KEY;
const wrong = { accessKeyId, secretAccessKey: secretAccessKey.toLowerCase() + "x" };
const unknown = { accessKeyId: "AKIANOSUCHKEY0000000", secretAccessKey };
const session = { accessKeyId, secretAccessKey, sessionToken: "of AWS" }; // no server of ours gives such tokens
let KvsARN;

const list = (options) => control(options).send(new ListFunctionsCommand({}));
const describe = (options) => data(options).send(new DescribeKeyValueStoreCommand({ KvsARN }));

step("the control plane knows the access key, whatever the region", async () => {
  ({ ARN: KvsARN } = (await control().send(new CreateKeyValueStoreCommand({ Name: "s" }))).KeyValueStore);
  await list({ region: "eu-west-1" });
});

step("the control plane refuses others", async () => {
  await refused(list({ credentials: wrong }), "SignatureDoesNotMatch", 403);
  await refused(list({ credentials: unknown }), "InvalidClientTokenId", 403);
  await refused(list({ credentials: session }), "InvalidClientTokenId", 403);
  await refused(list({ systemClockOffset: -600_000 }), "SignatureDoesNotMatch", 403, "Signature expired");
});

step("the data plane knows the access key, whatever the region", async () => {
  for (const region of ["us-east-1", "ap-southeast-2"]) assert.equal((await describe({ region })).KvsARN, KvsARN);
});

step("the data plane refuses others", async () => {
  await refused(describe({ credentials: wrong }), "InvalidSignatureException", 403);
  await refused(describe({ credentials: unknown }), "UnrecognizedClientException", 403);
  await refused(describe({ credentials: session }), "UnrecognizedClientException", 403);
  await refused(describe({ systemClockOffset: -600_000 }), "InvalidSignatureException", 403, "Signature expired");
});

step("a clock that is wrong is corrected", async () => {
  await list({ systemClockOffset: -600_000, maxAttempts: 2 });
  await describe({ systemClockOffset: 600_000, maxAttempts: 2 });
});
