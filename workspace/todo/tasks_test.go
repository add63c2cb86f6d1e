package todo_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace/conference"
	"thidua/workspace/review"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
	"thidua/workspace/todo"
	"thidua/workspace/year"
)

// kinds writes the tasks of a desk as "kind kind!", those overdue with a mark.
func kinds(w *testyear.World, d *desk.Desk) string {
	w.Helper()
	var list []string
	for _, t := range testyear.Must(todo.At(d.Workspace).Tasks())(w) {
		kind := t.Kind
		if t.Overdue {
			kind += "!"
		}
		list = append(list, kind)
		if text := testyear.Says(t.What) + testyear.Says(t.Why); strings.ContainsAny(text, "{}") || testyear.Says(t.What) == t.What.Key {
			w.Errorf("%s: %q", t.Kind, text)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// What has a day in the season is listed by its day: steps, figures that are asked for, meetings. What is done is over, not overdue.
func TestDues(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, testyear.Units...) // today is 2024-07-01
	d := desks["son-la"]
	w.OK(season.At(d.Workspace).SetDeadline(emulation.SeasonRunning, "2024-06-01", "lịch"))
	w.OK(season.At(d.Workspace).SetDeadline(emulation.SeasonSelfScoring, "2024-06-30", "lịch"))
	w.OK(year.At(d.Workspace).SetAsked("a", emulation.AskedFigure{Name: "Sáng kiến", Combine: emulation.CombineSum, Until: "2024-07-21"}))
	w.OK(conference.At(d.Workspace).SetConference("mid", emulation.ConferenceInfo{Date: "2024-01-15"}))
	w.OK(conference.At(d.Workspace).SetConference("closing", emulation.ConferenceInfo{Date: "2024-08-02"}))
	var said []string
	for _, x := range testyear.Must(todo.At(d.Workspace).Outlook())(w).Dues {
		said = append(said, fmt.Sprintf("%s %s %d past=%t over=%t now=%t", x.Date, testyear.Says(x.What), x.DaysLeft, x.Past, x.Overdue, x.Now))
	}
	want := []string{
		"2024-01-15 Họp hội nghị sơ kết -168 past=true over=false now=false",
		"2024-06-01 Hết bước “đang thực hiện” -30 past=true over=false now=false",
		"2024-06-30 Hết bước “tự chấm điểm” -1 past=false over=true now=true",
		"2024-07-21 Báo số liệu: Sáng kiến 20 past=false over=false now=false",
		"2024-08-02 Họp hội nghị tổng kết 32 past=false over=false now=false",
	}
	if !slices.Equal(said, want) {
		t.Errorf("got\n%s", strings.Join(said, "\n"))
	}
}

// TestTasksByRoleAndStep is what each role has to do at each step of a season.
func TestTasksByRoleAndStep(t *testing.T) {
	w := testyear.Empty(t)
	f := testyear.Founding(testyear.Gated)
	f.Until = emulation.SeasonAdopted
	w.OK(season.At(w.Office.Workspace).Found(f))
	w.Sync(w.Office)
	s := &testyear.Awarding{World: w, Desks: w.Leaders("son-la", "cao-bang", "lang-son"), Authority: w.JoinAuthority()}
	s.Head = s.Desks["son-la"].Workspace
	roles := map[string]*desk.Desk{"head": s.Desks["son-la"], "secretary": s.Join("son-la", emulation.RoleStaff), "deputy": s.Desks["cao-bang"],
		"leader": s.Desks["lang-son"], "staff": s.Join("lang-son", emulation.RoleStaff), "observer": s.Join("lang-son", emulation.RoleObserver),
		"office": s.Office, "authority": s.Authority}
	check := func(stage string, want map[string]string) {
		t.Helper()
		s.Everyone()
		for role, d := range roles {
			s.Sync(d)
			if got := kinds(s.World, d); got != want[role] {
				t.Errorf("%s, %s:\n got %s\nwant %s", stage, role, got, want[role])
			}
		}
	}
	check("adopted", map[string]string{"head": "compact register", "secretary": "compact register", "deputy": "compact register", "leader": "register", "staff": "register", "office": "compact"})

	id := s.SeasonID()
	of := func(code string) changeset.Key { return changeset.NewKey(id, s.Unit(code).ID) }
	s.Put(roles["head"], "deadline", changeset.NewKey(id, "registering"), "deadline", emulation.Deadline{Date: "2024-06-30"})
	text := emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Thi đua"}}
	s.Put(roles["head"], "compact", changeset.NewKey(id), "text", text)
	s.Put(roles["leader"], "registration", of("lang-son"), "value", emulation.Registration{Movements: []string{"Phong trào"}})
	s.Put(roles["leader"], "signature", of("lang-son"), "signature", emulation.CompactSignature{Text: emulation.Digest(changeset.MustEncode(text))})
	s.StepSeason(emulation.SeasonRegistering)
	check("registering", map[string]string{"head": "register! remind-signing! season-step! sign!", "secretary": "register! remind-signing! sign-paper!",
		"deputy": "register! remind-signing! season-step! sign!", "office": "remind-signing! season-step!"})

	s.Put(roles["head"], "deadline", changeset.NewKey(id, "registering"), "deadline", emulation.Deadline{Date: "2024-09-30", Reason: "gia hạn"})
	for _, code := range []string{"son-la", "cao-bang"} {
		s.Put(s.Desks[code], "registration", of(code), "value", emulation.Registration{Movements: []string{"Phong trào"}})
		s.Put(s.Desks[code], "signature", of(code), "signature", emulation.CompactSignature{Text: emulation.Digest(changeset.MustEncode(text))})
	}
	s.StepSeason(emulation.SeasonRunning)
	s.StepSeason(emulation.SeasonSelfScoring)
	for _, code := range []string{"son-la", "cao-bang", "lang-son"} {
		s.Put(s.Desks[code], "headcount", of(code), "headcount", emulation.Headcount{People: 20})
	}
	check("self-scoring", map[string]string{"head": "remind-sheets sheet-submit", "secretary": "remind-sheets sheet-fill", "deputy": "remind-sheets sheet-submit",
		"leader": "sheet-submit", "staff": "sheet-fill", "office": "remind-sheets"})

	for _, code := range []string{"son-la", "lang-son"} {
		w.FillIn(s.Desks[code])
		w.OK(sheet.At(s.Desks[code].Workspace).Because("chưa có minh chứng").Submit())
	}
	s.Everyone()
	s.StepSeason(emulation.SeasonVerifying)
	s.Everyone()
	w.OK(review.At(s.Desks["cao-bang"].Workspace).AssignVerifier(w.Unit("son-la").ID, w.Unit("lang-son").ID, sheet.FirstReview))
	check("verifying", map[string]string{"head": "assign remind-sheets", "secretary": "remind-sheets", "deputy": "assign remind-sheets sheet-submit",
		"leader": "verify", "staff": "verify", "office": "assign remind-sheets"})

	// The head's sheet was scored otherwise in one line; the other's is given back.
	w.OK(review.At(roles["leader"].Workspace).Verify(w.Unit("son-la").ID, "I.2", "7", "thiếu minh chứng"))
	w.OK(sheet.At(roles["leader"].Workspace).StepSheet(w.Unit("son-la").ID, emulation.SheetCrossChecked, ""))
	w.OK(sheet.At(roles["deputy"].Workspace).StepSheet(w.Unit("lang-son").ID, emulation.SheetReturned, "xem lại"))
	check("reviewed", map[string]string{"head": "explain remind-sheets", "secretary": "explain remind-sheets", "deputy": "remind-sheets sheet-submit",
		"leader": "sheet-again", "staff": "sheet-again", "office": "remind-sheets"})
	w.OK(sheet.At(roles["head"].Workspace).Explain("I.2", "", true))
	w.OK(sheet.At(roles["head"].Workspace).StepSheet(w.Unit("son-la").ID, emulation.SheetExplained, ""))
	s.Everyone()
	w.OK(sheet.At(roles["deputy"].Workspace).StepSheet(w.Unit("son-la").ID, emulation.SheetVerified, ""))
	check("verified", map[string]string{"head": "remind-sheets sheet-agree", "secretary": "remind-sheets", "deputy": "remind-sheets sheet-submit",
		"leader": "sheet-again", "staff": "sheet-again", "office": "remind-sheets"})
	w.OK(sheet.At(roles["head"].Workspace).StepSheet(w.Unit("son-la").ID, emulation.SheetAgreed, ""))
	s.Everyone()

	s.StepSeason(emulation.SeasonExplaining)
	s.StepSeason(emulation.SeasonConference)
	s.Put(s.Office, "vote", changeset.NewKey(id, "co"), "vote", ballot.Question{Title: "Bỏ phiếu", Rules: ballot.Rules{Denominator: legal.Present, Num: 1, Den: 2},
		Lines: []ballot.Choice{{ID: "son-la", Unit: w.Unit("son-la").ID}}})
	check("conference", map[string]string{"head": "tally", "secretary": "tally", "deputy": "sheet-lock sheet-submit tally",
		"leader": "sheet-again", "staff": "sheet-again", "office": "quota sheet-lock tally"})

	s.Put(s.Office, "quota", changeset.NewKey(id, testyear.CertificateForm), "quota", emulation.SeasonQuota{Count: 1})
	s.StepSeason(emulation.SeasonLocked)
	c := s.Of("son-la", testyear.FlagForm)
	s.Force(c, emulation.ProposalDraft)
	check("draft", map[string]string{"head": "dossier proposal-eligibility-checked", "secretary": "dossier proposal-eligibility-checked",
		"deputy": "dossier proposal-eligibility-checked", "office": "dossier proposal-eligibility-checked"})
	s.Force(c, emulation.ProposalChecked)
	s.Force(c, emulation.ProposalVoted)
	check("voted", map[string]string{"head": "dossier proposal-proposed", "secretary": "dossier", "deputy": "dossier proposal-proposed", "office": "dossier proposal-proposed"})
	s.Complete(s.Desks["son-la"], c)
	s.Force(c, emulation.ProposalProposed)
	check("proposed", map[string]string{"office": "proposal-accepted"})
	s.Force(c, emulation.ProposalReturned)
	check("returned", map[string]string{"head": "proposal-supplement", "deputy": "proposal-supplement", "office": "proposal-supplement"})
	s.Force(c, emulation.ProposalProposed)
	s.Force(c, emulation.ProposalAccepted)
	check("accepted", map[string]string{"office": "proposal-record", "authority": "proposal-decided"})
	s.Force(c, emulation.ProposalDecided)
	check("decided", map[string]string{})
}

// A computer that was not synced for days says so, and a late sheet is for those who lead.
func TestTasksOfSyncAndLateArrivals(t *testing.T) {
	s := testyear.AtConference(t)
	d := s.Desks["lai-chau"]
	s.Put(d, "headcount", changeset.NewKey(s.SeasonID(), s.Unit("lai-chau").ID), "headcount", emulation.Headcount{People: 1})
	s.StepSeason(emulation.SeasonLocked)
	s.Write(d, s.Cluster(), s.Op(d, "headcount", changeset.NewKey(s.SeasonID(), s.Unit("lai-chau").ID), "headcount", emulation.Headcount{People: 2}))
	if got := kinds(s.World, d); got != "register" {
		t.Error(got)
	}
	s.Clock.Forward(4 * 24 * time.Hour)
	if got := kinds(s.World, d); got != "register sync" {
		t.Error(got)
	}
	s.Sync(d)
	s.Everyone()
	for code, want := range map[string]string{"lai-chau": "", "son-la": "late", "cao-bang": "late"} {
		if got := kinds(s.World, s.Desks[code]); got != want {
			t.Errorf("%s: %s", code, got)
		}
	}
}

// TestNotices: what others did since this desk looked, once and with its count; nothing of one's own.
func TestNotices(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lang-son")
	d := desks["lang-son"]
	news := func(d *desk.Desk) string {
		w.Helper()
		var list []string
		for _, n := range testyear.Must(todo.At(d.Workspace).Notices())(w) {
			list = append(list, testyear.Says(n.What))
			if n.Author == "" || n.At == 0 || strings.ContainsAny(testyear.Says(n.What), "{}") {
				t.Errorf("%+v", n)
			}
		}
		return strings.Join(list, "|")
	}
	if got := news(d); !strings.Contains(got, "Năm thi đua chuyển sang bước “tự chấm điểm”") {
		t.Error(got)
	}
	w.OK(todo.At(d.Workspace).SeenNotices())
	if got := news(d); got != "" {
		t.Error(got)
	}
	w.HandIn(d)
	w.Sync(desks["cao-bang"])
	unit := w.Unit("lang-son").ID
	for _, code := range []string{"I.1", "I.2", "I.4"} {
		w.OK(review.At(desks["cao-bang"].Workspace).Verify(unit, code, "5", "thiếu minh chứng"))
	}
	w.OK(sheet.At(desks["cao-bang"].Workspace).Comment(unit, "I.1", "xem lại"))
	w.OK(sheet.At(desks["cao-bang"].Workspace).StepSheet(unit, emulation.SheetReturned, "bổ sung"))
	w.Sync(desks["cao-bang"], d, desks["son-la"])
	if got := news(d); got != "Phiếu của đơn vị của bạn: trả lại để bổ sung|Có 1 ý kiến trên phiếu của đơn vị của bạn|Có 3 điểm thẩm định trên phiếu của đơn vị của bạn" {
		t.Error(got)
	}
	if got := news(desks["son-la"]); !strings.HasPrefix(got, "Phiếu của Sở lang-son: trả lại để bổ sung") || strings.Contains(got, "ý kiến") {
		t.Error(got)
	}
	w.OK(todo.At(d.Workspace).SeenNotices())
	if got := news(w.Reopen(d)); got != "" {
		t.Error(got)
	}
}

// Tasks speak of the other seasons of a desk: of one to be prepared to those who lead it, of one that began to everybody, of what is left in the one
// before; and of the season after to whoever founds it.
func TestTasksOfOtherSeasons(t *testing.T) {
	s := testyear.Locked(t)
	w, o := s.World, season.At(s.Office.Workspace)
	head, member := s.Desks["cao-bang"], s.Desks["lai-chau"]
	var other []todo.Task
	about := func(d *desk.Desk) string {
		t.Helper()
		s.Everyone()
		other = nil
		var list []string
		for _, x := range testyear.Must(todo.At(d.Workspace).Tasks())(w) {
			if strings.HasPrefix(x.Kind, "season-") && x.Kind != "season-step" {
				other, list = append(other, x), append(list, x.Kind)
			}
		}
		return strings.Join(list, " ")
	}
	want := func(d *desk.Desk, kinds string) {
		t.Helper()
		if got := about(d); got != kinds {
			t.Errorf("%q, want %q", got, kinds)
		}
	}
	want(member, "")
	want(head, "")
	want(s.Office, "")
	w.Put(s.Office, "leaders", changeset.NewKey(w.SeasonID()), "leaders", emulation.Leaders{Label: "2024–2025", Head: w.Unit("cao-bang").ID, How: emulation.HowElected})
	want(s.Office, "season-new")
	want(member, "")
	w.OK(s.Head.UseSeason("", "2023–2024"))
	w.OK(season.At(s.Head).NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, "2023-2024"))
	s.Everyone()
	want(s.Office, "season-prepare")
	if says := testyear.Says(other[0].Why); other[0].Urgency != todo.Urgent || !strings.Contains(says, "cụm trưởng") || other[0].Target.Season.Label != "2024–2025" {
		t.Errorf("%+v: %s", other[0], says)
	}
	w.OK(s.Office.Workspace.ChooseSeason("", "2024–2025"))
	want(s.Office, "season-posts")
	w.OK(o.AppointChosen())
	want(s.Office, "")
	want(head, "season-prepare")
	want(member, "")
	w.OK(o.StepSeason(emulation.SeasonConsulting, ""))
	want(member, "season-next")
	if other[0].Target.Season.Label != "2024–2025" || other[0].Target.Screen == "" {
		t.Errorf("%+v", other[0].Target)
	}
}
