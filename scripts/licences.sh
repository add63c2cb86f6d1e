#!/usr/bin/env bash
# licences.sh: the licences, in full, of everything that the programs carry, for the packages: prints them. Most of them ask to be handed on with a program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

GO=${GO:-scripts/go.sh}
list() { # for one system
  GOOS=$1 GOARCH=amd64 CGO_ENABLED=1 "$GO" list -deps -tags "$TAGS" -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}	{{.Dir}}	{{$.Dir}}{{end}}{{end}}' ./cmd/...
}
show() { # "what it is" FILE
  printf '\n%s\n%s: %s\n%s\n\n' "${line}" "$1" "$(basename "$2")" "${line}"
  tr -d '\r' <"$2"
}
line=$(printf '=%.0s' {1..100})

echo 'The programs of Thi Đua stand on the work of others. Their licences:'
for file in assets/fonts/LICENSE-*; do show 'a font' "$file"; done
show 'Mesa, safe graphics on Windows' packaging/windows/LICENSE-Mesa.txt
show 'PDFium, pages of PDF files' packaging/LICENSE-PDFium.txt
show 'Go' "$("$GO" env GOROOT)/LICENSE"
for file in patched/glfw/LICENSE patched/glfw/glfw/LICENSE.md "$("$GO" list -m -f '{{.Dir}}' fyne.io/fyne/v2)"/theme/font/LICENSE*; do show 'the window' "$file"; done
{ list linux; list windows; } | LC_ALL=C sort -u | while IFS=$'\t' read -r module root folder; do # every folder from the package up to its module
  while :; do
    for file in "$folder"/*; do
      case ${file##*/} in [Ll][Ii][Cc][Ee][Nn][CcSs][Ee]* | COPYING* | NOTICE*) printf '%s\t%s\n' "$module" "$file" ;; esac
    done
    [[ $folder == "$root" ]] && break
    folder=${folder%/*}
  done
done | LC_ALL=C sort -u | while IFS=$'\t' read -r module file; do show "$module" "$file"; done
