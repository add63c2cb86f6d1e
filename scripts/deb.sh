#!/usr/bin/env bash
# deb.sh: packages for Debian and Ubuntu into bin/deb (or the folder of the first argument): thidua (the desk and its command line) and thidua-server (a
# service of systemd); and a zip of the desk for a USB stick. Built twice from one commit, they have the same bytes. Installing them needs no line.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

source scripts/release.sh "${1:-bin/deb}"
architecture=$(dpkg --print-architecture)

put() { install -D -m "${3:-644}" "$1" "$2"; }

# Manual pages say what --help says; a page for each language.
manual() { # PROGRAM SECTION ROOT
  local language lines
  for language in vi en; do
    local folder=$3/usr/share/man/man$2
    [[ $language == vi ]] && folder=$3/usr/share/man/vi/man$2
    mkdir -p "$folder"
    lines=$("$work/bin/$1" --lang "$language" --help)
    {
      printf '.TH %s %s "%s" "Thi Đua %s"\n' "${1^^}" "$2" "$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)" "$version"
      printf '.SH NAME\n%s \\- %s\n.SH DESCRIPTION\n.nf\n' "$1" "$(head -n 1 <<<"$lines" | sed "s/^$1: //")"
      sed 's/\\/\\\\/g; s/^\([.'"'"']\)/\\\&\1/' <<<"$lines"
      printf '.fi\n'
    } | gzip -9n >"$folder/$1.$2.gz"
  done
}

package() { # NAME "needs" "what it is, in one line" "more"
  local root=$work/$1
  put LICENSE "$root/usr/share/doc/$1/copyright"
  put NOTICE.md "$root/usr/share/doc/$1/NOTICE.md"
  put "$work/LICENSES.txt" "$root/usr/share/doc/$1/LICENSES.txt"
  mkdir "$root/DEBIAN"
  (cd "$root" && [[ -d etc ]] && find etc -type f -printf '/%p\n' | sort >DEBIAN/conffiles) || true
  cat >"$root/DEBIAN/control" <<CONTROL
Package: $1
Version: $version
Architecture: $architecture
Maintainer: Các tác giả Thi Đua <thidua@localhost>
Installed-Size: $(du -sk --apparent-size "$root" | cut -f1)
Depends: $2
Section: misc
Priority: optional
Description: $3
 $4
CONTROL
  (cd "$root" && find . -type f ! -path './DEBIAN/*' -printf '%P\n' | sort | xargs -d '\n' md5sum >DEBIAN/md5sums)
  local script
  for script in postinst prerm postrm; do
    if [[ -f packaging/debian/$1.$script ]]; then put "packaging/debian/$1.$script" "$root/DEBIAN/$script" 755; fi
  done
  find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb --root-owner-group -Zxz --build "$root" "$out/$1_${version}_$architecture.deb" >/dev/null
}

mkdir "$work/bin"
"$GO" build -tags "$TAGS" -ldflags '-s -w' -o "$work/bin/thidua" ./cmd/thidua
for program in thidua-cli thidua-server; do
  CGO_ENABLED=0 "$GO" build -ldflags '-s -w' -o "$work/bin/$program" "./cmd/$program"
done

put "$work/bin/thidua" "$work/thidua/usr/bin/thidua" 755
put "$work/bin/thidua-cli" "$work/thidua/usr/bin/thidua-cli" 755
put packaging/debian/vn.thidua.desk.desktop "$work/thidua/usr/share/applications/vn.thidua.desk.desktop"
put packaging/debian/vn.thidua.desk.xml "$work/thidua/usr/share/mime/packages/vn.thidua.desk.xml"
put cmd/thidua/Icon.png "$work/thidua/usr/share/icons/hicolor/256x256/apps/vn.thidua.desk.png"
manual thidua-cli 1 "$work/thidua"
gzip -9n <packaging/debian/thidua.1 >"$work/thidua/usr/share/man/man1/thidua.1.gz"
package thidua 'libc6 (>= 2.34), libgl1, libx11-6, libxcursor1, libxrandr2, libxinerama1, libxi6, libxxf86vm1, libxkbcommon0' \
  'emulation scoring of clusters, offline, with signed records' 'Chấm điểm, xếp hạng và hồ sơ thi đua của cụm, khối: làm việc không cần mạng, đồng bộ khi có đường truyền.'

put "$work/bin/thidua-server" "$work/thidua-server/usr/bin/thidua-server" 755
put packaging/debian/thidua-server.service "$work/thidua-server/usr/lib/systemd/system/thidua-server.service"
put packaging/debian/thidua-server.socket "$work/thidua-server/usr/lib/systemd/system/thidua-server.socket"
put packaging/debian/thidua-server.env "$work/thidua-server/etc/thidua/server.env"
manual thidua-server 8 "$work/thidua-server"
package thidua-server 'libc6' 'the server of Thi Đua' 'Máy chủ đồng bộ của Thi Đua: nhận, xếp thứ tự và phát các thay đổi đã ký.'

# The zip for a stick, with the file that says data stay in it: what `update` knows as linux-portable.
stick=$work/Thi-Dua
mkdir "$stick"
cp "$work"/bin/{thidua,thidua-cli} LICENSE NOTICE.md "$work/LICENSES.txt" "$stick"
sed 's/thidua\.exe/thidua/g' packaging/windows/portable.txt >"$stick/thidua-portable.txt"
packed "$stick" "$out/thidua-$version-linux-portable.zip"
(cd "$out" && sha256sum -- *.deb *.zip >SHA256SUMS && ls -l)
