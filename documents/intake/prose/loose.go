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

// Loose reads what a clerk wrote in words ("3 cơ sở, 1 tỉnh", "vắng 1", "4/4", "đúng hạn") into the fields of a rule. It is a reading among
// possible ones: the caller takes it only when it agrees with the points beside it, or asks. nil = not readable.
func Loose(by *rule.Rule, text string) map[string]string {
	f := Fold(vietnamese.OneLine(text)).Text
	f = strings.TrimSpace(strings.Trim(f, "."))
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
