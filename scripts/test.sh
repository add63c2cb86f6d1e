#!/usr/bin/env bash
# test.sh: every test that needs no root, no display and no daemon.
# Packages that share memory between goroutines run under the race detector, all others without it: their time goes into pictures and
# documents, where the detector would cost ten times as much and find nothing. The store's time goes into processes that are killed and
# files that are damaged: of its tests only those that call it from several goroutines at once run under it here, and most in test-full.
# -count=1 because many tests build and run the real programs, whose sources the test cache does not watch.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

concurrent='^thidua/(server|workspace|sync/client|sync/hub)(/|$)'
packages=$("$GO" list -tags "$TAGS" ./...)
raced=$(grep -E "$concurrent" <<<"$packages" || true)
plain=$(grep -vE "$concurrent" <<<"$packages" || true)

failed=
"$GO" test -count=1 -timeout 15m -race -run 'AtOnce|While|ReadsOnce' -tags "$TAGS" ./storage || failed=yes
# shellcheck disable=SC2086 # package paths hold no blanks
if [[ -n $raced ]]; then "$GO" test -count=1 -timeout 15m -race -tags "$TAGS" $raced || failed=yes; fi
# shellcheck disable=SC2086
if [[ -n $plain ]]; then "$GO" test -count=1 -timeout 15m -tags "$TAGS" $plain || failed=yes; fi
[[ -z $failed ]]
