#!/usr/bin/env bash
# bench.sh: run every benchmark, one package after the other so that none disturbs another's figures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mapfile -t folders < <(grep -rl '^func Benchmark' --include='*_test.go' . | xargs -r -n1 dirname | sort -u)
if ((${#folders[@]} == 0)); then
  echo 'No benchmark exists.' >&2
  exit 1
fi
exec "$GO" test -timeout 30m -p 1 -run '^$' -bench . -benchmem -tags "$TAGS" "${folders[@]}"
