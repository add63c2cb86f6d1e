package prose

import (
	"regexp"
	"strings"

	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

var (
	stepFull = regexp.MustCompile(`^(?:[a-z][a-z ()]*? )??` + pct + giving + num + ` ?(?:d|diem)$`)
	stepLoss = regexp.MustCompile(`^((?:cu|moi|neu|thieu|giam|thap hon|kem|vuot|tang|cao hon|them| )*?)(?:(?:` + num + ` ?)?%|` + num + `)((?: [a-z]+)*?),? (?:thi )?(?:bi )?tru ?` + num + ` ?(?:d|diem)(?: [a-z ]+)?$`)
	shortOf  = regexp.MustCompile(`thieu|giam|thap hon|kem|duoi|chua dat`)
	beyondOf = regexp.MustCompile(`vuot|tang|cao hon|them|tren`)
)

// readStep reads full points at a mark and a loss by steps from there: "Bỏ học 0%: 7,5 điểm; cứ 0,1% bỏ học trừ 0,5 điểm".
func readStep(h *how) (rule.Parameters, bool) {
	list := h.clauses
	if len(list) == 1 {
		list = list[0].byCommas()
	}
	if len(list) != 2 {
		return nil, false
	}
	full, loss := stepFull.FindStringSubmatch(list[0].text), stepLoss.FindStringSubmatch(list[1].text)
	if full == nil || loss == nil || list[1].conditional() {
		return nil, false
	}
	unit := loss[2] + loss[3]
	if unit == "" {
		unit = "1"
	}
	d, ok := figures(full[1], full[2], unit, loss[5])
	if !ok || !d[1].Equal(h.max) || d[2].Sign() <= 0 {
		return nil, false
	}
	r := &rule.Step{From: d[0], Unit: d[2], Per: d[3]}
	words := loss[1] + loss[4]
	short, beyond := shortOf.MatchString(words), beyondOf.MatchString(words)
	switch {
	case short != beyond:
		r.Lower = beyond
	case d[0].IsZero():
		r.Lower = true
	case d[0].Equal(decimal.FromInt(100)):
	default:
		return nil, false
	}
	return r, true
}

const (
	lateWords = `(?:cham|tre|muon|qua han)`
	eachOne   = `(?:cu moi|cu 1|moi|mot|1)`
)

var lateForms = []*regexp.Regexp{
	regexp.MustCompile(`^[^0-9]*\b` + lateWords + `\b[^0-9]*?,? ?` + eachOne + ` ngay,? (?:thi )?(?:bi )?tru ` + num + ` ?(?:d|diem)$`),
	regexp.MustCompile(`^[^0-9]*?` + eachOne + ` ngay (?:[a-z]+ )*?` + lateWords + `(?: [a-z]+)*?,? (?:thi )?(?:bi )?tru ` + num + ` ?(?:d|diem)$`),
	regexp.MustCompile(`^[^0-9]*?tru ` + num + ` ?(?:d|diem) ?(?:/|cho)? ?` + eachOne + `? ?ngay (?:[a-z]+ )*?` + lateWords + `(?: [a-z]+)*$`),
}

var graceOf = regexp.MustCompile(`,? duoc cham ` + num + ` ngay$`)

// readLate reads a loss by days late: "Nộp chậm mỗi ngày trừ 1 điểm".
func readLate(h *how) (rule.Parameters, bool) {
	list := h.withoutFull()
	if len(list) != 1 {
		return nil, false
	}
	r, text := &rule.Late{}, list[0].text
	if !list[0].even() {
		return nil, false
	}
	if m := graceOf.FindStringSubmatchIndex(text); m != nil {
		d, ok := figure(text[m[2]:m[3]])
		if !ok {
			return r, false
		}
		r.Grace, text = d, text[:m[0]]
	}
	if (clause{text: text}).conditional() {
		return nil, false
	}
	for _, form := range lateForms {
		if m := form.FindStringSubmatch(text); m != nil {
			d, ok := figure(m[1])
			r.PerDay = d
			return r, ok
		}
	}
	return nil, false
}

var fullPoints = regexp.MustCompile(`^[a-z][a-z ,/()]*?` + giving + num + ` ?(?:d|diem)$`)

// withoutFull leaves out a statement that only says when all points are given: "Đúng hạn: 10 điểm".
func (h *how) withoutFull() []clause {
	var rest []clause
	for i, c := range h.clauses {
		if m := fullPoints.FindStringSubmatch(c.text); i == 0 && m != nil && len(h.clauses) > 1 && !c.takesOff() {
			if d, ok := figure(m[1]); ok && d.Equal(h.max) {
				continue
			}
		}
		rest = append(rest, c)
	}
	return rest
}

var (
	tableRow  = regexp.MustCompile(`^([a-z ]*?) ?\b(\d{1,2})( [a-z]+(?: [a-z]+)?)?(?: thi)?(?: bi)?:? tru ` + num + ` ?(?:d|diem)$`)
	tableEnd  = regexp.MustCompile(`^([a-z ]*?) ?(?:tu |>= ?)(\d{1,2})( [a-z]+(?: [a-z]+)?)? tro len` + giving + `(?:0 ?(?:d|diem)|tru het(?: diem)?)$`)
	tableMore = regexp.MustCompile(`^(?:[a-z ]*?)tu [a-z]+ thu (\d{1,2}),? moi [a-z]+ tru them ` + num + ` ?(?:d|diem)$`)
)

// readDeductTable reads a loss told case by case: "Vắng 1 buổi trừ 1 điểm; vắng 2 buổi trừ 3 điểm; vắng từ 3 buổi trở lên: 0 điểm".
func readDeductTable(h *how) (rule.Parameters, bool) {
	r := &rule.DeductTable{}
	if first, later, ok := readLater(h); ok {
		d, ok := figures(first, later)
		if ok {
			r.Table, r.Beyond = d[:1], &d[1]
		}
		return r, ok
	}
	list := h.clauses
	if len(list) == 1 {
		list = list[0].byCommas()
	}
	if len(list) < 2 {
		return r, false
	}
	for _, c := range list[:len(list)-1] {
		m := tableRow.FindStringSubmatch(c.text)
		if m == nil {
			return r, false
		}
		d, ok := figures(m[2], m[4])
		if !ok || !d[0].Equal(decimal.FromInt(int64(len(r.Table)+1))) {
			return r, false
		}
		r.Table = append(r.Table, d[1])
	}
	last := list[len(list)-1].text
	next := decimal.FromInt(int64(len(r.Table) + 1))
	if m := tableEnd.FindStringSubmatch(last); m != nil {
		n, ok := figure(m[2])
		return r, ok && n.Equal(next)
	}
	if m := tableMore.FindStringSubmatch(last); m != nil {
		d, ok := figures(m[1], m[2])
		if !ok || !d[0].Equal(next) {
			return r, false
		}
		r.Beyond = &d[1]
		return r, true
	}
	return r, false
}

var (
	deductAfter  = regexp.MustCompile(`^(?:[a-z ,/()]*? )??(?:cu moi|cu 1|cu|moi|mot|1|thieu moi|thieu 1|vang 1|vang moi) ?([a-z][a-z ,/()]*?) ?:? ?(?:thi )?(?:bi )?\btru ` + num + ` ?(?:d|diem)(?: ?/ ?[a-z ]+)?$`)
	deductBefore = regexp.MustCompile(`^(?:[a-z ,/()]*?\b(moi|cu)? ?[a-z ,/():]*? )??tru ` + num + ` ?(?:d|diem)(?: ?(/ ?(?:1 )?|(?:cho |doi voi |tren |voi )*(?:moi |1 |mot |tung ))| cho | doi voi | )(?:cho )?([a-z][a-z ,/()]*)$`)
	deductFloor  = regexp.MustCompile(`,? ?(?:nhung )?(?:khong thap hon|con it nhat|toi thieu(?: con)?) (-?\d+(?:[.,]\d+)?) ?(?:d|diem)$`)
	deductMost   = regexp.MustCompile(`,? ?(?:nhung )?(?:tru )?(?:toi da|khong qua) ` + num + ` ?(?:d|diem)$`)
)

var eachWord = regexp.MustCompile(`\b(?:moi|cu)\b`)

// readDeduct reads a loss for every occurrence: "Mỗi vi phạm trừ 2 điểm", "trừ 0,5 điểm mỗi báo cáo chậm".
func readDeduct(h *how) (rule.Parameters, bool) {
	list := h.withoutFull()
	r := &rule.Deduct{}
	if len(list) == 1 {
		if parts := list[0].byCommas(); len(parts) == 2 && deductMost.MatchString(parts[1].text) {
			list = parts
		}
	}
	if len(list) == 2 { // "trừ tối đa 5 điểm" beside it
		m := deductMost.FindStringSubmatch(list[1].text)
		if m == nil || !strings.HasPrefix(m[0], "tru") && !strings.HasPrefix(m[0], "toi da") && !strings.HasPrefix(m[0], "khong qua") {
			return r, false
		}
		d, ok := figure(m[1])
		if !ok || d.Cmp(h.max) > 0 {
			return r, false
		}
		r.Floor, list = h.max.Sub(d), list[:1]
	}
	if len(list) != 1 {
		return r, false
	}
	text := list[0].text
	if !list[0].even() && !deductFloor.MatchString(text) || uneven.MatchString(text) || periods.MatchString(text) {
		return r, false
	}
	if m := deductFloor.FindStringSubmatchIndex(text); m != nil {
		d, ok := figure(text[m[2]:m[3]])
		if !ok || d.Cmp(h.max) > 0 {
			return r, false
		}
		r.Floor, text = d, text[:m[0]]
	}
	each := ""
	if m := deductAfter.FindStringSubmatch(text); m != nil && !notNoun.MatchString(m[1]) {
		each = m[2]
	} else if m := deductBefore.FindStringSubmatch(text); m != nil {
		if each = m[2]; m[1]+m[3] == "" {
			h.doubt("tabular.rule-each", "text", list[0].written)
		}
	} else {
		return r, false
	}
	if (len(h.doubts) == 0 || eachWord.MatchString(text)) && (clause{text: text}).conditional() {
		return r, false
	}
	if h.max.IsZero() {
		h.doubt("tabular.rule-nothing", "text", list[0].written)
	}
	d, ok := figure(each)
	r.Each = d
	return r, ok
}
