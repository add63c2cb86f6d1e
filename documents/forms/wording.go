package forms

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"thidua/documents"
	"thidua/documents/pdf/typeface"
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/phrase"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/register"
)

// standing are the sentences of papers whose words a cluster may choose, by the form they stand in; what each says by itself, and what it leaves room for, is
// in the translations. No heading, label, mark or note of a doubt is among them: what others read a paper by is everywhere the same.
var standing = []worder{
	{"registration", []string{"registration.opening", "registration.close"}},
	{"compact", []string{"compact.members", "compact.agree", "compact.close", "compact.close-at"}},
	{"plan", []string{"plan.opening", "plan.purpose-text", "plan.criteria", "plan.head", "plan.deputy", "plan.members", "plan.close"}},
	{"regulation", []string{"regulation.scope-text", "regulation.posts-text", "regulation.criteria-text", "regulation.verifying-self", "regulation.verifying-cross",
		"regulation.verifying-explain", "regulation.quorum-text", "regulation.force-text"}},
	{"letter", []string{"letter.invites", "letter.close"}},
	{"count", []string{"count.close"}},
	{"minutes", []string{"minutes.close", "minutes.close-on"}},
	{"proposal", []string{"proposal.reviewed", "proposal.ask", "proposal.ask-direct", "proposal.ask-decider", "proposal.ask-open", "proposal.enclosed",
		"proposal.close", "proposal.close-direct", "proposal.close-decider", "proposal.close-open"}},
	{"report", []string{"report.close"}},
}

// worder is a form whose sentences may be worded.
type worder struct {
	form string // as registers name it: "register.form.<form>"
	keys []string
}

// stands is a paragraph that is a standing sentence; other words may be put around it.
func stands(key string, pairs ...any) documents.Paragraph {
	p := body(say(key, pairs...))
	p.Standing = emulation.Say(documentsArea+key, pairs...)
	return p
}

// worded says the standing sentences of a document in the words of its cluster. A sentence two people worded differently, or whose words do not fit it, stands as
// the program says it, and the paper is a draft.
func worded(d *documents.Document, own map[string]register.Wording) {
	doubt := false
	for i, b := range d.Blocks {
		p, ok := b.(documents.Paragraph)
		if !ok || p.Standing.Key == "" {
			continue
		}
		key := strings.TrimPrefix(p.Standing.Key, documentsArea)
		w, worded := own[key]
		switch {
		case w.Conflict || worded && w.Text != "" && fits(key, w.Text) != nil:
			doubt = true
		case w.Text != "":
			p.Spans = slices.Clone(p.Spans)
			for j := range p.Spans {
				p.Spans[j].Text = strings.Replace(p.Spans[j].Text, words(p.Standing), phrase.Fill(phrase.Vietnamese, w.Text, p.Standing.Args), 1)
			}
			d.Blocks[i] = p
		}
	}
	if doubt && !d.Draft {
		d.Mark, d.Draft = footer(d.Mark, say("mark.draft-short")), true
	}
	if doubt {
		d.Blocks = slices.Insert(d.Blocks, titleOf(d)+1, documents.Block(markLine(say("mark.wording"))))
	}
}

// titleOf is where the title of a document stands; -1 where it has none.
func titleOf(d *documents.Document) int {
	return slices.IndexFunc(d.Blocks, func(b documents.Block) bool { _, is := b.(documents.Title); return is })
}

// hasStanding reports whether a paper has a standing sentence.
func (p *Paper) hasStanding() bool {
	return slices.ContainsFunc(p.Documents, func(d documents.Document) bool {
		return slices.ContainsFunc(d.Blocks, func(b documents.Block) bool {
			p, ok := b.(documents.Paragraph)
			return ok && p.Standing.Key != ""
		})
	})
}

// Sentence is a standing sentence of the season's papers, in the words of the program and in those of the cluster, what it leaves room for by its name in the
// language of papers: "{giờ kết thúc}".
type Sentence struct {
	Key, Form string // "minutes.close", "minutes"
	Default   string // as the program says it
	register.Wording
	Unfit error // why the cluster's words are not printed; nil where they are, or there are none
}

// Says is what is printed.
func (s *Sentence) Says() string {
	if s.Text == "" || s.Conflict || s.Unfit != nil {
		return s.Default
	}
	return s.Text
}

// Wording chooses the words of the standing sentences of a cluster's papers at a desk.
type Wording struct{ ws *workspace.Workspace }

// WordingAt is the choice of words at a desk.
func WordingAt(ws *workspace.Workspace) Wording { return Wording{ws} }

// Sentences lists the standing sentences by the forms they stand in.
func (w Wording) Sentences() ([]Sentence, error) {
	own, err := register.At(w.ws).Wordings()
	if err != nil {
		return nil, err
	}
	var list []Sentence
	for _, of := range standing {
		for _, key := range of.keys {
			s := Sentence{Key: key, Form: of.form, Default: roomsNamed(key, template(key)), Wording: own[key]}
			if s.Text != "" {
				s.Unfit = fits(key, s.Text)
			}
			s.Text = roomsNamed(key, s.Text)
			list = append(list, s)
		}
	}
	return list, nil
}

// Check says what keeps a text from standing in place of a sentence: nil where nothing does, or where it is empty.
func (w Wording) Check(key, text string) error {
	_, err := w.kept(key, text)
	return err
}

// Set writes the text that stands in place of a sentence from now on; an empty one, or the program's own, withdraws what was written.
func (w Wording) Set(key, text string) error {
	text, err := w.kept(key, text)
	if err != nil {
		return err
	}
	return register.At(w.ws).SetWording(key, text)
}

// kept is a text as it is kept: one line of composed letters that ends as the sentence ends, "" where it is the program's own.
func (w Wording) kept(key, text string) (string, error) {
	if !slices.ContainsFunc(standing, func(w worder) bool { return slices.Contains(w.keys, key) }) {
		return "", emulation.Errorf(emulation.Invalid, "wording.unknown", "sentence", key)
	}
	own, marks := template(key), "./:;, "
	end := strings.TrimPrefix(own, strings.TrimRight(own, marks))
	text = roomsRead(key, strings.Join(strings.Fields(vietnamese.NFC(text)), " "))
	if end == "." && strings.HasSuffix(text, "./.") { // as the last sentence of a paper may end
		end = "./."
	}
	if text = strings.TrimRight(text, marks); text == "" || text+end == own {
		return "", nil
	}
	if !strings.ContainsAny(text[len(text)-1:], "!?") { // it has an end of its own
		text += end
	}
	if err := fits(key, text); err != nil {
		return "", err
	}
	return text, record.Wording.Valid(emulation.Wording{Text: text})
}

// template is a sentence of the program with what it leaves room for.
func template(key string) string {
	text, _ := phrase.Template(phrase.Vietnamese, documentsArea+key)
	return text
}

// rooms are what a sentence leaves room for: as it is kept, "{hour}", and as a person reads it, "{giờ kết thúc}".
func rooms(key string) (kept, read []string) {
	names, _ := emulation.Rooms(template(key)) // held by a test
	for _, name := range names {
		kept, read = append(kept, "{"+name+"}"), append(read, "{"+words(emulation.Say("wording.room."+name))+"}")
	}
	return kept, read
}

// roomsNamed says what a text leaves room for as a person reads it, roomsRead as it is kept.
func roomsNamed(key, text string) string {
	kept, read := rooms(key)
	return exchanged(text, kept, read)
}

func roomsRead(key, text string) string {
	kept, read := rooms(key)
	return exchanged(text, read, kept)
}

func exchanged(text string, from, to []string) string {
	for i := range from {
		text = strings.ReplaceAll(text, from[i], to[i])
	}
	return text
}

// inBraces finds what a text leaves room for, whatever it is called.
var inBraces = regexp.MustCompile(`\{[^{}]*\}`)

// fits says what of a text, as it is kept, is not as its sentence wants: each figure and name stands in it once, nothing that is not seen turns letters round,
// and the type of papers has its letters. It is asked of what was received, too: another program, or one with another type, may have written it.
func fits(key, text string) error {
	if at := strings.IndexFunc(text, func(r rune) bool { return unicode.In(r, unicode.Cf, unicode.Co) }); at >= 0 {
		r, _ := utf8.DecodeRuneInString(text[at:])
		return emulation.Errorf(emulation.Invalid, "wording.letter", "letter", fmt.Sprintf("U+%04X", r))
	}
	for _, r := range vietnamese.NFC(text) {
		if !typeface.Draws(r) {
			return emulation.Errorf(emulation.Invalid, "wording.letter", "letter", string(r))
		}
	}
	wanted, read := rooms(key)
	has := inBraces.FindAllString(text, -1)
	for i, room := range has {
		switch {
		case len(wanted) == 0:
			return emulation.Errorf(emulation.Invalid, "wording.none", "room", room)
		case !slices.Contains(wanted, room):
			return emulation.Errorf(emulation.Invalid, "wording.other", "room", room, "rooms", strings.Join(read, ", "))
		case slices.Contains(has[:i], room):
			return emulation.Errorf(emulation.Invalid, "wording.twice", "room", roomsNamed(key, room))
		}
	}
	for i, room := range wanted {
		if !slices.Contains(has, room) {
			return emulation.Errorf(emulation.Invalid, "wording.missing", "room", read[i])
		}
	}
	return nil
}
