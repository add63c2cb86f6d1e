// Command thidua-cli is the whole desk without a window: whatever the window can do, it can do, one verb at a time.
package main

import (
	"crypto/rand"
	"io"
	"os"
	"runtime/debug"
	"time"

	"thidua/internal/desk"
)

// memoryGoal is what the collector aims at: the program has to live beside everything else on a PC with little memory.
const memoryGoal = 40 << 20

func main() {
	debug.SetMemoryLimit(memoryGoal)
	m := Main{Env: desk.Environment{Now: time.Now, Rand: rand.Reader}, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv}
	os.Exit(m.Run(os.Args[1:]))
}

// Main is one run of the program; a test can start it.
type Main struct {
	Env            desk.Environment
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	desks          openDesks // nil: every command opens its desk and closes it
}

// Exit codes.
const (
	exitDone    = 0
	exitRefused = 1 // the program understood and could not, or would not, do it
	exitUsage   = 2 // the words on the command line are off
)
