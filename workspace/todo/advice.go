package todo

import (
	"slices"

	"thidua/emulation"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// Advice (việc tiếp theo) is one sentence for whoever sits here: what is to be done next or, where nothing is, what the season waits for.
type Advice struct {
	What   emulation.Message
	Why    emulation.Message // without a key where What says enough
	Task   *Task             // what is to be done; nil where nothing waits for whoever sits here
	Target Target            // where it is done, or seen
}

// Outlook is where the season stands for whoever sits here.
type Outlook struct {
	Tasks  []Task // the most urgent first
	Advice *Advice
	Dues   []Due
	Waits  []Wait
}

// Outlook looks at the season once for all of it.
func (room Room) Outlook() (*Outlook, error) {
	w, done := room.desk.View()
	defer done()
	t, err := w.tasks()
	if err != nil {
		return nil, err
	}
	o := &Outlook{Tasks: t.list}
	if t.season != nil {
		if o.Dues, err = t.dues(); err != nil {
			return nil, err
		}
		if o.Waits, err = t.waits(); err != nil {
			return nil, err
		}
	}
	if len(t.list) > 0 {
		o.Advice, err = t.doing(&t.list[0])
	} else {
		o.Advice = t.idle(o.Waits)
	}
	return o, err
}

// doing is the most urgent task; of the own sheet it says what is missing before it can be handed in.
func (t *tasks) doing(x *Task) (*Advice, error) {
	a := &Advice{What: x.What, Why: x.Why, Task: x, Target: x.Target}
	if !slices.Contains([]string{"sheet-fill", "sheet-submit", "sheet-again"}, x.Kind) || x.Target.Season.Label != "" {
		return a, nil
	}
	sh, err := sheet.Of(t.w.Book).Sheet(t.season, t.unit.ID)
	if err != nil {
		return nil, err
	}
	lacks := t.lacking(sh)
	if a.Why.Key == "" {
		a.Why = lacks
	} else {
		a.Why = emulation.Say("advice.both", "first", a.Why, "second", lacks)
	}
	return a, nil
}

// lacking is what the own sheet needs next.
func (t *tasks) lacking(sh *sheet.Sheet) emulation.Message {
	switch c := sh.Counts; {
	case c.Faults > 0:
		return emulation.Say("advice.faults", "count", c.Faults)
	case c.Given == 0:
		return emulation.Say("advice.begin", "count", c.Asked)
	case c.Given < c.Asked:
		return emulation.Say("advice.missing", "count", c.Asked-c.Given, "all", c.Asked)
	case c.MissingEvidence > 0:
		return emulation.Say("advice.evidence", "count", c.MissingEvidence)
	case !t.is(emulation.ActorLeader):
		return emulation.Say("advice.ready-staff")
	}
	return emulation.Say("advice.ready")
}

// idle says what the season waits for at its step, to who has nothing to do.
func (t *tasks) idle(waits []Wait) *Advice {
	if t.season == nil {
		return &Advice{What: emulation.Say("advice.no-season"), Target: Target{Screen: ScreenSync}}
	}
	a := &Advice{}
	if other := emulation.Find(waits, func(w *Wait) bool { return !w.Mine }); other != nil {
		a.Why = emulation.Say("advice.waits", "what", other.What, "who", other.Who)
	}
	step := string(t.season.Step)
	if step == "" {
		step = string(emulation.SeasonDraft)
	}
	a.Target.Screen = idleAt[emulation.SeasonStep(step)]
	if t.is(ownPeople) {
		a.Target.Unit = t.unit
	}
	says := func(key string, pairs ...any) { a.What = emulation.Say("advice."+key, pairs...) }
	own, leads, lead := t.is(ownPeople), t.is(leading), leadsAt[t.season.Step]
	switch {
	case own && a.Target.Screen == ScreenSheet && t.season.Set != nil && (!leads || sheet.Open(t.steps[t.unit.ID])):
		says(t.ownSheet())
	case lead.screen != "" && t.is(lead.by):
		a.Target = Target{Screen: lead.screen}
		says("lead." + step)
	case leads && t.season.Step != emulation.SeasonArchived:
		a.Target = Target{Screen: ScreenSeason}
		says("lead", "step", season.StepName(t.season.Step), "next", t.onward())
	case !own && t.during(emulation.SeasonSelfScoring, emulation.SeasonExplaining): // who has no sheet sees how far those of others are
		a.Target = Target{Screen: ScreenRanking}
		says("look-points", "step", season.StepName(t.season.Step))
	case !own && t.during(emulation.SeasonConsulting, emulation.SeasonMidReview):
		a.Target = Target{Screen: ScreenSeason}
		says("look", "step", season.StepName(t.season.Step))
	default:
		says("idle."+step, "leaders", t.lead())
	}
	return a
}

// idleAt is what is worth seeing at each step while nothing is to be done.
var idleAt = map[emulation.SeasonStep]Screen{emulation.SeasonDraft: ScreenSeason, emulation.SeasonConsulting: ScreenSeason, emulation.SeasonAdopted: ScreenSeason,
	emulation.SeasonRegistering: ScreenEntered, emulation.SeasonRunning: ScreenSheet, emulation.SeasonMidReview: ScreenSheet,
	emulation.SeasonSelfScoring: ScreenSheet, emulation.SeasonVerifying: ScreenSheet, emulation.SeasonExplaining: ScreenSheet,
	emulation.SeasonConference: ScreenConference, emulation.SeasonLocked: ScreenRanking, emulation.SeasonProposed: ScreenAwards,
	emulation.SeasonDecided: ScreenAwards, emulation.SeasonArchived: ScreenPrinting}

// leadsAt is where those who lead bring the season on, where that is not the list of its steps.
var leadsAt = map[emulation.SeasonStep]struct {
	screen Screen
	by     emulation.Actors
}{emulation.SeasonConference: {ScreenRanking, leading}, emulation.SeasonLocked: {ScreenAwards, preparing}}

// ownSheet is the key of what the own sheet waits for, while nobody here has to do anything about it.
func (t *tasks) ownSheet() string {
	step := t.steps[t.unit.ID]
	if sheet.Open(step) {
		return "idle." + string(t.season.Step)
	}
	return "sheet." + string(step)
}

// onward are the steps that may follow.
func (t *tasks) onward() []emulation.Message {
	on := emulation.Where(t.season.NextSteps(), func(to emulation.SeasonStep) bool { return !emulation.StepsBack(t.season.Step, to) })
	return emulation.Map(on, season.StepName)
}
