package papercheck

import (
	"strings"

	"thidua/documents/pages"
	"thidua/documents/papercode"
	"thidua/vietnamese"
)

// Difference is where a file says something else than the record.
type Difference struct {
	Page   int    // of the file, from 1
	Kind   string // "figure", "word"; "picture" where the words are the same and something was painted; "pages" of their number; "code" of a page without one; "layers" of a file that may show more
	Before string // the words before it, to find it by
	Record string // "" = nothing
	Paper  string
}

// near is how many words before a difference are told.
const near = 4

// wordsOf are the words of pages of a file, from first to last.
func wordsOf(f *pages.File, first, last int) (list [][]string, err error) {
	for i := first; i <= last; i++ {
		text, err := f.Text(i)
		if err != nil {
			return nil, err
		}
		list = append(list, strings.Fields(vietnamese.NFC(text)))
	}
	return list, nil
}

func joined(list [][]string) (all []string) {
	for _, words := range list {
		all = append(all, words...)
	}
	return all
}

// unlike compares the words of the record with those of a file.
func unlike(record, paper []string, page int) []Difference {
	var told []Difference
	list, ok := gaps(record, paper)
	if !ok || len(record) == len(paper) {
		for i := range max(len(record), len(paper)) {
			if at(record, i) != at(paper, i) {
				told = append(told, differs(page, record[:min(i, len(record))], at(record, i), at(paper, i)))
			}
		}
		return told
	}
	for _, g := range list {
		was, is := record[g.a0:g.a1], paper[g.b0:g.b1]
		for i := range max(len(was), len(is)) {
			told = append(told, differs(page, record[:g.a0], at(was, i), at(is, i)))
		}
	}
	return told
}

// at is the i-th word of a list, "" where it has fewer.
func at(words []string, i int) string {
	if i < len(words) {
		return words[i]
	}
	return ""
}

// differs is a difference of a word behind others of the record.
func differs(page int, before []string, record, paper string) Difference {
	d := Difference{Page: page, Kind: "word", Before: strings.Join(before[max(0, len(before)-near):], " "), Record: record, Paper: paper}
	if papercode.Figure(record) != "" || papercode.Figure(paper) != "" {
		d.Kind = "figure"
	}
	return d
}
