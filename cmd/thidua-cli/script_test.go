package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/internal/replay"
	"thidua/internal/sample"
	"thidua/internal/tenant"
	"thidua/storage"
	"thidua/sync/identity"
	"thidua/sync/release"
	"thidua/workspace/season"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"fill":  fill,
		"stuck": stuck,
		"thidua-cli": func() {
			os.Exit(run(context.Background(), program(), os.Args[1:]))
		},
	})
}

// runner does a command line of a season that is played.
var (
	environment = program().Env
	runner      = program().Replay
)

func TestScripts(t *testing.T) {
	folders := map[string]string{"WORKBOOKS": "../../documents/intake/testdata", "SAMPLES": "../../assets/samples"}
	commands := map[string]func(*testscript.TestScript, bool, []string){"office": officeFile, "cut": cutFile, "play": playFile, "codeof": codeOf, "forge": forge, "keyline": keyLine}
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Cmds: commands, Setup: func(env *testscript.Env) error {
		for name, folder := range folders {
			full, err := filepath.Abs(folder)
			if err != nil {
				return err
			}
			env.Setenv(name, full)
		}
		env.Setenv("HOME", filepath.Join(env.WorkDir, "home")) // a script that names no folder leaves nothing behind
		return nil
	}})
}

// officeFile makes a new office: office.thidua, and passphrase.txt that opens it.
func officeFile(ts *testscript.TestScript, _ bool, _ []string) {
	db, err := storage.Open(ts.MkAbs("server"), storage.Options{Server: true, Now: time.Now, Rand: rand.Reader, ReserveBytes: 1})
	ts.Check(err)
	file, _, err := tenant.New(db, "Sở Giáo dục và Đào tạo (minh hoạ)", "Văn thư", time.Now(), rand.Reader)
	ts.Check(err)
	ts.Check(db.Close())
	var out bytes.Buffer
	ts.Check(identity.WriteOfficeFile(&out, file, "mật khẩu minh hoạ", 4))
	ts.Check(os.WriteFile(ts.MkAbs("office.thidua"), out.Bytes(), 0o600))
	ts.Check(os.WriteFile(ts.MkAbs("passphrase.txt"), []byte("mật khẩu minh hoạ"), 0o600))
}

// playFile plays a season: play SEASON UNITS. Everybody sits at a desk of their own over a real server that is empty when it begins, on the days the
// script says (internal/replay). UNITS has a line for each unit, "code | name | short name"; what is in the folder sample is @sample/ in the script;
// what the script writes to @x.txt is play/files/x.txt afterwards.
func playFile(ts *testscript.TestScript, _ bool, args []string) {
	s := &sample.Sample{Office: "Văn phòng Hội đồng Thi đua – Khen thưởng (minh hoạ)"}
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		if parts := strings.Split(strings.TrimSpace(line), " | "); len(parts) == 3 {
			s.Founding.Units = append(s.Founding.Units, season.FoundingUnit{Code: parts[0], UnitInfo: emulation.UnitInfo{Name: parts[1], Short: parts[2], Illustrative: true}})
		}
	}
	script, err := replay.Parse(args[0], ts.ReadFile(args[0]))
	ts.Check(err)
	p, err := replay.New(runner, environment, s, os.DirFS(ts.MkAbs("sample")), ts.MkAbs("play"), script.Begin())
	ts.Check(err)
	err = p.Run(context.Background(), args[0], script)
	if e := p.Close(); err == nil {
		err = e
	}
	if err != nil {
		ts.Fatalf("%s", phrase.Error(phrase.Vietnamese, err))
	}
}

// cutFile copies the first half of a file.
func cutFile(ts *testscript.TestScript, _ bool, args []string) {
	raw, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), raw[:len(raw)/2], 0o600))
}

// keyLine writes the public line of a release key made under pass.txt: keyline KEY FILE.
func keyLine(ts *testscript.TestScript, _ bool, args []string) {
	key, err := identity.ReadReleaseKey(strings.NewReader(ts.ReadFile(args[0])), strings.TrimSpace(ts.ReadFile("pass.txt")))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(release.Line(key.Public().(ed25519.PublicKey))+"\n"), 0o600))
}

// fill types into cells of a workbook's first sheet, as a clerk does: fill F.xlsx E9=99,5 F10=8.
func fill() {
	f, err := excelize.OpenFile(os.Args[1])
	for _, arg := range os.Args[2:] {
		cell, text, _ := strings.Cut(arg, "=")
		if err == nil {
			err = f.SetCellStr(f.GetSheetName(0), cell, text)
		}
	}
	if err == nil {
		err = f.Save()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
