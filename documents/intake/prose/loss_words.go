package prose

import (
	"regexp"
	"strings"

	"thidua/vietnamese"
)

var (
	lossVerb   = regexp.MustCompile(`\b(?:tru|giam|ha|bot|phat|mat|cat|am)\b`)
	noVerb     = regexp.MustCompile(`^(?:ha tang|am (?:nhac|thanh|vang))\b`)
	noPointsOf = regexp.MustCompile(`\bkhong (?:duoc|cong|cho)\b`)
	minusLeft  = regexp.MustCompile(`- ?` + num + ` ?(?:d|diem)\b`)
	lessOfBad  = regexp.MustCompile(`^giam [a-z ]*\b(?:duoc|cong|thuong)(?: (?:tinh|cong|cham|them|thuong))* ` + num + ` ?(?:d|diem)\b`)
)

// foldRule folds a text on how points are counted. Words that only look like a verb of loss when their marks are gone ("có mặt", "nội trú") begin
// with a letter no Vietnamese word has, so that no pattern takes them for one.
func foldRule(text string) Folded {
	f := Fold(text)
	b := []byte(f.Text)
	for _, at := range lossVerb.FindAllStringIndex(f.Text, -1) {
		written := strings.ToLower(f.Written(at[0], at[1]))
		if noVerb.MatchString(f.Text[at[0]:]) || !vietnamese.TakesOff(written) && written != f.Text[at[0]:at[1]] {
			b[at[0]] = 'z'
		}
	}
	f.Text = string(b)
	return f
}

// unmarked is the first verb of loss that is written without its marks, and may be another word; "" = none.
func unmarked(text string) string {
	f := foldRule(text)
	for _, at := range lossVerb.FindAllStringIndex(f.Text, -1) {
		if written := f.Written(at[0], at[1]); !vietnamese.TakesOff(strings.ToLower(written)) {
			return written
		}
	}
	return ""
}

// losing says whether a verb that takes points off, or says that none are given, is left in a clause. "Giải pháp giảm tỉ lệ bỏ học được 1 điểm" has none.
func (c clause) losing() bool {
	for _, at := range lossVerb.FindAllStringIndex(c.text, -1) {
		if !lessOfBad.MatchString(c.text[at[0]:]) {
			return true
		}
	}
	return noPointsOf.MatchString(c.text)
}

// takesOff says whether a verb or a minus sign that takes points off is left in a clause: no reader of points that are given may take it.
func (c clause) takesOff() bool { return c.losing() || minusLeft.MatchString(c.text) }

var (
	// tailOnly are words behind the points that say when they count; onlyWhen are those that do so anywhere.
	tailOnly = regexp.MustCompile(`\b(?:neu|tu|ke tu|va|tru|khi|den|toi|duoi|tren|nhung|ngoai)\b|\d`)
	onlyWhen = regexp.MustCompile(`\b(?:neu|ke tu|tu (?:[a-z]+ ){0,3}(?:lan|thu)|tai pham|khong (?:bi )?tru)\b`)
	aWord    = regexp.MustCompile(`[a-z]`)
)

// conditional says whether a clause counts only at times, which no rule of one figure has: "trừ 2 điểm từ lần thứ hai".
func (c clause) conditional() bool {
	if onlyWhen.MatchString(strings.TrimPrefix(c.text, "neu ")) {
		return true
	}
	all := hasPoints.FindAllStringIndex(c.text, -1)
	if all == nil {
		return false
	}
	tail := c.text[all[len(all)-1][1]:]
	return aWord.MatchString(tail) && tailOnly.MatchString(perOne.ReplaceAllString(tail, ""))
}

// perOne is "/1 lỗi", "cho mỗi" behind points.
var perOne = regexp.MustCompile(`^ ?(?:/|(?:(?:cho|doi voi|tren|voi) )*(?:moi|mot)\b)? ?(?:1\b)?`)

// several are numbers in words behind "mỗi" or "cứ": the points are not for one.
var several = regexp.MustCompile(`\b(?:cu|moi|/) ?(?:hai|ba|bon|sau|bay|tam|chin|muoi|(?:mot )?nua|vai|nam (?:lan|buoi|ngay|nguoi|em|hoc sinh|truong|don vi|don|vu|bao cao|loi|vi pham|truong hop|sang kien|giao vien|giai|bai|phan tram))\b|\bmot (?:nua|phan)\b`)

// periods are what lateness is counted in where it is not days; no rule counts them.
var periods = regexp.MustCompile(`\b(?:cham|tre|muon|qua han)\b.*\b(?:tuan|thang|gio|phut|quy)\b|\b(?:tuan|thang|gio|phut|quy)\b.*\b(?:cham|tre|muon|qua han)\b`)
