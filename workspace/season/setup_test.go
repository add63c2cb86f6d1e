package season_test

import (
	"slices"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/season"
)

// A desk works in the season that is under way; another one is chosen for a while, or for good.
func TestSeasonsOfADesk(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRunning)
	o := w.Office
	w.OK(season.At(o.Workspace).FoundCluster("cum-2", emulation.ClusterInfo{Name: "Cụm thi đua thử hai"}))
	w.OK(season.At(o.Workspace).JoinCluster("cum-2", w.Unit("lang-son").ID, "2/8/2024"))
	w.OK(season.At(o.Workspace).NewSeason("cum-2", "2023 - 2024", emulation.SeasonInfo{Name: "Năm học 2023–2024"}, ""))
	w.Fails(season.At(o.Workspace).NewSeason("Cum thi dua thu hai", "2023–2024", emulation.SeasonInfo{Name: "X"}, ""), "setup.season-exists")
	w.Sync(o)
	if s := w.Season(o); s.Cluster.Code != "cum-2" || s.Label != "2023–2024" || s.Step != emulation.SeasonDraft {
		t.Fatalf("%s %s %s", s.Cluster.Code, s.Label, s.Step)
	}
	in := func(d *desk.Desk, cluster, label string) {
		t.Helper()
		if s := w.Season(d); s.Cluster.Code != cluster || s.Label != label {
			t.Errorf("%s %s", s.Cluster.Code, s.Label)
		}
		current := 0
		for _, l := range testyear.Must(d.Workspace.Seasons())(w) {
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
	for code, name := range map[string]string{"cum-1": "cum-thu", "cum-a": "cum-thu", "cum-z": "Cụm thi đua thử hai"} {
		w.OK(season.At(o.Workspace).FoundCluster(code, emulation.ClusterInfo{Name: name}))
	}
	w.OK(o.Workspace.ChooseSeason("cum-thu", "")) // a code comes before what others are called
	in(o, "cum-thu", "2023–2024")
	w.Fails(o.Workspace.ChooseSeason("cum thi dua thu hai", ""), "setup.cluster-ambiguous")
	d := w.Join("lang-son", emulation.RoleLeader)
	in(d, "cum-thu", "2023–2024") // the other one is only being prepared
	w.OK(d.Workspace.ChooseSeason("cum-2", "2023-2024"))
	in(d, "cum-2", "2023–2024")
	d = w.Reopen(d)
	in(d, "cum-thu", "2023–2024")
	w.OK(d.Workspace.UseSeason("cum-2", ""))
	d = w.Reopen(d)
	in(d, "cum-2", "2023–2024")
	w.OK(d.Workspace.UseSeason("", ""))
	in(d, "cum-thu", "2023–2024")
	w.Fails(d.Workspace.UseSeason("cum-thu", "1999"), "workspace.season-unknown")
	w.Fails(d.Workspace.ChooseSeason("cum-9", ""), "setup.cluster-unknown")
	other := w.Join("lai-chau", emulation.RoleLeader)
	if n := len(testyear.Must(other.Workspace.Seasons())(w)); n != 1 {
		t.Errorf("%d seasons of a unit of one cluster", n)
	}
}

// A season that is under way is not hidden by the next one before that begins, nor before its own result is locked, unless the next one is already
// registered for.
func TestSeasonInUse(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonConference)
	o := season.At(w.Office.Workspace)
	d := w.Join("lai-chau", emulation.RoleLeader)
	in := func(label string) {
		t.Helper()
		w.Sync(w.Office, d)
		d = w.Reopen(d)
		if s := w.Season(d); s.Label != label {
			t.Errorf("works in %s, not %s", s.Label, label)
		}
	}
	w.OK(o.NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, "2023-2024"))
	in("2023–2024")
	w.OK(o.SetPost(emulation.PostHead, w.Unit("lai-chau").ID, "elected", ""))
	in("2023–2024")
	w.OK(o.StepSeason(emulation.SeasonConsulting, "chưa bầu cụm trưởng"))
	w.OK(o.StepSeason(emulation.SeasonAdopted, ""))
	in("2023–2024")
	w.OK(o.StepSeason(emulation.SeasonRegistering, "giao ước ký tại hội nghị"))
	in("2024–2025")
}

// Once a result is locked, a new season leads those who lead it from its draft on, and everybody when it begins. An open desk stays in its season and
// knows of the next one; a season that was gone back to holds until a later one leads.
func TestNewSeasonLeadsItsPeople(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonConference)
	w.StepSeason(emulation.SeasonLocked)
	o := season.At(w.Office.Workspace)
	head, member := w.Join("lai-chau", emulation.RoleLeader), w.Join("lang-son", emulation.RoleLeader)
	seen := func(d *desk.Desk) [2]string {
		t.Helper()
		var is [2]string
		for _, l := range testyear.Must(d.Workspace.Seasons())(w) {
			if l.Current {
				is[0] = l.Label
			}
			if l.Next {
				is[1] = l.Label
			}
		}
		return is
	}
	in := func(d *desk.Desk, now, next string) {
		t.Helper()
		if got := seen(d); got != [2]string{now, next} {
			t.Errorf("works in %q, next %q; want %q, %q", got[0], got[1], now, next)
		}
	}
	sync := func() { w.Sync(w.Office, head, member) }
	sync()
	in(head, "2023–2024", "")
	w.OK(o.NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, "2023-2024"))
	w.OK(o.SetPost(emulation.PostHead, w.Unit("lai-chau").ID, "elected", ""))
	sync()
	in(head, "2023–2024", "2024–2025") // what is typed now is still of the old year
	in(member, "2023–2024", "")
	head, member = w.Reopen(head), w.Reopen(member)
	in(head, "2024–2025", "")
	in(member, "2023–2024", "")
	w.OK(head.Workspace.UseSeason("", "2023-2024"))
	head = w.Reopen(head)
	in(head, "2023–2024", "") // by choice
	w.OK(o.StepSeason(emulation.SeasonConsulting, ""))
	sync()
	in(member, "2023–2024", "2024–2025")
	head, member = w.Reopen(head), w.Reopen(member)
	in(head, "2023–2024", "")
	in(member, "2024–2025", "")
	w.OK(o.NewSeason("", "2025-2026", emulation.SeasonInfo{Name: "Năm học 2025–2026"}, ""))
	for _, step := range []emulation.SeasonStep{emulation.SeasonConsulting, emulation.SeasonAdopted, emulation.SeasonRegistering} {
		if step == emulation.SeasonAdopted {
			version := testyear.Must(o.AddCriteria(emulation.CriteriaVersion{Name: "thu.yaml", YAML: []byte(testyear.Table)}))(w)
			w.OK(o.AdoptCriteria(version, ""))
		}
		w.OK(o.StepSeason(step, "chưa có giao ước"))
	}
	sync()
	head = w.Reopen(head)
	in(head, "2025–2026", "")
}

// carried checks what a new season has from the one before.
func carried(w *testyear.World, d *desk.Desk, quotas int) {
	w.Helper()
	s := w.Season(d)
	if s.Label != "2024–2025" || s.Step != emulation.SeasonDraft || s.Version != 1 || s.Set == nil || s.Set.Name != "Bảng tiêu chí thử" ||
		s.Info.Previous != "2023–2024" || s.Info.Kind != season.SchoolYear || len(s.Cluster.Members) != len(testyear.Units) {
		w.Fatalf("%+v", s)
	}
	compact := testyear.Must(d.DB.Record(changeset.NaturalRef(s.Cluster.Scope(), "compact", changeset.NewKey(s.ID))))(w)
	var text emulation.CompactText
	w.OK(changeset.Load(compact.Last("text", changeset.Now).Value, &text))
	if text.Title != "Giao ước" || text.Date != "" || len(text.Paragraphs) != 1 {
		w.Errorf("%+v", text)
	}
	if got := testyear.Must(season.At(d.Workspace).Quotas())(w); len(got) != quotas {
		w.Errorf("%+v", got)
	}
	if docs := testyear.Must(season.At(d.Workspace).Documents())(w); len(docs) != 0 {
		w.Errorf("%+v", docs)
	}
}

// ending is a season with all that the next one takes over: compact, quota, document, and chosen leaders.
func ending(t *testing.T) *testyear.World {
	t.Helper()
	w, _ := testyear.Once(t, "ending", func() (*testyear.World, map[string]*desk.Desk) { return end(t), nil })
	return w
}

func end(t *testing.T) *testyear.World {
	t.Helper()
	w := testyear.Until(t, testyear.Table, emulation.SeasonConference)
	o := w.Office.Workspace
	info := w.Season(w.Office).Info
	info.Kind = season.SchoolYear
	w.OK(season.At(o).SetSeasonInfo(info))
	w.OK(season.At(o).SetQuota("bang-khen", emulation.SeasonQuota{Count: 3, Basis: "Hướng dẫn 21"}))
	w.OK(season.At(o).SetDocument("quy-che", emulation.NumberedDocument{Kind: "regulation", Title: "Quy chế", Adopted: true}))
	s := w.Season(w.Office)
	w.Write(w.Office, s.Cluster.Scope(), changeset.Op("compact", changeset.NewKey(s.ID), "text",
		emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Một"}, Date: "2023-10-10", Place: "Sơn La"}))
	w.Sync(w.Office)
	w.Write(w.Office, s.Cluster.Scope(), changeset.Op("leaders", changeset.NewKey(s.ID), "leaders",
		emulation.Leaders{Label: "2024-2025", Head: w.Unit("cao-bang").ID, Deputies: []emulation.ID{w.Unit("lang-son").ID}, How: "elected", By: "Hội nghị tổng kết"}))
	w.Sync(w.Office)
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
	o := w.Office.Workspace
	info := emulation.SeasonInfo{Name: "Năm học 2024–2025", Theme: "Đổi mới"}
	w.Fails(season.At(o).NewSeason("", "2024-2025", emulation.SeasonInfo{}, "2023-2024"), "setup.no-name")
	w.Fails(season.At(o).NewSeason("", " ", info, ""), "setup.bad-label")
	w.Fails(season.At(o).NewSeason("", "2024-2025", info, "2001"), "workspace.season-unknown")
	w.OK(season.At(o).NewSeason("", "2024-2025", info, "2023-2024"))
	w.Sync(w.Office)
	carried(w, w.Office, 1)
	if s := w.Season(w.Office); !slices.Equal(leads(s), []string{"cao-bang", "lang-son"}) {
		t.Errorf("%v", leads(s))
	}
	for _, p := range testyear.Must(season.At(o).Posts())(w) {
		if p.How != "elected" || p.By != "Hội nghị tổng kết" {
			t.Errorf("%+v", p)
		}
	}
	next := w.Leaders("cao-bang", "son-la")
	for code, d := range next {
		w.OK(d.Workspace.UseSeason("", "2024-2025"))
		if may := testyear.Must(season.At(d.Workspace).SeasonState())(w).Mine; may != (code == "cao-bang") { // the head of last year leads no more
			t.Errorf("%s: %v", code, may)
		}
	}
	w.OK(season.At(next["cao-bang"].Workspace).StepSeason(emulation.SeasonConsulting, ""))
}

// The head begins it: posts and quotas are left to the office, and the view says so; until the office has given them the head of last year
// prepares it.
func TestNewSeasonByTheHead(t *testing.T) {
	w := ending(t)
	desks := w.Leaders("son-la", "lai-chau")
	info := emulation.SeasonInfo{Name: "Năm học 2024–2025"}
	w.Fails(season.At(desks["lai-chau"].Workspace).NewSeason("", "2024-2025", info, "2023-2024"), "workspace.refused-to")
	staff := w.Join("son-la", emulation.RoleStaff)
	w.Fails(season.At(staff.Workspace).NewSeason("", "2024-2025", info, "2023-2024"), "workspace.refused-to")
	head := desks["son-la"]
	w.OK(season.At(head.Workspace).NewSeason("", "2024-2025", info, "2023-2024"))
	w.Sync(head, w.Office)
	if n := w.Status(head).Waiting + w.Status(head).Pending; n != 0 {
		t.Fatalf("%d are not taken", n)
	}
	carried(w, head, 0)
	st := testyear.Must(season.At(head.Workspace).SeasonState())(w)
	if len(st.Season.Head) != 0 || st.Chosen == nil || !st.Mine {
		t.Fatalf("%+v", st)
	}
	tells(w, testyear.Messages(st.Waits), "Sở cao-bang (cụm trưởng)", "Sở lang-son (cụm phó)", "cơ quan thường trực", "số lượng khen thưởng")
	w.Fails(season.At(head.Workspace).AppointChosen(), "workspace.refused-to")
	w.Fails(season.At(head.Workspace).SetQuota("bang-khen", emulation.SeasonQuota{Count: 9}), "workspace.refused-to")
	info.Theme, info.Kind = "Chủ đề", season.SchoolYear
	w.OK(season.At(head.Workspace).SetSeasonInfo(info))

	o := w.Office.Workspace
	w.OK(o.UseSeason("", "2024-2025"))
	w.OK(season.At(o).AppointChosen())
	w.OK(season.At(o).AppointChosen()) // the same again
	w.OK(season.At(o).SetQuota("bang-khen", emulation.SeasonQuota{Count: 2}))
	w.Sync(w.Office, head)
	st = testyear.Must(season.At(head.Workspace).SeasonState())(w)
	if !slices.Equal(leads(st.Season), []string{"cao-bang", "lang-son"}) || st.Mine || st.Chosen != nil || len(st.Waits) != 0 {
		t.Errorf("%+v", st)
	}
	w.Fails(season.At(head.Workspace).SetSeasonInfo(info), "workspace.refused-to")
	w.Agree(head, w.Office)
}

// Deadlines: an extension says why, what was set before stays, and what is overdue is told by the desk's day.
func TestCalendar(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRunning) // the world's day is 1 July 2024
	head := w.Leaders("son-la")["son-la"].Workspace
	w.OK(season.At(head).SetDeadline(emulation.SeasonRegistering, "15/3/2024", ""))
	w.OK(season.At(head).SetDeadline(emulation.SeasonRunning, "1/7/2024", ""))
	w.OK(season.At(head).SetDeadline(emulation.SeasonSelfScoring, "2024-07-10", ""))
	line := func(step emulation.SeasonStep) season.CalendarLine {
		for _, l := range testyear.Must(season.At(head).Calendar())(w) {
			if l.Step == step {
				return l
			}
		}
		t.Fatalf("no line for %s", step)
		return season.CalendarLine{}
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
	w.Clock.Forward(24 * time.Hour)
	if l := line(emulation.SeasonRunning); !l.Overdue || l.DaysLeft != -1 {
		t.Errorf("%+v", l)
	}
	if st := testyear.Must(season.At(head).SeasonState())(w); st.Deadline == nil || !st.Deadline.Overdue {
		t.Errorf("%+v", st.Deadline)
	}
	w.Fails(season.At(head).SetDeadline(emulation.SeasonRunning, "2024-07-05", " "), "workspace.refused")
	w.Fails(season.At(head).SetDeadline(emulation.SeasonRunning, "31/6/2024", "x"), "running.bad-date")
	w.Fails(season.At(head).SetDeadline("x", "2024-07-05", "x"), "setup.step-unknown")
	w.OK(season.At(head).SetDeadline(emulation.SeasonRunning, "2024-07-01", "")) // nothing new
	w.OK(season.At(head).SetDeadline(emulation.SeasonRunning, "5/7/2024", "mất điện vì bão"))
	l := line(emulation.SeasonRunning)
	if l.Overdue || l.Reason != "mất điện vì bão" || len(l.History) != 3 || l.History[0].Date != "2024-07-01" || l.History[2].Date != "2024-07-05" || l.History[2].Author == "" {
		t.Errorf("%+v", l)
	}
}

// Two desks extend one deadline to different days: both stay, the view says so, and nobody writes over them.
func TestDeadlineConflict(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRunning)
	desks := w.Leaders("son-la", "cao-bang")
	head, deputy := desks["son-la"], desks["cao-bang"]
	w.OK(season.At(head.Workspace).SetDeadline(emulation.SeasonRunning, "2024-07-05", ""))
	w.OK(season.At(deputy.Workspace).SetDeadline(emulation.SeasonRunning, "2024-07-06", ""))
	w.Sync(head, deputy, head)
	for _, d := range []*desk.Desk{head, deputy} {
		i := slices.Index(emulation.SeasonSteps, emulation.SeasonRunning)
		if l := testyear.Must(season.At(d.Workspace).Calendar())(w)[i]; !l.Conflict || len(l.History) != 2 {
			t.Errorf("%+v", l)
		}
		w.Fails(season.At(d.Workspace).SetDeadline(emulation.SeasonRunning, "2024-07-07", "x"), "running.conflict-first")
	}
	w.Agree(head, deputy)
}

func TestSeasonInfoDocumentsQuotas(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRunning)
	desks := w.Leaders("son-la", "lai-chau")
	head, other := desks["son-la"].Workspace, desks["lai-chau"].Workspace
	info := emulation.SeasonInfo{Name: "Tổng kết ", Kind: season.MultiYear, Theme: "Chủ đề", Grounds: []string{"Luật 06/2022/QH15", " "}, Date: "2/8/2024"}
	w.Fails(season.At(head).SetSeasonInfo(info), "setup.review-years")
	info.Review, info.ReviewOf = "2015-2020", "phong trào thi đua"
	w.OK(season.At(head).SetSeasonInfo(info))
	if got := testyear.Must(head.Season())(w).Info; got.Name != "Tổng kết" || got.Review != "2015–2020" || got.Date != "2024-08-02" || len(got.Grounds) != 1 {
		t.Errorf("%+v", got)
	}
	info.Kind = "month"
	w.Fails(season.At(head).SetSeasonInfo(info), "setup.bad-kind")

	doc := emulation.NumberedDocument{Kind: "plan", Title: "Kế hoạch", Number: "12/KH-CTĐ", Date: "1/10/2023", Issuer: "Cụm thi đua thử"}
	secretary := w.Join("son-la", emulation.RoleStaff).Workspace
	w.OK(season.At(secretary).SetDocument("ke-hoach", doc))
	w.Fails(season.At(other).SetDocument("ke-hoach", doc), "workspace.refused-to")
	w.Fails(season.At(secretary).SetDocument("", doc), "setup.bad-id")
	doc.Title = ""
	w.Fails(season.At(secretary).SetDocument("x", doc), "setup.no-title")
	doc.Kind = "novel"
	w.Fails(season.At(secretary).SetDocument("x", doc), "setup.bad-document-kind")
	docs := testyear.Must(season.At(secretary).Documents())(w)
	if len(docs) != 1 || docs[0].ID != "ke-hoach" || docs[0].Date != "2023-10-01" {
		t.Errorf("%+v", docs)
	}
	docs[0].Withdrawn = true
	w.OK(season.At(secretary).SetDocument("ke-hoach", docs[0].NumberedDocument))
	if docs := testyear.Must(season.At(secretary).Documents())(w); len(docs) != 0 {
		t.Errorf("%+v", docs)
	}

	for _, d := range []*workspace.Workspace{head, other, secretary} {
		w.Fails(season.At(d).SetQuota("bang-khen", emulation.SeasonQuota{Count: 4}), "workspace.refused-to")
	}
	w.OK(season.At(w.Office.Workspace).SetQuota("bang-khen", emulation.SeasonQuota{Count: 4, Basis: "Thông báo 5"}))
	if q := testyear.Must(season.At(w.Office.Workspace).Quotas())(w); len(q) != 1 || q[0].Form != "bang-khen" || q[0].Count != 4 {
		t.Errorf("%+v", q)
	}
}

func TestPosts(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRunning)
	o := w.Office.Workspace
	desks := w.Leaders("son-la", "cao-bang", "lai-chau")
	id := func(code string) emulation.ID { return w.Unit(code).ID }
	// Head and deputies are the office's to give; secretary and verifiers the head's too.
	for code, d := range desks {
		w.Fails(season.At(d.Workspace).SetPost(emulation.PostDeputy, id("lai-chau"), "elected", ""), "workspace.refused-to")
		w.Fails(season.At(d.Workspace).EndPost(emulation.PostHead, id("son-la")), "workspace.refused-to")
		err := season.At(d.Workspace).SetPost(emulation.PostSecretary, id("lai-chau"), "assigned", "Thông báo 2")
		if code == "son-la" {
			w.OK(err)
			w.OK(season.At(d.Workspace).EndPost(emulation.PostVerifier, id("lang-son")))
		} else {
			w.Fails(err, "workspace.refused-to")
		}
	}
	w.Sync(desks["son-la"], w.Office)
	w.Fails(season.At(o).SetPost(emulation.PostHead, id("cao-bang"), "elected", ""), "setup.one-head")
	w.Fails(season.At(o).SetPost("king", id("cao-bang"), "elected", ""), "setup.bad-post")
	w.Fails(season.At(o).SetPost(emulation.PostHead, id("cao-bang"), "born", ""), "setup.bad-how")
	w.Fails(season.At(o).EndPost(emulation.PostDeputy, id("lai-chau")), "setup.not-in-post")
	w.OK(season.At(o).EndPost(emulation.PostHead, id("son-la")))
	w.OK(season.At(o).EndPost(emulation.PostDeputy, id("cao-bang")))
	w.OK(season.At(o).SetPost(emulation.PostHead, id("cao-bang"), "acclaimed", "Hội nghị"))
	list := testyear.Must(season.At(o).Posts())(w)
	if len(list) != 2 || list[0].Post != emulation.PostHead || list[0].Unit.Code != "cao-bang" || list[0].How != "acclaimed" || list[0].By != "Hội nghị" ||
		list[1].Post != emulation.PostSecretary || list[1].Unit.Code != "lai-chau" {
		t.Errorf("%+v", list)
	}
	w.Sync(w.Office)
	for _, d := range desks {
		w.Sync(d)
	}
	w.Fails(season.At(desks["son-la"].Workspace).StepSeason(emulation.SeasonSelfScoring, ""), "workspace.refused-to")
	w.OK(season.At(desks["cao-bang"].Workspace).StepSeason(emulation.SeasonSelfScoring, ""))
}
