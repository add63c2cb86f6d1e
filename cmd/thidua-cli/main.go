// Command thidua-cli is the whole desk without a window: whatever the window can do, it can do, one verb at a time.
//
// It holds the list of the verbs, the flags they share and the parser. The verbs of each part of the year stand in a package below internal.
package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/internal/desk"
	"thidua/internal/upgrade"
	"thidua/sync/identity/keystore"
)

// memoryGoal is what the collector aims at: the program has to live beside everything else on a PC with little memory.
const memoryGoal = 40 << 20

func main() {
	debug.SetMemoryLimit(memoryGoal)
	upgrade.FinishBeside()
	p := program()
	p.Interrupted = interrupted
	os.Exit(run(context.Background(), p, os.Args[1:]))
}

// interrupted ends with the first Ctrl-C or the system's word to end; the second ends the program at once.
func interrupted(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	told := make(chan os.Signal, 1)
	signal.Notify(told, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-told
		signal.Stop(told) // before anybody hears of it, so that the next one is the system's again
		cancel()
	}()
	return ctx
}

// program is a run of this program as it stands in the system.
func program() verb.Program {
	beside, keyring := desk.Beside(os.Executable), keystore.System()
	if beside != "" {
		keyring = nil // of a computer that the stick is a guest on
	}
	return verb.Program{Beside: beside, Env: desk.Environment{Now: time.Now, Rand: rand.Reader, Keyring: keyring, Here: upgrade.Program()}, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Run: run}
}
