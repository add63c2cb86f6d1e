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

// mostCompared is how many pairs of words are looked at to find what was put in or left out.
const mostCompared = 4 << 20

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
	from := 0
	for from < len(record) && from < len(paper) && record[from] == paper[from] {
		from++
	}
	tail := 0
	for tail < len(record)-from && tail < len(paper)-from && record[len(record)-1-tail] == paper[len(paper)-1-tail] {
		tail++
	}
	a, b := record[from:len(record)-tail], paper[from:len(paper)-tail]
	var told []Difference
	tell := func(at int, was, is []string) {
		for i := range max(len(was), len(is)) {
			d := Difference{Page: page, Kind: "word", Before: strings.Join(record[max(0, from+at-near):from+at], " ")}
			if i < len(was) {
				d.Record = was[i]
			}
			if i < len(is) {
				d.Paper = is[i]
			}
			if papercode.Figure(d.Record) != "" || papercode.Figure(d.Paper) != "" {
				d.Kind = "figure"
			}
			told = append(told, d)
		}
	}
	if len(a) == len(b) || len(a)*len(b) > mostCompared {
		for i := range max(len(a), len(b)) {
			was, is := a[min(i, len(a)):min(i+1, len(a))], b[min(i, len(b)):min(i+1, len(b))]
			if strings.Join(was, "") != strings.Join(is, "") || len(was) != len(is) {
				tell(min(i, len(a)), was, is)
			}
		}
		return told
	}
	// The longest list of words both have in order; what lies between is different.
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			if common[i][k] = max(common[i+1][k], common[i][k+1]); a[i] == b[k] {
				common[i][k] = common[i+1][k+1] + 1
			}
		}
	}
	for i, k := 0, 0; i < len(a) || k < len(b); {
		i0, k0 := i, k
		for i < len(a) && k < len(b) && a[i] != b[k] || i == len(a) != (k == len(b)) {
			if k == len(b) || i < len(a) && common[i+1][k] >= common[i][k+1] {
				i++
			} else {
				k++
			}
		}
		if i > i0 || k > k0 {
			tell(i0, a[i0:i], b[k0:k])
		}
		i, k = min(i+1, len(a)), min(k+1, len(b))
	}
	return told
}
