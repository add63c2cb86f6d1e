#!/usr/bin/env bash
# soak.sh: the long loops of the tests, thousands of times: kills of desk and server, lives of a store, random seasons, changes and whole lives.
#
# How often each goes round is a variable below. A loop is run in parts, each with a seed of its own; what is done is written to
# out/soak/done after each part, so a run that was stopped goes on where it was, and a larger number adds to it. What a part that failed
# said stays in out/soak. FRESH=1 forgets what was done.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

source scripts/abilities.sh
tags=$TAGS,full
if may_mount_loop; then tags+=,loop; else
  echo 'soak: no power is cut here (needs root, loop devices and mkfs.ext4)' >&2
  POWER=0
fi
if have Xvfb openbox xdotool fcitx5 dbus-daemon; then tags+=,telex; else
  echo 'soak: no Vietnamese is typed here (needs Xvfb, openbox, xdotool, fcitx5, dbus-daemon)' >&2
  WORDS=0
fi

# name  wanted  rounds of a part  package  test  (a rapid test counts checks)
loops="
desk-kills    ${KILLS:-5000}   200   internal/e2e     TestFullKilledDesk
server-kills  ${CUTS:-1000}    40    internal/e2e     TestFullKilledServer
store-lives   ${LIVES:-20000}  1000  storage          TestFullKilledThroughItsLife
store-flips   ${FLIPS:-5000}   100   storage          TestFullFlippedBits
store-seeds   ${SEEDS:-5000}   250   internal/storetest  TestModel rapid
hostile-logs  ${SEEDS:-1000}   25    internal/hostile TestFullNoAcceptedLogStopsADesk
judge-seeds   ${SEEDS:-5000}   250   sync/judge       TestStateIsAFunctionOfTheLog|TestNoImpossibleState rapid
power-cuts    ${POWER:-100}    10    storage          TestFullPowerCut
whole-lives   ${WORLDS:-100000}  1000  internal/sim  TestSim$
typed-words   ${WORDS:-1000}   250   internal/screentest  TestFullEveryWord
points-seeds  ${SEEDS:-5000}   1000  emulation/scoring  . rapid
"

out=$PWD/out/soak
mkdir -p "$out/bin"
[[ -z ${FRESH:-} ]] || rm -f "$out"/*.log "$out/done"
touch "$out/done"

# number NAME FIELD: what is written down of a loop: 2 rounds done, 3 parts that failed
number() { awk -v name="$1" -v field="$2" '$1 == name { n = $field } END { print n + 0 }' "$out/done"; }

while read -r name wanted part package test rapid; do
  [[ -n $name ]] || continue
  program=$out/bin/${package//\//-}.test
  if (($(number "$name" 2) < wanted)); then "$GO" test -c -tags "$tags" -o "$program" "./$package"; fi
  while done=$(number "$name" 2) && ((done < wanted)); do
    rounds=$((wanted - done < part ? wanted - done : part))
    seed=$((done + 1)) log=$out/$name-$((done + 1)).log failed=$(number "$name" 3)
    options=()
    [[ -z $rapid ]] || options=(-rapid.checks "$rounds" -rapid.seed "$seed" -rapid.nofailfile)
    if (cd "$package" && THIDUA_ROUNDS=$rounds THIDUA_SEED=$seed "$program" -test.run "$test" -test.timeout 0 -test.v "${options[@]}") >"$log" 2>&1; then
      rm "$log"
    else
      failed=$((failed + 1))
      echo "soak: rounds $((done + 1)) to $((done + rounds)) of $name failed, seed $seed: $log" >&2
    fi
    echo "$name $((done + rounds)) $failed" >>"$out/done"
  done
done <<<"$loops"

echo
while read -r name _; do
  [[ -z $name ]] || echo "$name: $(number "$name" 2) rounds, $(number "$name" 3) parts failed"
done <<<"$loops"
[[ -z $(ls "$out"/*.log 2>/dev/null) ]]
