package pledge_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace/pledge"
	"thidua/workspace/season"
	"thidua/workspace/todo"
)

// Units comment on the criteria that are consulted, those who prepare them answer, and everybody sees both; an answer is to the words it was given to.
func TestOpinions(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonConsulting)
	desks := w.Leaders("son-la", "lai-chau", "lang-son")
	head, unit, other := desks["son-la"], desks["lai-chau"], desks["lang-son"]
	tasks := func(kind string) (said string) {
		for _, d := range []struct {
			name string
			room todo.Room
		}{{"head ", todo.At(head.Workspace)}, {"unit ", todo.At(unit.Workspace)}} {
			for _, x := range testyear.Must(d.room.Tasks())(w) {
				if x.Kind == kind {
					said += d.name + testyear.Says(x.What) + "\n"
				}
			}
		}
		return said
	}
	if got := tasks("opinion"); !strings.Contains(got, "unit Góp ý dự thảo") {
		t.Error(got)
	}
	say := func(code string, o emulation.Opinion) (string, error) {
		return pledge.At(unit.Workspace).SetOpinion(0, code, o)
	}
	_, err := say("", emulation.Opinion{Text: "  "})
	w.Fails(err, "opinion.empty")
	_, err = say("", emulation.Opinion{Text: "x", Criterion: "Z.9"})
	w.Fails(err, "opinion.criterion")
	code := testyear.Must(say("", emulation.Opinion{Text: " Nên giảm điểm tối đa ", Criterion: "I.1"}))(w)
	whole := testyear.Must(say("chung", emulation.Opinion{Text: "Nhất trí"}))(w)
	w.Sync(unit, head, other)
	if got := tasks("opinion-answer"); !strings.Contains(got, "head Trả lời 2 ý kiến") || strings.Contains(got, "unit") {
		t.Error(got)
	}
	of := w.Unit("lai-chau").ID
	answer := func(code, how, why string) error {
		return pledge.At(head.Workspace).AnswerOpinion(0, of, code, emulation.OpinionAnswer{How: how, Reason: why})
	}
	w.Fails(answer("nothing", "accepted", ""), "opinion.unknown")
	w.Fails(answer(code, "partly", ""), "opinion.why")
	w.Fails(answer(code, "maybe", ""), "opinion.how")
	w.Fails(pledge.At(other.Workspace).AnswerOpinion(0, of, code, emulation.OpinionAnswer{How: "accepted"}), "workspace.refused-to")
	w.OK(answer(code, "declined", "Đã thống nhất năm trước"))
	w.OK(answer(whole, "accepted", ""))
	w.Sync(head, unit, other)
	list := testyear.Must(pledge.At(other.Workspace).Opinions(0))(w)
	if len(list) != 2 || list[0].Code != whole || list[0].About != "" ||
		list[1].About == "" || list[1].Text != "Nên giảm điểm tối đa" || list[1].Answer.Reason != "Đã thống nhất năm trước" || list[1].Open() {
		t.Fatalf("%+v", list)
	}
	if got := tasks("opinion-answer"); got != "" {
		t.Error(got)
	}
	// Changed after its answer: the answer is to other words, and is asked for again.
	testyear.Must(say(code, emulation.Opinion{Text: "Nên bỏ", Criterion: "I.1"}))(w)
	w.Sync(unit, head)
	list = testyear.Must(pledge.At(head.Workspace).Opinions(1))(w)
	if len(list) != 2 || !list[1].Earlier || !list[1].Open() || list[0].Open() {
		t.Errorf("%+v", list)
	}
	// An answer to words that were read does not stand under others that came meanwhile.
	read := list[1].Digest()
	testyear.Must(say(code, emulation.Opinion{Text: "Nên giữ", Criterion: "I.1"}))(w)
	w.Sync(unit, head)
	late := emulation.OpinionAnswer{How: "accepted", Of: read}
	w.Fails(pledge.At(head.Workspace).AnswerOpinion(0, of, code, late), "opinion.changed")
	list = testyear.Must(pledge.At(head.Workspace).Opinions(1))(w)
	late.Of = list[1].Digest()
	w.OK(pledge.At(head.Workspace).AnswerOpinion(0, of, code, late))
	w.Sync(head, unit)
	testyear.Must(say(code, emulation.Opinion{Text: "Nên bỏ", Withdrawn: true}))(w)
	w.Sync(unit, head)
	if list = testyear.Must(pledge.At(head.Workspace).Opinions(0))(w); len(list) != 1 {
		t.Errorf("%+v", list)
	}
	// Adopted criteria take no more; a new version does.
	w.OK(season.At(head.Workspace).StepSeason(emulation.SeasonAdopted, "minh hoạ"))
	w.Sync(head, unit)
	_, err = say("", emulation.Opinion{Text: "x"})
	w.Fails(err, "opinion.adopted")
	testyear.Must(season.At(head.Workspace).AddCriteria(emulation.CriteriaVersion{Name: "y", YAML: []byte(testyear.Table)}))(w)
	w.Sync(head, unit)
	testyear.Must(say("", emulation.Opinion{Text: "x"}))(w)
}
