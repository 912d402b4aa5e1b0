#!/bin/sh
# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs the tests of the packages given as arguments on 32 bits; where the machine runs no such programs, vets them only.
set -eu
export CGO_ENABLED=0 GOARCH=386

probe=$(mktemp -d)
trap 'rm -r "$probe"' EXIT
echo 'package main; func main() {}' >"$probe/main.go"
go build -o "$probe/main" "$probe/main.go"
go vet "$@"
if "$probe/main" 2>/dev/null; then
	go test "$@"
else
	echo "this machine does not run programs of 32 bits: their tests are vetted only"
fi
