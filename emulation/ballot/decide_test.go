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
