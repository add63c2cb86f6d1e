package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Check is one line of a checklist; Go, if set, leads to where it can be mended and closes the sheet.
type Check struct {
	State State
	Text  string
	Go    func()
}

// Sheet asks before something that cannot be taken back: a title, a checklist, and two buttons.
type Sheet struct {
	Title   string
	Intro   string // one sentence below the title; may be ""
	Checks  []Check
	Confirm string // the button that does it
	Cancel  string // the button that goes back
	Mend    string // the word on the buttons of Check.Go
	Blocked bool   // nothing can be done until the checklist is mended: only Cancel is offered
	Do      func()
}

// sheetWidth is the width of a sheet at 100 %, mostChecks the number of lines it shows before they scroll.
const (
	sheetWidth = 560
	mostChecks = 12
)

// Show puts the sheet over a window. Enter is the button that holds the keyboard, Esc goes back. It returns a function that closes it.
func (s Sheet) Show(c fyne.Canvas) (hide func()) {
	var over *Over
	hide = func() { over.Hide() }
	cancel := NewButton(s.Cancel, nil, hide)
	confirm := NewPrimaryButton(s.Confirm, nil, func() {
		hide()
		if s.Do != nil {
			s.Do()
		}
	})
	cancel.leave, confirm.leave = hide, hide
	buttons := []fyne.CanvasObject{cancel, confirm}
	if s.Blocked {
		buttons = buttons[:1]
		cancel.Importance = widget.HighImportance
	}
	over = ShowOver(c, s.content(hide, buttons), nil)
	if s.Blocked {
		c.Focus(cancel)
	} else {
		c.Focus(confirm)
	}
	return hide
}

func (s Sheet) content(hide func(), buttons []fyne.CanvasObject) fyne.CanvasObject {
	title := widget.NewLabelWithStyle(s.Title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	title.SizeName = fynetheme.SizeNameSubHeadingText
	head := container.NewVBox(title)
	if s.Intro != "" {
		intro := widget.NewLabel(s.Intro)
		intro.Wrapping = fyne.TextWrapWord
		head.Add(intro)
	}
	list := container.NewVBox()
	for _, check := range s.Checks {
		list.Add(s.line(check, hide))
	}
	var middle fyne.CanvasObject = list
	if len(s.Checks) > mostChecks {
		middle = Tall(mostChecks*34, container.NewVScroll(list))
	}
	foot := NewPanel(container.NewBorder(nil, nil, nil, Row(8, nil, buttons...)), "", 0, 0, 8)
	return NewPanel(Wide(sheetWidth, container.NewVBox(head, middle, foot)), "", 0, 10, 4)
}

func (s Sheet) line(check Check, hide func()) fyne.CanvasObject {
	label := widget.NewLabel(check.Text)
	label.Wrapping = fyne.TextWrapWord
	var mend fyne.CanvasObject
	if check.Go != nil {
		b := NewQuietButton(s.Mend, nil, func() { hide(); check.Go() })
		b.leave = hide
		mend = b
	}
	return container.NewBorder(nil, nil, NewPanel(container.NewCenter(Wide(14, stateIcon(check.State))), "", 0, 6, 0), mend, label)
}
