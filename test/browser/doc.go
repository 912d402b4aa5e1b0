// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package browser tests the console with Chromium: what people click, up to the effect at the edge. The tests are skipped
// where there is no Chromium.
//
// With SCREENSHOTS set to a folder TestScreenshots leaves pictures of all pages there, in light and dark at two widths;
// 'make screenshots' does that. With AXE set to axe.min.js TestAxe looks for what
// keeps people out; 'make race' does that where npm is.
package browser
