package emulation

import (
	"cmp"
	"strings"

	"thidua/vietnamese"
)

// The values of records, as they are written into changes. The tags number their fields; a number once used is never used for another
// meaning (docs/format.md).

// UnitInfo is what the office records of a unit (đơn vị). Its code never changes; its name may, which a Succession dates.
type UnitInfo struct {
	Name         string `cbor:"1,keyasint" bound:"300"`
	Short        string `cbor:"2,keyasint,omitempty" bound:"100"`
	Type         string `cbor:"3,keyasint,omitempty" bound:"100"`
	Illustrative bool   `cbor:"4,keyasint,omitempty"` // invented for a sample: "minh hoạ"
}

// ClusterInfo is what the office records of a cluster (cụm, khối thi đua).
type ClusterInfo struct {
	Name      string `cbor:"1,keyasint" bound:"300"`
	Organiser string `cbor:"2,keyasint,omitempty" bound:"300"`          // who organises it, printed as the superior body
	Kind      string `cbor:"3,keyasint,omitempty" bound:"32" since:"4"` // ClusterKinds; "": its name says
}

// IsBlock reports whether the cluster is a khối, whose head is a khối trưởng: as it was recorded, and where nothing was by the first word of its name.
func (v ClusterInfo) IsBlock() bool {
	first, _, _ := strings.Cut(vietnamese.Fold(strings.TrimSpace(v.Name)), " ")
	return v.Kind == KindBlock || v.Kind == "" && first == "khoi"
}

// Check refuses what nobody can have meant; see check.go.
func (v ClusterInfo) Check(judge int) error {
	if judge >= 2 && v.Name == "" {
		return Errorf(Invalid, "setup.no-name")
	}
	if !noneOr(v.Kind, ClusterKinds) {
		return Errorf(Invalid, "setup.cluster-kind", "kind", v.Kind)
	}
	return nil
}

// Membership puts a unit into a cluster from one day (YYYY-MM-DD) on, until another.
type Membership struct {
	Since  string `cbor:"1,keyasint,omitempty" bound:"day"`
	Until  string `cbor:"2,keyasint,omitempty" bound:"day"`
	Reason string `cbor:"3,keyasint,omitempty" bound:"2000 lines"` // why it left
}

// Check refuses what nobody can have meant; see check.go.
func (v Membership) Check(int) error { return cmp.Or(dayOrNone(v.Since), dayOrNone(v.Until)) }

// PostInfo is how a unit came to a post: "assigned" (phân công), "elected" (bầu), "acclaimed" (suy tôn) or "unknown"; Ended takes it away.
type PostInfo struct {
	How   string `cbor:"1,keyasint,omitempty" bound:"32"`
	By    string `cbor:"2,keyasint,omitempty" bound:"500"`
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
	Name         string   `cbor:"1,keyasint" bound:"300"`          // "Năm học 2023–2024"
	Kind         string   `cbor:"2,keyasint,omitempty" bound:"32"` // school-year, calendar-year, multi-year
	Theme        string   `cbor:"3,keyasint,omitempty" bound:"2000 lines"`
	Place        string   `cbor:"4,keyasint,omitempty" bound:"200"` // of the conference, printed beside the date
	Date         string   `cbor:"5,keyasint,omitempty" bound:"day"` // of the conference, YYYY-MM-DD
	Illustrative bool     `cbor:"6,keyasint,omitempty"`
	Grounds      []string `cbor:"7,keyasint,omitempty" bound:"200 of 2000 lines"` // căn cứ: the documents the season rests on, as they are cited
	Review       string   `cbor:"8,keyasint,omitempty" bound:"100"`               // the years a multi-year review looks back on: "2015–2020"
	ReviewOf     string   `cbor:"9,keyasint,omitempty" bound:"500"`               // what it looks back on
	Previous     string   `cbor:"10,keyasint,omitempty" bound:"64"`               // label of the season it was started from
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
	To       string    `cbor:"1,keyasint" bound:"32"`
	Reason   string    `cbor:"2,keyasint" bound:"4000 lines"`
	OnBehalf *OnBehalf `cbor:"3,keyasint,omitempty"`
}

// OnBehalf marks what was entered for somebody else (ghi thay): who signed the paper, and the paper itself.
type OnBehalf struct {
	Signer string   `cbor:"1,keyasint,omitempty" bound:"200"` // office of the signer: "Giám đốc"; no person's name
	Paper  Evidence `cbor:"2,keyasint"`
	Note   string   `cbor:"3,keyasint,omitempty" bound:"2000 lines"`
}

// CriteriaVersion is one immutable version of a criteria set: a thidua-criteria/1 file, as it was written.
type CriteriaVersion struct {
	Name string `cbor:"1,keyasint" bound:"300"`
	YAML []byte `cbor:"2,keyasint" bound:"500000"`
}

// Fields are the inputs of one criterion in their stored form: decimals plain with a dot, codes as written.
type Fields map[string]string

// Submission is a whole sheet as its unit submits it: the version of the criteria it was scored with, and the inputs of every criterion.
type Submission struct {
	Criteria     uint64            `cbor:"1,keyasint" bound:"10000"`
	Inputs       map[string]Fields `cbor:"2,keyasint" bound:"1000 of 64"`
	Evidence     map[string]uint64 `cbor:"3,keyasint,omitempty" bound:"1000 of 64 of 10000"` // pieces of evidence per criterion
	Illustrative bool              `cbor:"4,keyasint,omitempty"`
	Indicators   map[string]string `cbor:"5,keyasint,omitempty" bound:"2000 of 64 of figure"` // the unit's indicators for the period, plain decimals by code
	OnBehalf     *OnBehalf         `cbor:"6,keyasint,omitempty"`
	Reason       string            `cbor:"7,keyasint,omitempty" bound:"2000 lines" since:"4"` // why evidence that is required does not come with it
	Confirmed    []string          `cbor:"8,keyasint,omitempty" bound:"1000 of 64" since:"4"` // criteria whose figure can hardly be, and was confirmed
	Files        []ShownFile       `cbor:"9,keyasint,omitempty" bound:"2000" since:"4"`       // the evidence itself, for those who check the sheet
}

// MostShown is how many files a submission shows at most.
const MostShown = 2000

// ShownFile is a file of evidence as a submitted sheet shows it to those who check it: everybody who reads the log learns the name of its content,
// which says nothing, and the server gives that content to them alone. The file's own name is sealed with what only the content tells.
type ShownFile struct {
	Criterion string `cbor:"1,keyasint" bound:"64"`
	Root      Hash   `cbor:"2,keyasint"`
	Length    uint64 `cbor:"3,keyasint" bound:"67108864"`
	Sealed    []byte `cbor:"4,keyasint,omitempty" bound:"800"` // of 200 characters at most
}

// Check refuses what nobody can have meant; see check.go.
func (v Submission) Check(int) error {
	for i := range v.Files {
		if f := &v.Files[i]; f.Criterion == "" || f.Root.IsZero() || f.Length < FileSalt {
			return errValue
		}
	}
	return nil
}

// Confirmation is a person's word that the figure of a criterion is what was meant, although it can hardly be: 301 of 300.
type Confirmation struct {
	Seen []byte `cbor:"1,keyasint" bound:"16"` // the digest of what was confirmed (SeenInput): other figures are another question
}

// Check refuses what nobody can have meant; see check.go.
func (v Confirmation) Check(int) error {
	if len(v.Seen) != 16 {
		return errValue
	}
	return nil
}

// VerifiedScore is the points a verifier gives a criterion, with the reason where they differ from the unit's own. Seen is the digest of the
// input it looked at (SeenInput): points for an input that was changed since do not count.
type VerifiedScore struct {
	Points string `cbor:"1,keyasint" bound:"figure"`
	Reason string `cbor:"2,keyasint,omitempty" bound:"4000 lines"`
	Seen   []byte `cbor:"3,keyasint,omitempty" bound:"16"` // 16 bytes; empty = whatever the input was
	NA     bool   `cbor:"4,keyasint,omitempty"`            // it is confirmed that the criterion does not apply; Points are "0"

	Withdrawn bool `cbor:"5,keyasint,omitempty" since:"4"` // what was given is taken back, as if nothing had been; Points are "0"
}

// Check refuses what nobody can have meant; see check.go.
func (v VerifiedScore) Check(judge int) error {
	switch {
	case len(v.Seen) != 0 && len(v.Seen) != 16, judge >= 4 && v.Withdrawn && (v.NA || v.Points != "0" || v.Reason != ""):
		return errValue
	}
	return figure(v.Points)
}

// Evidence (minh chứng) is a file that supports a criterion's score: its name, and the name of its content.
type Evidence struct {
	Name   string `cbor:"1,keyasint" bound:"file"`
	Root   Hash   `cbor:"2,keyasint"`
	Length uint64 `cbor:"3,keyasint" bound:"67108864"`
	Size   uint64 `cbor:"4,keyasint" bound:"67108864"` // of the file itself, bytes
}

// Check refuses what nobody can have meant; see check.go.
func (v Evidence) Check(judge int) error {
	if judge >= 2 && (v.Name == "" || v.Root.IsZero() || v.Length != v.Size+FileSalt) {
		return errValue
	}
	return nil
}

// Storable reports whether a file can be as long as it is said to be: no other is asked for, sent or looked for.
func (v Evidence) Storable() bool { return v.Length >= FileSalt && v.Length <= FileLimit }

// Revocation ends a key: what it wrote after LastGood in a scope does not count. A scope that is not listed ends at 0 for what comes; what it holds
// already is not judged again.
type Revocation struct {
	LastGood map[string]uint64 `cbor:"1,keyasint,omitempty" bound:"1000 of 64 of 1000000000000"`
	Reason   string            `cbor:"2,keyasint,omitempty" bound:"2000 lines"`
}

// Quota bounds what is taken into a log in one day (UTC, by the times of its leaves): changes, the bytes of their envelopes, and the bytes of the
// files they name. 0 leaves it to the preset.
type Quota struct {
	Leaves   uint64 `cbor:"1,keyasint,omitempty" bound:"1000000000"`
	Bytes    uint64 `cbor:"2,keyasint,omitempty" bound:"1000000000000"`
	Evidence uint64 `cbor:"3,keyasint,omitempty" bound:"1000000000000000"`
}

// Plus is both together.
func (q Quota) Plus(o Quota) Quota {
	return Quota{Leaves: q.Leaves + o.Leaves, Bytes: q.Bytes + o.Bytes, Evidence: q.Evidence + o.Evidence}
}

// Exceeds reports whether what was brought is more than a limit.
func (q Quota) Exceeds(limit Quota) bool {
	return q.Leaves > limit.Leaves || q.Bytes > limit.Bytes || q.Evidence > limit.Evidence
}

// MostHeld is how many changes that got no leaf a server holds of one key for its office, and how many of those that found no room it counts.
const MostHeld = 500

// Quotas bound what one key, one unit (or office) and all together bring into each log in one day.
type Quotas struct {
	Key  Quota `cbor:"1,keyasint"`
	Unit Quota `cbor:"2,keyasint"`
	Log  Quota `cbor:"3,keyasint"`
}

// PresetQuotas are far above what people write, a desk that was away for a year included, and let nobody fill a disk over night.
var PresetQuotas = Quotas{
	Key:  Quota{Leaves: 150_000, Bytes: 96 << 20, Evidence: 4 << 30},
	Unit: Quota{Leaves: 300_000, Bytes: 192 << 20, Evidence: 8 << 30},
	Log:  Quota{Leaves: 1_000_000, Bytes: 1 << 30, Evidence: 64 << 30},
}

// Or is a quota with its gaps filled from another.
func (q Quota) Or(preset Quota) Quota {
	return Quota{Leaves: cmp.Or(q.Leaves, preset.Leaves), Bytes: cmp.Or(q.Bytes, preset.Bytes), Evidence: cmp.Or(q.Evidence, preset.Evidence)}
}

// Filled are quotas with their gaps filled from the preset.
func (q Quotas) Filled() Quotas {
	return Quotas{Key: q.Key.Or(PresetQuotas.Key), Unit: q.Unit.Or(PresetQuotas.Unit), Log: q.Log.Or(PresetQuotas.Log)}
}

// ClockSet says where a server's clock was ahead (đặt lại giờ): leaves behind it may bear earlier times again, from From on.
type ClockSet struct {
	From   int64  `cbor:"1,keyasint" bound:"9007199254740991"` // milliseconds since 1970
	Reason string `cbor:"2,keyasint" bound:"2000 lines"`
}

// Check refuses one that names no time or no reason.
func (v ClockSet) Check(int) error {
	if v.From <= 0 || v.Reason == "" {
		return Errorf(Invalid, "reason.shape")
	}
	return nil
}

// Decision takes in (or leaves out) a change that was quarantined or needs a decision.
type Decision struct {
	Accept bool   `cbor:"1,keyasint"`
	Reason string `cbor:"2,keyasint,omitempty" bound:"4000 lines"`
}
