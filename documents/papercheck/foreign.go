package papercheck

import (
	"bytes"
	"slices"
	"strings"

	"thidua/documents"
	"thidua/documents/pages"
	"thidua/documents/pdf"
	"thidua/emulation"
)

// Unsure is why the figures of a file were not compared one by one.
type Unsure string

// The reasons. A file of another program, as Word makes one of our Word file, has pages of its own: what is seen on them is not compared.
const (
	Compared  Unsure = ""        // they were
	Unseen    Unsure = "unseen"  // the words of the file are those of the record, in its order
	Unordered Unsure = "ordered" // they are, but the file has them in another order: whose row a figure is in is not known
	Parted    Unsure = "parted"  // they are, but the digits of a figure stand apart: whether a line ends there, or it is two figures, is not known
)

// mostSwapped is how many words stand at most where words changed their places in a row or between rows; a program that orders the text of a page in its own way
// moves more.
const mostSwapped = 4

// foreign compares the words of a document with those on pages of a file that another program, or another version of this one, made: its line ends and the order of what stands at the edges of pages,
// in the heading and among the signatures are left to it.
func foreign(reader *pages.Reader, file *pages.File, s sheet, doc documents.Document) ([]Difference, Unsure, error) {
	bare := doc
	bare.Unnumbered, bare.Footer, bare.Mark, bare.Code = true, "", "", nil
	var written bytes.Buffer
	if err := pdf.Write(&written, bare); err != nil {
		return nil, "", err
	}
	again, err := reader.Read(written.Bytes())
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = again.Close() }()
	record, err := wordsOf(again, 0, len(again.Sizes())-1)
	if err != nil {
		return nil, "", err
	}
	paper, err := wordsOf(file, s.first, s.last)
	if err != nil {
		return nil, "", err
	}
	told, unsure := against(emulation.Map(record, pieces), emulation.Map(paper, pieces), doc, s.first+1)
	return told, unsure, nil
}

// against compares the pages of the record, as they are without their edges, with those of a paper, numbered from first on.
func against(record, paper [][]string, doc documents.Document, first int) ([]Difference, Unsure) {
	own := edgesOf(doc, len(record))
	for i := 1; i < len(record); i++ {
		record[i] = own.headless(record[i])
	}
	edges := edgesOf(doc, len(paper))
	for i := range paper {
		paper[i] = edges.bare(i, paper[i])
	}
	a, b := inOrder(slices.Concat(record...)), inOrder(slices.Concat(paper...))
	for _, fragment := range loose(doc) {
		if x, y := a.find(fragment), b.find(fragment); x >= 0 && y >= 0 {
			a, b = a.without(x, len(fragment)), b.without(y, len(fragment))
		}
	}
	for _, head := range edges.heads {
		switch x, y := a.findHead(head), b.findHead(head); {
		case x < 0:
		case y >= 0:
			a, b = a.without(x, len(head)), b.without(y, len(head))
		case edges.saw(head): // the table begins a page
			a = a.without(x, len(head))
		}
	}
	left, parted := leftOf(a, b)
	lacking := surplus(left, func(l *leftover) (of, than []string) { return l.record, l.paper })
	more := surplus(left, func(l *leftover) (of, than []string) { return l.paper, l.record })
	excused := more.less(edges.may)
	var told, swapped []Difference
	short := !excused
	for i := range left {
		l := &left[i]
		page := first + pageOf(paper, b, l.b)
		told = append(told, l.told(lacking.take(l.record), more.take(l.paper), a, page)...)
		swapped = append(swapped, l.told(l.record, l.paper, a, page)...)
		short = short && len(l.record) > 0 && len(l.paper) > 0 && max(len(l.record), len(l.paper)) <= mostSwapped
	}
	switch {
	case len(told) > 0:
		return told, Compared
	case len(left) == 0 && parted:
		return nil, Parted
	case len(left) == 0:
		return nil, Unseen
	case short:
		return swapped, Compared
	}
	return nil, Unordered
}

// leftover are the words of a gap that no line end explains: in the record from a on, in the paper from b on.
type leftover struct {
	record, paper []string
	a, b          int
}

// told are the differences of words of a gap.
func (l *leftover) told(record, paper []string, all ordered, page int) (list []Difference) {
	for i := range max(len(record), len(paper)) {
		list = append(list, differs(page, all.words[:l.a], at(record, i), at(paper, i)))
	}
	return list
}

// leftOf is what is left of the gaps, and whether a figure of the record is parted in the paper. Two with a single word between them are one, where that word may
// have changed its place with theirs.
func leftOf(a, b ordered) (left []leftover, parted bool) {
	list, ok := gaps(a.words, b.words)
	if !ok {
		list = []gap{{0, len(a.words), 0, len(b.words)}}
	}
	for i := 0; i < len(list); i++ {
		g := list[i]
		for i+1 < len(list) && list[i+1].a0-g.a1 == 1 && (g.a0 == g.a1) != (g.b0 == g.b1) {
			i++
			g.a1, g.b1 = list[i].a1, list[i].b1
		}
		l := leftover{a.words[g.a0:g.a1], b.words[g.b0:g.b1], g.a0, g.b0}
		was, is := partings(l.record), partings(l.paper)
		if strings.Join(l.record, "") != strings.Join(l.paper, "") || slices.ContainsFunc(was, func(i int) bool { return !slices.Contains(is, i) }) {
			left = append(left, l)
		} else if len(is) > len(was) {
			parted = true
		}
	}
	return left, parted
}

// partings are the places, in bytes of all the words together, at which one figure ends and the next begins: "98,50 97,25" is not "98,5 097,25".
func partings(words []string) (places []int) {
	at := 0
	for i, word := range words {
		if i > 0 && strings.ContainsAny(words[i-1][len(words[i-1])-1:], ofFigures) && strings.ContainsAny(word[:1], ofFigures) {
			places = append(places, at)
		}
		at += len(word)
	}
	return places
}

// ofFigures are the signs a figure is written with.
const ofFigures = "0123456789.,"

// surplus is what one side of the gaps has more of than the other.
func surplus(left []leftover, sides func(l *leftover) (of, than []string)) bag {
	b := bag{}
	for i := range left {
		of, _ := sides(&left[i])
		b.add(of, 1)
	}
	for i := range left {
		_, than := sides(&left[i])
		b.take(than)
	}
	return b
}
