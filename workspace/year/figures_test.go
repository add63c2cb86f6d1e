package year_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/internal/testyear"
	"thidua/workspace/book"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
	"thidua/workspace/year"
)

// A figure of a sheet is the unit's word alone until the sheet is verified, and doubtful once a review changed the points of its criterion.
func TestFiguresOfAReviewedSheet(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	d, deputy := desks["son-la"], desks["cao-bang"]
	unit := w.Unit("son-la").ID
	w.OK(year.At(d.Workspace).SetAsked("a", emulation.AskedFigure{Name: "Sáng kiến", Combine: emulation.CombineSum, Criterion: "II.1"}))
	w.OK(year.At(d.Workspace).SetAsked("b", emulation.AskedFigure{Name: "Nền nếp", Combine: emulation.CombineSum, Criterion: "I.2"}))
	w.HandIn(d)
	w.Sync(d, deputy)
	answer := func(n int) *year.Answer {
		list := testyear.Must(year.At(deputy.Workspace).Figures())(w)
		return list[n].Answer(unit)
	}
	if a := answer(0); a.From != year.FromSheet || !a.Alone || a.Source() != "figure.from.sheet-alone" || len(a.Doubts) != 0 {
		t.Errorf("handed in: %+v", a)
	}
	own := w.Row(d, "I.2").Self
	w.OK(review.At(deputy.Workspace).In("").Review(unit, sheet.FirstReview, review.Points{Code: "II.1", Points: "6", Reason: "Ba sáng kiến"},
		review.Points{Code: "I.2", Points: own.String()}))
	if got := testyear.Messages(answer(0).Doubts); got != "thẩm định đã đổi điểm của tiêu chí này: lý do Ba sáng kiến" {
		t.Errorf("changed points: %q", got)
	}
	if a := answer(1); len(a.Doubts) != 0 {
		t.Errorf("points confirmed as they were: %+v", a.Doubts)
	}
	w.OK(year.At(d.Workspace).Give(year.NewAnswer{Code: "a", Value: "3"})) // who says another figure is asked why, as ever
	w.Sync(d, deputy)
	if a := answer(0); len(a.Doubts) != 1 || a.Doubts[0].Key != "figure.doubt.differs" {
		t.Errorf("own word: %+v", a.Doubts)
	}
}

// Where a rule compares units, what it gives beside all of them tells whether a review changed anything: a reason that confirms the points is no doubt. Until
// all have handed in, the reason is the sign.
func TestFiguresOfARuleThatComparesUnits(t *testing.T) {
	w, desks := testyear.Led(t, strings.Replace(testyear.Table, "{kind: count, each: 2}", "{kind: best}", 1), testyear.Units...)
	d, deputy := desks["son-la"], desks["cao-bang"]
	unit := w.Unit("son-la").ID
	w.OK(year.At(d.Workspace).SetAsked("a", emulation.AskedFigure{Name: "Sáng kiến", Combine: emulation.CombineSum, Criterion: "II.1"}))
	w.FillIn(d)
	w.Type(d, "II.1", "4")
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.HandIn(deputy, desks["lang-son"])
	w.Sync(d, deputy)
	doubts := func() string {
		return testyear.Messages(testyear.Must(year.At(deputy.Workspace).Figures())(w)[0].Answer(unit).Doubts)
	}
	reviewed := func(points, reason string) {
		t.Helper()
		w.OK(review.At(deputy.Workspace).In("").Review(unit, sheet.FirstReview, review.Points{Code: "II.1", Points: points, Reason: reason}))
	}
	changed := "thẩm định đã đổi điểm của tiêu chí này: lý do "
	if reviewed("8", "Đã kiểm tra"); doubts() != changed+"Đã kiểm tra" {
		t.Errorf("one unit is missing: %q", doubts())
	}
	w.HandIn(desks["lai-chau"])
	w.Sync(deputy)
	if doubts() != "" { // 10 × 4/5
		t.Errorf("points confirmed as they were: %q", doubts())
	}
	if reviewed("7", "Thiếu một sáng kiến"); doubts() != changed+"Thiếu một sáng kiến" {
		t.Errorf("changed points: %q", doubts())
	}
}

// asked is a figure with answers of its own units.
func asked(name, how string, answers ...string) year.Figure {
	f := year.Figure{Code: "a", AskedFigure: emulation.AskedFigure{Name: name, Measure: "em", Combine: how}}
	var all []decimal.Fraction
	for i, text := range answers {
		a := year.Answer{Unit: book.Unit{ID: emulation.ID{byte(i + 1)}}, NA: text == "-"}
		if text != "" && text != "-" && text != "?" {
			a.From, a.Figure = year.FromOwn, decimal.Whole(decimal.MustParse(text))
			all = append(all, a.Figure)
		}
		a.Entry.Conflict = text == "?"
		f.Answers = append(f.Answers, a)
	}
	f.Combined = emulation.Combine(all...)
	return f
}

// Only the same figure of the same units is held against that of the year before; whoever looks is told why not.
func TestYearsThatCannotBeCompared(t *testing.T) {
	same := func(*year.Figure) {}
	for _, c := range []struct {
		what       string
		now, then  year.Figure
		change     func(then *year.Figure)
		diff, unit bool
		why        string
	}{
		{"the same", asked("HS  giỏi", "sum", "1", "2"), asked("hs giỏi", "sum", "3", "4"), same, true, true, ""},
		{"another name", asked("HS giỏi", "sum", "1"), asked("HS khá", "sum", "3"), same, false, false, "năm trước mã này là số liệu khác (HS khá)"},
		{"another measure", asked("HS", "sum", "1"), asked("HS", "sum", "3"), func(f *year.Figure) { f.Measure = "" }, false, false, "năm trước tính bằng đơn vị khác (không nêu)"},
		{"another criterion", asked("HS", "sum", "1"), asked("HS", "sum", "3"), func(f *year.Figure) { f.Criterion = "I.1" }, false, false, "năm trước lấy từ tiêu chí khác (I.1)"},
		{"another option", asked("HS", "sum", "1"), asked("HS", "sum", "3"), func(f *year.Figure) { f.Option = "x" }, false, false, "năm trước lấy từ mục khác của tiêu chí (x)"},
		{"other units", asked("HS", "mean", "1", "-"), asked("HS", "mean", "3", "5"), same, false, true, "các đơn vị có số không giống năm trước"},
		{"missing", asked("HS", "least", "1", ""), asked("HS", "least", "3", "5"), same, false, true, "chưa đủ số của các đơn vị"},
		{"missing before", asked("HS", "sum", "1", "2"), asked("HS", "sum", "3", "?"), same, false, true, "năm trước chưa đủ số của các đơn vị"},
		{"a range", asked("HS", "range", "1", ""), asked("HS", "range", "3", "5"), same, false, true, ""},
	} {
		c.change(&c.then)
		c.now.Before = &c.then
		_, diff := c.now.Change()
		_, unit := c.now.ChangeOf(c.now.Answers[0].Unit.ID)
		_, before := c.now.BeforeOf(c.now.Answers[0].Unit.ID)
		why := c.now.Uncompared()
		want := ""
		if c.why != "" {
			want = "không so được: " + c.why
		}
		got := ""
		if why.Key != "" {
			got = testyear.Says(why)
		}
		if diff != c.diff || unit != c.unit || before != c.unit || got != want || (c.now.MessageBefore().Key != "") != c.unit {
			t.Errorf("%s: change %v, of the unit %v, before %v, %q", c.what, diff, unit, before, got)
		}
	}
}

// A unit of which two people gave two figures is not missing: the figure says that it does not count yet.
func TestTornAnswerIsNotMissing(t *testing.T) {
	f := asked("HS", "sum", "1", "?", "")
	if got := testyear.Says(f.Message()); len(f.Missing()) != 1 || got != "1 em (đã tính 1/3 đơn vị; 1 đơn vị báo hai số khác nhau)" {
		t.Errorf("%q, %d missing", got, len(f.Missing()))
	}
}

// The sheet's quotient is no other figure where the unit's own is that, rounded; where they differ, both can be told apart.
func TestOwnFigureBesideTheSheets(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	d := desks["son-la"]
	w.FillIn(d)
	w.Type(d, "I.1", "29999/30000")
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	room := year.At(d.Workspace)
	w.OK(room.SetAsked("a", emulation.AskedFigure{Name: "Tỉ lệ", Measure: "%", Criterion: "I.1"}))
	for value, want := range map[string]string{
		"100": "", "99,997": "", "99,9967 %": "",
		"99": "đơn vị báo 99%, phiếu chấm điểm ghi 99,997%; đang tính số đơn vị báo", "99,9968": "đơn vị báo 99,9968%, phiếu chấm điểm ghi 99,9967%; đang tính số đơn vị báo",
	} {
		w.OK(room.Give(year.NewAnswer{Code: "a", Value: value}))
		list := testyear.Must(room.Figures())(w)
		if got := testyear.Messages(list[0].Answer(w.Unit("son-la").ID).Doubts); got != want {
			t.Errorf("%s: %q", value, got)
		}
	}
}
