package documents

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"thidua/internal/phrase"
	"thidua/vietnamese"
)

// say is a sentence of the area "documents". Paper is in Vietnamese, whatever the language of the window: it goes to Vietnamese offices.
func say(key string, pairs ...any) string {
	return phrase.Text(phrase.Vietnamese, "documents."+key, pairs...)
}

// caps is the text in capital letters, as the decree wants issuers, document types and positions.
func caps(s string) string { return vietnamese.Upper(s) }

// officialHeading fills the top of a document: issuer and superior body, number, place and date.
func officialHeading(superior, issuer, number, place string, date time.Time) *Heading {
	h := &Heading{
		Superior:      caps(superior),
		Issuer:        caps(issuer),
		NationalTitle: say("national-title"),
		Motto:         say("motto"),
		PlaceDate:     placeAndDate(place, date),
	}
	if number != "" {
		h.Number = say("number", "number", number)
	}
	return h
}

// placeAndDate writes the place and day of issue (Annex I, item II.4); what is not known is left in dots for the pen.
func placeAndDate(place string, date time.Time) string {
	if place == "" {
		place = say("dots")
	}
	return say("place-date", "place", place, "date", dateWords(date))
}

// dateWords is a day as papers write it, in dots where it is not known.
func dateWords(date time.Time) string {
	if date.IsZero() {
		return say("date-open")
	}
	return vietnamese.FormatDate(date)
}

// seasonLine names the season: "Năm học 2023–2024" or "Năm 2020", with its period in front when it is not the whole season.
func seasonLine(s Season) string {
	line := say("season.calendar-year", "label", s.Label)
	if s.SchoolYear {
		line = say("season.school-year", "label", s.Label)
	}
	if s.Period != "" {
		line = s.Period + ", " + lowerFirst(line)
	}
	return line
}

// lowerFirst makes the text fit for the middle of a line: "Năm học" → "năm học".
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// Season is what a form prints of its season.
type Season struct {
	Label      string // "2023–2024", "2020"
	SchoolYear bool   // school year, else calendar year
	Period     string // "Học kỳ I", "Tháng 3"; "" = the whole season
}

// field is a "Đơn vị: Sở Giáo dục và Đào tạo Sơn La" line: a plain label and its bold value.
func field(label, value string) Paragraph {
	return Paragraph{Spans: []Span{{Text: label + ": "}, {Text: value, Bold: true}}, Align: AlignLeft, Tight: true}
}

// note is a small line beneath a table that stays with what follows.
func note(text string) Paragraph {
	return Paragraph{Spans: []Span{{Text: text, Italic: true}}, Align: AlignLeft, Size: NoteSize, KeepNext: true}
}

// warning is a centred line under the title that nobody may overlook.
func warning(text string) Paragraph {
	return Paragraph{Spans: []Span{{Text: text, Bold: true, Italic: true}}, Align: AlignCenter, Tight: true, KeepNext: true}
}

// footer joins what names a loose page: the form, whose it is, the season, and its marks.
func footer(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " – ")
}

// joined lists names in one line; "" if there are none.
func joined(names []string) string { return strings.Join(names, "; ") }
