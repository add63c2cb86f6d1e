package ballot_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
)

// rules is a secret vote of all members.
func rules(num, den int64, strict bool) ballot.Rules {
	return ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: num, Den: den, Strict: strict}
}

// full is a count with everybody present and every ballot valid; each line's other ballots say no.
func full(members int64, yes ...int64) ballot.Tally {
	t := ballot.Tally{Members: members, Present: members, Issued: members, Returned: members, Valid: members}
	for i, y := range yes {
		t.Lines = append(t.Lines, ballot.Line{ID: string(rune('a' + i)), Yes: y, No: members - y})
	}
	return t
}

func clean(t *testing.T, m emulation.Message) string {
	t.Helper()
	for _, lang := range []phrase.Language{phrase.English, phrase.Vietnamese} {
		if text := phrase.Render(lang, m); strings.ContainsAny(text, "{}") || strings.Contains(text, "ballot.") || strings.Contains(text, "legal.") {
			t.Errorf("%s: %q", lang, text)
		}
	}
	return phrase.Render(phrase.Vietnamese, m)
}

func TestNeededOfAllMembers(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		strict   bool
		n, want  int64
	}{
		{90, 100, false, 9, 9}, {80, 100, false, 9, 8}, {2, 3, false, 9, 6}, {1, 2, true, 9, 5}, {1, 2, true, 8, 5}, {1, 2, false, 8, 4},
		{9, 10, false, 10, 9}, {9, 10, false, 11, 10}, {9, 10, false, 20, 18}, {9, 10, true, 20, 19}, {9, 10, false, 1, 1},
		{4, 5, false, 5, 4}, {4, 5, true, 5, 5}, {4, 5, false, 6, 5}, {4, 5, false, 10, 8}, {4, 5, false, 12, 10}, {4, 5, false, 4, 4},
		{2, 3, false, 3, 2}, {2, 3, true, 3, 3}, {2, 3, false, 7, 5}, {2, 3, false, 8, 6}, {2, 3, false, 10, 7}, {2, 3, true, 9, 7},
		{1, 2, false, 9, 5}, {1, 2, false, 1, 1}, {1, 2, true, 1, 1}, {1, 2, true, 2, 2}, {1, 2, false, 2, 1}, {1, 2, true, 7, 4},
		{1, 1, false, 1, 1}, {1, 1, false, 9, 9}, {100, 100, false, 12, 12}, {1, 1_000_000, false, 9, 1}, {999_999, 1_000_000, true, 1_000_000, 1_000_000},
		{1, 2, false, 0, 1}, {9, 10, false, 0, 1}, {1, 1, false, 0, 1},
	} {
		r := rules(c.num, c.den, c.strict)
		if got, base := ballot.Needed(r, full(c.n, 0)); got != c.want || base != c.n {
			t.Errorf("%d/%d strict %v of %d: %d of %d, want %d", c.num, c.den, c.strict, c.n, got, base, c.want)
		}
		for _, yes := range []int64{0, c.want - 1, c.want, c.n} { // the border, and both ends
			if yes < 0 || yes > c.n {
				continue
			}
			o, err := ballot.Decide(r, full(c.n, yes), nil)
			if err != nil || (o.Lines[0].State == ballot.Passed) != (yes >= c.want) || o.Needed != c.want {
				t.Errorf("%d/%d strict %v, %d of %d: %+v %v", c.num, c.den, c.strict, yes, c.n, o, err)
			}
		}
	}
}

// TestDenominators is one meeting counted in every way: 9 members, 7 present of whom 1 stands aside, 1 vote in writing, 6 ballots valid.
func TestDenominators(t *testing.T) {
	for _, c := range []struct {
		base          legal.Base
		written       bool
		recused       int64
		needed, base2 int64
		of            string
	}{
		{legal.TotalMembers, false, 0, 6, 9, "tổng số 9 thành viên"},
		{legal.TotalMembers, false, 1, 6, 8, "tổng số 8 thành viên, đã trừ 1 người đứng ngoài"},
		{legal.TotalMembers, true, 1, 6, 8, "tổng số 8 thành viên, đã trừ 1 người đứng ngoài"},
		{legal.TotalMembers, true, 3, 4, 6, "tổng số 6 thành viên, đã trừ 3 người đứng ngoài"},
		{legal.Present, false, 0, 5, 7, "7 người có mặt"},
		{legal.Present, false, 1, 4, 6, "6 người có mặt, đã trừ 1 người đứng ngoài"},
		{legal.Present, true, 1, 5, 7, "7 người có mặt hoặc gửi ý kiến bằng văn bản, đã trừ 1 người đứng ngoài"},
		{legal.Present, true, 0, 6, 8, "8 người có mặt hoặc gửi ý kiến bằng văn bản"},
		{legal.ValidBallots, false, 1, 3, 4, "4 phiếu hợp lệ"},
		{legal.ValidBallots, true, 0, 3, 4, "4 phiếu hợp lệ"},
	} {
		r := ballot.Rules{Secret: true, Denominator: c.base, Num: 2, Den: 3, Written: c.written}
		tally := ballot.Tally{Members: 9, Recused: c.recused, Present: 7, Issued: 5 - c.recused/3, Returned: 4, Valid: 4, Lines: []ballot.Line{{ID: "a", Yes: 3, No: 1}}}
		if c.written {
			tally.Written = 1
		}
		o, err := ballot.Decide(r, tally, nil)
		if err != nil || o.Needed != c.needed || o.Base != c.base2 {
			t.Errorf("%s written %v recused %d: %d of %d, want %d of %d: %v", c.base, c.written, c.recused, o.Needed, o.Base, c.needed, c.base2, err)
			continue
		}
		if text := clean(t, o.Lines[0].Message); !strings.Contains(text, "(≥ 2/3 "+c.of+")") {
			t.Errorf("%s: %s", c.base, text)
		}
	}
}

func TestWords(t *testing.T) {
	tally := full(9, 8, 7)
	o, err := ballot.Decide(rules(8, 10, false), tally, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := clean(t, o.Lines[0].Message); got != "8/9 phiếu đồng ý, cần ít nhất 8 (≥ 80% tổng số 9 thành viên): đạt" {
		t.Error(got)
	}
	if got := clean(t, o.Lines[1].Message); got != "7/9 phiếu đồng ý, cần ít nhất 8 (≥ 80% tổng số 9 thành viên): không đạt" {
		t.Error(got)
	}
	if got := clean(t, o.Message); got != "1/2 trường hợp đạt." || strings.Join(o.Won, "") != "a" {
		t.Error(got, o.Won)
	}
	open := ballot.Rules{Denominator: legal.ValidBallots, Num: 1, Den: 2, Strict: true}
	o, err = ballot.Decide(open, ballot.Tally{Members: 9, Present: 8, Valid: 8, Lines: []ballot.Line{{ID: "a", Yes: 4, No: 3, Blank: 1}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := clean(t, o.Lines[0].Message); got != "4/8 người đồng ý, cần ít nhất 5 (> 50% 8 người biểu quyết): không đạt" {
		t.Error(got)
	}
	o, err = ballot.Decide(open, ballot.Tally{Members: 9, Lines: []ballot.Line{{ID: "a"}}}, nil)
	if err != nil || o.Lines[0].State != ballot.Failed {
		t.Error("an empty meeting passed something", err)
	}
	if got := clean(t, o.Lines[0].Message); got != "không có ai bỏ phiếu để tính: không đạt" {
		t.Error(got)
	}
	for _, r := range []ballot.Rules{open, rules(1, 1, false), {Secret: true, Denominator: legal.Present, Num: 2, Den: 3, Written: true, Tie: ballot.Chair, Places: 3},
		{Secret: true, Denominator: legal.Present, Num: 2, Den: 3, Below: ballot.SecondBallot, ChairFrom: 2}} {
		clean(t, r.Message())
	}
}

func TestImpossibleRules(t *testing.T) {
	good := ballot.Rules{Secret: true, Denominator: legal.Present, Num: 1, Den: 2, Tie: ballot.SecondBallot, Places: 1}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for key, spoil := range map[string]func(*ballot.Rules){
		"ballot.threshold-zero":      func(r *ballot.Rules) { r.Num = 0 },
		"ballot.threshold-over":      func(r *ballot.Rules) { r.Num = 3 },
		"ballot.threshold-above-all": func(r *ballot.Rules) { r.Num, r.Strict = 2, true },
		"ballot.no-fraction":         func(r *ballot.Rules) { r.Den = 0 },
		"ballot.denominator":         func(r *ballot.Rules) { r.Denominator = "everybody" },
		"ballot.places":              func(r *ballot.Rules) { r.Places = -1 },
		"ballot.tie":                 func(r *ballot.Rules) { r.Tie = "" },
		"ballot.short":               func(r *ballot.Rules) { r.Below = "coin" },
		"ballot.chair-from":          func(r *ballot.Rules) { r.ChairFrom = -1 },
	} {
		r := good
		spoil(&r)
		err := r.Check()
		if emulation.KeyOf(err) != key {
			t.Errorf("%+v: %v, want %s", r, err, key)
			continue
		}
		clean(t, err.(*emulation.Error).Message)
		if emulation.KeyOf(r.Verify(full(3, 1))) != key {
			t.Errorf("%s: verified", key)
		}
	}
	for _, spoil := range []func(*ballot.Rules){
		func(r *ballot.Rules) { r.Num = -1 }, func(r *ballot.Rules) { r.Den = -2 }, func(r *ballot.Rules) { r.Den = ballot.Limit + 1 },
		func(r *ballot.Rules) { r.Places = ballot.Limit + 1 }, func(r *ballot.Rules) { r.Tie = "coin" }, func(r *ballot.Rules) { r.Tie, r.Places = "coin", 0 },
		func(r *ballot.Rules) { r.Num, r.Den = 1<<62, 1<<62 },
	} {
		r := good
		spoil(&r)
		if r.Check() == nil {
			t.Errorf("%+v is taken", r)
		}
	}
}

func TestQuorum(t *testing.T) {
	for _, c := range []struct {
		num, den         int64
		strict           bool
		members, present int64
		want             bool
	}{
		{2, 3, false, 9, 6, true}, {2, 3, false, 9, 5, false}, {2, 3, true, 9, 6, false}, {2, 3, true, 9, 7, true}, {1, 2, true, 8, 4, false}, {1, 2, true, 8, 5, true},
		{90, 100, false, 9, 8, false}, {90, 100, false, 9, 9, true}, {1, 1, false, 7, 7, true}, {1, 1, false, 7, 6, false}, {1, 2, false, 0, 0, false},
	} {
		met, m, err := ballot.Quorum{Num: c.num, Den: c.den, Strict: c.strict}.Met(c.members, c.present)
		if err != nil || met != c.want {
			t.Errorf("%+v: %v %v", c, met, err)
		}
		clean(t, m)
	}
	_, m, _ := ballot.Quorum{Num: 2, Den: 3}.Met(9, 5)
	if got := clean(t, m); !strings.HasPrefix(got, "Có mặt 5/9 thành viên, cần ít nhất 6 (≥ 2/3): chưa đủ") {
		t.Error(got)
	}
	for _, bad := range [][2]int64{{9, 10}, {-1, 0}, {9, -1}, {ballot.Limit + 1, 1}} {
		if _, _, err := (ballot.Quorum{Num: 2, Den: 3}).Met(bad[0], bad[1]); emulation.KeyOf(err) != "ballot.attendance" {
			t.Errorf("%v: %v", bad, err)
		}
	}
	if _, _, err := (ballot.Quorum{}).Met(9, 5); emulation.KeyOf(err) != "ballot.no-fraction" {
		t.Error(err)
	}
}
