package legal

import (
	"strconv"
	"strings"

	"thidua/emulation"
)

// maxTerm keeps every product of a fraction's term and a head count inside an int64.
const maxTerm = 1_000_000

// Fraction is a share between 0 and 1, above 0: 9/10, 2/3.
type Fraction struct{ Num, Den int64 }

// parseFraction reads "9/10".
func parseFraction(text string) (Fraction, bool) {
	a, b, ok := strings.Cut(text, "/")
	num, err := strconv.ParseInt(a, 10, 64)
	den, err2 := strconv.ParseInt(b, 10, 64)
	if !ok || err != nil || err2 != nil || num <= 0 || num > den || den > maxTerm {
		return Fraction{}, false
	}
	return Fraction{num, den}, true
}

// String is the fraction as it stands in the file.
func (f Fraction) String() string {
	return strconv.FormatInt(f.Num, 10) + "/" + strconv.FormatInt(f.Den, 10)
}

// Message is the fraction as people say it: in percent where that is whole.
func (f Fraction) Message() emulation.Message {
	if 100*f.Num%f.Den == 0 {
		return emulation.Say("legal.percent", "percent", 100*f.Num/f.Den)
	}
	return emulation.Say("legal.fraction", "num", f.Num, "den", f.Den)
}

// Threshold is how much of a number has to agree: at least the share, or more than it.
type Threshold struct {
	Share Fraction
	Above bool // more than the share: the share itself is not enough
}

// Needed is how many of n have to agree. Of nobody one is needed: an empty meeting passes nothing.
func (t Threshold) Needed(n int) int {
	if n <= 0 {
		return 1
	}
	product := int64(n) * t.Share.Num
	least := product / t.Share.Den
	if t.Above || product%t.Share.Den != 0 {
		least++
	}
	return int(least)
}

// Reached reports whether yes of n are enough.
func (t Threshold) Reached(yes, n int) bool { return n > 0 && yes >= t.Needed(n) }

// Message is the threshold in words: at least 90 %, more than 50 %, all.
func (t Threshold) Message() emulation.Message {
	if t.Share.Num == t.Share.Den {
		return emulation.Say("legal.all")
	}
	if t.Above {
		return emulation.Say("legal.more-than", "share", t.Share.Message())
	}
	return emulation.Say("legal.at-least", "share", t.Share.Message())
}

// Rounding says which way a share of a number goes where it is not whole.
type Rounding string

// The two roundings of a quota; the law's is down.
const (
	RoundDown Rounding = "down"
	RoundUp   Rounding = "up"
)

// of is the share of n.
func (f Fraction) of(n int, r Rounding) int {
	product := int64(max(0, n)) * f.Num
	whole := product / f.Den
	if r == RoundUp && product%f.Den != 0 {
		whole++
	}
	return int(whole)
}
