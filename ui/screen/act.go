package screen

import (
	"strings"

	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Act carries out what a person decided, away from the window, and tells how it went: done if it went well and there is a sentence for it.
// Before that, then is done if it went well. Where that says nothing of how it is taken back, it is signed and cannot be.
func (f *Frame) Act(done string, what func() error, then ...func()) {
	f.Queue.Go(func() func() {
		err := what()
		return func() {
			made := f.Undo.Made()
			for _, t := range then {
				if err == nil {
					t()
				}
			}
			if err == nil && done != "" && f.Undo.Made() == made {
				f.Final(strings.TrimSuffix(done, "."), text.T("ui.undo.signed"))
			}
			f.Acted(done, err)
		}
	})
}

// Acted tells how something went that was carried out away from the window, and reads again what is shown.
func (f *Frame) Acted(done string, err error) {
	if err != nil {
		f.Refused(err)
	} else {
		f.Ask.Drop()
		if done != "" {
			f.Tell(widgets.OK, done)
		}
		f.Saved()
	}
	f.Refresh()
}

// Wrote tells how a row of a register was written: what was refused stands in its row already.
func (f *Frame) Wrote(err error) {
	if err == nil {
		f.Saved()
	}
	f.Refresh()
}

// Refused tells why something was not done; where two versions stand against each other it leads to the question.
func (f *Frame) Refused(err error) {
	f.Failed("act", err)
	if f.hooks.Decide != nil && f.Torn(err) {
		f.Notice.Offer(widgets.Bad, text.Error(err), text.T("ui.nav.syncing"), f.hooks.Decide)
		return
	}
	f.Tell(widgets.Bad, text.Error(err))
}

// AskFor asks for words before something is done; do is told them.
func (f *Frame) AskFor(question, hint, confirm string, do func(words string)) {
	f.Ask.For(f.Window.Canvas(), question, hint, confirm, do)
}

// Confirm asks whether something is to be done.
func (f *Frame) Confirm(question, confirm string, do func()) {
	f.Ask.Confirm(f.Window.Canvas(), question, confirm, do)
}
