package main

import (
	"crypto/rand"
	"path/filepath"
	"testing"

	"thidua/internal/single"
)

// A second start of the same folder calls the first, and never gets as far as to a window; another folder is another matter.
func TestASecondStartCallsTheFirst(t *testing.T) {
	dir, called := filepath.Join(t.TempDir(), "data"), make(chan bool, 1)
	first, err := single.Listen(rand.Reader, func() bool { called <- true; return true })
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
