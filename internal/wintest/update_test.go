//go:build full && wine && release

package wintest_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// TestFullInstallerUpdates: started by the program that it replaces, the installer waits for its end, puts the new one there and begins it with what the old one
// was begun with; where the old one goes on, that is what stays.
func TestFullInstallerUpdates(t *testing.T) {
	dir := t.TempDir()
	setup, _ := installer(t, dir)
	w := newWine(t)
	w.ends(t, 0, "installing", setup, "/S")
	program := filepath.Join(w.prefix, "drive_c", "users", user(t, filepath.Join(w.prefix, "drive_c")), "AppData", "Local", "Programs", "Thi Dua", "thidua.exe")
	read := func(file string) []byte {
		t.Helper()
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	old := read(program)
	if err := os.WriteFile(filepath.Join(dir, "thidua.exe"), append(bytes.Clone(old), "mới"...), 0o700); err != nil {
		t.Fatal(err)
	}
	next := filepath.Join(dir, "next.exe")
	pack(t, dir, next)

	told := filepath.Join(dir, "told")
	t.Setenv("HOLD_TOLD", drive(told))
	const again = `-data "D:\Thi đua\Sơn La" -graphics safe`
	t.Setenv("THIDUA_AGAIN", again)
	// begun are the lines with which the program was begun, once there are so many.
	begun := func(n int) (lines []string) {
		t.Helper()
		within(t, "a program that begins", func() bool {
			raw, _ := os.ReadFile(told) // not there yet
			units := make([]uint16, len(raw)/2)
			for i := range units {
				units[i] = uint16(raw[2*i]) | uint16(raw[2*i+1])<<8
			}
			lines = strings.Split(strings.TrimSuffix(string(utf16.Decode(units)), "\n"), "\n")
			return strings.Count(string(utf16.Decode(units)), "\n") >= n
		})
		return lines
	}

	end := w.holds(t, program)
	w.ends(t, 2, "a program that goes on", next, "/S", "/UPDATE")
	if !bytes.Equal(read(program), old) || !strings.HasSuffix(begun(2)[1], again) {
		t.Errorf("it is another, or not begun again: %q", begun(2))
	}
	c := w.command(t.Context(), "wine", next, "/S", "/UPDATE")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	select {
	case err := <-ended:
		t.Fatalf("it does not wait: %v", err)
	case <-time.After(3 * time.Second):
	}
	end()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if lines := begun(3); bytes.Equal(read(program), old) || !strings.HasSuffix(lines[2], again) || !strings.Contains(lines[2], `\Thi Dua\thidua.exe`) {
		t.Errorf("it is the old one, or not begun again: %q", lines)
	}
	w.run(t, "wineserver", "-w") // what was begun has ended
}
