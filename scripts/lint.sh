#!/usr/bin/env bash
# lint.sh: what a machine can say about the code without running it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# staticcheck asks the go command
export PATH=$("$GO" env GOROOT)/bin:$PATH GOFLAGS=$("$GO" env GOFLAGS)

full=$TAGS,full,screen,telex,wine,mesa,mount,loop,chroot,cups,office,qpdf,release,deb # the tags of scripts/test-full.sh

unformatted=$(git ls-files -co --exclude-standard '*.go' | xargs -r "$("$GO" env GOROOT)/bin/gofmt" -l)
if [[ -n $unformatted ]]; then
  echo "gofmt would change:"$'\n'"$unformatted" >&2
  exit 1
fi
"$GO" mod tidy -diff
"$GO" -C internal/tools mod tidy -diff
"$GO" vet -tags "$TAGS" ./...
"$GO" vet -tags "$full" ./...
CGO_ENABLED=0 GOOS=windows "$GO" vet -tags full ./cmd/thidua-cli ./cmd/thidua-server ./internal/pick
"$GO" -C internal/tools build -o ../../bin/staticcheck honnef.co/go/tools/cmd/staticcheck
bin/staticcheck -tags "$full" ./...
"$GO" test -count=1 ./internal/archtest
