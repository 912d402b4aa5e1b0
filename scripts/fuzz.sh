#!/bin/sh
# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs every native fuzz target of the module for FUZZTIME each (default 10s).
set -eu

grep -rl --include='*_test.go' '^func Fuzz' . | sort | while read -r file; do
	sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$file" | while read -r target; do
		echo "fuzz $target ($file)"
		go test -run='^$' -fuzz="^$target\$" -fuzztime="${FUZZTIME:-10s}" -fuzzminimizetime=10x "$(dirname "$file")"
	done
done
