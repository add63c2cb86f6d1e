package year_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace/year"
)

// A list has the same order at every desk and in every run: codes are drawn by lot, so that entries of one name stand by what they say.
func TestOrderOfWhatHasOneName(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	room := year.At(desks["cao-bang"].Workspace)
	for i, text := range []string{"b", "a", "d", "c"} {
		code := strconv.Itoa(i)
		testyear.Must(room.SetPersonAward(false, code, emulation.PersonAward{Name: "Giấy khen", Stage: emulation.StageGiven, Reason: text}, nil))(w)
		testyear.Must(room.SetMovement(false, code, emulation.Movement{Name: "Dạy tốt", Result: text}))(w)
		testyear.Must(room.SetAchievement(year.Exemplar, false, code, emulation.Achievement{Name: "Trường", Summary: text}))(w)
		testyear.Must(room.SetActivity(false, code, emulation.Activity{Name: "Hội thảo", Result: text}))(w)
	}
	lists := map[string][]string{}
	for _, a := range testyear.Must(room.PersonAwards())(w) {
		lists["awards"] = append(lists["awards"], a.Reason)
	}
	for _, m := range testyear.Must(room.Movements())(w) {
		lists["movements"] = append(lists["movements"], m.Result)
	}
	for _, a := range testyear.Must(room.Achievements(year.Exemplar))(w) {
		lists["exemplars"] = append(lists["exemplars"], a.Summary)
	}
	for _, a := range testyear.Must(room.Activities())(w) {
		lists["activities"] = append(lists["activities"], a.Result)
	}
	for name, list := range lists {
		if len(list) != 4 || !slices.IsSorted(list) {
			t.Error(name, list)
		}
	}
}

// What reports tell comes to every desk of the cluster; the cluster's own is written by those who lead alone, and no name of a person stands in the log.
func TestTheYearInWords(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lang-son")
	head, d, other := desks["son-la"], desks["cao-bang"], desks["lang-son"]
	room := year.At(d.Workspace)
	_, err := room.SetMovement(false, "", emulation.Movement{Name: "Dạy tốt", From: "1/3/2024", Until: "1/2/2024"})
	w.Fails(err, "movement.backwards")
	_, err = year.At(other.Workspace).SetShortcoming(true, "", emulation.Shortcoming{Text: "Thiếu giáo viên"})
	w.Fails(err, "workspace.refused-to")
	testyear.Must(room.SetMovement(false, "", emulation.Movement{Name: " Dạy tốt ", From: "5/9/2023"}))(w)
	testyear.Must(year.At(head.Workspace).SetShortcoming(true, "", emulation.Shortcoming{Text: "Thiếu giáo viên"}))(w)

	_, err = room.SetPersonAward(false, "", emulation.PersonAward{Name: "Cờ thi đua"}, nil)
	w.Fails(err, "person-award.for-units")
	_, err = room.SetPersonAward(false, "a", emulation.PersonAward{Name: "Giấy khen", Stage: "lost"}, []string{"Nguyễn Văn A"})
	w.Fails(err, "person-award.stage")
	code := testyear.Must(room.SetPersonAward(false, "", emulation.PersonAward{Name: "Giấy khen của Giám đốc Sở"}, []string{" Nguyễn Văn A ", "", "Lò Thị B"}))(w)
	testyear.Must(room.SetPersonAward(false, "thi", emulation.PersonAward{Name: "Giải Nhất hội thi", Persons: 4, Stage: "registered"}, nil))(w)
	w.Sync(d, head, other)
	list := testyear.Must(year.At(other.Workspace).PersonAwards())(w)
	if len(list) != 2 || list[0].Form != "" || list[0].Listed || list[0].Doubt().Key != "" {
		t.Fatalf("%+v", list)
	}
	if a := list[1]; a.Code != code || a.Form != "giay-khen" || a.Level != "agency" || a.Stage != emulation.StageGiven || a.Persons != 2 || strings.Join(a.Names, ";") != "Nguyễn Văn A;Lò Thị B" {
		t.Errorf("%+v", a)
	}
	for _, e := range w.Received(w.Cluster(), 0) {
		if strings.Contains(string(e.Change), "Nguyễn Văn A") {
			t.Error("a name stands in the log itself")
		}
	}
	testyear.Must(room.SetPersonAward(false, code, emulation.PersonAward{Name: "Giấy khen của Giám đốc Sở", Persons: 3}, nil))(w)
	if list = testyear.Must(room.PersonAwards())(w); list[1].Doubt().Key == "" || len(list[1].Names) != 2 {
		t.Errorf("three persons and two names: %+v", list[1])
	}
	testyear.Must(room.SetPersonAward(false, code, emulation.PersonAward{Name: "Giấy khen của Giám đốc Sở"}, nil))(w)
	if list = testyear.Must(room.PersonAwards())(w); list[1].Doubt().Key != "" || list[1].Persons != 0 || len(list[1].Names) != 2 {
		t.Errorf("no number was said: %+v", list[1])
	}
	// Withdrawn, it takes its names with it; written again under its code, it has none.
	testyear.Must(room.SetPersonAward(false, code, emulation.PersonAward{Name: "Giấy khen của Giám đốc Sở", Withdrawn: true}, nil))(w)
	testyear.Must(room.SetPersonAward(false, code, emulation.PersonAward{Name: "Giấy khen của Giám đốc Sở", Persons: 2}, nil))(w)
	w.Sync(d, other)
	for _, room := range []year.Room{room, year.At(other.Workspace)} {
		if list = testyear.Must(room.PersonAwards())(w); len(list[1].Names) != 0 {
			t.Errorf("the names were withdrawn: %+v", list[1])
		}
	}
	// Neither the server nor a desk keeps them, a desk that joins gets none, and the log can still be checked.
	last := w.Join("lang-son", emulation.RoleStaff)
	w.Sync(head, last)
	commitments := 0
	w.OK(w.Store.Entries(w.Cluster(), 0, func(e *changeset.Entry) error {
		c, err := changeset.Decode(w.Office.Workspace.Tenant(), e.Raw)
		if err != nil || c.Operations[0].Field != "list" {
			return err
		}
		var names emulation.Hash
		w.OK(changeset.Load(c.Operations[0].Value, &names))
		if names == changeset.Nothing.Commitment() {
			return nil
		}
		commitments++
		for name, from := range map[string]interface {
			Detached(emulation.Hash) (*changeset.Detached, error)
			Entry(changeset.Scope, uint64) (*changeset.Entry, error)
		}{"server": w.Store, "own": d.Workspace.Disk(), "head": head.Workspace.Disk(), "other": other.Workspace.Disk(), "last": last.Workspace.Disk()} {
			if value := testyear.Must(from.Detached(names))(w); value != nil {
				t.Errorf("%s has a list that was taken back: %q", name, value.Value)
			}
			if at := testyear.Must(from.Entry(w.Cluster(), e.Leaf.Index))(w); len(at.Detached) > 0 {
				t.Errorf("%s hands it out", name)
			}
		}
		return nil
	}))
	if commitments != 1 {
		t.Errorf("%d lists", commitments)
	}
	for _, v := range testyear.Must(last.VerifyLogs(t.Context()))(w) {
		w.OK(v.Fault)
	}
	r := testyear.Must(year.At(other.Workspace).Report())(w)
	if len(r.Of.Movements) != 1 || r.Of.Movements[0].Name != "Dạy tốt" || r.Of.Movements[0].From != "2023-09-05" || len(r.Of.Shortcomings) != 1 || !r.Of.Shortcomings[0].OfCluster {
		t.Errorf("%+v", r.Of)
	}
}
