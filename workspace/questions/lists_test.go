package questions_test

import (
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/conference"
	"thidua/workspace/questions"
	"thidua/workspace/year"
)

// Two desks add to a list of names without seeing each other: both lists are shown by their names, and beside them the persons of both, so that whoever settles
// it leaves nobody out. Where one took the list back, that is a question too.
func TestTwoListsOfNamesTogether(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d, staff, head := w.Join("cao-bang", emulation.RoleLeader), w.Join("cao-bang", emulation.RoleStaff), w.Join("son-la", emulation.RoleLeader)
	list := func(x *desk.Desk, lines ...string) { w.Helper(); w.OK(year.At(x.Workspace).SetNames(lines)) }
	list(d, "Lê Văn C – CSTĐ")
	w.Sync(d, staff)
	list(d, "Lê Văn C – CSTĐ", "Nguyễn Văn A – CSTĐ")
	list(staff, "Lê Văn C – CSTĐ", "Lò Thị B – LĐTT")
	w.Sync(d, staff, d, head)
	q := one(w, staff, "headcount")
	var says []string
	for _, c := range q.Choices {
		says = append(says, testyear.Says(c.Says))
	}
	if want := []string{"2 người: Lê Văn C – CSTĐ, Nguyễn Văn A – CSTĐ", "2 người: Lê Văn C – CSTĐ, Lò Thị B – LĐTT",
		"3 người: Lê Văn C – CSTĐ, Nguyễn Văn A – CSTĐ, Lò Thị B – LĐTT"}; !slices.Equal(says, want) {
		t.Fatalf("%q", says)
	}
	w.OK(questions.At(staff.Workspace).Settle(q, 3))
	w.Sync(staff, d, head)
	for _, x := range []*desk.Desk{staff, d, head} {
		settled(w, x)
		for _, h := range testyear.Must(year.At(x.Workspace).Headcounts())(w) {
			if h.Unit.Code == "cao-bang" && len(h.Names) != 3 {
				t.Errorf("%q", h.Names)
			}
		}
	}
	list(d)
	list(staff, "Lò Thị B – LĐTT")
	w.Sync(d, staff, d)
	if q = one(w, d, "headcount"); len(q.Choices) != 3 || testyear.Says(q.Choices[2].Says) != "1 người: Lò Thị B – LĐTT" {
		t.Errorf("%+v", q.Choices)
	}

	// The persons at a meeting, each added by another.
	closing := emulation.ConferenceClosing
	w.OK(conference.At(head.Workspace).SetPerson(closing, nil, &conference.Person{Role: conference.RoleChair, Name: "Hà Văn D"}))
	w.OK(conference.At(w.Office.Workspace).SetPerson(closing, nil, &conference.Person{Role: conference.RoleGuest, Name: "Vi Thị E", Office: "Phó Giám đốc"}))
	w.Sync(head, w.Office, head)
	w.OK(questions.At(head.Workspace).Settle(one(w, head, "participants"), 3))
	w.Sync(head, w.Office)
	{
		c := testyear.Must(conference.At(w.Office.Workspace).Conference(closing))(w)
		if c.Kind == closing && (len(c.People) != 2 || c.People[0].Name != "Hà Văn D" || c.People[1].Office != "Phó Giám đốc") {
			t.Errorf("%+v", c.People)
		}
	}
}
