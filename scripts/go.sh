#!/usr/bin/env bash
# go.sh: run the Go command that builds this module: the one in PATH, or one that stands where distributions and go.dev put it.
# A Go older than 1.21 knows nothing of toolchains and cannot fetch the version go.mod names, so it does not count. None at all: exit 127.
set -euo pipefail

for go in "$(command -v go || true)" /usr/local/go/bin/go $(printf '%s\n' /usr/lib/go-1.*/bin/go | sort -t. -k2 -rn); do
  [[ -x $go ]] || continue
  version=$(cd / && GOTOOLCHAIN=local "$go" env GOVERSION 2>/dev/null) || continue
  if [[ $version =~ ^go1\.([0-9]+) ]] && ((BASH_REMATCH[1] >= 21)); then
    exec "$go" "$@"
  fi
done
echo 'No Go command of version 1.21 or later on this machine: scripts/setup.sh go' >&2
exit 127
