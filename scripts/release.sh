# release.sh: how a release is begun, for the scripts that make one. To be read in by them, with the folder it goes into as its argument; it gives $out
# (empty), $version and $work (removed at the end), `packed`, and the time of the commit for every file: what is built again is the same.

GO=${GO:-scripts/go.sh}
out=$1
version=$(sed -n 's/^ *Version = "\(.*\)"$/\1/p' FyneApp.toml)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8
umask 022
if [[ -n $(ls -A "$out" 2>/dev/null) && ! -f $out/SHA256SUMS ]]; then
  echo "$out is not a folder of an earlier release: name an empty one." >&2
  exit 1
fi
rm -rf "$out"
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"; rm -f cmd/*/resources_windows_amd64.syso' EXIT
GO=$GO scripts/licences.sh >"$work/LICENSES.txt"

packed() { # FOLDER FILE
  find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  (cd "$(dirname "$1")" && find "$(basename "$1")" -print | sort | zip -X -q -9 "$2" -@)
}
