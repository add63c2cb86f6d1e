//go:build weak && linux

package weak_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"thidua/internal/bench"
	"thidua/internal/desk"
	"thidua/internal/upgrade"
)

const sampleID = "cum-4-2023-2024"

// TestWeak measures the window as on an old PC, with what scripts/weak.sh tells it, and prints a table. It judges nothing.
func TestWeak(t *testing.T) {
	if err := run(os.Getenv("THIDUA_WEAK_WINDOW"), changes, os.Getenv("THIDUA_WEAK_ONLY")); err != nil {
		t.Fatal(err)
	}
}

// changes is how many the larger desk holds.
const changes = 100_000

// way is under what the program is measured.
type way struct {
	name string
	weak bool
	env  []string
}

var ways = []way{
	{"llvmpipe", false, nil},
	{"llvmpipe, weak", true, nil},
	{"softpipe, weak", true, []string{"GALLIUM_DRIVER=softpipe"}},
}

func run(window string, changes int, only string) error {
	dir, err := os.MkdirTemp("", "thidua-weak-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	small, large := filepath.Join(dir, "small"), filepath.Join(dir, "large")
	if err := fill(small, 0); err != nil {
		return err
	}
	if err := fill(large, changes); err != nil {
		return err
	}
	limits, err := newLimits(dir)
	if err != nil {
		return err
	}
	defer limits.remove()
	fmt.Println("Weak is:", limits.said)
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	var rows [][]string
	head := []string{"what"}
	for _, w := range ways {
		if only != "" && w.name != only {
			continue
		}
		head = append(head, w.name)
		var figures []figure
		for _, on := range []struct{ dir, name string }{{small, "sample"}, {large, fmt.Sprint(changes, " changes")}} {
			first, err := ofRelease(window, copyOf(on.dir, "new "+w.name), on.name, w, limits)
			more, err2 := measure(window, copyOf(on.dir, w.name), on.name, w, limits)
			if err := errors.Join(err, err2); err != nil {
				return fmt.Errorf("%s, %s: %w", w.name, on.name, err)
			}
			figures = append(append(figures, first), more...)
		}
		for i, f := range figures {
			if len(rows) <= i {
				rows = append(rows, []string{f.what})
			}
			rows[i] = append(rows[i], f.value)
		}
	}
	for _, row := range append([][]string{head}, rows...) {
		fmt.Fprintln(table, strings.Join(row, "\t"))
	}
	return table.Flush()
}

// fill makes a desk of the sample, with so many changes more, which its server has.
func fill(dir string, changes int) error {
	d, err := desk.InitSample(dir, sampleID, "", desk.Environment{Now: time.Now, Rand: rand.Reader, Here: upgrade.Program()})
	if err != nil {
		return err
	}
	err = bench.Fill(d, changes, time.Now)
	if err == nil {
		_, err = d.Sync(context.Background(), "")
	}
	return errors.Join(err, d.Close())
}

// copyOf is a copy of a folder beside it: what one run leaves is not what the next one finds.
func copyOf(dir, name string) string {
	to := dir + " " + name
	if out, err := exec.Command("cp", "-a", dir, to).CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%s", out)
	}
	return to
}

// figure is a row of the table.
type figure struct{ what, value string }

// ofRelease starts a release on a folder that another one had: it proves the data on a copy of them first.
func ofRelease(window, data, of string, w way, limits *limits) (f figure, err error) {
	if err := os.Remove(filepath.Join(data, "program")); err != nil { // which says whose it was
		return f, err
	}
	s, err := newScreen(w.env)
	if err != nil {
		return f, err
	}
	defer s.end()
	if _, err := s.begin(limits, w.weak, window, "-data", data); err != nil {
		return f, err
	}
	begun := time.Now()
	err = s.await("Cụm thi đua")
	return figure{of + ": first screen of a release's first start", fmt.Sprintf("%.1f s", time.Since(begun).Seconds())}, err
}

// measure starts the window on a folder, opens a sheet, types into it and ends it.
func measure(window, data, of string, w way, limits *limits) (figures []figure, err error) {
	add := func(what, format string, values ...any) {
		figures = append(figures, figure{of + ": " + what, fmt.Sprintf(format, values...)})
	}
	s, err := newScreen(w.env)
	if err != nil {
		return nil, err
	}
	defer s.end()
	p, err := s.begin(limits, w.weak, window, "-data", data)
	if err != nil {
		return nil, err
	}
	begun := time.Now()
	if err := s.await("Thi Đua"); err != nil {
		return nil, err
	}
	add("window there", "%.1f s", time.Since(begun).Seconds())
	if err := s.await("Cụm thi đua"); err != nil {
		return nil, err
	}
	add("first screen", "%.1f s", time.Since(begun).Seconds())
	cost := p.rest()
	add("processor until at rest", "%.1f s", cost.Seconds())
	add("idle", "%.2f %%", p.share(10*time.Second))
	add("memory of its own, mapped", "%s", p.memory())

	before, begun := p.spent(), time.Now()
	if err := s.palette("phieu cham", "Phiếu chấm điểm"); err != nil {
		return nil, err
	}
	add("sheet open, typing its name included", "%.1f s", time.Since(begun).Seconds())
	add("processor for it", "%.1f s", (p.rest() - before).Seconds())
	s.do("key", "Escape", "ctrl+Home", "Down", "Right", "Right", "Right")
	p.rest()
	const keys = 40
	before = p.spent()
	s.do("key", "--delay", "150", "--repeat", fmt.Sprint(keys), "Down")
	add("processor for an arrow key", "%.0f ms", float64((p.rest()-before).Milliseconds())/keys)
	s.do("key", "Escape", "ctrl+Home", "Down", "Right", "Right", "Right")
	p.rest()
	before = p.spent()
	value := "91,37"
	s.do("type", "--delay", "150", value)
	add("processor for a typed character", "%.0f ms", float64((p.rest()-before).Milliseconds())/float64(len(value)))
	add("idle with an open editor", "%.2f %%", p.share(10*time.Second))
	begun = time.Now()
	s.do("key", "Return")
	if err := saved(filepath.Join(data, "journal"), value); err != nil {
		return nil, err
	}
	add("from the key to the disk", "%.0f ms", float64(time.Since(begun).Microseconds())/1000)
	p.rest()
	add("memory with the sheet", "%s", p.memory())
	return figures, nil
}

// saved waits until the journal holds a value.
func saved(journal, value string) error {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if raw, err := os.ReadFile(journal); err == nil && strings.Contains(string(raw), value) {
			return nil
		}
	}
	return fmt.Errorf("%s never came to the disk", value)
}
