#!/bin/sh
# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0
#
# Prints the folder with the AWS SDK for JavaScript, in the versions pinned in test/clients/js; gets it from npm when it
# is not there yet.
set -eu

cd "$(dirname "$0")/.."
source=test/clients/js
folder=$PWD/bin/sdkjs
if ! cmp -s "$source/package-lock.json" "$folder/package-lock.json"; then
	for program in node npm; do
		command -v $program >/dev/null 2>&1 || {
			echo "$program is missing: 'make packages' installs it (Debian: apt-get install nodejs npm)" >&2
			exit 1
		}
	done
	mkdir -p bin
	new=$(mktemp -d "$folder.XXXXXX") # beside its place, so that it gets there whole or not at all
	trap 'rm -rf "$new"' EXIT
	cp "$source/package.json" "$source/package-lock.json" "$new"
	tries=2 # npm itself asks three times
	until (cd "$new" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error --fetch-timeout=60000 --fetch-retry-maxtimeout=10000 >&2); do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || {
			echo "npm cannot get the AWS SDK for JavaScript, which $source/package.json names; is its registry reached?" >&2
			exit 1
		}
		sleep 5
	done
	rm -rf "$folder"
	mv "$new" "$folder"
fi
echo "$folder/node_modules"
