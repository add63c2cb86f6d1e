package prose

import (
	"regexp"
	"strings"

	"thidua/emulation"
	"thidua/vietnamese"
)

// Points are taken off in many words; the readers know one: "trừ 2 điểm", and for the most "trừ tối đa 5 điểm".
var (
	lossWords = regexp.MustCompile(`\b(?:khau tru|tru ?:|tru bot|tru di|tru mat|giam tru|giam bot|giam di|giam|bot di|bot|ha|phat|mat di|mat)(?: bot| di)? ` + num + ` ?(?:d|diem)\b`)
	minusSign = regexp.MustCompile(`(^|[\n;:=(, ])- ?` + num + ` ?(?:d|diem)\b`)
	// minusMeant stands before a negative figure that a reader knows: a floor, what happens once.
	minusMeant = regexp.MustCompile(`(?:khong thap hon|it nhat|toi thieu|toi thieu con)$|(?:^|[\n;])[ +*-]*(?:neu co|neu xay ra)[^;\n]*$`)
	mostLoss   = regexp.MustCompile(`[(,]? ?(?:nhung |va |tong )*(?:(?:so |muc )?(?:diem )?(?:bi )?(?:tru|giam|bot|ha|phat|mat)(?: diem)? (?:toi da|nhieu nhat|cao nhat|khong qua|khong vuot qua)(?: khong qua| la| den)?|(?:toi da|nhieu nhat|cao nhat)(?: chi)? (?:bi )?tru|(?:khong|chi) (?:bi )?tru (?:qua|vuot qua|den|toi da)) ` + num + ` ?(?:d|diem)\b\)?`)
	// undone are losses that no figure tells, or that leave something: no rule has them.
	undone = regexp.MustCompile(`\b(?:tru|giam|ha|bot|phat|mat)(?: diem)? (?:con|xuong|het|toan bo|mot nua|nua|gap|gap doi|theo|tuong ung|tu|\d+(?:[.,]\d+)? ?%)\b|\b(?:giam|ha|phat|bot|mat) (?:diem|\d+ bac|mot bac)\b`)
	// fault are things nobody gets points for.
	fault   = regexp.MustCompile(`\b(?:vi pham|ky luat|khien trach|canh cao|cach chuc|phe binh|nhac nho|cham|muon|tre han|qua han|vang|thieu|sai sot|sai|loi|khieu kien|tai nan|bo hoc|mat an toan|mat trat tu|mat doan ket|bao luc|khong dung|khong day du|khong du|khong nop|khong tham gia|khong thuc hien|chua nop|chua thuc hien)\b`)
	noFault = regexp.MustCompile(`\b(?:khong|khong co|khong de xay ra|khong bi|phong chong|phong|chong|khac phuc|giam|xu ly|zhat hien|ngan chan|giai quyet|han che|kiem tra|chua|nguoi|bai) (?:[a-z]+ ){0,3}$`)
)

// isFault says whether folded words tell of something bad.
func isFault(words string) bool {
	for _, at := range fault.FindAllStringIndex(words, -1) {
		if !noFault.MatchString(words[:at[0]]) {
			return true
		}
	}
	return false
}

// sayLoss writes the ways of taking points off in the one the readers know. What a minus sign begins a line with may be a bullet, so it is doubted.
func sayLoss(text string) (string, []emulation.Message) {
	var doubts []emulation.Message
	f := foldRule(text)
	if at := minusSign.FindAllStringSubmatchIndex(f.Text, -1); at != nil {
		var b strings.Builder
		from := 0
		for _, m := range at {
			sign := m[3]
			blank := f.Text[sign+1] == ' '
			line := sign == 0 || f.Text[sign-1] == '\n'
			before := strings.TrimRight(f.Text[:sign], " ")
			switch math := strings.Contains(f.Written(sign, sign+1), "−"); {
			case minusMeant.MatchString(before):
				continue
			case blank && !math && !strings.HasSuffix(before, ":"):
				continue // a bullet, or a dash between words and points
			case line && (!math && strings.Contains(f.Text, "\n") || !isFault(lineOf(f.Text[m[1]:]))):
				doubts = append(doubts, emulation.Say("tabular.rule-minus", "text", f.Written(sign, m[1])))
			}
			b.WriteString(f.Written(from, sign) + " " + vietnamese.Off)
			from = m[4]
		}
		b.WriteString(f.Written(from, len(f.Text)))
		f = foldRule(b.String())
	}
	var b strings.Builder
	from := 0
	for _, m := range lossWords.FindAllStringSubmatchIndex(f.Text, -1) {
		if after := f.Text[m[1]:]; strings.HasPrefix(after, " phan tram") || strings.HasPrefix(after, " %") {
			continue
		}
		b.WriteString(f.Written(from, m[0]) + vietnamese.Off)
		from = m[2]
	}
	b.WriteString(f.Written(from, len(f.Text)))
	return b.String(), doubts
}

// lineOf is the text as far as the line goes.
func lineOf(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// withMost gives the most that is taken off a clause of its own: "…, tối đa trừ 5 điểm".
func withMost(list []clause) []clause {
	var out []clause
	for _, c := range list {
		f := foldRule(c.written)
		m := mostLoss.FindStringSubmatchIndex(f.Text)
		if m == nil {
			out = append(out, c)
			continue
		}
		if rest := clauses(f.Written(0, m[0]) + " " + f.Written(m[1], len(f.Text))); rest != nil {
			out = append(out, rest...)
		}
		out = append(out, clauses(vietnamese.Most+f.Written(m[2], m[3])+" d")...)
	}
	return out
}

var (
	firstLoss = regexp.MustCompile(`^(?:[a-z ,/()]*? )?(?:dau tien|dau|thu nhat|lan 1|lan thu 1)(?: [a-z ]*?)?,? ?:? ?(?:bi |thi )*tru ` + num + ` ?(?:d|diem)$`)
	laterLoss = regexp.MustCompile(`^(?:(?:ke )?tu [a-z ]*?(?:thu )?(?:2|hai)(?: tro di| tro len)?,? ?)?(?:cu )?(?:moi|cac) [a-z ]*?(?:sau do|sau|tiep theo|ke tiep|tiep)(?: [a-z ]*?)?,? ?:? ?(?:bi |thi )*tru (?:them )?` + num + ` ?(?:d|diem)((?: ?/ ?[a-z ]+)?)$`)
)

// uneven says that not every time counts alike: "sáng kiến đầu tiên …, mỗi sáng kiến sau …".
var uneven = regexp.MustCompile(`\b(?:lan dau|dau tien|tro di)\b|\bmoi [a-z ]+? (?:sau|tiep theo|ke tiep)(?: do)?(?:$|[,:]| ?\d| (?:bi|thi|tru|duoc|cong)\b)`)

// even says whether all that a text tells happens alike, and only one figure of points is in it.
func (c clause) even() bool {
	return !uneven.MatchString(c.text) && strings.Count(c.text, " diem")+len(shortPoints.FindAllString(c.text, -1)) < 2
}

var shortPoints = regexp.MustCompile(`\d ?d\b`)

// notNoun begins what is no noun, so that the "1" before it counts nothing: "từ 1 đến 2 điểm".
var notNoun = regexp.MustCompile(`^(?:den|toi|va|hoac|diem|-)\b`)

// readLater reads a loss for the first time and another for each time after: "Lần đầu trừ 1 điểm, mỗi lần sau trừ 2 điểm".
func readLater(h *how) (first, later string, ok bool) {
	list := h.withoutFull()
	if len(list) == 1 {
		list = list[0].byCommas()
	}
	if len(list) != 2 {
		return "", "", false
	}
	a, b := firstLoss.FindStringSubmatch(list[0].text), laterLoss.FindStringSubmatch(list[1].text)
	if a == nil || b == nil || tailOnly.MatchString(b[2]) {
		return "", "", false
	}
	return a[1], b[1], true
}
