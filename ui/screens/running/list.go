package running

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/workspace/book"
	yearroom "thidua/workspace/year"
)

// list is a table of what the units and the cluster keep. The first column names an entry, the last says whose it is; the own ones can be typed into,
// and the cluster's at a desk that leads.
type list[T any] struct {
	screen *Screen
	t      *grid.Register
	words  string // which list it is: "ui.running.<words>.add"
	known  map[string]T
	size   int // columns

	read  func(r *reading) []T
	right func(r *reading) rights
	of    func(x T) (yearroom.Owner, book.Entry)
	cells func(x T) []grid.Cell // but for the last
	// save reads what was typed over an entry, which is empty where it is new; gone takes the entry off its list as it was.
	save func(x T, ofCluster bool, in []string) (write func() error, err error)
	gone func(x T) func() error
}

// keyNewOfCluster is the row in which a new entry of the cluster is typed.
const keyNewOfCluster = "\x00new of the cluster"

// open gives a list its table.
func (l *list[T]) open(s *Screen, columns ...grid.Column) *list[T] {
	l.screen, l.size = s, len(columns)+1
	l.t = grid.NewRegister(s.In(l.words), nil, l.typed, append(columns, grid.Column{Title: text.T("ui.running.column.unit"), Width: 130})...)
	return l
}

// rights say whether this desk may write what is its unit's own, and what is the cluster's.
type rights struct{ own, ofCluster book.Access }

func reported(r *reading) rights { return rights{r.report, r.ofCluster} }

// leads says whether this desk is of those who keep what is the cluster's own, when it is open.
func leads(r *reading) bool {
	leaders := slices.Concat(r.season.Head, r.season.Deputies)
	return r.me.Subject == emulation.SubjectOffice || slices.ContainsFunc(leaders, func(u book.Unit) bool { return r.own(u.ID) })
}

func (l *list[T]) show(r *reading) {
	l.t.Hint = text.T("ui.running.list.hint")
	right := l.right(r)
	why, ofCluster := r.closedTo(right.own), right.ofCluster.OK
	switch {
	case !ofCluster && leads(r): // and then what the own unit writes is closed too, for the same reason
		l.t.Hint = text.T("ui.running.closed", "why", right.ofCluster.Why)
	case why != "":
		l.t.Hint = why
	}
	l.known = map[string]T{}
	var rows []grid.TableRow
	for _, x := range l.read(r) {
		owner, e := l.of(x)
		open, unit := why == "" && r.own(owner.Unit.ID), owner.Unit.Label()
		if owner.OfCluster {
			open, unit = ofCluster, text.T("ui.running.activities.cluster")
		}
		l.known[owner.Key()] = x
		cells := l.cells(x)
		for i := range cells {
			typed := screen.Typable(cells[i].Text, open && (i == 0 || !e.Conflict), i == 0 && e.Conflict)
			cells[i].Editable = typed.Editable
			if typed.Note != "" {
				cells[i].State, cells[i].Note = typed.State, typed.Note
			}
		}
		rows = append(rows, grid.TableRow{Key: owner.Key(), Cells: append(cells, grid.Cell{Text: unit, Style: grid.Muted})})
	}
	if why == "" {
		rows = append(rows, l.adding(grid.KeyNew, "add", r.me.Unit.Label()))
	}
	if ofCluster {
		rows = append(rows, l.adding(keyNewOfCluster, "add-cluster", text.T("ui.running.activities.cluster")))
	}
	l.t.Show(rows...)
}

// adding is a row at the end in which something new is typed.
func (l *list[T]) adding(key, words, unit string) grid.TableRow {
	row := grid.TableRow{Key: key, New: true, Cells: make([]grid.Cell, l.size)}
	for i := range row.Cells[:l.size-1] {
		row.Cells[i].Editable = true
	}
	row.Cells[0] = grid.Hint(text.T("ui.running." + l.words + "." + words))
	row.Cells[l.size-1] = grid.Cell{Text: unit, Style: grid.Muted}
	return row
}

// typed writes an entry. A new one waits for its name; a name that was emptied asks whether the entry goes off the list.
func (l *list[T]) typed(key string, in []string) {
	old := l.known[key]
	owner, _ := l.of(old)
	write, err := l.save(old, owner.OfCluster || key == keyNewOfCluster, in)
	switch fresh := key == grid.KeyNew || key == keyNewOfCluster; {
	case err != nil:
		l.t.Refuse(key, text.Error(err))
	case in[0] == "" && fresh:
		l.t.Hold(key)
	case in[0] == "":
		l.screen.withdraw(l.t, key, l.cells(old)[0].Text, l.gone(old))
	default:
		l.screen.write(l.t, key, write)
	}
}

// plainCells are cells of texts.
func plainCells(texts ...string) []grid.Cell {
	return emulation.Map(texts, func(t string) grid.Cell { return grid.Cell{Text: t} })
}

// chosen is the word of a record that a person named, "" for none; kind names the choice in what is said where it is unknown.
func chosen(kind, typed, prefix string, from []string) (string, error) {
	if strings.TrimSpace(typed) == "" {
		return "", nil
	}
	name := func(word string) string { return text.T(prefix + word) }
	if word := text.Meant(typed, from, name); word != "" {
		return word, nil
	}
	return "", emulation.Errorf(emulation.Invalid, kind, "kind", typed, "kinds", strings.Join(emulation.Map(from, name), "; "))
}

// wordName is how a word of a record is shown; nothing where nothing was chosen.
func wordName(prefix, word string) string {
	if word == "" {
		return ""
	}
	return text.Capital(text.T(prefix + word))
}
