package emulation

import (
	"slices"
	"strings"
)

// PeriodSort is how long a period is.
type PeriodSort string

// The sorts of period that others are made of.
const (
	SortWeek    PeriodSort = "week"
	SortMonth   PeriodSort = "month"
	SortQuarter PeriodSort = "quarter"
	SortHalf    PeriodSort = "half"
	SortYear    PeriodSort = "year"
)

// PeriodSorts are all of them, the shortest first.
var PeriodSorts = []PeriodSort{SortWeek, SortMonth, SortQuarter, SortHalf, SortYear}

// Sort is the period's; "" of the season and what stands until its mid-season review.
func (p Period) Sort() PeriodSort {
	m := canonical.FindStringSubmatch(string(p))
	switch {
	case p.IsWeek():
		return SortWeek
	case m == nil:
		return ""
	case m[2] != "":
		return SortMonth
	case m[3] != "":
		return SortQuarter
	case m[4] != "":
		return SortHalf
	}
	return SortYear
}

// months are the first and the last month of a period that is made of months, as "2020-04"; "" of any other.
func (p Period) months() (first, last string) {
	year, at, _ := strings.Cut(string(p), "-")
	switch p.Sort() {
	case SortWeek: // a week belongs to the month that has most of its days: that of its Thursday, as ISO 8601 gives it a year
		monday, _ := p.monday()
		month := monday.AddDate(0, 0, 3).Format("2006-01")
		return month, month
	case SortMonth:
		return string(p), string(p)
	case SortQuarter:
		quarters := map[string][2]string{"Q1": {"-01", "-03"}, "Q2": {"-04", "-06"}, "Q3": {"-07", "-09"}, "Q4": {"-10", "-12"}}
		return year + quarters[at][0], year + quarters[at][1]
	case SortHalf:
		halves := map[string][2]string{"H1": {"-01", "-06"}, "H2": {"-07", "-12"}}
		return year + halves[at][0], year + halves[at][1]
	case SortYear:
		return year + "-01", year + "-12"
	}
	return "", ""
}

// PartOf reports whether a period is a part of a longer one: a week of the month that has most of its days, a month of its quarter. Everything but itself is
// a part of the season; nothing is said of what stands until the mid-season review.
func (p Period) PartOf(whole Period) bool {
	first, last := p.months()
	from, until := whole.months()
	switch {
	case first == "":
		return false
	case whole == PeriodSeason:
		return true
	}
	return slices.Index(PeriodSorts, p.Sort()) < slices.Index(PeriodSorts, whole.Sort()) && from <= first && last <= until
}
