#!/bin/sh
# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes internal/console/static/codemirror.js anew from the versions pinned in tools/codemirror. Needs npm; the result is
# committed, so that nobody needs it to build Selvedge.
set -eu

cd "$(dirname "$0")/../tools/codemirror"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp package.json package-lock.json entry.js "$folder"
(cd "$folder" && npm ci --silent --ignore-scripts)
"$folder/node_modules/.bin/esbuild" "$folder/entry.js" --bundle --minify --format=esm --target=es2022 --legal-comments=none \
	--outfile=../../internal/console/static/codemirror.js
