#!/usr/bin/env bash
# run.sh: open the window on the sample cluster where there is a display; elsewhere live through a cluster's day without one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ -n ${DISPLAY:-} && -z ${CI:-} ]]; then
  make --no-print-directory desk
  exec bin/thidua --sample cum-4-2023-2024
fi
make --no-print-directory cli server
exec scripts/day.sh
