package awards_test

import (
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace/awards"
	"thidua/workspace/questions"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// answers writes an eligibility as "answer: fact+ fact- fact?".
func answers(e *awards.Eligibility) string {
	marks := map[legal.Answer]string{legal.Met: "+", legal.NotMet: "-", legal.Unknown: "?"}
	var list []string
	for _, c := range e.Conditions {
		list = append(list, c.Condition.Fact+marks[c.Answer])
	}
	return string(e.Verdict.Answer) + ": " + strings.Join(list, " ")
}

// TestEligibilityTable holds what the records say of each unit against the law of each day, form by form.
func TestEligibilityTable(t *testing.T) {
	s := testyear.AtConference(t)
	for _, c := range []struct{ day, unit, form, want string }{
		{"2024-08-02", "son-la", "co-thi-dua-bo", "unknown: rank+ tasks_exceeded? new_model? united? same_achievement+ gate+"},
		{"2024-08-02", "cao-bang", "co-thi-dua-bo", "not-met: rank- tasks_exceeded? new_model? united? same_achievement+ gate+"},
		{"2024-08-02", "son-la", "co-thi-dua-tinh", "unknown: rank+ tasks_exceeded? new_model? united? same_achievement+ gate+"},
		{"2024-08-02", "son-la", "co-thi-dua-chinh-phu", "unknown: rank+ tasks_exceeded? united? same_achievement+ gate+"},
		{"2024-08-02", "lang-son", "co-thi-dua-chinh-phu", "not-met: rank- tasks_exceeded? united? same_achievement+ gate+"},
		{"2024-08-02", "cao-bang", "bang-khen-bo", "met: movement? sudden_feat? contribution? excellent_years+ same_achievement+ gate+"},
		{"2024-08-02", "lai-chau", "bang-khen-bo", "unknown: movement? sudden_feat? contribution? excellent_years- same_achievement+ gate+"},
		{"2024-08-02", "lai-chau", "bang-khen-ubnd-tinh", "unknown: movement? sudden_feat? contribution? excellent_years- same_achievement+ gate+"},
		{"2024-08-02", "son-la", "tap-the-lao-dong-xuat-sac", "unknown: excellent_task? active_in_emulation? tasks_done_percent+ advanced_workers_percent+ grassroots_fighters+ united? same_achievement+ gate+"},
		{"2024-08-02", "lai-chau", "tap-the-lao-dong-xuat-sac", "not-met: excellent_task? active_in_emulation? tasks_done_percent- advanced_workers_percent- grassroots_fighters- united? same_achievement+ gate+"},
		{"2024-08-02", "son-la", "tap-the-lao-dong-tien-tien", "unknown: good_task? active_in_emulation? advanced_workers_percent+ disciplined+ united? same_achievement+ gate+"},
		{"2024-08-02", "lai-chau", "tap-the-lao-dong-tien-tien", "not-met: good_task? active_in_emulation? advanced_workers_percent- disciplined- united? same_achievement+ gate+"},
		{"2024-08-02", "son-la", "giay-khen", "unknown: same_achievement+ gate+"},
		// the day the dossier is sent decides whose conditions apply
		{"2023-12-31", "lai-chau", "tap-the-lao-dong-tien-tien", "not-met: good_task? active_in_emulation? advanced_workers_percent+ disciplined- united? same_achievement+ gate+"},
		{"2025-08-03", "son-la", "giay-khen", "unknown: same_achievement+ gate+"},
		{"2025-08-04", "son-la", "giay-khen", "unknown: same_achievement+ dissolved+ gate+"},
	} {
		e := testyear.Must(awards.At(s.Head).Eligibility(s.Of(c.unit, c.form), c.day))(s.World)
		if got := answers(e); got != c.want {
			t.Errorf("%s %s %s\n got %s\nwant %s", c.day, c.unit, c.form, got, c.want)
		}
		for _, f := range e.Conditions {
			if f.Answer != legal.Unknown && testyear.Says(f.From) == "" || strings.ContainsAny(testyear.Says(f.From)+testyear.Says(f.Message())+testyear.Says(f.Cite()), "{}") {
				t.Errorf("%s: %q", f.Condition.Fact, testyear.Says(f.From))
			}
		}
	}
	e := testyear.Must(awards.At(s.Head).Eligibility(s.Of("son-la", testyear.FlagForm), ""))(s.World)
	if e.Day != "2024-07-01" || !strings.Contains(testyear.Says(e.Law), "hôm nay, ngày 01/7/2024") || !strings.Contains(testyear.Says(e.Conditions[0].From), "chưa chốt") {
		t.Errorf("%s: %s; %s", e.Day, testyear.Says(e.Law), testyear.Says(e.Conditions[0].From))
	}
	for form, want := range map[string]string{"Cờ thi đua Chính phủ": "co-thi-dua-chinh-phu", "Bằng khen của Bộ trưởng Bộ GD&ĐT": "bang-khen-bo"} {
		if f := testyear.Must(awards.At(s.Head).FindForm(form))(s.World); f.ID != want {
			t.Errorf("%s: %s", form, f.ID)
		}
	}
	_, err := awards.At(s.Head).FindForm("Huân chương")
	s.Fails(err, "award.form-unknown")
	_, err = awards.At(s.Head).Eligibility(s.Of("son-la", testyear.FlagForm), "31/02/2024")
	s.Fails(err, "running.bad-date")
	_, err = awards.At(s.Head).Eligibility(awards.Candidacy{Unit: s.Unit("son-la").ID, Form: testyear.FlagForm, Season: "1999"}, "")
	s.Fails(err, "workspace.season-unknown")
	_, err = awards.At(s.Head).Eligibility(awards.Candidacy{Form: testyear.FlagForm}, "")
	s.Fails(err, "workspace.not-a-member")
}

// A gate closes an award to a unit that keeps its place; a unit that was dissolved is not commended.
func TestGateAndDissolved(t *testing.T) {
	w := testyear.Founded(t, testyear.Gated)
	d := w.Join("son-la", emulation.RoleLeader)
	w.FillIn(d)
	w.Type(d, "II.3", "có")
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(d, w.Office)
	c := awards.Candidacy{Unit: w.Unit("son-la").ID, Form: testyear.FlagForm}
	gate := func(day string) awards.Condition {
		e := testyear.Must(awards.At(w.Office.Workspace).Eligibility(c, day))(w)
		return e.Conditions[len(e.Conditions)-1]
	}
	if g := gate("2024-08-02"); g.Answer != legal.NotMet || !strings.Contains(testyear.Says(g.From), "II.3: Để xảy ra vi phạm") {
		t.Errorf("%s %s", g.Answer, testyear.Says(g.From))
	}
	control := w.Office.Workspace.Control()
	w.Write(w.Office, control, changeset.Op("succession", changeset.NewKey(c.Unit, "2025-07-01"), "succession",
		emulation.Succession{Kind: emulation.SuccessionMerged, Into: []emulation.ID{w.Unit("lai-chau").ID}, Basis: "Nghị quyết (minh hoạ)"}))
	w.Sync(w.Office)
	for day, want := range map[string]legal.Answer{"2025-08-03": "", "2025-08-04": legal.NotMet} {
		got := legal.Answer("")
		for _, f := range testyear.Must(awards.At(w.Office.Workspace).Eligibility(c, day))(w).Conditions {
			if f.Condition.Fact == legal.FactDissolved {
				got = f.Answer
			}
		}
		if got != want {
			t.Errorf("%s: %q", day, got)
		}
	}
}

// The plan gives places in the order of rank, names a tie at the border, and leaves out who is not eligible.
func TestAwardPlan(t *testing.T) {
	s := testyear.AtConference(t)
	show := func(form string) string {
		p := testyear.Must(awards.At(s.Head).AwardPlan("", form))(s.World)
		var list []string
		for _, c := range p.Candidates {
			list = append(list, c.Unit.Code+" "+string(c.Place))
		}
		for _, m := range p.Basis {
			if text := testyear.Says(m); text == "" || strings.ContainsAny(text, "{}") {
				t.Errorf("%q", text)
			}
		}
		return strings.Join(list, ", ")
	}
	for form, want := range map[string]string{
		testyear.FlagForm:        "son-la within, cao-bang not, lai-chau not, lang-son not",
		testyear.CertificateForm: "son-la within, cao-bang within, lai-chau beyond, lang-son beyond",
		"co-thi-dua-chinh-phu":   "son-la beyond, cao-bang not, lai-chau not, lang-son not",
	} {
		if got := show(form); got != want {
			t.Errorf("%s: %s", form, got)
		}
	}
	s.Put(s.Office, "quota", changeset.NewKey(s.SeasonID(), testyear.CertificateForm), "quota", emulation.SeasonQuota{Count: 3})
	s.Everyone()
	if got := show(testyear.CertificateForm); got != "son-la within, cao-bang within, lai-chau tied, lang-son tied" {
		t.Error(got)
	}
	p := testyear.Must(awards.At(s.Head).AwardPlan("", testyear.CertificateForm))(s.World)
	if p.Places != 3 || p.Open != 1 || len(p.Tied) != 2 || p.Used != 0 {
		t.Errorf("%+v", p)
	}
}

// The government's flag is chosen among the leaders of clusters, rounded down: 8 give 1, 4 none, 10 two.
func TestGovernmentFlag(t *testing.T) {
	w := testyear.Empty(t)
	leaders := 0
	for _, n := range []struct{ leaders, places int }{{4, 0}, {8, 1}, {10, 2}} {
		for ; leaders < n.leaders; leaders++ {
			f := testyear.Founding(testyear.Table)
			f.Cluster.Code = f.Cluster.Code + string(rune('a'+leaders))
			f.Until = emulation.SeasonConference
			w.OK(season.At(w.Office.Workspace).Found(f))
			w.Sync(w.Office)
			flagged(w, f.Cluster.Code, f.Season.Label)
		}
		p := testyear.Must(awards.At(w.Office.Workspace).AwardPlan("", "co-thi-dua-chinh-phu"))(w)
		if p.Places != n.places || !p.Known {
			t.Errorf("%d leaders: %d places, known %v", n.leaders, p.Places, p.Known)
		}
	}
}

// flagged takes a cluster's season past its lock, with one unit proposed for the flag.
func flagged(w *testyear.World, cluster, label string) {
	w.Helper()
	id := changeset.RecordID("cluster", changeset.NewKey(w.Office.Workspace.Control().ID(), cluster))
	scope, seasonKey := changeset.NewScope(changeset.Cluster, id), changeset.NewKey(id, label)
	season := changeset.RecordID("season", seasonKey)
	heads := func(kind string, key changeset.Key, field string) []changeset.VersionID {
		return changeset.IDs(testyear.Must(w.Office.DB.Record(changeset.NaturalRef(scope, kind, key)))(w).Heads(field, changeset.Now))
	}
	w.Write(w.Office, scope, changeset.Op("season", seasonKey, "step", string(emulation.SeasonLocked), heads("season", seasonKey, "step")...),
		changeset.Op("season", seasonKey, "result", []byte("kết quả")))
	key := changeset.NewKey(season, w.Unit("son-la").ID, testyear.FlagForm)
	for _, step := range []emulation.ProposalStep{emulation.ProposalDraft, emulation.ProposalChecked, emulation.ProposalVoted, emulation.ProposalProposed} {
		w.Write(w.Office, scope, changeset.Op("proposal", key, "step", string(step), heads("proposal", key, "step")...))
	}
	w.Sync(w.Office)
	if n := len(testyear.Must(questions.At(w.Office.Workspace).Waiting())(w)); n > 0 {
		w.Fatalf("%d changes wait", n)
	}
}

// Years in a row are as the unit reports them, but never more than the season before allows; a year that only the proposal confirms is one more
// than it reported then.
func TestExcellentYears(t *testing.T) {
	s := testyear.Locked(t)
	cluster := s.Cluster().ID()
	last := changeset.NewKey(cluster, "2022–2023")
	s.Put(s.Office, "season", last, "info", emulation.SeasonInfo{Name: "Năm học 2022–2023"})
	earlier := changeset.RecordID("season", last)
	report := func(unit string, years uint64) {
		s.Put(s.Desks[unit], "headcount", changeset.NewKey(earlier, s.Unit(unit).ID), "headcount", emulation.Headcount{People: 20, Excellent: years})
		s.Everyone()
	}
	years := func(unit string) (string, string) {
		for _, c := range testyear.Must(awards.At(s.Head).Eligibility(s.Of(unit, testyear.CertificateForm), ""))(s.World).Conditions {
			if c.Condition.Fact == legal.FactExcellentYears && c.Fact != nil {
				return c.Fact.Value.String(), testyear.Says(c.From)
			}
		}
		return "", ""
	}
	if n, _ := years("cao-bang"); n != "2" {
		t.Error(n)
	}
	report("cao-bang", 0)
	if n, from := years("cao-bang"); n != "1" || !strings.Contains(from, "năm 2022–2023 ghi 0 năm") {
		t.Error(n, from)
	}
	report("cao-bang", 4)
	if n, _ := years("cao-bang"); n != "2" { // what the unit says of itself is not raised
		t.Error(n)
	}
}

// A dossier that was sent keeps the law of its day, whatever comes into force later; the transition rule of what came is shown.
func TestSentDossierKeepsItsLaw(t *testing.T) {
	s := testyear.Locked(t)
	c := s.Of("cao-bang", testyear.CertificateForm)
	s.OK(awards.At(s.Head).Propose(s.Of("son-la", testyear.FlagForm), awards.ProposalWords{Facts: testyear.Confirmed}))
	s.OK(awards.At(s.Head).Propose(c, awards.ProposalWords{}))
	s.OK(awards.At(s.Head).CheckProposal(c, ""))
	s.OK(awards.At(s.Head).VoteProposal(c, "", "hội nghị giơ tay"))
	s.OK(awards.At(s.Head).SendProposal(c, "30/6/2024", "giấy tờ gửi sau"))
	s.Everyone()
	for range 42 { // nobody is away for so long that a certificate ends for good, the server's neither
		s.Clock.Forward(29 * 24 * time.Hour)
		s.Sync(s.Office, s.Desks["son-la"])
	}
	e := testyear.Must(awards.At(s.Head).Eligibility(c, ""))(s.World)
	if e.Day != "2024-06-30" || !strings.Contains(testyear.Says(e.Law), "ngày gửi hồ sơ") {
		t.Errorf("%s %s", e.Day, testyear.Says(e.Law))
	}
	for _, f := range e.Conditions {
		if f.Condition.Fact == legal.FactDissolved {
			t.Error("a circular of 2025 is applied to a dossier of 2024")
		}
	}
	if len(e.Transitions) == 0 {
		t.Error("no transition rule of the laws since is shown")
	}
	if e := testyear.Must(awards.At(s.Head).Eligibility(s.Of("lang-son", testyear.CertificateForm), ""))(s.World); e.Day < "2027" || len(e.Transitions) > 0 {
		t.Errorf("%s", e.Day)
	}
}
