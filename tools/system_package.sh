#!/usr/bin/env bash
# Installs the first of some Debian packages that this system offers, where it may.
#
#   tools/system_package.sh PURPOSE PACKAGE...
#
# Where it may not (no apt-get, neither root nor passwordless sudo, nothing on offer), it prints
# one line that names the package and exits with 1.
set -euo pipefail

purpose=$1
shift

refuse() {
    echo "$purpose is missing$1: install it and run make again (Debian, Ubuntu: sudo apt-get install $2)" >&2
    exit 1
}

offered() {
    local package candidate
    for package in "$@"; do
        candidate=$(LC_ALL=C apt-cache policy "$package" 2>/dev/null | sed -n 's/^  Candidate: //p')
        if [[ -n $candidate && $candidate != "(none)" ]]; then
            echo "$package"
            return
        fi
    done
}

command -v apt-get >/dev/null || refuse "" "$1"
if [[ $(id -u) == 0 ]]; then
    as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
else
    refuse " and this user may not install it" "$1"
fi

package=$(offered "$@")
if [[ -z $package ]]; then
    "${as_root[@]}" apt-get update -qq >/dev/null || refuse " and apt-get update failed" "$1"
    package=$(offered "$@")
fi
[[ -n $package ]] || refuse " and no package source offers it" "$1"
echo "Installing $package ($purpose)"
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq --yes --no-install-recommends "$package" >/dev/null ||
    refuse " and apt-get could not install it" "$package"
