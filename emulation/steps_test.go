package emulation_test

import (
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
