package prose

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/vietnamese"
)

// What is read at most of prose.
const (
	maxProse   = 2_000   // letters of a text on how points are counted; people write a few hundred
	maxReading = 400_000 // bytes of all of them that are looked at for rules: reading takes some microseconds a byte
	maxQuote   = 300     // letters of a text that a sentence repeats
)

// UsualStep is the step of points where the table says nothing of it.
var UsualStep = decimal.MustParse("0.25")

// how is a text on how points are counted, prepared for the readers of the kinds of rule.
type how struct {
	clauses []clause
	max     decimal.Decimal
	best    bool             // only the best result counts
	limit   *decimal.Decimal // "tối đa 7,5 điểm"
	doubts  []emulation.Message
}

func (h *how) doubt(key string, pairs ...any) {
	h.doubts = append(h.doubts, emulation.Say(key, pairs...))
}

// Reader reads the texts of one table as far as the limits allow; what is past them is left to the scorer.
type Reader struct{ read int }

// Rule proposes a rule for a criterion of max points. What could not be understood, or could be understood in two ways, are its doubts; a text
// that cannot be read becomes points given by the scorer, with a doubt that says so.
func (r *Reader) Rule(text string, max decimal.Decimal) (rule.Rule, []emulation.Message) {
	if r.read += len(text); utf8.RuneCountInString(text) > maxProse || r.read > maxReading {
		return unread(text, max)
	}
	return readRule(text, max)
}

var hasPoints = regexp.MustCompile(num + ` ?(?:d|diem)\b`)

// NamesPoints says whether a text names points: "Mỗi việc 2 điểm".
func NamesPoints(text string) bool { return hasPoints.MatchString(Fold(text).Text) }

// readers try to understand a text, one kind of rule each, the most particular first. A reader takes all clauses or none.
var readers = []func(*how) (rule.Parameters, bool){
	readPercent, readPass, readBands, readStep, readLate, readDeductTable, readDeduct, readEvent, readTiers, readCount, readManual,
}

func readRule(text string, max decimal.Decimal) (rule.Rule, []emulation.Message) {
	said, more := sayLoss(text)
	all := withMost(clauses(said))
	if len(all) == 0 {
		return Manual(max, UsualStep), nil
	}
	if plain := foldRule(said).Text; undone.MatchString(plain) || several.MatchString(plain) {
		return unread(text, max)
	}
	if word := unmarked(text); word != "" {
		more = append(more, emulation.Say("tabular.rule-unmarked", "text", word))
	}
	if r, doubts, ok := readClauses(all, max); ok {
		return r, append(more, doubts...)
	}
	for i := range all { // all but one statement
		if len(all) == 1 || len(all) > 12 {
			break
		}
		drop := len(all) - 1 - i
		rest := append(append([]clause{}, all[:drop]...), all[drop+1:]...)
		if r, doubts, ok := readClauses(rest, max); ok {
			left := emulation.Say("tabular.rule-leftover", "text", all[drop].written, "kind", r.Kind().Words())
			return r, append(append(more, left), doubts...)
		}
	}
	return unread(text, max)
}

func unread(text string, max decimal.Decimal) (rule.Rule, []emulation.Message) {
	quote := []rune(vietnamese.OneLine(text))
	if len(quote) > maxQuote {
		quote = append(quote[:maxQuote-1], '…')
	}
	return Manual(max, UsualStep), []emulation.Message{emulation.Say("tabular.rule-unread", "text", string(quote))}
}

func readClauses(list []clause, max decimal.Decimal) (rule.Rule, []emulation.Message, bool) {
	h := prepare(list, max)
	if len(h.clauses) == 0 {
		return rule.Rule{}, nil, false
	}
	for _, read := range readers {
		try := *h
		try.doubts = nil
		p, ok := read(&try)
		if !ok {
			continue
		}
		if try.limit != nil && !try.limit.Equal(max) {
			try.doubt("tabular.rule-limit", "limit", *try.limit, "max", max)
		}
		return rule.New(max, p), try.doubts, true
	}
	return rule.Rule{}, nil, false
}

var (
	bestOnly  = regexp.MustCompile(`[(,]? ?(?:chi )?(?:tinh|lay) (?:mot |1 )?(?:muc |thanh tich |giai |hinh thuc |ket qua |diem )?(?:diem )?cao nhat ?\)?`)
	limitOnly = regexp.MustCompile(`[(,]? ?(?:cong cac muc, |nhung )?(?:tong )?(?:diem )?(?:toi da|khong qua|khong vuot qua) (?:la |khong qua )?` + num + ` ?(?:d|diem)\b ?\)?`)
	wordOff   = regexp.MustCompile(`\btru\b`)
	noPoints  = regexp.MustCompile(`\b(?:khong (?:duoc )?(?:tinh|co|cho|cham) diem|khong diem)\b`)
)

// prepare takes out of the clauses what every kind of rule can say: that only the best counts, and what is the most.
func prepare(list []clause, max decimal.Decimal) *how {
	h := &how{max: max}
	for _, c := range list {
		f := foldRule(c.written)
		if at := bestOnly.FindStringIndex(f.Text); at != nil {
			h.best = true
			c.written = strings.Trim(f.Written(0, at[0])+" "+f.Written(at[1], len(f.Text)), " ,;.")
			f = foldRule(c.written)
		}
		if at := limitOnly.FindStringSubmatchIndex(f.Text); at != nil && !wordOff.MatchString(f.Text[:at[0]]) && !strings.HasPrefix(f.Text[at[1]:], ":") {
			if d, ok := figure(f.Text[at[2]:at[3]]); ok {
				h.limit = &d
				c.written = strings.Trim(f.Written(0, at[0])+" "+f.Written(at[1], len(f.Text)), " ,;.")
			}
		}
		c.text = noPoints.ReplaceAllString(vietnamese.OneLine(foldRule(c.written).Text), "0 diem")
		if c.text != "" {
			h.clauses = append(h.clauses, c)
		}
	}
	return h
}

// Manual is points given by the scorer, in steps.
func Manual(max, step decimal.Decimal) rule.Rule {
	return rule.New(max, &rule.Manual{Step: step})
}

var (
	ratioByFactor = pattern(`(?:diem(?: so| dat duoc| dat)? ?= ?)?(?:ti|ty) le(?: phan tram)?(?: ?%)?(?: dat duoc| dat| thuc hien)?(?: ?%)? ?(?:x|\*|nhan(?: voi)?) ?(?:NUM|diem (?:chuan|toi da))(?: ?diem)?`)
	ratioOfMax    = pattern(`(?:diem ?= ?)?diem (?:chuan|toi da) ?(?:x|\*|nhan(?: voi)?) ?(?:ti|ty) le(?: phan tram)?(?: ?%)?(?: dat duoc| dat| thuc hien)?`)
	ratioInWords  = pattern(`(?:diem )?(?:duoc )?tinh (?:diem )?theo (?:ti|ty) le(?: ?%| phan tram)?(?: dat duoc| dat| thuc hien)?`)
	quotient      = pattern(`diem ?= ?(.{2,100}?) ?(?:/|chia(?: cho)?|:) ?(.{2,100}?) ?(?:x|\*|nhan(?: voi)?) ?(?:NUM|diem (?:chuan|toi da))(?: ?diem)?`)
	ownTarget     = regexp.MustCompile(`chi tieu|ke hoach`)
	givenTarget   = regexp.MustCompile(`\(` + num + `\)`)
	bestOfCluster = regexp.MustCompile(`cao nhat|dan dau|tot nhat`)
)

// readPercent reads points by a ratio: "Điểm = tỉ lệ % × 10", "Điểm = kết quả / chỉ tiêu × 10".
func readPercent(h *how) (rule.Parameters, bool) {
	if len(h.clauses) != 1 {
		return nil, false
	}
	text := h.clauses[0].text
	if ratioOfMax.MatchString(text) || ratioInWords.MatchString(text) {
		return &rule.Percent{}, true
	}
	var r rule.Parameters = &rule.Percent{}
	factor := ""
	if m := ratioByFactor.FindStringSubmatch(text); m != nil {
		factor = m[1]
	} else if m := quotient.FindStringSubmatch(text); m != nil {
		factor = m[3]
		switch {
		case bestOfCluster.MatchString(m[2]):
			r = &rule.Best{}
		case ownTarget.MatchString(m[2]):
			target := &rule.Target{}
			if t := givenTarget.FindStringSubmatch(m[2]); t != nil {
				d, ok := figure(t[1])
				if !ok || d.Sign() <= 0 {
					return nil, false
				}
				target.Target = &d
			}
			r = target
		}
	} else {
		return nil, false
	}
	if factor == "" {
		return r, true
	}
	f, ok := figure(factor)
	_, percent := r.(*rule.Percent)
	switch {
	case !ok:
		return nil, false
	case f.Equal(h.max):
		return r, true
	case f.Equal(decimal.FromInt(100)) || !percent:
		return nil, false
	}
	h.doubt("tabular.rule-factor", "factor", f, "max", h.max)
	return &rule.Linear{Factor: f, Divisor: decimal.FromInt(100)}, true
}

var (
	manualSteps = pattern(`cham (?:diem )?tu 0 den (?:toi da )?NUM(?: ?diem)?(?:,? (?:moi )?buoc NUM(?: ?diem)?)?`)
	manualWords = regexp.MustCompile(`^(?:hoi dong|nguoi cham|to (?:cham|tham dinh)|can cu|tuy (?:theo )?|theo muc do|cham (?:diem )?theo|cham truc tiep|cham thang)[^0-9]*$`)
)

// readManual reads that somebody decides the points.
func readManual(h *how) (rule.Parameters, bool) {
	if len(h.clauses) != 1 {
		return nil, false
	}
	text := h.clauses[0].text
	if manualWords.MatchString(text) {
		return &rule.Manual{Step: UsualStep}, true
	}
	m := manualSteps.FindStringSubmatch(text)
	if m == nil {
		return nil, false
	}
	step := UsualStep
	if m[2] != "" {
		d, ok := figure(m[2])
		if !ok || d.Sign() <= 0 {
			return nil, false
		}
		step = d
	}
	if most, ok := figure(m[1]); !ok {
		return nil, false
	} else if !most.Equal(h.max) {
		h.doubt("tabular.rule-limit", "limit", most, "max", h.max)
	}
	return &rule.Manual{Step: step}, true
}
