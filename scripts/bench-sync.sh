#!/usr/bin/env bash
# bench-sync.sh: what a sync costs behind a line of 64 kbit/s and 800 ms, in bytes, trips and seconds, and on the server's disk, with the
# real client, server and store. About five minutes; SYNC=^BenchmarkLine$/1-a-change runs a part.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
CGO_ENABLED=0 exec "$GO" test -timeout 30m -run '^$' -bench "${SYNC:-^Benchmark(Line|Hub)}" -benchtime 1x -tags full ./internal/bench
