// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package soak lets an edge serve mixed traffic for a long time while its origins misbehave: they reset connections, cut
// bodies off, are slow, answer with bursts of errors, and their names cannot be resolved. Meanwhile functions are
// published, distributions are changed and paths are invalidated.
//
// What a path has for a body follows from the path, with a hash in it, so that viewers know it: a body that is taken for
// complete must be that one to the last byte, from the cache or not, whole or in part. What has healthy origins must never
// fail. In the end no goroutine, no descriptor and no memory is left behind.
//
// The package holds no code beside its test. It runs for a few seconds, or for as long as the variable SOAK says; 'make
// soak' runs it for ten minutes with the race detector.
//
// Start reading at soak_test.go; origin_test.go has the origins, viewer_test.go the viewers.
package soak
