package ballot_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
)

// asked is a question with the lines a, b, c …
func asked(r ballot.Rules, lines string) *ballot.Question {
	q := &ballot.Question{Title: "Q", Rules: r}
	for _, id := range strings.Split(lines, "") {
		q.Lines = append(q.Lines, ballot.Choice{ID: id})
	}
	return q
}

// of is a full count of nine with the lines named.
func of(lines string, yes ...int64) ballot.Tally {
	t := full(9, yes...)
	for i, id := range strings.Split(lines, "") {
		t.Lines[i].ID = id
	}
	return t
}

// TestNextRound: what a further round is held on after the rounds that were counted.
func TestNextRound(t *testing.T) {
	three := rules(1, 2, false)
	three.Places, three.Tie = 3, ballot.SecondBallot
	chair := three
	chair.Tie = ballot.Chair
	tie := of("abcde", 6, 9, 6, 6, 5)
	for name, c := range map[string]struct {
		on      string
		rules   ballot.Rules
		tallies []ballot.Tally
		lines   string
		places  int64
		key     string
		decided bool
	}{
		"before the first":    {rules: three, lines: "abcde", places: 3},
		"a tie":               {rules: three, tallies: []ballot.Tally{tie}, lines: "acd", places: 2},
		"a tie again":         {rules: three, tallies: []ballot.Tally{tie, of("acd", 7, 6, 6)}, lines: "cd", places: 1},
		"decided at last":     {rules: three, tallies: []ballot.Tally{tie, of("acd", 7, 6, 6), of("cd", 5, 4)}, decided: true, places: 3},
		"no tie":              {rules: three, tallies: []ballot.Tally{of("abcde", 9, 8, 7, 3, 2)}, decided: true, places: 3},
		"the chair decides":   {rules: chair, tallies: []ballot.Tally{tie}, places: 3},
		"figures of no count": {rules: three, tallies: []ballot.Tally{{}}, key: "vote.lines"},
		"other lines":         {rules: three, tallies: []ballot.Tally{tie, of("abd", 7, 6, 6)}, key: "vote.lines"},
		"a line twice":        {rules: three, tallies: []ballot.Tally{tie, of("aac", 7, 6, 6)}, key: "vote.lines"},
		"a round too many":    {rules: three, tallies: []ballot.Tally{of("abcde", 9, 8, 7, 3, 2), of("abcde", 9, 8, 7, 3, 2)}, key: "vote.lines"},
		"wrong figures":       {rules: three, tallies: []ballot.Tally{of("abcde", 9, 8, 7, 3, 12)}, key: "ballot.wrong"},
		"ranking, level":      {on: ballot.OnRanking, rules: rules(1, 2, false), tallies: []ballot.Tally{of("abcde", 6, 9, 6, 6, 5)}, lines: "acd", decided: true},
		"ranking, told apart": {on: ballot.OnRanking, rules: rules(1, 2, false), tallies: []ballot.Tally{tie, of("acd", 1, 2, 3)}, decided: true},
	} {
		t.Run(name, func(t *testing.T) {
			q := asked(c.rules, "abcde")
			q.On = c.on
			count, err := ballot.CountRounds(q, c.tallies, nil)
			if emulation.KeyOf(err) != c.key || c.key != "" {
				if emulation.KeyOf(err) != c.key {
					t.Errorf("%v, want %q", err, c.key)
				}
				return
			}
			next, lines := count.Next(q)
			if strings.Join(lines, "") != c.lines || next.Places != c.places || next.Num != c.rules.Num || !next.Secret || count.Decided() != c.decided {
				t.Errorf("%v %+v, decided %v", lines, next, count.Decided())
			}
		})
	}
}

// TestRoundsUntilTheChair: third and further ballots, lines below the threshold, and the round from which on the chair decides.
func TestRoundsUntilTheChair(t *testing.T) {
	for name, c := range map[string]struct {
		on        string
		places    int64
		short     ballot.Tie
		chairFrom int64
		tallies   []ballot.Tally
		chair     []string
		next      string
		by        ballot.Tie
		won       string
		undecided string
		key       string
	}{
		"a third ballot on a tie":        {places: 1, tallies: []ballot.Tally{of("abc", 6, 6, 5), of("ab", 5, 5)}, next: "ab", by: ballot.SecondBallot, undecided: "ab"},
		"level in the second, the chair": {places: 1, chairFrom: 2, tallies: []ballot.Tally{of("abc", 6, 6, 5), of("ab", 5, 5)}, by: ballot.Chair, undecided: "ab"},
		"the chair has spoken":           {places: 1, chairFrom: 2, tallies: []ballot.Tally{of("abc", 6, 6, 5), of("ab", 5, 5)}, chair: []string{"b"}, won: "b"},
		"too early for the chair":        {places: 1, chairFrom: 2, tallies: []ballot.Tally{of("abc", 6, 6, 5)}, chair: []string{"b"}, next: "ab", by: ballot.SecondBallot, undecided: "ab", key: "ballot.chair-second"},
		"the chair from the first":       {places: 1, chairFrom: 1, tallies: []ballot.Tally{of("abc", 6, 6, 5)}, by: ballot.Chair, undecided: "ab"},
		"a tie that nobody wins again":   {places: 1, tallies: []ballot.Tally{of("abc", 6, 6, 5), of("ab", 4, 4)}},
		"further, below in the second":   {places: 1, short: ballot.SecondBallot, tallies: []ballot.Tally{of("abc", 6, 6, 5), of("ab", 4, 4)}, next: "ab", by: ballot.SecondBallot, undecided: "ab"},
		"below goes on, won by one":      {places: 2, short: ballot.SecondBallot, tallies: []ballot.Tally{of("abc", 9, 4, 3), of("bc", 5, 4)}, won: "ab"},
		"below goes on, and on":          {places: 2, short: ballot.SecondBallot, tallies: []ballot.Tally{of("abc", 9, 4, 3), of("bc", 4, 4), of("bc", 3, 4)}, next: "bc", by: ballot.SecondBallot, won: "a", undecided: "bc"},
		"each line, a further ballot":    {short: ballot.SecondBallot, chairFrom: 3, tallies: []ballot.Tally{of("abc", 9, 4, 3), of("bc", 5, 4)}, next: "c", by: ballot.SecondBallot, won: "ab", undecided: "c"},
		"each line, the chair's":         {short: ballot.SecondBallot, chairFrom: 2, tallies: []ballot.Tally{of("abc", 9, 4, 3), of("bc", 5, 4)}, by: ballot.Chair, won: "ab", undecided: "c"},
		"each line, the chair says none": {short: ballot.SecondBallot, chairFrom: 2, tallies: []ballot.Tally{of("abc", 9, 4, 3), of("bc", 5, 4)}, chair: []string{}, won: "ab"},
		"the ranking, told by the chair": {on: ballot.OnRanking, chairFrom: 2, tallies: []ballot.Tally{of("abc", 6, 6, 5), of("ab", 4, 4)}, won: "abc"},
		"the ranking, one more":          {on: ballot.OnRanking, chairFrom: 3, tallies: []ballot.Tally{of("abc", 6, 6, 5), of("ab", 4, 4)}, next: "ab", won: "c"},
	} {
		t.Run(name, func(t *testing.T) {
			r := rules(1, 2, false)
			r.Places, r.Tie, r.Below, r.ChairFrom = c.places, ballot.SecondBallot, c.short, c.chairFrom
			q := asked(r, "abc")
			q.On = c.on
			if err := q.Check(4); err != nil {
				t.Fatal(err)
			}
			count, err := ballot.CountRounds(q, c.tallies, c.chair)
			if emulation.KeyOf(err) != c.key {
				t.Fatalf("%v, want %q", err, c.key)
			}
			_, lines := count.Next(q)
			won := strings.Join(count.Won, "")
			if c.on == ballot.OnRanking {
				won = c.won // who has a place is not asked there
			}
			if strings.Join(lines, "") != c.next || count.By != c.by || won != c.won || strings.Join(count.Undecided, "") != c.undecided || count.Decided() != (c.undecided == "") {
				t.Errorf("next %v, by %q, won %v, undecided %v", lines, count.By, count.Won, count.Undecided)
			}
		})
	}
}

// TestLastRound: a line's figures are those of the last round it stood in.
func TestLastRound(t *testing.T) {
	r := rules(1, 2, false)
	r.Places, r.Tie = 3, ballot.SecondBallot
	count, err := ballot.CountRounds(asked(r, "abcde"), []ballot.Tally{of("abcde", 6, 9, 6, 6, 5), of("acd", 7, 8, 1)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string][2]int64{"a": {2, 7}, "b": {1, 9}, "c": {2, 8}, "e": {1, 5}} {
		round, at := count.Last(line)
		if round == nil || [2]int64{int64(round.Number), round.Tally.Lines[at].Yes} != want || round.Tally.Lines[at].ID != line {
			t.Errorf("%s: %+v %d", line, round, at)
		}
	}
	if round, _ := count.Last("x"); round != nil {
		t.Error("a line nobody voted on")
	}
	if strings.Join(count.Won, "") != "abc" || count.States["e"] != ballot.Failed && count.States["e"] != ballot.Lost {
		t.Errorf("%+v", count)
	}
}

func TestShares(t *testing.T) {
	for _, c := range []struct{ votes, base, want int64 }{
		{29999, 30000, 9999}, {30000, 30000, 10000}, {20000, 30000, 6667}, {1, 8, 1250}, {8, 9, 8889}, {0, 9, 0}, {1, 3, 3333}, {2, 3, 6667}, {1, 20000, 1},
	} {
		if got := ballot.Percent(c.votes, c.base); got != c.want {
			t.Errorf("%d of %d: %d, want %d", c.votes, c.base, got, c.want)
		}
	}
	if got := (ballot.Tally{Members: 9, Recused: 2}).Entitled(); got != 7 {
		t.Error(got)
	}
}
