#!/usr/bin/env bash
# mesa.sh: the library of safe graphics for Windows, 64-bit: Mesa's software rasteriser, from its source as Debian keeps it, into
# a folder of .cache/mesa, whose name is printed. It is built once, which takes two processors six minutes: the folder is named after the hash of all that goes
# into it, and built again from the same it has the same bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=22.3.6
source=pool/main/m/mesa/mesa_$version.orig.tar.gz
hash=737cb8e5d380ce1a0ad01fb8b74db7f27303435c353e753d2302e8cf3927bad2

# The tools of the distribution, whoever called: no others, and nothing that differs from one run to the next.
export PATH=/usr/bin:/bin LC_ALL=C.UTF-8 TZ=UTC PYTHONHASHSEED=0 SOURCE_DATE_EPOCH=1677196800
inputs=$({
  cat scripts/mesa.sh
  x86_64-w64-mingw32-g++-posix --version
  x86_64-w64-mingw32-ld --version
  meson --version
  bison --version
  flex --version
  python3 -c 'import mako; print(mako.__version__)'
} | sha256sum | cut -c1-16)
built=$PWD/.cache/mesa/$inputs
mkdir -p .cache/mesa
exec 9>.cache/mesa/lock
flock 9 # two that need it at once build it once
if [[ -d $built ]]; then
  echo "$built"
  exit
fi

say() { echo "mesa: $*" >&2; }
work=$(mktemp -d -p "$PWD/.cache/mesa" work.XXXXXX)
trap 'rm -rf "$work"' EXIT

# From the mirrors this machine installs its packages from, else from Debian's own.
fetched=
for mirror in $(apt-get indextargets --format '$(SITE)' 2>/dev/null | sort -u) http://deb.debian.org/debian; do
  say "fetching Mesa $version from ${mirror##*@}"
  if /usr/lib/apt/apt-helper download-file "$mirror/$source" "$work/mesa.tar.gz" "SHA256:$hash" >"$work/said" 2>&1; then
    fetched=yes
    break
  fi
done
if [[ -z $fetched ]]; then
  cat "$work/said" >&2
  say "the source of Mesa could not be fetched: see that this machine reaches a mirror of Debian, and run again"
  exit 1
fi
mkdir "$work/source"
tar -xzf "$work/mesa.tar.gz" -C "$work/source" --strip-components=1

cat >"$work/cross.ini" <<'INI'
[binaries]
c = 'x86_64-w64-mingw32-gcc-posix'
cpp = 'x86_64-w64-mingw32-g++-posix'
ar = 'x86_64-w64-mingw32-ar'
strip = 'x86_64-w64-mingw32-strip'
windres = 'x86_64-w64-mingw32-windres'

[host_machine]
system = 'windows'
cpu_family = 'x86_64'
cpu = 'x86_64'
endian = 'little'
INI
link='-static -s -Wl,--no-insert-timestamp'
say "building it; its words are in $work/said until it ends"
if ! {
  meson setup "$work/build" "$work/source" --cross-file "$work/cross.ini" --buildtype release -Db_ndebug=true -Dplatforms=windows -Dgallium-drivers=swrast \
    -Dvulkan-drivers= -Dllvm=disabled -Dshared-glapi=disabled -Dgles1=disabled -Dgles2=disabled -Degl=disabled -Dshader-cache=disabled -Dzlib=disabled \
    -Dzstd=disabled -Dvideo-codecs= -Dbuild-tests=false -Dc_link_args="$link" -Dcpp_link_args="$link" &&
    ninja -C "$work/build" src/gallium/targets/libgl-gdi/opengl32.dll
} >"$work/said" 2>&1; then
  tail -n 40 "$work/said" >&2
  exit 1
fi
mkdir "$work/mesa"
cp "$work"/build/src/gallium/targets/{libgl-gdi/opengl32.dll,wgl/libgallium_wgl.dll} "$work/mesa"
mv "$work/mesa" "$built"
echo "$built"
