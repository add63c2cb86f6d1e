package forms_test

import (
	"fmt"
	"strings"
	"testing"

	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/criteria"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
	"thidua/internal/testpaper"
	"thidua/internal/testyear"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/pledge"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
	"thidua/workspace/year"
)

// recorded are the papers of a season that was played to its end, and the minutes of a review, told of the sheet as if one had been.
func recorded(t *testing.T) []forms.Paper {
	t.Helper()
	s := testyear.Locked(t)
	list := testpaper.Every(t, forms.At(s.Office.Workspace), made)
	sh := must[*sheet.Sheet](t)(sheet.At(s.Office.Workspace).Sheet(s.Unit("son-la").ID))
	sh.Verified = sh.Self
	var answers []sheet.ExplanationView
	for i := range sh.Rows {
		if r := &sh.Rows[i]; r.Criterion != nil {
			r.First = &sheet.Review{Review: scoring.Review{Points: r.Self, Reason: longName}}
			answers = append(answers, sheet.ExplanationView{Code: r.Code(), Explanation: emulation.Explanation{Text: "Đã bổ sung minh chứng"}})
		}
	}
	return append(list, must[forms.Paper](t)(forms.Review(sh, answers, []review.AssignmentView{{Sheet: sh.Unit, Verifier: sh.Unit, Round: sheet.FirstReview}}, made)))
}

// inANormalYear are the papers of a season of seven units, in which everything was told, but those of sheets.
func inANormalYear(t *testing.T) []forms.Paper {
	return inAYear(t, 7, ranking(t, "", map[string]string{"An": "8 1 6 2", "Bắc": "5 2 7 2"}))
}

// inALargeYear are those of a season of 40 units, ranked by 40 groups, 300 criteria in all, with the tables that have a row for each.
func inALargeYear(t *testing.T) []forms.Paper {
	r := ranked(t, 40, 40, 300)
	return append(inAYear(t, 40, r), forms.Summary(r, made), forms.Criteria(r.Season, r.Season.Set, 1, false, made))
}

// inAnEmptyYear are those that can be made of a season of which nothing is recorded yet.
func inAnEmptyYear(t *testing.T) []forms.Paper {
	paper := func(p forms.Paper, err error) forms.Paper { return must[forms.Paper](t)(p, err) }
	d, r := reported(0)
	none := ranked(t, 0, 1, 1)
	list := []forms.Paper{paper(forms.Report(r, d.minutes, none, nil, d.NameOn, made)), forms.Statistics(r, nil, made), forms.Summary(none, made), forms.Plan(d.season, nil, nil, made),
		forms.Regulation(d.season, ballot.Quorum{Num: 2, Den: 3}, nil, made), forms.Achievements(r, &forms.Deeds{}, made)}
	d.minutes.Conference.Held = true
	return append(list, paper(forms.MeetingLetter(d.minutes, d.NameOn, made)), paper(forms.MeetingProgramme(d.minutes, d.NameOn, made)),
		paper(forms.Minutes(d.minutes, nil, nil, nil, d.NameOn, made)), paper(forms.Compact(&pledge.Compact{Season: d.season, Entry: book.Entry{Given: true}}, d.NameOn, made)))
}

// ranked is a ranking of units by a set of so many groups and criteria; every figure has a comma.
func ranked(t *testing.T, units, groups, count int) *result.Ranking {
	t.Helper()
	text := "format: thidua-criteria/1\nid: x\nname: X\ngroups:\n"
	for g := range groups {
		text += fmt.Sprintf("- code: N%d\n  name: Nhóm tiêu chí số %d\n  criteria:\n", g+1, g+1)
		for c := g * count / groups; c < (g+1)*count/groups; c++ {
			text += fmt.Sprintf("  - {code: T%d, name: Tiêu chí số %d %s, max: 10, rule: {kind: manual, step: 0.25}}\n", c+1, c+1, strings.ReplaceAll(longName[:len(longName)/2], ",", ""))
		}
	}
	set := must[*criteria.Set](t)(criteria.LoadSet("set.yaml", []byte(text)))
	d := twelve(units)
	d.season.Set = set
	r := &result.Ranking{Season: d.season}
	var list []criteria.UnitInputs
	for i, u := range d.season.Cluster.Members {
		in := criteria.UnitInputs{ID: u.Code, Name: u.Name, Inputs: map[string]rule.Input{}}
		for n, c := range set.Criteria() {
			in.Inputs[c.Code] = must[rule.Input](t)(c.Rule.ReadTyped(fmt.Sprintf("%d,25", (i+n)%9)))
		}
		list = append(list, in)
	}
	r.Result = must[*scoring.Result](t)(scoring.Score(set, list, criteria.Decisions{}))
	for _, u := range r.Result.Units {
		r.Standings = append(r.Standings, result.Standing{Unit: book.Unit{UnitInfo: emulation.UnitInfo{Name: u.Name}}, Self: u, Final: u})
	}
	return r
}

// inAYear are the papers of a season of so many units in which everything was told: of each form one.
func inAYear(t *testing.T, units int, r *result.Ranking) []forms.Paper {
	t.Helper()
	paper := func(p forms.Paper, err error) forms.Paper { return must[forms.Paper](t)(p, err) }
	d, told := reported(units)
	members := d.season.Cluster.Members
	own := year.Owner{Unit: members[0]}
	movement := year.LaunchedMovement{Owner: own, Movement: emulation.Movement{Name: "Dạy tốt – Học tốt", Goal: "100% giáo viên đạt chuẩn", From: "2023-09-15", Until: "2024-05-31", Result: "Đã sơ kết"}}
	given := year.AwardToPersons{Owner: own, Names: []string{"Nguyễn Văn A – giáo viên", "Lò Thị B – hiệu trưởng"}, PersonAward: emulation.PersonAward{Name: "Giấy khen", Stage: "given", Number: "2/QĐ", Date: "2024-05-05", Reason: "hội thi", Persons: 2}}
	told.Of.Movements, told.Of.PersonAwards = []year.LaunchedMovement{movement}, []year.AwardToPersons{given}
	told.Of.Initiatives = []year.UnitAchievement{{Owner: own, Achievement: emulation.Achievement{Name: "ISO", Sort: "research", Level: "province", Number: "1/QĐ", Date: "2024-01-05"}}}
	told.Of.Shortcomings = []year.ToldShortcoming{{Owner: own, Shortcoming: emulation.Shortcoming{Text: "Thiếu giáo viên", Cause: "chưa tuyển", Remedy: "Sắp xếp lại"}}}

	d.flag(min(units, 20))
	d.vote = secret(d, units)
	d.vote.Question.Conference = "closing"
	tally := ballot.Tally{Members: int64(units), Present: int64(units), Issued: int64(units), Returned: int64(units), Valid: int64(units) - 1, Invalid: 1}
	for i, l := range d.vote.Lines {
		yes := max(0, int64(units-1-i%3))
		tally.Lines = append(tally.Lines, ballot.Line{ID: l.ID, Yes: yes, No: int64(units) - 1 - yes})
	}
	counted(t, d.vote, tally)

	c := d.minutes.Conference
	c.Held, c.Taken, c.Members, c.Present, c.Quorate, c.Rule = true, true, int64(units), int64(units)-1, true, ballot.Quorum{Num: 2, Den: 3}
	c.ChairedBy = members[:1]
	c.Date, c.Place, c.Agenda, c.Directions = "2024-08-02", "Cao Bằng", []string{"Khai mạc", "Báo cáo tổng kết", "Bình xét, bỏ phiếu"}, []string{"Tiếp tục đổi mới"}
	c.Guests, c.Conclusions = []string{"Phó Chủ tịch UBND tỉnh"}, []string{"Thống nhất kết quả"}
	c.People = []conference.Person{{Role: conference.RoleSecretary, Name: "Bà Trần Thị B"}, {Role: conference.RoleHeadTeller, Name: "Hoàng Văn E"}, {Role: conference.RoleTeller, Name: "Lê Thị F"}, {Role: conference.RoleTeller, Name: "Vũ Văn G"},
		{Role: conference.RoleTeller, Name: "Đỗ Thị H"}}
	d.minutes.Votes = []*conference.Vote{d.vote}
	compact := &pledge.Compact{Season: d.season, Entry: book.Entry{Given: true}, CompactText: emulation.CompactText{Title: "Giao ước thi đua", Date: "2023-10-12", Paragraphs: []string{"Một.", "Hai."}}}
	var opinions []pledge.CriteriaOpinion
	for i, u := range members {
		pr := conference.Presence{Unit: u}
		pr.Present, pr.Delegates = i > 0, 2
		c.Presence = append(c.Presence, pr)
		d.minutes.Opinions = append(d.minutes.Opinions, conference.Speech{Unit: u, Speech: emulation.Speech{Title: "Nhất trí", Text: longName}})
		sig := pledge.Signature{Unit: u, State: pledge.SignedFor}
		sig.Date, sig.OnBehalf = "2023-10-12", &emulation.OnBehalf{Signer: "Giám đốc", Paper: emulation.Evidence{Name: "giao-uoc.pdf"}}
		compact.Signatures = append(compact.Signatures, sig)
		opinions = append(opinions, pledge.CriteriaOpinion{Version: 1, Unit: u, About: "Nền nếp", Opinion: emulation.Opinion{Criterion: "I.2", Text: "Giảm điểm"}})
	}
	d.minutes.Absent = c.Presence[:1]

	registered := &pledge.Registered{Unit: members[0]}
	registered.Given, registered.Titles, registered.Movements = true, []string{"Tập thể lao động xuất sắc"}, []string{movement.Name}
	registered.Targets = []emulation.Target{{Name: "Tỉ lệ lên lớp", Value: "98.5", Measure: "%"}, {Name: "Chuẩn quốc gia", Value: "mức độ 2"}}
	council := &awards.Council{Code: "co", AwardName: "Cờ thi đua của Chính phủ", Vote: d.vote, Council: ballot.Council{Name: "Hội đồng Thi đua – Khen thưởng tỉnh", Label: "2023–2024", Date: "2024-08-20", Place: "Sơn La",
		Chair: "Phó Chủ tịch UBND tỉnh", Question: d.vote.Question, QuorumNum: 2, QuorumDen: 3}}
	council.Question.Members = int64(units)
	return []forms.Paper{
		paper(forms.Registration(d.season, registered, told.Of.Movements, made)), paper(forms.AwardList(d.season, registered, &year.UnitHeadcount{Names: []string{"Cà Thị C – CSTĐ cơ sở"}}, told.Of.PersonAwards, made)),
		paper(forms.Compact(compact, d.NameOn, made)), paper(forms.Opinions(d.season, opinions, made)), paper(forms.MeetingLetter(d.minutes, d.NameOn, made)), paper(forms.MeetingProgramme(d.minutes, d.NameOn, made)),
		paper(forms.Minutes(d.minutes, nil, r, d.proposals, d.NameOn, made)), paper(forms.Count(d.season, d.vote, c, 0, d.NameOn, made)), paper(forms.Council(council, made)),
		paper(forms.Proposal(d.proposed(), d.NameOn, made)), paper(forms.Report(told, d.minutes, r, d.proposals, d.NameOn, made)), forms.Statistics(told, d.proposals, made),
	}
}
