package forms_test

import (
	"strings"
	"testing"

	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/legal"
	"thidua/emulation/scoring"
	"thidua/internal/sample"
	"thidua/workspace/awards"
	"thidua/workspace/result"
	"thidua/workspace/season"
	"thidua/workspace/year"
)

// The papers that the program drafts; those of the five seasons stand whole in cmd/thidua-cli/testdata/papers.

// A version of the criteria that is not in force is a draft; the total stands above the bonuses that end the table, and adds up to the scale.
func TestCriteriaOnPaper(t *testing.T) {
	s := must[*sample.Sample](t)(sample.Load("cum-4-2023-2024"))
	set := must[*criteria.Set](t)(criteria.LoadSet(s.Founding.Criteria.Name, s.Founding.Criteria.YAML))
	d := twelve(3)
	d.season.Set, d.season.Version = set, 2
	now := only(t, forms.Criteria(d.season, set, 2, made))
	if strings.Contains(texts(now), "DỰ THẢO") || !now.Landscape {
		t.Error("what is in force looks like a draft, or stands upright")
	}
	rows := tableOf(t, now).Rows
	if got := cells(rows[len(rows)-4]); got != "|TỔNG CỘNG|100||" {
		t.Error(got)
	}
	if draft := only(t, forms.Criteria(d.season, set, 3, made)); !strings.Contains(texts(draft), "DỰ THẢO – phiên bản tiêu chí này chưa có hiệu lực") {
		t.Error("a draft does not say so")
	}
}

// Only what was decided counts; who is not counted is told.
func TestStatistics(t *testing.T) {
	d, r := reported(2)
	one := year.Owner{Unit: d.season.Cluster.Members[0]}
	r.Of.Movements = []year.LaunchedMovement{{Owner: year.Owner{OfCluster: true}}, {Owner: one}, {Owner: one}}
	award := func(name, level, stage string, persons uint64, names ...string) year.AwardToPersons {
		return year.AwardToPersons{Owner: one, PersonAward: emulation.PersonAward{Name: name, Level: level, Stage: stage, Persons: persons}, Names: names}
	}
	r.Of.PersonAwards = []year.AwardToPersons{award("Huân chương Lao động", "government", emulation.StageGiven, 1), award("Giấy khen", "agency", emulation.StageGiven, 2),
		award("Giấy khen", "agency", emulation.StageGiven, 0, "Nguyễn Văn A"), award("Giấy khen", "agency", "proposed", 7), award("Kỷ niệm chương", "", emulation.StageGiven, 0)}
	flag := legal.Form{Level: legal.Ministry}
	all := []awards.Proposal{{Form: flag, FormName: "Cờ thi đua của Bộ", Step: emulation.ProposalDecided}, {Form: flag, FormName: "Cờ thi đua của Bộ", Step: emulation.ProposalProposed}}
	text := texts(only(t, forms.Statistics(r, all, made)))
	for _, want := range []string{"1|Chung của cụm, khối|1|2|" + one.Unit.Name + "|2||Cộng|3|", "1|Huân chương Lao động|Chính phủ, Thủ tướng Chính phủ|0|1||Cộng||0|1|",
		"1|Cờ thi đua của Bộ|Bộ|1|0|2|Giấy khen|Thủ trưởng cơ quan, đơn vị|0|3|3|Kỷ niệm chương|Chưa ghi cấp khen thưởng|0|0||Cộng||1|3|", "Có 01 khen thưởng cá nhân chưa ghi số người"} {
		if !strings.Contains(text, strings.ReplaceAll(want, "|", "\n")) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}

// Figures of several years stand beside one another, the last first; a year nobody answered in stays empty, and points that may change are marked.
func TestAchievements(t *testing.T) {
	d, r := reported(2)
	unit := d.season.Cluster.Members[1]
	now, before := figured(d, "Giải quốc gia", "giải", emulation.CombineSum, "100", "89"), figured(d, "Giải quốc gia", "giải", emulation.CombineSum, "50", "51")
	now.Label, before.Label, now.Before = "2023–2024", "2022–2023", &before
	r.Of.Figures = []year.Figure{now, figured(d, "Không ai báo", "", "", "1", "")}
	d.season.Set = &criteria.Set{Rounding: criteria.Rounding{Places: 2}}
	own := &result.Standing{Unit: unit, Final: &scoring.UnitResult{Total: decimal.MustParse("97.5"), Rank: 2, Class: "Xuất sắc"}}
	flag := legal.Form{Kind: legal.Flag}
	deeds := &forms.Deeds{Unit: unit, Years: []result.YearOf{{Season: d.season, Own: own, Units: 7, Provisional: true}, {Season: d.season}}, Proposals: []awards.Proposal{
		{Season: d.season, Form: flag, FormName: "Cờ thi đua", Step: emulation.ProposalDecided, Decision: &emulation.AwardDecision{Number: "12/QĐ", Date: "2024-09-05", Issuer: "Bộ"}},
		{Season: d.season, Form: legal.Form{Kind: legal.Certificate}, FormName: "Bằng khen", Step: emulation.ProposalProposed, Achievement: "dẫn đầu phong trào"}}}
	text := texts(only(t, forms.Achievements(r, deeds, made)))
	for _, want := range []string{"TT|Số liệu|2023–2024|2022–2023|1|Giải quốc gia (giải)|89|51|", "TT|Năm thi đua|Tổng điểm|Xếp hạng|Xếp loại|1|Năm học 2023–2024|97,50|2/7*|Xuất sắc|* Kết quả",
		"2023–2024|Cờ thi đua|Quyết định số 12/QĐ ngày 05/9/2024; Bộ|", "Dẫn đầu phong trào.", "Đề nghị tặng Cờ thi đua; Bằng khen"} {
		if !strings.Contains(text, strings.ReplaceAll(want, "|", "\n")) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if strings.Contains(text, "Không ai báo") || strings.Contains(text, "\nBằng khen\n") {
		t.Error("a figure nobody gave, or an award nobody decided")
	}
}

// A meeting of which nothing is recorded has neither a letter nor a programme; one without an agenda has lines for the pen.
func TestBeforeAMeeting(t *testing.T) {
	d, _ := reported(2)
	if _, err := forms.MeetingLetter(d.minutes, d.NameOn, made); emulation.KeyOf(err) != "paper.not-planned" {
		t.Error(err)
	}
	c := d.minutes.Conference
	c.Held, c.Date, c.From, c.Place, c.Guests = true, "2024-08-02", "08:00", "Cao Bằng", []string{"Lãnh đạo Sở Nội vụ"}
	rows := tableOf(t, only(t, must[forms.Paper](t)(forms.MeetingProgramme(d.minutes, d.NameOn, made)))).Rows
	if len(rows) != 8 || cells(rows[0]) != "1|8 giờ 00||" {
		t.Errorf("%d rows: %s", len(rows), cells(rows[0]))
	}
	c.Agenda = []string{"khai mạc", "báo cáo"}
	if rows = tableOf(t, only(t, must[forms.Paper](t)(forms.MeetingProgramme(d.minutes, d.NameOn, made)))).Rows; len(rows) != 2 || cells(rows[1]) != "2||Báo cáo|" {
		t.Error(rows)
	}
	text := texts(only(t, must[forms.Paper](t)(forms.MeetingLetter(d.minutes, d.NameOn, made))))
	if !strings.Contains(text, "- Lãnh đạo Sở Nội vụ\n- Lãnh đạo các đơn vị thành viên Cụm thi đua số 4\n") || !strings.Contains(text, "Nội dung:\n- Khai mạc\n") {
		t.Error(text)
	}
}

// A regulation says how each award is decided as it is recorded, and is always a draft.
func TestRegulationIsADraft(t *testing.T) {
	d, _ := reported(2)
	text := texts(only(t, forms.Regulation(d.season, d.minutes.Conference.Rule, []season.FormDeciding{{Form: legal.Form{Name: "Cờ thi đua của Bộ"}}}, made)))
	if !strings.Contains(text, "DỰ THẢO – lập từ") || !strings.Contains(text, "Cờ thi đua của Bộ: ") || !strings.Contains(text, "Chương IV") {
		t.Error(text)
	}
}
