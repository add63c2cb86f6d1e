package preview

import (
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// The fields of the form, in their order.
const (
	fieldNumber = iota
	fieldDate
)

// askNumber asks under which number the paper goes out, and on which day.
func (s *Screen) askNumber() {
	if s.file == nil {
		return
	}
	form := widgets.NewForm(text.T("ui.preview.number.how"), "", []widgets.Field{
		fieldNumber: {Name: text.T("ui.preview.number.typed"), Wide: 200},
		fieldDate:   {Name: text.T("ui.preview.number.date"), Day: s.Now, Wide: 150},
	}, text.T("ui.preview.number"), text.T("ui.cancel"), s.draw, s.closeForm)
	widgets.Put(s.form, widgets.NewPanel(form, "", widgets.Bottom, 16, 8))
	form.Focus(s.Window.Canvas())
}

// draw takes the number, once, and shows the paper as it is with it.
func (s *Screen) draw(in []string) {
	number, err := uint64(0), error(nil)
	if typed := strings.TrimSpace(in[fieldNumber]); typed != "" {
		if number, err = strconv.ParseUint(typed, 10, 32); err != nil || number == 0 {
			s.Tell(widgets.Bad, text.Error(emulation.Errorf(emulation.Invalid, "number.range")))
			return
		}
	}
	if s.busy == s.looked {
		return
	}
	path, title, looked := s.path, s.title, s.looked
	s.busy = looked
	s.Queue.Aside(func() func() {
		again, given, err := s.desk.Draw(path, number, in[fieldDate])
		return func() {
			if looked == s.looked {
				s.busy = 0
			}
			if err != nil {
				s.Tell(widgets.Bad, s.why(err, looked, title))
				return
			}
			if looked == s.looked {
				s.Look(again, title)
			}
			s.Final(text.T("ui.print.numbers.did", "subject", title), text.T("ui.undo.number"))
			s.Tell(widgets.OK, text.T("ui.preview.number.given", "number", given))
		}
	})
}
