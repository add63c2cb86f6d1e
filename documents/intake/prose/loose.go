package prose

import (
	"regexp"
	"strings"

	"thidua/emulation/rule"
	"thidua/vietnamese"
)

var (
	wholeNumber = regexp.MustCompile(`\d+`)
	partSigns   = regexp.MustCompile(`[,;+\n]| va `)
	counts      = regexp.MustCompile(`^(\d{1,4}) ?(?:x )?(.+)$`)
	countsLast  = regexp.MustCompile(`^(.+?) ?[:=( x]+ ?(\d{1,4})\)?$`)
	noneWords   = regexp.MustCompile(`^(?:khong|khong co|khong vi pham|khong vang|day du|dung han|dung thoi han|0|khong cham|kip thoi|truoc han)(?:$| [a-z ]*$)`)
	ofTotal     = regexp.MustCompile(`^(\d+) ?/ ?(\d+)$`)
)

// Numbers that say which paper, day or part of a paper is meant, not how many: "CV số 1234/SGDĐT", "năm 2024", "phụ lục 32", "05/9/2024".
var (
	papers    = `cv|qd|kh|ttr|tt|bc|tb|nq|hd|nd|ct|tr|gm|bb|cong van|quyet dinh|ke hoach|to trinh|bao cao|thong bao|thong tu|nghi dinh|nghi quyet|huong dan|chi thi|cong dien|bien ban|giay moi|van ban|quy che|de an|luat`
	places    = `phu luc|muc|trang|dieu|khoan|bang|bieu|mau|phieu|hinh|chuong|phan|dong|cot|file|tep|link|anh|tai lieu|minh chung`
	times     = `nam|nam hoc|ngay|thang|quy|tuan|hoc ky|hoc ki|hk|dot|lan thu|khoa|ky|ki|luc`
	reference = regexp.MustCompile(`\b(?:(?:` + papers + `|` + places + `|` + times + `)(?: so)?|so|lop|khoi|thu|hang)[ .:#]*\d`)
	docNumber = regexp.MustCompile(`\d ?/ ?[a-z]|\d-[a-z]{2}|\b\d{1,2}/(?:\d{1,2}/\d{2,4}|(?:19|20)\d\d)\b|\b(?:19|20)\d\d ?[-–/] ?(?:19|20)?\d\d\b`)
	aYear     = regexp.MustCompile(`(?:^|[^\d.,])(?:19|20)\d\d(?:$|[^\d.,%])`)
)

// Refers says whether a folded text has a number in it that refers to a paper, a day or a place in a paper, and is no result.
func Refers(text string) bool {
	return reference.MatchString(strings.ReplaceAll(text, "co so", "coso")) || docNumber.MatchString(text) || aYear.MatchString(text)
}

// Loose reads what a clerk wrote in words ("3 cơ sở, 1 tỉnh", "vắng 1", "4/4", "đúng hạn") into the fields of a rule. It is a reading among
// possible ones: the caller takes it only when it agrees with the points beside it, or asks. nil = not readable.
func Loose(by *rule.Rule, text string) map[string]string {
	f := Fold(vietnamese.OneLine(text)).Text
	f = strings.TrimSpace(strings.Trim(f, "."))
	if Refers(f) {
		return nil
	}
	found := wholeNumber.FindAllString(f, -1)
	keys := by.Keys()
	if len(keys) == 0 {
		return nil
	}
	switch key := keys[0]; key {
	case "count", "days":
		_, counted := by.Parameters.(*rule.Count)
		switch m := ofTotal.FindStringSubmatch(f); {
		case m != nil && counted:
			return map[string]string{key: m[1]}
		case len(found) == 1 && !strings.ContainsAny(f, "%,."):
			return map[string]string{key: found[0]}
		case len(found) == 0 && noneWords.MatchString(f):
			return map[string]string{key: "0"}
		}
	case "counts":
		return looseCounts(by.Options(), f)
	case "choice":
		if id := optionByWords(by.Options(), f); id != "" {
			return map[string]string{key: id}
		}
	case "pass", "happened":
		switch {
		case strings.HasPrefix(f, "khong dat"), strings.HasPrefix(f, "chua"), key == "happened" && strings.HasPrefix(f, "khong"):
			return map[string]string{key: "false"}
		case strings.HasPrefix(f, "dat"), strings.HasPrefix(f, "co "), strings.HasPrefix(f, "dung han"), strings.HasPrefix(f, "day du"):
			return map[string]string{key: "true"}
		}
	case "value", "points":
		figures := oneFigure.FindAllString(f, -1)
		if len(figures) != 1 {
			return nil
		}
		if d, ok := figure(figures[0]); ok {
			return map[string]string{key: d.String()}
		}
	}
	return nil
}

// looseCounts reads "1 Nhì, 2 KK": a number and the words of an option, or its initials; words alone count once.
func looseCounts(options []rule.Option, text string) map[string]string {
	var pairs []string
	for _, part := range partSigns.Split(text, -1) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		n, label := "1", part
		if m := counts.FindStringSubmatch(part); m != nil {
			n, label = m[1], m[2]
		} else if m := countsLast.FindStringSubmatch(part); m != nil {
			n, label = m[2], m[1]
		}
		id := optionByWords(options, label)
		if id == "" {
			return nil
		}
		pairs = append(pairs, id+"="+n)
	}
	if pairs == nil {
		return nil
	}
	return map[string]string{"counts": strings.Join(pairs, ",")}
}

// optionByWords finds the one option whose label has all these words, or begins each of its words with these letters; "" where there is none or
// more than one.
func optionByWords(options []rule.Option, label string) string {
	want := strings.Split(vietnamese.Slug(label), "-")
	found := ""
	for _, exact := range []bool{true, false} {
		for _, o := range options {
			if !fits(strings.Split(vietnamese.Slug(o.Label), "-"), want, exact) {
				continue
			}
			if found != "" {
				return ""
			}
			found = o.ID
		}
		if found != "" {
			return found
		}
	}
	return ""
}

func fits(have, want []string, exact bool) bool {
	if strings.Join(have, " ") == strings.Join(want, " ") {
		return true
	}
	if exact || len(want) == 0 || want[0] == "" {
		return false
	}
	initials := ""
	for _, w := range have {
		if w != "" {
			initials += w[:1]
		}
	}
	if len(want) == 1 && len(want[0]) > 1 && want[0] == initials {
		return true
	}
	at := 0
	for _, w := range have {
		if at < len(want) && w == want[at] {
			at++
		}
	}
	return at == len(want)
}
