package emulation

import (
	"fmt"
	"regexp"
	"strconv"
)

var years = regexp.MustCompile(`[12]\d{3}`)

// Periods lists every period that a season with this label ("2023–2024", "2020") can have figures and sheets for: those without a year, and
// months, quarters, halves, weeks and the whole of each year that the label names.
func Periods(label string) []Period {
	list := []Period{PeriodSeason, PeriodMid}
	for _, year := range years.FindAllString(label, 2) {
		list = append(list, Period(year))
		for n := 1; n <= 12; n++ {
			month := strconv.Itoa(n)
			if n < 10 {
				month = "0" + month
			}
			list = append(list, Period(year+"-"+month))
		}
		for n := 1; n <= 4; n++ {
			list = append(list, Period(year+"-Q"+strconv.Itoa(n)))
		}
		list = append(list, Period(year+"-H1"), Period(year+"-H2"))
		for n := 1; n <= 53; n++ {
			if week := Period(fmt.Sprintf("%s-W%02d", year, n)); week.IsWeek() {
				list = append(list, week)
			}
		}
	}
	return list
}
