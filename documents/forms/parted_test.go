package forms_test

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/internal/testpdf"
)

// TestWidePapersAreParted: a score sheet, a review, a count and a ranking whose figures no line holds are printed as several tables: the columns that say whose the figures are come
// back in each, every figure stands once and behind those of the columns before its own, and a person is told.
func TestWidePapersAreParted(t *testing.T) {
	wide := map[string]documents.Document{}
	for _, paper := range slices.Concat(recorded(t), inANormalYear(t), []forms.Paper{forms.Summary(ranking(t, "", map[string]string{"An": "8 1 6 2", "Bắc": "5 2 7 2"}), made)}) {
		if slices.Contains([]string{"sheet", "review", "count", "summary"}, paper.Form) && len(paper.Documents) > 0 {
			wide[paper.Form] = paper.Documents[0]
		}
	}
	if len(wide) != 4 {
		t.Fatalf("only %d forms", len(wide))
	}
	for form, doc := range wide {
		doc, figures, parts := widened(doc)
		if len(parts) < 2 {
			t.Errorf("%s: its table is one", form)
			continue
		}
		if told := emulation.Map(pdf.Doubts(doc), func(m emulation.Message) string { return m.Key }); !slices.Contains(told, "documents.doubt.parted") {
			t.Errorf("%s: told %v", form, told)
		}
		var file bytes.Buffer
		if err := pdf.Write(&file, doc); err != nil {
			t.Fatal(err)
		}
		_, _, _, words := testpdf.Words(t, file.Bytes())
		slices.SortStableFunc(words, func(a, b testpdf.Word) int {
			return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(int(a.Top*10), int(b.Top*10)), cmp.Compare(a.Left, b.Left))
		})
		for r, want := range figures {
			var got []string
			names := 0
			for _, w := range words {
				if w.Text == fmt.Sprintf("Tên%d", r) {
					names++
				}
				if strings.HasPrefix(w.Text, fmt.Sprintf("%d.", 100+r)) {
					got = append(got, w.Text)
				}
			}
			if names != len(parts) || !slices.Equal(got, want) {
				t.Errorf("%s, row %d of %d tables: its name stands %d times, its figures are %v, want %v", form, r, len(parts), names, got, want)
			}
		}
	}
}

// widened is a document whose first table with columns of names has a figure of its own in every other cell, as short as it does not fit the line; with the figures of each row in
// the order of their columns, and the tables it is parted into.
func widened(doc documents.Document) (wide documents.Document, figures [][]string, parts []documents.Table) {
	doc.Landscape = false // as narrow as a page is
	for groups := 1; groups < 6 && len(parts) < 2; groups++ {
		figures, parts = nil, nil
		wide = inTables(doc, func(one documents.Table) documents.Table {
			if one.Names == 0 || parts != nil {
				return one
			}
			for r := range one.Rows {
				col, row := 0, []string{}
				for i := range one.Rows[r].Cells {
					c := &one.Rows[r].Cells[i]
					switch {
					case col < one.Names && col+c.Columns() >= one.Names:
						c.Text = fmt.Sprintf("Tên%d", r)
					case col >= one.Names && c.Columns() == 1:
						c.Text = fmt.Sprintf("%d.%03d%s,%02d", 100+r, len(row), strings.Repeat(".000", groups), r%100)
						row = append(row, c.Text)
					}
					col += c.Columns()
				}
				figures = append(figures, row)
			}
			parts = pdf.Parts(one, pdf.Width(doc.Landscape))
			return one
		})
	}
	return wide, figures, parts
}
