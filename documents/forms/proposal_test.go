package forms_test

import (
	"strings"
	"testing"

	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/workspace/awards"
	"thidua/workspace/result"
	"thidua/workspace/year"
)

var flagOfMinistry = legal.Form{ID: "co-thi-dua-bo", Name: "Cờ thi đua của Bộ Giáo dục và Đào tạo", Level: legal.Ministry}

// flag proposes the first n units of a season for the flag of its ministry, sent on the 8th.
func (d *desk) flag(n int) {
	d.ranking, d.form = &result.Ranking{Season: d.season}, flagOfMinistry
	for i := range n {
		d.proposals = append(d.proposals, awards.Proposal{Season: d.season, Unit: d.season.Cluster.Members[i], Form: flagOfMinistry, FormName: flagOfMinistry.Name,
			Step: emulation.ProposalProposed, Achievement: "Dẫn đầu phong trào", Sent: "2024-08-08", Agreed: "closing", AgreedOn: "2024-08-02", Dossier: &awards.Dossier{}})
	}
}

func (d *desk) letter(t *testing.T) (letter, annex string) {
	t.Helper()
	p := must[forms.Paper](t)(forms.Proposal(d.proposed(), d.NameOn, made))
	return texts(p.Documents[0]), texts(p.Documents[1])
}

// TestWhoIsAsked: who decides is asked for the decision, a Council to submit to who does, and a cluster proposes and never submits; nobody is asked to submit
// to himself.
func TestWhoIsAsked(t *testing.T) {
	for _, c := range []struct {
		organiser, decider string
		want               []string
	}{
		{"Bộ Giáo dục và Đào tạo", "", []string{"Kính gửi: Bộ Giáo dục và Đào tạo|", "đề nghị Bộ Giáo dục và Đào tạo xem xét, quyết định tặng Cờ", "kính đề nghị Bộ Giáo dục và Đào tạo xem xét, quyết định./."}},
		{"Hội đồng Thi đua tỉnh", "", []string{"đề nghị Hội đồng Thi đua tỉnh xem xét, trình cấp có thẩm quyền quyết định tặng Cờ", "xem xét, trình cấp có thẩm quyền quyết định./."}},
		{"Hội đồng Thi đua tỉnh", "Chủ tịch UBND tỉnh", []string{"xem xét, trình Chủ tịch UBND tỉnh quyết định tặng Cờ", "xem xét, trình Chủ tịch UBND tỉnh quyết định./."}},
		{"", "Chủ tịch UBND tỉnh", []string{"Kính gửi: Chủ tịch UBND tỉnh|", "xem xét, quyết định tặng Cờ", "xem xét, quyết định./."}},
		{"", "", []string{"Kính gửi: ………", "đề nghị cấp có thẩm quyền xem xét, quyết định tặng Cờ", "kính đề nghị cấp có thẩm quyền xem xét, quyết định./."}},
	} {
		d := twelve(2)
		d.flag(1)
		d.season.Cluster.Info.Organiser, d.form.Decider, d.form.Own = c.organiser, c.decider, c.decider != ""
		letter, annex := d.letter(t)
		says(t, letter, c.want...)
		if strings.Contains(letter, "kính trình") || strings.Contains(annex, "Số:") || strings.Contains(annex, "CỘNG HÒA") {
			t.Errorf("a cluster that submits, or an annex that is a letter:\n%s\n%s", letter, annex)
		}
	}
}

// TestWhatALetterRestsOn: the law of its day before what the season rests on; what is enclosed is here and not younger than the letter; one that came back is
// under the letter of the day the first was sent.
func TestWhatALetterRestsOn(t *testing.T) {
	d := twelve(3)
	d.flag(2)
	d.proposals[0].Sent = "2024-08-21"
	line := func(text, number, day string) awards.DossierLine {
		return awards.DossierLine{Paper: legal.Paper{ID: legal.PaperReport, Text: text}, Have: true, Record: emulation.DossierPaper{Number: number, Date: day}}
	}
	d.proposals[0].Dossier = &awards.Dossier{Papers: []awards.DossierLine{line("Báo cáo thành tích", "09/BC", "2024-08-21"), line("Biên bản bình xét", "03/BB", "2024-08-02")}}
	x := d.proposed()
	x.Law = must[*legal.Shelf](t)(found(t, "cum-4-2023-2024").env().Law()).Book
	p := must[forms.Paper](t)(forms.Proposal(x, d.NameOn, made))
	letter := texts(p.Documents[0])
	says(t, letter, "ngày 08 tháng 8 năm 2024", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;|Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31",
		"Căn cứ Hướng dẫn số 21/HD-HĐTĐKT;|Căn cứ Quy chế hoạt động của cụm.|", "- Biên bản bình xét số 03/BB, ngày 02 tháng 8 năm 2024|")
	if strings.Contains(letter, "09/BC") {
		t.Error("a letter encloses what was written after it")
	}
	d.proposals[0].Sent, d.proposals[1].Sent, d.proposals[0].Step = "", "", emulation.ProposalDraft
	says(t, texts(must[forms.Paper](t)(forms.Proposal(x, d.NameOn, made)).Documents[0]), "DỰ THẢO", "ngày 15 tháng 6 năm 2022;|", "09/BC")
}

// TestPersonsOfALetter: the persons a cluster proposes for the same award are counted and listed beside the units; those of another award or stage, of a unit
// alone, or written differently by two, are not.
func TestPersonsOfALetter(t *testing.T) {
	d := twelve(3)
	d.flag(2)
	award := func(form, stage string, ofCluster bool, names ...string) year.AwardToPersons {
		return year.AwardToPersons{Owner: year.Owner{OfCluster: ofCluster}, Names: names,
			PersonAward: emulation.PersonAward{Form: form, Name: "Cờ thi đua", Stage: stage, Reason: "bồi dưỡng học sinh giỏi", Persons: uint64(len(names))}}
	}
	d.persons = []year.AwardToPersons{award("co-thi-dua-bo", "proposed", true, "Lò Thị A", "Cà Văn B"), award("bang-khen", "proposed", true, "Khác"),
		award("co-thi-dua-bo", "given", true, "Đã tặng"), award("co-thi-dua-bo", "proposed", false, "Của đơn vị")}
	letter, annex := d.letter(t)
	says(t, letter, "cho 02 tập thể và 02 cá nhân có tên sau:|Tập thể:|1. Sở", "Cá nhân:|1. Lò Thị A;|2. Cà Văn B.|", "Danh sách trích ngang (02 tập thể và 02 cá nhân)")
	says(t, annex, "TT|Tập thể, cá nhân|", "3|Lò Thị A|Cờ thi đua|Bồi dưỡng học sinh giỏi|", "Danh sách này có 02 tập thể và 02 cá nhân.")
	for _, not := range []string{"Khác", "Đã tặng", "Của đơn vị"} {
		if strings.Contains(letter+annex, not) {
			t.Errorf("%s is proposed:\n%s", not, annex)
		}
	}
	d.persons = append(d.persons, award("co-thi-dua-bo", "proposed", true))
	if letter, _ = d.letter(t); !strings.Contains(letter, "02 tập thể và …… cá nhân") {
		t.Error("persons nobody counted are counted")
	}
	d.persons[len(d.persons)-1] = award("co-thi-dua-bo", "proposed", true, "Hai Bản")
	d.persons[len(d.persons)-1].Conflict, d.proposals[1].Conflict, d.proposals[1].Grounds = true, true, []string{"Một trong hai bản"}
	letter, annex = d.letter(t)
	says(t, letter, "cho …… tập thể và …… cá nhân có tên sau:|Tập thể:|"+d.season.Cluster.Members[0].Name+" (2024-08-08).|Cá nhân:|")
	says(t, annex, "Danh sách này có …… tập thể và …… cá nhân.", "chờ quyết định, nên chưa kê ở đây", "2|"+d.season.Cluster.Members[1].Name+" (2024-08-08)||||||")
	if strings.Contains(letter+annex, "Hai Bản") || strings.Contains(letter, "Một trong hai bản") {
		t.Error("one of two versions stands on paper")
	}
}

// TestPersonsAlone: a cluster may propose persons for an award it proposes no unit for.
func TestPersonsAlone(t *testing.T) {
	d := twelve(2)
	d.flag(0)
	d.persons = []year.AwardToPersons{{Owner: year.Owner{OfCluster: true}, Names: []string{"Lò Thị A"},
		PersonAward: emulation.PersonAward{Form: "co-thi-dua-bo", Name: "Cờ thi đua", Stage: emulation.StageProposed, Reason: "bồi dưỡng học sinh giỏi"}}}
	letter, annex := d.letter(t)
	says(t, letter, "cho 01 cá nhân có tên sau:|Lò Thị A.|")
	says(t, annex, "1|Lò Thị A|Cờ thi đua|Bồi dưỡng học sinh giỏi|", "Danh sách này có 01 cá nhân.")
	if strings.Contains(letter, "bình xét") || strings.Contains(letter+annex, "tập thể") {
		t.Errorf("units nobody proposes:\n%s\n%s", letter, annex)
	}
}

// TestReviewedApart: what was reviewed by another conference, or on another day, is said of those units alone, and of a unit nobody reviewed nothing.
func TestReviewedApart(t *testing.T) {
	d := twelve(4)
	d.flag(3)
	name := func(i int) string { return d.season.Cluster.Members[i].Name + " (2024-08-08)" }
	d.proposals[1].AgreedOn, d.proposals[2].Agreed = "2024-08-05", ""
	letter, _ := d.letter(t)
	says(t, letter, "thống nhất đề nghị ngày 02 tháng 8 năm 2024: "+name(0)+".|", "thống nhất đề nghị ngày 05 tháng 8 năm 2024: "+name(1)+".|")
	if strings.Count(letter, name(2)) != 1 {
		t.Errorf("a unit nobody reviewed:\n%s", letter)
	}
}

// TestNumberOfALetter: the annex bears the number of its letter.
func TestNumberOfALetter(t *testing.T) {
	d := twelve(2)
	d.flag(1)
	d.proposals[0].Dossier.Papers = []awards.DossierLine{{Paper: legal.Paper{ID: legal.PaperSubmission}, Have: true, Record: emulation.DossierPaper{Number: "05/TTr-CTĐ4", Date: "2024-08-07"}}}
	p := must[forms.Paper](t)(forms.Proposal(d.proposed(), d.NameOn, made))
	says(t, texts(p.Documents[1]), "DANH SÁCH TRÍCH NGANG|", "(Kèm theo Tờ trình số 05/TTr-CTĐ4, ngày 07 tháng 8 năm 2024 của Cụm thi đua số 4)|")
	if h := p.Documents[0].Heading; h.Number != "Số: 05/TTr-CTĐ4" || p.Documents[1].Heading != nil {
		t.Errorf("%+v", h)
	}
}
