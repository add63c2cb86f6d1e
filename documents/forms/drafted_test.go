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
	"thidua/workspace/pledge"
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
	now := only(t, forms.Criteria(d.season, set, 2, true, made))
	if strings.Contains(texts(now), "DỰ THẢO") || !now.Landscape {
		t.Error("what is in force looks like a draft, or stands upright")
	}
	rows := tableOf(t, now).Rows
	if got := cells(rows[len(rows)-4]); got != "|TỔNG CỘNG|100||" {
		t.Error(got)
	}
	if draft := texts(only(t, forms.Criteria(d.season, set, 3, false, made))); !strings.Contains(draft, "DỰ THẢO – phiên bản tiêu chí này chưa có hiệu lực") {
		t.Error("a draft does not say so")
	}
	if former := texts(only(t, forms.Criteria(d.season, set, 1, true, made))); !strings.Contains(former, "ĐÃ ĐƯỢC THAY THẾ") || strings.Contains(former, "DỰ THẢO") {
		t.Error("a version that was replaced does not say so")
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
	for _, want := range []string{"1|Chung của Cụm thi đua số 4|1|2|" + one.Unit.Name + "|2||Cộng|3|", "1|Huân chương Lao động|Chính phủ, Thủ tướng Chính phủ|0|1||Cộng||0|1|",
		"1|Cờ thi đua của Bộ|Bộ|1|0||Cộng||1|0|",
		"IV. Khen thưởng khác", "1|Giấy khen|Thủ trưởng cơ quan, đơn vị|0|3|2|Kỷ niệm chương|Chưa ghi cấp khen thưởng|0|0||Cộng||0|3|", "Có 01 khen thưởng cá nhân chưa ghi số người"} {
		if !strings.Contains(text, strings.ReplaceAll(want, "|", "\n")) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if strings.Contains(text, "cần xem lại") || strings.Contains(text, "18/2025") {
		t.Error("a doubt nobody has, or a circular of later")
	}
	r.Of.PersonAwards = []year.AwardToPersons{award("Giấy khen", "agency", emulation.StageGiven, 2, "Nguyễn Văn A", "Lò Thị B", "Cà Thị C")}
	d.season.Label = "2025–2026"
	says(t, texts(only(t, forms.Statistics(r, nil, made))), "1|Giấy khen|Thủ trưởng cơ quan, đơn vị|0|2||Cộng||0|2|", "Giấy khen: cần xem lại", "Thông tư số 18/2025/TT-BNV")
}

// Whatever was invented of what a paper tells marks it, and nothing that it does not tell.
func TestInventedIsMarked(t *testing.T) {
	invented := func(p forms.Paper) bool { return strings.Contains(texts(p.Documents[0]), "VĂN BẢN MINH HOẠ") }
	d, r := reported(2)
	unit, other := d.season.Cluster.Members[0], d.season.Cluster.Members[1]
	s := *d.season
	s.Info.Illustrative = false
	r.Season, d.season = &s, &s
	own, cluster := year.Owner{Unit: unit}, year.Owner{OfCluster: true}
	said := emulation.Movement{Name: "Dạy tốt", Illustrative: true}
	for name, c := range map[string]struct {
		of                          year.Counted
		deeds                       forms.Deeds
		achievements, report, count bool
	}{
		"nothing":              {},
		"a movement":           {of: year.Counted{Movements: []year.LaunchedMovement{{Owner: own, Movement: said}}}, achievements: true, report: true, count: true},
		"another's":            {of: year.Counted{Movements: []year.LaunchedMovement{{Owner: year.Owner{Unit: other}, Movement: said}}}, report: true, count: true},
		"the cluster's":        {of: year.Counted{Movements: []year.LaunchedMovement{{Owner: cluster, Movement: said}}}, report: true, count: true},
		"an activity":          {of: year.Counted{Activities: []year.UnitActivity{{Owner: own, Activity: emulation.Activity{Name: "x", Illustrative: true}}}}, achievements: true, report: true},
		"people":               {of: year.Counted{Headcounts: []year.UnitHeadcount{{Unit: unit, Headcount: emulation.Headcount{People: 9, Illustrative: true}}}}, achievements: true, report: true},
		"a shortcoming":        {of: year.Counted{Shortcomings: []year.ToldShortcoming{{Owner: own, Shortcoming: emulation.Shortcoming{Text: "x", Illustrative: true}}}}, achievements: true, report: true},
		"an award to persons":  {of: year.Counted{PersonAwards: []year.AwardToPersons{{Owner: cluster, PersonAward: emulation.PersonAward{Name: "x", Illustrative: true}}}}, report: true, count: true},
		"a figure":             {of: year.Counted{Figures: []year.Figure{{AskedFigure: emulation.AskedFigure{Name: "x", Illustrative: true}}}}, report: true},
		"an answer":            {of: year.Counted{Figures: []year.Figure{{AskedFigure: emulation.AskedFigure{Name: "x"}, Answers: []year.Answer{{Unit: unit, From: year.FromOwn, Own: emulation.ReportedFigure{Value: "1", Illustrative: true}}}}}}, achievements: true, report: true},
		"points of a season":   {deeds: forms.Deeds{Years: []result.YearOf{{Season: &s, Own: &result.Standing{Unit: unit, Final: &scoring.UnitResult{}}, Illustrative: true}}}, achievements: true},
		"points of the others": {deeds: forms.Deeds{Years: []result.YearOf{{Season: &s, Illustrative: true}}}},
	} {
		r.Of, c.deeds.Unit = c.of, unit
		r.Of.Compact = &pledge.Compact{}
		s.Set = &criteria.Set{}
		if got := invented(forms.Achievements(r, &c.deeds, made)); got != c.achievements {
			t.Errorf("%s: achievements %t", name, got)
		}
		if got := invented(must[forms.Paper](t)(forms.Report(r, d.minutes, nil, nil, d.NameOn, made))); got != c.report {
			t.Errorf("%s: report %t", name, got)
		}
		if got := invented(forms.Statistics(r, nil, made)); got != c.count {
			t.Errorf("%s: statistics %t", name, got)
		}
	}
	plan := func(o year.Owner) bool {
		return invented(forms.Plan(&s, nil, []year.LaunchedMovement{{Owner: o, Movement: said}}, made))
	}
	if !plan(cluster) || plan(own) {
		t.Error("a plan tells what was launched for the cluster alone")
	}
}

// What two people wrote differently is nobody's fact: a day stays open, a decision is not listed and is told of.
func TestTornIsLeftOpen(t *testing.T) {
	d, r := reported(2)
	day := season.CalendarLine{Step: emulation.SeasonRunning, Date: "2024-05-31"}
	says(t, texts(only(t, forms.Plan(d.season, []season.CalendarLine{day}, nil, made))), "31/5/2024")
	if day.Conflict = true; strings.Contains(texts(only(t, forms.Plan(d.season, []season.CalendarLine{day}, nil, made))), "31/5/2024") {
		t.Error("one of two days stands in the plan")
	}
	decided := awards.Proposal{Season: d.season, Form: legal.Form{Kind: legal.Flag}, FormName: "Cờ thi đua", Step: emulation.ProposalDecided, Conflict: true,
		Achievement: "dẫn đầu phong trào", Decision: &emulation.AwardDecision{Number: "12/QĐ", Date: "2024-09-05"}}
	text := texts(only(t, forms.Achievements(r, &forms.Deeds{Unit: d.season.Cluster.Members[0], Proposals: []awards.Proposal{decided}}, made)))
	if says(t, text, "Có 01 quyết định khen thưởng đang được ghi khác nhau"); strings.Contains(text, "12/QĐ") || strings.Contains(text, "Dẫn đầu") {
		t.Error(text)
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
