package vietnamese

import "strings"

var digitWords = [10]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// Words reads a plain decimal out: "98.54" → "chín mươi tám phẩy năm mươi tư", "1005" → "một nghìn không trăm linh năm". Zeros that lead
// the fraction are read one by one, so is a fraction of more than three digits. A text that is no plain decimal is ErrNotNumber.
func Words(plain string) (string, error) {
	rest, negative := strings.CutPrefix(plain, "-")
	whole, frac, dotted := strings.Cut(rest, ".")
	if !digits(whole) || dotted && !digits(frac) {
		return "", ErrNotNumber
	}
	var out []string
	if negative {
		out = append(out, "âm")
	}
	out = append(out, wholeWords(whole)...)
	if dotted {
		out = append(out, "phẩy")
		for len(frac) > 1 && frac[0] == '0' {
			out, frac = append(out, digitWords[0]), frac[1:]
		}
		if len(frac) <= 3 {
			out = append(out, wholeWords(frac)...)
		} else {
			for i := range len(frac) {
				out = append(out, digitWords[frac[i]-'0'])
			}
		}
	}
	return strings.Join(out, " "), nil
}

// wholeWords reads a whole number in groups of three digits, billions by billions.
func wholeWords(whole string) []string {
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		return []string{digitWords[0]}
	}
	var out []string
	if cut := len(whole) - 9; cut > 0 {
		out = append(wholeWords(whole[:cut]), "tỷ")
		whole = whole[cut:]
	}
	for len(whole)%3 != 0 {
		whole = "0" + whole
	}
	for at := 0; at < len(whole); at += 3 {
		group := whole[at : at+3]
		if group == "000" {
			continue
		}
		out = append(out, groupWords(group, len(out) > 0)...)
		switch len(whole) - at {
		case 9:
			out = append(out, "triệu")
		case 6:
			out = append(out, "nghìn")
		}
	}
	return out
}

// groupWords reads three digits; within a larger number the hundreds are read even when they are none.
func groupWords(group string, within bool) []string {
	hundreds, tens, ones := group[0]-'0', group[1]-'0', group[2]-'0'
	var out []string
	if hundreds > 0 || within {
		out = append(out, digitWords[hundreds], "trăm")
	}
	switch {
	case tens == 0:
		if ones > 0 && len(out) > 0 {
			out = append(out, "linh")
		}
	case tens == 1:
		out = append(out, "mười")
	default:
		out = append(out, digitWords[tens], "mươi")
	}
	switch {
	case ones == 0:
	case ones == 1 && tens > 1:
		out = append(out, "mốt")
	case ones == 4 && tens > 1:
		out = append(out, "tư")
	case ones == 5 && tens > 0:
		out = append(out, "lăm")
	default:
		out = append(out, digitWords[ones])
	}
	return out
}
