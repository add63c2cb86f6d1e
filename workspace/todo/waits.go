package todo

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/questions"
	"thidua/workspace/sheet"
)

// Wait is what the season waits for, and of whom: "chờ nộp phiếu: Sở GDĐT Lai Châu, Sở GDĐT Hà Giang".
type Wait struct {
	Kind    string              // "sheets"
	What    emulation.Message   // for what
	Who     []emulation.Message // of whom, by name
	Mine    bool                // this desk is among them
	Due     legal.Date          // "" = no deadline
	Overdue bool
	Target  Target // where it is seen
}

// waiting gathers the waits of a season.
type waiting struct {
	*tasks
	list []Wait
}

// waits lists who waits for whom in the season, in the order of its steps. Everybody in the cluster sees the same list: it is read from what was handed
// in and recorded, never from drafts.
func (t *tasks) waits() ([]Wait, error) {
	w := &waiting{tasks: t}
	err := all(w.ofPledges, w.ofFigures, w.ofSheets, w.ofProposals, w.ofDecisions)
	return w.list, err
}

// add puts a wait on the list, where there is somebody to wait for; a deadline that is a step's is named by the step, another by its day.
func (w *waiting) add(kind string, who []emulation.Message, mine bool, due legal.Date, target Target, count int) {
	if len(who) > 0 {
		w.list = append(w.list, Wait{Kind: kind, What: emulation.Say("wait."+kind, "count", count), Who: who, Mine: mine, Due: due,
			Overdue: due != "" && due < w.today, Target: target})
	}
}

// units waits for units, each by its short name.
func (w *waiting) units(kind string, units []book.Unit, due legal.Date, target Target) {
	mine := emulation.First(units, func(u book.Unit) bool { return u.ID == w.unit.ID && w.is(ownPeople) }) != book.Unit{}
	w.add(kind, emulation.Map(units, func(u book.Unit) emulation.Message { return emulation.Say("wait.unit", "unit", u.Label()) }), mine, due, target, len(units))
}

// leaders waits for those who lead the season.
func (w *waiting) leaders(kind string, count int, due legal.Date, target Target) {
	if count > 0 {
		w.add(kind, []emulation.Message{w.lead()}, w.is(leading), due, target, count)
	}
}

// lead names those who lead the season: its head, or the standing office where it has none.
func (t *tasks) lead() emulation.Message {
	if len(t.season.Head) == 0 {
		return emulation.Say("actor.office")
	}
	return emulation.Say("wait.head", "unit", t.season.Head[0].Label())
}

// ofPledges is which units did not register or sign.
func (w *waiting) ofPledges() error {
	if !w.during(emulation.SeasonRegistering, emulation.SeasonRunning) {
		return nil
	}
	var missing []book.Unit
	for _, u := range w.season.Cluster.Members {
		_, given, err := book.One(w.w.Store, w.season.Cluster.Scope(), record.Registration, record.SeasonUnit{Season: w.season.ID, Unit: u.ID})
		if err != nil {
			return err
		}
		if !given {
			missing = append(missing, u)
		}
	}
	due := w.due[emulation.SeasonRegistering]
	w.units("registrations", missing, due, Target{Screen: ScreenEntered})
	unsigned, err := w.unsigned(w.season.Cluster.Members)
	w.units("signatures", unsigned, due, Target{Screen: ScreenCompact})
	return err
}

// ofFigures is which units owe figures that no sheet will report.
func (w *waiting) ofFigures() error {
	if !w.during(emulation.SeasonAdopted, emulation.SeasonConference) {
		return nil
	}
	figures, err := w.asked()
	if err != nil {
		return err
	}
	owing, due := map[emulation.ID]bool{}, legal.Date("")
	for i := range figures {
		for _, u := range w.owing(&figures[i]) {
			owing[u.ID], due = true, earlier(due, figures[i].Until)
		}
	}
	w.units("figures", emulation.Where(w.season.Cluster.Members, func(u book.Unit) bool { return owing[u.ID] }), due, Target{Screen: ScreenAsked})
	return nil
}

// ofSheets is where the sheets of the season wait: with their units, with those who check them, with those who lead.
func (w *waiting) ofSheets() error {
	if !w.during(emulation.SeasonSelfScoring, emulation.SeasonConference) {
		return nil
	}
	list, err := w.assignments()
	if err != nil {
		return err
	}
	at := map[string][]book.Unit{} // the units whose sheets wait, by what for
	checks := map[emulation.ID][]string{}
	var checkers []book.Unit
	for _, u := range w.season.Cluster.Members {
		kind := sheetWaits[w.steps[u.ID]]
		if kind == "explain" { // with nothing to explain, or all explained, whoever checks it concludes
			if codes, err := w.unexplained(u.ID); err != nil {
				return err
			} else if len(codes) == 0 {
				kind = "conclude"
			}
		}
		if kind != "verify" {
			at[kind] = append(at[kind], u)
			continue
		}
		second, found := w.steps[u.ID] == emulation.SheetExplained, false
		for _, a := range list {
			if a.Sheet.ID != u.ID || (a.Round == sheet.SecondReview) != second {
				continue
			}
			if found = true; checks[a.Verifier.ID] == nil {
				checkers = append(checkers, a.Verifier)
			}
			checks[a.Verifier.ID] = append(checks[a.Verifier.ID], u.Label())
		}
		switch {
		case found:
			at[kind] = append(at[kind], u)
		case second: // those who lead may close the round themselves
			at["conclude"] = append(at["conclude"], u)
		default:
			at["assign"] = append(at["assign"], u)
		}
	}
	due, verifying := w.due, Target{Screen: ScreenVerifying}
	w.units("sheets", at["sheets"], due[emulation.SeasonSelfScoring], verifying)
	w.leaders("assign", len(at["assign"]), due[emulation.SeasonVerifying], verifying)
	var who []emulation.Message
	for _, u := range checkers {
		who = append(who, emulation.Say("wait.checker", "unit", u.Label(), "sheets", strings.Join(checks[u.ID], ", ")))
	}
	mine := w.is(emulation.ActorMember) && checks[w.unit.ID] != nil
	w.add("verify", who, mine, due[emulation.SeasonVerifying], verifying, len(at["verify"]))
	w.units("explain", at["explain"], due[emulation.SeasonExplaining], verifying)
	w.leaders("conclude", len(at["conclude"]), due[emulation.SeasonExplaining], verifying)
	w.units("agree", at["agree"], due[emulation.SeasonExplaining], verifying)
	w.leaders("lock", len(at["lock"]), due[emulation.SeasonConference], verifying)
	return nil
}

// sheetWaits is what a sheet waits for at each of its steps.
var sheetWaits = map[emulation.SheetStep]string{emulation.SheetDraft: "sheets", emulation.SheetReturned: "sheets", emulation.SheetSubmitted: "verify",
	emulation.SheetCrossChecked: "explain", emulation.SheetExplained: "verify", emulation.SheetVerified: "agree", emulation.SheetAgreed: "lock"}

// ofProposals is where the proposals wait: with the cluster, with the office, with the authority.
func (w *waiting) ofProposals() error {
	if !emulation.SeasonReached(w.season.Step, emulation.SeasonConference) {
		return nil
	}
	list, err := awards.Of(w.w.Book).Proposals(w.season)
	cluster, office, authority := 0, 0, 0
	for i := range list {
		switch list[i].Step {
		case emulation.ProposalDraft, emulation.ProposalChecked, emulation.ProposalVoted, emulation.ProposalReturned:
			cluster++
		case emulation.ProposalProposed:
			office++
		case emulation.ProposalAccepted:
			authority++
		}
	}
	due, target := w.due[emulation.SeasonProposed], Target{Screen: ScreenAwards}
	w.leaders("proposals", cluster, due, target)
	if office > 0 {
		w.add("submit", []emulation.Message{emulation.Say("actor.office")}, w.is(emulation.ActorOffice), due, target, office)
	}
	if authority > 0 {
		w.add("decide", []emulation.Message{emulation.Say("actor.authority")}, w.is(emulation.ActorAuthority), w.due[emulation.SeasonDecided], target, authority)
	}
	return err
}

// ofDecisions is what came too late, or two people did at once, and those who lead take in or leave out.
func (w *waiting) ofDecisions() error {
	held, err := questions.Of(w.w.Book).Waiting()
	n := 0
	for _, h := range held {
		if h.Scope == w.season.Cluster.Scope() {
			n++
		}
	}
	w.leaders("decisions", n, "", Target{Screen: ScreenConflicts})
	return err
}
