package prose

import (
	"regexp"
	"strings"

	"thidua/emulation/criteria"
	"thidua/vietnamese"
)

var (
	gateText  = regexp.MustCompile(`khong (?:duoc )?(?:xet|de nghi|de xuat|binh xet|xep|cong nhan|khen)|diem liet`)
	gateForm  = regexp.MustCompile(`^(?:ghi chu|luu y|quy dinh)?[ :.*()-]*(?:neu )?(?:co |don vi (?:nao )?co )?(?:mot |bat ky |mot trong cac )?(linh vuc|nhom(?: tieu chi)?|noi dung|phan|muc)( [ivx]+| \d{1,2}| [a-h])?(?: nao)?(?: co| bi| dat)? (?:tong )?(?:diem (?:0|khong|liet|bang 0|la 0|= ?0)|0 diem|khong diem),? (?:thi )?(?:don vi )?(?:se )?khong (?:duoc )?(?:xet|de nghi|de xuat|binh xet|xep|cong nhan|khen)(?: xet)?(?: tang| thuong)?(?: danh hieu| hinh thuc)? (.+?)\.?$`)
	andWords  = regexp.MustCompile(`,|;| va | hoac `)
	classForm = regexp.MustCompile(`^(?:xep )?(?:loai )?([a-z ]+?)[ :(-]*(?:(?:dat )?(?:tu )?` + num + ` ?(?:diem)? tro len|(?:dat )?(?:tu )?` + num + ` ?(?:diem)? (?:den|-) (?:duoi )?` + num + ` ?(?:diem)?|(duoi) ` + num + ` ?(?:diem)?|(con lai))\)?$`)
	classHead = regexp.MustCompile(`^(?:ghi chu:? )?xep loai(?: thi dua| don vi)? ?:`)
)

// IsGate says whether folded words are about what keeps a unit from an award.
func IsGate(words string) bool { return gateText.MatchString(words) }

// Gate reads "Lĩnh vực có điểm 0 thì không xét Cờ thi đua, Bằng khen". is says that the text is about a gate at all.
func Gate(text string) (gate criteria.Gate, is, ok bool) {
	f := Fold(vietnamese.OneLine(text))
	if !IsGate(f.Text) {
		return gate, false, false
	}
	m := gateForm.FindStringSubmatchIndex(f.Text)
	if m == nil {
		return gate, true, false
	}
	gate.When = criteria.AnyGroupZero
	if m[4] >= 0 {
		gate.When, gate.Code = criteria.GroupZero, strings.TrimSpace(f.Written(m[4], m[5]))
	}
	for _, award := range andWords.Split(f.Text[m[6]:m[7]], -1) {
		if slug := vietnamese.Slug(award); slug != "" {
			gate.Blocks = append(gate.Blocks, slug)
		}
	}
	written := f.Written(0, len(f.Text))
	if head, rest, cut := strings.Cut(written, ":"); cut && len([]rune(head)) < 12 {
		written = rest
	}
	gate.Reason = strings.Trim(written, " .")
	return gate, true, len(gate.Blocks) > 0
}

// Classes reads "Xếp loại: Xuất sắc: từ 90 điểm trở lên; Tốt: từ 80 đến dưới 90 điểm; Khá: dưới 80 điểm".
func Classes(text string) (*criteria.Classes, bool) {
	f := Fold(text)
	if at := classHead.FindStringIndex(f.Text); at != nil {
		f = Fold(f.Written(at[1], len(f.Text)))
	}
	c := &criteria.Classes{On: criteria.OnTotal}
	for _, one := range clauses(string(f.runs)) {
		for _, part := range one.byCommas() {
			p := Fold(part.written)
			m := classForm.FindStringSubmatchIndex(p.Text)
			if m == nil {
				return nil, false
			}
			class := criteria.Class{Name: strings.TrimSpace(p.Written(m[2], m[3]))}
			for _, group := range []int{2, 3} {
				if m[2*group] < 0 {
					continue
				}
				d, ok := figure(p.Text[m[2*group]:m[2*group+1]])
				if !ok {
					return nil, false
				}
				class.AtLeast = &d
			}
			if n := len(c.Bands); n > 0 && (c.Bands[n-1].AtLeast == nil || class.AtLeast != nil && class.AtLeast.Cmp(*c.Bands[n-1].AtLeast) >= 0) {
				return nil, false
			}
			c.Bands = append(c.Bands, class)
		}
	}
	return c, len(c.Bands) > 1
}
