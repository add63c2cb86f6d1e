#!/usr/bin/env bash
# test-full.sh: the tests that take long or need root or heavy tools, and once more, on the real disk and under the race detector, those that
# make test runs on stores of maps. What this machine cannot run is said first and is not compiled: a build tag for each ability, so no
# test skips itself in silence.
#
# A test here stands in a file with `//go:build full` (or `full && wine`, …) and is named TestFull….
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

source scripts/abilities.sh

# Can this machine make another, bare one, and reach what that one will fetch?
may_make_bare() {
  local dir rc=0
  have debootstrap unshare chroot && unshare --mount --pid --fork true 2>/dev/null || return 1
  dir=$(mktemp -d)
  timeout 120 debootstrap --print-debs --variant=minbase bookworm "$dir/bare" >/dev/null 2>&1 || rc=1
  rm -rf "$dir"
  return $rc
}

tags=$TAGS,full
absent=()
ability() { # TAG "what it is for" CHECK…
  local tag=$1 what=$2
  shift 2
  if "$@"; then tags+=,$tag; else absent+=("$what"); fi
}
ability screen 'the window in a virtual screen (needs Xvfb, openbox, xdotool, ImageMagick)' have Xvfb openbox xdotool import
ability telex 'Vietnamese typing through fcitx5-unikey (needs fcitx5, dbus-daemon)' have Xvfb openbox xdotool fcitx5 dbus-daemon
ability wine 'the Windows programs (needs wine and mingw-w64)' have wine wineserver x86_64-w64-mingw32-gcc
ability mesa 'safe graphics on Windows (needs meson, ninja, bison, flex, mako of Python, g++ of mingw-w64 with posix threads)' may_build_mesa
ability release 'the Windows release and its installer (needs wine, mingw-w64, NSIS, zip, osslsigncode, openssl, and what safe graphics need)' may_release
ability deb 'the packages for Debian (needs dpkg-deb, zip)' have dpkg-deb zip
ability cups 'printing on a queue of CUPS (needs root, cupsd and lpadmin)' may_print
ability postgres 'the server on PostgreSQL (needs postgres and initdb)' may_run_postgres
ability office 'Word and Excel files in LibreOffice (needs soffice, Liberation fonts, poppler-utils)' have soffice pdftotext pdfinfo
ability qpdf 'the structure of PDF files (needs qpdf)' have qpdf
ability mount 'a full disk (needs root, or the right to mount a tmpfs)' may_mount
ability loop 'a power cut (needs root, loop devices and mkfs.ext4)' may_mount_loop
ability chroot 'the set-up on a bare Debian (needs root, debootstrap and a line to its mirror)' may_make_bare

if ((${#absent[@]})); then
  echo 'This machine cannot run:'
  printf '  - %s\n' "${absent[@]}"
else
  echo 'This machine can run everything.'
fi

mapfile -t folders < <(grep -rlE '^//go:build .*\bfull\b' --include='*_test.go' . | xargs -r -n1 dirname | sort -u)
if ((${#folders[@]} == 0)); then
  echo 'No test of this kind exists.' >&2
  exit 1
fi
failed=
mapfile -t stored < <("$GO" list -tags "$TAGS" ./storage/... ./server/... ./workspace/... ./sync/client ./sync/hub ./internal/storetest)
# Not once more: processes that are killed again and again, and files damaged one after the other; make test has them, and the detector little to see.
THIDUA_TEST_STORE=badger "$GO" test -count=1 -timeout 30m -race -skip '^Test(Server|Sealed)?(Killed|CutAndMissing|Flipped|TableListCut)|^Test(LeftoversOfKills|SealedWithoutRoom)$' \
  -tags "$TAGS" "${stored[@]}" || failed=yes
"$GO" test -count=1 -timeout 60m -p 1 -run '^TestFull' -tags "$tags" "${folders[@]}" || failed=yes
"$GO" run ./internal/mutants -sample 8 -offset "$((10#$(date +%j)))" || echo "A guard above needs a test." >&2 # another part of the list each day; it reports
[[ -z $failed ]]
