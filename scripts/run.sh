#!/usr/bin/env bash
# run.sh: open the window on the sample cluster where there is a display; elsewhere live through a cluster's day and play its whole season.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ -n ${DISPLAY:-} && -z ${CI:-} ]]; then
  make --no-print-directory desk
  exec bin/thidua --sample cum-4-2023-2024
fi
make --no-print-directory cli server
scripts/day.sh
echo
echo '── cả năm thi đua của một cụm, diễn lại / a cluster'"'"'s whole season, played'
exec bin/thidua-cli season replay --sample cum-4-2023-2024
