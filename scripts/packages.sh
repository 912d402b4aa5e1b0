#!/bin/sh
# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0
#
# Installs the Debian packages named as arguments that are missing, when it may; otherwise says what to install.
set -eu

missing=""
for package in "$@"; do
	dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
	echo "These Debian packages, or what your system calls them, are needed:$missing" >&2
	exit 1
fi
if [ "$(id -u)" = 0 ]; then
	as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
	as_root="sudo -n"
else
	echo "Packages are missing. Install them with: sudo apt-get install$missing" >&2
	exit 1
fi
echo "installing$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # words on purpose
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
