package ballot

import (
	"slices"

	"thidua/emulation"
)

// Question is a vote as it is announced: what is voted on, under which rules, at which conference. It stands before the first ballot is given
// out; counts that came in under other rules do not count.
type Question struct {
	Title        string         `cbor:"1,keyasint" bound:"500"`
	On           string         `cbor:"2,keyasint,omitempty" bound:"64"` // OnAward with a form, OnLeaders, OnRanking, OnCriteria, "regulation", "other"
	Conference   string         `cbor:"3,keyasint,omitempty" bound:"32"` // its kind
	Rules        Rules          `cbor:"4,keyasint"`
	Lines        []Choice       `cbor:"5,keyasint" bound:"1000"`
	Recused      []emulation.ID `cbor:"6,keyasint,omitempty" bound:"1000"` // members that stand aside
	Illustrative bool           `cbor:"7,keyasint,omitempty"`
	Members      int64          `cbor:"8,keyasint,omitempty" bound:"1000000"`               // how many have a vote, where it is not one for each member unit
	Withdrawn    bool           `cbor:"9,keyasint,omitempty" since:"4"`                     // it counts nowhere, whatever was counted
	Reason       string         `cbor:"10,keyasint,omitempty" bound:"4000 lines" since:"4"` // why it was withdrawn, or takes the place of another question
}

// Asks reports whether two questions ask the same under the same rules, whatever became of them.
func (q Question) Asks(other Question) bool {
	return q.Title == other.Title && q.On == other.On && q.Conference == other.Conference && q.Rules == other.Rules && q.Members == other.Members &&
		q.Illustrative == other.Illustrative && slices.Equal(q.Lines, other.Lines) && slices.Equal(q.Recused, other.Recused)
}

// Check refuses rules no vote can be held under, and a question that asks nothing; see emulation/check.go.
func (q Question) Check(judge int) error {
	if judge >= 2 && q.Title == "" {
		return emulation.Errorf(emulation.Invalid, "vote.title")
	}
	if q.Withdrawn && q.Reason == "" {
		return emulation.Errorf(emulation.Invalid, "vote.withdraw-reason")
	}
	if err := q.Rules.Check(); err != nil {
		return err
	}
	if len(q.Lines) == 0 || q.Members < 0 || q.Members > Limit {
		return emulation.Errorf(emulation.Invalid, "vote.no-lines")
	}
	if q.On == OnRanking && q.Rules.Below != "" {
		return emulation.Errorf(emulation.Invalid, "vote.ranking-short")
	}
	seen := make(map[string]bool, len(q.Lines))
	for _, l := range q.Lines {
		if l.ID == "" || seen[l.ID] {
			return emulation.Errorf(emulation.Invalid, "vote.line-twice", "line", l.ID)
		}
		seen[l.ID] = true
	}
	return nil
}

// Choice is one thing that can be voted for.
type Choice struct {
	ID   string       `cbor:"1,keyasint" bound:"64"` // a unit's code, or yes/no on a text
	Name string       `cbor:"2,keyasint,omitempty" bound:"500"`
	Unit emulation.ID `cbor:"3,keyasint,omitzero"`
}

// What a vote is on.
const (
	OnLeaders  = "leaders"
	OnRanking  = "ranking" // the order of units that the points leave level
	OnCriteria = "criteria"
	OnAward    = "award:" // with the id of the form
)
