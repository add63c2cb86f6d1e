package papercheck

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"thidua/documents"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/vietnamese"
)

// mayEnd are the signs after which a line may end, and what PDFium gives for a hyphen at the end of one.
const mayEnd = "-–/\x02"

// pieces are words parted where a line may end, without what has neither letter nor digit: rules, dots for the pen and marks of lists are drawn by some programs.
// The sign of a figure stays with it.
func pieces(words []string) (list []string) {
	for _, word := range words {
		sign := ""
		if n := strings.IndexAny(word, "0123456789"); n > 0 && (word[:n] == "-" || word[:n] == "–") {
			sign = word[:n]
		}
		for piece := range strings.FieldsFuncSeq(word, func(r rune) bool { return strings.ContainsRune(mayEnd, r) }) {
			if strings.ContainsFunc(piece, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				list = append(list, sign+piece)
			}
			sign = ""
		}
	}
	return list
}

func piecesOf(texts ...string) []string {
	return pieces(strings.Fields(vietnamese.NFC(strings.Join(texts, " "))))
}

// loose are the parts of a document that stand beside one another, which programs write in either order: those of the heading, signers and recipients.
func loose(doc documents.Document) (list [][]string) {
	if h := doc.Heading; h != nil {
		list = append(list, piecesOf(h.NationalTitle, h.Motto), piecesOf(h.Number), piecesOf(h.PlaceDate))
	}
	for _, block := range doc.Blocks {
		if s, ok := block.(documents.Signatures); ok {
			for _, x := range s.Signers {
				list = append(list, piecesOf(x.Authority, x.Position, x.Hint, x.Mark, x.Name))
			}
			list = append(list, piecesOf(append([]string{s.Heading}, s.Recipients...)...))
		}
	}
	return emulation.Where(list, func(words []string) bool { return len(words) > 0 })
}

// edges are what stands on the pages of a document beside its body.
type edges struct {
	feet  [][]string      // at the foot, in pieces
	heads [][]string      // the headings of tables, each sorted
	may   bag             // words of them that no page was seen with yet
	seen  map[string]bool // headings that stood at the top of a page
}

func edgesOf(doc documents.Document, count int) *edges {
	e := &edges{may: bag{}, seen: map[string]bool{}}
	for _, b := range doc.Blocks {
		if t, ok := b.(documents.Table); ok {
			for _, part := range pdf.Parts(t, pdf.Width(doc.Landscape)) {
				head := documents.Document{Blocks: []documents.Block{documents.Table{Header: part.Header}}}
				words := sorted(piecesOf(documents.Text(head, " ")))
				e.heads = append(e.heads, words)
				e.may.add(words, count-1)
			}
		}
	}
	if doc.Code != nil {
		e.feet = append(e.feet, piecesOf(doc.Code.Label+":", doc.Code.Typed), piecesOf(doc.Code.Label, doc.Code.Typed))
		e.may.add(e.feet[0], count)
	}
	for _, text := range emulation.NonEmpty(doc.Footer, doc.Mark) {
		e.feet = append(e.feet, piecesOf(text))
		e.may.add(piecesOf(text), count)
	}
	for i := range count {
		e.may.add([]string{strconv.Itoa(i + 1)}, 1)
	}
	return e
}

// bare is the i-th page, from 0, without what stands at its edges, in whatever order.
func (e *edges) bare(i int, words []string) []string {
	again := true
	for again {
		again = false
		for _, foot := range e.feet {
			n := len(words) - len(foot)
			switch {
			case n < 0:
			case slices.Equal(words[:len(foot)], foot):
				words, again = words[len(foot):], true
			case slices.Equal(words[n:], foot):
				words, again = words[:n], true
			default:
				continue
			}
			e.may.take(foot)
		}
	}
	number := strconv.Itoa(i + 1)
	switch n := len(words) - 1; {
	case i == 0 || n < 0:
	case words[0] == number:
		words = words[1:]
		e.may.takes(number)
	case words[n] == number:
		words = words[:n]
		e.may.takes(number)
	}
	if i > 0 {
		words = e.headless(words)
	}
	return words
}

// headless are the words of a page without the heading of a table that stands at its top, its cells in whatever order.
func (e *edges) headless(words []string) []string {
	for _, head := range e.heads {
		if n := len(head); n > 0 && len(words) >= n && slices.Equal(sorted(words[:n]), head) {
			e.may.take(head)
			e.seen[strings.Join(head, " ")] = true
			return words[n:]
		}
	}
	return words
}

// saw reports whether a page began with a heading.
func (e *edges) saw(head []string) bool { return e.seen[strings.Join(head, " ")] }

func sorted(words []string) []string { return slices.Sorted(slices.Values(words)) }

// ordered are words, each with its place before any were taken out.
type ordered struct {
	words  []string
	places []int
}

func inOrder(words []string) ordered {
	o := ordered{words, make([]int, len(words))}
	for i := range words {
		o.places[i] = i
	}
	return o
}

// find is where some words stand one behind the other, the last time; -1 = nowhere.
func (o ordered) find(some []string) int {
	return o.last(len(some), func(words []string) bool { return slices.Equal(words, some) })
}

// findHead is where a heading stands, its cells in whatever order.
func (o ordered) findHead(head []string) int {
	return o.last(len(head), func(words []string) bool { return slices.Contains(head, words[0]) && slices.Equal(sorted(words), head) })
}

// last is the last place of count words that are wanted; -1 = none.
func (o ordered) last(count int, wanted func(words []string) bool) int {
	for i := len(o.words) - count; i >= 0 && count > 0; i-- {
		if wanted(o.words[i : i+count]) {
			return i
		}
	}
	return -1
}

// without is the words less count of them from i on.
func (o ordered) without(i, count int) ordered {
	return ordered{slices.Concat(o.words[:i], o.words[i+count:]), slices.Concat(o.places[:i], o.places[i+count:])}
}

// pageOf is the page, from 0, of the i-th of the words of all.
func pageOf(all [][]string, o ordered, i int) int {
	if len(o.places) == 0 {
		return 0
	}
	place := o.places[min(i, len(o.places)-1)]
	for page, words := range all {
		if place -= len(words); place < 0 {
			return page
		}
	}
	return len(all) - 1
}

// bag is how often each word is in it.
type bag map[string]int

func (b bag) add(words []string, times int) {
	for _, word := range words {
		b[word] += times
	}
}

// takes takes a word out, if it is in.
func (b bag) takes(word string) bool {
	if b[word] <= 0 {
		return false
	}
	b[word]--
	return true
}

// take takes out those of the words that are in.
func (b bag) take(words []string) []string { return emulation.Where(words, b.takes) }

// less takes out what another has, as often as it has it, and reports whether that was anything.
func (b bag) less(other bag) (any bool) {
	for word, n := range b {
		if common := min(n, other[word]); common > 0 {
			b[word], any = n-common, true
		}
	}
	return any
}
