#!/usr/bin/env bash
# day.sh: a cluster's day with the real programs over real HTTP on this machine's loopback, without a display.
#
# An office founds Cụm 4 and invites its units. The line goes down; every desk scores its own sheet offline and submits. The line comes back:
# all sync, the cluster is ranked, the papers are printed. At the end: two PDFs, the ranking, state hashes, the bytes that travelled.
# Everything it makes is under out/day; a second run starts anew.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

sample=cum-4-2023-2024
day=out/day
cli=$PWD/bin/thidua-cli
server=$PWD/bin/thidua-server

step() { echo "── $*"; }
fail() { echo "day: $*" >&2; exit 1; }

rm -rf "$day"
mkdir -p "$day/desks" "$day/invitations" "$day/inputs" "$day/wire"

# desk NAME VERB…: the command line on one desk's data
desk() {
  local name=$1
  shift
  "$cli" --data "$day/desks/$name" "$@"
}

# ── the line ─────────────────────────────────────────────────────────────────

server_pid=
line_down() {
  [[ -n $server_pid ]] || return 0
  kill -TERM "$server_pid"
  wait "$server_pid" || fail "the server did not stop cleanly; its log: $day/server.log"
  server_pid=
}
trap 'if [[ -n $server_pid ]]; then kill -TERM "$server_pid" 2>/dev/null || true; wait "$server_pid" || true; fi' EXIT

free_port() {
  local port
  while port=$((RANDOM % 20000 + 20000)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

ready() {
  local answer
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf 'GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
  read -r answer <&3
  exec 3>&-
  [[ $answer == *' 200 '* ]]
}

line_up() {
  "$server" serve --dir "$day/server" --listen "127.0.0.1:$port" >>"$day/server.log" 2>&1 &
  server_pid=$!
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    if ready 2>/dev/null; then return; fi
    kill -0 "$server_pid" 2>/dev/null || { server_pid=; cat "$day/server.log" >&2; fail 'the server ended at once'; }
    sleep 0.1
  done
  fail "the server is not ready after 30 seconds; its log: $day/server.log"
}

# sync_desk NAME: one desk's sync; what it says of itself is kept for the sum of bytes
syncs=0
sync_desk() {
  syncs=$((syncs + 1))
  desk "$1" sync --json >"$day/wire/$(printf '%03d' $syncs)-$1.json"
}

# ── the day ──────────────────────────────────────────────────────────────────

port=$(free_port)
url=http://127.0.0.1:$port
printf 'một câu bí mật chỉ dùng cho buổi thử này\n' >"$day/passphrase"

step "máy chủ / the server, $url"
"$server" init --dir "$day/server" --office "$day/office.key" --passphrase-file "$day/passphrase" >/dev/null
line_up

step 'cơ quan thường trực lập cụm / the office founds the cluster'
desk office init --office "$day/office.key" --passphrase-file "$day/passphrase" --server "$url" --seed-sample "$sample" >/dev/null

# Units whose invented inputs the sample holds.
mapfile -t units < <("$cli" --json sample list | awk -v id="$sample" '
  /"id":/ { here = index($0, "\"" id "\"") } here && /^ *"[a-z-]+",?$/ { gsub(/[ ",]/, ""); print }')
((${#units[@]} > 1)) || fail "the sample $sample has no units"
for unit in "${units[@]}"; do "$cli" sample inputs --sample "$sample" --unit "$unit" >"$day/inputs/$unit.tsv"; done
sync_desk office # an invitation can name only what the log holds

step "mời ${#units[@]} đơn vị / invites ${#units[@]} units"
for unit in "${units[@]}"; do
  desk office invite --unit "$unit" --role leader --out "$day/invitations/$unit.thidua" >/dev/null
done
desk office invite --unit son-la --role staff --out "$day/invitations/son-la-2.thidua" >/dev/null
sync_desk office

step 'mất mạng / the line goes down'
line_down

step 'mỗi đơn vị chấm điểm và nộp phiếu ngoại tuyến / every unit scores and submits offline'
for unit in "${units[@]}"; do
  desk "$unit" init --invite "$day/invitations/$unit.thidua" --server "$url" >/dev/null
  desk "$unit" sheet import --unit "$unit" "$day/inputs/$unit.tsv" >/dev/null
  desk "$unit" sheet submit --unit "$unit" --reason "Minh hoạ: minh chứng gửi sau" >/dev/null
done
desk son-la-2 init --invite "$day/invitations/son-la-2.thidua" --server "$url" >/dev/null

step 'có mạng: tất cả đồng bộ / the line is back: all sync'
line_up
everyone=("${units[@]}" son-la-2 office)
for name in "${everyone[@]}"; do sync_desk "$name"; done # each sends its own…
for name in "${everyone[@]}"; do sync_desk "$name"; done # …and fetches what came after it
line_down

step 'in / prints'
desk son-la print sheet --unit son-la --out "$day/phieu-cham-diem-son-la.pdf" >/dev/null
desk son-la print summary --out "$day/tong-hop-xep-hang.pdf" >/dev/null
for pdf in "$day"/*.pdf; do [[ $(head -c 5 "$pdf") == %PDF- ]] || fail "$pdf is no PDF"; done

# ── the account ──────────────────────────────────────────────────────────────

echo
for pdf in "$day"/*.pdf; do echo "$PWD/$pdf"; done
echo
desk son-la rank

# A line of state-hash is: scope, hash. Whatever two desks share must be the same on both.
echo
for name in "${everyone[@]}"; do desk "$name" log verify >/dev/null; done
for name in "${everyone[@]}"; do desk "$name" state-hash | sed "s/^/$name /"; done >"$day/hashes"
awk '
  { scope = $2; hash = $NF; desks[scope] = desks[scope] " " $1; n[scope]++ }
  !(scope in first) { first[scope] = hash }
  first[scope] != hash { print "day: " $1 " has another state of " scope ": " hash " instead of " first[scope]; bad = 1 }
  END { for (s in first) if (n[s] > 1) print s, first[s], "=" desks[s]; exit bad }' "$day/hashes" | sort

# number FIELD: the sum of a field over all syncs
number() { cat "$day"/wire/*.json | grep -oE "\"$1\": *[0-9]+" | grep -oE '[0-9]+$' | awk '{ sum += $1 } END { print sum + 0 }'; }
echo
echo "đường truyền / wire: $(number bytesSent) B ↑  $(number bytesReceived) B ↓  $syncs syncs, $(number roundTrips) round trips"
