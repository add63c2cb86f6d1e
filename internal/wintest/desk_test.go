//go:build full && wine && screen

package wintest_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestFullDeskOnWindows lives at a desk on Windows: a person joins by a code over HTTP, types and pastes results, loses the computer in the middle of a cell, decides
// what two people wrote differently, hands the sheet in, prints it and closes the window. Beside the window stand an office and a colleague, at the command line.
func TestFullDeskOnWindows(t *testing.T) {
	dir := t.TempDir()
	build(t, []string{"CGO_ENABLED=0"}, "go", "build", "-o", dir, "thidua/cmd/thidua-cli", "thidua/cmd/thidua-server")
	at := func(name string) string { return filepath.Join(dir, name) }
	url := serve(t, at("thidua-server"), at("server"), at("office.key"), at("pass"))
	office, staff := person{t, at("thidua-cli"), at("office")}, person{t, at("thidua-cli"), at("staff")}
	office.run("init", "--office", at("office.key"), "--passphrase-file", at("pass"), "--server", url, "--seed-sample", "cum-4-2023-2024")
	office.run("sync")
	code := strings.TrimSpace(office.run("invite", "--unit", "son-la", "--role", "leader"))
	office.run("invite", "--unit", "son-la", "--role", "staff", "--out", at("staff.thidua"))
	staff.run("init", "--invite", at("staff.thidua"))
	staff.run("sync")

	p := &sitting{t: t, w: newWine(t), typist: at("keyboard.exe"), keys: at("keys"), data: at("Thi đua của tôi, năm học 2023–2024")}
	build(t, nil, compiler, "-o", p.typist, "testdata/keyboard.c", "-luser32")
	p.w.screen(t)
	own := person{t, at("thidua-cli"), p.data}

	p.begin("Thi Đua")
	p.until("the overview", p.titled("Tổng quan"), func() {
		p.field(1013, 189, text("Nguyễn Thị Minh Hoạ")...)
		p.field(1013, 289, text(code)...)
		p.field(1013, 325, append(text(url), pressEnter...)...)
	})
	staff.run("sync")
	if keys := staff.run("keys"); !strings.Contains(keys, "Nguyễn Thị Minh Hoạ") {
		t.Errorf("the name is not there:\n%s", keys)
	}
	p.goTo("phieu cham", "Phiếu chấm điểm")
	p.until("what was pasted", p.onDisk("99,26"), func() {
		p.key("Escape", "ctrl+Home", "Down", "Down", "Right", "Right", "Right")
		excel := []string{"clip" + units("99,2\r\n88,4\r\n99,26\r\n")}
		p.play(append(append(excel, chord(vkControl, 0x1D, 'V', 0x2F, 0)...), "wait 32")...)
		p.key("Return")
	})
	p.until("what was typed", p.onDisk("98,7"), func() {
		p.key("Escape", "ctrl+Home", "Down", "Right", "Right", "Right")
		p.play(text("98,7")...)
	})
	p.kill()
	if got := own.typed("I.1"); got != "98,7" {
		t.Fatalf("%q is left of what was typed", got)
	}

	staff.run("sheet", "import", "--unit", "son-la", inputs(t, office))
	staff.run("sheet", "set", "--unit", "son-la", "--criterion", "I.2", "value=97.25")
	staff.run("sync")
	p.begin("Cụm thi đua")
	within(t, "the offer of a recovery sheet", offered(t))
	p.until("the sheet put off", func() bool { return !offered(t)() }, func() { p.click(1336, 49) })
	p.goTo("phieu cham", "Phiếu chấm điểm")
	p.until("a conflict of what two wrote", func() bool {
		staff.run("sync")
		return strings.Contains(staff.run("conflicts", "list"), "I.2") && staff.typed("I.1") == "98,7"
	}, func() {
		p.key("Escape", "ctrl+Home", "Down", "Right", "Right", "Right", "F2", "Return", "ctrl+s", "ctrl+r") // what was left in the middle is confirmed
	})
	p.until("a decision", func() bool { staff.run("sync"); return !strings.Contains(staff.run("conflicts", "list"), "I.2") }, func() {
		p.goTo("dong bo", "Đồng bộ")
		p.click(234, 259) // the value of the colleague
		p.key("ctrl+r")
	})
	p.goTo("phieu cham", "Phiếu chấm điểm")
	p.until("the sheet that was handed in", func() bool { staff.run("sync"); return staff.sheet().Step == "submitted" }, func() {
		p.key("Escape")
		p.click(1294, 55)
		p.picture("submit")
		p.click(916, 583)
		p.play(append(text("Minh chứng gửi sau"), pressEnter...)...)
		p.key("ctrl+r")
	})
	if got := staff.sheet().Reason; got != "Minh chứng gửi sau" {
		t.Errorf("it was handed in with the reason %q", got)
	}
	paper := ""
	p.until("the paper", func() bool {
		found, _ := filepath.Glob(filepath.Join(p.data, "papers", "phieu-*.pdf")) // the pattern is sound
		paper = strings.Join(found, " ")
		return exec.Command("pdftotext", paper, at("paper.txt")).Run() == nil
	}, func() {
		p.goTo("phieu cham", "Phiếu chấm điểm")
		p.click(1191, 55)
	})
	printed, err := os.ReadFile(at("paper.txt"))
	for _, words := range []string{"PHIẾU TỰ CHẤM ĐIỂM THI ĐUA", "98,7%", "97,25%", "99,26", "Tình trạng phiếu: đã nộp"} {
		if !strings.Contains(string(printed), words) {
			t.Errorf("%q is not on the paper (%v):\n%.2000s", words, err, printed)
		}
	}
	p.key("alt+F4")
	if err := <-p.ended; err != nil {
		t.Errorf("closed with %v", err)
	}
	own.run("doctor")
	own.run("log", "verify")
	if a, b := own.run("rank"), staff.run("rank"); a != b {
		t.Errorf("the desks rank differently:\n%s\n%s", a, b)
	}
}

// serve runs a server with the key of its office, and gives its address.
func serve(t *testing.T, program, dir, key, pass string) string {
	t.Helper()
	if err := os.WriteFile(pass, []byte("một câu bí mật dài\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	build(t, nil, program, "init", "--dir", dir, "--office", key, "--passphrase-file", pass, "--work-factor", "10")
	c := exec.Command(program, "serve", "--dir", dir, "--listen", "127.0.0.1:0")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start(t, c)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if url := regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+`).FindString(lines.Text()); url != "" {
			return url
		}
	}
	t.Fatal("the server does not say where it listens")
	return ""
}

// offered says whether the window tells of something above its screens, in the colour of a hint.
func offered(t *testing.T) func() bool {
	return func() bool {
		r, g, b, _ := shown(t).At(600, 83).RGBA()
		return r>>8 == 0xDC && g>>8 == 0xE9 && b>>8 == 0xF5
	}
}

// inputs are a unit's figures of the sample, without the first, as a file.
func inputs(t *testing.T, p person) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "inputs.tsv")
	all := p.run("sample", "inputs", "--sample", "cum-4-2023-2024", "--unit", "son-la")
	first := regexp.MustCompile(`(?m)^I\.1\t.*\n`)
	if err := os.WriteFile(file, []byte(first.ReplaceAllString(all, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// person works with the command line, on this machine.
type person struct {
	t    *testing.T
	cli  string
	data string
}

func (p person) run(args ...string) string {
	p.t.Helper()
	out, err := exec.Command(p.cli, append([]string{"--data", p.data}, args...)...).CombinedOutput()
	if err != nil {
		p.t.Fatalf("thidua-cli %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// paper is the sheet of Sơn La.
type paper struct {
	Step, Reason string
	Rows         []struct{ Code, Typed string }
}

func (p person) sheet() (s paper) {
	p.t.Helper()
	if err := json.Unmarshal([]byte(p.run("sheet", "show", "--unit", "son-la", "--json")), &s); err != nil {
		p.t.Fatal(err)
	}
	return s
}

func (p person) typed(criterion string) string {
	for _, r := range p.sheet().Rows {
		if r.Code == criterion {
			return r.Typed
		}
	}
	return ""
}

// sitting is a person before the window.
type sitting struct {
	t      *testing.T
	w      wine
	typist string // testdata/keyboard.c
	keys   string // the file it reads
	data   string
	window string // its number
	ended  chan error
}

// begin opens the window and waits for a word in its title.
func (p *sitting) begin(title string) {
	p.t.Helper()
	c := p.w.command(p.t.Context(), "wine", windowProgram(p.t), "-data", drive(p.data))
	if err := c.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.ended = make(chan error, 1)
	go func() { p.ended <- c.Wait() }()
	within(p.t, "the window", p.titled(title))
	within(p.t, "the first screen", func() bool { return blue(p.t) > 1000 })
	p.window = strings.Fields(string(found(p.t, "search", "--sync", "--onlyvisible", "--name", "^Thi")))[0]
	found(p.t, "windowactivate", "--sync", p.window)
}

// kill ends everything on this Windows at once.
func (p *sitting) kill() {
	p.w.run(p.t, "wineserver", "-k")
	<-p.ended
}

func (p *sitting) titled(word string) func() bool {
	return func() bool { return exec.Command("xdotool", "search", "--onlyvisible", "--name", word).Run() == nil }
}

// onDisk says whether the journal holds a word.
func (p *sitting) onDisk(word string) func() bool {
	return func() bool {
		raw, _ := os.ReadFile(filepath.Join(p.data, "journal")) // not there yet
		return strings.Contains(string(raw), word)
	}
}

// until does something, and again where it does not come to what was wanted: keys before a screen has the keyboard go nowhere.
func (p *sitting) until(what string, so func() bool, do func()) {
	p.t.Helper()
	for range 6 {
		do()
		for end := time.Now().Add(12 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
			if so() {
				p.picture(what)
				return
			}
		}
	}
	p.picture(what)
	p.t.Fatalf("waited in vain for %s", what)
}

// picture keeps the screen for whoever looks, in the folder THIDUA_PICTURES.
func (p *sitting) picture(what string) {
	if dir := os.Getenv("THIDUA_PICTURES"); dir != "" {
		_ = exec.Command("import", "-window", "root", filepath.Join(dir, strings.ReplaceAll(what, " ", "-")+".png")).Run()
	}
}

// goTo goes where the palette leads with some words.
func (p *sitting) goTo(words, title string) {
	p.t.Helper()
	p.until(title, p.titled("· "+title), func() {
		p.key("Escape", "ctrl+k")
		found(p.t, "type", "--delay", "30", words)
		p.key("Return")
	})
}

func (p *sitting) key(names ...string) {
	p.t.Helper()
	found(p.t, append([]string{"key", "--delay", "40"}, names...)...)
}

func (p *sitting) click(x, y int) {
	p.t.Helper()
	found(p.t, "mousemove", "--window", p.window, fmt.Sprint(x), fmt.Sprint(y), "sleep", "0.3", "click", "1", "sleep", "0.5")
}

// field types into a field, in place of what stands there.
func (p *sitting) field(x, y int, acts ...string) {
	p.t.Helper()
	p.click(x, y)
	p.key("ctrl+a")
	p.play(acts...)
}

// play plays what a keyboard sends.
func (p *sitting) play(acts ...string) {
	p.t.Helper()
	if err := os.WriteFile(p.keys, []byte(strings.Join(acts, "\n")), 0o600); err != nil {
		p.t.Fatal(err)
	}
	if out, err := p.w.run(p.t, "wine", p.typist, "50", drive(p.keys)); err != nil {
		p.t.Fatalf("%v\n%s", err, out)
	}
}
