package replay_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/replay"
	"thidua/internal/sample"
	"thidua/workspace/season"
)

// typed writes down the command lines it is given, and ends as their first word behind the folder says.
type typed struct {
	lines []string
	stop  func() // called with the first
}

func (r *typed) run(_ context.Context, at replay.At, args []string) int {
	folder := filepath.Base(args[1]) // behind --data
	r.lines = append(r.lines, at.Env.Now().Format(time.DateOnly)+" "+folder+" "+strings.Join(args[2:], "|"))
	fmt.Fprint(at.Stdout, "out of ", folder)
	fmt.Fprint(at.Stderr, "why of ", folder)
	if r.stop != nil {
		r.stop()
	}
	if args[2] == "no" {
		return 1
	}
	return 0
}

func play(ctx context.Context, t *testing.T, r *typed, text string) (*replay.Play, error) {
	t.Helper()
	s := &sample.Sample{Info: sample.Info{ID: "x", Name: "X"}, Office: "X"}
	for _, code := range []string{"a", "b"} {
		s.Founding.Units = append(s.Founding.Units, season.FoundingUnit{Code: code, UnitInfo: emulation.UnitInfo{Name: "Unit " + code, Illustrative: true}})
	}
	script, err := replay.Parse("x.txt", text)
	if err != nil {
		t.Fatal(err)
	}
	p, err := replay.New(r.run, desk.Environment{Now: time.Now, Rand: rand.Reader}, s, fstest.MapFS{"own.txt": {Data: []byte("own")}}, t.TempDir(), script.Begin())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p, p.Run(ctx, "x.txt", script)
}

// TestScript: every line reaches the desk it names, on its day, with the words of the unit put in; what it prints goes into the file it names.
func TestScript(t *testing.T) {
	r := new(typed)
	p, err := play(t.Context(), t, r, `
== Begin
at 2024-03-01
# a remark
office: found {sample} "two words" 'one "word"' $HOME
each {unit}: join --name="{name}" {illustrative} @sample/own.txt > @{unit}/out.txt
at 2024-05-02 09:30
refused b/staff: no --reason=@why.txt > @said.txt
file @why.txt
because
end
`)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`2024-03-01 office found|x|two words|one "word"|$HOME`,
		"2024-03-01 a join|--name=Unit a|--illustrative|" + p.Path("@sample/own.txt"),
		"2024-03-01 b join|--name=Unit b|--illustrative|" + p.Path("@sample/own.txt"),
		"2024-05-02 b-staff no|--reason=" + p.Path("@why.txt"),
	}
	if !slices.Equal(r.lines, want) {
		t.Errorf("%q, want %q", r.lines, want)
	}
	for word, want := range map[string]string{"@b/out.txt": "out of b", "@said.txt": "why of b-staff", "@why.txt": "because\n"} {
		if raw, err := os.ReadFile(p.Path(word)); err != nil || string(raw) != want {
			t.Errorf("%s: %q, %v", word, raw, err)
		}
	}
}

// TestScriptStops: a command that does not end as the script says stops it, with the line; so does the end of the context.
func TestScriptStops(t *testing.T) {
	for text, want := range map[string]string{"at 2024-01-01\noffice: no such verb": "x.txt:2", "\nrefused office: yes": "x.txt:2", "at 2024-02-01\nat 2024-01-01": "x.txt:2"} {
		_, err := play(t.Context(), t, new(typed), text)
		if emulation.KeyOf(err) != "replay.stopped" || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	r := &typed{stop: stop}
	if _, err := play(ctx, t, r, "each {unit}: sync\noffice: sync"); !errors.Is(err, context.Canceled) || len(r.lines) > 2 {
		t.Errorf("%v after %q", err, r.lines)
	}
}

func TestScriptFaults(t *testing.T) {
	for text, want := range map[string]string{
		"season show":     "x.txt:1",
		"\n\nat tomorrow": "x.txt:3",
		"file @a\nno end": "x.txt:2",
	} {
		if _, err := replay.Parse("x.txt", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestDifferences: every published field is compared.
func TestDifferences(t *testing.T) {
	s, err := sample.Load("cum-4-2023-2024")
	if err != nil {
		t.Fatal(err)
	}
	p := replay.Published(s)
	if d := replay.Differences(p, p); len(d) > 0 {
		t.Fatal(d)
	}
	v := reflect.ValueOf(*p)
	compared := 0
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			continue
		}
		r := *replay.Published(s)
		reflect.ValueOf(&r).Elem().Field(i).SetZero()
		if d := replay.Differences(p, &r); len(d) != 1 {
			t.Errorf("%s is missing: %v", v.Type().Field(i).Name, d)
		}
		compared++
	}
	if compared < 8 {
		t.Errorf("only %d fields are published", compared)
	}
	r := *replay.Published(s)
	r.Proposals = slices.Clone(r.Proposals)
	r.Proposals[0].Units = []string{"lao-cai"}
	if d := replay.Differences(p, &r); !slices.Equal(d, []string{"proposals"}) {
		t.Error(d)
	}
}
