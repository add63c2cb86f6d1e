package emulation

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"thidua/vietnamese"
)

// Period is what a figure or a sheet is about: "2020-11" (a month), "2020-W45" (a week from Monday to Sunday, numbered as ISO 8601 does),
// "2020-Q4", "2020-H2", "2020", "mid" (until the mid-season review) or "season". Periods of one sort are in order as texts are.
type Period string

// The two periods without a year.
const (
	PeriodMid    Period = "mid"
	PeriodSeason Period = "season"
)

// canonical is how a period is stored; typedPeriods are the other ways people write one, folded.
var (
	canonical    = regexp.MustCompile(`^([12]\d{3})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?$`)
	canonWeek    = regexp.MustCompile(`^([12]\d{3})-W(\d{2})$`)
	typedWeek    = regexp.MustCompile(`^tuan (\d{1,2})(?:[/-]| nam )([12]\d{3})(?: \(([^()]*)\))?$`)
	typedMonth   = regexp.MustCompile(`^(?:thang )?(\d{1,2})[/-]([12]\d{3})$`)
	typedQuarter = regexp.MustCompile(`^(?:quy |q)(iv|i{1,3}|[1-4])(?:[/-]| nam )([12]\d{3})$`)
	typedHalf    = regexp.MustCompile(`^6 thang (dau|cuoi) nam ([12]\d{3})$`)
)

var roman = []string{"", "I", "II", "III", "IV"}

// ParsePeriod reads a period as it is stored, or as people write it: "11/2020", "tháng 11/2020", "tuần 45/2020", "quý IV/2020",
// "6 tháng cuối năm 2020", "năm 2020", "sơ kết", "cả năm". Anything else is the error "period.unknown".
func ParsePeriod(text string) (Period, error) {
	folded := vietnamese.Fold(strings.TrimSpace(text))
	switch folded {
	case "season", "ca nam", "ca nam thi dua":
		return PeriodSeason, nil
	case "mid", "so ket":
		return PeriodMid, nil
	}
	if p := strings.ToUpper(folded); canonical.MatchString(p) {
		return Period(p), nil
	}
	if p := Period(strings.ToUpper(folded)); p.IsWeek() {
		return p, nil
	}
	if p, ok := readWeek(folded); ok {
		return p, nil
	}
	if year, ok := strings.CutPrefix(folded, "nam "); ok && len(year) == 4 && canonical.MatchString(year) {
		return Period(year), nil
	}
	if m := typedMonth.FindStringSubmatch(folded); m != nil {
		if len(m[1]) == 1 {
			m[1] = "0" + m[1]
		}
		if p := m[2] + "-" + m[1]; canonical.MatchString(p) {
			return Period(p), nil
		}
	}
	if m := typedQuarter.FindStringSubmatch(folded); m != nil {
		for n := 1; n < len(roman); n++ {
			if m[1] == strings.ToLower(roman[n]) || m[1] == strconv.Itoa(n) {
				return Period(m[2] + "-Q" + strconv.Itoa(n)), nil
			}
		}
	}
	if m := typedHalf.FindStringSubmatch(folded); m != nil {
		half := "1"
		if m[1] == "cuoi" {
			half = "2"
		}
		return Period(m[2] + "-H" + half), nil
	}
	return "", Errorf(Invalid, "period.unknown", "text", strings.TrimSpace(text))
}

// readWeek reads "tuần 36/2024" and "tuần 36 năm 2024" (folded), also with the days behind it as Message writes them; other days contradict it.
func readWeek(folded string) (Period, bool) {
	m := typedWeek.FindStringSubmatch(folded)
	if m == nil {
		return "", false
	}
	if len(m[1]) == 1 {
		m[1] = "0" + m[1]
	}
	p := Period(m[2] + "-W" + m[1])
	if !p.IsWeek() {
		return "", false
	}
	from, to := p.week()
	return p, m[3] == "" || m[3] == vietnamese.Fold(from+"–"+to)
}

// IsWeek reports whether a period is a week that its year has: 52 or 53.
func (p Period) IsWeek() bool {
	monday, ok := p.monday()
	if !ok {
		return false
	}
	year, week := monday.ISOWeek()
	return p == Period(fmt.Sprintf("%04d-W%02d", year, week))
}

// monday is the first day of a period written as a week. The week with 4 January in it is a year's first.
func (p Period) monday() (day time.Time, ok bool) {
	m := canonWeek.FindStringSubmatch(string(p))
	if m == nil {
		return day, false
	}
	year, _ := strconv.Atoi(m[1])
	week, _ := strconv.Atoi(m[2])
	fourth := time.Date(year, time.January, 4, 0, 0, 0, 0, time.UTC)
	sinceMonday := (int(fourth.Weekday()) + 6) % 7
	return fourth.AddDate(0, 0, 7*(week-1)-sinceMonday), true
}

// week are the first and the last day of a week, as they are read.
func (p Period) week() (from, to string) {
	monday, _ := p.monday()
	return monday.Format("02/01/2006"), monday.AddDate(0, 0, 6).Format("02/01/2006")
}

// Message names the period in words: "tháng 11/2020", "quý IV/2020"; a week with its days, for schools number theirs in many ways.
func (p Period) Message() Message {
	if p.IsWeek() {
		from, to := p.week()
		return Say("period.week", "week", strings.TrimPrefix(string(p[6:]), "0"), "year", string(p[:4]), "from", from, "to", to)
	}
	m := canonical.FindStringSubmatch(string(p))
	switch {
	case p == PeriodMid:
		return Say("period.mid")
	case p == PeriodSeason:
		return Say("period.season")
	case m == nil:
		return Say("period.other", "text", string(p))
	case m[2] != "":
		return Say("period.month", "month", strings.TrimPrefix(m[2], "0"), "year", m[1])
	case m[3] != "":
		return Say("period.quarter", "quarter", roman[m[3][0]-'0'], "year", m[1])
	case m[4] == "1":
		return Say("period.first-half", "year", m[1])
	case m[4] == "2":
		return Say("period.second-half", "year", m[1])
	}
	return Say("period.year", "year", m[1])
}
