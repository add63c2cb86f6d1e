package awards

import (
	"slices"
	"strconv"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/vietnamese"
	"thidua/workspace/book"
	"thidua/workspace/result"
)

// known is a fact of a unit and where it comes from.
type known struct {
	fact legal.Fact
	from emulation.Message
}

// knowledge is what is known of a unit by the names of the law's facts; what is not there is unknown.
type knowledge map[string]known

func (k knowledge) put(name string, fact legal.Fact, from string, pairs ...any) {
	k[name] = known{fact, emulation.Say(from, pairs...)}
}

func (k knowledge) values() legal.Facts {
	facts := legal.Facts{}
	for name, x := range k {
		facts[name] = x.fact
	}
	return facts
}

// confirmable are the facts that no record says: who prepares the proposal confirms them, and answers for it.
var confirmable = []string{legal.FactExceeded, legal.FactExcellentTask, legal.FactGoodTask, legal.FactNewModel, legal.FactActive, legal.FactUnited,

	legal.FactMovement, legal.FactSuddenFeat, legal.FactContribution}

// Confirmable reports whether a fact of the law is one that who prepares a proposal confirms.
func Confirmable(fact string) bool { return slices.Contains(confirmable, fact) }

// facts collects what the records say of a unit on a day. It judges nothing.
func (w View) facts(p *proposalFile, day legal.Date, r *result.Ranking) (knowledge, error) {
	k := knowledge{}
	confirmed, err := legal.ParseFacts(p.info.Facts)
	if err != nil {
		return nil, err
	}
	for name, fact := range confirmed {
		k.put(name, fact, "award.from-proposal")
	}
	k.ranked(p, r)
	if err := w.factsOfPeople(k, p); err != nil {
		return nil, err
	}
	if err := w.factDissolved(k, p.unit, day); err != nil {
		return nil, err
	}
	twins, err := w.sameAchievement(p)
	if err != nil {
		return nil, err
	}
	if len(twins) > 0 {
		twin := twins[0]
		k.put(legal.FactSameAchievement, legal.Says(true), "award.from-twin", "form", twin.form.Name, "season", twin.season.Label, "step", ProposalStep(twin.step))
	} else {
		k.put(legal.FactSameAchievement, legal.Says(false), "award.from-proposals")
	}
	return k, nil
}

// ranked adds place and gates. After the lock nothing of the ranking changes any more.
func (k knowledge) ranked(p *proposalFile, r *result.Ranking) {
	st := r.Standing(p.unit.ID)
	if st == nil || st.Final == nil {
		return
	}
	from := "award.from-ranking"
	if emulation.SeasonReached(p.season.Step, emulation.SeasonLocked) {
		from = "award.from-result"
	}
	k.put(legal.FactRank, legal.Count(int64(st.Final.Rank)), from, "season", p.season.Label)
	k.put(legal.FactGate, legal.Says(false), from, "season", p.season.Label)
	for _, b := range st.Final.Blocked {
		if b.Award == p.form.ID || b.Award == p.form.Law() {
			k.put(legal.FactGate, legal.Says(true), "award.from-gate", "code", b.Code, "reason", b.Reason)
		}
	}
}

// factsOfPeople adds what the unit recorded of its people. Two records that differ say nothing until somebody decides.
func (w View) factsOfPeople(k knowledge, p *proposalFile) error {
	years, err := w.excellentYears(p.season, p.unit.ID, k[legal.FactExcellentTask].fact == legal.Says(true))
	if err != nil {
		return err
	}
	if years.count > 0 {
		k[legal.FactExcellentYears] = known{legal.Count(int64(years.count)), years.from}
	}
	h, ok, err := w.Headcount(p.season, p.unit.ID)
	if err != nil || !ok || h.Conflict {
		return err
	}
	v := h.Value
	const from = "award.from-headcount"
	if v.People > 0 {
		k.put(legal.FactAdvancedWorkers, legal.Share(int64(v.Advanced), int64(v.People)), from)
	}
	k.put(legal.FactFighters, legal.Count(int64(v.Fighters)), from)
	k.put(legal.FactDisciplined, legal.Count(int64(v.Disciplined)), from)
	if done, err := legal.ParseFacts(map[string]string{legal.FactTasksDone: v.TasksDone}); err == nil {
		for name, fact := range done {
			k.put(name, fact, from)
		}
	}
	for name, yes := range map[string]bool{legal.FactMovement: v.Movement, legal.FactSuddenFeat: v.Feat, legal.FactContribution: v.Contribution} {
		if yes {
			k.put(name, legal.Says(true), from)
		}
	}
	return nil
}

// Headcount is what a unit reported of its people; false if it did not.
func (w View) Headcount(s *book.Season, unit emulation.ID) (book.Item[record.SeasonUnit, emulation.Headcount], bool, error) {
	return book.One(w.Store, s.Cluster.Scope(), record.Headcount.Counts, record.SeasonUnit{Season: s.ID, Unit: unit})
}

type excellence struct {
	count uint64
	from  emulation.Message
}

// excellentYears counts the years of excellent completion in a row, this one included: as the unit recorded them, but never more than the
// season before allows; or, where it recorded none and this year is confirmed, one more than the season before recorded.
func (w View) excellentYears(s *book.Season, unit emulation.ID, thisYear bool) (excellence, error) {
	h, _, err := w.Headcount(s, unit)
	if err != nil {
		return excellence{}, err
	}
	own := excellence{h.Value.Excellent, emulation.Say("award.from-headcount")}
	if h.Conflict {
		own.count = 0
	}
	if own.count == 0 && thisYear {
		own = excellence{1, emulation.Say("award.from-proposal")}
	}
	earlier, err := w.before(s)
	if err != nil || own.count == 0 || len(earlier) == 0 {
		return own, err
	}
	last := earlier[0]
	if s.Info.Previous != "" && s.Info.Previous != last.Label {
		return own, nil
	}
	b, ok, err := w.Headcount(last, unit)
	if err != nil || !ok || b.Conflict {
		return own, err
	}
	most := b.Value.Excellent + 1
	if own.count > most || h.Value.Excellent == 0 {
		own = excellence{most, emulation.Say("award.from-last-season", "season", last.Label, "count", strconv.FormatUint(b.Value.Excellent, 10))}
	}
	return own, nil
}

// factDissolved adds whether the unit still stands on a day: one that was dissolved, merged or split by reorganisation does not.
func (w View) factDissolved(k knowledge, u book.Unit, day legal.Date) error {
	k.put(legal.FactDissolved, legal.Says(false), "award.from-directory")
	return book.Each(w.Store, w.Control, record.Succession, u.ID, func(it book.Item[record.UnitDay, emulation.Succession]) error {
		ends := it.Value.Kind != emulation.SuccessionRenamed && !slices.Contains(it.Value.Into, u.ID)
		if ends && legal.Date(it.Key.Day) <= day {
			k.put(legal.FactDissolved, legal.Says(true), "award.from-succession", "day", legal.Date(it.Key.Day), "basis", it.Value.Basis)
		}
		return nil
	})
}

// sameAchievement finds the other proposals of the unit, on their way or decided, for the achievement of this one. It looks through every season of
// the cluster.
func (w View) sameAchievement(p *proposalFile) ([]*proposalFile, error) {
	all, err := w.Seasons()
	if err != nil {
		return nil, err
	}
	var twins []*proposalFile
	for _, s := range all {
		if s.Cluster.ID != p.season.Cluster.ID {
			continue
		}
		err := w.eachProposal(s, func(o *proposalFile) error {
			same := o.unit.ID == p.unit.ID && o.step.Stands() && vietnamese.Fold(o.achievement()) == vietnamese.Fold(p.achievement())
			if same && (s.ID != p.season.ID || o.form.ID != p.form.ID) {
				twins = append(twins, o)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return twins, nil
}
