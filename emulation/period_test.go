package emulation_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/phrase"
)

func TestPeriods(t *testing.T) {
	for _, c := range []struct{ typed, stored, words string }{
		{"2020-11", "2020-11", "tháng 11/2020"},
		{"2/2021", "2021-02", "tháng 2/2021"},
		{"Tháng 02/2021", "2021-02", "tháng 2/2021"},
		{"2020-Q4", "2020-Q4", "quý IV/2020"},
		{"2020-q1", "2020-Q1", "quý I/2020"},
		{"Quý III/2020", "2020-Q3", "quý III/2020"},
		{"quý 2 năm 2020", "2020-Q2", "quý II/2020"},
		{"Q4/2020", "2020-Q4", "quý IV/2020"},
		{"2020-H1", "2020-H1", "6 tháng đầu năm 2020"},
		{"6 tháng cuối năm 2020", "2020-H2", "6 tháng cuối năm 2020"},
		{"2020", "2020", "năm 2020"},
		{" năm 2020 ", "2020", "năm 2020"},
		{"2024-W36", "2024-W36", "tuần 36/2024 (02/09/2024–08/09/2024)"},
		{"2024-w01", "2024-W01", "tuần 1/2024 (01/01/2024–07/01/2024)"},
		{"Tuần 36/2024", "2024-W36", "tuần 36/2024 (02/09/2024–08/09/2024)"},
		{"tuần 36 năm 2024", "2024-W36", "tuần 36/2024 (02/09/2024–08/09/2024)"},
		{"tuần 1/2025", "2025-W01", "tuần 1/2025 (30/12/2024–05/01/2025)"},
		{"tuần 53/2020", "2020-W53", "tuần 53/2020 (28/12/2020–03/01/2021)"},
		{"mid", "mid", "sơ kết"},
		{"sơ kết", "mid", "sơ kết"},
		{"season", "season", "cả năm thi đua"},
		{"cả năm", "season", "cả năm thi đua"},
	} {
		p, err := emulation.ParsePeriod(c.typed)
		if err != nil || string(p) != c.stored {
			t.Errorf("%q is %q, %v", c.typed, p, err)
			continue
		}
		if words := phrase.Render(phrase.Vietnamese, p.Message()); words != c.words {
			t.Errorf("%q is said %q", c.typed, words)
		}
		if again, err := emulation.ParsePeriod(c.words); err != nil || again != p {
			t.Errorf("%q is read as %q, %v", c.words, again, err)
		}
	}
	for _, text := range []string{"", "2020-13", "2020-00", "13/2020", "0/2020", "2020-Q5", "quý V/2020", "2020-H3", "20", "3020", "2020-1", "tuần 3", "năm 2020-11",
		"2024-W00", "2024-W53", "2024-W1", "tuần 0/2024", "tuần 53/2024", "tuần 54/2020", "tuần 36 năm học 2024", "tuần 36/2024 (09/09/2024–15/09/2024)"} {
		if p, err := emulation.ParsePeriod(text); emulation.KeyOf(err) != "period.unknown" {
			t.Errorf("%q was taken as %q", text, p)
		}
	}
}

func TestPeriodsOfASeason(t *testing.T) {
	list := emulation.Periods("2023–2024")
	seen := map[emulation.Period]bool{}
	for _, p := range list {
		if again, err := emulation.ParsePeriod(string(p)); err != nil || again != p || seen[p] {
			t.Errorf("%s: %v", p, err)
		}
		seen[p] = true
	}
	if len(list) != 2+2*(19+52) || !seen["2024-W36"] || !seen["2023-09"] || !seen["2024-Q2"] || !seen["2024-H1"] || !seen["mid"] || len(emulation.Periods("nhiệm kỳ")) != 2 {
		t.Errorf("%v", list)
	}
}
