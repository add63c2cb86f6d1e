package result

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/emulation/scoring"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// StatementFormat is the first field of a result's statement.
const StatementFormat = "thidua-result/1"

// Statement is a season's result as it is locked. It is a function of what control and cluster logs say at one point: whoever has those logs writes
// the same bytes. Decimals are texts, there is no time in it, and every list has an order of its own. A field once used is never used for
// another meaning; a further field makes another format.
type Statement struct {
	Format       string             `json:"format"`
	Tenant       string             `json:"tenant"`
	Cluster      StatementName      `json:"cluster"`
	Season       StatementSeason    `json:"season"`
	Illustrative bool               `json:"illustrative"`
	Criteria     StatementCriteria  `json:"criteria"`
	Position     StatementPosition  `json:"position"`
	Provisional  bool               `json:"provisional"`
	Units        []StatementUnit    `json:"units"`   // best place first, then by code
	Missing      []StatementName    `json:"missing"` // members that handed in nothing, by code
	Meetings     []StatementMeeting `json:"conferences"`
	Votes        []StatementVote    `json:"votes"` // by code
	ChairOrder   *StatementChair    `json:"chair_order"`
	Leaders      *StatementLeaders  `json:"next_leaders"`
}

// StatementName names a unit or the cluster.
type StatementName struct {
	Code string `json:"code"`
	ID   string `json:"id"`
	Name string `json:"name"`
}

type StatementSeason struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Name  string `json:"name"`
}

// StatementCriteria names the criteria by their bytes.
type StatementCriteria struct {
	Version uint64 `json:"version"`
	Name    string `json:"name"`
	SHA256  string `json:"sha256"`
}

// StatementPosition is what its author had of the cluster's log, and the place of the change in the author's chain: the same words stand in the
// signed change.
type StatementPosition struct {
	Log        string `json:"log"`
	Generation uint64 `json:"generation"`
	Size       uint64 `json:"size"`
	Root       string `json:"root"`
	Author     string `json:"author"`
	Epoch      uint64 `json:"epoch"`
	Sequence   uint64 `json:"sequence"`
	Previous   string `json:"previous"`
}

// StatementUnit is one unit's result.
type StatementUnit struct {
	Rank int `json:"rank"`
	StatementName
	Type     string            `json:"type"`
	Sheet    string            `json:"sheet"` // step
	Criteria uint64            `json:"criteria_version"`
	Self     StatementTotal    `json:"self"`
	Verified *string           `json:"verified"` // points of the first review; null if there was none
	Final    StatementTotal    `json:"final"`
	Bonus    string            `json:"bonus"`
	Deducted string            `json:"deductions"`
	Class    string            `json:"class"`
	Groups   []StatementPoints `json:"groups"`
	Blocked  []StatementGate   `json:"blocked"`
	Place    StatementPlace    `json:"place"`
}

// StatementTotal is the foot of one column.
type StatementTotal struct {
	Points  string `json:"points"`
	Max     string `json:"max"`
	Percent string `json:"percent"`
}

// StatementPoints are a group's figures.
type StatementPoints struct {
	Code   string `json:"code"`
	Points string `json:"points"`
	Max    string `json:"max"`
}

// StatementGate is an award form that a gate closes.
type StatementGate struct {
	Award  string `json:"award"`
	Gate   string `json:"gate"`
	Code   string `json:"code"`
	Points string `json:"points"`
	Reason string `json:"reason"`
}

// StatementPlace is why a unit has its place: what separates it from the next better unit, and with whom it shares.
type StatementPlace struct {
	Below  string          `json:"below"`           // code of the last unit with a better place; "" for the best
	Class  bool            `json:"class,omitempty"` // the class separates them, where the criteria rank by it first
	Points bool            `json:"points"`          // else: the ranked figure does
	Steps  []StatementStep `json:"steps"`           // else: the tie-break steps, the last of which decided
	Shared []string        `json:"shared"`          // codes of those with the same place
}

// StatementStep is one step of the tie-break chain.
type StatementStep struct {
	Kind string `json:"kind"`
	Code string `json:"code"`
}

// statement writes the result of a season as this book reads it; for a result that is locked or checked this is a book of a point in
// the past.
func (w View) statement(s *book.Season, p StatementPosition) ([]byte, error) {
	r, err := w.In(book.PeriodSeason).Ranking(s)
	if err != nil {
		return nil, err
	}
	st := Statement{Format: StatementFormat, Tenant: w.Tenant().String(), Cluster: StatementName{s.Cluster.Code, s.Cluster.ID.String(), s.Cluster.Info.Name},
		Season: StatementSeason{s.ID.String(), s.Label, s.Info.Name}, Illustrative: r.Illustrative, Position: p, Provisional: r.Provisional,
		Units: []StatementUnit{}, Missing: []StatementName{}, Meetings: []StatementMeeting{}, Votes: []StatementVote{}}
	if st.Criteria, err = w.statedCriteria(s); err != nil {
		return nil, err
	}
	for _, x := range r.Standings {
		st.Units = append(st.Units, statedUnit(r.Result, x))
	}
	for _, u := range r.Missing {
		st.Missing = append(st.Missing, StatementName{u.Code, u.ID.String(), u.Name})
	}
	slices.SortFunc(st.Missing, func(a, b StatementName) int { return strings.Compare(a.Code, b.Code) })
	if err := w.stateMeetings(s, &st); err != nil {
		return nil, err
	}
	return st.encode()
}

// encode is the statement's one spelling.
func (st *Statement) encode() ([]byte, error) {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	err := out.Encode(st)
	return b.Bytes(), err
}

func (w View) statedCriteria(s *book.Season) (StatementCriteria, error) {
	v, _, err := book.One(w.Store, s.Cluster.Scope(), record.Criteria, record.SeasonVersion{Season: s.ID, Version: s.Version})
	return StatementCriteria{s.Version, v.Value.Name, emulation.Digest(v.Value.YAML).String()}, err
}

func statedUnit(r *scoring.Result, x Standing) StatementUnit {
	u := x.Final
	out := StatementUnit{Rank: u.Rank, StatementName: StatementName{x.Unit.Code, x.Unit.ID.String(), x.Unit.Name}, Type: x.Unit.Type, Sheet: string(x.Step),
		Criteria: x.Version, Self: statedTotal(x.Self), Final: statedTotal(u), Bonus: u.Bonus.String(), Deducted: u.Deductions.String(), Class: u.Class,
		Groups: []StatementPoints{}, Blocked: []StatementGate{}, Place: statedPlace(r, u)}
	if x.First { // a statement told of nothing else from the beginning
		points := x.Verified.String()
		out.Verified = &points
	}
	for _, g := range u.Groups {
		if g.Applicable {
			out.Groups = append(out.Groups, StatementPoints{g.Group.Code, g.Points.String(), g.Max.String()})
		}
	}
	for _, b := range u.Blocked {
		out.Blocked = append(out.Blocked, StatementGate{b.Award, string(b.Gate), b.Code, b.Points.String(), b.Reason})
	}
	return out
}

func statedTotal(u *scoring.UnitResult) StatementTotal {
	return StatementTotal{u.Total.String(), u.Max.String(), u.Percent.String()}
}

// statedPlace says as data what scoring.Verdict says of a unit and the one above it.
func statedPlace(r *scoring.Result, u *scoring.UnitResult) StatementPlace {
	out := StatementPlace{Steps: []StatementStep{}, Shared: []string{}}
	above, beside := r.Around(u)
	for _, v := range beside {
		out.Shared = append(out.Shared, v.ID)
	}
	if above == nil {
		return out
	}
	verdict := r.Verdict(above, u)
	out.Below, out.Class, out.Points = above.ID, verdict.Class, verdict.Points
	for _, step := range verdict.Steps {
		out.Steps = append(out.Steps, StatementStep{string(step.Kind), step.Code})
	}
	return out
}

// share is a threshold as it is written in a statement.
func share(num, den int64) string {
	return strconv.FormatInt(num, 10) + "/" + strconv.FormatInt(den, 10)
}

// position is what a change says of the place it was made at.
func position(c *changeset.Change) StatementPosition {
	return StatementPosition{Log: c.Scope.String(), Generation: c.Generation, Size: c.BaseSize, Root: c.BaseRoot.String(), Author: c.Log.String(),
		Epoch: c.Epoch, Sequence: c.Seq, Previous: c.Previous.String()}
}
