package xlsx

import (
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"thidua/documents"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/internal/phrase"
)

// Blank is what is printed above a blank sheet; empty fields are left to the pen.
type Blank struct {
	Unit   string
	Season string // "Năm học 2025–2026"
}

// The columns of a blank sheet.
const (
	blankCode = iota + 1
	blankName
	blankMax
	blankHow
	blankResult
	blankSelf
	blankNote
)

// WriteBlank writes the sheet that a unit without the program fills in: only results, points and remarks can be edited, each answer is held to what
// its criterion takes, and the version of the criteria stands above. documents/intake reads it back.
func WriteBlank(w io.Writer, set *criteria.Set, form Blank) error {
	b := newBook()
	p := b.sheet(say("blank.sheet"))
	p.widths(8, 46, 10, 46, 20, 12, 26)
	p.span(1, 1, blankNote, say("blank.title"), look{bold: true, size: 14, align: "center"})
	p.span(2, 1, blankNote, form.Season, look{bold: true, align: "center"})
	unit := form.Unit
	if unit == "" {
		unit = say("dots")
	}
	p.span(3, 1, blankNote, say("blank.unit", "unit", unit), look{align: "left", open: true})
	p.span(4, 1, blankNote, say("blank.version", "set", set.Name, "mark", documents.SetMark(set)), look{align: "left"})
	p.span(5, 1, blankNote, say("blank.hint"), look{italic: true, align: "left"})
	const head = 7
	for i, k := range []string{"code", "criterion", "max", "how", "result", "self", "remark"} {
		p.text(head, i+1, say("table.column."+k), look{bold: true, align: "center", border: true, shade: true})
	}
	row := head + 1
	for _, l := range documents.CriteriaLines(set) {
		p.blankRow(row, l)
		row++
	}
	p.blankTotal(row, head+1)
	p.span(row+2, blankHow, blankNote, say("sheet.leader"), look{bold: true, align: "center"})
	p.span(row+3, blankHow, blankNote, say("hint.sign-stamp"), look{italic: true, align: "center"})
	p.paper(true, titles{first: head, last: head}, "", nil)
	p.try(p.f.ProtectSheet(p.name, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatRows: true, FormatColumns: true}))
	return b.write(w)
}

func (p *page) blankRow(row int, l documents.CriteriaLine) {
	plain := look{border: true, bold: l.Group != nil, align: "left"}
	middle := plain
	middle.align = "center"
	p.text(row, blankCode, l.Code, middle)
	p.text(row, blankName, l.Name, plain)
	p.text(row, blankHow, l.How, plain)
	p.text(row, blankMax, "", middle)
	if l.Criterion != nil {
		p.figure(row, blankMax, l.Criterion.Full(), middle)
	} else if l.Max != nil {
		p.figure(row, blankMax, *l.Max, middle)
	}
	var cell rule.Cell
	if l.Criterion != nil {
		cell = l.Criterion.Rule.Cell()
	}
	for col := blankResult; col <= blankNote; col++ {
		open := plain
		open.open = l.Criterion != nil
		if col != blankNote {
			open.align = "center"
		}
		if col == blankResult && open.open && !cell.Whole {
			open.number = "@" // else Excel makes a date of "1/2"
		}
		p.text(row, col, "", open)
	}
	if l.Criterion != nil {
		p.limitResult(row, l.Criterion.Code, cell)
		p.limitPoints(row, l.Criterion)
	}
}

func (p *page) blankTotal(row, first int) {
	bold := look{bold: true, border: true, align: "center"}
	for col := blankCode; col <= blankNote; col++ {
		p.text(row, col, "", bold)
	}
	p.text(row, blankName, say("sheet.total"), bold)
	if row > first {
		p.try(p.f.SetCellFormula(p.name, at(row, blankSelf), "SUM("+at(first, blankSelf)+":"+at(row-1, blankSelf)+")"))
	}
}

// limitResult holds the result to what the rule takes: a list of answers, or a whole number; figures that can be typed in more than one way get a hint.
// Excel only warns, for "KAD: lý do" is an answer everywhere.
func (p *page) limitResult(row int, code string, cell rule.Cell) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(at(row, blankResult))
	switch {
	case cell.Whole:
		p.try(v.SetRange("0", "1000000", excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween))
		v.SetError(excelize.DataValidationErrorStyleWarning, say("blank.wrong"), say("blank.whole"))
	case cell.Answers != nil:
		p.answers(v, cell.Answers)
	}
	v.SetInput(cut(code, 32), cut(phrase.Render(phrase.Vietnamese, cell.Hint), 255))
	p.try(p.f.AddDataValidation(p.name, v))
}

// answers offers a list; one that Excel cannot hold in a cell's validation is only hinted at.
func (p *page) answers(v *excelize.DataValidation, list []string) {
	if joined := strings.Join(list, ","); strings.Count(joined, ",") != len(list)-1 || units(joined) > 250 || safe(joined) != joined {
		return
	}
	p.try(v.SetDropList(list))
	v.SetError(excelize.DataValidationErrorStyleWarning, say("blank.wrong"), say("blank.list"))
}

// limitPoints holds the points to what the rule can give.
func (p *page) limitPoints(row int, c *criteria.Criterion) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(at(row, blankSelf))
	bounds, factor := c.Rule.Bounds(), c.Factor()
	low, high := bounds.Low.Mul(factor), bounds.High.Mul(factor)
	if bounds.NoLow {
		low = decimal.FromInt(-1_000_000)
	}
	p.try(v.SetRange(low.String(), high.String(), excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween))
	from := strings.Replace(low.String(), ".", ",", 1)
	to := strings.Replace(high.String(), ".", ",", 1)
	v.SetError(excelize.DataValidationErrorStyleStop, say("blank.wrong"), say("blank.points", "low", from, "high", to))
	p.try(p.f.AddDataValidation(p.name, v))
}
