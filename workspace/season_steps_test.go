package workspace_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/questions"
	"thidua/workspace/review"
	seasonroom "thidua/workspace/season"
	"thidua/workspace/sheet"
)

// at is a world whose season stands at a step, with nothing registered, signed or handed in.
func at(t *testing.T, step emulation.SeasonStep) *world {
	t.Helper()
	w, _ := once(t, "at "+string(step), func() (*world, map[string]*desk.Desk) { return until(t, table, step), nil })
	return w
}

func (w *world) season(d *desk.Desk) *book.Season {
	w.Helper()
	return must(d.Workspace.Season())(w)
}

// tells checks that a Vietnamese sentence holds words.
func (w *world) tells(sentence string, words ...string) {
	w.Helper()
	for _, word := range words {
		if !strings.Contains(sentence, word) {
			w.Errorf("%q does not say %q", sentence, word)
		}
	}
}

func messages(list []emulation.Message) string {
	var lines []string
	for _, m := range list {
		lines = append(lines, phrase.Render(phrase.Vietnamese, m))
	}
	return strings.Join(lines, "\n")
}

// Head, deputy and office take the season's steps; everybody else is told who can, by name.
func TestWhoStepsTheSeason(t *testing.T) {
	w := at(t, emulation.SeasonRunning)
	w.ok(seasonroom.At(w.office.Workspace).SetPost(emulation.PostSecretary, w.unit("lai-chau").ID, "", ""))
	w.sync(w.office)
	wrong := map[string]*desk.Desk{
		"staff of the head's unit": w.join("son-la", emulation.RoleStaff),
		"leader of another unit":   w.join("lang-son", emulation.RoleLeader),
		"staff of another unit":    w.join("lang-son", emulation.RoleStaff),
		"leader of the secretary":  w.join("lai-chau", emulation.RoleLeader),
		"secretary":                w.join("lai-chau", emulation.RoleSecretary),
		"observer":                 w.join("son-la", emulation.RoleObserver),
	}
	for name, d := range wrong {
		for what, err := range map[string]error{
			"on":   seasonroom.At(d.Workspace).StepSeason(emulation.SeasonSelfScoring, ""),
			"back": seasonroom.At(d.Workspace).StepBack("lý do"),
			"info": seasonroom.At(d.Workspace).SetSeasonInfo(emulation.SeasonInfo{Name: "Khác"}),
			"day":  seasonroom.At(d.Workspace).SetDeadline(emulation.SeasonRunning, "2024-05-31", ""),
		} {
			if emulation.KeyOf(err) != "workspace.refused-to" {
				t.Errorf("%s, %s: %v", name, what, err)
				continue
			}
			w.tells(phrase.Error(phrase.Vietnamese, err), "Sở son-la (cụm trưởng)", "Sở cao-bang (cụm phó)", "Bộ Giáo dục và Đào tạo")
		}
		if st := must(seasonroom.At(d.Workspace).SeasonState())(w); st.Mine || st.Season.Step != emulation.SeasonRunning {
			t.Errorf("%s: %+v", name, st)
		}
	}
	steps := []struct {
		by string
		to emulation.SeasonStep
	}{{"son-la", emulation.SeasonMidReview}, {"cao-bang", emulation.SeasonSelfScoring}}
	for _, s := range steps {
		d := w.join(s.by, emulation.RoleLeader)
		if st := must(seasonroom.At(d.Workspace).SeasonState())(w); !st.Mine {
			t.Errorf("%s may not", s.by)
		}
		w.ok(seasonroom.At(d.Workspace).StepSeason(s.to, ""))
		w.sync(d, w.office)
	}
	w.ok(seasonroom.At(w.office.Workspace).StepBack("mở lại để bổ sung"))
	if s := w.season(w.office); s.Step != emulation.SeasonMidReview {
		t.Errorf("%s", s.Step)
	}
}

// What stands before each step: blocked, or missing and passed for a reason that is recorded.
func TestSeasonChecklist(t *testing.T) {
	w := at(t, emulation.SeasonRegistering)
	head := w.leaders("son-la")["son-la"]
	step := func(to emulation.SeasonStep, words ...string) {
		t.Helper()
		err := seasonroom.At(head.Workspace).StepSeason(to, "  ")
		if len(words) > 0 {
			w.fails(err, "setup.missing")
			w.tells(phrase.Error(phrase.Vietnamese, err), words...)
			err = seasonroom.At(head.Workspace).StepSeason(to, "theo lịch của Bộ")
		}
		w.ok(err)
		if s := w.season(head); s.Step != to {
			t.Fatalf("%s, not %s", s.Step, to)
		}
	}
	w.fails(seasonroom.At(head.Workspace).StepSeason(emulation.SeasonVerifying, "vội"), "setup.step-impossible")
	w.fails(seasonroom.At(head.Workspace).StepSeason("nowhere", "vội"), "setup.step-impossible")
	step(emulation.SeasonRunning, "giao ước", "chưa đăng ký thi đua: Sở cao-bang, Sở lai-chau, Sở lang-son, Sở son-la")
	step(emulation.SeasonSelfScoring)
	step(emulation.SeasonVerifying, "chưa nộp phiếu", "Sở lai-chau")
	w.fails(seasonroom.At(head.Workspace).StepSeason(emulation.SeasonSelfScoring, ""), "workspace.refused") // a step back says why
	step(emulation.SeasonExplaining, "chưa nộp phiếu")
	step(emulation.SeasonConference, "chưa nộp phiếu")
	w.fails(seasonroom.At(head.Workspace).StepSeason(emulation.SeasonLocked, "vội"), "setup.lock-by-result")
	history := must(seasonroom.At(head.Workspace).SeasonHistory())(w)
	for _, taken := range history {
		asked := taken.To == emulation.SeasonRunning || taken.To == emulation.SeasonVerifying || taken.To == emulation.SeasonExplaining || taken.To == emulation.SeasonConference
		if (taken.Reason == "theo lịch của Bộ") != asked || taken.Back {
			t.Errorf("%+v", taken)
		}
	}
}

// Without criteria in force none are adopted, without members nobody is asked about them.
func TestSeasonChecklistBlocks(t *testing.T) {
	w := empty(t)
	o := w.office.Workspace
	w.ok(seasonroom.At(o).FoundCluster("cum-1", emulation.ClusterInfo{Name: "Cụm 1", Organiser: "Hội đồng Thi đua – Khen thưởng tỉnh"}))
	w.ok(seasonroom.At(o).NewSeason("cum-1", "2025", emulation.SeasonInfo{Name: "Năm 2025", Kind: seasonroom.CalendarYear}, ""))
	err := seasonroom.At(o).StepSeason(emulation.SeasonConsulting, "cứ làm")
	w.fails(err, "setup.blocked")
	w.tells(phrase.Error(phrase.Vietnamese, err), "thành viên")
	w.ok(seasonroom.At(o).AddUnit("a", emulation.UnitInfo{Name: "Đơn vị A"}))
	w.ok(seasonroom.At(o).JoinCluster("", w.unit("a").ID, ""))
	err = seasonroom.At(o).StepSeason(emulation.SeasonConsulting, "")
	w.fails(err, "setup.missing")
	w.tells(phrase.Error(phrase.Vietnamese, err), "cụm trưởng")
	w.ok(seasonroom.At(o).SetPost(emulation.PostHead, w.unit("a").ID, "assigned", "Quyết định 01"))
	w.ok(seasonroom.At(o).StepSeason(emulation.SeasonConsulting, ""))
	err = seasonroom.At(o).StepSeason(emulation.SeasonAdopted, "cứ làm")
	w.fails(err, "setup.blocked")
	w.tells(phrase.Error(phrase.Vietnamese, err), "bộ tiêu chí")
	if s := w.season(w.office); s.Step != emulation.SeasonConsulting || s.Cluster.Info.Organiser == "" {
		t.Errorf("%+v", s)
	}
}

// Registering and signing takes a unit off the list; a signature under another text does not.
func TestSeasonChecklistSigned(t *testing.T) {
	w := at(t, emulation.SeasonRegistering)
	o := w.office.Workspace
	desks := w.leaders(units...)
	cluster := w.season(w.office)
	compact := emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Một"}}
	scope, key := cluster.Cluster.Scope(), changeset.NewKey(cluster.ID)
	w.written(w.office, scope, changeset.Op("compact", key, "text", compact))
	w.sync(w.office)
	signed := emulation.Digest(changeset.MustEncode(compact))
	for code, d := range desks {
		w.sync(d)
		own := changeset.NewKey(cluster.ID, w.unit(code).ID)
		text := signed
		if code == "lang-son" {
			text = emulation.Digest([]byte("another"))
		}
		if code != "lai-chau" {
			w.written(d, scope, changeset.Op("registration", own, "value", emulation.Registration{Movements: []string{"x"}}))
		}
		w.written(d, scope, changeset.Op("signature", own, "signature", emulation.CompactSignature{Text: text}))
		w.sync(d)
	}
	w.sync(w.office)
	list := must(seasonroom.At(o).SeasonChecklist(emulation.SeasonRunning))(w)
	if got := messages(list.Missing); got != "chưa đăng ký thi đua: Sở lai-chau\nchưa ký giao ước: Sở lang-son" || list.Blocking != nil {
		t.Errorf("%s", got)
	}
	if back := must(seasonroom.At(o).SeasonChecklist(emulation.SeasonAdopted))(w); back.Missing != nil || back.Blocking != nil {
		t.Errorf("%+v", back)
	}
}

// Sheets on which unit and verifiers differ, and what nobody explained.
func TestSeasonChecklistAgreed(t *testing.T) {
	w := at(t, emulation.SeasonSelfScoring)
	desks := w.leaders(units...)
	for _, code := range units {
		w.typed(desks[code], "I.2", "8")
		w.ok(sheet.At(desks[code].Workspace).Submit())
		w.sync(desks[code])
	}
	head := desks["son-la"]
	w.sync(head)
	w.ok(seasonroom.At(head.Workspace).StepSeason(emulation.SeasonVerifying, ""))
	w.ok(review.At(head.Workspace).Verify(w.unit("lai-chau").ID, "I.2", "7", "thiếu minh chứng"))
	w.ok(sheet.At(head.Workspace).StepSheet(w.unit("lai-chau").ID, emulation.SheetCrossChecked, ""))
	err := seasonroom.At(head.Workspace).StepSeason(emulation.SeasonExplaining, "")
	w.fails(err, "setup.missing")
	w.tells(phrase.Error(phrase.Vietnamese, err), "chưa được thẩm định: Sở cao-bang, Sở lang-son, Sở son-la")
	w.ok(seasonroom.At(head.Workspace).StepSeason(emulation.SeasonExplaining, "đã hết hạn"))
	list := messages(must(seasonroom.At(head.Workspace).SeasonChecklist(emulation.SeasonConference))(w).Missing)
	w.tells(list, "phiếu chưa thống nhất: Sở cao-bang, Sở lai-chau, Sở lang-son, Sở son-la", "Sở lai-chau còn 1 tiêu chí lệch điểm chưa giải trình")
	w.sync(head, desks["lai-chau"])
	s := w.season(head)
	w.written(desks["lai-chau"], s.Cluster.Scope(), changeset.Op("explanation", changeset.NewKey(s.SheetID(w.unit("lai-chau").ID), "I.2"), "text", emulation.Explanation{Text: "đã bổ sung"}))
	w.sync(desks["lai-chau"], head)
	if list := messages(must(seasonroom.At(head.Workspace).SeasonChecklist(emulation.SeasonConference))(w).Missing); strings.Contains(list, "giải trình") {
		t.Error(list)
	}
}

// Every step stays in the history, steps back among them, also when a record has long forgotten the first ones.
func TestSeasonHistory(t *testing.T) {
	w := at(t, emulation.SeasonSelfScoring)
	desk := w.leaders("son-la")["son-la"]
	head := desk.Workspace
	first := must(seasonroom.At(head).SeasonHistory())(w)
	if len(first) != 6 || first[0].From != "" || first[5].From != emulation.SeasonRunning || first[5].To != emulation.SeasonSelfScoring {
		t.Fatalf("%+v", first)
	}
	for i := range 12 {
		w.ok(seasonroom.At(head).StepBack("lần " + string(rune('a'+i)))) // mid-review was left out, and is not gone back to
		if must(head.Season())(w).Step != emulation.SeasonRunning {
			t.Fatal("not back where it ran")
		}
		w.ok(seasonroom.At(head).StepSeason(emulation.SeasonSelfScoring, ""))
	}
	check := func(d *workspace.Workspace) {
		t.Helper()
		all := must(seasonroom.At(d).SeasonHistory())(w)
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
	w.sync(desk, w.office) // now the record keeps the last of them only
	check(head)
	check(w.office.Workspace)
}

// Two desks take the season to different steps without a line: the first at the server stands, the other is held, shown, and decided about
// once; then both ends say the same.
func TestTwoStepsOffline(t *testing.T) {
	for name, accept := range map[string]bool{"taken in": true, "left out": false} {
		t.Run(name, func(t *testing.T) {
			w := at(t, emulation.SeasonRunning)
			desks := w.leaders("son-la", "cao-bang")
			head, deputy := desks["son-la"], desks["cao-bang"]
			w.ok(seasonroom.At(head.Workspace).StepSeason(emulation.SeasonSelfScoring, ""))
			w.ok(seasonroom.At(deputy.Workspace).StepSeason(emulation.SeasonMidReview, ""))
			if w.season(head).Step != emulation.SeasonSelfScoring || w.season(deputy).Step != emulation.SeasonMidReview {
				t.Fatal("a step is not shown where it was taken")
			}
			w.sync(head, deputy, head)
			for _, d := range []*desk.Desk{head, deputy} {
				st := must(seasonroom.At(d.Workspace).SeasonState())(w)
				if st.Season.Step != emulation.SeasonSelfScoring || len(st.Held) != 1 || st.Held[0].To != emulation.SeasonMidReview || st.Held[0].Mine != (d == deputy) {
					t.Fatalf("%+v", st)
				}
				w.tells(messages(st.Waits), "Người của cao-bang (Sở cao-bang)", "sơ kết")
				if n := w.status(d).Waiting; n != 1 {
					t.Errorf("%d wait", n)
				}
			}
			held := must(seasonroom.At(head.Workspace).SeasonState())(w).Held[0]
			w.ok(questions.At(head.Workspace).TakeIn(held.Scope, held.Identity, accept, "theo lịch"))
			w.sync(head, deputy, head)
			want, steps := emulation.SeasonSelfScoring, 6
			if accept {
				want, steps = emulation.SeasonMidReview, 7
			}
			for _, d := range []*desk.Desk{head, deputy} {
				st := must(seasonroom.At(d.Workspace).SeasonState())(w)
				if st.Season.Step != want || len(st.Held) != 0 {
					t.Errorf("%+v", st)
				}
				if n := len(must(seasonroom.At(d.Workspace).SeasonHistory())(w)); n != steps {
					t.Errorf("%d steps", n)
				}
			}
			w.agree(head, deputy)
			// The season goes on from there, by either.
			w.ok(seasonroom.At(deputy.Workspace).StepBack("xem lại"))
			w.sync(deputy, head)
			if s := w.season(head); s.Step != emulation.SeasonRunning {
				t.Errorf("%s", s.Step)
			}
			w.agree(head, deputy)
		})
	}
}
