package printing

import (
	"thidua/documents/forms"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// sentences are the standing sentences of the cluster's papers: under each paper the cluster's words beside the program's own.
type sentences struct {
	screen *Screen
	t      *grid.Register
	known  map[string]forms.Sentence
}

// ownWords is the column in which something is typed.
const ownWords = 1

func newSentences(s *Screen) *sentences {
	x := &sentences{screen: s}
	x.t = grid.NewRegister(s.In("wording"), nil, x.save,
		grid.Column{Title: text.T("ui.print.wording.what"), Width: 240, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.print.wording.own"), Width: 380, Stretch: true, Wrap: true},
		grid.Column{Title: text.T("ui.print.wording.default"), Width: 380, Stretch: true, Wrap: true})
	x.t.Typing = x.typing
	x.t.Explain = func(row, _ int) (widgets.State, string) {
		if s := x.known[x.t.Key(row)]; s.Carried != "" && s.Text != "" {
			return widgets.Neutral, text.T("ui.print.wording.carried", "season", s.Carried)
		}
		return widgets.Neutral, ""
	}
	return x
}

func (x *sentences) show(r *reading) {
	x.known = map[string]forms.Sentence{}
	x.t.Hint = text.T("ui.print.wording.hint")
	if !r.words {
		x.t.Hint = text.T("ui.print.wording.who")
	}
	var rows []grid.TableRow
	form := ""
	for _, s := range r.sentences {
		if s.Form != form {
			form = s.Form
			rows = append(rows, grid.TableRow{Key: form, Group: true, Cells: []grid.Cell{{Text: text.Capital(text.T("register.form." + form))}, {}, {}}})
		}
		x.known[s.Key] = s
		own := screen.Typable(s.Text, r.words, s.Conflict)
		if s.Text == "" && own.Editable { // typing begins with the program's own, of which most stays
			own = grid.Cell{Text: s.Default, Style: grid.Muted | grid.Italic, Editable: true}
		}
		if s.Unfit != nil && !s.Conflict {
			own.State, own.Note = grid.Warn, text.Error(s.Unfit)
		}
		rows = append(rows, grid.TableRow{Key: s.Key, Cells: []grid.Cell{{Text: text.T("wording." + s.Key)}, own, {Text: s.Default, Style: grid.Muted}}})
	}
	x.t.Show(rows...)
}

// typing says of a text that is being typed whether it can stand in place of its sentence.
func (x *sentences) typing(key string, _ int, typed string) (widgets.State, string) {
	if err := x.screen.wording.Check(key, typed); err != nil {
		return widgets.Warn, text.Error(err)
	}
	return widgets.OK, text.T("ui.print.wording.fits")
}

// save writes what was typed for a sentence; an emptied cell is the program's own again.
func (x *sentences) save(key string, in []string) {
	x.screen.write(x.t, key, func() error { return x.screen.wording.Set(key, in[ownWords]) })
}
