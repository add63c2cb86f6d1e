package main

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/internal/replay"
	"thidua/internal/sample"
	"thidua/workspace/season"
)

// large is a season of as many units and criteria, with the self-scoring, the first and the second review of every criterion of every unit.
func large(units, lines int) (*sample.Sample, string, fstest.MapFS) {
	s := &sample.Sample{Info: sample.Info{ID: "large", Name: "Large"}}
	s.Founding.Cluster.Code, s.Founding.Season.Label = "c", "2024"
	for i := range units {
		u := season.FoundingUnit{Code: fmt.Sprintf("u%02d", i+1)}
		u.UnitInfo = emulation.UnitInfo{Name: fmt.Sprintf("Unit %02d", i+1), Illustrative: true}
		s.Founding.Units = append(s.Founding.Units, u)
	}
	var table, typed, first, second strings.Builder
	table.WriteString("format: thidua-criteria/1\nid: large\nname: Large\nscale: {total: " + fmt.Sprint(lines*10) + "}\ngroups:\n  - code: I\n    name: Group\n    criteria:\n")
	for i := range lines {
		fmt.Fprintf(&table, "      - {code: I.%d, name: Line %d, max: 10, rule: {kind: percent}}\n", i+1, i+1)
		fmt.Fprintf(&typed, "I.%d\tvalue=%d\n", i+1, 50+i%50)
		fmt.Fprintf(&first, "I.%d\t%d\tminutes\n", i+1, i%10)
		fmt.Fprintf(&second, "I.%d\t%d\tminutes\n", i+1, i%9)
	}
	return s, `
at 2024-01-01
office: init --office @office.thidua --passphrase-file @passphrase.txt --server {server}
each office: unit add {unit} --name "{name}" --illustrative
office: cluster found c --name Cluster
each office: unit join {unit} --cluster c --date 2024-01-01
office: season new 2024 --cluster c --name 2024 --kind calendar-year
office: season post set head --unit u01 --how unknown
office: season criteria add @sample/table.yaml
office: season step consulting
office: season criteria adopt 1
office: season step adopted
office: sync
each office: invite --unit {unit} --role leader --out @{unit}.invite
office: sync
each {unit}: init --invite @{unit}.invite --server {server} --name Leader
each {unit}: sync
office: season step registering --reason bench
office: season step running --reason bench
office: season step self-scoring
office: sync
each {unit}: sync
each {unit}: sheet import --unit {unit} @sample/typed.txt
each {unit}: sheet submit --unit {unit}
each {unit}: sync
office: sync
office: season step verifying
each office: sheet verify --unit {unit} @sample/first.txt
each office: sheet step --unit {unit} --to cross-checked --reason bench
office: season step explaining
each office: sheet verify --final --unit {unit} @sample/second.txt
each office: sheet step --unit {unit} --to verified --reason bench
office: sync
each {unit}: sync
each {unit}: sheet agree --unit {unit}
each {unit}: sync
office: sync
office: season step conference --reason bench
office: result lock --reason bench
office: sync
each {unit}: sync
`, fstest.MapFS{"table.yaml": {Data: []byte(table.String())}, "typed.txt": {Data: []byte(typed.String())},
			"first.txt": {Data: []byte(first.String())}, "second.txt": {Data: []byte(second.String())}}
}

// BenchmarkReplay plays a season of 12 units over a real server: self-scoring and two reviews of 300 criteria each, to the locked result.
func BenchmarkReplay(b *testing.B) {
	for _, lines := range []int{30, 300} {
		b.Run(fmt.Sprintf("units=12/criteria=%d/rounds=3", lines), func(b *testing.B) {
			for b.Loop() {
				s, text, files := large(12, lines)
				sc, err := replay.Parse("large.txt", text)
				if err != nil {
					b.Fatal(err)
				}
				p, err := replay.New(runner, environment, s, files, b.TempDir(), sc.Begin())
				if err != nil {
					b.Fatal(err)
				}
				if err := p.Run(b.Context(), "large.txt", sc); err != nil {
					b.Fatal(phrase.Error(phrase.Vietnamese, err))
				}
				if err := p.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
