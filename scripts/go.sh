#!/usr/bin/env bash
# go.sh: run a Go command that can build this module: the one in PATH, the one scripts/setup.sh put into .cache/go, or one that stands where
# distributions and go.dev put it. A Go from 1.21 on counts if it is, or can fetch, the version go.mod names. None at all: exit 127.
#
# Here stand the flags of every build: run, build, test, lint, bench and the programs that tests build share them, or the window's C code,
# six minutes of compiling, is compiled once for each.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")/..
# A program names the commit it was built from, unless git cannot or will not tell: it refuses to in a folder that is another's.
unnamed=$(git -C "$here" rev-parse -q --verify HEAD >/dev/null 2>&1 || echo -buildvcs=false)
wanted=$(sed -n 's/^go //p' "$here/go.mod")

for go in "$(command -v go || true)" "$here/.cache/go/bin/go" /usr/local/go/bin/go $(printf '%s\n' /usr/lib/go-1.*/bin/go | sort -t. -k2 -rn); do
  [[ -x $go ]] || continue
  said=$(cd "$here" && "$go" env GOVERSION GOFLAGS 2>/dev/null) || continue
  version=${said%%$'\n'*} flags=${said#"$version"}
  if printf 'go%s\n' "$wanted" "${version#go}" | sort -C -V; then GOFLAGS="-trimpath $unnamed ${flags//[$'\n']/}" exec "$go" "$@"; fi
done
echo "No Go command on this machine can be Go $wanted: scripts/setup.sh go" >&2
exit 127
