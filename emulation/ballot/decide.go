package ballot

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/legal"
)

// State is what became of a line.
type State string

// The states of a line. Passed and Failed are of votes without places; the others of votes with places, where Failed is below the threshold.
const (
	Passed State = "passed"
	Failed State = "failed"
	Won    State = "won"  // has a place
	Lost   State = "lost" // reached the threshold, but others had more votes for the places
	Tied   State = "tied" // as many votes as others at the border: to be decided
)

// Outcome is what a vote decided.
type Outcome struct {
	Needed, Base int64
	Lines        []LineOutcome // in the order of the tally
	Won          []string      // the lines that passed or have a place; in the order of the tally
	Undecided    []string      // the lines in the tie
	Open         int64         // places still free: those the tie is about, or those nobody reached
	By           Tie           // what decides the tie; "" = there is none
	Message      emulation.Message
}

type LineOutcome struct {
	ID      string
	Yes     int64
	Reached bool // the threshold
	State   State
	Message emulation.Message
}

// Decide says which lines passed, or won the places. chair are the lines the chair names, which is for rules with Tie Chair and for a tie alone:
// exactly so many lines of the tie as places are open; nil where the chair has not spoken. A tally with a fault is refused.
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
	}
	if len(chair) > 0 {
		if err := o.chair(chair); err != nil {
			return Outcome{}, err
		}
	}
	o.tell(r, t, len(chair) > 0)
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

// chair decides the tie as the chair named it.
func (o *Outcome) chair(named []string) error {
	switch {
	case o.By == "":
		return emulation.Errorf(emulation.Invalid, "ballot.chair-no-tie").At("", 0, "chair")
	case o.By != Chair:
		return emulation.Errorf(emulation.Forbidden, "ballot.chair-second").At("", 0, "chair")
	case int64(len(named)) != o.Open:
		return emulation.Errorf(emulation.Invalid, "ballot.chair-count", "named", len(named), "open", o.Open).At("", 0, "chair")
	}
	for i, id := range named {
		if !slices.Contains(o.Undecided, id) {
			return emulation.Errorf(emulation.Invalid, "ballot.chair-outside", "id", id).At("", 0, "chair")
		}
		if slices.Contains(named[:i], id) {
			return emulation.Errorf(emulation.Invalid, "ballot.chair-twice", "id", id).At("", 0, "chair")
		}
	}
	for i := range o.Lines {
		if l := &o.Lines[i]; l.State == Tied {
			l.State = Lost
			if slices.Contains(named, l.ID) {
				l.State = Won
			}
		}
	}
	o.Undecided, o.Open, o.By = nil, 0, ""
	return nil
}

// tell writes the sentences.
func (o *Outcome) tell(r Rules, t Tally, chosen bool) {
	for i := range o.Lines {
		l := &o.Lines[i]
		if l.State == Passed || l.State == Won {
			o.Won = append(o.Won, l.ID)
		}
		l.Message = emulation.Say("ballot.line-outcome", "votes", o.votes(r, t, l.Yes), "state", emulation.Say("ballot.state."+string(l.State)))
	}
	switch {
	case o.By != "":
		o.Message = emulation.Say("ballot.outcome-tie", "tied", len(o.Undecided), "open", o.Open, "by", emulation.Say("ballot.tie."+string(o.By)))
	case r.Places == 0:
		o.Message = emulation.Say("ballot.outcome", "passed", len(o.Won), "lines", len(o.Lines))
	case o.Open > 0:
		o.Message = emulation.Say("ballot.outcome-open", "won", len(o.Won), "places", r.Places, "open", o.Open)
	case chosen:
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
