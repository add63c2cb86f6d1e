package emulation

import "slices"

// Values of what a report tells of the year beside figures (docs/format.md). A unit writes them of itself; of the whole cluster those who prepare
// its papers do.

// Movement (phong trào thi đua được phát động) is a movement that was launched, by the cluster or by a unit within itself. What a unit takes part in
// stands in its registration.
type Movement struct {
	Name         string `cbor:"1,keyasint" bound:"500"`
	Occasion     string `cbor:"2,keyasint,omitempty" bound:"500"` // "chào mừng Đại hội Đảng lần thứ XIII"
	By           string `cbor:"3,keyasint,omitempty" bound:"300"` // who launched it, where that is neither the unit nor the cluster's head
	Call         string `cbor:"4,keyasint,omitempty" bound:"500"` // whose call it answers
	From         string `cbor:"5,keyasint,omitempty" bound:"day"`
	Until        string `cbor:"6,keyasint,omitempty" bound:"day"`
	Basis        string `cbor:"7,keyasint,omitempty" bound:"2000 lines"`
	Result       string `cbor:"8,keyasint,omitempty" bound:"4000 lines"`
	Illustrative bool   `cbor:"9,keyasint,omitempty"`
	Withdrawn    bool   `cbor:"10,keyasint,omitempty"`
	Goal         string `cbor:"11,keyasint,omitempty" bound:"2000 lines" since:"5"` // what is to be reached
	SummedUp     string `cbor:"12,keyasint,omitempty" bound:"day" since:"5"`        // when it is summed up (tổng kết), which is not always its last day
}

// Check refuses what nobody can have meant; see check.go.
func (v Movement) Check(int) error {
	switch {
	case v.Name == "":
		return Errorf(Invalid, "movement.no-name")
	case v.From != "" && v.Until != "" && v.Until < v.From:
		return Errorf(Invalid, "movement.backwards", "from", v.From, "until", v.Until)
	case v.From != "" && v.SummedUp != "" && v.SummedUp < v.From:
		return Errorf(Invalid, "movement.summed-up-before", "from", v.From, "day", v.SummedUp)
	}
	return nil
}

// Shortcoming (tồn tại, hạn chế) is what a unit or the cluster did not do well, why, and what is to be done.
type Shortcoming struct {
	Text         string `cbor:"1,keyasint" bound:"4000 lines"`
	Cause        string `cbor:"2,keyasint,omitempty" bound:"4000 lines"`
	Remedy       string `cbor:"3,keyasint,omitempty" bound:"4000 lines"`
	Illustrative bool   `cbor:"4,keyasint,omitempty"`
	Withdrawn    bool   `cbor:"5,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Shortcoming) Check(int) error {
	if v.Text == "" {
		return Errorf(Invalid, "shortcoming.empty")
	}
	return nil
}

// PersonAward (khen thưởng cá nhân) is what persons of a unit, or of the cluster, registered for, are proposed for or were given: how many and for
// what. Their names are the field beside it, the commitment of a personal value.
type PersonAward struct {
	Form         string `cbor:"1,keyasint,omitempty" bound:"64"`         // id of an award form; "" = Name says it alone
	Name         string `cbor:"2,keyasint" bound:"300"`                  // the award in words
	Stage        string `cbor:"3,keyasint" bound:"32"`                   // of AwardStages
	Level        string `cbor:"4,keyasint,omitempty" bound:"32"`         // of AwardLevels
	Decider      string `cbor:"5,keyasint,omitempty" bound:"300"`        // who decides
	Number       string `cbor:"6,keyasint,omitempty" bound:"100"`        // of the decision
	Date         string `cbor:"7,keyasint,omitempty" bound:"day"`        // of the decision
	Reason       string `cbor:"8,keyasint,omitempty" bound:"2000 lines"` // what for
	Persons      uint64 `cbor:"9,keyasint,omitempty" bound:"1000000"`    // 0 = not said
	Illustrative bool   `cbor:"10,keyasint,omitempty"`
	Withdrawn    bool   `cbor:"11,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v PersonAward) Check(int) error {
	switch {
	case v.Name == "":
		return Errorf(Invalid, "person-award.no-name")
	case !slices.Contains(AwardStages, v.Stage):
		return Errorf(Invalid, "person-award.stage", "stage", v.Stage)
	case !noneOr(v.Level, AwardLevels):
		return Errorf(Invalid, "award.form-level", "level", v.Level)
	case v.Stage != StageGiven && (v.Number != "" || v.Date != ""):
		return Errorf(Invalid, "person-award.decided")
	}
	return nil
}

// Opinion (ý kiến góp ý tiêu chí) is what a unit says of a version of the criteria while they are consulted.
type Opinion struct {
	Criterion    string `cbor:"1,keyasint,omitempty" bound:"64"` // code of a criterion or group; "" = the whole
	Text         string `cbor:"2,keyasint" bound:"4000 lines"`
	Illustrative bool   `cbor:"3,keyasint,omitempty"`
	Withdrawn    bool   `cbor:"4,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Opinion) Check(int) error {
	if v.Text == "" {
		return Errorf(Invalid, "opinion.empty")
	}
	return nil
}

// OpinionAnswer (giải trình, tiếp thu) is what those who prepare the criteria answer to an opinion.
type OpinionAnswer struct {
	Of           Hash   `cbor:"1,keyasint"`            // digest of the opinion's value it answers
	How          string `cbor:"2,keyasint" bound:"32"` // of OpinionAnswers
	Reason       string `cbor:"3,keyasint,omitempty" bound:"4000 lines"`
	Illustrative bool   `cbor:"4,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v OpinionAnswer) Check(int) error {
	switch {
	case !slices.Contains(OpinionAnswers, v.How):
		return Errorf(Invalid, "opinion.how", "how", v.How)
	case v.How != OpinionAccepted && v.Reason == "":
		return Errorf(Invalid, "opinion.why")
	}
	return nil
}
