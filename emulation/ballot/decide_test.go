package ballot_test

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
)

// TestPlaces: lines a, b, c … with their yes votes of 9 members, and what is left of them. Letters: won, [tied], (lost), and nothing where the
// threshold was not reached.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		name     string
		places   int64
		num, den int64
		yes      []int64
		tie      ballot.Tie
		chair    string
		want     string
		open     int64
	}{
		{"one of three", 1, 1, 2, []int64{5, 7, 6}, ballot.SecondBallot, "", "b(ac)", 0},
		{"three of seven", 3, 1, 2, []int64{9, 5, 8, 6, 7, 4, 5}, ballot.SecondBallot, "", "ace(bdg)", 0},
		{"all get one", 3, 1, 2, []int64{5, 6, 7}, ballot.SecondBallot, "", "abc", 0},
		{"as many as places, all alike", 2, 1, 2, []int64{6, 6}, ballot.SecondBallot, "", "ab", 0},
		{"fewer than places", 3, 4, 5, []int64{8, 7, 9}, ballot.SecondBallot, "", "ac", 1},
		{"nobody", 1, 4, 5, []int64{7, 7}, ballot.SecondBallot, "", "", 1},
		{"tie at the border", 1, 1, 2, []int64{7, 7, 5}, ballot.SecondBallot, "", "[ab](c)", 1},
		{"tie above the border", 2, 1, 2, []int64{7, 7, 5}, ballot.SecondBallot, "", "ab(c)", 0},
		{"tie below the border", 1, 1, 2, []int64{8, 6, 6}, ballot.Chair, "", "a(bc)", 0},
		{"one sure, three for two", 3, 1, 2, []int64{6, 9, 6, 6, 5}, ballot.Chair, "", "b[acd](e)", 2},
		{"the chair names two", 3, 1, 2, []int64{6, 9, 6, 6, 5}, ballot.Chair, "da", "abd(ce)", 0},
		{"all tied", 1, 1, 2, []int64{9, 9, 9}, ballot.Chair, "b", "b(ac)", 0},
		{"tied below the threshold", 1, 4, 5, []int64{7, 7, 8}, ballot.Chair, "", "c", 0},
	} {
		r := rules(c.num, c.den, false)
		r.Places, r.Tie = c.places, c.tie
		o, err := ballot.Decide(r, full(9, c.yes...), split(c.chair))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := picture(o); got != c.want || o.Open != c.open || (o.By != "") != strings.Contains(got, "[") {
			t.Errorf("%s: %s, %d open (%s), want %s, %d", c.name, got, o.Open, o.By, c.want, c.open)
		}
		clean(t, o.Message)
		for _, l := range o.Lines {
			clean(t, l.Message)
		}
	}
}

func split(ids string) []string {
	if ids == "" {
		return nil
	}
	return strings.Split(ids, "")
}

func picture(o ballot.Outcome) string {
	of := func(s ballot.State) (ids string) {
		for _, l := range o.Lines {
			if l.State == s {
				ids += l.ID
			}
		}
		return ids
	}
	out := strings.Join(o.Won, "")
	if tied := strings.Join(o.Undecided, ""); tied != "" || of(ballot.Tied) != "" {
		out += "[" + tied + "]"
	}
	if lost := of(ballot.Lost); lost != "" {
		out += "(" + lost + ")"
	}
	return out
}

func TestChair(t *testing.T) {
	r := rules(1, 2, false)
	r.Places, r.Tie = 2, ballot.Chair
	tie := full(9, 8, 6, 6, 6, 5)
	for _, c := range []struct {
		tally ballot.Tally
		tie   ballot.Tie
		chair string
		key   string
	}{
		{tie, ballot.Chair, "bc", "ballot.chair-count"},
		{tie, ballot.Chair, "a", "ballot.chair-outside"},
		{tie, ballot.Chair, "e", "ballot.chair-outside"},
		{full(9, 6, 6, 6, 6), ballot.Chair, "aa", "ballot.chair-twice"},
		{tie, ballot.SecondBallot, "b", "ballot.chair-second"},
		{full(9, 8, 7, 6), ballot.Chair, "c", "ballot.chair-no-tie"},
	} {
		r.Tie = c.tie
		_, err := ballot.Decide(r, c.tally, split(c.chair))
		if emulation.KeyOf(err) != c.key {
			t.Errorf("%s: %v, want %s", c.chair, err, c.key)
			continue
		}
		clean(t, err.(*emulation.Error).Message)
	}
	r.Places = 0
	if _, err := ballot.Decide(r, tie, []string{"a"}); emulation.KeyOf(err) != "ballot.chair-no-tie" {
		t.Error(err)
	}
}

// TestBelowTheThreshold: what becomes of the lines below it, with places and without, before and after the chair spoke. "-" is a chair that names
// none. Letters as in TestPlaces, and {below the threshold, undecided}.
func TestBelowTheThreshold(t *testing.T) {
	for _, c := range []struct {
		name   string
		places int64
		short  ballot.Tie
		yes    []int64
		chair  string
		want   string
		open   int64
		key    string
		says   string
	}{
		{"not passed", 0, "", []int64{8, 3, 4}, "", "a", 0, "", "1/3 trường hợp đạt."},
		{"a further ballot", 0, ballot.SecondBallot, []int64{8, 3, 4}, "", "a{bc}", 0, "", "1/3 trường hợp đạt; 2 trường hợp chưa đạt: bỏ phiếu tiếp giữa các trường hợp chưa đạt."},
		{"nothing below", 0, ballot.SecondBallot, []int64{8, 5}, "", "ab", 0, "", "2/2 trường hợp đạt."},
		{"the chair is asked", 0, ballot.Chair, []int64{8, 3, 4}, "", "a{bc}", 0, "", "1/3 trường hợp đạt; 2 trường hợp chưa đạt: chủ trì quyết định."},
		{"the chair takes one", 0, ballot.Chair, []int64{8, 3, 4}, "c", "ac", 0, "", "2/3 trường hợp đạt, trong đó 1 do chủ trì quyết định."},
		{"the chair takes all", 0, ballot.Chair, []int64{8, 3, 4}, "bc", "abc", 0, "", "3/3 trường hợp đạt, trong đó 2 do chủ trì quyết định."},
		{"the chair takes none", 0, ballot.Chair, []int64{8, 3, 4}, "-", "a", 0, "", "1/3 trường hợp đạt; chủ trì không chọn thêm trường hợp nào."},
		{"places stay empty", 2, "", []int64{8, 3, 4}, "", "a", 1, "", "Mới chọn được 1/2; còn 1 suất để trống vì không trường hợp nào khác đạt ngưỡng."},
		{"a further ballot for a place", 2, ballot.SecondBallot, []int64{8, 3, 4}, "", "a{bc}", 1, "", "Mới chọn được 1/2; 2 trường hợp chưa đạt ngưỡng cho 1 suất còn lại: bỏ phiếu tiếp giữa các trường hợp chưa đạt."},
		{"the chair fills a place", 2, ballot.Chair, []int64{8, 3, 4}, "b", "ab", 0, "", "Đã chọn 2/2, trong đó 1 do chủ trì quyết định."},
		{"the chair leaves it empty", 2, ballot.Chair, []int64{8, 3, 4}, "-", "a", 1, "", "Đã chọn 1/2; chủ trì không chọn thêm, để trống 1 suất."},
		{"all places filled", 1, ballot.Chair, []int64{8, 6, 4}, "", "a(b)", 0, "", "Đã chọn đủ 1/1."},
		{"fewer lines than places", 3, ballot.Chair, []int64{8, 6}, "", "ab", 1, "", "Mới chọn được 2/3; còn 1 suất để trống vì không trường hợp nào khác đạt ngưỡng."},
		{"a tie goes its own way", 1, ballot.Chair, []int64{6, 6, 4}, "", "[ab]", 1, "", "2 trường hợp bằng phiếu cho 1 suất còn lại: bỏ phiếu lần hai giữa các trường hợp bằng phiếu."},
		{"not the chair's", 0, "", []int64{8, 3}, "b", "", 0, "ballot.chair-below", "không giao việc này cho chủ trì"},
		{"not the chair's place", 2, "", []int64{8, 3}, "b", "", 0, "ballot.chair-below", "không giao việc này cho chủ trì"},
		{"not yet the chair's", 0, ballot.SecondBallot, []int64{8, 3}, "b", "", 0, "ballot.chair-further", "chưa đạt ngưỡng thì bỏ phiếu tiếp (“Bỏ phiếu kín; đạt khi số đồng ý"},
		{"too many", 2, ballot.Chair, []int64{8, 3, 4}, "bc", "", 0, "ballot.chair-most", "chỉ còn 1 suất"},
		{"one that passed", 0, ballot.Chair, []int64{8, 3, 4}, "a", "", 0, "ballot.chair-outside", "còn bỏ ngỏ"},
		{"twice", 0, ballot.Chair, []int64{8, 3, 4}, "bb", "", 0, "ballot.chair-twice", "hai lần"},
		{"nothing to decide", 0, ballot.Chair, []int64{8, 5}, "a", "", 0, "ballot.chair-no-tie", "không cần quyết định"},
		{"a tie, none named", 1, ballot.Chair, []int64{6, 6}, "-", "", 0, "ballot.chair-second", "bằng phiếu thì bỏ phiếu tiếp"},
	} {
		r := rules(1, 2, false)
		r.Places, r.Tie, r.Below = c.places, ballot.SecondBallot, c.short
		chair := split(c.chair)
		if c.chair == "-" {
			chair = []string{}
		}
		o, err := ballot.Decide(r, full(9, c.yes...), chair)
		if emulation.KeyOf(err) != c.key {
			t.Errorf("%s: %v, want %q", c.name, err, c.key)
			continue
		}
		if err != nil {
			if text := clean(t, err.(*emulation.Error).Message); !strings.Contains(text, c.says) {
				t.Errorf("%s: %s", c.name, text)
			}
			continue
		}
		got := picture(o)
		if below := strings.Join(o.Undecided, ""); below != "" && o.Lines[1].State == ballot.Below {
			got = strings.ReplaceAll(got, "["+below+"]", "{"+below+"}")
		}
		if got != c.want || o.Open != c.open || (o.By != "") != (len(o.Undecided) > 0) {
			t.Errorf("%s: %s, %d open (%s), want %s, %d", c.name, got, o.Open, o.By, c.want, c.open)
		}
		if text := clean(t, o.Message); text != c.says {
			t.Errorf("%s: %s", c.name, text)
		}
		for _, l := range o.Lines {
			if text := clean(t, l.Message); (l.State == ballot.Passed || l.State == ballot.Won) && !l.Reached && !strings.Contains(text, "theo quyết định của chủ trì") {
				t.Errorf("%s: %s", c.name, text)
			}
		}
		clean(t, r.Message())
	}
}

// draw simulates a vote, ballot by ballot.
func draw(t *rapid.T) (ballot.Rules, ballot.Tally) {
	r := ballot.Rules{
		Secret: rapid.Bool().Draw(t, "secret"), Written: rapid.Bool().Draw(t, "written"), Places: rapid.Int64Range(0, 4).Draw(t, "places"),
		Denominator: rapid.SampledFrom([]legal.Base{legal.TotalMembers, legal.Present, legal.ValidBallots}).Draw(t, "base"),
		Tie:         rapid.SampledFrom([]ballot.Tie{ballot.SecondBallot, ballot.Chair}).Draw(t, "tie"),
		Den:         rapid.Int64Range(1, 100).Draw(t, "den"),
	}
	r.Num = rapid.Int64Range(1, r.Den).Draw(t, "num")
	r.Strict = r.Num < r.Den && rapid.Bool().Draw(t, "strict")
	tally := ballot.Tally{}
	for i := range rapid.IntRange(1, 6).Draw(t, "lines") {
		tally.Lines = append(tally.Lines, ballot.Line{ID: string(rune('a' + i))})
	}
	for range rapid.IntRange(0, 12).Draw(t, "members") {
		tally.Members++
		written := false
		switch act := rapid.IntRange(0, 9).Draw(t, "act"); {
		case act == 0:
			continue
		case act == 1 && !r.Written:
			continue
		case act == 1:
			tally.Written++
			written = true
		default:
			tally.Present++
			if act == 2 {
				tally.Recused++
				continue
			}
		}
		paper := rapid.IntRange(0, 9).Draw(t, "paper")
		if r.Secret {
			tally.Issued++
			if paper == 0 && !written {
				continue
			}
			tally.Returned++
			if paper == 1 {
				tally.Invalid++
				continue
			}
		}
		tally.Valid++
		for i := range tally.Lines {
			switch l := &tally.Lines[i]; rapid.IntRange(0, 3).Draw(t, "vote") {
			case 0:
				l.No++
			case 1:
				l.Blank++
			default:
				l.Yes++
			}
		}
	}
	return r, tally
}

// TestDecideAgainstRationals holds every decision against fractions, and the needed count against its definition.
func TestDecideAgainstRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, tally := draw(t)
		o, err := ballot.Decide(r, tally, nil)
		if err != nil {
			t.Fatalf("a simulated vote is refused: %v", err)
		}
		base := map[legal.Base]int64{legal.TotalMembers: tally.Members - tally.Recused, legal.Present: tally.Present - tally.Recused + tally.Written, legal.ValidBallots: tally.Valid}[r.Denominator]
		enough := func(yes int64) bool {
			if base == 0 {
				return false
			}
			cmp := big.NewRat(yes, base).Cmp(big.NewRat(r.Num, r.Den))
			return cmp > 0 || cmp == 0 && !r.Strict
		}
		if o.Base != base || base > 0 && (!enough(o.Needed) || o.Needed > 0 && enough(o.Needed-1)) {
			t.Fatalf("%d of %d are needed", o.Needed, o.Base)
		}
		worst, best := int64(1<<40), int64(-1) // of the winners; of those that reached the threshold and did not win
		for i, l := range o.Lines {
			wins := l.State == ballot.Passed || l.State == ballot.Won
			if l.Reached != enough(tally.Lines[i].Yes) || wins && !l.Reached || (r.Places == 0 && wins != l.Reached) {
				t.Fatalf("%+v of %d", l, base)
			}
			if wins {
				worst = min(worst, l.Yes)
			} else if l.Reached {
				best = max(best, l.Yes)
			}
		}
		if best >= worst {
			t.Fatalf("more votes and no place: %+v", o.Lines)
		}
		if r.Places > 0 && (int64(len(o.Won)) > r.Places || o.Open != r.Places-int64(len(o.Won)) || o.By != "" && int64(len(o.Undecided)) <= o.Open) {
			t.Fatalf("%+v", o)
		}
	})
}

// TestOrderOfLinesDoesNotMatter turns the lines around: every line fares the same.
func TestOrderOfLinesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, tally := draw(t)
		a, err := ballot.Decide(r, tally, nil)
		if err != nil {
			t.Fatal(err)
		}
		mixed := tally
		mixed.Lines = rapid.Permutation(tally.Lines).Draw(t, "order")
		b, err := ballot.Decide(r, mixed, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range a.Lines {
			i := slices.IndexFunc(b.Lines, func(m ballot.LineOutcome) bool { return m.ID == l.ID })
			if b.Lines[i].State != l.State || b.Lines[i].Yes != l.Yes {
				t.Fatalf("%+v and %+v", l, b.Lines[i])
			}
		}
	})
}

// TestOneFigureOff: a count with a slip of the pen in one line is refused.
func TestOneFigureOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, tally := draw(t)
		i := rapid.IntRange(0, len(tally.Lines)-1).Draw(t, "line")
		tally.Lines[i].Yes += rapid.Int64Range(1, 3).Draw(t, "slip")
		if r.Verify(tally) == nil {
			t.Fatalf("%+v", tally)
		}
	})
}
