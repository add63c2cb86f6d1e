#!/usr/bin/env bash
# windows.sh: the release for Windows 10 and later, 64-bit, into bin/windows (or the folder of the first argument): the three programs, an installer and
# a zip for a USB stick, both with the library of safe graphics in a folder of its own, and a zip of the server. Built twice from one commit, every file has the
# same bytes.
#
#   SIGN_PKCS12=FILE SIGN_PASSWORD_FILE=FILE   signs programs and installer with that certificate; SIGN_TIMESTAMP=URL asks for the time there
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

source scripts/release.sh "${1:-bin/windows}"
source scripts/checksum.sh

# What Windows shows of a program before it runs: icon, version, what it is, and what it may ask for.
cp cmd/thidua/Icon.png packaging/windows/app.manifest "$work"
resources() { # PROGRAM "what it is"
  cat >"$work/winres.json" <<JSON
{"RT_GROUP_ICON": {"APP": {"0000": "Icon.png"}},
 "RT_MANIFEST": {"#1": {"0409": "app.manifest"}},
 "RT_VERSION": {"#1": {"0000": {"fixed": {"file_version": "$version.0", "product_version": "$version.0"},
  "info": {"042A": {"ProductName": "Thi Đua", "FileDescription": "$2", "FileVersion": "$version", "ProductVersion": "$version",
   "OriginalFilename": "$1.exe", "InternalName": "$1", "LegalCopyright": "© Các tác giả Thi Đua. Apache License 2.0"}}}}}}
JSON
  "$GO" -C internal/tools tool go-winres make --in "$work/winres.json" --arch amd64 --out "$PWD/cmd/$1/resources"
}
resources thidua 'Thi Đua'
resources thidua-cli 'Thi Đua – dòng lệnh'
resources thidua-server 'Thi Đua – máy chủ'

export GOOS=windows GOARCH=amd64
for program in thidua-cli thidua-server; do
  CGO_ENABLED=0 "$GO" build -ldflags '-s -w' -o "$out/$program.exe" "./cmd/$program"
done
CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc "$GO" build -tags "$TAGS" -ldflags '-s -w -H windowsgui' -o "$out/thidua.exe" ./cmd/thidua
unset GOOS GOARCH

# What anybody can build again and compare, also where what is published is signed: scripts/unsigned.sh takes the signature off.
for program in thidua thidua-cli thidua-server; do checksum "$out/$program.exe"; done
(cd "$out" && sha256sum -- *.exe >"$work/SHA256SUMS.unsigned")

sign() { # FILE
  [[ -n ${SIGN_PKCS12:-} ]] || return 0
  osslsigncode sign -pkcs12 "$SIGN_PKCS12" -readpass "$SIGN_PASSWORD_FILE" -h sha256 -n 'Thi Đua' -time "$SOURCE_DATE_EPOCH" \
    ${SIGN_TIMESTAMP:+-ts "$SIGN_TIMESTAMP"} -in "$1" -out "$1.signed" >/dev/null
  mv "$1.signed" "$1"
}
mkdir "$out/mesa"
cp "$(scripts/mesa.sh)"/*.dll packaging/windows/LICENSE-Mesa.txt "$out/mesa"
for file in "$out"/*.exe "$out"/mesa/*.dll; do sign "$file"; done

# The program's picture as an icon: a picture of 256 dots in one entry.
le32() { printf '\\x%02x' $(($1 & 255)) $(($1 >> 8 & 255)) $(($1 >> 16 & 255)) $(($1 >> 24 & 255)); }
{
  printf '\x00\x00\x01\x00\x01\x00\x00\x00\x00\x00\x01\x00\x20\x00'
  printf "$(le32 "$(stat -c %s cmd/thidua/Icon.png)")$(le32 22)"
  cat cmd/thidua/Icon.png
} >"$work/thidua.ico"
makensis -V2 -INPUTCHARSET UTF8 "-DVERSION=$version" "-DPROGRAMS=$out" "-DLICENSES=$work/LICENSES.txt" "-DOUT=$out/thidua-$version-setup.exe" "-DICON=$work/thidua.ico" packaging/windows/installer.nsi
sign "$out/thidua-$version-setup.exe"

# The zip for a stick: a folder of its own, with the file that says data stay in it.
stick=$work/Thi-Dua
mkdir "$stick"
cp -r "$out"/thidua.exe "$out"/thidua-cli.exe "$out"/mesa LICENSE NOTICE.md "$work/LICENSES.txt" "$stick"
cp packaging/windows/portable.txt "$stick/thidua-portable.txt"

# The server's, for the computer of the office that runs it as a service.
office=$work/thidua-server
mkdir "$office"
cp "$out/thidua-server.exe" LICENSE NOTICE.md "$work/LICENSES.txt" "$office"
cp packaging/windows/server.txt "$office/cai-dat.txt"
packed "$stick" "$out/thidua-$version-portable.zip"
packed "$office" "$out/thidua-server-$version.zip"

mv "$work/SHA256SUMS.unsigned" "$out"
(cd "$out" && find . -type f -printf '%P\n' | sort | xargs -d '\n' sha256sum -- >"$work/sums" && mv "$work/sums" SHA256SUMS && ls -l . mesa)
