package ballot

import (
	"slices"
	"strings"

	"thidua/emulation"
)

// Round is one count of a vote: the rules it was held under, what was counted, and what it decided.
type Round struct {
	Number  uint64
	Rules   Rules
	Tally   Tally
	Outcome Outcome
}

// Count is what a vote came to after its rounds.
type Count struct {
	Rounds    []Round
	States    map[string]State // by line
	Won       []string         // the lines that passed or have a place
	Undecided []string         // lines that nobody has decided about: in a tie, or below the threshold where the rules go on
	Open      int64            // places still free
	By        Tie              // what decides about them
	Order     [][]string       // of a vote on the ranking: the lines by their votes, best first; level lines together
}

// Decided reports whether nothing of the vote is open.
func (c *Count) Decided() bool { return len(c.Rounds) > 0 && len(c.Undecided) == 0 }

// Next is what a further round would be held on: its rules and lines; no lines where none is to be held.
func (c *Count) Next(q *Question) (Rules, []string) {
	held := len(c.Rounds)
	rules := q.Rules.at(held + 1)
	switch {
	case held == 0:
		return rules, q.lines()
	case q.On == OnRanking && (q.Rules.ChairFrom == 0 || int64(held) < q.Rules.ChairFrom):
		return rules, c.level()
	case q.On == OnRanking || c.By != SecondBallot:
		return q.Rules, nil
	}
	rules.Places = c.Open
	return rules, c.Undecided
}

// level are the first lines of a vote on the ranking that have the same votes; nil if none have.
func (c *Count) level() []string {
	for _, lines := range c.Order {
		if len(lines) > 1 {
			return lines
		}
	}
	return nil
}

func (q *Question) lines() []string {
	return emulation.Map(q.Lines, func(l Choice) string { return l.ID })
}

// CountRounds holds the rounds of a vote together: the first decides all it can, each further one what the one before left open. The chair speaks to
// what the last left: the lines it names, none where it names none, nil where it has not spoken. A round that does not fit its vote ends the count:
// what stands before it counts.
func CountRounds(q *Question, tallies []Tally, chair []string) (*Count, error) {
	c := &Count{States: map[string]State{}}
	for i, t := range tallies {
		rules, lines := c.Next(q)
		if lines == nil || !sameLines(lines, t.Lines) {
			return c, emulation.Errorf(emulation.Invalid, "vote.lines", "round", i+1, "lines", strings.Join(lines, ", "))
		}
		outcome, err := Decide(rules, t, nil)
		if err != nil {
			return c, err
		}
		c.add(q, Round{Number: uint64(i + 1), Rules: rules, Tally: t, Outcome: outcome})
	}
	if chair != nil && len(c.Rounds) > 0 && q.On != OnRanking {
		last := &c.Rounds[len(c.Rounds)-1]
		outcome, err := Decide(last.Rules, last.Tally, chair)
		if err != nil {
			return c, err
		}
		last.Outcome = outcome
		c.take(q, outcome)
	}
	return c, nil
}

// Last is the last round a line stood in, and its place among the lines of that count; nil where it was not counted.
func (c *Count) Last(line string) (r *Round, at int) {
	for i := range c.Rounds {
		if n := slices.IndexFunc(c.Rounds[i].Tally.Lines, func(l Line) bool { return l.ID == line }); n >= 0 {
			r, at = &c.Rounds[i], n
		}
	}
	return r, at
}

func (c *Count) add(q *Question, r Round) {
	c.Rounds = append(c.Rounds, r)
	if q.On == OnRanking {
		c.order(q)
	}
	c.take(q, r.Outcome)
}

// take takes over what a round says of its lines.
func (c *Count) take(q *Question, o Outcome) {
	for _, l := range o.Lines {
		c.States[l.ID] = l.State
	}
	c.Won = nil
	for _, id := range q.lines() {
		if s := c.States[id]; s == Passed || s == Won {
			c.Won = append(c.Won, id)
		}
	}
	c.Undecided, c.Open, c.By = o.Undecided, o.Open, o.By
}

// order puts the lines by their votes, those level in one round by the next they both stand in.
func (c *Count) order(q *Question) {
	compare := func(a, b string) int {
		for _, r := range c.Rounds {
			x, inX := votesFor(r.Tally, a)
			y, inY := votesFor(r.Tally, b)
			if inX && inY && x != y {
				return int(y - x)
			}
		}
		return 0
	}
	lines := q.lines()
	slices.SortStableFunc(lines, compare)
	c.Order = nil
	for i, id := range lines {
		if last := len(c.Order) - 1; i > 0 && compare(lines[i-1], id) == 0 {
			c.Order[last] = append(c.Order[last], id)
		} else {
			c.Order = append(c.Order, []string{id})
		}
	}
}

func votesFor(t Tally, line string) (int64, bool) {
	for _, l := range t.Lines {
		if l.ID == line {
			return l.Yes, true
		}
	}
	return 0, false
}

// sameLines reports whether a count has each of the lines once, in any order.
func sameLines(lines []string, counted []Line) bool {
	if len(lines) != len(counted) {
		return false
	}
	for i, l := range counted {
		if !slices.Contains(lines, l.ID) || slices.ContainsFunc(counted[:i], func(o Line) bool { return o.ID == l.ID }) {
			return false
		}
	}
	return true
}
