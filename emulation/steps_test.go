package emulation_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
)

func TestSeasonSteps(t *testing.T) {
	const draft, consulting, adopted, registering, running, mid, scoring, verifying, explaining, conference, locked, proposed, decided, archived = emulation.SeasonDraft,
		emulation.SeasonConsulting, emulation.SeasonAdopted, emulation.SeasonRegistering, emulation.SeasonRunning, emulation.SeasonMidReview, emulation.SeasonSelfScoring,
		emulation.SeasonVerifying, emulation.SeasonExplaining, emulation.SeasonConference, emulation.SeasonLocked, emulation.SeasonProposed, emulation.SeasonDecided,
		emulation.SeasonArchived
	// From each step, all steps that may follow; every other is impossible.
	next := map[emulation.SeasonStep][]emulation.SeasonStep{
		"":          {draft},
		draft:       {consulting},
		consulting:  {adopted, draft},
		adopted:     {registering, consulting},
		registering: {running, adopted},
		running:     {mid, scoring, registering},
		mid:         {scoring, running},
		scoring:     {verifying, mid, running},
		verifying:   {explaining, scoring},
		explaining:  {conference, verifying},
		conference:  {locked, explaining},
		locked:      {proposed, conference},
		proposed:    {decided, locked},
		decided:     {archived, proposed},
		archived:    {decided},
		"unknown":   nil,
	}
	if len(next) != len(emulation.SeasonSteps)+2 {
		t.Fatalf("%d steps are written down, the season has %d", len(next)-2, len(emulation.SeasonSteps))
	}
	for from, allowed := range next {
		for to := range next {
			want := false
			for _, a := range allowed {
				want = want || a == to
			}
			if got := emulation.CanStepSeason(from, to); got != want {
				t.Errorf("%q to %q: %v", from, to, got)
			}
		}
	}
}

func TestSheetSteps(t *testing.T) {
	const leader, unit, checker = emulation.ActorLeader, emulation.ActorLeader | emulation.ActorStaff, emulation.ActorChecker
	const draft, submitted, returned, crossed, explained, verified, agreed, locked = emulation.SheetDraft, emulation.SheetSubmitted, emulation.SheetReturned,
		emulation.SheetCrossChecked, emulation.SheetExplained, emulation.SheetVerified, emulation.SheetAgreed, emulation.SheetLocked
	moves := map[[2]emulation.SheetStep]emulation.Actors{
		{"", submitted}:       leader,
		{draft, submitted}:    leader,
		{submitted, returned}: checker, {submitted, crossed}: checker,
		{returned, submitted}: leader,
		{crossed, returned}:   checker, {crossed, explained}: unit, {crossed, verified}: checker,
		{explained, verified}: checker,
		{verified, agreed}:    leader, {verified, explained}: unit,
		{agreed, locked}: checker,
		{locked, agreed}: checker,
	}
	steps := []emulation.SheetStep{"", draft, submitted, returned, crossed, explained, verified, agreed, locked, "unknown"}
	for _, from := range steps {
		for _, to := range steps {
			if got, want := emulation.WhoStepsSheet(from, to), moves[[2]emulation.SheetStep{from, to}]; got != want {
				t.Errorf("%q to %q: actor %d, want %d", from, to, got, want)
			}
		}
	}
	// Once handed in, a sheet is handed in again only after it was returned.
	for _, from := range []emulation.SheetStep{submitted, crossed, explained, verified, agreed, locked} {
		if emulation.WhoStepsSheet(from, submitted) != 0 {
			t.Errorf("%q can be submitted again", from)
		}
	}
}

// Back and reached: every pair of steps, by the order in which they stand.
func TestSeasonOrder(t *testing.T) {
	for i, from := range emulation.SeasonSteps {
		for j, to := range emulation.SeasonSteps {
			if got := emulation.StepsBack(from, to); got != (j < i) {
				t.Errorf("%s to %s is a step back: %v", from, to, got)
			}
			if got := emulation.SeasonReached(from, to); got != (j <= i) {
				t.Errorf("%s has reached %s: %v", from, to, got)
			}
		}
		if emulation.StepsBack("", from) || emulation.StepsBack(from, "") {
			t.Errorf("a season that was not begun stands before %s", from)
		}
		if emulation.SeasonReached("", from) || emulation.SeasonReached("unknown", from) {
			t.Errorf("a season that was not begun has reached %s", from)
		}
	}
}

// Who takes a step of a unit's own for it, with the signed paper: those who prepare the head's papers, and where only the leader may, its staff.
func TestSheetStepsOnPaper(t *testing.T) {
	const office, staff = emulation.ActorOffice | emulation.ActorHead | emulation.ActorSecretary, emulation.ActorStaff
	const submitted, returned, crossed, explained, verified, agreed = emulation.SheetSubmitted, emulation.SheetReturned, emulation.SheetCrossChecked,
		emulation.SheetExplained, emulation.SheetVerified, emulation.SheetAgreed
	want := map[[2]emulation.SheetStep]emulation.Actors{
		{"", submitted}: office | staff, {emulation.SheetDraft, submitted}: office | staff, {returned, submitted}: office | staff,
		{crossed, explained}: office, {verified, explained}: office, {verified, agreed}: office | staff,
	}
	steps := []emulation.SheetStep{"", emulation.SheetDraft, submitted, returned, crossed, explained, verified, agreed, emulation.SheetLocked}
	for _, from := range steps {
		for _, to := range steps {
			if got := emulation.WhoStepsSheetFor(from, to); got != want[[2]emulation.SheetStep{from, to}] {
				t.Errorf("%q to %q: %v", from, to, got.Names())
			}
			back := to == returned || from == emulation.SheetLocked && to == agreed
			if emulation.SheetStepsBack(from, to) != back {
				t.Errorf("%q to %q gives back: %v", from, to, !back)
			}
		}
	}
}

func TestProposalSteps(t *testing.T) {
	// From step, to step, who, whether it needs a reason (why), whether it is a recorded step back (back).
	const table = `
 - draft: office head secretary
draft - eligibility-checked: office head secretary
eligibility-checked - voted: office head secretary
voted - proposed: office head
returned - proposed: office head
proposed - returned: office, why
proposed - accepted: office
proposed - rejected: office, why
accepted - returned: office authority, why
accepted - decided: office authority
accepted - rejected: office authority, why
decided - revoked: office authority, why
draft - withdrawn: office head secretary, why
eligibility-checked - withdrawn: office head secretary, why
voted - withdrawn: office head, why
returned - withdrawn: office head, why
withdrawn - draft: office head secretary, why, back
eligibility-checked - draft: office head secretary, why, back
voted - eligibility-checked: office head secretary, why, back
proposed - voted: office head, why, back
rejected - accepted: office authority, why, back
decided - accepted: office authority, why, back
revoked - decided: office authority, why, back
`
	var want []string
	for _, line := range strings.Split(table, "\n") {
		if line != "" {
			want = append(want, line)
		}
	}
	var got []string
	all := append([]emulation.ProposalStep{"", "unknown"}, emulation.ProposalSteps...)
	for _, from := range all {
		for _, to := range all {
			m := emulation.StepProposal(from, to)
			if m.By == 0 {
				continue
			}
			line := string(from) + " - " + string(to) + ": " + strings.Join(m.By.Names(), " ")
			if m.Reason {
				line += ", why"
			}
			if m.Back {
				line += ", back"
			}
			got = append(got, line)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestRoles(t *testing.T) {
	all := []emulation.Role{emulation.RoleLeader, emulation.RoleStaff}
	cases := map[string]bool{
		"none in none":         emulation.RolesWithin(nil, nil),
		"none in some":         emulation.RolesWithin(nil, all),
		"one in some":          emulation.RolesWithin(all[:1], all),
		"the same, turned":     emulation.RolesWithin([]emulation.Role{emulation.RoleStaff, emulation.RoleLeader}, all),
		"either of two":        emulation.HasRole(all, emulation.RoleOffice, emulation.RoleStaff),
		"not some in none":     !emulation.RolesWithin(all, nil),
		"not one of them":      !emulation.RolesWithin([]emulation.Role{emulation.RoleStaff, emulation.RoleOffice}, all),
		"not another":          !emulation.HasRole(all, emulation.RoleOffice),
		"not without a wish":   !emulation.HasRole(all),
		"not among no rights":  !emulation.HasRole(nil, emulation.RoleStaff),
		"nobody is invited as": !emulation.HasRole(emulation.Roles, emulation.RoleServer),
	}
	for name, ok := range cases {
		if !ok {
			t.Error(name)
		}
	}
}

func TestWhenASheetWasReviewed(t *testing.T) {
	for step, want := range map[emulation.SheetStep]bool{"": false, emulation.SheetDraft: false, emulation.SheetSubmitted: false, emulation.SheetReturned: false,
		emulation.SheetCrossChecked: true, emulation.SheetExplained: true, emulation.SheetVerified: true, emulation.SheetAgreed: true, emulation.SheetLocked: true} {
		if step.Reviewed() != want {
			t.Errorf("%q: %v", step, step.Reviewed())
		}
	}
}
