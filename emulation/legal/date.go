package legal

import (
	"time"

	"thidua/emulation"
	"thidua/vietnamese"
)

// Date is a day as YYYY-MM-DD, so that days compare as texts do; "" is no day.
type Date string

// ParseDate reads YYYY-MM-DD.
func ParseDate(text string) (Date, error) {
	if !emulation.IsDay(text) {
		return "", emulation.Errorf(emulation.Invalid, "legal.bad-date", "text", text)
	}
	return Date(text), nil
}

// Localise writes the day as people of the language do: 02/8/2024 beside decimal commas, else as it is.
func (d Date) Localise(decimalComma bool) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if !decimalComma || err != nil {
		return string(d)
	}
	return vietnamese.ShortDate(t)
}

// After is the day so many days later; no day stays none.
func (d Date) After(days int) Date {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return d
	}
	return Date(t.AddDate(0, 0, days).Format(time.DateOnly))
}

// DaysFrom is how many days lie between a day and this one: negative where this one is over, 0 where either is none.
func (d Date) DaysFrom(from Date) int {
	a, err := time.Parse(time.DateOnly, string(from))
	b, bad := time.Parse(time.DateOnly, string(d))
	if err != nil || bad != nil {
		return 0
	}
	return int(b.Sub(a) / (24 * time.Hour))
}
