package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/internal/desk"
	"thidua/internal/testdesk"
)

var update = flag.Bool("update", false, "write the names anew")

// sitting does command lines one after another at the desk of a sample, in this process, with the stores on maps.
type sitting struct {
	t         *testing.T
	program   verb.Program
	dir       string // its files are called @name in a command line
	out, said bytes.Buffer
}

func sit(t *testing.T) *sitting {
	t.Helper()
	s := &sitting{t: t, program: program()}
	s.program.Env.Open, s.program.Desks = testdesk.NewDisk(false).Open, map[string]*desk.Desk{}
	now := time.Date(2024, 7, 20, 9, 0, 0, 0, time.UTC)
	s.program.Env.Now = func() time.Time { now = now.Add(time.Second); return now }
	s.program.Stdout, s.program.Stderr = &s.out, &s.said
	t.Cleanup(func() {
		for _, d := range s.program.Desks {
			if err := d.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	s.dir = t.TempDir()
	s.program.Getenv = func(name string) string { return map[string]string{"THIDUA_DATA": filepath.Join(s.dir, "desk")}[name] }
	for name, content := range map[string]string{"paper.txt": "minh chứng", "compact.txt": "Cùng thi đua.\n", "figures.txt": "# đầu\nhs = 5\nkhông\n"} {
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if code := s.do("init --sample cum-4-2023-2024"); code != verb.Done {
		t.Fatal(s.said.String())
	}
	return s
}

// do does one command line; words are parted by blanks, and by none within quotes.
func (s *sitting) do(line string) int {
	s.out.Reset()
	s.said.Reset()
	quoted := false
	args := strings.FieldsFunc(strings.TrimSpace(line), func(r rune) bool {
		quoted = quoted != (r == '"')
		return r == ' ' && !quoted
	})
	for i := range args {
		if args[i] = strings.ReplaceAll(args[i], `"`, ""); args[i][0] == '@' {
			args[i] = filepath.Join(s.dir, args[i][1:])
		}
	}
	s.program.Stdin = strings.NewReader("")
	return run(s.t.Context(), s.program, args)
}

// names collects the names in a value of JSON, each with those above it.
func names(at string, v any, into map[string]bool) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			names(at, x, into)
		}
	case map[string]any:
		for name, x := range v {
			into[strings.TrimPrefix(at+"."+name, ".")] = true
			names(at+"."+name, x, into)
		}
	}
}

// atDesk is what somebody does at the desk of a head before the lists are asked for: they shall not be empty.
const atDesk = `activity add "Hội thảo" --date 1/3/2024 --place "Sơn La" --result "Tốt" --illustrative
programme set --title "Chương trình" --goal "Một" --illustrative
programme progress 50 --date 1/3/2024 --note "Đúng hạn"
initiative add "Sáng kiến" --summary "Tóm tắt" --field "Quản lý" --in lai-chau --sort initiative --level province --number 1/QĐ --date 1/3/2024 --grade "Đạt"
movement add "Dạy tốt" --occasion "Đại hội" --by "Sở" --call "UBND tỉnh" --from 1/9/2023 --until 31/5/2024 --basis "Kế hoạch" --result "Tốt"
shortcoming add "Thiếu giáo viên" --cause "Chưa tuyển" --remedy "Tuyển" --whole-cluster
person-award add "Giấy khen của Giám đốc Sở" --decider "Giám đốc Sở" --number 2/QĐ --date 3/6/2024 --for "Hội thi" --persons 2 --names @compact.txt
headcount set --people 20 --advanced 10 --tasks-done 99,5
indicator set hs=1200 --name "Học sinh" --measure "em" --note "Tháng 5"
indicator ask hs --name "Học sinh" --measure "em" --combine sum --criterion I.5 --until 1/8/2024
indicator give --note "Tháng 5" --as-of "31/5/2024" hs=-1
internal department "Tổ Toán" --code toan --type to
internal set --period 2023-11 --points 9 --class "Tốt" --note "Tháng 11" toan
season document set qc --kind regulation --title "Quy chế" --number 1/QC --date 1/10/2023 --issuer "Cụm"
register set --title "Cờ thi đua" --movement "Dạy tốt" --target "Lên lớp=99"
compact set --title "Giao ước" @compact.txt
compact sign
sheet comment --unit son-la --criterion I.1 "Một lời"
sheet assign --unit lai-chau --by cao-bang
evidence add --criterion I.1 @paper.txt
conference set --date 2/8/2024 --place "Sơn La" --host son-la --agenda "Báo cáo"
conference attend --unit son-la --unit lai-chau --unit cao-bang --unit lang-son --unit lao-cai --delegates 3
conference speak --unit lai-chau "Đổi mới quản lý"
award deciding set co-thi-dua-bo --at-least 2/3 --line "Điều 7" --rank 1 --otherwise bang-khen-bo --track a=A=1 --track b=B=1
vote open co --title "Bỏ phiếu" --on award:co-thi-dua-bo --line son-la --at-least 2/3
vote tally co son-la=5/0 --present 5 --issued 5 --returned 5 --valid 5
leaders set --label 2024-2025 --head cao-bang --deputy lang-son --how acclaimed --by "Hội nghị"
wording set letter.close "Trân trọng kính mời"
`

// lists are the verbs that tell of many things.
const lists = `activity list
award deciding list
award eligible --unit son-la --form co-thi-dua-bo
award forms
award list
award plan --form co-thi-dua-bo
compact show
conference show
conflicts list
evidence list
headcount show --names
indicator asked
indicator list
indicator show --years
initiative list
internal department
internal show --period 2023-11
leaders show
legal show
log trail
log verify
movement list
news
objection list
person-award list --names
programme show
rank
register show
report
result history
result ready
sample list
season calendar
season check
season criteria list
season document list
season history
season list
season post list
season show
sheet assignments
sheet assign --propose
sheet changes --unit son-la
sheet comments --unit son-la
sheet show --unit son-la
shortcoming list
status
tasks
unit list
unit show son-la
version
vote show
wording list`

// TestNamesThatNeverChange: other programs read what --json prints by its names. One that is new is written down with -update; none goes.
func TestNamesThatNeverChange(t *testing.T) {
	s := sit(t)
	for line := range strings.Lines(atDesk) {
		if code := s.do(line); code != verb.Done {
			t.Fatalf("%s: %s", line, s.said.String())
		}
	}
	var found strings.Builder
	for _, line := range strings.Split(lists, "\n") {
		if code := s.do(line + " --lang en"); code != verb.Done || s.out.Len() == 0 { // the scripts read Vietnamese
			t.Errorf("%s: %d, %s%s", line, code, s.out.String(), s.said.String())
		}
		var v any
		if code := s.do(line + " --json"); code != verb.Done || json.Unmarshal(s.out.Bytes(), &v) != nil {
			t.Errorf("%s --json: %d, %s%s", line, code, s.out.String(), s.said.String())
		}
		all := map[string]bool{}
		names("", v, all)
		fmt.Fprintf(&found, "%s\n", line)
		for _, name := range slices.Sorted(maps.Keys(all)) {
			fmt.Fprintf(&found, "\t%s\n", name)
		}
	}
	const golden = "testdata/names.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(found.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || found.String() != string(want) {
		t.Errorf("the names differ from those of %s, %v:\n%s", golden, err, found.String())
	}
}

// TestRefused: what cannot be meant is refused with the key of its sentence, also in JSON.
func TestRefused(t *testing.T) {
	s := sit(t)
	for line, key := range map[string]string{
		"sheet assign": "cli.assign.what",
		"sheet on-behalf --unit lai-chau --signer A":         "sheet.behalf-paper",
		"indicator set hs":                                   "cli.key-value",
		"indicator import @figures.txt":                      "cli.key-value",
		"indicator import none.txt":                          "cli.no-file",
		"vote open x --title T --at-least 2-3 --line son-la": "cli.vote.fraction",
		"vote tally x son-la --valid 3":                      "cli.vote.count",
		"vote tally x son-la=1/2/3/4/5 --valid 3":            "cli.vote.count",
		"vote tally x son-la=một --valid 3":                  "cli.vote.count",
		"conference set --quorum 2":                          "cli.vote.fraction",
		"sample inputs --sample cum-4-2023-2024 --unit x":    "desk.sample-unit",
		"result show":                 "result.none",
		"result check":                "result.none",
		"result export --out x.json":  "result.none",
		"evidence get x --out x.json": "id.malformed",
		"invite --role leader":        "cli.invite.whose",
		"season show --cluster x":     "setup.cluster-unknown",
		"unit show x":                 "workspace.unit-unknown",
		"log verify --data none":      "workspace.not-set-up",
	} {
		code := s.do(line + " --json")
		var out struct {
			Error struct{ Code, Key, Message string }
		}
		if err := json.Unmarshal(s.out.Bytes(), &out); code != verb.Refused || err != nil || out.Error.Key != key || out.Error.Code == "" || s.said.String() != out.Error.Message+"\n" {
			t.Errorf("%s: %d, %s%s, want %s", line, code, s.out.String(), s.said.String(), key)
		}
	}
}
