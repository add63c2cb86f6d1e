package season_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/questions"
	"thidua/workspace/review"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// tells checks that a Vietnamese sentence holds words.
func tells(w *testyear.World, sentence string, words ...string) {
	w.Helper()
	for _, word := range words {
		if !strings.Contains(sentence, word) {
			w.Errorf("%q does not say %q", sentence, word)
		}
	}
}

// Head, deputy and office take the season's steps; everybody else is told who can, by name.
func TestWhoStepsTheSeason(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRunning)
	w.OK(season.At(w.Office.Workspace).SetPost(emulation.PostSecretary, w.Unit("lai-chau").ID, "", ""))
	w.Sync(w.Office)
	wrong := map[string]*desk.Desk{
		"staff of the head's unit": w.Join("son-la", emulation.RoleStaff),
		"leader of another unit":   w.Join("lang-son", emulation.RoleLeader),
		"staff of another unit":    w.Join("lang-son", emulation.RoleStaff),
		"leader of the secretary":  w.Join("lai-chau", emulation.RoleLeader),
		"secretary":                w.Join("lai-chau", emulation.RoleSecretary),
		"observer":                 w.Join("son-la", emulation.RoleObserver),
	}
	for name, d := range wrong {
		for what, err := range map[string]error{
			"on":   season.At(d.Workspace).StepSeason(emulation.SeasonSelfScoring, ""),
			"back": season.At(d.Workspace).StepBack("lý do"),
			"info": season.At(d.Workspace).SetSeasonInfo(emulation.SeasonInfo{Name: "Khác"}),
			"day":  season.At(d.Workspace).SetDeadline(emulation.SeasonRunning, "2024-05-31", ""),
		} {
			if emulation.KeyOf(err) != "workspace.refused-to" {
				t.Errorf("%s, %s: %v", name, what, err)
				continue
			}
			tells(w, phrase.Error(phrase.Vietnamese, err), "Sở son-la (cụm trưởng)", "Sở cao-bang (cụm phó)", "Bộ Giáo dục và Đào tạo")
		}
		if st := testyear.Must(season.At(d.Workspace).SeasonState())(w); st.Mine || st.Season.Step != emulation.SeasonRunning {
			t.Errorf("%s: %+v", name, st)
		}
	}
	steps := []struct {
		by string
		to emulation.SeasonStep
	}{{"son-la", emulation.SeasonMidReview}, {"cao-bang", emulation.SeasonSelfScoring}}
	for _, s := range steps {
		d := w.Join(s.by, emulation.RoleLeader)
		if st := testyear.Must(season.At(d.Workspace).SeasonState())(w); !st.Mine {
			t.Errorf("%s may not", s.by)
		}
		w.OK(season.At(d.Workspace).StepSeason(s.to, ""))
		w.Sync(d, w.Office)
	}
	w.OK(season.At(w.Office.Workspace).StepBack("mở lại để bổ sung"))
	if s := w.Season(w.Office); s.Step != emulation.SeasonMidReview {
		t.Errorf("%s", s.Step)
	}
}

// What stands before each step: blocked, or missing and passed for a reason that is recorded.
func TestSeasonChecklist(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRegistering)
	head := w.Leaders("son-la")["son-la"]
	step := func(to emulation.SeasonStep, words ...string) {
		t.Helper()
		err := season.At(head.Workspace).StepSeason(to, "  ")
		if len(words) > 0 {
			w.Fails(err, "setup.missing")
			tells(w, phrase.Error(phrase.Vietnamese, err), words...)
			err = season.At(head.Workspace).StepSeason(to, "theo lịch của Bộ")
		}
		w.OK(err)
		if s := w.Season(head); s.Step != to {
			t.Fatalf("%s, not %s", s.Step, to)
		}
	}
	w.Fails(season.At(head.Workspace).StepSeason(emulation.SeasonVerifying, "vội"), "setup.step-impossible")
	w.Fails(season.At(head.Workspace).StepSeason("nowhere", "vội"), "setup.step-impossible")
	step(emulation.SeasonRunning, "giao ước", "chưa đăng ký thi đua: Sở cao-bang, Sở lai-chau, Sở lang-son, Sở son-la")
	step(emulation.SeasonSelfScoring)
	step(emulation.SeasonVerifying, "chưa nộp phiếu", "Sở lai-chau")
	w.Fails(season.At(head.Workspace).StepSeason(emulation.SeasonSelfScoring, ""), "workspace.refused") // a step back says why
	step(emulation.SeasonExplaining, "chưa nộp phiếu")
	step(emulation.SeasonConference, "chưa nộp phiếu")
	w.Fails(season.At(head.Workspace).StepSeason(emulation.SeasonLocked, "vội"), "setup.lock-by-result")
	history := testyear.Must(season.At(head.Workspace).SeasonHistory())(w)
	for _, taken := range history {
		asked := taken.To == emulation.SeasonRunning || taken.To == emulation.SeasonVerifying || taken.To == emulation.SeasonExplaining || taken.To == emulation.SeasonConference
		if (taken.Reason == "theo lịch của Bộ") != asked || taken.Back {
			t.Errorf("%+v", taken)
		}
	}
}

// Without criteria in force none are adopted, without members nobody is asked about them.
func TestSeasonChecklistBlocks(t *testing.T) {
	w := testyear.Empty(t)
	o := w.Office.Workspace
	w.OK(season.At(o).FoundCluster("cum-1", emulation.ClusterInfo{Name: "Cụm 1", Organiser: "Hội đồng Thi đua – Khen thưởng tỉnh"}))
	w.OK(season.At(o).NewSeason("cum-1", "2025", emulation.SeasonInfo{Name: "Năm 2025", Kind: season.CalendarYear}, ""))
	err := season.At(o).StepSeason(emulation.SeasonConsulting, "cứ làm")
	w.Fails(err, "setup.blocked")
	tells(w, phrase.Error(phrase.Vietnamese, err), "thành viên")
	w.OK(season.At(o).AddUnit("a", emulation.UnitInfo{Name: "Đơn vị A"}))
	w.OK(season.At(o).JoinCluster("", w.Unit("a").ID, ""))
	err = season.At(o).StepSeason(emulation.SeasonConsulting, "")
	w.Fails(err, "setup.missing")
	tells(w, phrase.Error(phrase.Vietnamese, err), "cụm trưởng")
	w.OK(season.At(o).SetPost(emulation.PostHead, w.Unit("a").ID, "assigned", "Quyết định 01"))
	w.OK(season.At(o).StepSeason(emulation.SeasonConsulting, ""))
	err = season.At(o).StepSeason(emulation.SeasonAdopted, "cứ làm")
	w.Fails(err, "setup.blocked")
	tells(w, phrase.Error(phrase.Vietnamese, err), "bộ tiêu chí")
	if s := w.Season(w.Office); s.Step != emulation.SeasonConsulting || s.Cluster.Info.Organiser == "" {
		t.Errorf("%+v", s)
	}
}

// Registering and signing takes a unit off the list; a signature under another text does not.
func TestSeasonChecklistSigned(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRegistering)
	o := w.Office.Workspace
	desks := w.Leaders(testyear.Units...)
	cluster := w.Season(w.Office)
	compact := emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Một"}}
	scope, key := cluster.Cluster.Scope(), changeset.NewKey(cluster.ID)
	w.Write(w.Office, scope, changeset.Op("compact", key, "text", compact))
	w.Sync(w.Office)
	signed := emulation.Digest(changeset.MustEncode(compact))
	for code, d := range desks {
		w.Sync(d)
		own := changeset.NewKey(cluster.ID, w.Unit(code).ID)
		text := signed
		if code == "lang-son" {
			text = emulation.Digest([]byte("another"))
		}
		if code != "lai-chau" {
			w.Write(d, scope, changeset.Op("registration", own, "value", emulation.Registration{Movements: []string{"x"}}))
		}
		w.Write(d, scope, changeset.Op("signature", own, "signature", emulation.CompactSignature{Text: text}))
		w.Sync(d)
	}
	w.Sync(w.Office)
	list := testyear.Must(season.At(o).SeasonChecklist(emulation.SeasonRunning))(w)
	if got := testyear.Messages(list.Missing); got != "chưa đăng ký thi đua: Sở lai-chau\nchưa ký giao ước: Sở lang-son" || list.Blocking != nil {
		t.Errorf("%s", got)
	}
	if back := testyear.Must(season.At(o).SeasonChecklist(emulation.SeasonAdopted))(w); back.Missing != nil || back.Blocking != nil {
		t.Errorf("%+v", back)
	}
}

// Sheets on which unit and verifiers differ, and what nobody explained.
func TestSeasonChecklistAgreed(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonSelfScoring)
	desks := w.Leaders(testyear.Units...)
	for _, code := range testyear.Units {
		w.Type(desks[code], "I.2", "8")
		w.OK(sheet.At(desks[code].Workspace).Because("chưa có minh chứng").Submit())
		w.Sync(desks[code])
	}
	head := desks["son-la"]
	w.Sync(head)
	w.OK(season.At(head.Workspace).StepSeason(emulation.SeasonVerifying, ""))
	w.OK(review.At(head.Workspace).Verify(w.Unit("lai-chau").ID, "I.2", "7", "thiếu minh chứng"))
	w.OK(sheet.At(head.Workspace).StepSheet(w.Unit("lai-chau").ID, emulation.SheetCrossChecked, ""))
	err := season.At(head.Workspace).StepSeason(emulation.SeasonExplaining, "")
	w.Fails(err, "setup.missing")
	tells(w, phrase.Error(phrase.Vietnamese, err), "chưa được thẩm định: Sở cao-bang, Sở lang-son, Sở son-la")
	w.OK(season.At(head.Workspace).StepSeason(emulation.SeasonExplaining, "đã hết hạn"))
	list := testyear.Messages(testyear.Must(season.At(head.Workspace).SeasonChecklist(emulation.SeasonConference))(w).Missing)
	tells(w, list, "phiếu chưa thống nhất: Sở cao-bang, Sở lai-chau, Sở lang-son, Sở son-la", "Sở lai-chau còn 1 tiêu chí lệch điểm chưa giải trình")
	w.Sync(head, desks["lai-chau"])
	s := w.Season(head)
	w.Write(desks["lai-chau"], s.Cluster.Scope(), changeset.Op("explanation", changeset.NewKey(s.SheetIDOf(w.Unit("lai-chau").ID, book.PeriodSeason), "I.2"), "text", emulation.Explanation{Text: "đã bổ sung"}))
	w.Sync(desks["lai-chau"], head)
	if list := testyear.Messages(testyear.Must(season.At(head.Workspace).SeasonChecklist(emulation.SeasonConference))(w).Missing); strings.Contains(list, "giải trình") {
		t.Error(list)
	}
}

// Every step stays in the history, steps back among them, also when a record has long forgotten the first ones.
func TestSeasonHistory(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonSelfScoring)
	desk := w.Leaders("son-la")["son-la"]
	head := desk.Workspace
	first := testyear.Must(season.At(head).SeasonHistory())(w)
	if len(first) != 6 || first[0].From != "" || first[5].From != emulation.SeasonRunning || first[5].To != emulation.SeasonSelfScoring {
		t.Fatalf("%+v", first)
	}
	for i := range 12 {
		w.OK(season.At(head).StepBack("lần " + string(rune('a'+i)))) // mid-review was left out, and is not gone back to
		if testyear.Must(head.Season())(w).Step != emulation.SeasonRunning {
			t.Fatal("not back where it ran")
		}
		w.OK(season.At(head).StepSeason(emulation.SeasonSelfScoring, ""))
	}
	check := func(d *workspace.Workspace) {
		t.Helper()
		all := testyear.Must(season.At(d).SeasonHistory())(w)
		if len(all) != 6+24 || !slices.Equal(all[:5], first[:5]) {
			t.Fatalf("%d steps: %+v", len(all), all)
		}
		at := emulation.SeasonStep("")
		for i, taken := range all {
			back := i >= 6 && i%2 == 0
			if taken.From != at || taken.Back != back || (taken.Reason != "") != back || taken.Author == "" || taken.At == 0 {
				t.Errorf("%d: %+v", i, taken)
			}
			if i == 8 && taken.Reason != "lần b" || i >= 6 && taken.Author != "Người của son-la (Sở son-la)" {
				t.Errorf("%+v", taken)
			}
			at = taken.To
		}
	}
	check(head)
	w.Sync(desk, w.Office) // now the record keeps the last of them only
	check(head)
	check(w.Office.Workspace)
}

// Two desks take the season to different steps without a line: the first at the server stands, the other is held, shown, and decided about
// once; then both ends say the same.
func TestTwoStepsOffline(t *testing.T) {
	for name, accept := range map[string]bool{"taken in": true, "left out": false} {
		t.Run(name, func(t *testing.T) {
			w := testyear.Until(t, testyear.Table, emulation.SeasonRunning)
			desks := w.Leaders("son-la", "cao-bang")
			head, deputy := desks["son-la"], desks["cao-bang"]
			w.OK(season.At(head.Workspace).StepSeason(emulation.SeasonSelfScoring, ""))
			w.OK(season.At(deputy.Workspace).StepSeason(emulation.SeasonMidReview, ""))
			if w.Season(head).Step != emulation.SeasonSelfScoring || w.Season(deputy).Step != emulation.SeasonMidReview {
				t.Fatal("a step is not shown where it was taken")
			}
			w.Sync(head, deputy, head)
			for _, d := range []*desk.Desk{head, deputy} {
				st := testyear.Must(season.At(d.Workspace).SeasonState())(w)
				if st.Season.Step != emulation.SeasonSelfScoring || len(st.Held) != 1 || st.Held[0].To != emulation.SeasonMidReview || st.Held[0].Mine != (d == deputy) {
					t.Fatalf("%+v", st)
				}
				tells(w, testyear.Messages(st.Waits), "Người của cao-bang (Sở cao-bang)", "sơ kết")
				if n := w.Status(d).Waiting; n != 1 {
					t.Errorf("%d wait", n)
				}
			}
			held := testyear.Must(season.At(head.Workspace).SeasonState())(w).Held[0]
			w.OK(questions.At(head.Workspace).TakeIn(held.Scope, held.Identity, accept, "theo lịch"))
			w.Sync(head, deputy, head)
			want, steps := emulation.SeasonSelfScoring, 6
			if accept {
				want, steps = emulation.SeasonMidReview, 7
			}
			for _, d := range []*desk.Desk{head, deputy} {
				st := testyear.Must(season.At(d.Workspace).SeasonState())(w)
				if st.Season.Step != want || len(st.Held) != 0 {
					t.Errorf("%+v", st)
				}
				if n := len(testyear.Must(season.At(d.Workspace).SeasonHistory())(w)); n != steps {
					t.Errorf("%d steps", n)
				}
			}
			w.Agree(head, deputy)
			// The season goes on from there, by either.
			w.OK(season.At(deputy.Workspace).StepBack("xem lại"))
			w.Sync(deputy, head)
			if s := w.Season(head); s.Step != emulation.SeasonRunning {
				t.Errorf("%s", s.Step)
			}
			w.Agree(head, deputy)
		})
	}
}
