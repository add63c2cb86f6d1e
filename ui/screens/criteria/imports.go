package criteria

import (
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/documents/intake"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// imports shows what was understood of a workbook, row by row, and what is in doubt, until a person has settled that; then it becomes the draft.
type imports struct {
	screen *Screen
	path   *typing.Entry
	words  *bridge.Words
	list   *grid.Register
	place  *fyne.Container
	scroll *container.Scroll
	take   *widgets.Button
	all    fyne.CanvasObject
	read   *intake.Reading // nil: none was read
	said   []answer        // to each doubt
	asks   map[string]*widgets.Button
	may    bool // this desk may write criteria
	busy   bool
}

// answer is what a person says to a doubt.
type answer int

const (
	open  answer = iota
	right        // it is as it was understood
	mend         // it is mended in the draft
)

// wordsOfPath is where the name of the file is kept.
const wordsOfPath = "path"

// The columns of what was understood.
const (
	readRow = iota
	readAs
	readCode
	readPoints
	readRule
	readText
)

func newImports(s *Screen) *imports {
	p := &imports{screen: s, path: typing.NewEntry(), words: s.Words.In("import"), place: widgets.Column(8)}
	p.path.SetPlaceHolder(text.T("ui.criteria.import.path"))
	if kept, ok := p.words.Of(wordsOfPath); ok {
		p.path.SetText(kept)
	}
	p.path.OnChanged = func(name string) { p.words.Over(wordsOfPath, name, "") }
	p.path.OnSubmitted = func(string) { p.open() }
	p.list = grid.NewRegister(s.In("read"), nil, nil,
		grid.Column{Title: text.T("ui.criteria.import.row"), Width: 62, Align: fyne.TextAlignTrailing, Frozen: true},
		grid.Column{Title: text.T("ui.criteria.import.as"), Width: 104},
		grid.Column{Title: text.T("ui.criteria.column.code"), Width: 64},
		grid.Column{Title: text.T("ui.criteria.import.points"), Width: 60, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.criteria.import.rule"), Width: 150},
		grid.Column{Title: text.T("ui.criteria.import.text"), Width: 200, Stretch: true},
	)
	p.list.Hint = text.T("ui.criteria.import.hint")
	p.list.Grid.OnOpen = func(row, _ int) {
		if b := p.asks[p.list.Key(row)]; b != nil {
			s.Window.Canvas().Focus(b)
		}
	}
	pick := widgets.NewButton(text.T("ui.criteria.import.pick"), fynetheme.FolderOpenIcon(), p.pick)
	p.take = widgets.NewPrimaryButton(text.T("ui.criteria.import.take"), nil, p.takeIn)
	bar := widgets.NewPanel(widgets.Row(8, p.path, p.path, pick, widgets.NewButton(text.T("ui.criteria.import.read"), nil, p.open), p.take), theme.ColorNameSurface, widgets.Bottom, 12, 5)
	p.scroll = container.NewVScroll(widgets.NewPanel(p.place, "", 0, 14, 11))
	side := widgets.NewPanel(p.scroll, "", widgets.Left, 0, 0)
	p.all = widgets.Frame(bar, nil, nil, nil, widgets.Sides(nil, &widgets.Side{Object: side, Wide: 460, Most: 0.45}, p.list.Content))
	return p
}

// focus is what takes the keyboard: the name of the file until one was read.
func (p *imports) focus() fyne.Focusable {
	switch {
	case !p.may:
		return nil
	case p.read == nil:
		return p.path
	}
	return p.list.Grid
}

func (p *imports) show(r *reading) {
	p.may = r.write.OK
	if !p.may {
		p.list.Hint = text.T("ui.criteria.draft.closed-why", "why", r.write.Why)
		p.path.Disable()
	} else {
		p.path.Enable()
	}
	p.tell()
}

// pick lets the person choose a file.
func (p *imports) pick() {
	screen.PickFile(p.screen.Host, "criteria", "", []string{".xlsx", ".xlsm", ".yaml", ".yml"}, func(path string) {
		p.path.SetText(path)
		p.open()
	}, p.screen.Refused)
}

// mostRead is how large a file may be that is read, in bytes: far above any table of criteria.
const mostRead = 64 << 20

// open reads the file that is named.
func (p *imports) open() {
	s, name := p.screen, strings.TrimSpace(p.path.Text)
	if name == "" || p.busy || !p.may {
		return
	}
	p.busy = true
	s.Tell(widgets.Info, text.T("ui.criteria.import.reading", "file", filepath.Base(name)))
	s.Queue.Go(func() func() {
		raw, err := readFile(name)
		var read *intake.Reading
		var plain *criteria.Draft
		switch ext := strings.ToLower(filepath.Ext(name)); {
		case err != nil:
		case ext == ".yaml" || ext == ".yml":
			plain, err = criteria.ReadDraft(raw)
		default:
			read, err = intake.ReadCriteria(raw)
		}
		return func() {
			p.busy = false
			if err != nil {
				s.Tell(widgets.Bad, text.T("ui.criteria.import.failed", "file", filepath.Base(name), "why", err))
				return
			}
			s.Notice.Clear()
			if plain != nil && plain.Unread { // what was not understood would be lost as soon as the draft is changed
				s.Tell(widgets.Bad, text.T("ui.criteria.import.unread", "file", filepath.Base(name), "count", len(plain.Faults), "faults", faultLines(plain.Faults)))
				return
			}
			if plain != nil {
				p.into(plain, nil)
				return
			}
			p.read, p.said = read, make([]answer, len(read.Doubts))
			p.rows()
			p.tell()
			p.next(-1)
		}
	})
}

// mostFaults is how many faults of a file are told at once.
const mostFaults = 5

// faultLines tell the faults of a file, each with its line.
func faultLines(faults criteria.Errors) string {
	return strings.Join(emulation.Map(faults[:min(len(faults), mostFaults)], func(e *emulation.Error) string { return text.Error(e) }), " ")
}

func readFile(name string) ([]byte, error) {
	f, err := screen.OpenFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, mostRead))
}

// rowOf is the row of the sheet a cell stands in; 0 for what is about the whole sheet.
func rowOf(cell string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return n
}

// rowIn is the row of the account in which a doubt stands; nil for none.
func (p *imports) rowIn(d intake.Doubt) *intake.Row {
	n := rowOf(d.Cell)
	return emulation.Find(p.read.Rows, func(r *intake.Row) bool { return r.First <= n && n <= r.Last })
}

// rows shows what each row was understood as.
func (p *imports) rows() {
	doubts := map[int][]int{} // by the first row of the line
	for i, d := range p.read.Doubts {
		if r := p.rowIn(d); r != nil {
			doubts[r.First] = append(doubts[r.First], i)
		}
	}
	var rows []grid.TableRow
	for _, r := range p.read.Rows {
		if r.As == intake.BlankRow {
			continue
		}
		numbers := strconv.Itoa(r.First)
		if r.Last > r.First {
			numbers += "–" + strconv.Itoa(r.Last)
		}
		rule := ""
		if r.Rule != "" {
			rule = text.Say(r.Rule.Words())
		}
		row := grid.TableRow{Key: strconv.Itoa(r.First), Cells: []grid.Cell{readRow: {Text: numbers, Style: grid.Muted}, readAs: {Text: text.T("tabular.row." + string(r.As))},
			readCode: {Text: r.Code}, readPoints: {Text: text.Figure(r.Points)}, readRule: {Text: rule}, readText: {Text: r.Text}}}
		if r.As != intake.GroupRow && r.As != intake.CriterionRow && r.As != intake.UnreadRow {
			for i := range row.Cells {
				row.Cells[i].Style = grid.Muted
			}
		}
		if r.As == intake.GroupRow {
			row.Cells[readText].Style = grid.Bold
		}
		if all := doubts[r.First]; all != nil {
			row.Cells[readAs].State = grid.OK
			var notes []string
			for _, i := range all {
				notes = append(notes, text.Say(p.read.Doubts[i].Message))
				if p.said[i] == open {
					row.Cells[readAs].State = grid.Warn
				}
			}
			for i := range row.Cells {
				row.Cells[i].Note = strings.Join(notes, " ")
			}
		}
		rows = append(rows, row)
	}
	p.list.Show(rows...)
}

// left is how many doubts nobody has settled.
func (p *imports) left() int {
	return len(emulation.Where(p.said, func(a answer) bool { return a == open }))
}

// tell shows beside the rows what was understood as a whole, and each doubt with its answers.
func (p *imports) tell() {
	p.asks = map[string]*widgets.Button{}
	p.take.Disable()
	p.place.Objects = []fyne.CanvasObject{widgets.NewParagraph(text.T("ui.criteria.import.what")).Quiet()}
	if p.read != nil {
		p.place.Objects = p.account()
		if p.left() == 0 {
			p.take.Enable()
		}
	}
	p.place.Refresh()
}

func (p *imports) account() []fyne.CanvasObject {
	r := p.read
	heads := []string{}
	for _, c := range r.Columns {
		if c.Role != "" {
			heads = append(heads, text.T("ui.criteria.import.column", "letter", c.Letter, "role", text.T("tabular.role."+string(c.Role))))
		}
	}
	parts := []fyne.CanvasObject{
		widgets.NewParagraph(text.T("ui.criteria.import.sum", "sheet", r.Sheet, "count", len(r.Set.Criteria()), "points", sumOf(r.Set))).Bold(),
		widgets.NewParagraph(text.T("cli.reading.columns", "columns", strings.Join(heads, ", "))).Quiet(),
	}
	for _, o := range r.Others {
		parts = append(parts, widgets.NewParagraph(text.T("cli.reading.other", "sheet", o.Name, "rows", o.Rows)).Quiet())
	}
	if left := p.left(); left > 0 {
		parts = append(parts, widgets.NewRemark(widgets.Warn, text.T("ui.criteria.import.left", "count", left)))
	} else {
		parts = append(parts, widgets.NewRemark(widgets.OK, text.T("ui.criteria.import.ready")))
	}
	for i := range r.Doubts {
		parts = append(parts, p.doubt(i))
	}
	if len(r.Remarks) > 0 {
		parts = append(parts, widgets.NewParagraph(text.T("ui.criteria.import.remarks")).Bold())
	}
	for _, m := range r.Remarks {
		parts = append(parts, widgets.NewParagraph(text.Say(m.Sentence())).Quiet())
	}
	return parts
}

// doubt is one doubt with what can be said to it.
func (p *imports) doubt(i int) fyne.CanvasObject {
	d := p.read.Doubts[i]
	say := func(a answer) func() {
		return func() {
			p.said[i] = a
			p.rows()
			p.tell()
			p.next(i)
		}
	}
	state, row := widgets.Warn, widgets.Flow(6)
	switch p.said[i] {
	case right:
		state = widgets.OK
		row.Add(widgets.NewText(text.T("ui.criteria.import.said-right"), theme.ColorNameMuted))
		row.Add(widgets.NewQuietButton(text.T("ui.criteria.import.again"), nil, say(open)))
	case mend:
		state = widgets.Info
		row.Add(widgets.NewText(text.T("ui.criteria.import.said-mend"), theme.ColorNameMuted))
		row.Add(widgets.NewQuietButton(text.T("ui.criteria.import.again"), nil, say(open)))
	default:
		yes := widgets.NewButton(text.T("ui.criteria.import.right"), nil, say(right))
		row.Add(yes)
		row.Add(widgets.NewButton(text.T("ui.criteria.import.mend"), nil, say(mend)))
		if at := p.rowIn(d); at != nil && p.asks[strconv.Itoa(at.First)] == nil {
			p.asks[strconv.Itoa(at.First)] = yes
		}
	}
	return widgets.Column(4, widgets.NewRemark(state, text.Say(d.Sentence())), widgets.NewPanel(row, "", 0, 19, 0))
}

// next goes to the row of the next doubt that is not settled, so that Enter leads to its answers again.
func (p *imports) next(after int) {
	for n := range p.read.Doubts {
		i := (after + 1 + n) % len(p.read.Doubts)
		row := p.rowIn(p.read.Doubts[i])
		if p.said[i] != open || row == nil {
			continue
		}
		for at := range p.list.Rows() {
			if p.list.Key(at) == strconv.Itoa(row.First) {
				p.list.Grid.Select(at, readAs)
			}
		}
		break
	}
	p.screen.Window.Canvas().Focus(p.list.Grid)
}

// takeIn makes the draft of what was understood; what is to be mended stays noted in it.
func (p *imports) takeIn() {
	if p.read == nil || p.left() > 0 {
		return
	}
	next, err := criteria.ReadDraft(p.read.YAML)
	if err != nil {
		p.screen.Refused(err)
		return
	}
	var notes []note
	for i, d := range p.read.Doubts {
		if p.said[i] != mend {
			continue
		}
		n := note{text: text.Say(d.Sentence())}
		if row := p.rowIn(d); row != nil {
			n.code = row.Code
		}
		notes = append(notes, n)
	}
	p.into(next, notes)
}

// into puts a set into the draft; one that is there is dropped only when the person says so.
func (p *imports) into(next *criteria.Draft, notes []note) {
	s := p.screen
	s.draft.instead(func() {
		p.read, p.said = nil, nil
		p.words.DropAll()
		p.path.SetText("")
		p.list.Show()
		p.tell()
		s.draft.begun(next, notes)
		s.Tell(widgets.OK, text.T("ui.criteria.import.done", "count", len(next.Set.Criteria()), "notes", len(notes)))
	})
}
