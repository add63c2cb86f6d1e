package pledge_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/pledge"
	"thidua/workspace/questions"
)

func TestRegistration(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lai-chau")
	head, own, other := desks["son-la"], desks["cao-bang"], desks["lai-chau"]
	unit, absent := w.Unit("cao-bang").ID, w.Unit("lang-son").ID
	w.Fails(pledge.At(own.Workspace).Register(unit, emulation.Registration{Titles: []string{"  "}}), "registration.empty")
	w.Fails(pledge.At(own.Workspace).Register(unit, emulation.Registration{Targets: []emulation.Target{{Name: "Tỉ lệ", Value: "1.234"}}}), "input.ambiguous")
	w.Fails(pledge.At(own.Workspace).Register(unit, emulation.Registration{Targets: []emulation.Target{{Value: "98"}}}), "registration.target-name")
	w.OK(pledge.At(own.Workspace).Register(unit, emulation.Registration{
		Movements: []string{" Dạy tốt, học tốt ", ""}, Titles: []string{"Cờ thi đua của Bộ"},
		Targets: []emulation.Target{{Name: "Tỉ lệ lên lớp", Value: "98,5%", Measure: "%"}, {Name: "Chuẩn quốc gia", Value: "đạt mức độ 2"}}}))

	// Nobody writes for another unit without its signed paper, and no other member writes for it at all.
	w.Fails(pledge.At(head.Workspace).Register(absent, emulation.Registration{Titles: []string{"Bằng khen"}}), "workspace.refused")
	w.Fails(pledge.At(other.Workspace).Register(absent, emulation.Registration{Titles: []string{"Bằng khen"},
		OnBehalf: &emulation.OnBehalf{Signer: "Giám đốc", Paper: w.Scan(other, "dk.pdf")}}), "workspace.refused-to")
	w.OK(pledge.At(head.Workspace).Register(absent, emulation.Registration{Titles: []string{"Bằng khen"},
		OnBehalf: &emulation.OnBehalf{Signer: "Giám đốc", Paper: w.Scan(head, "dk.pdf")}}))
	w.Sync(own, head, other)
	for _, d := range []*desk.Desk{head, own, other} {
		var given, missing []string
		for _, r := range testyear.Must(pledge.At(d.Workspace).Registrations())(w) {
			if !r.Given {
				missing = append(missing, r.Unit.Code)
				continue
			}
			given = append(given, r.Unit.Code)
			switch r.Unit.Code {
			case "cao-bang":
				if r.Movements[0] != "Dạy tốt, học tốt" || len(r.Movements) != 1 || r.Targets[0].Value != "98.5" || r.Targets[1].Value != "đạt mức độ 2" ||
					r.Author != "Người của cao-bang (Sở cao-bang)" {
					t.Errorf("%+v", r)
				}
			case "lang-son":
				if r.OnBehalf == nil || r.OnBehalf.Signer != "Giám đốc" || r.OnBehalf.Paper.Name != "dk.pdf" {
					t.Errorf("%+v", r)
				}
			}
		}
		slices.Sort(given)
		if strings.Join(given, " ") != "cao-bang lang-son" || len(missing) != 2 {
			t.Errorf("registered %v, not %v", given, missing)
		}
	}
}

func TestCompact(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lang-son")
	head, a, b := desks["son-la"], desks["cao-bang"], desks["lang-son"]
	staff := w.Join("lang-son", emulation.RoleStaff)
	text := emulation.CompactText{Title: "Giao ước thi đua", Paragraphs: []string{"Thi đua dạy tốt.", "Thi đua học tốt."}, Date: "5/10/2023"}
	w.Fails(pledge.At(a.Workspace).SignCompact(), "compact.none")
	w.Fails(pledge.At(a.Workspace).SetCompact(emulation.CompactText{Title: "Trống"}), "compact.empty")
	w.Fails(pledge.At(b.Workspace).SetCompact(text), "workspace.refused-to")
	w.Fails(pledge.At(head.Workspace).SetCompact(emulation.CompactText{Title: "x", Paragraphs: []string{"y"}, Date: "31/2/2024"}), "running.bad-date")
	w.OK(pledge.At(head.Workspace).SetCompact(text))
	w.Sync(head, a, b, staff)
	w.OK(pledge.At(a.Workspace).SignCompact())
	w.OK(pledge.At(head.Workspace).SignCompact())
	w.Fails(pledge.At(staff.Workspace).SignCompact(), "workspace.refused")
	w.Fails(pledge.At(a.Workspace).SignCompactFor(w.Unit("lang-son").ID, "Giám đốc", emulation.Evidence{}), "workspace.refused")
	w.OK(pledge.At(staff.Workspace).SignCompactFor(w.Unit("lang-son").ID, "Giám đốc", w.Scan(staff, "giao-uoc.pdf")))
	w.Sync(head, a, b, staff)

	states := func(d *desk.Desk) map[string]pledge.SignState {
		m := map[string]pledge.SignState{}
		for _, s := range testyear.Must(pledge.At(d.Workspace).Compact())(w).Signatures {
			m[s.Unit.Code] = s.State
		}
		return m
	}
	for _, d := range []*desk.Desk{head, a, b} {
		got := states(d)
		if got["son-la"] != pledge.Signed || got["cao-bang"] != pledge.Signed || got["lang-son"] != pledge.SignedFor || got["lai-chau"] != pledge.NotSigned {
			t.Errorf("%v", got)
		}
		c := testyear.Must(pledge.At(d.Workspace).Compact())(w)
		if u := c.Unsigned(); len(u) != 1 || u[0].Code != "lai-chau" || c.Date != "2023-10-05" || c.Signatures[0].Date == "" {
			t.Errorf("%+v", c)
		}
	}

	// Another text: who signed the earlier one signs again.
	text.Paragraphs = append(text.Paragraphs, "Thi đua quản lý tốt.")
	w.OK(pledge.At(head.Workspace).SetCompact(text))
	w.OK(pledge.At(head.Workspace).SignCompact())
	w.Sync(head, a, b)
	if got := states(b); got["son-la"] != pledge.Signed || got["cao-bang"] != pledge.SignedEarlier || got["lang-son"] != pledge.SignedEarlier {
		t.Errorf("%v", got)
	}
	if u := testyear.Must(pledge.At(a.Workspace).Compact())(w).Unsigned(); len(u) != 3 {
		t.Errorf("%v", u)
	}
	w.OK(pledge.At(a.Workspace).SignCompact())
	if got := states(a); got["cao-bang"] != pledge.Signed {
		t.Errorf("%v", got)
	}
}

// What rests on a paper whose bytes never arrived waits, and counts nowhere; once they are at the server, where all can look at them, it counts.
func TestOnBehalfWithoutItsPaper(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	head, other := desks["son-la"], desks["cao-bang"]
	unit := w.Unit("lang-son").ID
	enter := func(paper emulation.Evidence) {
		t.Helper()
		w.OK(pledge.At(head.Workspace).Register(unit, emulation.Registration{Titles: []string{"Bằng khen"}, OnBehalf: &emulation.OnBehalf{Signer: "Giám đốc", Paper: paper}}))
		w.Sync(head, other)
	}
	given := func() bool {
		t.Helper()
		for _, r := range testyear.Must(pledge.At(other.Workspace).Registrations())(w) {
			if r.Unit.ID == unit {
				return r.Given
			}
		}
		return false
	}
	enter(emulation.Evidence{Name: "x.pdf", Root: emulation.Hash{1}, Length: 132, Size: 100})
	waits := testyear.Must(questions.At(other.Workspace).Waiting())(w)
	if given() || len(waits) != 1 || waits[0].Reason != judge.ReasonPaper {
		t.Fatalf("nobody has its paper: given %v, %+v", given(), waits)
	}
	paper := w.Scan(head, "dk.pdf")
	enter(paper)
	if !given() {
		t.Error("its paper is at the server, and it does not count")
	}
	w.Sync(w.Office)
	w.Sync(w.Office)
	r := testyear.Must(w.Office.DB.OpenBlob(changeset.BlobName{Root: paper.Root, Length: paper.Length}))(w) // who reads the log can look at it
	w.OK(r.Close())
}

func TestObjection(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	head, d := desks["son-la"], desks["cao-bang"]
	unit := w.Unit("cao-bang").ID
	w.Fails(pledge.At(d.Workspace).Object("registration", "Không phải của chúng tôi"), "objection.nothing")
	behalf := emulation.Registration{Titles: []string{"Bằng khen"}, OnBehalf: &emulation.OnBehalf{Signer: "Phó Giám đốc", Paper: w.Scan(head, "dk.pdf")}}
	w.Fails(pledge.At(head.Workspace).Register(unit, behalf), "workspace.refused") // the unit has a desk
	w.OK(pledge.At(d.Workspace).Agree(true, ""))
	w.Sync(d, head)
	w.OK(pledge.At(head.Workspace).Register(unit, behalf))
	w.Sync(head, d)
	for _, x := range testyear.Must(pledge.At(head.Workspace).Registrations())(w) {
		if x.Unit.ID == unit && (!x.Given || x.OnBehalf == nil) {
			t.Errorf("its paper is at the server, and it does not stand: %+v", x)
		}
	}
	w.Fails(pledge.At(d.Workspace).Object("registration", " "), "objection.reason")
	w.Fails(pledge.At(d.Workspace).Object("weather", "x"), "objection.unknown")
	w.Fails(pledge.At(d.Workspace).WithdrawObjection("registration"), "objection.none")
	w.OK(pledge.At(d.Workspace).Object("registration", "Đơn vị đăng ký Cờ thi đua"))
	w.Sync(d, head)
	list := testyear.Must(pledge.At(head.Workspace).Objections())(w)
	if len(list) != 1 || !list[0].Stands || list[0].Signer != "Phó Giám đốc" || list[0].Paper != "dk.pdf" || list[0].Unit.Code != "cao-bang" {
		t.Fatalf("%+v", list)
	}
	contested := func(d *desk.Desk) string {
		for _, r := range testyear.Must(pledge.At(d.Workspace).Registrations())(w) {
			if r.Unit.ID == unit {
				return r.Objection
			}
		}
		return ""
	}
	if got := contested(head); got != "Đơn vị đăng ký Cờ thi đua" {
		t.Errorf("%q", got)
	}
	// The unit registers itself: the objection has nothing left to be against.
	w.OK(pledge.At(d.Workspace).Register(unit, emulation.Registration{Titles: []string{"Cờ thi đua"}}))
	w.Sync(d, head)
	if list := testyear.Must(pledge.At(head.Workspace).Objections())(w); len(list) != 1 || list[0].Stands || contested(head) != "" {
		t.Errorf("%+v", list)
	}
	w.OK(pledge.At(d.Workspace).WithdrawObjection("registration"))
	if list := testyear.Must(pledge.At(d.Workspace).Objections())(w); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}
