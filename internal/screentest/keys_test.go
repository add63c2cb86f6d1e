//go:build full && screen

package screentest_test

import (
	"path/filepath"
	"testing"
	"time"
)

// TestFullKeysOfTheWindow presses the keys of the window in a table, in a field that is typed into, and in the palette, where they are not its own.
func TestFullKeysOfTheWindow(t *testing.T) {
	window, _ := programs(t)
	s := newScreen(t)
	start(t, s.command(window, "--data", filepath.Join(t.TempDir(), "data"), "--sample", sampleID))
	s.await("the window", s.titled("Cụm thi đua"))
	s.xdotool("search", "--onlyvisible", "--name", "Thi Đua", "windowactivate", "--sync")
	lead := func(from, words, to string) {
		t.Helper()
		for range 5 { // what is pressed before a screen has the keyboard goes nowhere
			s.search(words)
			if within(10*time.Second, s.titled(to)) {
				return
			}
			s.xdotool("key", "Escape")
		}
		t.Fatalf("%s: “%s” never led to “%s”", from, words, to)
	}
	lead("the overview", "phieu cham", "Phiếu chấm điểm")
	lead("the table", "van ban in", "Văn bản in")
	lead("the papers, by initials", "pcd", "Phiếu chấm điểm")
	s.xdotool("key", "ctrl+g", "ctrl+1")
	s.await("the overview, from the field that searches", s.titled("Tổng quan"))
	s.xdotool("key", "ctrl+k", "ctrl+2", "Escape")
	lead("the palette took no key of the window", "xep hang", "Xếp hạng")
}
