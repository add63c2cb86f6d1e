//go:build full && wine && screen && mesa

package wintest_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestFullSafeGraphics starts the window on a Windows without an OpenGL: without Mesa it says so in a box and opens nothing; with Mesa in its folder the probe
// fails, the first screen is drawn all the same, and that is remembered. What is remembered falsely is mended; where there is an OpenGL, Mesa is left alone.
func TestFullSafeGraphics(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "thidua.exe")
	copyFile(t, windowProgram(t), program)
	built, err := exec.Command("../../scripts/mesa.sh").Output()
	if err != nil {
		t.Fatalf("building Mesa: %v\n%s", err, built)
	}
	w := newWine(t)
	w.screen(t)
	const none = "WINEDLLOVERRIDES=mscoree,mshtml,winemenubuilder.exe=;opengl32=n"
	data, hud := filepath.Join(dir, "data"), filepath.Join(dir, "hud")
	start := func(env ...string) *exec.Cmd {
		c := w.command(t.Context(), "wine", program, "-data", drive(data))
		c.Env = append(c.Env, env...)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		return c
	}
	said := func() string {
		raw, _ := os.ReadFile(filepath.Join(data, "log", "thidua.log")) // not there yet
		return string(raw)
	}
	// drawn waits for the first screen, which shows the program's blue, and ends the program.
	drawn := func(mode string, starts int, env ...string) {
		t.Helper()
		c := start(env...)
		within(t, "a window of "+mode, func() bool { return strings.Count(said(), "graphics="+mode+"\n") == starts })
		within(t, "the first screen by "+mode, func() bool { return blue(t) > 1000 })
		if n := running(t, "-probe-graphics"); n != 0 {
			t.Errorf("%d processes go on probing", n)
		}
		if mode == "safe" && starts == 1 {
			t.Logf("frames per second by the processor: %s", frames(t, hud))
		}
		w.run(t, "wineserver", "-k")
		_ = c.Wait()
	}

	c := start(none)
	box := bytes.TrimSpace(found(t, "search", "--sync", "--onlyvisible", "--name", "^Thi"))
	if _, err := os.Stat(data); !os.IsNotExist(err) {
		t.Errorf("the data were opened: %v", err)
	}
	found(t, "windowactivate", "--sync", string(box), "key", "Return")
	if err := c.Wait(); c.ProcessState.ExitCode() != 1 {
		t.Errorf("ended with %v", err)
	}

	library := filepath.Join(dir, "mesa")
	if err := os.MkdirAll(hud, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(library, os.DirFS(strings.TrimSpace(string(built)))); err != nil {
		t.Fatal(err)
	}
	drawn("safe", 1, none, "GALLIUM_HUD=fps", "GALLIUM_HUD_VISIBLE=false", "GALLIUM_HUD_DUMP_DIR="+hud)
	files, err := filepath.Glob(filepath.Join(w.prefix, "drive_c", "users", "*", "AppData", "Local", "thidua", "graphics.json"))
	if err != nil || len(files) != 1 {
		t.Fatalf("remembered in %v, %v", files, err)
	}
	failed, err := os.ReadFile(files[0])
	if err != nil || strings.Contains(string(failed), "works") {
		t.Errorf("remembered: %s, %v", failed, err)
	}

	if err := os.WriteFile(files[0], bytes.Replace(failed, []byte("}"), []byte(`,"works":true}`), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	drawn("safe", 2, none)
	if now, err := os.ReadFile(files[0]); err != nil || !bytes.Equal(now, failed) {
		t.Errorf("remembered: %s, %v", now, err)
	}

	if err := os.Remove(files[0]); err != nil {
		t.Fatal(err)
	}
	drawn("card", 1)
	if now, err := os.ReadFile(files[0]); err != nil || !bytes.Contains(now, []byte(`"works":true`)) {
		t.Errorf("remembered: %s, %v", now, err)
	}
}

// frames moves the mouse to and fro over buttons and gives back how many frames a second Mesa says were drawn, as it wrote them.
func frames(t *testing.T, dir string) string {
	t.Helper()
	moves := []string{}
	for i := range 80 {
		moves = append(moves, "mousemove", "700", strconv.Itoa(250+60*(i%6)), "sleep", "0.05")
	}
	found(t, moves...)
	raw, err := os.ReadFile(filepath.Join(dir, "fps"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(raw)), " ")
}
