//go:build full && telex

package screentest_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// newVietnameseScreen is a screen whose programs are typed into through fcitx5-unikey (Telex).
func newVietnameseScreen(t *testing.T) *screen {
	t.Helper()
	s := newScreen(t)
	folder := filepath.Join(s.config, "fcitx5")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	profile := "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=unikey\n\n[Groups/0/Items/0]\nName=unikey\nLayout=\n\n" +
		"[Groups/0/Items/1]\nName=keyboard-us\nLayout=\n\n[GroupOrder]\n0=Default\n"
	if err := os.WriteFile(filepath.Join(folder, "profile"), []byte(profile), 0o600); err != nil {
		t.Fatal(err)
	}
	socket := "unix:path=" + filepath.Join(s.config, "bus")
	s.more = append(s.more, "XMODIFIERS=@im=fcitx", "DBUS_SESSION_BUS_ADDRESS="+socket)
	start(t, s.command("dbus-daemon", "--session", "--nofork", "--address="+socket))
	s.await("a bus", func() bool { _, err := os.Stat(filepath.Join(s.config, "bus")); return err == nil })
	start(t, s.command("fcitx5", "--disable=ibusfrontend")) // which writes into the folder behind its own end
	s.await("fcitx5", func() bool { return s.command("fcitx5-remote").Run() == nil })
	return s
}

// window is the number of the window with a word in its title.
func (s *screen) window(word string) string {
	s.t.Helper()
	out, err := s.command("xdotool", "search", "--onlyvisible", "--name", word).Output()
	if err != nil {
		s.t.Fatal(err)
	}
	number, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return number
}

// vietnamese switches the typing tool on for the window that has the keyboard.
func (s *screen) vietnamese() {
	s.t.Helper()
	s.await("Unikey", func() bool {
		_ = s.command("fcitx5-remote", "-s", "unikey").Run() // asked again
		name, err := s.command("fcitx5-remote", "-n").Output()
		return err == nil && strings.TrimSpace(string(name)) == "unikey"
	})
}

// load keeps every processor busy until the test ends.
func load(t *testing.T) {
	t.Helper()
	for range 2 {
		start(t, exec.Command("sh", "-c", "while :; do :; done"))
	}
}

// hands type: each key goes down some time after the one before it and is held for some time, so that keys overlap as they do under
// fingers.
type hands struct {
	random func(n int) int
	now    time.Duration
	window string // its number
	events []event
	down   map[string]time.Duration // when each key went down last
	done   []string                 // what was carried out last
}

type event struct {
	at   time.Duration
	what []string // as xdotool is told
}

// press presses keys (as X names them) one after another, 0 to 200 ms apart, each held for 10 to 120 ms; the same key a second time has to
// be let go before.
func (h *hands) press(keys ...string) {
	for _, k := range keys {
		h.now += time.Duration(h.random(201)) * time.Millisecond
		if down, ok := h.down[k]; ok {
			h.now = max(h.now, down+40*time.Millisecond)
			for i := range h.events {
				if e := &h.events[i]; e.what[0] == "keyup" && e.what[1] == k && e.at >= h.now {
					e.at = h.now - 20*time.Millisecond
				}
			}
		}
		h.down[k] = h.now
		h.events = append(h.events, event{h.now, []string{"keydown", k}},
			event{h.now + time.Duration(10+h.random(111))*time.Millisecond, []string{"keyup", k}})
	}
}

// chord presses a key while another is held.
func (h *hands) chord(mod, key string) {
	h.rest()
	h.now += time.Duration(h.random(201)) * time.Millisecond
	for _, e := range [][]string{{"keydown", mod}, {"keydown", key}, {"keyup", key}, {"keyup", mod}} {
		h.events = append(h.events, event{h.now, e})
		h.now += time.Duration(10+h.random(60)) * time.Millisecond
	}
}

// click clicks, with the fingers off the keys or still on them.
func (h *hands) click(x, y float32) {
	h.now += time.Duration(h.random(201)) * time.Millisecond
	h.events = append(h.events, event{h.now, []string{"mousemove", "--window", h.window, fmt.Sprint(int(x)), fmt.Sprint(int(y)), "click", "1"}})
}

// rest lets every key go.
func (h *hands) rest() {
	for _, e := range h.events {
		h.now = max(h.now, e.at)
	}
}

// text types what ASCII keys a text has.
func (h *hands) text(keys string) {
	for _, k := range keys {
		switch k {
		case ' ':
			h.press("space")
		case ',':
			h.press("comma")
		default:
			h.press(string(k))
		}
	}
}

// do carries out what was planned.
func (h *hands) do(s *screen) {
	s.t.Helper()
	slices.SortStableFunc(h.events, func(a, b event) int { return int(a.at - b.at) })
	var args []string
	var now time.Duration
	for _, e := range h.events {
		if wait := e.at - now; wait > 0 {
			args = append(args, "sleep", fmt.Sprintf("%.3f", wait.Seconds()))
			now = e.at
		}
		args = append(args, e.what...)
	}
	h.now, h.events, h.done = 0, nil, args
	clear(h.down)
	s.xdotool(args...)
}
