//go:build full && wine && screen

package wintest_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// screen shows the windows of this Windows on a screen of their own, with a window manager, because windows get no keyboard without one.
func (w *wine) screen(t *testing.T) {
	t.Helper()
	w.display = display(t)
	t.Setenv("DISPLAY", w.display)
	start(t, exec.Command("openbox"))
}

// start starts a program that is stopped when the test ends.
func start(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
}

// display starts a screen and returns its name.
func display(t *testing.T) string {
	t.Helper()
	r, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24")
	x.ExtraFiles = []*os.File{write}
	start(t, x)
	write.Close()
	name := make([]byte, 16)
	n, err := r.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	number, err := strconv.Atoi(strings.TrimSpace(string(name[:n])))
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf(":%d", number)
}

// found is what xdotool says.
func found(t *testing.T, args ...string) []byte {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "timeout", append([]string{"120", "xdotool"}, args...)...).Output()
	if err != nil {
		t.Fatalf("xdotool %v: %v", args, err)
	}
	return out
}

// blue counts the dots of the program's first colour on the screen.
func blue(t *testing.T) (n int) {
	t.Helper()
	picture := shown(t)
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			if r, g, b, _ := picture.At(x, y).RGBA(); r>>8 == 0x0B && g>>8 == 0x4F && b>>8 == 0x8A {
				n++
			}
		}
	}
	return n
}

// shown is what the screen shows.
func shown(t *testing.T) image.Image {
	t.Helper()
	raw, err := exec.Command("import", "-window", "root", "png:-").Output()
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}
