package emulation

import (
	"slices"
	"time"

	"thidua/emulation/decimal"
)

// A value's method Check says what a person cannot have meant by it, in words: one absurd figure or word would keep whole views of a cluster
// from being shown, or be read differently by the next program. Commands call it to explain, and the judge to refuse, whatever program wrote
// the value. A judge's bounds never change; what was learned since counts for the versions from which it stands.

// Strict is the version whose bounds commands keep: those of the judge at work, and what the next one will know.
const Strict = 5

// FourthJudge is the version from which every vote can be ended, a sheet is not handed in with a doubt nobody confirmed or without required evidence and
// a word on it, a bonus above a cap counts nowhere, a period may be a week, and criteria have conditions of classes, weights in percent and points for
// ties alone. Kinds and parts of values that came with it say so where they are declared.
const FourthJudge = 4

// Limit is the largest count that is taken: more members no meeting has, and no product of two of them leaves an int64.
const Limit = 1_000_000

// A file of evidence is stored and sent with FileSalt random bytes in front: nobody who can guess the file can guess its name. Both together
// have at most FileLimit bytes.
const (
	FileSalt  = 32
	FileLimit = 64 << 20
)

// manyPeople is more than any unit has.
const manyPeople = 10_000_000

var errValue = Errorf(Invalid, "reason.shape")

// IsDay reports whether a text is a day as it is stored, YYYY-MM-DD.
func IsDay(text string) bool {
	t, err := time.Parse(time.DateOnly, text)
	return err == nil && t.Year() >= 1
}

// CheckDay refuses a text that is no day.
func CheckDay(text string) error {
	if !IsDay(text) {
		return Errorf(Invalid, "running.bad-date", "text", text)
	}
	return nil
}

func dayOrNone(text string) error {
	if text == "" {
		return nil
	}
	return CheckDay(text)
}

func figure(text string) error {
	if _, err := decimal.Parse(text); err != nil {
		return errValue
	}
	return nil
}

func figureOrNone(text string) error {
	if text == "" {
		return nil
	}
	return figure(text)
}

func percent(text string) error {
	d, err := decimal.Parse(text)
	if err != nil || d.Sign() < 0 || d.Cmp(decimal.FromInt(100)) > 0 {
		return Errorf(Invalid, "running.not-a-percentage", "text", text)
	}
	return nil
}

func noneOr(word string, words []string) bool { return word == "" || slices.Contains(words, word) }

// distinct reports whether each text stands once, and none is empty.
func distinct(texts []string) bool {
	seen := make(map[string]bool, len(texts))
	for _, t := range texts {
		if t == "" || seen[t] {
			return false
		}
		seen[t] = true
	}
	return true
}
