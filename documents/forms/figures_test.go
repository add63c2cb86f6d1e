package forms_test

import (
	"fmt"
	"strings"
	"testing"

	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/decimal"
	"thidua/emulation/legal"
	"thidua/workspace/conference"
	"thidua/workspace/year"
)

// figured is a figure asked for with the answers of the season's units; "" has not answered.
func figured(d *desk, name, measure, how string, answers ...string) year.Figure {
	f := year.Figure{Code: name, AskedFigure: emulation.AskedFigure{Name: name, Measure: measure, Combine: how}}
	var all []decimal.Fraction
	for i, text := range answers {
		a := year.Answer{Unit: d.season.Cluster.Members[i]}
		if text != "" {
			a.From, a.Figure = year.FromOwn, decimal.Whole(decimal.MustParse(text))
			all = append(all, a.Figure)
		}
		f.Answers = append(f.Answers, a)
	}
	f.Combined = emulation.Combine(all...)
	return f
}

// Few figures stand in columns over the units, many in rows with all units in a cell; either way with what they come to, and what is doubtful.
func TestFiguresOfAReport(t *testing.T) {
	d, r := reported(2)
	r.Of.Figures = []year.Figure{figured(d, "Giải quốc gia", "giải", emulation.CombineSum, "100", "89"), figured(d, "Tốt nghiệp", "%", emulation.CombineLeast, "", "95"),
		figured(d, "Số trường", "", "", "1200", "3")}
	r.Of.Figures[0].Answers[1].NA = true // whoever answers is counted
	r.Of.Figures[0].Answers[1].Doubts = []emulation.Message{emulation.Say("figure.doubt.verified", "reason", "thiếu minh chứng")}
	r.Of.Figures[0].Answers[1].From, r.Of.Figures[0].Answers[1].Alone = year.FromSheet, true
	r.Of.Figures[2].Answers[0].Doubts = []emulation.Message{emulation.Say("figure.doubt.conflict")}
	text := func() string {
		return texts(must[forms.Paper](t)(forms.Report(r, d.minutes, nil, nil, d.NameOn, made)).Documents[0])
	}
	has := func(all string, wants ...string) {
		t.Helper()
		for _, want := range wants {
			if !strings.Contains(all, strings.ReplaceAll(want, "|", "\n")) {
				t.Errorf("%q is missing in\n%s", want, all)
			}
		}
	}
	one, two := d.season.Cluster.Members[0].Name, d.season.Cluster.Members[1].Name
	few := text()
	has(few, "1. Số liệu chung|- Giải quốc gia: 189 giải (có 01 chỗ cần xem lại)|- Tốt nghiệp: từ 95% trở lên (01/02 đơn vị đã báo)|2. Số liệu của từng đơn vị",
		"TT|Đơn vị|Giải quốc gia (giải)|Tốt nghiệp (%)|Số trường|1|"+one+"|100|chưa báo|1.200|2|"+two+"|89|95|3|",
		"Chung|189 giải|từ 95% trở lên (01/02 đơn vị đã báo)|", "Số trường, "+one+": hai người của đơn vị báo hai số khác nhau")
	has(few, "Số liệu lấy theo phiếu tự chấm, chưa thẩm định, của: "+two+".", "Giải quốc gia, "+two+": thẩm định đã đổi điểm của tiêu chí này: lý do thiếu minh chứng.")
	last := figured(d, "Giải quốc gia", "giải", emulation.CombineSum, "50", "51")
	r.Of.Figures[0].Before = &last
	has(text(), "Chung|189 giải|từ 95% trở lên (01/02 đơn vị đã báo)|||Năm trước|101 giải|||")
	r.Of.Figures[0].Before = nil
	if strings.Contains(few, "MINH HOẠ") || strings.Contains(few, "Năm trước") {
		t.Error("nothing of it was invented")
	}
	for i := range 4 {
		r.Of.Figures = append(r.Of.Figures, figured(d, fmt.Sprintf("Số %d", i), "%", emulation.CombineRange, "99.34", "100"))
	}
	before := figured(d, "Giải quốc gia", "giải", emulation.CombineMean, "50", "51")
	r.Of.Figures[0].Before = &before
	r.Of.Figures[6].Answers[0].Own.Illustrative = true
	many := text()
	has(many, "TT|Số liệu|Chung|Từng đơn vị|Năm trước|1|Giải quốc gia|189 giải|"+one+": 100 giải; "+two+": 89 giải|101 giải|2|", "7|Số 3|99,34–100%|"+one+": 99,34%; ", "MINH HOẠ")
	for _, f := range r.Of.Figures { // few units with short names have a column each
		f.Answers[0].Unit.Short, f.Answers[1].Unit.Short = "Sở Một", "Sở Hai"
	}
	has(text(), "TT|Số liệu|Sở Một|Sở Hai|Chung|Năm trước|1|Giải quốc gia (giải)|100|89|189 giải|101 giải|2|", "7|Số 3 (%)|99,34|100|99,34–100%|")
	// The minutes of the closing conference tell what the units come to; those of the signing, months before, do not.
	c := d.minutes.Conference
	c.Held, c.Figures = true, []string{"100% đơn vị hoàn thành kế hoạch"}
	minutes := func() string {
		return texts(must[forms.Paper](t)(forms.Minutes(d.minutes, r.Of.Figures, nil, nil, d.NameOn, made)).Documents[0])
	}
	has(minutes(), "Số liệu được báo cáo:|- 100% đơn vị hoàn thành kế hoạch|- Giải quốc gia: 189 giải (có 01 chỗ cần xem lại)|")
	// So they tell points and places, once they were put to the conference.
	points := ranking(t, "", map[string]string{"An": "8 0 7 0", "Bắc": "8 0 6 0"})
	points.Provisional, points.Season.Step = true, emulation.SeasonConference
	placed := func() string {
		return texts(must[forms.Paper](t)(forms.Minutes(d.minutes, nil, points, nil, d.NameOn, made)).Documents[0])
	}
	if strings.Contains(placed(), "xếp hạng") {
		t.Error("places before the conference")
	}
	d.minutes.Season.Step = emulation.SeasonConference
	has(placed(), "Kết quả chấm điểm, xếp hạng|TT|Đơn vị|Tổng điểm|Xếp hạng|", "KẾT QUẢ TẠM TÍNH")
	// What each got in the votes on awards stands beside them; a vote that counts nowhere, or is on something else, does not.
	for i := range points.Standings {
		points.Standings[i].Unit.ID = emulation.ID{byte(i + 1)}
	}
	voted := func(on, award string, yes ...int64) *conference.Vote {
		v := &conference.Vote{Code: award, Award: award, Question: ballot.Question{Title: "Bỏ phiếu", On: on,
			Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 1, Den: 2}}}
		tally := ballot.Tally{Members: 7, Present: 7, Issued: 7, Returned: 7, Valid: 7}
		for i, n := range yes {
			choice := ballot.Choice{ID: fmt.Sprint(i), Unit: points.Standings[i].Unit.ID}
			v.Question.Lines, v.Lines = append(v.Question.Lines, choice), append(v.Lines, conference.VoteLine{Choice: choice})
			tally.Lines = append(tally.Lines, ballot.Line{ID: choice.ID, Yes: n, No: 7 - n})
		}
		counted(t, v, tally)
		return v
	}
	withdrawn := voted(ballot.OnAward+"co", "Cờ thi đua", 1, 1)
	withdrawn.Withdrawn = true
	d.minutes.Votes = []*conference.Vote{voted(ballot.OnAward+"co", "Cờ thi đua", 6), withdrawn, voted("other", "", 5, 5)}
	has(placed(), "Tổng điểm|Xếp hạng|Biểu quyết đồng ý|1|An|25,00|1|Cờ thi đua: 6/7 (85,71%)|2|Bắc|24,00|2||")
	d.minutes.Votes = append(d.minutes.Votes, voted(ballot.OnAward+"bang", "Bằng khen", 7, 4))
	has(placed(), "|Cờ thi đua: 6/7 (85,71%); Bằng khen: 7/7 (100,00%)|2|Bắc|24,00|2|Bằng khen: 4/7 (57,14%)|")
	d.minutes.Votes = nil
	if c.Kind = emulation.ConferenceSigning; strings.Contains(placed(), "xếp hạng") {
		t.Error("places in the minutes of the signing")
	}
	if strings.Contains(minutes(), "189") {
		t.Error("figures of the year in the minutes of the signing")
	}
}
