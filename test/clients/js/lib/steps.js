// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// What the topics in the folder above have in common: they go through steps, one after the other, and write a line of
// JSON about each. The Go tests read those lines (test/e2e/clients_test.go).

"use strict";

const assert = require("node:assert/strict");

const list = [];

/** Adds a step. A step that fails ends the topic, because those behind it build on it. */
function step(name, run) {
  list.push({ name, run });
  if (list.length === 1) setImmediate(all);
}

async function all() {
  for (const { name, run } of list) {
    try {
      await run();
      report({ step: name, error: "" });
    } catch (e) {
      report({ step: name, error: e.stack + "\n" + JSON.stringify(e.$metadata ?? {}) });
      process.exitCode = 1;
      return;
    }
  }
  report({ done: list.length });
}

function report(line) {
  process.stdout.write(JSON.stringify(line) + "\n");
}

/** Checks that a call is refused, and what the SDK makes of the answer. Returns the error. */
async function refused(call, name, status, text = "") {
  let error;
  try {
    await call;
  } catch (e) {
    error = e;
  }
  assert.ok(error, `it succeeds, want ${name}`);
  assert.equal(error.name, name, error.stack);
  assert.equal(error.$metadata.httpStatusCode, status, error.stack);
  assert.equal(error.$fault, "client", error.stack);
  assert.match(error.$metadata.requestId, /^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  const message = error.Error?.Message ?? error.message; // of codes that an operation does not list, message is "UnknownError"
  assert.ok(message.includes(text) && message !== "", `message ${message}, want it to have ${text}`);
  return error;
}

/** Calls check until it returns without an error. */
async function eventually(check) {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (e) {
      if (Date.now() > end) throw e;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

module.exports = { step, refused, eventually };
