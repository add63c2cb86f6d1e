//go:build full && wine && screen

package wintest_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

// The keys of unikey.c.
const (
	back   = -0x08
	enter  = -0x0D
	letter = -0x58 // x
)

// TestFullTypingOnWindows types 500 words of Telex and VNI into a window of the library below Fyne, as UniKey does: where a key changes
// letters that stand already, it takes them back with the character 0x08 and sends others. Now and then a person takes a wrong letter back
// with the key. What a field makes of the character is tested beside ui/typing and ui/grid.
func TestFullTypingOnWindows(t *testing.T) {
	dir := t.TempDir()
	window, typist, file := filepath.Join(dir, "window.exe"), filepath.Join(dir, "unikey.exe"), filepath.Join(dir, "seen")
	const compiler = "x86_64-w64-mingw32-gcc"
	build(t, nil, compiler, append([]string{"-w", "-D_GLFW_WIN32", "-I" + filepath.Join(glfw, "include"), "-I" + filepath.Join(glfw, "deps", "mingw"),
		"-o", window, "testdata/window.c"}, append(sources(t), "-lgdi32")...)...)
	build(t, nil, compiler, "-o", typist, "testdata/unikey.c", "-luser32")
	w := newWine(t)
	w.display = display(t)
	c := w.command(t.Context(), "wine", window, drive(file))
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill() // it never ends by itself
		_ = c.Wait()
	})
	seen := func() []string {
		raw, _ := os.ReadFile(file) // not there yet
		return strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")
	}
	within(t, "the window", func() bool { return seen()[0] == "ready" })

	random := rand.New(rand.NewPCG(1, 2))
	want := []string{"ready"}
	var sent []int
	for i := range 500 {
		word := words[random.IntN(len(words))]
		want = append(want, word)
		sent = append(sent, keys(states(word, i%2 == 0))...)
		if random.IntN(5) == 0 {
			sent = append(sent, letter, back)
		}
		sent = append(sent, enter)
	}
	script := filepath.Join(dir, "keys")
	if err := os.WriteFile(script, []byte(strings.Trim(fmt.Sprint(sent), "[]")), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := w.run(t, "wine", typist, "2000", drive(script)); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	within(t, "the last word", func() bool { return len(seen()) >= len(want) })
	got, wrong := seen(), 0
	for i := range got {
		if i >= len(want) || got[i] != want[i] {
			wrong++
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d of %d words are wrong: %.300q, want %.300q", wrong, len(want), got, want)
	}
}

// glfw is the library's C.
const glfw = "../../patched/glfw/glfw"

// sources are the files of the library that are compiled for Windows.
func sources(t *testing.T) []string {
	t.Helper()
	all := []string{}
	for _, name := range strings.Fields("context init input monitor platform vulkan window null_init null_joystick null_monitor null_window " +
		"win32_init win32_joystick win32_module win32_monitor win32_thread win32_time win32_window wgl_context egl_context osmesa_context") {
		all = append(all, filepath.Join(glfw, "src", name+".c"))
	}
	return all
}

var words = strings.Fields("hà nội tiếng việt người đồng trường học sinh giáo dục khen thưởng điểm số liệu được quý hạnh phúc tốt ước " +
	"nghiêng khuyến khích đạt chuẩn sáng kiến tổng kết năm gương mẫu điển hình tiên tiến lao động thể thao")

// states are what stands in the field after each key of a word. Telex sets the sign of a letter at once, VNI here after the word; both set
// the tone after it.
func states(word string, telex bool) []string {
	var all []string
	var plain, signed, full []rune // the letters without signs, with them, with the tone
	for _, r := range word {
		base, mark := r, r
		parts := []rune(norm.NFD.String(string(r)))
		base = parts[0]
		for _, p := range parts[1:] {
			if p == '\u0302' || p == '\u0306' || p == '\u031b' {
				mark = []rune(norm.NFC.String(string(base) + string(p)))[0]
			}
		}
		if len(parts) == 1 || mark == r && !isSigned(r) {
			mark = base
		}
		if r == 'đ' {
			base, mark = 'd', 'đ'
		}
		plain = append(plain, base)
		if telex {
			all = append(all, string(signed)+string(base))
			if mark != base {
				all = append(all, string(signed)+string(mark))
			}
		} else {
			all = append(all, string(plain))
		}
		signed, full = append(signed, mark), append(full, r)
	}
	return slices.Compact(append(all, string(signed), string(full)))
}

func isSigned(r rune) bool { return strings.ContainsRune("âăêôơư", r) }

// keys are what UniKey sends for the states of a word.
func keys(states []string) []int {
	var sent []int
	var before []rune
	for _, s := range states {
		after := []rune(s)
		same := 0
		for same < min(len(before), len(after)) && before[same] == after[same] {
			same++
		}
		for range before[same:] {
			sent = append(sent, '\b')
		}
		for _, r := range after[same:] {
			sent = append(sent, int(r))
		}
		before = after
	}
	return sent
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
	if err := x.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = x.Process.Kill()
		_ = x.Wait()
	})
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

// within looks again and again until something is so.
func within(t *testing.T, what string, so func() bool) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	end := time.After(3 * time.Minute)
	for !so() {
		select {
		case <-tick.C:
		case <-end:
			t.Errorf("waited for %s in vain", what)
			return
		}
	}
}
