package main

import (
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/single"
)

// A second start of the same folder calls the first, and never gets as far as to a window; another folder is another matter.
func TestASecondStartCallsTheFirst(t *testing.T) {
	dir, called := filepath.Join(t.TempDir(), "data"), make(chan bool, 1)
	first, err := single.Listen(rand.Reader, func([]string) single.Answer { called <- true; return single.Here })
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	p := &program{dir: dir, first: first, box: box(t)}
	p.here()
	if code, said := begin(t, dir); code != 0 || said != "" || len(called) != 1 {
		t.Errorf("the second start ended with %d, %q; the first was called %d times", code, said, len(called))
	}
	other := t.TempDir()
	if code, _ := begin(t, other); code == 0 || len(called) != 1 {
		t.Errorf("another folder: %d", code)
	}
	if err := p.Move(other); err != nil {
		t.Fatal(err)
	}
	p.here() // as it does once it holds the folder
	<-called
	if code, _ := begin(t, other); code != 0 || len(called) != 1 {
		t.Errorf("the folder it moved to: %d", code)
	}
	if code, _ := begin(t, dir); code == 0 || len(called) != 1 {
		t.Errorf("the folder it left: %d", code)
	}
}

// A window that closes answers no more as one that stands in front: the second start goes on, and opens the folder once it is let go. One that is held by
// somebody else is not waited for.
func TestASecondStartWaitsForAWindowThatCloses(t *testing.T) {
	dir, answer := filepath.Join(t.TempDir(), "data"), single.Closing
	first, err := single.Listen(rand.Reader, func([]string) single.Answer { return answer })
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	env := desk.Environment{Now: time.Now, Rand: rand.Reader}
	held, err := desk.InitTrial(dir, "Sở minh hoạ", env)
	if err != nil {
		t.Fatal(err)
	}
	p := &program{dir: dir, first: first, box: box(t), env: env}
	p.here()
	if code, said := begin(t, dir); code != 1 || said == "" {
		t.Errorf("while the first one closes the second start ended with %d, %q", code, said)
	}
	pauses := 0
	p.pause = func() {
		if pauses++; pauses == 3 {
			if err := errors.Join(first.Close(), held.Close()); err != nil { // the process ends
				t.Error(err)
			}
		}
	}
	if held, err = p.openFolder(); err != nil || pauses != 3 {
		t.Fatalf("after %d looks: %v", pauses, err)
	}
	other := &program{dir: dir, env: env, pause: func() { t.Error("it waits for one that does not close") }}
	if _, err := other.openFolder(); emulation.KeyOf(err) != "storage.in-use" {
		t.Errorf("a folder that is held: %v", err)
	}
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
}

// Of two starts at the same moment one makes the window, of an empty folder too; the other waits for that, and gives it its files, once.
func TestTwoStartsAtTheSameMoment(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	dir, handed := filepath.Join(t.TempDir(), "data"), make(chan []string, 9)
	first, second := &Main{Data: dir}, &Main{Data: dir, Files: []string{"mời.thidua-invite"}}
	begun, served := first.alone()
	if served {
		t.Fatal("a window answers that is not there")
	}
	if found, err := os.ReadDir(dir); !os.IsNotExist(err) {
		t.Errorf("it began something in the data folder: %v %v", found, err)
	}
	waited := make(chan bool)
	go func() {
		_, served := second.alone()
		waited <- served
	}()
	l, err := single.Listen(rand.Reader, func(files []string) single.Answer { handed <- files; return single.Here })
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	select {
	case <-waited:
		t.Fatal("it goes on before the window of the other is there")
	default:
	}
	p := &program{dir: dir, first: l, begun: begun, box: box(t), env: desk.Environment{Now: time.Now, Rand: rand.Reader}}
	if _, err := p.Open(); emulation.KeyOf(err) != "workspace.not-set-up" {
		t.Fatalf("an empty folder: %v", err)
	}
	if !<-waited {
		t.Error("the second opens a window of its own")
	}
	close(handed)
	var files []string
	for some := range handed {
		files = append(files, some...)
	}
	if len(files) != 1 {
		t.Errorf("handed over: %q", files)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if begun, served = second.alone(); served {
		t.Error("a window answers that is gone")
	}
	begun()
}
