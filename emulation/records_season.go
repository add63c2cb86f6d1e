package emulation

import (
	"slices"
	"strings"
)

// Values of records that set a season up and sign it in (docs/format.md).

// Succession is what became of a unit on a day: "renamed" (Was and WasShort are the names before), "merged" into or "dissolved" with its tasks given to the
// units Into, "split" into them.
type Succession struct {
	Kind     string `cbor:"1,keyasint" bound:"32"`
	Into     []ID   `cbor:"2,keyasint,omitempty" bound:"100"`
	Was      string `cbor:"3,keyasint,omitempty" bound:"300"`
	Basis    string `cbor:"4,keyasint,omitempty" bound:"2000 lines"` // the decision it rests on
	WasShort string `cbor:"5,keyasint,omitempty" bound:"100"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Succession) Check(int) error {
	if !slices.Contains(SuccessionKinds, v.Kind) || slices.Contains(v.Into, ID{}) {
		return errValue
	}
	return nil
}

// The kinds of succession.
const (
	SuccessionRenamed   = "renamed"
	SuccessionMerged    = "merged"
	SuccessionDissolved = "dissolved"
	SuccessionSplit     = "split"
)

// NumberedDocument (văn bản) is a regulation, plan, guidance or decision of a season, as it is cited.
type NumberedDocument struct {
	Kind         string    `cbor:"1,keyasint" bound:"32"` // regulation, plan, guidance, decision, report, minutes, other
	Title        string    `cbor:"2,keyasint" bound:"2000 lines"`
	Number       string    `cbor:"3,keyasint,omitempty" bound:"100"` // "21/HD-HĐTĐKT"
	Date         string    `cbor:"4,keyasint,omitempty" bound:"day"`
	Issuer       string    `cbor:"5,keyasint,omitempty" bound:"300"`
	Adopted      bool      `cbor:"6,keyasint,omitempty"` // by the cluster
	File         *Evidence `cbor:"7,keyasint,omitempty"`
	Illustrative bool      `cbor:"8,keyasint,omitempty"`
	Withdrawn    bool      `cbor:"9,keyasint,omitempty"`
	AdoptedAt    string    `cbor:"10,keyasint,omitempty" bound:"32" since:"4"` // the kind of conference that adopted it; ConferenceKinds
}

// Check refuses what nobody can have meant; see check.go.
func (v NumberedDocument) Check(judge int) error {
	switch {
	case !slices.Contains(DocumentKinds, v.Kind):
		return Errorf(Invalid, "setup.bad-document-kind", "kind", v.Kind)
	case judge >= 2 && v.Title == "":
		return Errorf(Invalid, "setup.no-title")
	case !noneOr(v.AdoptedAt, ConferenceKinds) || v.AdoptedAt != "" && !v.Adopted:
		return Errorf(Invalid, "setup.adopted-at", "kind", v.AdoptedAt, "kinds", strings.Join(ConferenceKinds, ", "))
	}
	return dayOrNone(v.Date)
}

// Deadline is until when a step of a season lasts (YYYY-MM-DD); an extension says why.
type Deadline struct {
	Date   string `cbor:"1,keyasint" bound:"day"`
	Reason string `cbor:"2,keyasint,omitempty" bound:"2000 lines"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Deadline) Check(int) error { return CheckDay(v.Date) }

// SeasonQuota is how many awards of a form the cluster may propose this season.
type SeasonQuota struct {
	Count uint64 `cbor:"1,keyasint" bound:"1000000"`
	Basis string `cbor:"2,keyasint,omitempty" bound:"2000 lines"`
}

// Check refuses what nobody can have meant; see check.go.
func (v SeasonQuota) Check(int) error {
	if v.Count > Limit {
		return errValue
	}
	return nil
}

// Registration (đăng ký thi đua) is what a unit registers for.
type Registration struct {
	Movements    []string  `cbor:"1,keyasint,omitempty" bound:"500 of 2000 lines"`
	Targets      []Target  `cbor:"2,keyasint,omitempty" bound:"500"`
	Titles       []string  `cbor:"3,keyasint,omitempty" bound:"500 of 500"` // titles and award forms aimed at
	OnBehalf     *OnBehalf `cbor:"4,keyasint,omitempty"`
	Illustrative bool      `cbor:"5,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Registration) Check(judge int) error {
	if judge < 2 {
		return nil
	}
	for _, t := range v.Targets {
		if t.Name == "" {
			return Errorf(Invalid, "registration.target-name", "value", t.Value)
		}
	}
	if len(v.Movements)+len(v.Targets)+len(v.Titles) == 0 {
		return Errorf(Invalid, "registration.empty")
	}
	return nil
}

// Target is one figure a unit aims at.
type Target struct {
	Name    string `cbor:"1,keyasint" bound:"500"`
	Value   string `cbor:"2,keyasint,omitempty" bound:"500"` // plain decimal or words
	Measure string `cbor:"3,keyasint,omitempty" bound:"100"`
}

// CompactText is the text of the compact (giao ước thi đua) that all units sign.
type CompactText struct {
	Title        string   `cbor:"1,keyasint" bound:"500"`
	Paragraphs   []string `cbor:"2,keyasint" bound:"500 of 10000 lines"`
	Place        string   `cbor:"3,keyasint,omitempty" bound:"300"`
	Date         string   `cbor:"4,keyasint,omitempty" bound:"day"`
	Illustrative bool     `cbor:"5,keyasint,omitempty"`
	Meeting      string   `cbor:"6,keyasint,omitempty" bound:"32" since:"4"` // the kind of conference at which it is signed
	MeetingOf    string   `cbor:"7,keyasint,omitempty" bound:"64" since:"4"` // label of the season that holds it; "" = the compact's own
}

// Check refuses what nobody can have meant; see check.go.
func (v CompactText) Check(judge int) error {
	switch {
	case judge >= 2 && (v.Title == "" || len(v.Paragraphs) == 0):
		return Errorf(Invalid, "compact.empty")
	case !noneOr(v.Meeting, ConferenceKinds):
		return Errorf(Invalid, "conference.kind", "kind", v.Meeting, "kinds", strings.Join(ConferenceKinds, ", "))
	case v.Meeting == "" && v.MeetingOf != "":
		return Errorf(Invalid, "compact.meeting")
	}
	return dayOrNone(v.Date)
}

// CompactSignature is a unit's signature under the compact. Text is the digest of the compact's value that was signed: a signature under an
// earlier text does not count.
type CompactSignature struct {
	Text     Hash      `cbor:"1,keyasint"`
	Date     string    `cbor:"2,keyasint,omitempty" bound:"day"`
	OnBehalf *OnBehalf `cbor:"3,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v CompactSignature) Check(int) error { return dayOrNone(v.Date) }

// Assignment makes a unit the verifier of a sheet in a round, until it is ended.
type Assignment struct {
	Round  uint64 `cbor:"1,keyasint,omitempty" bound:"2"` // 1 = first review, 2 = second
	Ended  bool   `cbor:"2,keyasint,omitempty"`
	Reason string `cbor:"3,keyasint,omitempty" bound:"2000 lines"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Assignment) Check(int) error {
	if v.Round > 2 {
		return Errorf(Invalid, "sheet.round", "round", v.Round)
	}
	return nil
}

// Explanation (giải trình) is a unit's answer to verified points that differ from its own.
type Explanation struct {
	Text    string `cbor:"1,keyasint,omitempty" bound:"20000 lines"`
	Accepts bool   `cbor:"2,keyasint,omitempty"` // the unit agrees with the verified points
}

// Agreement is a leader's word that others may enter the unit's papers for it in a season though the unit has a desk of its own.
type Agreement struct {
	Agrees bool   `cbor:"1,keyasint"`
	Note   string `cbor:"2,keyasint,omitempty" bound:"2000 lines"`
}

// Objection is a unit's word against something that was entered on its behalf.
type Objection struct {
	Reason    string `cbor:"1,keyasint" bound:"4000 lines"`
	Withdrawn bool   `cbor:"2,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Objection) Check(judge int) error {
	if judge >= 2 && v.Reason == "" && !v.Withdrawn {
		return Errorf(Invalid, "objection.reason")
	}
	return nil
}
