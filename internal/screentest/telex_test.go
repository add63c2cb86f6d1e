//go:build full && telex

package screentest_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"
)

// words are keys of Telex and what they mean.
var words = [][2]string{
	{"hanhj", "hạnh"}, {"phucs", "phúc"}, {"toots", "tốt"}, {"tieengs", "tiếng"}, {"vieetj", "việt"}, {"nguwowif", "người"},
	{"ddoongf", "đồng"}, {"truwowngf", "trường"}, {"hocj", "học"}, {"sinh", "sinh"}, {"giaos", "giáo"}, {"ducj", "dục"},
	{"khen", "khen"}, {"thuwowngr", "thưởng"}, {"ddieemr", "điểm"}, {"soos", "số"}, {"lieeuj", "liệu"}, {"dduwowcj", "được"},
	{"quys", "quý"}, {"9,5", "9,5"}, {"98", "98"}, {"hanhj phucs", "hạnh phúc"}, {"hocj sinh gioir", "học sinh giỏi"},
	{"uwowcs", "ước"}, {"eems", "ếm"}, {"ooong", "oong"}, {"dd", "đ"}, {"aan", "ân"}, {"owr", "ở"}, {"lees", "lế"},
}

// seen is what testdata/typing writes down.
type seen struct {
	Steps  []string
	Fields [3]string
	Places [3][2]float32
	Cell   [2]float32
	Active [2]int
}

// plan is what the window has to have seen once everything planned is typed.
type plan struct {
	seen
	in    int // the field that has the keyboard, -1 the table
	cells [12]string
	first [2]int // the cell a click into the table makes active
}

// end is how a word ended in a field: what stands in it.
func (p *plan) step(kind string, a, b int, s string) {
	raw, _ := json.Marshal([]any{kind, a, b, s}) // of texts and numbers
	p.Steps = append(p.Steps, string(raw))
}

// TestFullEveryWordWhereItWasTyped types words into the table and the fields of a window, as fast as fingers may, while both processors
// are busy, and ends each with Enter, Tab, a click elsewhere or a shortcut: every word has to stand where it was typed.
// THIDUA_ROUNDS is the number of words.
func TestFullEveryWordWhereItWasTyped(t *testing.T) {
	program := filepath.Join(t.TempDir(), "typing")
	if out, err := exec.Command("go", "build", "-tags", "migrated_fynedo,no_animations,no_emoji,x11", "-o", program, "./testdata/typing").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s := newVietnameseScreen(t)
	file := filepath.Join(t.TempDir(), "seen")
	c := s.command(program, file)
	c.Stderr = os.Stderr
	start(t, c)
	s.await("the window", s.titled("Typing"))
	s.xdotool("search", "--onlyvisible", "--name", "Typing", "windowactivate", "--sync")
	var p plan
	read := func() (now seen) {
		raw, err := os.ReadFile(file)
		if err == nil {
			err = json.Unmarshal(raw, &now)
		}
		if err != nil {
			t.Log(err)
		}
		return now
	}
	s.await("the window's places", func() bool { p.seen = read(); return p.Places[2][1] > 0 })
	s.vietnamese()
	load(t)

	seed := number("THIDUA_SEED", 1)
	random := rand.New(rand.NewPCG(uint64(seed), 0))
	h := &hands{random: random.IntN, window: s.window("Typing"), down: map[string]time.Duration{}}
	rounds := number("THIDUA_ROUNDS", 90)
	h.click(p.Cell[0], p.Cell[1])
	h.do(s)
	s.await("the cell that was clicked", func() bool { p.first = read().Active; return p.first[0] > 0 })
	p.Active, p.in = p.first, -1
	for done := 0; done < rounds; {
		for range 15 {
			p.word(h, words[random.IntN(len(words))])
			done++
		}
		h.rest()
		h.do(s)
		if !within(patience, func() bool { now := read(); return slices.Equal(now.Steps, p.Steps) && now.Fields == p.Fields }) {
			now := read()
			t.Logf("typed: %v", h.done)
			for i := range max(len(now.Steps), len(p.Steps)) {
				if got, want := at(now.Steps, i), at(p.Steps, i); got != want {
					t.Errorf("step %d is %s, was typed as %s", i, got, want)
					break
				}
			}
			t.Fatalf("seed %d, after %d words: the fields hold %q, want %q", seed, done, now.Fields, p.Fields)
		}
	}
}

// word plans one word where the keyboard is, and how it ends.
func (p *plan) word(h *hands, w [2]string) {
	h.text(w[0])
	if p.in < 0 {
		p.inTable(h, w[1])
		return
	}
	p.Fields[p.in] += w[1]
	switch h.random(4) {
	case 0, 1:
		h.press("Return")
		p.step("field", p.in, 0, p.Fields[p.in])
		p.Fields[p.in] = ""
		if p.in == 0 {
			p.in = -1
		}
	case 2:
		p.clickField(h)
	case 3:
		h.click(p.Cell[0], p.Cell[1])
		p.in, p.Active = -1, p.first
	}
}

func (p *plan) inTable(h *hands, word string) {
	if cell := &p.cells[p.Active[0]]; *cell != word { // what stands there already is not written again
		*cell = word
		p.step("cell", p.Active[0], p.Active[1], word)
	}
	switch h.random(4) {
	case 0, 1:
		h.press("Return")
		p.Active[0] = min(p.Active[0]+1, 11)
	case 2:
		p.clickField(h)
	case 3:
		h.chord("ctrl", "g")
		p.in = 0
	}
}

func (p *plan) clickField(h *hands) {
	next := (p.in + 1 + h.random(2)) % 3
	h.click(p.Places[next][0], p.Places[next][1])
	p.in = next
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "nothing"
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}
