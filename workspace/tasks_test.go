package workspace_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/desk"
	"thidua/sync/changeset"
	"thidua/workspace/review"
	seasonroom "thidua/workspace/season"
	"thidua/workspace/sheet"
	"thidua/workspace/todo"
)

// kinds writes the tasks of a desk as "kind kind!", those overdue with a mark.
func (w *world) kinds(d *desk.Desk) string {
	w.Helper()
	var list []string
	for _, t := range must(todo.At(d.Workspace).Tasks())(w) {
		kind := t.Kind
		if t.Overdue {
			kind += "!"
		}
		list = append(list, kind)
		if text := says(t.What) + says(t.Why); strings.ContainsAny(text, "{}") || says(t.What) == t.What.Key {
			w.Errorf("%s: %q", t.Kind, text)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// TestTasksByRoleAndStep is what each role has to do at each step of a season.
func TestTasksByRoleAndStep(t *testing.T) {
	w := empty(t)
	f := founding(gated)
	f.Until = emulation.SeasonAdopted
	w.ok(seasonroom.At(w.office.Workspace).Found(f))
	w.sync(w.office)
	s := &season{world: w, desks: w.leaders("son-la", "cao-bang", "lang-son"), authority: w.joinAuthority()}
	s.head = s.desks["son-la"].Workspace
	roles := map[string]*desk.Desk{"head": s.desks["son-la"], "secretary": s.join("son-la", emulation.RoleStaff), "deputy": s.desks["cao-bang"],
		"leader": s.desks["lang-son"], "staff": s.join("lang-son", emulation.RoleStaff), "observer": s.join("lang-son", emulation.RoleObserver),
		"office": s.office, "authority": s.authority}
	check := func(stage string, want map[string]string) {
		t.Helper()
		s.everyone()
		for role, d := range roles {
			s.sync(d)
			if got := s.kinds(d); got != want[role] {
				t.Errorf("%s, %s:\n got %s\nwant %s", stage, role, got, want[role])
			}
		}
	}
	check("adopted", map[string]string{"head": "compact register", "secretary": "compact register", "deputy": "compact register", "leader": "register", "staff": "register", "office": "compact"})

	id := s.seasonID()
	of := func(code string) changeset.Key { return changeset.NewKey(id, s.unit(code).ID) }
	s.put(roles["head"], "deadline", changeset.NewKey(id, "registering"), "deadline", emulation.Deadline{Date: "2024-06-30"})
	text := emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Thi đua"}}
	s.put(roles["head"], "compact", changeset.NewKey(id), "text", text)
	s.put(roles["leader"], "registration", of("lang-son"), "value", emulation.Registration{Movements: []string{"Phong trào"}})
	s.put(roles["leader"], "signature", of("lang-son"), "signature", emulation.CompactSignature{Text: emulation.Digest(changeset.MustEncode(text))})
	s.stepSeason(emulation.SeasonRegistering)
	check("registering", map[string]string{"head": "register! remind-signing! season-step! sign!", "secretary": "register! remind-signing! sign-paper!",
		"deputy": "register! remind-signing! season-step! sign!", "office": "remind-signing! season-step!"})

	s.put(roles["head"], "deadline", changeset.NewKey(id, "registering"), "deadline", emulation.Deadline{Date: "2024-09-30", Reason: "gia hạn"})
	for _, code := range []string{"son-la", "cao-bang"} {
		s.put(s.desks[code], "registration", of(code), "value", emulation.Registration{Movements: []string{"Phong trào"}})
		s.put(s.desks[code], "signature", of(code), "signature", emulation.CompactSignature{Text: emulation.Digest(changeset.MustEncode(text))})
	}
	s.stepSeason(emulation.SeasonRunning)
	s.stepSeason(emulation.SeasonSelfScoring)
	for _, code := range []string{"son-la", "cao-bang", "lang-son"} {
		s.put(s.desks[code], "headcount", of(code), "headcount", emulation.Headcount{People: 20})
	}
	check("self-scoring", map[string]string{"head": "remind-sheets sheet-submit", "secretary": "remind-sheets sheet-fill", "deputy": "remind-sheets sheet-submit",
		"leader": "sheet-submit", "staff": "sheet-fill", "office": "remind-sheets"})

	for _, code := range []string{"son-la", "lang-son"} {
		w.fillIn(s.desks[code])
		w.ok(sheet.At(s.desks[code].Workspace).Submit())
	}
	s.everyone()
	s.stepSeason(emulation.SeasonVerifying)
	s.everyone()
	w.ok(review.At(s.desks["cao-bang"].Workspace).AssignVerifier(w.unit("son-la").ID, w.unit("lang-son").ID, sheet.FirstReview))
	check("verifying", map[string]string{"head": "assign remind-sheets", "secretary": "remind-sheets", "deputy": "assign remind-sheets sheet-submit",
		"leader": "verify", "staff": "verify", "office": "assign remind-sheets"})

	// The head's sheet was scored otherwise in one line; the other's is given back.
	w.ok(review.At(roles["leader"].Workspace).Verify(w.unit("son-la").ID, "I.2", "7", "thiếu minh chứng"))
	w.ok(sheet.At(roles["leader"].Workspace).StepSheet(w.unit("son-la").ID, emulation.SheetCrossChecked, ""))
	w.ok(sheet.At(roles["deputy"].Workspace).StepSheet(w.unit("lang-son").ID, emulation.SheetReturned, "xem lại"))
	check("reviewed", map[string]string{"head": "explain remind-sheets", "secretary": "explain remind-sheets", "deputy": "remind-sheets sheet-submit",
		"leader": "sheet-again", "staff": "sheet-again", "office": "remind-sheets"})
	w.ok(sheet.At(roles["head"].Workspace).Explain("I.2", "", true))
	w.ok(sheet.At(roles["head"].Workspace).StepSheet(w.unit("son-la").ID, emulation.SheetExplained, ""))
	s.everyone()
	w.ok(sheet.At(roles["deputy"].Workspace).StepSheet(w.unit("son-la").ID, emulation.SheetVerified, ""))
	check("verified", map[string]string{"head": "remind-sheets sheet-agree", "secretary": "remind-sheets", "deputy": "remind-sheets sheet-submit",
		"leader": "sheet-again", "staff": "sheet-again", "office": "remind-sheets"})
	w.ok(sheet.At(roles["head"].Workspace).StepSheet(w.unit("son-la").ID, emulation.SheetAgreed, ""))
	s.everyone()

	s.stepSeason(emulation.SeasonExplaining)
	s.stepSeason(emulation.SeasonConference)
	s.put(s.office, "vote", changeset.NewKey(id, "co"), "vote", ballot.Question{Title: "Bỏ phiếu", Rules: ballot.Rules{Denominator: legal.Present, Num: 1, Den: 2},
		Lines: []ballot.Choice{{ID: "son-la", Unit: w.unit("son-la").ID}}})
	check("conference", map[string]string{"head": "tally", "secretary": "tally", "deputy": "sheet-lock sheet-submit tally",
		"leader": "sheet-again", "staff": "sheet-again", "office": "quota sheet-lock tally"})

	s.put(s.office, "quota", changeset.NewKey(id, certificateForm), "quota", emulation.SeasonQuota{Count: 1})
	s.stepSeason(emulation.SeasonLocked)
	c := s.of("son-la", flagForm)
	s.force(c, emulation.ProposalDraft)
	check("draft", map[string]string{"head": "dossier proposal-eligibility-checked", "secretary": "dossier proposal-eligibility-checked",
		"deputy": "dossier proposal-eligibility-checked", "office": "dossier proposal-eligibility-checked"})
	s.force(c, emulation.ProposalChecked)
	s.force(c, emulation.ProposalVoted)
	check("voted", map[string]string{"head": "dossier proposal-proposed", "secretary": "dossier", "deputy": "dossier proposal-proposed", "office": "dossier proposal-proposed"})
	s.complete(s.desks["son-la"], c)
	s.force(c, emulation.ProposalProposed)
	check("proposed", map[string]string{"office": "proposal-accepted"})
	s.force(c, emulation.ProposalReturned)
	check("returned", map[string]string{"head": "proposal-supplement", "deputy": "proposal-supplement", "office": "proposal-supplement"})
	s.force(c, emulation.ProposalProposed)
	s.force(c, emulation.ProposalAccepted)
	check("accepted", map[string]string{"office": "proposal-record", "authority": "proposal-decided"})
	s.force(c, emulation.ProposalDecided)
	check("decided", map[string]string{})
}

// A computer that was not synced for days says so, and a late sheet is for those who lead.
func TestTasksOfSyncAndLateArrivals(t *testing.T) {
	s := atConference(t)
	d := s.desks["lai-chau"]
	s.put(d, "headcount", changeset.NewKey(s.seasonID(), s.unit("lai-chau").ID), "headcount", emulation.Headcount{People: 1})
	s.stepSeason(emulation.SeasonLocked)
	s.written(d, s.cluster(), s.op(d, "headcount", changeset.NewKey(s.seasonID(), s.unit("lai-chau").ID), "headcount", emulation.Headcount{People: 2}))
	if got := s.kinds(d); got != "register" {
		t.Error(got)
	}
	s.clock.forward(4 * 24 * time.Hour)
	if got := s.kinds(d); got != "register sync" {
		t.Error(got)
	}
	s.sync(d)
	s.everyone()
	for code, want := range map[string]string{"lai-chau": "", "son-la": "late", "cao-bang": "late"} {
		if got := s.kinds(s.desks[code]); got != want {
			t.Errorf("%s: %s", code, got)
		}
	}
}

// TestNotices: what others did since this desk looked, once and with its count; nothing of one's own.
func TestNotices(t *testing.T) {
	w, desks := led(t, table, "son-la", "cao-bang", "lang-son")
	d := desks["lang-son"]
	news := func(d *desk.Desk) string {
		w.Helper()
		var list []string
		for _, n := range must(todo.At(d.Workspace).Notices())(w) {
			list = append(list, says(n.What))
			if n.Author == "" || n.At == 0 || strings.ContainsAny(says(n.What), "{}") {
				t.Errorf("%+v", n)
			}
		}
		return strings.Join(list, "|")
	}
	if got := news(d); !strings.Contains(got, "Năm thi đua chuyển sang bước “tự chấm điểm”") {
		t.Error(got)
	}
	w.ok(todo.At(d.Workspace).SeenNotices())
	if got := news(d); got != "" {
		t.Error(got)
	}
	w.fillIn(d)
	w.ok(sheet.At(d.Workspace).Submit())
	w.sync(d, desks["cao-bang"])
	unit := w.unit("lang-son").ID
	for _, code := range []string{"I.1", "I.2", "I.4"} {
		w.ok(review.At(desks["cao-bang"].Workspace).Verify(unit, code, "5", "thiếu minh chứng"))
	}
	w.ok(sheet.At(desks["cao-bang"].Workspace).Comment(unit, "I.1", "xem lại"))
	w.ok(sheet.At(desks["cao-bang"].Workspace).StepSheet(unit, emulation.SheetReturned, "bổ sung"))
	w.sync(desks["cao-bang"], d, desks["son-la"])
	if got := news(d); got != "Phiếu của đơn vị của bạn: trả lại để bổ sung|Có 1 ý kiến trên phiếu của đơn vị của bạn|Có 3 điểm thẩm định trên phiếu của đơn vị của bạn" {
		t.Error(got)
	}
	if got := news(desks["son-la"]); !strings.HasPrefix(got, "Phiếu của Sở lang-son: trả lại để bổ sung") || strings.Contains(got, "ý kiến") {
		t.Error(got)
	}
	w.ok(todo.At(d.Workspace).SeenNotices())
	if got := news(w.reopen(d)); got != "" {
		t.Error(got)
	}
}
