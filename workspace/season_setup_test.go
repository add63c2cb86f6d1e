package workspace_test

import (
	"slices"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
	seasonroom "thidua/workspace/season"
)

// A desk works in the season that is under way; another one is chosen for a while, or for good.
func TestSeasonsOfADesk(t *testing.T) {
	w := at(t, emulation.SeasonRunning)
	o := w.office
	w.ok(seasonroom.At(o.Workspace).FoundCluster("cum-2", emulation.ClusterInfo{Name: "Cụm thi đua thử hai"}))
	w.ok(seasonroom.At(o.Workspace).JoinCluster("cum-2", w.unit("lang-son").ID, "2/8/2024"))
	w.ok(seasonroom.At(o.Workspace).NewSeason("cum-2", "2023 - 2024", emulation.SeasonInfo{Name: "Năm học 2023–2024"}, ""))
	w.fails(seasonroom.At(o.Workspace).NewSeason("Cum thi dua thu hai", "2023–2024", emulation.SeasonInfo{Name: "X"}, ""), "setup.season-exists")
	w.sync(o)
	if s := w.season(o); s.Cluster.Code != "cum-2" || s.Label != "2023–2024" || s.Step != emulation.SeasonDraft {
		t.Fatalf("%s %s %s", s.Cluster.Code, s.Label, s.Step)
	}
	in := func(d *desk.Desk, cluster, label string) {
		t.Helper()
		if s := w.season(d); s.Cluster.Code != cluster || s.Label != label {
			t.Errorf("%s %s", s.Cluster.Code, s.Label)
		}
		current := 0
		for _, l := range must(d.Workspace.Seasons())(w) {
			if l.Current {
				if current++; l.Cluster.Code != cluster || l.Label != label {
					t.Errorf("%s %s is marked", l.Cluster.Code, l.Label)
				}
			}
		}
		if current != 1 {
			t.Errorf("%d are marked", current)
		}
	}
	d := w.join("lang-son", emulation.RoleLeader)
	in(d, "cum-thu", "2023–2024") // the other one is only being prepared
	w.ok(d.Workspace.ChooseSeason("cum-2", "2023-2024"))
	in(d, "cum-2", "2023–2024")
	d = w.reopen(d)
	in(d, "cum-thu", "2023–2024")
	w.ok(d.Workspace.UseSeason("cum-2", ""))
	d = w.reopen(d)
	in(d, "cum-2", "2023–2024")
	w.ok(d.Workspace.UseSeason("", ""))
	in(d, "cum-thu", "2023–2024")
	w.fails(d.Workspace.UseSeason("cum-thu", "1999"), "workspace.season-unknown")
	w.fails(d.Workspace.ChooseSeason("cum-9", ""), "setup.cluster-unknown")
	other := w.join("lai-chau", emulation.RoleLeader)
	if n := len(must(other.Workspace.Seasons())(w)); n != 1 {
		t.Errorf("%d seasons of a unit of one cluster", n)
	}
}

// A season that is under way is not hidden by the next one before that begins, nor by the one before it.
func TestSeasonInUse(t *testing.T) {
	w := at(t, emulation.SeasonConference)
	d := w.join("lai-chau", emulation.RoleLeader)
	w.ok(seasonroom.At(w.office.Workspace).NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, "2023-2024"))
	w.sync(w.office, d)
	if s := w.season(d); s.Label != "2023–2024" {
		t.Errorf("%s", s.Label)
	}
	w.ok(seasonroom.At(w.office.Workspace).StepSeason(emulation.SeasonConsulting, "chưa bầu cụm trưởng"))
	w.sync(w.office, d)
	if s := w.season(d); s.Label != "2024–2025" {
		t.Errorf("%s", s.Label)
	}
}

// carried checks what a new season has from the one before.
func (w *world) carried(d *desk.Desk, quotas int) {
	w.Helper()
	s := w.season(d)
	if s.Label != "2024–2025" || s.Step != emulation.SeasonDraft || s.Version != 1 || s.Set == nil || s.Set.Name != "Bảng tiêu chí thử" ||
		s.Info.Previous != "2023–2024" || s.Info.Kind != seasonroom.SchoolYear || len(s.Cluster.Members) != len(units) {
		w.Fatalf("%+v", s)
	}
	compact := must(d.DB.Record(changeset.NaturalRef(s.Cluster.Scope(), "compact", changeset.NewKey(s.ID))))(w)
	var text emulation.CompactText
	w.ok(changeset.Load(compact.Last("text", changeset.Now).Value, &text))
	if text.Title != "Giao ước" || text.Date != "" || len(text.Paragraphs) != 1 {
		w.Errorf("%+v", text)
	}
	if got := must(seasonroom.At(d.Workspace).Quotas())(w); len(got) != quotas {
		w.Errorf("%+v", got)
	}
	if docs := must(seasonroom.At(d.Workspace).Documents())(w); len(docs) != 0 {
		w.Errorf("%+v", docs)
	}
}

// ending is a season with all that the next one takes over: compact, quota, document, and chosen leaders.
func ending(t *testing.T) *world {
	t.Helper()
	w, _ := once(t, "ending", func() (*world, map[string]*desk.Desk) { return end(t), nil })
	return w
}

func end(t *testing.T) *world {
	t.Helper()
	w := at(t, emulation.SeasonConference)
	o := w.office.Workspace
	info := w.season(w.office).Info
	info.Kind = seasonroom.SchoolYear
	w.ok(seasonroom.At(o).SetSeasonInfo(info))
	w.ok(seasonroom.At(o).SetQuota("bang-khen", emulation.SeasonQuota{Count: 3, Basis: "Hướng dẫn 21"}))
	w.ok(seasonroom.At(o).SetDocument("quy-che", emulation.NumberedDocument{Kind: "regulation", Title: "Quy chế", Adopted: true}))
	s := w.season(w.office)
	w.written(w.office, s.Cluster.Scope(), changeset.Op("compact", changeset.NewKey(s.ID), "text",
		emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Một"}, Date: "2023-10-10", Place: "Sơn La"}))
	w.sync(w.office)
	w.written(w.office, s.Cluster.Scope(), changeset.Op("leaders", changeset.NewKey(s.ID), "leaders",
		emulation.Leaders{Label: "2024-2025", Head: w.unit("cao-bang").ID, Deputies: []emulation.ID{w.unit("lang-son").ID}, How: "elected", By: "Hội nghị tổng kết"}))
	w.sync(w.office)
	return w
}

func leads(d *book.Season) []string {
	var codes []string
	for _, u := range slices.Concat(d.Head, d.Deputies) {
		codes = append(codes, u.Code)
	}
	return codes
}

// The office begins a season from the one before: with the quotas, and the leaders that were chosen.
func TestNewSeasonByTheOffice(t *testing.T) {
	w := ending(t)
	o := w.office.Workspace
	info := emulation.SeasonInfo{Name: "Năm học 2024–2025", Theme: "Đổi mới"}
	w.fails(seasonroom.At(o).NewSeason("", "2024-2025", emulation.SeasonInfo{}, "2023-2024"), "setup.no-name")
	w.fails(seasonroom.At(o).NewSeason("", " ", info, ""), "setup.bad-label")
	w.fails(seasonroom.At(o).NewSeason("", "2024-2025", info, "2001"), "workspace.season-unknown")
	w.ok(seasonroom.At(o).NewSeason("", "2024-2025", info, "2023-2024"))
	w.sync(w.office)
	w.carried(w.office, 1)
	if s := w.season(w.office); !slices.Equal(leads(s), []string{"cao-bang", "lang-son"}) {
		t.Errorf("%v", leads(s))
	}
	for _, p := range must(seasonroom.At(o).Posts())(w) {
		if p.How != "elected" || p.By != "Hội nghị tổng kết" {
			t.Errorf("%+v", p)
		}
	}
	next := w.leaders("cao-bang", "son-la")
	for code, d := range next {
		w.ok(d.Workspace.UseSeason("", "2024-2025"))
		if may := must(seasonroom.At(d.Workspace).SeasonState())(w).Mine; may != (code == "cao-bang") { // the head of last year leads no more
			t.Errorf("%s: %v", code, may)
		}
	}
	w.ok(seasonroom.At(next["cao-bang"].Workspace).StepSeason(emulation.SeasonConsulting, ""))
}

// The head begins it: posts and quotas are left to the office, and the view says so; until the office has given them the head of last year
// prepares it.
func TestNewSeasonByTheHead(t *testing.T) {
	w := ending(t)
	desks := w.leaders("son-la", "lai-chau")
	info := emulation.SeasonInfo{Name: "Năm học 2024–2025"}
	w.fails(seasonroom.At(desks["lai-chau"].Workspace).NewSeason("", "2024-2025", info, "2023-2024"), "workspace.refused-to")
	staff := w.join("son-la", emulation.RoleStaff)
	w.fails(seasonroom.At(staff.Workspace).NewSeason("", "2024-2025", info, "2023-2024"), "workspace.refused-to")
	head := desks["son-la"]
	w.ok(seasonroom.At(head.Workspace).NewSeason("", "2024-2025", info, "2023-2024"))
	w.sync(head, w.office)
	if n := w.status(head).Waiting + w.status(head).Pending; n != 0 {
		t.Fatalf("%d are not taken", n)
	}
	w.carried(head, 0)
	st := must(seasonroom.At(head.Workspace).SeasonState())(w)
	if len(st.Season.Head) != 0 || st.Chosen == nil || !st.Mine {
		t.Fatalf("%+v", st)
	}
	w.tells(messages(st.Waits), "Sở cao-bang (cụm trưởng)", "Sở lang-son (cụm phó)", "cơ quan thường trực", "số lượng khen thưởng")
	w.fails(seasonroom.At(head.Workspace).AppointChosen(), "workspace.refused-to")
	w.fails(seasonroom.At(head.Workspace).SetQuota("bang-khen", emulation.SeasonQuota{Count: 9}), "workspace.refused-to")
	info.Theme, info.Kind = "Chủ đề", seasonroom.SchoolYear
	w.ok(seasonroom.At(head.Workspace).SetSeasonInfo(info))

	o := w.office.Workspace
	w.ok(o.UseSeason("", "2024-2025"))
	w.ok(seasonroom.At(o).AppointChosen())
	w.ok(seasonroom.At(o).AppointChosen()) // the same again
	w.ok(seasonroom.At(o).SetQuota("bang-khen", emulation.SeasonQuota{Count: 2}))
	w.sync(w.office, head)
	st = must(seasonroom.At(head.Workspace).SeasonState())(w)
	if !slices.Equal(leads(st.Season), []string{"cao-bang", "lang-son"}) || st.Mine || st.Chosen != nil || len(st.Waits) != 0 {
		t.Errorf("%+v", st)
	}
	w.fails(seasonroom.At(head.Workspace).SetSeasonInfo(info), "workspace.refused-to")
	w.agree(head, w.office)
}

// Deadlines: an extension says why, what was set before stays, and what is overdue is told by the desk's day.
func TestCalendar(t *testing.T) {
	w := at(t, emulation.SeasonRunning) // the world's day is 1 July 2024
	head := w.leaders("son-la")["son-la"].Workspace
	w.ok(seasonroom.At(head).SetDeadline(emulation.SeasonRegistering, "15/3/2024", ""))
	w.ok(seasonroom.At(head).SetDeadline(emulation.SeasonRunning, "1/7/2024", ""))
	w.ok(seasonroom.At(head).SetDeadline(emulation.SeasonSelfScoring, "2024-07-10", ""))
	line := func(step emulation.SeasonStep) seasonroom.CalendarLine {
		for _, l := range must(seasonroom.At(head).Calendar())(w) {
			if l.Step == step {
				return l
			}
		}
		t.Fatalf("no line for %s", step)
		return seasonroom.CalendarLine{}
	}
	if l := line(emulation.SeasonRegistering); !l.Past || l.Overdue || l.Current || l.Date != "2024-03-15" {
		t.Errorf("%+v", l)
	}
	if l := line(emulation.SeasonRunning); l.Past || l.Overdue || !l.Current || l.DaysLeft != 0 {
		t.Errorf("%+v", l)
	}
	if l := line(emulation.SeasonSelfScoring); l.Overdue || l.DaysLeft != 9 {
		t.Errorf("%+v", l)
	}
	w.clock.forward(24 * time.Hour)
	if l := line(emulation.SeasonRunning); !l.Overdue || l.DaysLeft != -1 {
		t.Errorf("%+v", l)
	}
	if st := must(seasonroom.At(head).SeasonState())(w); st.Deadline == nil || !st.Deadline.Overdue {
		t.Errorf("%+v", st.Deadline)
	}
	w.fails(seasonroom.At(head).SetDeadline(emulation.SeasonRunning, "2024-07-05", " "), "workspace.refused")
	w.fails(seasonroom.At(head).SetDeadline(emulation.SeasonRunning, "31/6/2024", "x"), "running.bad-date")
	w.fails(seasonroom.At(head).SetDeadline("x", "2024-07-05", "x"), "setup.step-unknown")
	w.ok(seasonroom.At(head).SetDeadline(emulation.SeasonRunning, "2024-07-01", "")) // nothing new
	w.ok(seasonroom.At(head).SetDeadline(emulation.SeasonRunning, "5/7/2024", "mất điện vì bão"))
	l := line(emulation.SeasonRunning)
	if l.Overdue || l.Reason != "mất điện vì bão" || len(l.History) != 3 || l.History[0].Date != "2024-07-01" || l.History[2].Date != "2024-07-05" || l.History[2].Author == "" {
		t.Errorf("%+v", l)
	}
}

// Two desks extend one deadline to different days: both stay, the view says so, and nobody writes over them.
func TestDeadlineConflict(t *testing.T) {
	w := at(t, emulation.SeasonRunning)
	desks := w.leaders("son-la", "cao-bang")
	head, deputy := desks["son-la"], desks["cao-bang"]
	w.ok(seasonroom.At(head.Workspace).SetDeadline(emulation.SeasonRunning, "2024-07-05", ""))
	w.ok(seasonroom.At(deputy.Workspace).SetDeadline(emulation.SeasonRunning, "2024-07-06", ""))
	w.sync(head, deputy, head)
	for _, d := range []*desk.Desk{head, deputy} {
		i := slices.Index(emulation.SeasonSteps, emulation.SeasonRunning)
		if l := must(seasonroom.At(d.Workspace).Calendar())(w)[i]; !l.Conflict || len(l.History) != 2 {
			t.Errorf("%+v", l)
		}
		w.fails(seasonroom.At(d.Workspace).SetDeadline(emulation.SeasonRunning, "2024-07-07", "x"), "running.conflict-first")
	}
	w.agree(head, deputy)
}

func TestSeasonInfoDocumentsQuotas(t *testing.T) {
	w := at(t, emulation.SeasonRunning)
	desks := w.leaders("son-la", "lai-chau")
	head, other := desks["son-la"].Workspace, desks["lai-chau"].Workspace
	info := emulation.SeasonInfo{Name: "Tổng kết ", Kind: seasonroom.MultiYear, Theme: "Chủ đề", Grounds: []string{"Luật 06/2022/QH15", " "}, Date: "2/8/2024"}
	w.fails(seasonroom.At(head).SetSeasonInfo(info), "setup.review-years")
	info.Review, info.ReviewOf = "2015-2020", "phong trào thi đua"
	w.ok(seasonroom.At(head).SetSeasonInfo(info))
	if got := must(head.Season())(w).Info; got.Name != "Tổng kết" || got.Review != "2015–2020" || got.Date != "2024-08-02" || len(got.Grounds) != 1 {
		t.Errorf("%+v", got)
	}
	info.Kind = "month"
	w.fails(seasonroom.At(head).SetSeasonInfo(info), "setup.bad-kind")

	doc := emulation.NumberedDocument{Kind: "plan", Title: "Kế hoạch", Number: "12/KH-CTĐ", Date: "1/10/2023", Issuer: "Cụm thi đua thử"}
	secretary := w.join("son-la", emulation.RoleStaff).Workspace
	w.ok(seasonroom.At(secretary).SetDocument("ke-hoach", doc))
	w.fails(seasonroom.At(other).SetDocument("ke-hoach", doc), "workspace.refused-to")
	w.fails(seasonroom.At(secretary).SetDocument("", doc), "setup.bad-id")
	doc.Title = ""
	w.fails(seasonroom.At(secretary).SetDocument("x", doc), "setup.no-title")
	doc.Kind = "novel"
	w.fails(seasonroom.At(secretary).SetDocument("x", doc), "setup.bad-document-kind")
	docs := must(seasonroom.At(secretary).Documents())(w)
	if len(docs) != 1 || docs[0].ID != "ke-hoach" || docs[0].Date != "2023-10-01" || !docs[0].Pending {
		t.Errorf("%+v", docs)
	}
	docs[0].Withdrawn = true
	w.ok(seasonroom.At(secretary).SetDocument("ke-hoach", docs[0].NumberedDocument))
	if docs := must(seasonroom.At(secretary).Documents())(w); len(docs) != 0 {
		t.Errorf("%+v", docs)
	}

	for _, d := range []*workspace.Workspace{head, other, secretary} {
		w.fails(seasonroom.At(d).SetQuota("bang-khen", emulation.SeasonQuota{Count: 4}), "workspace.refused-to")
	}
	w.ok(seasonroom.At(w.office.Workspace).SetQuota("bang-khen", emulation.SeasonQuota{Count: 4, Basis: "Thông báo 5"}))
	if q := must(seasonroom.At(w.office.Workspace).Quotas())(w); len(q) != 1 || q[0].Form != "bang-khen" || q[0].Count != 4 {
		t.Errorf("%+v", q)
	}
}

func TestPosts(t *testing.T) {
	w := at(t, emulation.SeasonRunning)
	o := w.office.Workspace
	desks := w.leaders("son-la", "cao-bang", "lai-chau")
	id := func(code string) emulation.ID { return w.unit(code).ID }
	// Head and deputies are the office's to give; secretary and verifiers the head's too.
	for code, d := range desks {
		w.fails(seasonroom.At(d.Workspace).SetPost(emulation.PostDeputy, id("lai-chau"), "elected", ""), "workspace.refused-to")
		w.fails(seasonroom.At(d.Workspace).EndPost(emulation.PostHead, id("son-la")), "workspace.refused-to")
		err := seasonroom.At(d.Workspace).SetPost(emulation.PostSecretary, id("lai-chau"), "assigned", "Thông báo 2")
		if code == "son-la" {
			w.ok(err)
			w.ok(seasonroom.At(d.Workspace).EndPost(emulation.PostVerifier, id("lang-son")))
		} else {
			w.fails(err, "workspace.refused-to")
		}
	}
	w.sync(desks["son-la"], w.office)
	w.fails(seasonroom.At(o).SetPost(emulation.PostHead, id("cao-bang"), "elected", ""), "setup.one-head")
	w.fails(seasonroom.At(o).SetPost("king", id("cao-bang"), "elected", ""), "setup.bad-post")
	w.fails(seasonroom.At(o).SetPost(emulation.PostHead, id("cao-bang"), "born", ""), "setup.bad-how")
	w.fails(seasonroom.At(o).EndPost(emulation.PostDeputy, id("lai-chau")), "setup.not-in-post")
	w.ok(seasonroom.At(o).EndPost(emulation.PostHead, id("son-la")))
	w.ok(seasonroom.At(o).EndPost(emulation.PostDeputy, id("cao-bang")))
	w.ok(seasonroom.At(o).SetPost(emulation.PostHead, id("cao-bang"), "acclaimed", "Hội nghị"))
	list := must(seasonroom.At(o).Posts())(w)
	if len(list) != 2 || list[0].Post != emulation.PostHead || list[0].Unit.Code != "cao-bang" || list[0].How != "acclaimed" || list[0].By != "Hội nghị" ||
		list[1].Post != emulation.PostSecretary || list[1].Unit.Code != "lai-chau" {
		t.Errorf("%+v", list)
	}
	w.sync(w.office)
	for _, d := range desks {
		w.sync(d)
	}
	w.fails(seasonroom.At(desks["son-la"].Workspace).StepSeason(emulation.SeasonSelfScoring, ""), "workspace.refused-to")
	w.ok(seasonroom.At(desks["cao-bang"].Workspace).StepSeason(emulation.SeasonSelfScoring, ""))
}
