package forms_test

import (
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace/conference"
	"thidua/workspace/register"
)

// What is entered once stands on every paper of its issuer; what is not entered stands as it did, or is left to the pen.
func TestLetterheadOnPaper(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	head, unit := desks["son-la"].Workspace, desks["cao-bang"].Workspace
	plan := func() documents.Document {
		t.Helper()
		return only(t, must[forms.Paper](t)(forms.At(head).Plan(made)))
	}
	ends := func(d documents.Document) documents.Signatures {
		for _, b := range d.Blocks {
			if s, ok := b.(documents.Signatures); ok {
				return s
			}
		}
		return documents.Signatures{}
	}
	before := plan()
	if h := before.Heading; h.Number != "Số: ……/KH" {
		t.Errorf("%q", h.Number)
	}
	room := register.At(head)
	w.OK(room.SetLetterhead(true, emulation.Letterhead{Superior: "Uỷ ban nhân dân tỉnh", Issuer: "Cụm thi đua số 4 miền núi", Sign: "CTĐ4", Place: "Sơn La", Recipients: []string{"- Như trên;", "Lưu: VT."}},
		[]register.Signer{{Role: emulation.SignsHead, Name: "Ông Nguyễn Văn A", Position: "Phó Giám đốc", Authority: "kt. cụm trưởng"}, {Role: emulation.SignsSecretary, Name: "Lò Thị B"}}))
	d := plan()
	h, s := d.Heading, ends(d)
	if h.Superior != "UỶ BAN NHÂN DÂN TỈNH" || h.Issuer != "CỤM THI ĐUA SỐ 4 MIỀN NÚI" || h.Number != "Số: ……/KH-CTĐ4" {
		t.Errorf("%+v", h)
	}
	if !strings.HasPrefix(before.Heading.PlaceDate, "…") || !strings.HasPrefix(h.PlaceDate, "Sơn La, ngày …") {
		t.Errorf("%s became %s", before.Heading.PlaceDate, h.PlaceDate)
	}
	want := documents.Signer{Authority: ends(before).Signers[0].Authority + "\nKT. CỤM TRƯỞNG", Position: "PHÓ GIÁM ĐỐC", Hint: ends(before).Signers[0].Hint, Name: "Nguyễn Văn A", Role: emulation.SignsHead}
	if len(s.Signers) != 1 || s.Signers[0] != want || strings.Join(s.Recipients, " ") != "- Lưu: VT." {
		t.Errorf("%+v", s)
	}
	if s := ends(only(t, must[forms.Paper](t)(forms.At(head).Criteria(0, made)))); s.Signers[0].Name != "Lò Thị B" {
		t.Errorf("%+v", s)
	}

	// The number, once drawn, is the paper's, in heading and register; its day is where the pen would have written.
	p := must[forms.Paper](t)(forms.At(head).Plan(made))
	if n := p.Numbering; n == nil || n.Given != "" || !strings.HasPrefix(n.Subject, "Kế hoạch ") {
		t.Fatalf("%+v", n)
	}
	must[*register.Numbered](t)(forms.At(head).Draw(p, 0, "5/9/2023"))
	if d = plan(); d.Heading.Number != "Số: 01/KH-CTĐ4" || !strings.HasSuffix(d.Heading.PlaceDate, "ngày 05 tháng 9 năm 2023") {
		t.Errorf("%+v", d.Heading)
	}
	if _, err := forms.At(head).Draw(must[forms.Paper](t)(forms.At(head).Criteria(0, made)), 0, ""); emulation.KeyOf(err) != "number.no-register" {
		t.Error(err)
	}

	// Minutes that have their day are numbered in its year, whenever that is done.
	w.OK(conference.At(head).SetConference(emulation.ConferenceClosing, emulation.ConferenceInfo{Date: "2023-12-30", Place: "Sơn La"}))
	drawn := must[*register.Numbered](t)(forms.At(head).Draw(must[forms.Paper](t)(forms.At(head).Minutes(emulation.ConferenceClosing, made)), 0, ""))
	if drawn.Year != 2023 || drawn.Date != "2023-12-30" {
		t.Errorf("%+v", drawn)
	}

	// What was invented marks the papers it stands on, the number drawn under it too, until real words are there; a list of nobody is not printed.
	invented := emulation.Letterhead{Sign: "CTĐ0", Recipients: []string{"– Như trên;", "— Lưu: VT"}, Illustrative: true}
	w.OK(room.SetLetterhead(true, invented, nil))
	must[*register.Numbered](t)(forms.At(head).Draw(must[forms.Paper](t)(forms.At(head).Report(emulation.ConferenceClosing, made)), 0, ""))
	invented.Illustrative, invented.Recipients = false, []string{"– Như trên"}
	w.OK(room.SetLetterhead(true, invented, nil))
	report := only(t, must[forms.Paper](t)(forms.At(head).Report(emulation.ConferenceClosing, made)))
	if d = plan(); !strings.HasSuffix(report.Heading.Number, "/BC-CTĐ0") || !strings.Contains(report.Mark, "minh hoạ") || strings.Contains(d.Mark, "minh hoạ") {
		t.Errorf("%s, %q; %q", report.Heading.Number, report.Mark, d.Mark)
	}
	if got := strings.Join(ends(d).Recipients, "|"); got != strings.Join(ends(before).Recipients, "|") {
		t.Errorf("sent to %s", got)
	}

	// A unit's papers have the unit's own letterhead.
	w.OK(register.At(unit).SetLetterhead(false, emulation.Letterhead{Superior: "UBND tỉnh Cao Bằng", Sign: "SGDĐT", Place: "Cao Bằng"},
		[]register.Signer{{Role: emulation.SignsLeader, Position: "Phó Giám đốc", Authority: "KT. Giám đốc", Name: "Hà Văn C"}, {Role: emulation.SignsPreparer, Name: "Đàm Thị D"}}))
	w.HandIn(desks["cao-bang"])
	d = only(t, must[forms.Paper](t)(forms.At(unit).Sheet(w.Unit("cao-bang").ID, made)))
	s = ends(d)
	if d.Heading.Superior != "UBND TỈNH CAO BẰNG" || d.Heading.Number != "" || !strings.HasPrefix(d.Heading.PlaceDate, "Cao Bằng, ") || len(s.Recipients) != 0 ||
		s.Signers[0].Name != "Đàm Thị D" || s.Signers[1].Authority != "KT. GIÁM ĐỐC" || s.Signers[1].Name != "Hà Văn C" {
		t.Errorf("%+v\n%+v", d.Heading, s)
	}
}
