package criteria

import (
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// note is something of the draft that a person said is to be mended: a doubt about the workbook it came from.
type note struct{ code, text string }

// Where the notes are kept; a tab stands between the code and the words, a line end between notes.
const wordsOfNotes = "notes"

// note puts other notes on the draft.
func (d *draft) note(notes []note) {
	d.notes = notes
	lines := emulation.Map(notes, func(n note) string { return n.code + "\t" + strings.Join(strings.Fields(n.text), " ") })
	d.words.Over(wordsOfNotes, strings.Join(lines, "\n"), "")
}

// recall finds the notes that were kept.
func (d *draft) recall() {
	kept, _ := d.words.Of(wordsOfNotes)
	for line := range strings.Lines(kept) {
		code, words, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		d.notes = append(d.notes, note{code, words})
	}
}

// notesOf are the notes on a line of the draft; "" = those on the whole, or on a line that is gone.
func (d *draft) notesOf(code string) []note {
	return emulation.Where(d.notes, func(n note) bool { return n.code == code || code == "" && !stands(d.now.Set, n.code) })
}

func stands(set *criteria.Set, code string) bool {
	_, criterion := set.ByCode(code)
	_, group := set.GroupByCode(code)
	return criterion || group
}

// noted shows notes, each with the button that says it was mended.
func (d *draft) noted(code string) []fyne.CanvasObject {
	return emulation.Map(d.notesOf(code), func(n note) fyne.CanvasObject {
		done := widgets.NewButton(text.T("ui.criteria.note.done"), nil, func() {
			d.replace(d.now, emulation.Where(d.notes, func(x note) bool { return x != n }))
			d.screen.Focus()
		})
		return widgets.Column(4, widgets.NewRemark(widgets.Info, text.T("ui.criteria.note.mend", "text", n.text)), widgets.NewPanel(widgets.Flow(6, done), "", 0, 19, 0))
	})
}
