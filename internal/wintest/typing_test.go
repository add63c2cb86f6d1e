//go:build full && wine && screen

package wintest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

// TestFullTypingOnWindows types Vietnamese words into the table and a field of a window with each keyboard an office may have: every word has to stand where it
// was typed, and no key be taken for another.
func TestFullTypingOnWindows(t *testing.T) {
	dir := t.TempDir()
	window, typist, file := filepath.Join(dir, "typing.exe"), filepath.Join(dir, "keyboard.exe"), filepath.Join(dir, "seen")
	buildWindow(t, window, "thidua/internal/screentest/testdata/typing")
	build(t, nil, compiler, "-o", typist, "testdata/keyboard.c", "-luser32")
	w := newWine(t)
	w.screen(t)
	start(t, w.command(context.Background(), "wine", window, drive(file)))
	var now seen
	read := func() bool {
		raw, err := os.ReadFile(file)
		return err == nil && json.Unmarshal(raw, &now) == nil
	}
	within(t, "the window", func() bool { return read() && now.Places[1][1] > 0 })
	id := strings.TrimSpace(string(found(t, "search", "--sync", "--onlyvisible", "--name", "^Typing$")))
	found(t, "windowactivate", "--sync", id)

	random := rand.New(rand.NewPCG(1, 2))
	var cells [12]string
	for i, k := range keyboards {
		click := func(x, y float32) {
			found(t, "mousemove", "--window", id, fmt.Sprint(int(x)), fmt.Sprint(int(y)), "click", "1")
		}
		play := func(what string, acts []string, want []string) {
			t.Helper()
			script := filepath.Join(dir, "keys")
			if err := os.WriteFile(script, []byte(strings.Join(acts, "\n")), 0o600); err != nil {
				t.Fatal(err)
			}
			before := len(now.Steps)
			if out, err := w.run(t, "wine", typist, "100", drive(script)); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			settled(func() bool { return read() && len(now.Steps) >= before+len(want) })
			got := now.Steps[before:]
			wrong := 0
			for i := range want {
				if i >= len(got) || got[i] != want[i] {
					wrong++
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s, %s: %d of %d are wrong: %.600q, want %.600q", k.name, what, wrong, len(want), got, want)
			}
		}

		click(now.Cell[0], now.Cell[1])
		row, column := 1, 0 // where that place is
		within(t, "the cell that was clicked", func() bool { return read() && now.Active == [2]int{row, column} })
		var acts, want []string
		if i == 0 {
			acts = tap(vkNumLock, 0x45, extended)
		}
		for range k.words {
			word := k.word(random.IntN)
			acts = append(acts, k.acts(word, random.IntN(2) == 0)...)
			acts = append(acts, k.enter...)
			if word = norm.NFC.String(word); cells[row] != word { // what stands there already is not written again
				cells[row] = word
				want = append(want, step("cell", row, column, word))
			}
			row = min(row+1, len(cells)-1)
		}
		play("in the table", acts, want)

		click(now.Places[1][0], now.Places[1][1])
		acts, want = nil, nil
		for range k.words {
			word := k.word(random.IntN)
			acts = append(acts, k.acts(word, random.IntN(2) == 0)...)
			acts = append(acts, k.enter...)
			want = append(want, step("field", 1, 0, norm.NFC.String(word)))
		}
		play("in a field", acts, want)
	}
}

// seen is what the window writes down.
type seen struct {
	Steps  []string
	Places [3][2]float32
	Cell   [2]float32
	Active [2]int
}

func step(kind string, a, b int, word string) string {
	raw, _ := json.Marshal([]any{kind, a, b, word}) // of texts and numbers
	return string(raw)
}

// settled looks for a while whether something is so.
func settled(so func() bool) {
	for end := time.Now().Add(time.Minute); !so() && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
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
