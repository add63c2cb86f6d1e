package book

import (
	"time"

	"thidua/emulation/legal"
)

func (b *Book) Today() legal.Date { return legal.Date(b.Now().Format(time.DateOnly)) }

// TypedDay reads a day a person typed; "" stays no day.
func TypedDay(text string) (legal.Date, error) {
	d, err := Day(text)
	return legal.Date(d), err
}
