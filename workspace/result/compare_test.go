package result_test

import (
	"fmt"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace/result"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// Who has not handed in is held against those who have, and changes neither their mean nor their best.
func TestByGroup(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, testyear.Units...)
	of := func(code string) (said string) {
		d := desks[code]
		w.Sync(d)
		r := testyear.Must(result.At(d.Workspace).Ranking())(w)
		for _, g := range r.ByGroup(w.Own(d).Final()) {
			said += fmt.Sprintf("%s %v/%v mean %v best %v of %d; ", g.Code, g.Own, g.Max, g.Mean, g.Best, g.Count)
		}
		return said
	}
	years := func(code string) (said string) {
		d := desks[code]
		w.Sync(d)
		for _, y := range testyear.Must(result.At(d.Workspace).Years(w.Unit(code).ID))(w) {
			said += fmt.Sprintf("%s: own %t, %d in, ", y.Season.Label, y.Own != nil, y.Units)
			if y.Mean != nil {
				said += fmt.Sprintf("mean %v best %v", y.Mean, y.Best)
			}
		}
		return said
	}
	check := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s:\n got %s\nwant %s", what, got, want)
		}
	}
	w.FillIn(desks["son-la"])
	check("alone with a draft", of("son-la"), "I 37.85/40 mean 0 best 0 of 0; II 20/20 mean 0 best 0 of 0; ")
	check("nobody handed in", years("son-la"), "2023–2024: own false, 0 in, ")
	w.HandIn(desks["cao-bang"])
	w.FillIn(desks["lang-son"])
	w.Type(desks["lang-son"], "II.1", "0")
	w.OK(sheet.At(desks["lang-son"].Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(desks["lang-son"])
	w.Type(desks["son-la"], "II.1", "1")
	check("two others handed in", of("son-la"), "I 37.85/40 mean 37.85 best 37.85 of 2; II 12/20 mean 15 best 20 of 2; ")
	check("a draft is no year", years("son-la"), "2023–2024: own false, 2 in, mean 88.08 best 96.42")
	check("its own", years("cao-bang"), "2023–2024: own true, 2 in, mean 88.08 best 96.42")
	r := testyear.Must(result.At(desks["cao-bang"].Workspace).Ranking())(w)
	if own := r.ByGroup(nil)[0].Own; own != nil {
		t.Errorf("of no unit: %v", own)
	}
}

// A season whose result is locked is ranked once, however often the years are looked at; the one at hand each time.
func TestLockedYearsAreRankedOnce(t *testing.T) {
	w := testyear.Locked(t)
	label, head := w.Season(w.Office).Label, w.Season(w.Office).Head[0].ID
	o := season.At(w.Office.Workspace)
	w.OK(o.NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, label))
	w.OK(w.Office.Workspace.UseSeason("", "2024-2025"))
	room := result.At(w.Office.Workspace)
	first, again := testyear.Must(room.Years(head))(w.World), testyear.Must(room.Years(head))(w.World)
	if len(first) != 2 || first[1].Season.Label != label || first[1].Own == nil || *first[1].Mean != *again[1].Mean {
		t.Fatalf("%+v, then %+v", first, again)
	}
	if first[1].Own != again[1].Own {
		t.Error("what was locked is ranked again")
	}
	w.OK(w.Office.Workspace.UseSeason("", label))
	w.OK(o.StepSeason(emulation.SeasonConference, "xét lại"))
	w.OK(w.Office.Workspace.UseSeason("", "2024-2025"))
	if reopened := testyear.Must(room.Years(head))(w.World); reopened[1].Own == first[1].Own {
		t.Error("what was reopened is not ranked again")
	}
}
