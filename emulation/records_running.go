package emulation

// Values of records of a running season (docs/format.md). Individuals appear only as counts and as lists whose names are personal values.

// IndicatorValue is a figure (số liệu) a unit reports once for a period; rules, sheets and reports take it from here.
type IndicatorValue struct {
	Value   string `cbor:"1,keyasint" bound:"figure"` // plain decimal
	Measure string `cbor:"2,keyasint,omitempty" bound:"100"`
	Note    string `cbor:"3,keyasint,omitempty" bound:"4000 lines"`
	Name    string `cbor:"4,keyasint,omitempty" bound:"500"`
}

// Check refuses what nobody can have meant; see check.go.
func (v IndicatorValue) Check(int) error { return figureOrNone(v.Value) }

// Programme (chương trình hành động đột phá) is a unit's breakthrough plan for the season.
type Programme struct {
	Title        string   `cbor:"1,keyasint" bound:"500"`
	Goals        []string `cbor:"2,keyasint,omitempty" bound:"200 of 2000 lines"`
	Illustrative bool     `cbor:"3,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Programme) Check(judge int) error {
	if judge >= 2 && (v.Title == "" || len(v.Goals) == 0) {
		return Errorf(Invalid, "programme.empty")
	}
	return nil
}

// Progress is how far a programme is on a day, in percent as a plain decimal.
type Progress struct {
	Percent string `cbor:"1,keyasint" bound:"figure"`
	Note    string `cbor:"2,keyasint,omitempty" bound:"4000 lines"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Progress) Check(int) error {
	if v.Percent == "" {
		return Errorf(Invalid, "programme.no-percent")
	}
	return percent(v.Percent)
}

// Activity (hoạt động) of the cluster or of a unit.
type Activity struct {
	Kind         string `cbor:"1,keyasint,omitempty" bound:"32"` // seminar, exchange, sports, culture, support, other
	Name         string `cbor:"2,keyasint" bound:"500"`
	Date         string `cbor:"3,keyasint,omitempty" bound:"day"`
	Place        string `cbor:"4,keyasint,omitempty" bound:"300"`
	Result       string `cbor:"5,keyasint,omitempty" bound:"4000 lines"`
	Illustrative bool   `cbor:"6,keyasint,omitempty"`
	Withdrawn    bool   `cbor:"7,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Activity) Check(judge int) error {
	switch {
	case judge >= 2 && v.Name == "":
		return Errorf(Invalid, "activity.no-name")
	case !noneOr(v.Kind, ActivityKinds):
		return Errorf(Invalid, "activity.kind-unknown", "kind", v.Kind)
	}
	return dayOrNone(v.Date)
}

// Achievement is an initiative (sáng kiến, đề tài, mô hình) or exemplar (điển hình tiên tiến) that a unit shares with the cluster, or the cluster's own.
type Achievement struct {
	Name         string `cbor:"1,keyasint" bound:"500"`
	Field        string `cbor:"2,keyasint,omitempty" bound:"200"`
	Summary      string `cbor:"3,keyasint,omitempty" bound:"10000 lines"`
	Replicated   []ID   `cbor:"4,keyasint,omitempty" bound:"1000"` // units that took it over
	Illustrative bool   `cbor:"5,keyasint,omitempty"`
	Withdrawn    bool   `cbor:"6,keyasint,omitempty"`
	Sort         string `cbor:"7,keyasint,omitempty" bound:"32" since:"4"`  // of WorkSorts
	Level        string `cbor:"8,keyasint,omitempty" bound:"32" since:"4"`  // of WorkLevels: how far it reaches
	Number       string `cbor:"9,keyasint,omitempty" bound:"100" since:"4"` // of the decision that recognised it
	Date         string `cbor:"10,keyasint,omitempty" bound:"day" since:"4"`
	Grade        string `cbor:"11,keyasint,omitempty" bound:"200" since:"4"` // "xuất sắc", "đạt", "giải Nhì"
}

// Check refuses what nobody can have meant; see check.go.
func (v Achievement) Check(judge int) error {
	switch {
	case judge >= 2 && v.Name == "":
		return Errorf(Invalid, "achievement.no-name")
	case !noneOr(v.Sort, WorkSorts):
		return Errorf(Invalid, "achievement.sort", "sort", v.Sort)
	case !noneOr(v.Level, WorkLevels):
		return Errorf(Invalid, "achievement.level", "level", v.Level)
	}
	return nil
}

// Headcount is what the law asks of a unit's people, as counts. The list of names (F2) is the field beside it: the commitment of a personal
// value. Tag 10 is taken.
type Headcount struct {
	People       uint64 `cbor:"1,keyasint" bound:"10000000"`           // all of the unit
	Advanced     uint64 `cbor:"2,keyasint,omitempty" bound:"10000000"` // lao động tiên tiến
	Fighters     uint64 `cbor:"3,keyasint,omitempty" bound:"10000000"` // chiến sĩ thi đua cơ sở
	Disciplined  uint64 `cbor:"4,keyasint,omitempty" bound:"10000000"` // at "cảnh cáo" or above
	TasksDone    string `cbor:"5,keyasint,omitempty" bound:"figure"`   // percent of tasks completed, plain decimal
	Excellent    uint64 `cbor:"6,keyasint,omitempty" bound:"200"`      // consecutive years of excellent completion, this one included
	Movement     bool   `cbor:"7,keyasint,omitempty"`                  // outstanding in the movement (art. 74.3 a)
	Feat         bool   `cbor:"8,keyasint,omitempty"`                  // sudden feat (b)
	Contribution bool   `cbor:"9,keyasint,omitempty"`                  // contribution (c)
	Illustrative bool   `cbor:"11,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Headcount) Check(judge int) error {
	most := max(v.Advanced, v.Fighters, v.Disciplined)
	switch {
	case max(v.People, most) > manyPeople || v.Excellent > 200:
		return errValue
	case judge >= 2 && v.People == 0:
		return Errorf(Invalid, "headcount.nobody")
	case judge >= 2 && most > v.People:
		return Errorf(Invalid, "headcount.more", "count", most, "people", v.People)
	case v.TasksDone == "":
		return nil
	}
	return percent(v.TasksDone)
}

// InternalSheet is a department's sheet for a month or quarter inside its unit: private to the unit.
type InternalSheet struct {
	Criteria uint64            `cbor:"1,keyasint,omitempty" bound:"10000"` // version of the unit's internal criteria; 0 = Points are given
	Inputs   map[string]Fields `cbor:"2,keyasint,omitempty" bound:"1000 of 64"`
	Points   string            `cbor:"3,keyasint,omitempty" bound:"figure"`
	Class    string            `cbor:"4,keyasint,omitempty" bound:"200"` // where it was decided by people
	Note     string            `cbor:"5,keyasint,omitempty" bound:"4000 lines"`
}

// Check refuses what nobody can have meant; see check.go.
func (v InternalSheet) Check(int) error { return figureOrNone(v.Points) }
