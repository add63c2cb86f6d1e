#!/usr/bin/env bash
# bare.sh: come in by the door, as a stranger would. debootstrap makes a Debian or Ubuntu with nothing but git and make; there `make run` has
# to set up everything by itself, Go included, and live a cluster's season. Needs root and a line to the distribution and to Go's modules.
#
#   scripts/bare.sh [SUITE [MIRROR]]      bookworm, from Debian's mirror, when none is named
#
# This machine lends its Go modules and compiled packages, so that what is tried is the set-up and not the compiler, its resolver and the
# authorities it trusts beyond the distribution's. Everything is mounted in a name space of its own and is gone with the last process; the
# folder is removed after that and never before: the lent caches would be removed with it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ ${1:-} != inside ]]; then
  bare=$(mktemp -d)
  trap 'rm -rf "$bare"' EXIT
  GO=${GO:-scripts/go.sh}
  MODULES=$("$GO" env GOMODCACHE) COMPILED=$("$GO" env GOCACHE) GOPROXY=$("$GO" env GOPROXY)
  export MODULES COMPILED GOPROXY
  mkdir -p "$MODULES" "$COMPILED"
  unshare --mount --propagation private --pid --fork --kill-child -- scripts/bare.sh inside "$bare" "${1:-bookworm}" "${@:2}"
  exit
fi

bare=$2 home=/root
step() { echo "── $(date -u +%T) $*"; }

step "a bare ${3}"
debootstrap --variant=minbase --include=git,make "${@:3:1}" "$bare" "${@:4}" >"$bare.log" 2>&1 || { tail -n 20 "$bare.log"; exit 1; }
rm -f "$bare.log"
mount -t proc proc "$bare/proc"
cp /etc/resolv.conf /etc/hosts "$bare/etc/"
mkdir -p "$bare/usr/local/share/ca-certificates" "$bare$home/go/pkg/mod" "$bare$home/.cache/go-build" "$bare$home/thidua"
find /usr/local/share/ca-certificates -name '*.crt' -exec cp -t "$bare/usr/local/share/ca-certificates" {} + 2>/dev/null || true
mount --bind "$MODULES" "$bare$home/go/pkg/mod"
mount --bind "$COMPILED" "$bare$home/.cache/go-build"
git ls-files -z -co --exclude-standard | tar -c --null --ignore-failed-read -T - | tar -x -C "$bare$home/thidua"

inside() { # VAR=… COMMAND: nothing of this machine's environment but what names the way out
  chroot "$bare" env -i HOME="$home" PATH=/usr/sbin:/usr/bin:/sbin:/bin http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" "$@"
}
inside git init -q "$home/thidua"
chown -R 1000:1000 "$bare$home/thidua" # a checkout that was copied here, and is not root's

step 'make run'
inside GOPROXY="$GOPROXY" make -C "$home/thidua" run
[[ -s $bare$home/thidua/out/day/tong-hop-xep-hang.pdf ]]

step 'nothing is left to set up, so no line is needed'
inside GOPROXY=off http_proxy= https_proxy= make -C "$home/thidua" cli
step 'done'
