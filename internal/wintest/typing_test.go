//go:build full && wine && screen

package wintest_test

import (
	"encoding/json"
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
	tab    = -0x09
	enter  = -0x0D
	letter = -0x58 // x
	goTo   = -1000 - 0x47
)

// TestFullTypingOnWindows types 500 words of Telex and VNI, into the table and a field, as UniKey does: where a key changes letters that
// stand already, it takes them back with the character 0x08 and sends others. Now and then a person takes a wrong letter back with the key.
func TestFullTypingOnWindows(t *testing.T) {
	dir := t.TempDir()
	program, typist, file := filepath.Join(dir, "typing.exe"), filepath.Join(dir, "unikey.exe"), filepath.Join(dir, "seen")
	build(t, []string{"GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=1", "CC=x86_64-w64-mingw32-gcc"},
		"go", "build", "-trimpath", "-tags", "migrated_fynedo,no_emoji,x11", "-o", program, "thidua/internal/screentest/testdata/typing")
	build(t, nil, "x86_64-w64-mingw32-gcc", "-o", typist, "testdata/unikey.c", "-luser32")
	w := newWine(t)
	w.display = display(t)
	window := w.command(t.Context(), "wine", program, drive(file))
	if err := window.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = window.Process.Kill() // it never ends by itself
		_ = window.Wait()
	})
	var seen struct{ Steps []string }
	within(t, "the window", func() bool { return read(file, &seen) })

	random := rand.New(rand.NewPCG(1, 2))
	var cells [12]string
	var want []string
	sent := []int{tab} // to the first field
	row, inField := 0, true
	for i := range 500 {
		word := words[random.IntN(len(words))]
		sent = append(sent, keys(states(word, i%2 == 0))...)
		if random.IntN(5) == 0 {
			sent = append(sent, letter, back)
		}
		sent = append(sent, enter)
		switch {
		case inField: // Enter gives the keyboard to the table
			want, inField = append(want, step("field", 0, word)), false
			continue
		case cells[row] != word:
			want, cells[row] = append(want, step("cell", row, word)), word
		}
		row = min(row+1, len(cells)-1)
		if inField = random.IntN(2) == 0; inField {
			sent = append(sent, goTo)
		}
	}
	script := filepath.Join(dir, "keys")
	if err := os.WriteFile(script, []byte(strings.Trim(fmt.Sprint(sent), "[]")), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := w.run(t, "wine", typist, "2000", drive(script)); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	within(t, "the last word", func() bool { return read(file, &seen) && len(seen.Steps) >= len(want) })
	wrong := 0
	for i, s := range seen.Steps {
		if i >= len(want) || s != want[i] {
			wrong++
		}
	}
	if !slices.Equal(seen.Steps, want) {
		t.Errorf("%d of %d words are wrong: %.300q, want %.300q", wrong, len(want), seen.Steps, want)
	}
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

func step(kind string, at int, word string) string {
	raw, _ := json.Marshal([]any{kind, at, 0, word}) // of texts and numbers
	return string(raw)
}

func read(file string, into any) bool {
	raw, err := os.ReadFile(file)
	return err == nil && json.Unmarshal(raw, into) == nil
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
