package prose

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/vietnamese"
)

var (
	item      = regexp.MustCompile(`^((?:moi |chon mot muc: ?)*)(.+?) ?(?::|=|-|\()? ?(?:(?:duoc )(?:tinh |cong |cham )?|dat |cong |cham )?` + num + ` ?(?:d|diem)(?: ?/ ?[a-z ]+)?\)?$`)
	quality   = regexp.MustCompile(`^(?:xuat sac|(?:rat )?tot|kha|trung binh|dat(?: yeu cau)?|chua.*|khong.*|yeu|kem|hoan thanh.*|muc \d|loai [abcd].*|co|da .*|dang .*|duoc chung nhan)$`)
	counted   = regexp.MustCompile(`\b(?:giai|huy chuong|hcv|hcb|hcd|sang kien|de tai|bai bao|cong trinh)\b`)
	graded    = regexp.MustCompile(`(?:hang|muc|loai|top|nhom|dot|quy|hoc ky|giai) ?\d+`)
	passWords = regexp.MustCompile(`^(?:dat(?: yeu cau)?|co|day du|dung han|du|thuc hien(?: tot| day du)?|hoan thanh|dam bao|dung|tot|khong vi pham|khong co vi pham)$`)
	failWords = regexp.MustCompile(`^(?:khong(?: dat| co| du| dam bao| thuc hien| hoan thanh| dung han)?(?: yeu cau)?|chua dat|nguoc lai|con lai|co vi pham|vi pham)$`)
	eventForm = regexp.MustCompile(`^(?:neu co|neu xay ra)((?: [a-z][a-z ,/()]*?)?) ?(?::|=|,|\(|thi)? ?(?:duoc |cham |tinh |dat |cho |cong )*(-?\d+(?:[.,]\d+)?) ?(?:d|diem)$`)
	eventEach = regexp.MustCompile(`\b(?:moi|cu|tro len|tro xuong)\b`)
	eventNot  = regexp.MustCompile(`^(?:neu )?khong(?: co| xay ra)?` + giving + `0 ?(?:d|diem)$`)
	countForm = regexp.MustCompile(`^(?:[a-z ,]*? )??(?:cu moi|cu 1|cu|moi|mot|1) ([a-z][a-z ,/()%-]*?) ?(?::|=)? ?(?:thi )?(?:duoc )?(?:tinh |cong |cham )?` + num + ` ?(?:d|diem)$`)
	countRate = regexp.MustCompile(`^(?:[a-z ]*? )??` + num + ` ?(?:d|diem) ?(?:/|cho moi|moi) ?(?:1 )?([a-z][a-z ,()-]*)$`)
)

// lossEnd ends words after which points are not given.
var lossEnd = regexp.MustCompile(`[a-z:,] (?:tru|giam|ha|bot|phat|mat|con|khong|khong duoc|khong qua|toi da|duoi|tren|tu|den|va|them|it nhat|toi thieu)(?: (?:la|het|them|toi))?:?$`)

// onlyMost are words that say how much is given at most, and name nothing it is given for.
var onlyMost = regexp.MustCompile(`^(?:nhung )?(?:tong )?(?:diem )?(?:toi da|khong qua|khong vuot qua|nhieu nhat|cao nhat|it nhat|toi thieu)(?: (?:la|khong qua))?$`)

// told is one item with its points.
type told struct {
	label  string // as written
	folded string
	each   bool // "mỗi" stands before it
	points decimal.Decimal
}

// items reads a list of named points; ok is false where a part of the text is something else.
func (h *how) items() (list []told, ok bool) {
	for _, c := range h.clauses {
		if uneven.MatchString(c.text) {
			return nil, false
		}
		for _, part := range c.byCommas() {
			f := foldRule(part.written)
			m := item.FindStringSubmatchIndex(f.Text)
			if m == nil {
				return nil, false
			}
			points, ok := figure(f.Text[m[6]:m[7]])
			if strings.Contains(strings.ToLower(f.Written(m[5], m[6])), vietnamese.Late) { // late, not "chấm"
				m[5] = m[6]
			}
			label := strings.TrimRight(f.Text[m[4]:m[5]], " :=-(")
			each := strings.Contains(f.Text[m[2]:m[3]], "moi")
			if !ok || len(label) > 160 || lossEnd.MatchString(label) || onlyMost.MatchString(label) ||
				part.losing() || each && part.takesOff() || part.conditional() ||
				strings.ContainsAny(label, "0123456789") && !graded.MatchString(label) {
				return nil, false
			}
			written := strings.TrimSpace(f.Written(m[4], m[4]+len(label)))
			list = append(list, told{label: written, folded: label, each: each, points: points})
		}
	}
	return list, len(list) > 0
}

// readPass reads all points or none: "Đạt: 10 điểm; không đạt: 0 điểm".
func readPass(h *how) (rule.Parameters, bool) {
	r := &rule.Pass{}
	list, ok := h.items()
	if !ok || len(list) != 2 || !list[1].points.IsZero() || h.best {
		return r, false
	}
	yes, no := list[0].folded, list[1].folded
	if no != "khong "+yes && no != "chua "+yes && (!passWords.MatchString(yes) || !failWords.MatchString(no)) {
		return r, false
	}
	h.doubtFault(yes, list[0].label)
	if !list[0].points.Equal(h.max) {
		h.doubt("tabular.rule-most", "points", list[0].points, "max", h.max)
	}
	return r, true
}

// readEvent reads points for something that happens or not: "Nếu có: 2 điểm; không có: 0 điểm".
func readEvent(h *how) (rule.Parameters, bool) {
	r := &rule.Event{}
	if n := len(h.clauses); n == 0 || n > 2 || n == 2 && !eventNot.MatchString(h.clauses[1].text) {
		return r, false
	}
	m := eventForm.FindStringSubmatch(h.clauses[0].text)
	if m == nil || h.clauses[0].losing() || eventEach.MatchString(m[1]) {
		return r, false
	}
	if !strings.HasPrefix(m[2], "-") {
		h.doubtFault(h.clauses[0].text, h.clauses[0].written)
	}
	points, ok := figure(m[2])
	if most := decimal.Max(points, decimal.Decimal{}); !most.Equal(h.max) {
		h.doubt("tabular.rule-most", "points", most, "max", h.max)
	}
	r.Points = points
	return r, ok
}

// doubtFault doubts that points are given for something bad.
func (h *how) doubtFault(words, written string) {
	if isFault(words) {
		h.doubt("tabular.rule-sign", "text", written)
	}
}

// readTiers reads results that count by their level, each as often as it was reached ("cấp quốc gia 5 điểm, cấp tỉnh 3 điểm"), or levels of
// which one is chosen ("Tốt: 10 điểm; Khá: 8 điểm").
func readTiers(h *how) (rule.Parameters, bool) {
	list, ok := h.items()
	if !ok || len(list) < 2 {
		return nil, false
	}
	var options rule.Options
	each, levels, most := false, true, list[0].points
	for _, t := range list {
		each = each || t.each || counted.MatchString(t.folded)
		levels = levels && quality.MatchString(t.folded)
		most = decimal.Max(most, t.points)
		options = append(options, rule.Option{ID: OptionID(t.label, options), Label: t.label, Points: t.points})
	}
	if levels || strings.HasPrefix(h.clauses[0].text, "chon mot muc") {
		if !most.Equal(h.max) {
			h.doubt("tabular.rule-most", "points", most, "max", h.max)
		}
		return &rule.Choice{Options: options}, true
	}
	for _, t := range list {
		h.doubtFault(t.folded, t.label)
	}
	switch {
	case most.Cmp(h.max) > 0 || h.best && !most.Equal(h.max):
		h.doubt("tabular.rule-most", "points", most, "max", h.max)
	case !each && !h.best && h.limit == nil:
		h.doubt("tabular.rule-several")
	}
	return &rule.Tiers{Options: options, TakeBest: h.best}, true
}

// OptionID makes the id of an option out of its label.
func OptionID(label string, taken []rule.Option) string {
	id := vietnamese.Slug(label)
	if len(id) > 40 {
		id = strings.Trim(id[:40], "-")
	}
	if id == "" {
		id = "muc"
	}
	for n, base := 2, id; ; n++ {
		if !slices.ContainsFunc(taken, func(o rule.Option) bool { return o.ID == id }) {
			return id
		}
		id = fmt.Sprintf("%s-%d", base, n)
	}
}

// readCount reads points for every occurrence: "Mỗi báo cáo 2,5 điểm".
func readCount(h *how) (rule.Parameters, bool) {
	r := &rule.Count{}
	if len(h.clauses) != 1 || h.clauses[0].takesOff() || h.clauses[0].conditional() || !h.clauses[0].even() {
		return r, false
	}
	text := h.clauses[0].text
	each := ""
	if m := countForm.FindStringSubmatch(text); m != nil && !notNoun.MatchString(m[1]) {
		each = m[2]
	} else if m := countRate.FindStringSubmatch(text); m != nil {
		each = m[1]
	} else {
		return r, false
	}
	h.doubtFault(text, h.clauses[0].written)
	d, ok := figure(each)
	r.Each = d
	if ok && d.Cmp(h.max) > 0 {
		h.doubt("tabular.rule-most", "points", d, "max", h.max)
	}
	return r, ok
}
