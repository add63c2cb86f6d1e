//go:build full && telex && screen

package screentest_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestFullVietnameseInTheWindow types into the program itself what once went astray: a search of two words, whose second became a score; a
// word and Enter, which landed a row lower; three words, which landed in two cells; a remark, which was signed without its last word. Keys
// come 25 ms apart while both processors are busy.
func TestFullVietnameseInTheWindow(t *testing.T) {
	window, cli := programs(t)
	data := filepath.Join(t.TempDir(), "data")
	s := newVietnameseScreen(t)
	c := s.command(window, "--data", data, "--sample", sampleID)
	c.Stderr = os.Stderr
	start(t, c)
	s.await("the window", s.titled("Cụm thi đua"))
	s.xdotool("search", "--onlyvisible", "--name", "Thi Đua", "windowactivate", "--sync")
	s.vietnamese()
	if !within(patience, func() bool {
		s.search("phieu cham")
		return within(3*time.Second, s.titled("Phiếu chấm điểm"))
	}) {
		t.Fatal("the sheet never came")
	}
	id := s.window("Thi Đua")
	s.xdotool("sleep", "2", "key", "ctrl+Home", "key", "ctrl+g", "type", "--delay", "100", "II.4")
	s.xdotool("key", "Return")
	page := s.pixel(1200, 650)
	s.await("the field for a remark on II.4", func() bool { return s.pixel(1140, 491) != page })
	s.xdotool("mousemove", "--window", id, "1226", "457", "click", "1")
	load(t)

	const quick = "25" // ms
	s.xdotool("type", "--delay", quick, "caanf xem laij")
	s.xdotool("key", "Return", "mousemove", "--window", id, "837", "184", "click", "1") // on the result of I.1
	s.xdotool("key", "ctrl+g", "type", "--delay", quick, "hanhj phucs")
	s.xdotool("key", "Return", "type", "--delay", quick, "17")
	s.xdotool("key", "Return", "type", "--delay", quick, "toots") // one row below
	s.xdotool("key", "Return", "key", "ctrl+g", "type", "--delay", quick, "phong traof ddooir mowis")
	s.xdotool("key", "Return", "type", "--delay", quick, "hocj sinh gioir")
	s.xdotool("key", "Return")
	want := map[string]string{"I.1": "100", "II.4": "17", "II.5": "tốt", "II.1": "Tốt", "II.2": "học sinh giỏi", "II.3": "294/300"}
	s.xdotool("key", "alt+F4")
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}
	for code, text := range want {
		if got := typed(t, cli, data, code); got != text {
			t.Errorf("%s holds %q, want %q", code, got, text)
		}
	}
	if said := remarks(t, cli, data, "II.4"); !slices.Equal(said, []string{"cần xem lại"}) {
		t.Errorf("the remarks are %q", said)
	}
}

// pixel is the colour of a place of the screen.
func (s *screen) pixel(x, y int) string {
	s.t.Helper()
	out, err := s.command("import", "-window", "root", "-crop", fmt.Sprintf("1x1+%d+%d", x, y), "+repage", "-depth", "8", "txt:-").Output()
	if err != nil {
		s.t.Fatal(err)
	}
	return string(out)
}

// remarks are the remarks on a criterion, by the command line.
func remarks(t *testing.T, cli, data, code string) []string {
	t.Helper()
	raw, err := exec.Command(cli, "--data", data, "sheet", "comments", "--unit", "son-la", "--criterion", code, "--json").CombinedOutput()
	var said []struct{ Text string }
	if err == nil {
		err = json.Unmarshal(raw, &said)
	}
	if err != nil {
		t.Logf("reading the remarks: %v\n%s", err, raw)
	}
	var all []string
	for _, r := range said {
		all = append(all, r.Text)
	}
	return all
}
