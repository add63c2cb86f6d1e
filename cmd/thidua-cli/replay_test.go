package main

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/replay"
	"thidua/internal/sample"
	"thidua/internal/testpaper"
)

// played plays a script in a fresh world of the first sample.
func played(t *testing.T, text string) (*replay.Play, error) {
	t.Helper()
	s, err := sample.Load("cum-4-2023-2024")
	if err != nil {
		t.Fatal(err)
	}
	sc, err := replay.Parse("x.txt", text)
	if err != nil {
		t.Fatal(err)
	}
	p, err := replay.New(runner, environment, s, fstest.MapFS{}, t.TempDir(), time.Date(2023, 9, 1, 8, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p, p.Run(t.Context(), "x.txt", sc)
}

const joined = `
== Thiết lập
at 2023-10-01
office: init --office @office.thidua --passphrase-file @passphrase.txt --server {server} --seed-sample {sample}
office: sync
each office: invite --unit {unit} --role leader --out @{unit}.invite
office: sync
each {unit}: init --invite @{unit}.invite --server {server} --name "Giám đốc (minh hoạ)"
each {unit}: sync
`

// TestPlay: every line is a real command at somebody's own desk, over a real server, on the day the script says.
func TestPlay(t *testing.T) {
	p, err := played(t, joined+`
at 2024-05-02 09:30
office: sample inputs --sample {sample} --unit lao-cai > @inputs/lao-cai.txt
lao-cai: sheet import --unit lao-cai @inputs/lao-cai.txt
lao-cai: sheet submit --unit lao-cai --reason "minh hoạ"
lao-cai: sync
son-la: sync
refused lai-chau: sheet return --unit lao-cai --reason "không phải đơn vị thẩm định"
son-la: sheet return --unit lao-cai --reason 'xem lại "số liệu" $HOME'
`)
	if err != nil {
		t.Fatal(phrase.Error(phrase.Vietnamese, err))
	}
	if p.Desks() != 8 || p.Now().Format(time.DateOnly) != "2024-05-02" {
		t.Errorf("%d desks, %s", p.Desks(), p.Now())
	}
}

func TestPlayStopsWhereItIsRefused(t *testing.T) {
	alone := strings.ReplaceAll(strings.ReplaceAll(joined, "each office: invite --unit {unit}", "office: invite --unit lao-cai"), "each ", "")
	alone = strings.ReplaceAll(alone, "{unit}", "lao-cai")
	for _, line := range []string{
		`lao-cai: sheet submit --unit son-la`, `refused lao-cai: season show`, `nobody: season show`, `at 2023-09-01`, `lao-cai: no such verb`,
	} {
		_, err := played(t, alone+line)
		if emulation.KeyOf(err) != "replay.stopped" {
			t.Fatalf("%s: %v", line, err)
		}
		said := phrase.Error(phrase.Vietnamese, err)
		if !strings.Contains(said, "x.txt:10") {
			t.Errorf("%s: %s", line, said)
		}
	}
}

// everyday is the sample whose season is played in every run of the tests, because it goes through all steps of a year; the others are
// played by TestFullReplay.
const everyday = "cum-4-2023-2024"

func TestReplay(t *testing.T) { replaySample(t, everyday, emulation.SeasonArchived) }

// replaySample plays the whole season of a sample: everybody at the own desk. It ends as it was published; the logs hold, and the locked
// result is the same bytes at every desk.
func replaySample(t *testing.T, id string, end emulation.SeasonStep) {
	t.Helper()
	s, err := sample.Load(id)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	out, err := replay.Season(t.Context(), runner, environment, s, dir, nil)
	if err != nil {
		t.Fatal(phrase.Error(phrase.Vietnamese, err))
	}
	if len(out.Differences) > 0 {
		t.Errorf("%v\nrecorded  %+v\npublished %+v", out.Differences, out.Outcome, out.Published)
	}
	if out.Step != string(end) || out.Changes == 0 {
		t.Errorf("ends at %s, want %s; %d changes", out.Step, end, out.Changes)
	}
	if locked := emulation.SeasonReached(end, emulation.SeasonLocked); locked != (len(out.Statement) == 64) {
		t.Errorf("statement %q", out.Statement)
	}
	papersAgree(t, filepath.Join(dir, "desks", "office"), s, emulation.SeasonReached(end, emulation.SeasonLocked))
}

// papersAgree lays the papers of the played season beside one another, with the reviews and explanations it has.
func papersAgree(t *testing.T, folder string, s *sample.Sample, locked bool) {
	t.Helper()
	d, err := desk.Open(folder, environment)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := d.Workspace.ChooseSeason("", s.Founding.Season.Label); err != nil {
		t.Fatal(err)
	}
	papersGolden(t, d, s)
	if n := testpaper.Agree(t, d.Workspace); locked && n != len(s.Founding.Units) {
		t.Errorf("the papers of %d units agree, of %d", n, len(s.Founding.Units))
	}
}
