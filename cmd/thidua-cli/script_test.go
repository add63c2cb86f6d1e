package main

import (
	"crypto/rand"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"thidua/internal/desk"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"thidua-cli": func() {
			m := Main{Env: desk.Environment{Now: time.Now, Rand: rand.Reader}, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv}
			os.Exit(m.Run(os.Args[1:]))
		},
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}
