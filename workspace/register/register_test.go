package register_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace/questions"
	"thidua/workspace/register"
	"thidua/workspace/season"
)

func drawing(cluster bool, kind, document, which string) register.Drawing {
	return register.Drawing{Cluster: cluster, Type: kind, Year: 2024, PaperNumber: emulation.PaperNumber{Document: document, Which: which}}
}

// A letterhead is entered once: the next season goes on with it, until somebody writes it anew there; who signs goes with it.
func TestLetterheadIsEnteredOnce(t *testing.T) {
	w := testyear.Locked(t)
	office, label := register.At(w.Office.Workspace), w.Season(w.Office).Label
	first := emulation.Letterhead{Superior: " UBND tỉnh ", Sign: "CTĐ4", Place: "Cao Bằng", Recipients: []string{"- Như trên;", "", " - Lưu: VT."}}
	w.Fails(office.SetLetterhead(true, emulation.Letterhead{Sign: "CTĐ 4"}, nil), "letterhead.sign")
	w.Fails(office.SetLetterhead(true, first, []register.Signer{{Role: "king", Name: "A"}}), "letterhead.role")
	w.Fails(office.SetLetterhead(true, first, []register.Signer{{Role: "head", Name: strings.Repeat("dài ", 60)}}), "bound.text")
	w.OK(office.SetLetterhead(true, first, []register.Signer{{Role: "secretary", Name: "Lò Thị\tB"}, {Role: "head", Position: "Phó Giám đốc", Authority: "KT. Giám đốc"}, {Role: "leader"}}))
	w.OK(season.At(w.Office.Workspace).NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, label))
	w.OK(w.Office.Workspace.UseSeason("", "2024-2025"))
	l := testyear.Must(office.Letterhead(true))(w.World)
	if l.Carried != label || l.Superior != "UBND tỉnh" || len(l.Recipients) != 2 || len(l.Signers) != 2 || l.Signer("head").Authority != "KT. Giám đốc" || l.Signer("secretary").Name != "Lò Thị B" {
		t.Errorf("%+v", l)
	}
	if l.Signer("leader") != (register.Signer{}) {
		t.Error("nobody was named as leader")
	}
	first.Place = "Lạng Sơn"
	w.OK(office.SetLetterhead(true, first, nil))
	if l = testyear.Must(office.Letterhead(true))(w.World); l.Carried != "" || l.Place != "Lạng Sơn" || l.Signer("secretary").Name != "Lò Thị B" {
		t.Errorf("%+v", l)
	}
	w.OK(w.Office.Workspace.UseSeason("", label))
	if l = testyear.Must(office.Letterhead(true))(w.World); l.Place != "Cao Bằng" {
		t.Errorf("the season before was changed: %+v", l)
	}
}

// Numbers go up by one for each type and year of an issuer; a paper has one; what was given back stays a gap, unless somebody types it.
func TestNumbersOfARegister(t *testing.T) {
	w := testyear.Locked(t)
	head, unit := register.At(w.Desks["son-la"].Workspace), register.At(w.Desks["cao-bang"].Workspace)
	_, err := head.Draw(drawing(true, "TTr", "proposal", "co"))
	w.Fails(err, "number.no-sign")
	w.OK(head.SetLetterhead(true, emulation.Letterhead{Sign: "CTĐ4"}, nil))
	w.OK(unit.SetLetterhead(false, emulation.Letterhead{Sign: "SGDĐT"}, nil))
	draw := func(room register.Room, d register.Drawing, want string) {
		t.Helper()
		if n := testyear.Must(room.Draw(d))(w.World); n.Text() != want {
			t.Errorf("%s, want %s", n.Text(), want)
		}
	}
	draw(head, drawing(true, "TTr", "proposal", "co"), "01/TTr-CTĐ4")
	draw(head, drawing(true, "TTr", "proposal", "bang-khen"), "02/TTr-CTĐ4")
	draw(head, drawing(true, "BB", "minutes", "closing"), "01/BB-CTĐ4")
	draw(unit, drawing(false, "BC", "achievements", ""), "01/BC-SGDĐT")
	_, err = head.Draw(drawing(true, "TTr", "proposal", "co"))
	w.Fails(err, "number.has-other")
	_, err = head.Draw(drawing(true, "XX", "proposal", "x"))
	w.Fails(err, "number.type")
	_, err = head.Draw(drawing(true, "TTr", "", ""))
	w.Fails(err, "number.no-paper")
	typed := drawing(true, "TTr", "", "")
	typed.Subject, typed.Number, typed.Date = "Xin ý kiến", 2, "5/8/2024"
	_, err = head.Draw(typed)
	w.Fails(err, "number.taken")
	typed.Number = 100_001
	_, err = head.Draw(typed)
	w.Fails(err, "number.range")
	typed.Number = 90_000 // a slip of the hand, given back, leads nowhere
	testyear.Must(head.Draw(typed))(w.World)
	w.OK(head.GiveBack(true, 2024, "TTr", 90_000, "Ghi nhầm"))
	typed.Number = 100_001
	of := drawing(true, "TTr", "proposal", "y")
	of.For = w.Unit("cao-bang").ID
	_, err = head.Draw(of)
	w.Fails(err, "number.of-others")
	w.Fails(head.GiveBack(true, 2024, "TTr", 2, " "), "number.why")
	w.Fails(head.GiveBack(true, 2024, "TTr", 7, "x"), "number.none")
	w.OK(head.GiveBack(true, 2024, "TTr", 2, "Lấy nhầm"))
	draw(head, drawing(true, "TTr", "proposal", "giay-khen"), "03/TTr-CTĐ4")
	typed.Number, typed.Year = 2, 0
	draw(head, typed, "02/TTr-CTĐ4")
	typed.Date, typed.Subject, typed.Number = "5/1/2025", "Năm sau", 0
	draw(head, typed, "01/TTr-CTĐ4")
	typed.Year = 2024
	_, err = head.Draw(typed)
	w.Fails(err, "number.other-year")
	typed.Year = 0
	_, err = head.Draw(typed)
	w.Fails(err, "number.has-other") // clicked twice
	for _, other := range []func(d *register.Drawing){func(d *register.Drawing) { d.Type = "TB" }, func(d *register.Drawing) { d.Date = "6/1/2025" }} {
		d := typed // a plan and its report may be about the same, and there may be a meeting every month
		other(&d)
		testyear.Must(head.Draw(d))(w.World)
	}
	if list := testyear.Must(head.Register(true, 2024))(w.World); len(list) != 5 || list[0].Type != "BB" || !list[2].ByHand || list[2].Subject != "Xin ý kiến" || list[1].Date != "" {
		t.Errorf("%+v", list)
	}
	if list := testyear.Must(head.Register(true, 0))(w.World); len(list) != 8 {
		t.Errorf("%d numbers of all years", len(list))
	}
	w.Everyone()
	_, err = register.At(w.Desks["lang-son"].Workspace).Draw(drawing(true, "TTr", "proposal", "x"))
	w.Fails(err, "workspace.refused-to")
}

// Two desks that draw without a line give one number to two papers: neither may be printed with it, a person decides, and the other paper draws anew.
func TestNumberDrawnTwice(t *testing.T) {
	w := testyear.Locked(t)
	head, office := register.At(w.Desks["son-la"].Workspace), register.At(w.Office.Workspace)
	w.OK(office.SetLetterhead(true, emulation.Letterhead{Sign: "CTĐ4"}, nil))
	w.Everyone()
	testyear.Must(head.Draw(drawing(true, "TTr", "proposal", "co")))(w.World)
	testyear.Must(office.Draw(drawing(true, "TTr", "proposal", "bang-khen")))(w.World)
	w.Everyone()
	for _, which := range []string{"co", "bang-khen"} {
		paper := emulation.PaperNumber{Document: "proposal", Which: which}
		n, torn, err := head.Given(w.Cluster().ID(), paper)
		w.OK(err)
		if n != nil && !torn {
			t.Errorf("%s is printed with a number two papers have", which)
		}
	}
	typed := drawing(true, "TTr", "proposal", "x")
	typed.Number = 1
	_, err := head.Draw(typed)
	w.Fails(err, "number.torn")
	asked := questions.At(w.Office.Workspace)
	list := testyear.Must(asked.Conflicts())(w.World)
	if len(list) != 1 || len(list[0].Choices) != 2 {
		t.Fatalf("%+v", list)
	}
	if got := testyear.Says(list[0].What); got != "Cụm thi đua thử: số văn bản; năm 2024; Tờ trình; số 1" {
		t.Errorf("%s: %s / %s", got, testyear.Says(list[0].Choices[0].Says), testyear.Says(list[0].Choices[1].Says))
	}
	w.OK(asked.Settle(list[0], 1))
	w.Everyone()
	kept := testyear.Must(head.Register(true, 0))(w.World)
	if len(kept) != 1 || kept[0].Conflict {
		t.Fatalf("%+v", kept)
	}
	other := map[string]string{"co": "bang-khen", "bang-khen": "co"}[kept[0].Which]
	if n := testyear.Must(head.Draw(drawing(true, "TTr", "proposal", other)))(w.World); n.Number != 2 {
		t.Errorf("the other paper got %d", n.Number)
	}
}
