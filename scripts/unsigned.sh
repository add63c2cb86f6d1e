#!/usr/bin/env bash
# unsigned.sh: is a published program the one that its commit gives? Takes the signature off copies of programs and prints their sums, to be compared with
# SHA256SUMS.unsigned of the release and of a release made from the same commit without a certificate.
#
#   scripts/unsigned.sh thidua.exe thidua-cli.exe thidua-server.exe
#
# The installer holds signed programs, and so cannot be compared as a whole: 7z x thidua-…-setup.exe gives what is in it. The zip is compared file by file.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/checksum.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file; do
  plain=$work/$(basename "$file")
  osslsigncode remove-signature -in "$file" -out "$plain" >/dev/null || cp "$file" "$plain" # has none
  checksum "$plain"
  (cd "$work" && sha256sum -- "$(basename "$file")")
done
