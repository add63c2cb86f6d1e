package main

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thidua/internal/desk"
)

// A copy of evidence outlives neither the window nor, after a crash, the next start.
func TestOpenedCopiesOfEvidenceAreRemoved(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	left := func(when string) {
		if _, err := os.Stat(filepath.Join(dir, opened)); !os.IsNotExist(err) {
			t.Errorf("%s: the copies are still there: %v", when, err)
		}
	}
	crashed := filepath.Join(dir, opened, "1", "ảnh.jpg")
	if err := os.MkdirAll(filepath.Dir(crashed), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(crashed, []byte("of a run that crashed"), 0o600); err != nil {
		t.Fatal(err)
	}
	var shown string
	p := &program{dir: dir, sample: firstSample, env: desk.Environment{Now: time.Now, Rand: rand.Reader}, open: func(path string) error {
		raw, err := os.ReadFile(path)
		shown = string(raw)
		return err
	}}
	d, err := p.Open()
	if err != nil {
		t.Fatal(err)
	}
	left("after a crash")
	if err := d.Viewer.View("ảnh.jpg", strings.NewReader("a picture")); err != nil || shown != "a picture" {
		t.Errorf("shown %q: %v", shown, err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	left("closed")
}
