# What a person or a machine does with this repository. Every target sets up what it needs first; on a machine that has it, that costs nothing.
#
#   make run        open the sample cluster; without a display, live through its day with the real programs and print the papers
#   make quick      the tests of the domain, the judge, the workspace and the screens: within a minute, once they are built
#   make test       every test that needs no root, no display and no daemon
#   make test-full  long tests and those that need heavy tools or root; says what this machine could not run
#   make soak       kills, cuts and seeds by the thousand, as many as KILLS=… and its like say; stopped and called again, it goes on
#   make sim        lives of a whole tenant in virtual time, with everything that goes wrong: SEEDS=1..2000, or one of them
#   make mutants    takes guards of the sync away, one by one, and says which of them no test misses; MUTANTS='-sample 8', '-only ticket' for a part
#   make bench      speed and memory
#   make weak       how the window does on an old PC: start, memory, processor at rest and for each key
#   make bench-sync what a sync costs on the line of a remote school, in bytes, trips and seconds
#   make lint       gofmt, go vet, staticcheck and the rules of internal/archtest
#   make pictures   take the pictures of the guide anew, without a display
#   make build      bin/thidua, bin/thidua-cli, bin/thidua-server
#   make windows    the release for Windows 10 and later, 64-bit, in bin/windows: programs, installer, zips for a stick and of the server
#   make deb        the packages for Debian and Ubuntu and a zip for a stick, in bin/deb
#   make clean-out  remove what these targets wrote here (the build cache stays)

# Found anew at every call, because the set-up before it may have just installed it.
GO := scripts/go.sh
export GO
# Wayland's text input is missing in GLFW, so the window speaks X11; emoji would add megabytes nobody needs.
TAGS := migrated_fynedo,no_animations,no_emoji,x11
export TAGS
PLAIN := CGO_ENABLED=0 $(GO) build

.NOTPARALLEL:
.PHONY: run quick test test-full soak sim mutants bench weak bench-sync lint pictures build desk cli server windows deb clean-out

run:
	@scripts/run.sh

build: desk cli server

desk:
	@scripts/setup.sh go build
	$(GO) build -tags $(TAGS) -o bin/thidua ./cmd/thidua

cli:
	@scripts/setup.sh go
	$(PLAIN) -o bin/thidua-cli ./cmd/thidua-cli

server:
	@scripts/setup.sh go
	$(PLAIN) -o bin/thidua-server ./cmd/thidua-server

quick:
	@scripts/setup.sh go build
	@scripts/quick.sh

test:
	@scripts/setup.sh go build test
	@scripts/test.sh

test-full:
	@scripts/setup.sh go build test full
	@scripts/test-full.sh

soak:
	@scripts/setup.sh go
	@scripts/soak.sh

sim:
	@scripts/setup.sh go
	@scripts/sim.sh

mutants:
	@scripts/setup.sh go
	CGO_ENABLED=0 $(GO) run ./internal/mutants $(MUTANTS)

bench:
	@scripts/setup.sh go build
	@scripts/bench.sh

weak:
	@scripts/setup.sh go build
	@scripts/weak.sh

bench-sync:
	@scripts/setup.sh go
	@scripts/bench-sync.sh

lint:
	@scripts/setup.sh go build
	@scripts/lint.sh

pictures:
	@scripts/setup.sh go build
	$(GO) test -tags $(TAGS) ./cmd/thidua -run TestPicturesOfTheGuide -update

windows:
	@scripts/setup.sh go windows mesa
	@scripts/windows.sh

deb:
	@scripts/setup.sh go build deb
	@scripts/deb.sh

clean-out:
	rm -rf bin out
