package forms_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/pledge"
	"thidua/workspace/year"
)

// reported is a season of n units of which nothing is recorded yet.
func reported(n int) (*desk, *year.Report) {
	d := twelve(n)
	d.minutes = &conference.Minutes{Season: d.season, Conference: &conference.Conference{Kind: emulation.ConferenceClosing}}
	r := &year.Report{Season: d.season, Of: year.Counted{Compact: &pledge.Compact{Season: d.season}}}
	r.Units = make([]year.UnitReport, n)
	return d, r
}

// A report of nothing is a draft with room for the pen under each heading; every record adds its part, and empty columns stay away.
func TestReport(t *testing.T) {
	d, r := reported(3)
	unit := func(i int) book.Unit { return d.season.Cluster.Members[i] }
	print := func() string {
		p := must[forms.Paper](t)(forms.Report(r, d.minutes, nil, d.proposals, d.NameOn, made))
		if p.Name != "bao-cao-tong-ket-cong-tac-thi-dua-khen-thuong-2023-2024" || len(p.Documents) != 1 {
			t.Errorf("%s, %d documents", p.Name, len(p.Documents))
		}
		return texts(p.Documents[0])
	}
	empty := print()
	if n := strings.Count(empty, "Nội dung: …"); n != 5 || !strings.Contains(empty, "DỰ THẢO") || !strings.Contains(empty, "có 03 đơn vị thành viên") {
		t.Errorf("%d chapters left open in\n%s", n, empty)
	}
	c := d.minutes.Conference
	c.Held, c.Date, c.Place = true, "2024-08-02", "Cao Bằng"
	c.Figures, c.Directions, c.Conclusions = []string{"100% đơn vị hoàn thành kế hoạch"}, []string{"Giao lưu"}, []string{"Thống nhất báo cáo"}
	d.season.Head = []book.Unit{unit(0)}
	d.minutes.Leaders = &conference.NextLeaders{Leaders: emulation.Leaders{Label: "2024–2025", How: "elected"}, HeadUnit: unit(1)}
	r.Registered, r.Signed = 2, 3
	r.Of.Compact.Given, r.Of.Compact.Date = true, "2023-10-20"
	r.Of.Registrations = []pledge.Registered{{Registration: emulation.Registration{Movements: []string{"Dạy tốt - Học tốt", "Dạy tốt - Học tốt"}}},
		{Registration: emulation.Registration{Movements: []string{"Dạy tốt - Học tốt", "Trường học hạnh phúc"}}}}
	r.Of.Programmes = []year.UnitProgramme{{Unit: unit(0)}, {Unit: unit(1), Programme: emulation.Programme{Title: "Chuyển đổi số"}, Entry: book.Entry{Given: true},
		Progress: []year.ProgrammeProgress{{Progress: emulation.Progress{Percent: "10"}}, {Progress: emulation.Progress{Percent: "66.5"}}}}}
	r.Of.Activities = []year.UnitActivity{{Owner: year.Owner{OfCluster: true}, Activity: emulation.Activity{Name: "Giao lưu thể thao", Place: "Tiền Giang", Date: "2024-01-05"}}}
	r.Of.Initiatives = []year.UnitAchievement{{Owner: year.Owner{Unit: unit(2)}, Achievement: emulation.Achievement{Name: "Giáo dục STEM"}}}
	r.Of.Headcounts = []year.UnitHeadcount{{Unit: unit(0)}, {Unit: unit(1), Headcount: emulation.Headcount{People: 60, Advanced: 52}, Entry: book.Entry{Given: true}}}
	r.People, r.Advanced = 60, 52
	d.proposals = []awards.Proposal{{Unit: unit(0), FormName: "Cờ thi đua", Step: emulation.ProposalDecided, Decision: &emulation.AwardDecision{Number: "12/QĐ", Date: "2024-09-05"}},
		{Unit: unit(1), FormName: "Bằng khen", Step: emulation.ProposalProposed, Agreed: emulation.ConferenceClosing},
		{Unit: unit(2), FormName: "Giấy khen", Step: emulation.ProposalWithdrawn}}
	for i := range d.proposals {
		d.proposals[i].Form = legal.Form{ID: "x"}
	}
	full := print()
	named := func(i int) string { return unit(i).Name + " (2024-08-02)" }
	for _, want := range []string{"Cụm trưởng: " + named(0), "Có 02/03 đơn vị đã đăng ký", "bản giao ước ngày 20 tháng 10 năm 2023", "Dạy tốt - Học tốt (02 đơn vị)",
		"Trường học hạnh phúc (01 đơn vị)", "2. Số liệu chung\n- 100% đơn vị hoàn thành kế hoạch", "1|" + named(1) + "|Chuyển đổi số|66,5%",
		"1|05/01/2024|Giao lưu thể thao, tại Tiền Giang|Cụm thi đua số 4\n", "TT|Đơn vị|Sáng kiến, giải pháp\n1|" + named(2) + "|Giáo dục STEM\n",
		"1|" + named(1) + "|60|52|0\n|Cộng|60|52|0", "1|" + named(0) + "|Cờ thi đua||Quyết định số 12/QĐ ngày 05/9/2024", "2|" + named(1) + "|Bằng khen|thống nhất|Đã đề nghị",
		"- Giao lưu\n", "Cụm trưởng năm học 2024–2025: " + named(1), "- Thống nhất báo cáo"} {
		if !strings.Contains(full, strings.ReplaceAll(want, "|", "\n")) {
			t.Errorf("%q is missing in\n%s", want, full)
		}
	}
	if strings.Count(full, "Nội dung: …") != 1 || strings.Contains(full, "Giấy khen") || strings.Contains(full, "DỰ THẢO") {
		t.Errorf("only the shortcomings are left open:\n%s", full)
	}
}

// What stands alone under a heading has no number; with a second part both have.
func TestAPartAloneHasNoNumber(t *testing.T) {
	d, r := reported(2)
	print := func() string {
		return texts(must[forms.Paper](t)(forms.Report(r, d.minutes, nil, nil, d.NameOn, made)).Documents[0])
	}
	d.minutes.Conference.Directions = []string{"Giao lưu"}
	if one := print(); !strings.Contains(one, "V. Phương hướng, nhiệm vụ\nNhiệm vụ trọng tâm\n- Giao lưu") {
		t.Errorf("%s", one)
	}
	d.minutes.Leaders = &conference.NextLeaders{Leaders: emulation.Leaders{Label: "2024–2025", How: "elected"}, HeadUnit: d.season.Cluster.Members[1]}
	if two := print(); !strings.Contains(two, "\n1. Nhiệm vụ trọng tâm\n- Giao lưu\n2. Phân công nhiệm vụ năm tiếp theo\n") {
		t.Errorf("%s", two)
	}
}

// A report to nobody names nobody “as above”.
func TestRecipientsOfAReport(t *testing.T) {
	d, r := reported(2)
	for _, organiser := range []string{"Bộ Giáo dục và Đào tạo", ""} {
		d.season.Cluster.Info.Organiser = organiser
		doc := must[forms.Paper](t)(forms.Report(r, d.minutes, nil, nil, d.NameOn, made)).Documents[0]
		addressed, got := strings.Contains(texts(doc), "Kính gửi"), doc.Blocks[len(doc.Blocks)-1].(documents.Signatures).Recipients
		want := []string{"- Như trên;", "- Các đơn vị thành viên;", "- Lưu: VT."}
		if !addressed {
			want = want[1:]
		}
		if addressed != (organiser != "") || !slices.Equal(got, want) {
			t.Errorf("%q: addressed %v, to %q", organiser, addressed, got)
		}
	}
}

// Where the share of the points that apply ranks the units, it stands beside their points.
func TestReportOfShares(t *testing.T) {
	for head, want := range map[string]string{"normalise: percent": "Tổng điểm|Tỷ lệ (%)|Xếp hạng|1|An|25,00|83,33|1|", "": "Tổng điểm|Xếp hạng|1|An|25,00|1|"} {
		d, r := reported(2)
		text := texts(must[forms.Paper](t)(forms.Report(r, d.minutes, ranking(t, head, map[string]string{"An": "8 1 6 2", "Bắc": "5 2 7 2"}), nil, d.NameOn, made)).Documents[0])
		says(t, text, want)
	}
}
