package workspace_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/sync/changeset"
	"thidua/workspace/awards"
	"thidua/workspace/questions"
	seasonroom "thidua/workspace/season"
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
	s := atConference(t)
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
		e := must(awards.At(s.head).Eligibility(s.of(c.unit, c.form), c.day))(s.world)
		if got := answers(e); got != c.want {
			t.Errorf("%s %s %s\n got %s\nwant %s", c.day, c.unit, c.form, got, c.want)
		}
		for _, f := range e.Conditions {
			if f.Answer != legal.Unknown && says(f.From) == "" || strings.ContainsAny(says(f.From)+says(f.Message())+says(f.Cite()), "{}") {
				t.Errorf("%s: %q", f.Condition.Fact, says(f.From))
			}
		}
	}
	e := must(awards.At(s.head).Eligibility(s.of("son-la", flagForm), ""))(s.world)
	if e.Day != "2024-07-01" || !strings.Contains(says(e.Law), "hôm nay, ngày 01/7/2024") || !strings.Contains(says(e.Conditions[0].From), "chưa chốt") {
		t.Errorf("%s: %s; %s", e.Day, says(e.Law), says(e.Conditions[0].From))
	}
	for form, want := range map[string]string{"Cờ thi đua Chính phủ": "co-thi-dua-chinh-phu", "Bằng khen của Bộ trưởng Bộ GD&ĐT": "bang-khen-bo"} {
		if f := must(awards.At(s.head).FindForm(form))(s.world); f.ID != want {
			t.Errorf("%s: %s", form, f.ID)
		}
	}
	_, err := awards.At(s.head).FindForm("Huân chương")
	s.fails(err, "award.form-unknown")
	_, err = awards.At(s.head).Eligibility(s.of("son-la", flagForm), "31/02/2024")
	s.fails(err, "running.bad-date")
	_, err = awards.At(s.head).Eligibility(awards.Candidacy{Unit: s.unit("son-la").ID, Form: flagForm, Season: "1999"}, "")
	s.fails(err, "workspace.season-unknown")
	_, err = awards.At(s.head).Eligibility(awards.Candidacy{Form: flagForm}, "")
	s.fails(err, "workspace.not-a-member")
}

// A gate closes an award to a unit that keeps its place; a unit that was dissolved is not commended.
func TestGateAndDissolved(t *testing.T) {
	w := founded(t, gated)
	d := w.join("son-la", emulation.RoleLeader)
	w.fillIn(d)
	w.typed(d, "II.3", "có")
	w.ok(sheet.At(d.Workspace).Submit())
	w.sync(d, w.office)
	c := awards.Candidacy{Unit: w.unit("son-la").ID, Form: flagForm}
	gate := func(day string) awards.Condition {
		e := must(awards.At(w.office.Workspace).Eligibility(c, day))(w)
		return e.Conditions[len(e.Conditions)-1]
	}
	if g := gate("2024-08-02"); g.Answer != legal.NotMet || !strings.Contains(says(g.From), "II.3: Để xảy ra vi phạm") {
		t.Errorf("%s %s", g.Answer, says(g.From))
	}
	control := w.office.Workspace.Control()
	w.written(w.office, control, changeset.Op("succession", changeset.NewKey(c.Unit, "2025-07-01"), "succession",
		emulation.Succession{Kind: emulation.SuccessionMerged, Into: []emulation.ID{w.unit("lai-chau").ID}, Basis: "Nghị quyết (minh hoạ)"}))
	w.sync(w.office)
	for day, want := range map[string]legal.Answer{"2025-08-03": "", "2025-08-04": legal.NotMet} {
		got := legal.Answer("")
		for _, f := range must(awards.At(w.office.Workspace).Eligibility(c, day))(w).Conditions {
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
	s := atConference(t)
	show := func(form string) string {
		p := must(awards.At(s.head).AwardPlan("", form))(s.world)
		var list []string
		for _, c := range p.Candidates {
			list = append(list, c.Unit.Code+" "+string(c.Place))
		}
		for _, m := range p.Basis {
			if text := says(m); text == "" || strings.ContainsAny(text, "{}") {
				t.Errorf("%q", text)
			}
		}
		return strings.Join(list, ", ")
	}
	for form, want := range map[string]string{
		flagForm:               "son-la within, cao-bang not, lai-chau not, lang-son not",
		certificateForm:        "son-la within, cao-bang within, lai-chau beyond, lang-son beyond",
		"co-thi-dua-chinh-phu": "son-la beyond, cao-bang not, lai-chau not, lang-son not",
	} {
		if got := show(form); got != want {
			t.Errorf("%s: %s", form, got)
		}
	}
	s.put(s.office, "quota", changeset.NewKey(s.seasonID(), certificateForm), "quota", emulation.SeasonQuota{Count: 3})
	s.everyone()
	if got := show(certificateForm); got != "son-la within, cao-bang within, lai-chau tied, lang-son tied" {
		t.Error(got)
	}
	p := must(awards.At(s.head).AwardPlan("", certificateForm))(s.world)
	if p.Places != 3 || p.Open != 1 || len(p.Tied) != 2 || p.Used != 0 {
		t.Errorf("%+v", p)
	}
}

// The government's flag is chosen among the leaders of clusters, rounded down: 8 give 1, 4 none, 10 two.
func TestGovernmentFlag(t *testing.T) {
	w := empty(t)
	leaders := 0
	for _, n := range []struct{ leaders, places int }{{4, 0}, {8, 1}, {10, 2}} {
		for ; leaders < n.leaders; leaders++ {
			f := founding(table)
			f.Cluster.Code = f.Cluster.Code + string(rune('a'+leaders))
			f.Until = emulation.SeasonConference
			w.ok(seasonroom.At(w.office.Workspace).Found(f))
			w.sync(w.office)
			w.flagged(f.Cluster.Code, f.Season.Label)
		}
		p := must(awards.At(w.office.Workspace).AwardPlan("", "co-thi-dua-chinh-phu"))(w)
		if p.Places != n.places || !p.Known {
			t.Errorf("%d leaders: %d places, known %v", n.leaders, p.Places, p.Known)
		}
	}
}

// flagged takes a cluster's season past its lock, with one unit proposed for the flag.
func (w *world) flagged(cluster, label string) {
	w.Helper()
	id := changeset.RecordID("cluster", changeset.NewKey(w.office.Workspace.Control().ID(), cluster))
	scope, seasonKey := changeset.NewScope(changeset.Cluster, id), changeset.NewKey(id, label)
	season := changeset.RecordID("season", seasonKey)
	heads := func(kind string, key changeset.Key, field string) []changeset.VersionID {
		return changeset.IDs(must(w.office.DB.Record(changeset.NaturalRef(scope, kind, key)))(w).Heads(field, changeset.Now))
	}
	w.written(w.office, scope, changeset.Op("season", seasonKey, "step", string(emulation.SeasonLocked), heads("season", seasonKey, "step")...),
		changeset.Op("season", seasonKey, "result", []byte("kết quả")))
	key := changeset.NewKey(season, w.unit("son-la").ID, flagForm)
	for _, step := range []emulation.ProposalStep{emulation.ProposalDraft, emulation.ProposalChecked, emulation.ProposalVoted, emulation.ProposalProposed} {
		w.written(w.office, scope, changeset.Op("proposal", key, "step", string(step), heads("proposal", key, "step")...))
	}
	w.sync(w.office)
	if n := len(must(questions.At(w.office.Workspace).Waiting())(w)); n > 0 {
		w.Fatalf("%d changes wait", n)
	}
}
