package ballot_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
)

func TestFaults(t *testing.T) {
	good := ballot.Tally{Members: 9, Recused: 1, Present: 8, Written: 1, Issued: 8, Returned: 8, Valid: 7, Invalid: 1,
		Lines: []ballot.Line{{ID: "a", Yes: 5, No: 1, Blank: 1}, {ID: "b", Yes: 7}}}
	r := ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 4, Den: 5, Written: true}
	if err := r.Verify(good); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		spoil func(*ballot.Tally)
		path  string
		says  string
	}{
		{func(t *ballot.Tally) { t.Returned = 9; t.Issued = 9; t.Present = 9; t.Members = 10 }, "valid", "hợp lệ 7 + không hợp lệ 1 = 8, khác số phiếu thu về 9"},
		{func(t *ballot.Tally) { t.Members = 8 }, "present", "có mặt 8 + gửi ý kiến bằng văn bản 1 = 9, nhiều hơn tổng số thành viên 8"},
		{func(t *ballot.Tally) { t.Issued = 9 }, "issued", "phát ra 9, nhiều hơn số người được bỏ phiếu 8 = có mặt 8 − đứng ngoài 1 + bằng văn bản 1"},
		{func(t *ballot.Tally) { t.Issued = 7 }, "returned", "thu về 8, nhiều hơn phát ra 7"},
		{func(t *ballot.Tally) { t.Lines[0].Yes = 6 }, "lines[0]", "“a”: đồng ý 6 + không đồng ý 1 + trắng 1 = 8, khác số phiếu hợp lệ 7"},
		{func(t *ballot.Tally) { t.Lines[1].ID = "a" }, "lines[1]", "trường hợp “a” có hai lần"},
		{func(t *ballot.Tally) { t.Lines[1].ID = "" }, "lines[1]", "trường hợp thứ 2 chưa có mã"},
		{func(t *ballot.Tally) { t.Lines = nil }, "lines", "chưa có trường hợp nào"},
		{func(t *ballot.Tally) { t.Recused = -1 }, "recused", "số người đứng ngoài là -1: phải từ 0 đến 1000000"},
		{func(t *ballot.Tally) { t.Lines[1].Yes = 1_000_001 }, "lines[1]", "một số đếm của “b” là 1000001"},
		{func(t *ballot.Tally) { t.Members, t.Present = math.MaxInt64, math.MaxInt64 }, "members", "tổng số thành viên là 9223372036854775807"},
	} {
		tally := good
		tally.Lines = append([]ballot.Line(nil), good.Lines...)
		c.spoil(&tally)
		err := r.Verify(tally)
		e, _ := err.(*emulation.Error)
		if e == nil || e.Path != c.path || !strings.Contains(phrase.Error(phrase.Vietnamese, err), c.says) {
			t.Errorf("%s: %s", c.says, phrase.Error(phrase.Vietnamese, err))
			continue
		}
		clean(t, e.Message)
	}
	many := ballot.Tally{Members: 5, Present: 6, Recused: 7, Written: 9, Issued: 9, Returned: 10, Valid: 3, Invalid: 3, Lines: []ballot.Line{{ID: "a", Yes: 1}}}
	var paths []string
	for _, f := range r.Faults(many) {
		paths = append(paths, f.Path)
		clean(t, f.Message)
	}
	if got := strings.Join(paths, " "); got != "present recused issued returned valid lines[0]" {
		t.Errorf("not every fault is named: %s", got)
	}
	r.Written = false
	if err := r.Verify(good); !strings.Contains(phrase.Error(phrase.Vietnamese, err), "không tính ý kiến của người vắng mặt") {
		t.Error(err)
	}
	r.Written, r.Secret = true, false
	faults := r.Faults(ballot.Tally{Members: 3, Present: 1, Written: 2, Issued: 1, Valid: 1, Lines: []ballot.Line{{ID: "a", Yes: 2}}})
	if len(faults) != 3 {
		t.Errorf("%v", faults)
	}
	for _, f := range faults {
		clean(t, f.Message)
	}
}

// One member in a simulated vote: what it adds to a tally.
type member struct {
	name string
	add  func(*ballot.Tally)
}

// members are all that a single member can do under the rules.
func members(r ballot.Rules) []member {
	votes := []struct {
		name string
		add  func(*ballot.Line)
	}{{"yes", func(l *ballot.Line) { l.Yes++ }}, {"no", func(l *ballot.Line) { l.No++ }}, {"blank", func(l *ballot.Line) { l.Blank++ }}}
	here := func(t *ballot.Tally) { t.Present++ }
	away := func(t *ballot.Tally) { t.Written++ }
	all := []member{{"away", func(*ballot.Tally) {}}, {"idle", here}, {"aside", func(t *ballot.Tally) { t.Present++; t.Recused++ }}}
	for _, come := range []func(*ballot.Tally){here, away} {
		written := func() bool { var t ballot.Tally; come(&t); return t.Written > 0 }()
		if written && !r.Written {
			continue
		}
		if r.Secret && !written {
			all = append(all, member{"kept", func(t *ballot.Tally) { come(t); t.Issued++ }})
		}
		if r.Secret {
			all = append(all, member{"spoilt", func(t *ballot.Tally) { come(t); t.Issued++; t.Returned++; t.Invalid++ }})
		}
		for _, v := range votes {
			all = append(all, member{v.name, func(t *ballot.Tally) {
				come(t)
				if r.Secret {
					t.Issued++
					t.Returned++
				}
				t.Valid++
				v.add(&t.Lines[0])
			}})
		}
	}
	return all
}

// TestVerifyTakesExactlyWhatBallotsGive simulates every vote of up to two members, ballot by ballot, and holds the tallies against every
// combination of figures: those that came out are accepted, and no other.
func TestVerifyTakesExactlyWhatBallotsGive(t *testing.T) {
	const most = 2
	for _, r := range []ballot.Rules{
		{Secret: true}, {Secret: true, Written: true}, {}, {Written: true},
	} {
		r.Denominator, r.Num, r.Den = legal.TotalMembers, 1, 2
		possible := map[string]bool{}
		var play func(left int, done []member)
		play = func(left int, done []member) {
			tally := ballot.Tally{Members: int64(len(done)), Lines: []ballot.Line{{ID: "a"}}}
			for _, m := range done {
				m.add(&tally)
			}
			possible[fmt.Sprint(tally)] = true
			if left > 0 {
				for _, m := range members(r) {
					play(left-1, append(done[:len(done):len(done)], m))
				}
			}
		}
		play(most, nil)
		accepted := 0
		var f [11]int64
		for {
			tally := ballot.Tally{Members: f[0], Recused: f[1], Present: f[2], Written: f[3], Issued: f[4], Returned: f[5], Valid: f[6], Invalid: f[7],
				Lines: []ballot.Line{{ID: "a", Yes: f[8], No: f[9], Blank: f[10]}}}
			ok := len(r.Faults(tally)) == 0
			if ok {
				accepted++
			}
			if ok && !possible[fmt.Sprint(tally)] {
				t.Fatalf("%+v: accepted, but no ballots give %+v", r, tally)
			}
			i := 0
			for ; i < len(f); i++ {
				if f[i]++; f[i] <= most {
					break
				}
				f[i] = 0
			}
			if i == len(f) {
				break
			}
		}
		if accepted != len(possible) {
			t.Errorf("%+v: %d tallies are possible, %d accepted", r, len(possible), accepted)
		}
	}
}

// TestLinesApart: what is invalid in one line alone stands with what is invalid as a whole, and with them the line comes to all papers returned. Every way in which
// three ballots can be filled in is taken, and no other figures.
func TestLinesApart(t *testing.T) {
	const most = 3
	r := ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 1, Den: 2}
	type figures [6]int64 // valid, invalid, yes, no, blank, invalid in the line
	possible := map[figures]bool{}
	var fill func(left int, f figures)
	fill = func(left int, f figures) {
		if left == 0 {
			possible[f] = true
			return
		}
		for _, one := range []figures{{0, 1, 0, 0, 0, 1}, {1, 0, 1}, {1, 0, 0, 1}, {1, 0, 0, 0, 1}, {1, 0, 0, 0, 0, 1}} {
			next := f
			for i := range next {
				next[i] += one[i]
			}
			fill(left-1, next)
		}
	}
	fill(most, figures{})
	accepted := 0
	for n := range 4096 { // each figure from 0 to 3
		var f figures
		for i := range f {
			f[i] = int64(n >> (2 * i) & 3)
		}
		tally := ballot.Tally{Members: most, Present: most, Issued: most, Returned: most, Valid: f[0], Invalid: f[1],
			Lines: []ballot.Line{{ID: "a", Yes: f[2], No: f[3], Blank: f[4], Invalid: &f[5]}}}
		if ok := len(r.Faults(tally)) == 0; ok != possible[f] {
			t.Fatalf("%v: accepted %v, can be %v", f, ok, possible[f])
		} else if ok {
			accepted++
		}
	}
	if accepted != len(possible) {
		t.Errorf("%d can be, %d accepted", len(possible), accepted)
	}
	for says, line := range map[string]ballot.Line{
		"“a”: đồng ý 5 + không đồng ý 1 + trắng 0 + không hợp lệ 3 = 9, khác số phiếu thu về 8": {ID: "a", Yes: 5, No: 1, Invalid: new(int64(3))},
		"“a”: không hợp lệ 1, ít hơn 2 phiếu không hợp lệ cả phiếu":                             {ID: "a", Yes: 6, No: 1, Invalid: new(int64(1))},
		"một số đếm của “a” là -1":                                                              {ID: "a", Yes: 6, No: 1, Invalid: new(int64(-1))},
	} {
		err := r.Verify(ballot.Tally{Members: 8, Present: 8, Issued: 8, Returned: 8, Valid: 6, Invalid: 2, Lines: []ballot.Line{line}})
		if !strings.Contains(phrase.Error(phrase.Vietnamese, err), says) {
			t.Errorf("%s: %s", says, phrase.Error(phrase.Vietnamese, err))
		}
	}
	r.Secret = false
	err := r.Verify(ballot.Tally{Members: 8, Present: 8, Valid: 8, Lines: []ballot.Line{{ID: "a", Yes: 8, Invalid: new(int64(0))}}})
	if says := phrase.Error(phrase.Vietnamese, err); !strings.Contains(says, "biểu quyết công khai không có phiếu không hợp lệ") {
		t.Error("hands are invalid: " + says)
	}
}
