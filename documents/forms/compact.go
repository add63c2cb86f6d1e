package forms

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"thidua/documents"
	"thidua/emulation"
	"thidua/vietnamese"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
)

// Compact is form F3, Giao ước thi đua, with the signatures as they stand: the head's box first, then the deputies'.
func Compact(c *pledge.Compact, names Names, now time.Time) (Paper, error) {
	if !c.Given {
		return Paper{}, emulation.Errorf(emulation.NotFound, "compact.none")
	}
	s := c.Season
	kind := say("compact.title")
	p := ofCluster(s, kind, town(s, c.Place), c.Date, now, compactSubject(s, c, kind))
	if c.Carried != "" {
		p.mark(say("mark.carried", "former", lowerFirst(yearLine(s, c.Carried)), "season", lowerFirst(seasonLine(s))), say("mark.draft-short"))
	}
	p.invented(s.Info.Illustrative || c.Illustrative)
	p.grounds(s.Info.Grounds)
	p.add(stands("compact.members", "issuer", p.issuer))
	order := map[emulation.Post]int{emulation.PostHead: -2, emulation.PostDeputy: -1}
	signed := slices.Clone(c.Signatures)
	slices.SortStableFunc(signed, func(a, b pledge.Signature) int { return order[a.Post] - order[b.Post] })
	var members, notes []string
	var boxes []documents.Signer
	if c.Conflict {
		notes = append(notes, say("compact.conflict"))
	}
	called := names.called(c.Date)
	for i := range signed {
		sig := &signed[i]
		name, post := called.name(sig.Unit), postName(s, sig.Post)
		member := name
		if post != "" {
			member = say("compact.member", "unit", name, "post", post)
		}
		members, boxes = append(members, member), append(boxes, signatureBox(sig, name, post))
		if sig.Objection != "" {
			notes = append(notes, say("objection", "unit", name, "reason", sig.Objection))
		}
		if sig.Conflict {
			notes = append(notes, say("compact.signature-conflict", "unit", name))
		}
	}
	p.list(members)
	p.add(stands("compact.agree"))
	for _, text := range c.Paragraphs {
		p.add(body(text))
	}
	closing := stands("compact.close", "count", number(len(boxes)))
	if c.Meeting != "" {
		closing = stands("compact.close-at", "count", number(len(boxes)), "meeting", conferenceName(c.Meeting)+" "+lowerFirst(yearLine(s, cmp.Or(c.MeetingOf, s.Label))))
	}
	p.add(keep(closing))
	p.add(boxRows(boxes)...)
	for _, text := range notes {
		last := note(text)
		last.KeepNext = false
		p.add(last)
	}
	return p.named("compact", p.issuer, s), called.err
}

// compactSubject is the title the units agreed on, without the words that name the kind of paper already.
// One that was carried over from another season says which season this one is.
func compactSubject(s *book.Season, c *pledge.Compact, kind string) string {
	title := c.Title
	if c.Carried != "" {
		title = ""
	}
	rest := title
	if strings.HasPrefix(caps(title), caps(kind)) {
		letters := []rune(vietnamese.NFC(title)) // a capital may take other bytes, but is one letter
		rest = strings.TrimLeft(string(letters[utf8.RuneCountInString(caps(kind)):]), " -–—:,")
	}
	if rest == "" {
		rest = seasonLine(s)
	}
	return rest
}

// boxRows puts the boxes in rows: the head's alone in the first, then two, or three where there are many.
func boxRows(boxes []documents.Signer) []documents.Block {
	columns := 2
	if len(boxes) > 7 {
		columns = 3
	}
	var rows []documents.Block
	for i, more := range [][]documents.Signer{boxes[:min(1, len(boxes))], boxes[min(1, len(boxes)):]} {
		for chunk := range slices.Chunk(more, columns) {
			row := signatures(chunk...)
			if row.Columns = columns; i == 0 {
				row.Columns = 2
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// signatureBox is where a unit signs, or the words of how it signed.
func signatureBox(sig *pledge.Signature, name, post string) documents.Signer {
	if post == "" {
		post = say("sheet.leader")
	}
	box := stamper(post)
	box.Authority = caps(name)
	switch sig.State {
	case pledge.Signed:
		box.Mark = say("compact.signed", "date", dayWords(sig.Date))
	case pledge.SignedFor:
		box.Mark = say("compact.signed-for", "paper", sig.OnBehalf.Paper.Name, "signer", sig.OnBehalf.Signer, "date", dayWords(sig.Date))
	case pledge.SignedEarlier:
		box.Mark = say("compact.signed-earlier", "date", dayWords(sig.Date))
	}
	if box.Mark != "" {
		box.Hint = ""
	}
	return box
}
