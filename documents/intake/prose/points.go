package prose

import (
	"errors"
	"regexp"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

var (
	pointsWord = regexp.MustCompile(` *(?:diem|d)\.?$`)
	oneFigure  = regexp.MustCompile(`[-−+]?\d+(?:[.,]\d+)*`)
	mostWord   = regexp.MustCompile(`^(?:toi da|khong qua|den|max)\b`)
)

// Points reads points written in words: "10đ", "tối đa 5 điểm". atMost says that they are a cap. doubt is set where they are not plainly there;
// the figure beside it is what stands in the proposal until somebody decides.
func Points(text string) (points *decimal.Decimal, atMost bool, doubt *emulation.Message) {
	say := func(key string, pairs ...any) *emulation.Message {
		m := emulation.Say(key, pairs...)
		return &m
	}
	unread := func() (*decimal.Decimal, bool, *emulation.Message) {
		return nil, false, say("tabular.points-unread", "text", vietnamese.OneLine(text))
	}
	f := Fold(strings.TrimSpace(text))
	if at := pointsWord.FindStringIndex(f.Text); at != nil {
		f = Fold(f.Written(0, at[0]))
	}
	bare := strings.Trim(string(f.runs), " ().")
	bare = strings.TrimPrefix(bare, "+")
	plain, err := vietnamese.ParseNumber(bare)
	var two *vietnamese.AmbiguousNumber
	if errors.As(err, &two) {
		d, err := decimal.Parse(two.Decimal)
		if err != nil {
			return unread()
		}
		return &d, false, say("tabular.points-ambiguous", "text", bare, "decimal", d, "thousands", decimal.MustParse(two.Thousands))
	}
	if err == nil {
		d, err := decimal.Parse(plain)
		if err != nil || strings.Contains(bare, "%") {
			return unread()
		}
		return &d, false, nil
	}
	found := oneFigure.FindAllString(bare, -1)
	if len(found) != 1 {
		return unread()
	}
	d, ok := figure(strings.TrimPrefix(found[0], "+"))
	if !ok {
		return unread()
	}
	if mostWord.MatchString(vietnamese.Fold(bare)) {
		return &d, true, nil
	}
	return &d, false, say("tabular.points-words", "text", vietnamese.OneLine(text), "points", d)
}
