#!/usr/bin/env bash
# quick.sh: what to run after every change: the rules of the domain, the judge, the workspace on stores of maps, and the screens. None of
# these tests runs a program or opens the real disk at length, so what did not change is not run again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

exec "$GO" test -tags "$TAGS" ./emulation/... ./vietnamese/... ./sync/changeset ./sync/identity ./sync/judge ./sync/hub ./workspace/... ./ui/...
