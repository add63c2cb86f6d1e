package year

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/sheet"
)

// UnitReport is a member unit's running year in figures.
type UnitReport struct {
	Unit        book.Unit
	Registered  bool
	Signed      bool // the compact's text as it stands
	Programme   string
	Progress    string // of the programme, percent, on its last date; "" = none
	Activities  int
	Initiatives int
	Exemplars   int
	Replicated  int // how often other units took its initiatives and exemplars over
	People      uint64
	Advanced    uint64
	Fighters    uint64
	Objections  int
	Sheet       emulation.SheetStep
}

// Report is the running year of the cluster in figures: each unit, and the sums.
type Report struct {
	Season            *book.Season
	Of                Counted
	Units             []UnitReport
	Registered        int
	Signed            int
	Programmes        int
	MeanProgress      *decimal.Decimal // of the programmes that tell one, two places; nil if none does
	ClusterActivities int              // of the cluster as a whole
	Activities        int              // all
	Initiatives       int
	Exemplars         int
	Replicated        int
	People            uint64
	Advanced          uint64
	Fighters          uint64
	Submitted         int // sheets of the season that were handed in
	Objections        int
}

// Counted are the lists that the figures of a report count, whole, for who tells the year in words.
type Counted struct {
	Registrations []pledge.Registered
	Compact       *pledge.Compact
	Programmes    []UnitProgramme
	Activities    []UnitActivity
	Initiatives   []UnitAchievement
	Exemplars     []UnitAchievement
	Headcounts    []UnitHeadcount
	Movements     []LaunchedMovement
	Shortcomings  []ToldShortcoming
	PersonAwards  []AwardToPersons
	Figures       []Figure // that the cluster asked for
}

// Report sums the running year up.
func (room Room) Report() (*Report, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	r := &Report{Season: s}
	at := map[emulation.ID]*UnitReport{}
	r.Units = make([]UnitReport, len(s.Cluster.Members))
	for i, u := range s.Cluster.Members {
		r.Units[i].Unit = u
		at[u.ID] = &r.Units[i]
		if r.Units[i].Sheet, err = sheet.Of(w.Book).Step(s, u.ID); err != nil {
			return nil, err
		}
		if r.Units[i].Sheet != emulation.SheetDraft {
			r.Submitted++
		}
	}
	for _, part := range []func(*book.Season, *Report, map[emulation.ID]*UnitReport) error{w.reportPapers, w.reportWork, w.reportPeople} {
		if err := part(s, r, at); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// reportPapers counts what is registered, signed and objected to.
func (w View) reportPapers(s *book.Season, r *Report, at map[emulation.ID]*UnitReport) error {
	var err error
	if r.Of.Registrations, err = pledge.Of(w.Book).Registrations(s); err != nil {
		return err
	}
	for _, reg := range r.Of.Registrations {
		if reg.Given {
			at[reg.Unit.ID].Registered = true
			r.Registered++
		}
	}
	if r.Of.Compact, err = pledge.Of(w.Book).Compact(s); err != nil {
		return err
	}
	for i := range r.Of.Compact.Signatures {
		if sig := &r.Of.Compact.Signatures[i]; sig.Counts() {
			at[sig.Unit.ID].Signed = true
			r.Signed++
		}
	}
	objections, err := pledge.Of(w.Book).Objections(s)
	for _, o := range objections {
		at[o.Unit.ID].Objections++
		r.Objections++
	}
	return err
}

// reportWork counts programmes, activities and what is shared.
func (w View) reportWork(s *book.Season, r *Report, at map[emulation.ID]*UnitReport) error {
	var err error
	if r.Of.Programmes, err = w.programmes(s); err != nil {
		return err
	}
	var sum decimal.Decimal
	told := int64(0)
	for _, p := range r.Of.Programmes {
		u := at[p.Unit.ID]
		if !p.Given {
			continue
		}
		u.Programme = p.Title
		r.Programmes++
		if n := len(p.Progress); n > 0 {
			u.Progress = p.Progress[n-1].Percent
			if d, err := decimal.Parse(u.Progress); err == nil {
				sum, told = sum.Add(d), told+1
			}
		}
	}
	if told > 0 {
		mean := decimal.QuoRound(sum, decimal.FromInt(told), 2, decimal.HalfUp)
		r.MeanProgress = &mean
	}
	if r.Of.Movements, err = w.movements(s); err != nil {
		return err
	}
	if r.Of.Shortcomings, err = w.shortcomings(s); err != nil {
		return err
	}
	if r.Of.PersonAwards, err = w.personAwards(s); err != nil {
		return err
	}
	if r.Of.Activities, err = w.activities(s); err != nil {
		return err
	}
	r.Activities = len(r.Of.Activities)
	for _, a := range r.Of.Activities {
		if a.OfCluster {
			r.ClusterActivities++
		} else {
			at[a.Unit.ID].Activities++
		}
	}
	if r.Of.Initiatives, err = w.achievements(s, Initiative); err != nil {
		return err
	}
	if r.Of.Exemplars, err = w.achievements(s, Exemplar); err != nil {
		return err
	}
	r.Initiatives, r.Exemplars = len(r.Of.Initiatives), len(r.Of.Exemplars)
	of := func(a UnitAchievement) *UnitReport {
		if a.OfCluster { // only the sums tell of the cluster's own
			return new(UnitReport)
		}
		return at[a.Unit.ID]
	}
	for _, a := range r.Of.Initiatives {
		of(a).Initiatives++
	}
	for _, a := range r.Of.Exemplars {
		of(a).Exemplars++
	}
	for _, a := range slices.Concat(r.Of.Initiatives, r.Of.Exemplars) {
		of(a).Replicated += len(a.Replicated)
		r.Replicated += len(a.Replicated)
	}
	return nil
}

// reportPeople sums the headcounts, and takes over the figures that were asked for.
func (w View) reportPeople(s *book.Season, r *Report, at map[emulation.ID]*UnitReport) error {
	var err error
	if r.Of.Figures, err = w.figures(s); err != nil {
		return err
	}
	r.Of.Headcounts, err = w.headcounts(s)
	for _, h := range r.Of.Headcounts {
		u := at[h.Unit.ID]
		u.People, u.Advanced, u.Fighters = h.People, h.Advanced, h.Fighters
		r.People += h.People
		r.Advanced += h.Advanced
		r.Fighters += h.Fighters
	}
	return err
}
