#!/usr/bin/env bash
# weak.sh: how the window does on an old PC, as a table: start, memory, processor at rest and for each key, drawn without a graphics card. Beside it, without
# limits. As root the limits are those of control groups (internal/weak); what this machine cannot limit is said first. About ten minutes.
#
#   scripts/weak.sh [PROGRAM]                  PROGRAM: a window built before, to compare with; else the one of these sources
#   THIDUA_WEAK_ONLY='softpipe, weak'          one column alone
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

source scripts/abilities.sh
GO=${GO:-scripts/go.sh}
TAGS=${TAGS:-migrated_fynedo,no_animations,no_emoji,x11}
if ! have Xvfb openbox xdotool; then
  echo 'This needs Xvfb, openbox and xdotool: scripts/setup.sh full, or apt-get install xvfb openbox xdotool.' >&2
  exit 1
fi
window=${1:-}
if [[ -z $window ]]; then
  dir=$(mktemp -d)
  trap 'rm -rf "$dir"' EXIT
  window=$dir/thidua
  "$GO" build -tags "$TAGS" -o "$window" ./cmd/thidua
fi
THIDUA_WEAK_WINDOW=$(realpath "$window") "$GO" test -count=1 -timeout 1h -v -tags weak -run '^TestWeak$' ./internal/weak
