#!/usr/bin/env bash
# setup.sh: install what a fresh Debian or Ubuntu lacks, by purpose. A machine that has everything pays nothing: no network, no root.
#
#   scripts/setup.sh GROUP…
#
# go       a Go command that can build this module
# build    a C compiler and the headers the window needs
# test     pdftotext and pdftoppm, to read printed pages back
# windows  the compiler for Windows programs
# full     everything `make test-full` can use: a virtual screen, Vietnamese typing, Windows programs under wine
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { echo "setup: $*" >&2; }
die() { say "$@"; exit 1; }

# A line per need; a|b|c means any one of them will do, the first that this distribution offers is taken.
needs() {
  case $1 in
    build) echo 'gcc libc6-dev libgl1-mesa-dev xorg-dev libxkbcommon-dev pkgconf|pkg-config' ;;
    test) echo 'poppler-utils' ;;
    windows) echo 'gcc-mingw-w64-x86-64-win32|gcc-mingw-w64-x86-64' ;;
    full) echo 'xvfb openbox xdotool imagemagick fcitx5 fcitx5-unikey fcitx5-modules dbus-x11 wine wine64|wine' "$(needs windows)" ;;
    go) ;;
    *) die "unknown group \"$1\"; the groups are go, build, test, windows, full" ;;
  esac
}

installed() {
  [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

offered() {
  local candidate
  candidate=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p')
  [[ -n $candidate && $candidate != '(none)' ]]
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo "$@"
  fi
}

updated=
update() {
  [[ -n $updated ]] && return
  as_root apt-get update -q >&2
  updated=yes
}

missing_of() { # GROUP… → the needs no installed package meets
  local group need name
  for group in "$@"; do
    for need in $(needs "$group"); do
      for name in ${need//|/ }; do
        installed "$name" && continue 2
      done
      echo "$need"
    done
  done | sort -u
}

install_missing() {
  local missing need name chosen=() absent=()
  missing=$(missing_of "$@")
  [[ -z $missing ]] && return
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    die "these packages are missing and this user may not install them: ${missing//$'\n'/ }. Run as root: $0 $*"
  fi
  update
  for need in $missing; do
    for name in ${need//|/ }; do
      if offered "$name"; then
        chosen+=("$name")
        continue 2
      fi
    done
    absent+=("$need")
  done
  if ((${#chosen[@]})); then
    say "installing ${chosen[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${chosen[@]}" >&2
  fi
  if ((${#absent[@]})); then
    say "this distribution does not offer: ${absent[*]}"
    [[ " $* " == *' full '* ]] || exit 1 # test-full says what the machine cannot run; everything else needs its packages
  fi
}

# Any Go from 1.21 on fetches the version go.mod names by itself, unless GOTOOLCHAIN=local forbids it.
# 0: there is one and it is, or has fetched, that version; 1: there is one and it cannot; 127: there is none.
try_go() {
  local rc=0
  scripts/go.sh version >/dev/null 2>&1 || rc=$?
  return $rc
}

install_go() {
  local wanted name rc=0
  wanted=$(sed -n 's/^go //p' go.mod)
  try_go || rc=$?
  if ((rc == 127)) && command -v apt-get >/dev/null && { ((EUID == 0)) || command -v sudo >/dev/null; }; then
    update
    name=$(apt-cache search --names-only '^golang-1\.[0-9]+-go$' | cut -d' ' -f1 | sort -t. -k2 -n | tail -n 1)
    if [[ $name =~ ^golang-1\.([0-9]+)-go$ ]] && ((BASH_REMATCH[1] >= 21)); then
      say "installing $name"
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$name" ca-certificates >&2
      rc=0
      try_go || rc=$?
    fi
  fi
  case $rc in
    0) ;;
    127) die "Go $wanted or later is needed (or 1.21 or later with a line to fetch it), and this distribution offers none that is new enough: install it from go.dev/dl into /usr/local/go and run again" ;;
    *) die "the Go that is here cannot become Go $wanted: let it fetch that version (GOTOOLCHAIN=auto and a line, once) or install it from go.dev/dl" ;;
  esac
}

(($#)) || die "name the groups to install: go, build, test, windows, full"
for group in "$@"; do needs "$group" >/dev/null; done
if ! command -v dpkg-query >/dev/null; then
  say "this is neither Debian nor Ubuntu; install by hand what these packages hold: $(for group in "$@"; do needs "$group"; done | tr '\n' ' ')"
else
  install_missing "$@"
fi
if [[ " $* " == *' go '* ]]; then install_go; fi
