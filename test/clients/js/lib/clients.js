// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Clients as people make them: endpoints, region and access key come from the environment, as 'selvedge env' prints it.

"use strict";

const http = require("node:http");
const { CloudFrontClient } = require("@aws-sdk/client-cloudfront");
const { CloudFrontKeyValueStoreClient } = require("@aws-sdk/client-cloudfront-keyvaluestore");
require("@aws-sdk/signature-v4a"); // enters itself as what signs with SigV4A

/** A client of the control plane. It does not try again, so that nothing is hidden. */
const control = (options) => new CloudFrontClient({ maxAttempts: 1, ...options });

/**
 * A client of the data plane. It asks <account id>.localhost, a name that only some machines resolve, so the agent does.
 */
function data(options) {
  const lookup = (name, { all }, done) => {
    if (!/^\d{12}\.localhost$/.test(name)) return done(new Error(`the client looks for ${name}`));
    return all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4);
  };
  return new CloudFrontKeyValueStoreClient({ maxAttempts: 1, requestHandler: { httpAgent: new http.Agent({ lookup }) }, ...options });
}

/** Asks the edge, whose URL the test gives in EDGE, for a path of a distribution. */
function view(host, path) {
  return new Promise((resolve, reject) => {
    http.get(process.env.EDGE + path, { headers: { host }, agent: false }, async (answer) => {
      let body = "";
      for await (const part of answer) body += part;
      resolve({ status: answer.statusCode, headers: answer.headers, body });
    }).on("error", reject);
  });
}

module.exports = { control, data, view };
