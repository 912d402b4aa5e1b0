#!/bin/sh
# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs every native fuzz target of the module for FUZZTIME each (default 10s); those of the JavaScript engine, of which
# there are many, for ENGINE_FUZZTIME (default 3s).
set -eu

out=$(mktemp)
trap 'rm -f "$out"' EXIT

grep -rl --include='*_test.go' '^func Fuzz' . | sort | while read -r file; do
	sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$file" | while read -r target; do
		time="${FUZZTIME:-10s}"
		case "$file" in ./internal/js/*) time="${ENGINE_FUZZTIME:-3s}" ;; esac
		echo "fuzz $target ($file, $time)"
		if go test -run='^$' -fuzz="^$target\$" -fuzztime="$time" -fuzzminimizetime=10x "$(dirname "$file")" >"$out" 2>&1; then
			grep -E 'execs' "$out" | tail -n 1
		elif grep -q '^    context deadline exceeded$' "$out" && ! grep -q 'Failing input' "$out"; then
			echo "the time ended while an input was on its way: no finding" # a fault of go test
		else
			cat "$out"
			exit 1
		fi
	done
done
