package emulation

import "slices"

// Values of records of conferences, results and awards (docs/format.md). Votes are in package ballot.

// Attendance is a member unit's presence at a conference.
type Attendance struct {
	Present   bool   `cbor:"1,keyasint,omitempty"`
	Delegates uint64 `cbor:"2,keyasint,omitempty" bound:"1000000"`
	Written   bool   `cbor:"3,keyasint,omitempty"` // absent, with its opinion and votes in writing
	Note      string `cbor:"4,keyasint,omitempty" bound:"2000 lines"`
	Cleared   bool   `cbor:"5,keyasint,omitempty" since:"4"` // the mark was taken back: nobody said whether the unit is there
}

// Check refuses what nobody can have meant; see check.go.
func (v Attendance) Check(judge int) error {
	switch {
	case v.Delegates > Limit:
		return errValue
	case judge >= 2 && v.Present && v.Written:
		return Errorf(Invalid, "conference.present-and-written")
	case judge >= 4 && v.Cleared && v != (Attendance{Cleared: true}):
		return errValue
	}
	return nil
}

// Speech is what was said at a conference: a paper (tham luận), an opinion (ý kiến) or a report (báo cáo) of a unit, or the direction of a guest
// (phát biểu chỉ đạo), which is kept under the cluster.
type Speech struct {
	Kind         string `cbor:"1,keyasint" bound:"32"` // SpeechKinds
	Title        string `cbor:"2,keyasint" bound:"500"`
	Text         string `cbor:"3,keyasint,omitempty" bound:"40000 lines"`
	Illustrative bool   `cbor:"4,keyasint,omitempty"`
	Withdrawn    bool   `cbor:"5,keyasint,omitempty"`
	By           string `cbor:"6,keyasint,omitempty" bound:"500" since:"4"` // office of who spoke: "Phó Chủ tịch Công đoàn Giáo dục Việt Nam"; no person's name
}

// Since is the judge version that knows the kind of speech.
func (v Speech) Since() int {
	if v.Kind == SpeechReport || v.Kind == SpeechDirection {
		return FourthJudge
	}
	return 0
}

// Check refuses what nobody can have meant; see check.go.
func (v Speech) Check(judge int) error {
	switch {
	case !slices.Contains(SpeechKinds, v.Kind):
		return Errorf(Invalid, "conference.speech-kind", "kind", v.Kind)
	case judge >= 2 && v.Title == "":
		return Errorf(Invalid, "conference.speech-title")
	case v.Kind == SpeechDirection && v.By == "":
		return Errorf(Invalid, "conference.speech-by")
	}
	return nil
}

// ChairDecision settles what the vote's rules leave to the chair: the ids of the lines chosen, best first.
type ChairDecision struct {
	Lines  []string `cbor:"1,keyasint" bound:"1000 of 64"`
	Reason string   `cbor:"2,keyasint" bound:"4000 lines"`
	None   bool     `cbor:"3,keyasint,omitempty" since:"4"` // none of the lines below the threshold is chosen
}

// Named are the lines chosen: an empty list where the chair chose none, nil where there is no decision.
func (v ChairDecision) Named() []string {
	if v.None {
		return []string{}
	}
	return v.Lines
}

// Check refuses what nobody can have meant; see check.go.
func (v ChairDecision) Check(judge int) error {
	switch {
	case judge >= 2 && v.Reason == "":
		return Errorf(Invalid, "vote.chair-reason")
	case (len(v.Lines) == 0) != v.None || !distinct(v.Lines):
		return errValue
	}
	return nil
}

// Leaders are head and deputies of the next season as they were chosen.
type Leaders struct {
	Label    string `cbor:"1,keyasint" bound:"64"` // of the next season
	Head     ID     `cbor:"2,keyasint,omitzero"`
	Deputies []ID   `cbor:"3,keyasint,omitempty" bound:"100"`
	How      string `cbor:"4,keyasint,omitempty" bound:"32"` // assigned, elected, acclaimed, unknown
	By       string `cbor:"5,keyasint,omitempty" bound:"500"`
	Vote     string `cbor:"6,keyasint,omitempty" bound:"64"` // code of the vote that chose them
}

// Check refuses what nobody can have meant; see check.go.
func (v Leaders) Check(judge int) error {
	switch {
	case !noneOr(v.How, PostHows) || judge >= 2 && v.How == "":
		return Errorf(Invalid, "leaders.how", "how", v.How)
	case judge < 2:
		return nil
	case v.Head.IsZero():
		return Errorf(Invalid, "leaders.head")
	case v.How == HowAssigned && v.By == "":
		return Errorf(Invalid, "leaders.by")
	case v.How != HowElected && v.Vote != "":
		return Errorf(Invalid, "leaders.vote-unasked")
	}
	for i, id := range v.Deputies {
		if id == v.Head || slices.Contains(v.Deputies[:i], id) {
			return Errorf(Invalid, "leaders.twice")
		}
	}
	return nil
}

// ProposalInfo (đề nghị khen thưởng) is what a unit is proposed for, and why.
type ProposalInfo struct {
	FormName     string   `cbor:"1,keyasint" bound:"300"` // as it is written on paper
	Grounds      []string `cbor:"2,keyasint,omitempty" bound:"200 of 2000 lines"`
	Achievement  string   `cbor:"3,keyasint,omitempty" bound:"10000 lines"` // what is awarded; no two awards for one (Law 06/2022/QH15 art. 5)
	Vote         string   `cbor:"4,keyasint,omitempty" bound:"64"`          // code of the vote
	Rank         uint64   `cbor:"5,keyasint,omitempty" bound:"10000"`
	Illustrative bool     `cbor:"6,keyasint,omitempty"`
	Facts        Fields   `cbor:"7,keyasint,omitempty"`                       // what no other record says and those who propose confirm: "united" is "yes"
	Track        string   `cbor:"8,keyasint,omitempty" bound:"64" since:"4"`  // one of the tracks the cluster's regulation has for the form
	Instead      string   `cbor:"9,keyasint,omitempty" bound:"64" since:"4"`  // the form it stands in for, which was not granted: the chain of the regulation
	Agreed       string   `cbor:"10,keyasint,omitempty" bound:"32" since:"4"` // the kind of conference that agreed openly, where nobody votes
}

// DossierPaper is one document of a proposal's dossier (hồ sơ).
type DossierPaper struct {
	Paper     string    `cbor:"1,keyasint" bound:"64"` // id of the requirement it meets
	Number    string    `cbor:"2,keyasint,omitempty" bound:"100"`
	Date      string    `cbor:"3,keyasint,omitempty" bound:"day"`
	File      *Evidence `cbor:"4,keyasint,omitempty"`
	Withdrawn bool      `cbor:"5,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v DossierPaper) Check(int) error {
	if v.Paper == "" {
		return Errorf(Invalid, "proposal.paper-name")
	}
	return dayOrNone(v.Date)
}

// AwardDecision is the authority's word on a proposal: the decision's number and date, and who issued it.
type AwardDecision struct {
	Number   string    `cbor:"1,keyasint" bound:"100"`
	Date     string    `cbor:"2,keyasint" bound:"day"`
	Issuer   string    `cbor:"3,keyasint,omitempty" bound:"300"`
	Reason   string    `cbor:"4,keyasint,omitempty" bound:"4000 lines"` // of a rejection or a revocation
	OnBehalf *OnBehalf `cbor:"5,keyasint,omitempty"`                    // recorded by the standing office from the paper
}

// Check refuses what nobody can have meant; see check.go.
func (v AwardDecision) Check(int) error {
	if v.Number == "" {
		return errValue
	}
	return dayOrNone(v.Date)
}
