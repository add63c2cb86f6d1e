package ballot

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/legal"
)

// State is what became of a line.
type State string

// The states of a line. Passed is of votes without places, Won, Lost and Tied of votes with places; Failed is below the threshold in both, and Below
// too, where the rules go on about those lines.
const (
	Passed State = "passed"
	Failed State = "failed"
	Won    State = "won"   // has a place
	Lost   State = "lost"  // reached the threshold, but others had more votes for the places
	Tied   State = "tied"  // as many votes as others at the border: to be decided
	Below  State = "below" // below the threshold, and a further ballot or the chair decides
)

// Outcome is what a vote decided.
type Outcome struct {
	Needed, Base int64
	Lines        []LineOutcome // in the order of the tally
	Won          []string      // the lines that passed or have a place; in the order of the tally
	Undecided    []string      // the lines in the tie, or those below the threshold that the rules go on about
	Open         int64         // places still free: those the tie is about, or those nobody reached; 0 without places
	By           Tie           // what decides about the undecided lines; "" = there are none
	Message      emulation.Message
	Notes        []emulation.Message // what of the count has to be explained: the votes that came in writing
}

type LineOutcome struct {
	ID      string
	Yes     int64
	Reached bool // the threshold
	State   State
	Message emulation.Message
}

// Decide says which lines passed, or won the places. chair are the lines the chair names, nil where the chair has not spoken. It speaks where the rules
// say so: of a tie it names exactly so many lines as places are open, of lines below the threshold as many as it will, at most the open places, and
// none (an empty list) too. A tally with a fault is refused.
func Decide(r Rules, t Tally, chair []string) (Outcome, error) {
	if err := r.Verify(t); err != nil {
		return Outcome{}, err
	}
	o := Outcome{}
	o.Needed, o.Base = Needed(r, t)
	th := r.Threshold()
	for _, l := range t.Lines {
		reached := th.Reached(int(l.Yes), int(o.Base))
		state := Failed
		if reached {
			state = Passed
		}
		o.Lines = append(o.Lines, LineOutcome{ID: l.ID, Yes: l.Yes, Reached: reached, State: state})
	}
	if r.Places > 0 {
		o.share(r)
	} else {
		o.goOn(r)
	}
	below := len(o.Undecided) > 0 && !o.tie()
	if chair != nil {
		if err := o.chair(r, chair); err != nil {
			return Outcome{}, err
		}
	}
	o.tell(r, t, below, chair)
	return o, nil
}

// share gives the places to the lines that reached the threshold, those with more votes first. Where more lines than places are left with the same
// votes, all of them are tied.
func (o *Outcome) share(r Rules) {
	var votes []int64
	for _, l := range o.Lines {
		if l.Reached {
			votes = append(votes, l.Yes)
		}
	}
	o.Open = max(0, r.Places-int64(len(votes)))
	if int64(len(votes)) <= r.Places { // room for all
		o.set(func(*LineOutcome) State { return Won })
		if o.Open > 0 {
			o.goOn(r)
		}
		return
	}
	slices.SortFunc(votes, func(a, b int64) int { return int(b - a) })
	border, next := votes[r.Places-1], votes[r.Places]
	if border > next {
		o.set(func(l *LineOutcome) State {
			if l.Yes >= border {
				return Won
			}
			return Lost
		})
		return
	}
	o.By, o.Open = r.Tie, r.Places
	o.set(func(l *LineOutcome) State {
		switch {
		case l.Yes > border:
			o.Open--
			return Won
		case l.Yes == border:
			o.Undecided = append(o.Undecided, l.ID)
			return Tied
		}
		return Lost
	})
}

// set gives every line that reached the threshold its state.
func (o *Outcome) set(state func(*LineOutcome) State) {
	for i := range o.Lines {
		if o.Lines[i].Reached {
			o.Lines[i].State = state(&o.Lines[i])
		}
	}
}

// goOn leaves the lines below the threshold undecided, where the rules say what comes next.
func (o *Outcome) goOn(r Rules) {
	if r.Below == "" {
		return
	}
	for i := range o.Lines {
		if l := &o.Lines[i]; l.State == Failed {
			l.State, o.By = Below, r.Below
			o.Undecided = append(o.Undecided, l.ID)
		}
	}
}

// tie reports whether the undecided lines have the same votes at the border.
func (o *Outcome) tie() bool { return o.has(Tied) }

func (o *Outcome) has(s State) bool {
	return slices.ContainsFunc(o.Lines, func(l LineOutcome) bool { return l.State == s })
}

// mayChair refuses a word of the chair that the rules do not ask for, or of too many lines.
func (o *Outcome) mayChair(r Rules, named int64) *emulation.Error {
	switch {
	case o.By == "" && o.has(Failed) && (r.Places == 0 || o.Open > 0):
		return emulation.Errorf(emulation.Forbidden, "ballot.chair-below", "rules", r.Message())
	case o.By == "":
		return emulation.Errorf(emulation.Invalid, "ballot.chair-no-tie")
	case o.By != Chair && o.tie():
		return emulation.Errorf(emulation.Forbidden, "ballot.chair-second", "rules", r.Message())
	case o.By != Chair:
		return emulation.Errorf(emulation.Forbidden, "ballot.chair-further", "rules", r.Message())
	case o.tie() && named != o.Open:
		return emulation.Errorf(emulation.Invalid, "ballot.chair-count", "named", named, "open", o.Open)
	case !o.tie() && r.Places > 0 && named > o.Open:
		return emulation.Errorf(emulation.Invalid, "ballot.chair-most", "named", named, "open", o.Open)
	}
	return nil
}

// chair decides about the undecided lines as the chair named them.
func (o *Outcome) chair(r Rules, named []string) error {
	if refused := o.mayChair(r, int64(len(named))); refused != nil {
		return refused.At("", 0, "chair")
	}
	for i, id := range named {
		if !slices.Contains(o.Undecided, id) {
			return emulation.Errorf(emulation.Invalid, "ballot.chair-outside", "id", id).At("", 0, "chair")
		}
		if slices.Contains(named[:i], id) {
			return emulation.Errorf(emulation.Invalid, "ballot.chair-twice", "id", id).At("", 0, "chair")
		}
	}
	chosen := Won
	if r.Places == 0 {
		chosen = Passed
	}
	for i := range o.Lines {
		l := &o.Lines[i]
		switch {
		case l.State != Tied && l.State != Below:
		case slices.Contains(named, l.ID):
			l.State = chosen
		case l.State == Tied:
			l.State = Lost
		default:
			l.State = Failed
		}
	}
	o.Undecided, o.By = nil, ""
	if r.Places > 0 {
		o.Open -= int64(len(named))
	}
	return nil
}

// tell writes the sentences; below: lines below the threshold are, or were before the chair spoke, undecided.
func (o *Outcome) tell(r Rules, t Tally, below bool, chair []string) {
	if n := r.written(t); n > 0 {
		o.Notes = append(o.Notes, emulation.Say("ballot.note-written", "written", n, "voted", t.Valid+t.Invalid))
	}
	for i := range o.Lines {
		l := &o.Lines[i]
		if l.State == Passed || l.State == Won {
			o.Won = append(o.Won, l.ID)
		}
		state := emulation.Say("ballot.state." + string(l.State))
		if !l.Reached && (l.State == Passed || l.State == Won) {
			state = emulation.Say("ballot.state.chosen-below")
		}
		l.Message = emulation.Say("ballot.line-outcome", "votes", o.votes(r, t, l.Yes), "state", state)
	}
	switch {
	case below && o.By != "" && r.Places == 0:
		o.Message = emulation.Say("ballot.outcome-below", "passed", len(o.Won), "lines", len(o.Lines), "below", len(o.Undecided), "by", emulation.Say("ballot.short."+string(o.By)))
	case below && o.By != "":
		o.Message = emulation.Say("ballot.outcome-below-places", "won", len(o.Won), "places", r.Places, "open", o.Open, "below", len(o.Undecided), "by", emulation.Say("ballot.short."+string(o.By)))
	case below:
		o.Message = r.chaired(o, len(chair))
	case o.By != "":
		o.Message = emulation.Say("ballot.outcome-tie", "tied", len(o.Undecided), "open", o.Open, "by", emulation.Say("ballot.tie."+string(o.By)))
	case r.Places == 0:
		o.Message = emulation.Say("ballot.outcome", "passed", len(o.Won), "lines", len(o.Lines))
	case o.Open > 0:
		o.Message = emulation.Say("ballot.outcome-open", "won", len(o.Won), "places", r.Places, "open", o.Open)
	case chair != nil:
		o.Message = emulation.Say("ballot.outcome-chair", "won", len(o.Won), "places", r.Places)
	default:
		o.Message = emulation.Say("ballot.outcome-places", "won", len(o.Won), "places", r.Places)
	}
}

// votes is "8/9 votes in favour, at least 8 are needed (≥ 80 % of all 9 members)".
func (o *Outcome) votes(r Rules, t Tally, yes int64) emulation.Message {
	if o.Base == 0 {
		return emulation.Say("ballot.nobody")
	}
	key := "ballot.votes-open"
	if r.Secret {
		key = "ballot.votes"
	}
	return emulation.Say(key, "yes", yes, "base", o.Base, "needed", o.Needed, "bound", bound(r.Threshold()), "of", r.of(t, o.Base))
}

// of is the denominator in words, with its number.
func (r Rules) of(t Tally, base int64) emulation.Message {
	var m emulation.Message
	switch {
	case r.Denominator == legal.TotalMembers:
		m = emulation.Say("ballot.of-members", "count", base)
	case r.Denominator == legal.ValidBallots && r.Secret:
		return emulation.Say("ballot.of-valid", "count", base)
	case r.Denominator == legal.ValidBallots:
		return emulation.Say("ballot.of-voters", "count", base)
	case r.written(t) > 0:
		m = emulation.Say("ballot.of-present-written", "count", base)
	default:
		m = emulation.Say("ballot.of-present", "count", base)
	}
	if t.Recused > 0 {
		return emulation.Say("ballot.of-recused", "of", m, "recused", t.Recused)
	}
	return m
}

// chaired says what came of lines below the threshold of which the chair took some, or none.
func (r Rules) chaired(o *Outcome, named int) emulation.Message {
	switch {
	case r.Places == 0 && named == 0:
		return emulation.Say("ballot.outcome-chair-none", "passed", len(o.Won), "lines", len(o.Lines))
	case r.Places == 0:
		return emulation.Say("ballot.outcome-chair-below", "passed", len(o.Won), "lines", len(o.Lines), "named", named)
	case named == 0:
		return emulation.Say("ballot.outcome-chair-none-places", "won", len(o.Won), "places", r.Places, "open", o.Open)
	case o.Open == 0:
		return emulation.Say("ballot.outcome-chair-full", "won", len(o.Won), "places", r.Places, "named", named)
	}
	return emulation.Say("ballot.outcome-chair-places", "won", len(o.Won), "places", r.Places, "named", named, "open", o.Open)
}
