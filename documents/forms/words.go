package forms

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/internal/phrase"
	"thidua/vietnamese"
	"thidua/workspace/book"
)

// documentsArea is where the sentences of papers stand among the translations.
const documentsArea = "documents."

// say is a sentence of papers.
func say(key string, pairs ...any) string {
	return phrase.Text(phrase.Vietnamese, documentsArea+key, pairs...)
}

// words is a sentence of any area, in the language of papers.
func words(m emulation.Message) string { return phrase.Render(phrase.Vietnamese, m) }

// caps is the text in capital letters, as the decree wants issuers, document types and positions.
func caps(s string) string { return vietnamese.Upper(s) }

// capital begins a line with a capital letter.
func capital(s string) string {
	if s == "" {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return vietnamese.Upper(string(r)) + s[n:]
}

// lowerFirst makes the text fit for the middle of a line: "Năm học" → "năm học".
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// sentence gives a sentence its full stop where it has none.
func sentence(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?:;") {
		return text
	}
	return text + "."
}

// joined lists names in one line; "" if there are none.
func joined(names []string) string { return strings.Join(names, "; ") }

// footer joins what names a loose page: the form, whose it is, the season, and its marks.
func footer(parts ...string) string { return told(" – ", parts...) }

// figures writes points the way a set rounds them: always the same number of places, so that columns line up.
type figures struct{ places int }

func figuresOf(set *criteria.Set) figures { return figures{set.Rounding.Places} }

func (f figures) fixed(d decimal.Decimal) string { return d.LocaliseFixed(f.places, true) }

// asides puts figures that are in no sum in brackets, in these cells of a row.
func asides(line documents.Row, bonus criteria.Bonus, cells ...int) {
	for _, i := range cells {
		if c := &line.Cells[i]; bonus == criteria.TieOnly && c.Text != "" && c.Text != "–" {
			c.Text = "(" + c.Text + ")"
		}
	}
}

// maybe is "" where there is no figure.
func (f figures) maybe(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return f.fixed(*d)
}

// full is a maximum as the criteria write it, without zeros that say nothing: "10", "2,5".
func full(d decimal.Decimal) string { return d.Localise(true) }

// criteriaName names the set that was scored with, and its version.
func criteriaName(set *criteria.Set, version uint64) string {
	return say("criteria-version", "name", set.Name, "version", version)
}

// seasonLine names the season: "Năm học 2023–2024" or "Năm 2020".
func seasonLine(s *book.Season) string { return yearLine(s, s.Label) }

// yearLine names another season of the same kind.
func yearLine(s *book.Season, label string) string {
	switch s.Info.Kind {
	case "school-year":
		return say("season.school-year", "label", label)
	case emulation.MultiYear:
		return say("season.multi-year", "label", label)
	}
	return say("season.calendar-year", "label", label)
}

// number is a count below ten with the nought that official papers write before it: 0, 01, 02, … 10.
func number[N int | int64 | uint64](n N) string {
	if n == 0 {
		return "0"
	}
	return fmt.Sprintf("%02d", n)
}

// dayWords is a stored day as papers write it, "" if there is none.
func dayWords(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return vietnamese.FormatDate(t)
}

// shortDay is a stored day in figures, "" if there is none.
func shortDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return vietnamese.ShortDate(t)
}

// dayOrDots is dayWords, in dots for the pen where there is no day.
func dayOrDots(day string) string {
	if text := dayWords(day); text != "" {
		return text
	}
	return say("date-open")
}

// townWords is how many words the name of a town has at most: "Thành phố Hồ Chí Minh".
const townWords = 5

// town is a place as it stands before a date. A building is none: of "Trung tâm Hội nghị tỉnh Cao Bằng" the season's own place is taken where it
// is in the name, and else it is left to the pen, as it is of the house of a member.
func town(s *book.Season, place string) string {
	if strings.Contains(place, s.Info.Place) && s.Info.Place != "" {
		place = s.Info.Place
	}
	member := slices.ContainsFunc(s.Cluster.Members, func(u book.Unit) bool { return u.Name == place || u.Short == place })
	if member || len(strings.Fields(place)) > townWords {
		return ""
	}
	return place
}

// postName is what a post is called in a cluster; "" for a mere member.
func postName(s *book.Season, post emulation.Post) string {
	kind := "cum"
	if s.Cluster.Info.IsBlock() {
		kind = "khoi"
	}
	switch post {
	case emulation.PostHead:
		return say("head." + kind)
	case emulation.PostDeputy:
		return say("deputy." + kind)
	}
	return ""
}

// conferenceOf is a conference of a season as other papers name it: one that looks back on years says which.
func conferenceOf(s *book.Season, kind string) string {
	if kind == emulation.ConferenceReview && s.Info.Review != "" {
		return say("meeting.one", "what", say("meeting.review-years", "years", s.Info.Review))
	}
	return conferenceName(kind)
}

// conferenceName is "Hội nghị tổng kết"; "" of no kind.
func conferenceName(kind string) string {
	if kind == "" {
		return ""
	}
	return capital(phrase.Text(phrase.Vietnamese, "conference.kind."+kind))
}

// onBehalf says who entered a record and after which paper; "" if its author did.
func onBehalf(b *emulation.OnBehalf, who string) string {
	if b == nil {
		return ""
	}
	return say("on-behalf", "who", who, "paper", b.Paper.Name, "signer", b.Signer)
}
