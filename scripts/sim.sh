#!/usr/bin/env bash
# sim.sh: lives of a whole tenant, one for each seed of SEEDS (1..2000, or one number). A life that fails prints what happened in it, and is
# lived again with: go test -run 'Sim/seed=N' ./internal/sim
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seeds=${SEEDS:-1..2000}
first=${seeds%..*} last=${seeds#*..}
if ! [[ $first =~ ^[0-9]+$ && $last =~ ^[0-9]+$ ]] || ((last < first)); then
  echo "sim: SEEDS is a number, or a range such as 1..2000, and not $seeds" >&2
  exit 1
fi
CGO_ENABLED=0 THIDUA_SEED=$first THIDUA_ROUNDS=$((last - first + 1)) "$GO" test -count=1 -timeout 0 -run '^TestSim$' ./internal/sim
