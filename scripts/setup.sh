#!/usr/bin/env bash
# setup.sh: install what a fresh Debian or Ubuntu lacks, by purpose. A machine that has everything pays nothing: no network, no root.
#
#   scripts/setup.sh GROUP…
#
# go       a Go command that can build this module: where there is none, the one scripts/go.pin names, into .cache/go
# build    a C compiler and the headers the window needs
# test     pdftotext and pdftoppm, to read printed pages back
# windows  the compiler for Windows programs, and what makes, packs and signs their installer
# mesa     what builds the library of safe graphics for Windows
# deb      what packs the zip for a stick
# full     everything `make test-full` can use: a virtual screen, Vietnamese typing, Windows programs under wine, PostgreSQL, a bare Debian
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { echo "setup: $*" >&2; }
die() { say "$@"; exit 1; }

# A line per need; a|b|c means any one of them will do, the first that this distribution offers is taken.
needs() {
  case $1 in
    build) echo 'gcc libc6-dev libgl1-mesa-dev xorg-dev libxkbcommon-dev pkgconf|pkg-config' ;;
    test) echo 'poppler-utils' ;;
    windows) echo 'gcc-mingw-w64-x86-64-win32|gcc-mingw-w64-x86-64 nsis zip osslsigncode' ;;
    mesa) echo 'meson ninja-build bison flex python3-mako g++-mingw-w64-x86-64-posix' ;;
    deb) echo 'zip' ;;
    full) echo 'xvfb openbox xdotool imagemagick fcitx5 fcitx5-unikey fcitx5-modules dbus-x11 wine wine64|wine debootstrap cups cups-client cups-filters postgresql|postgresql-15 qpdf libreoffice-writer-nogui|libreoffice-writer libreoffice-calc-nogui|libreoffice-calc fonts-liberation2|fonts-liberation openssl' "$(needs windows)" "$(needs mesa)" ;;
    go) ;;
    fetch) echo 'curl ca-certificates unzip' ;; # what fetching Go takes
    *) die "unknown group \"$1\"; the groups are go, build, test, windows, mesa, deb, full" ;;
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
  command -v apt-get >/dev/null || return 1
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

may_install() {
  ((EUID == 0)) || command -v sudo >/dev/null
}

install_packages() {
  say "installing $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2
}

install_missing() {
  local missing need name chosen=() absent=()
  missing=$(missing_of "$@")
  [[ -z $missing ]] && return
  if ! may_install; then
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
  if ((${#chosen[@]})); then install_packages "${chosen[@]}"; fi
  if ((${#absent[@]})); then
    say "this distribution does not offer: ${absent[*]}"
    [[ " $* " == *' full '* ]] || exit 1 # test-full says what the machine cannot run; everything else needs its packages
  fi
}

# Where the pinned Go may be had: what GOPROXY names (any Go command knows its user's), else Go's own download page, which is what "direct"
# means for this module.
sources() {
  local go list=${GOPROXY:-} entry
  go=$(command -v go || printf '%s\n' /usr/lib/go-1.*/bin/go | tail -n 1)
  if [[ -z $list && -x $go ]]; then list=$(cd / && "$go" env GOPROXY); fi
  for entry in $(tr ',|' '  ' <<<"${list:-direct}"); do
    case $entry in
      off) return ;;
      direct) echo https://go.dev/dl/mod ;;
      *) echo "${entry%/}" ;;
    esac
  done
}

fetch() { # NAME SHA-256 FILE
  local source
  for source in $(sources); do
    say "fetching $1 from ${source##*@}"
    if curl -fsSL --connect-timeout 20 --retry 2 --speed-limit 100 --speed-time 60 -o "$3" "$source/golang.org/toolchain/@v/$1"; then
      if sha256sum --quiet -c - <<<"$2  $3" >&2; then return; fi
      say "what ${source##*@} gave is not the file scripts/go.pin names"
    fi
  done
  return 1
}

# The Go of scripts/go.pin, into .cache/go.
install_go() {
  local version system hash pin work
  if scripts/go.sh version >/dev/null 2>&1; then return; fi
  case $(uname -sm) in
    'Linux x86_64') system=linux-amd64 ;;
    'Linux aarch64') system=linux-arm64 ;;
    *) die "no Go is pinned for $(uname -sm): install Go $(sed -n 's/^go //p' go.mod) or later from go.dev/dl and run again" ;;
  esac
  pin=$(grep " $system " scripts/go.pin)
  read -r version _ hash <<<"$pin"
  if command -v dpkg-query >/dev/null; then install_missing fetch; fi

  mkdir -p .cache
  work=$(mktemp -d -p .cache go.XXXXXX)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$work'" EXIT
  if ! fetch "v0.0.1-$version.$system.zip" "$hash" "$work/go.zip"; then
    # A machine that reaches a module proxy but not go.dev: the distribution's own Go, though too old to build with, knows the proxy.
    [[ -z ${GOPROXY:-} ]] && ! command -v go >/dev/null && may_install && update && offered golang-go ||
      die "Go ${version#go} could not be fetched: let GOPROXY name a Go module proxy, or install it from go.dev/dl, and run again"
    install_packages golang-go
    fetch "v0.0.1-$version.$system.zip" "$hash" "$work/go.zip" || die "Go ${version#go} could not be fetched"
  fi
  unzip -q "$work/go.zip" -d "$work"
  mv "$work/golang.org/toolchain@v0.0.1-$version.$system" "$work/go"
  # As cmd/go does with this module: its own modules come under another name, and no file's mode counts.
  find "$work/go" -name _go.mod -execdir mv {} go.mod \;
  chmod +x "$work"/go/bin/* "$work"/go/pkg/tool/*/*
  rm -rf .cache/go
  mv "$work/go" .cache/go
  scripts/go.sh version >&2 || die "Go ${version#go} stands in .cache/go and cannot build this module"
}

(($#)) || die "name the groups to install: go, build, test, windows, mesa, deb, full"
for group in "$@"; do needs "$group" >/dev/null; done
if ! command -v dpkg-query >/dev/null; then
  say "this is neither Debian nor Ubuntu; install by hand what these packages hold: $(for group in "$@"; do needs "$group"; done | tr '\n' ' ')"
else
  install_missing "$@"
fi
if [[ " $* " == *' go '* ]]; then install_go; fi
