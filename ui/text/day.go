package text

import (
	"strconv"
	"time"

	"thidua/vietnamese"
)

// Day writes a stored day (2024-08-02) as people do: 02/8/2024 in Vietnamese. What is no day stays as it is.
func Day(stored string) string {
	t, err := time.Parse(time.DateOnly, stored)
	if err != nil {
		return stored
	}
	return day(t)
}

// Moment writes a point of time with its day.
func Moment(t time.Time) string { return t.Format("15:04 ") + day(t) }

func day(t time.Time) string {
	if Language().DecimalComma() {
		return vietnamese.ShortDate(t)
	}
	return t.Format("2 Jan 2006")
}

// Month names the month of a day with its year.
func Month(t time.Time) string {
	month := strconv.Itoa(int(t.Month()))
	if !Language().DecimalComma() {
		month = t.Month().String()
	}
	return T("ui.calendar.month", "month", month, "year", strconv.Itoa(t.Year()))
}
