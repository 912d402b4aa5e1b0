// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package cfft reads the files of cfft (github.com/fujiwara/cfft), a tool that tests functions on AWS, as cases of functest,
// so that they run here unchanged: cfft.yaml, events and expectations in JSON, Jsonnet or YAML, with messages as objects or
// as HTTP text, the template functions env and must_env, ignored paths, and several functions that become one.
//
// What cfft has from AWS comes from elsewhere: the id of the key value store is that of the loader, its data are those of
// --kvs, or of NAME.kvs.json beside cfft.yaml, or none. A filter_command runs only when the Format has a Filter: reading
// cases must not run programs unless the user says so.
//
// HTTP text is read as cfft reads it, which is not how the edge shows messages: uri keeps the query string, whose
// parameters are decoded.
//
// Start reading at cfft.go.
package cfft
