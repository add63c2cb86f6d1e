package printing

import (
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/book"
	"thidua/workspace/register"
)

// numbers is the register of a unit, or of the cluster: what has a number, a row at the end that takes the next one, and a column in which the reason is
// typed that gives one back.
type numbers struct {
	screen  *Screen
	t       *grid.Register
	cluster bool
	known   map[string]register.Numbered
}

// The columns of a register.
const (
	columnText = iota
	columnType
	columnSubject
	columnDate
	columnBack
)

func newNumbers(s *Screen, words string, cluster bool) *numbers {
	n := &numbers{screen: s, cluster: cluster}
	n.t = grid.NewRegister(s.In(words), nil, n.save,
		grid.Column{Title: text.T("ui.print.numbers.number"), Width: 150, Frozen: true},
		grid.Column{Title: text.T("ui.print.numbers.type"), Width: 130, Wrap: true},
		grid.Column{Title: text.T("ui.print.numbers.subject"), Width: 380, Stretch: true, Wrap: true},
		grid.Column{Title: text.T("ui.print.numbers.date"), Width: 110, Day: true},
		grid.Column{Title: text.T("ui.print.numbers.back"), Width: 220, Wrap: true})
	return n
}

func (n *numbers) show(r *reading) {
	issuer := 0
	if n.cluster {
		issuer = 1
	}
	n.known = map[string]register.Numbered{}
	n.t.Hint = text.T("ui.print.numbers.hint")
	var rows []grid.TableRow
	for _, x := range r.numbers[issuer] {
		key := strings.Join([]string{strconv.FormatUint(x.Year, 10), x.Type, strconv.FormatUint(x.Number, 10)}, " ")
		n.known[key] = x
		row := grid.TableRow{Key: key, Cells: []grid.Cell{columnText: {Text: x.Text()}, columnType: {Text: typeName(x.Type)}, columnSubject: {Text: x.Subject},
			columnDate: {Text: text.Day(x.Date)}, columnBack: {Text: x.Withdrawn, Editable: r.may[issuer] && x.Withdrawn == "" && !x.Conflict}}}
		if x.Date == "" {
			row.Cells[columnDate] = grid.Cell{Text: strconv.FormatUint(x.Year, 10), Style: grid.Muted}
		}
		if x.Conflict {
			row.Cells[columnText].State, row.Cells[columnText].Note = grid.Warn, text.T("ui.season.conflict")
		}
		rows = append(rows, row)
	}
	if r.may[issuer] {
		rows = append(rows, grid.TableRow{Key: grid.KeyNew, New: true, Cells: []grid.Cell{columnText: grid.Hint(text.T("ui.print.numbers.next")),
			columnType: {Editable: true}, columnSubject: grid.Hint(text.T("ui.print.numbers.add")), columnDate: {Editable: true}, columnBack: {}}})
	}
	n.t.Show(rows...)
}

// typeName is a type of papers as people read it: "TTr – Tờ trình".
func typeName(kind string) string {
	return strings.Join(emulation.NonEmpty(kind, text.T("paper-type."+kind)), " – ")
}

// typeMeant is the type somebody typed, by its abbreviation or its name; nothing is a letter.
func typeMeant(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return "", nil
	}
	for _, name := range []func(string) string{func(kind string) string { return kind }, func(kind string) string { return text.T("paper-type." + kind) }, typeName} {
		if kind := text.Meant(typed, emulation.PaperTypes, name); kind != "" {
			return kind, nil
		}
	}
	return "", emulation.Errorf(emulation.Invalid, "number.type", "type", typed, "types", strings.Join(emulation.NonEmpty(emulation.PaperTypes...), ", "))
}

// save takes a number for a paper that is not made here, or gives one back with the reason typed beside it.
func (n *numbers) save(key string, in []string) {
	room := n.screen.room
	if key != grid.KeyNew {
		x := n.known[key]
		if book.Clean(in[columnBack]) == "" {
			n.t.Drop(key)
			return
		}
		n.screen.write(n.t, key, func() error { return room.GiveBack(n.cluster, x.Year, x.Type, x.Number, in[columnBack]) }, func() {
			n.screen.Final(text.T("ui.print.numbers.did-back", "number", x.Text()), text.T("ui.undo.number-back"))
		})
		return
	}
	if book.Clean(in[columnSubject]) == "" {
		n.t.Hold(key)
		return
	}
	d := register.Drawing{Cluster: n.cluster, PaperNumber: emulation.PaperNumber{Subject: in[columnSubject], Date: in[columnDate]}}
	var err error
	if d.Type, err = typeMeant(in[columnType]); err != nil {
		n.t.Refuse(key, text.Error(err))
		return
	}
	if typed := strings.TrimSpace(in[columnText]); typed != "" {
		if d.Number, err = strconv.ParseUint(typed, 10, 32); err != nil || d.Number == 0 {
			n.t.Refuse(key, text.T("number.range"))
			return
		}
	}
	n.screen.write(n.t, key, func() error { _, err := room.Draw(d); return err }, func() {
		n.screen.Final(text.T("ui.print.numbers.did", "subject", book.Clean(in[columnSubject])), text.T("ui.undo.number"))
	})
}
