package main

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/sample"
)

// played plays a script in a fresh world of the first sample.
func played(t *testing.T, text string) (*play, error) {
	t.Helper()
	s, err := sample.Load("cum-4-2023-2024")
	if err != nil {
		t.Fatal(err)
	}
	sc, err := parseScript("x.txt", text)
	if err != nil {
		t.Fatal(err)
	}
	m := Main{Env: desk.Environment{Now: time.Now, Rand: rand.Reader}}
	p, err := newPlay(m, s, t.TempDir(), time.Date(2023, 9, 1, 8, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.close(); err != nil {
			t.Error(err)
		}
	})
	return p, p.run("x.txt", sc)
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
lao-cai: sheet submit --unit lao-cai
lao-cai: sync
son-la: sync
refused lai-chau: sheet return --unit lao-cai --reason "không phải đơn vị thẩm định"
son-la: sheet return --unit lao-cai --reason 'xem lại "số liệu" $HOME'
`)
	if err != nil {
		t.Fatal(phrase.Error(phrase.Vietnamese, err))
	}
	if len(p.desks) != 8 || p.clock.Now().Format(time.DateOnly) != "2024-05-02" {
		t.Errorf("%d desks, %s", len(p.desks), p.clock.Now())
	}
}

func TestPlayStopsWhereItIsRefused(t *testing.T) {
	for _, line := range []string{
		`lao-cai: sheet submit --unit son-la`, `refused lao-cai: season show`, `nobody: season show`, `at 2023-09-01`, `lao-cai: no such verb`,
	} {
		_, err := played(t, joined+line)
		if emulation.KeyOf(err) != "replay.stopped" {
			t.Fatalf("%s: %v", line, err)
		}
		said := phrase.Error(phrase.Vietnamese, err)
		if !strings.Contains(said, "x.txt:10") {
			t.Errorf("%s: %s", line, said)
		}
	}
}

func TestScriptFaults(t *testing.T) {
	for text, want := range map[string]string{
		"season show":     "x.txt:1",
		"\n\nat tomorrow": "x.txt:3",
		"file @a\nno end": "x.txt:2",
	} {
		if _, err := parseScript("x.txt", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
