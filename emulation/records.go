package emulation

import "cmp"

// The values of records, as they are written into changes. The tags number their fields; a number once used is never used for another
// meaning (docs/format.md).

// UnitInfo is what the office records of a unit (đơn vị). Its code never changes; its name may, which a Succession dates.
type UnitInfo struct {
	Name         string `cbor:"1,keyasint"`
	Short        string `cbor:"2,keyasint,omitempty"`
	Type         string `cbor:"3,keyasint,omitempty"`
	Illustrative bool   `cbor:"4,keyasint,omitempty"` // invented for a sample: "minh hoạ"
}

// ClusterInfo is what the office records of a cluster (cụm, khối thi đua).
type ClusterInfo struct {
	Name      string `cbor:"1,keyasint"`
	Organiser string `cbor:"2,keyasint,omitempty"` // who organises it, printed as the superior body
}

// Check refuses what nobody can have meant; see check.go.
func (v ClusterInfo) Check(judge int) error {
	if judge >= 2 && v.Name == "" {
		return Errorf(Invalid, "setup.no-name")
	}
	return nil
}

// Membership puts a unit into a cluster from one day (YYYY-MM-DD) on, until another.
type Membership struct {
	Since  string `cbor:"1,keyasint,omitempty"`
	Until  string `cbor:"2,keyasint,omitempty"`
	Reason string `cbor:"3,keyasint,omitempty"` // why it left
}

// Check refuses what nobody can have meant; see check.go.
func (v Membership) Check(int) error { return cmp.Or(dayOrNone(v.Since), dayOrNone(v.Until)) }

// PostInfo is how a unit came to a post: "assigned" (phân công), "elected" (bầu), "acclaimed" (suy tôn) or "unknown"; Ended takes it away.
type PostInfo struct {
	How   string `cbor:"1,keyasint,omitempty"`
	By    string `cbor:"2,keyasint,omitempty"`
	Ended bool   `cbor:"3,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v PostInfo) Check(int) error {
	if !noneOr(v.How, PostHows) {
		return Errorf(Invalid, "setup.bad-how", "how", v.How)
	}
	return nil
}

// SeasonInfo describes a season (năm thi đua).
type SeasonInfo struct {
	Name         string   `cbor:"1,keyasint"`           // "Năm học 2023–2024"
	Kind         string   `cbor:"2,keyasint,omitempty"` // school-year, calendar-year, multi-year
	Theme        string   `cbor:"3,keyasint,omitempty"`
	Place        string   `cbor:"4,keyasint,omitempty"` // of the conference, printed beside the date
	Date         string   `cbor:"5,keyasint,omitempty"` // of the conference, YYYY-MM-DD
	Illustrative bool     `cbor:"6,keyasint,omitempty"`
	Grounds      []string `cbor:"7,keyasint,omitempty"`  // căn cứ: the documents the season rests on, as they are cited
	Review       string   `cbor:"8,keyasint,omitempty"`  // the years a multi-year review looks back on: "2015–2020"
	ReviewOf     string   `cbor:"9,keyasint,omitempty"`  // what it looks back on
	Previous     string   `cbor:"10,keyasint,omitempty"` // label of the season it was started from
}

// Check refuses what nobody can have meant; see check.go.
func (v SeasonInfo) Check(judge int) error {
	switch {
	case !noneOr(v.Kind, SeasonKinds):
		return Errorf(Invalid, "setup.bad-kind", "kind", v.Kind)
	case judge >= 2 && v.Name == "":
		return Errorf(Invalid, "setup.no-name")
	case judge >= 2 && v.Kind == MultiYear && v.Review == "":
		return Errorf(Invalid, "setup.review-years")
	}
	return dayOrNone(v.Date)
}

// StepReason is why a person took a step that needs a reason: every step back, and every step past something that was missing. It comes with the
// step, and carries the paper where a unit's own step is taken for it.
type StepReason struct {
	To       string    `cbor:"1,keyasint"`
	Reason   string    `cbor:"2,keyasint"`
	OnBehalf *OnBehalf `cbor:"3,keyasint,omitempty"`
}

// OnBehalf marks what was entered for somebody else (ghi thay): who signed the paper, and the paper itself.
type OnBehalf struct {
	Signer string   `cbor:"1,keyasint,omitempty"` // office of the signer: "Giám đốc"; no person's name
	Paper  Evidence `cbor:"2,keyasint"`
	Note   string   `cbor:"3,keyasint,omitempty"`
}

// CriteriaVersion is one immutable version of a criteria set: a thidua-criteria/1 file, as it was written.
type CriteriaVersion struct {
	Name string `cbor:"1,keyasint"`
	YAML []byte `cbor:"2,keyasint"`
}

// Fields are the inputs of one criterion in their stored form: decimals plain with a dot, codes as written.
type Fields map[string]string

// Submission is a whole sheet as its unit submits it: the version of the criteria it was scored with, and the inputs of every criterion.
type Submission struct {
	Criteria     uint64            `cbor:"1,keyasint"`
	Inputs       map[string]Fields `cbor:"2,keyasint"`
	Evidence     map[string]uint64 `cbor:"3,keyasint,omitempty"` // pieces of evidence per criterion
	Illustrative bool              `cbor:"4,keyasint,omitempty"`
	Indicators   map[string]string `cbor:"5,keyasint,omitempty"` // the unit's indicators for the period, plain decimals by code
	OnBehalf     *OnBehalf         `cbor:"6,keyasint,omitempty"`
}

// VerifiedScore is the points a verifier gives a criterion, with the reason where they differ from the unit's own. Seen is the digest of the
// input it looked at (SeenInput): points for an input that was changed since do not count.
type VerifiedScore struct {
	Points string `cbor:"1,keyasint"`
	Reason string `cbor:"2,keyasint,omitempty"`
	Seen   []byte `cbor:"3,keyasint,omitempty"` // 16 bytes; empty = whatever the input was
	NA     bool   `cbor:"4,keyasint,omitempty"` // it is confirmed that the criterion does not apply; Points are "0"
}

// Check refuses what nobody can have meant; see check.go.
func (v VerifiedScore) Check(int) error {
	if len(v.Seen) != 0 && len(v.Seen) != 16 {
		return errValue
	}
	return figure(v.Points)
}

// Evidence (minh chứng) is a file that supports a criterion's score: its name, and the name of its content.
type Evidence struct {
	Name   string `cbor:"1,keyasint"`
	Root   Hash   `cbor:"2,keyasint"`
	Length uint64 `cbor:"3,keyasint"`
	Size   uint64 `cbor:"4,keyasint"` // of the file itself, bytes
}

// Revocation ends a key: what it wrote after LastGood in a scope does not count. A scope that is not listed ends at 0.
type Revocation struct {
	LastGood map[string]uint64 `cbor:"1,keyasint,omitempty"`
	Reason   string            `cbor:"2,keyasint,omitempty"`
}

// Decision takes in (or leaves out) a change that was quarantined or needs a decision.
type Decision struct {
	Accept bool   `cbor:"1,keyasint"`
	Reason string `cbor:"2,keyasint,omitempty"`
}
