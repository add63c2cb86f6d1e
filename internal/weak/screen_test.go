//go:build weak && linux

package weak_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// patience is for anything a weak PC has to come round to.
const patience = 2 * time.Minute

// screen is a virtual one of an office's old monitor, with a window manager.
type screen struct {
	env     []string
	config  string
	started []*exec.Cmd
}

func newScreen(env []string) (*screen, error) {
	config, err := os.MkdirTemp("", "thidua-weak-")
	if err != nil {
		return nil, err
	}
	s := &screen{config: config, env: append(append(os.Environ(), "LC_ALL=C.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1", "XDG_CONFIG_HOME="+config, "XDG_CACHE_HOME="+config, "DBUS_SESSION_BUS_ADDRESS=disabled:"), env...)}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer read.Close()
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24")
	x.ExtraFiles = []*os.File{write}
	err = s.start(x)
	write.Close()
	if err != nil {
		return nil, err
	}
	number := make([]byte, 16)
	n, err := read.Read(number)
	if err != nil {
		s.end()
		return nil, fmt.Errorf("a virtual screen: %w", err)
	}
	s.env = append(s.env, "DISPLAY=:"+strings.TrimSpace(string(number[:n])))
	if err := s.start(exec.Command("openbox")); err != nil {
		s.end()
		return nil, err
	}
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if out, err := s.command("xdotool", "get_num_desktops").Output(); err == nil && len(bytes.TrimSpace(out)) > 0 {
			return s, nil
		}
		if time.Now().After(end) {
			s.end()
			return nil, fmt.Errorf("no window manager came up")
		}
	}
}

func (s *screen) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Env = s.env
	return c
}

func (s *screen) start(c *exec.Cmd) error {
	if c.Env == nil {
		c.Env = s.env
	}
	err := c.Start()
	if err == nil {
		s.started = append(s.started, c)
	}
	return err
}

// end ends what was started, the last first.
func (s *screen) end() {
	for i := len(s.started) - 1; i >= 0; i-- {
		_ = s.started[i].Process.Kill()
		_ = s.started[i].Wait()
	}
	_ = os.RemoveAll(s.config)
}

// do acts on the screen; what goes wrong is seen by what does not come of it.
func (s *screen) do(args ...string) { _ = s.command("xdotool", args...).Run() }

// shows reports whether a window with a word in its title is there.
func (s *screen) shows(word string) bool {
	return s.command("xdotool", "search", "--onlyvisible", "--name", word).Run() == nil
}

func (s *screen) await(word string) error {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if s.shows(word) {
			return nil
		}
	}
	return fmt.Errorf("no window %q came", word)
}

// palette goes where some words lead.
func (s *screen) palette(words, title string) error {
	s.do("search", "--onlyvisible", "--name", "Thi Đua", "windowactivate", "--sync")
	s.do("key", "ctrl+k")
	s.do("type", "--delay", "40", words)
	s.do("key", "Return")
	return s.await(title)
}

// process is the window's.
type process struct{ pid int }

// begin starts the program, within the limits if it is to be weak.
func (s *screen) begin(l *limits, weak bool, program string, args ...string) (*process, error) {
	line := append([]string{"-c", `for f in $1; do echo $$ >"$f" || exit 1; done; shift; exec "$@"`, "sh", ""}, append([]string{program}, args...)...)
	if weak {
		line[3] = strings.Join(l.enter, " ")
	}
	c := s.command("sh", line...)
	c.Stderr = os.Stderr
	if err := s.start(c); err != nil {
		return nil, err
	}
	return &process{c.Process.Pid}, nil
}

// spent is the processor time of the process so far.
func (p *process) spent() time.Duration {
	raw, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.pid), "stat"))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(raw), ") ")
	fields := strings.Fields(after) // from the third on: utime is the fourteenth, stime the fifteenth, in hundredths of a second
	var ticks int64
	for _, f := range fields[11:13] {
		n, _ := strconv.ParseInt(f, 10, 64)
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// rest waits until the process does nothing worth mention for half a second, and gives what it has spent.
func (p *process) rest() time.Duration {
	for end := time.Now().Add(patience); time.Now().Before(end); {
		before := p.spent()
		time.Sleep(500 * time.Millisecond)
		if after := p.spent(); after-before <= 30*time.Millisecond {
			return after
		}
	}
	return p.spent()
}

// share is how much of one processor it takes over a time, in percent.
func (p *process) share(over time.Duration) float64 {
	before := p.spent()
	time.Sleep(over)
	return 100 * (p.spent() - before).Seconds() / over.Seconds()
}

// memory is RssAnon and RssFile with RssShmem.
func (p *process) memory() string {
	raw, _ := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.pid), "status"))
	value := func(name string) (kb int) {
		_, after, _ := strings.Cut(string(raw), name+":")
		_, _ = fmt.Sscan(after, &kb)
		return kb
	}
	return fmt.Sprintf("%d, %d MB", value("RssAnon")>>10, (value("RssFile")+value("RssShmem"))>>10)
}
