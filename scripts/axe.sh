#!/bin/sh
# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0
#
# Prints where axe.min.js is, from the version pinned in tools/axe; nothing where npm is missing or cannot get it, and
# then what checks the console with it is skipped.
set -eu

cd "$(dirname "$0")/.."
folder=$PWD/bin/axe
file=$folder/node_modules/axe-core/axe.min.js
if ! cmp -s tools/axe/package-lock.json "$folder/package-lock.json" || [ ! -e "$file" ]; then
	if ! command -v npm >/dev/null 2>&1; then
		echo "npm is missing: the console is not checked with axe-core" >&2
		exit 0
	fi
	mkdir -p "$folder"
	cp tools/axe/package.json tools/axe/package-lock.json "$folder"
	if ! (cd "$folder" && npm ci --silent --ignore-scripts >&2); then
		rm -rf "$folder"
		echo "npm cannot get axe-core: the console is not checked with it" >&2
		exit 0
	fi
fi
echo "$file"
