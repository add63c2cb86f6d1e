package syncing

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
)

// showOffer puts a new generation of the logs before the person, who alone can say that this desk goes on in it.
func (s *Screen) showOffer(o *replica.Offer) {
	var parts []*part
	if o != nil {
		said := emulation.Map(o.Messages(), func(m emulation.Message) string { return text.Say(m) })
		var buttons []fyne.CanvasObject
		if !o.Confirmed {
			buttons = append(buttons, widgets.NewButton(text.T("ui.generation.confirm"), fynetheme.ConfirmIcon(), func() { s.confirm(o) }))
		}
		parts = append(parts, item(widgets.Warn, text.T("ui.generation.heading", "generation", o.Generation), said, buttons...))
	}
	s.offer.set(parts)
}

// confirm keeps the person's word. Where something here is no part of the logs any more it is set aside when the program starts the next time.
func (s *Screen) confirm(o *replica.Offer) {
	done := "generation.confirmed"
	if len(o.Logs) > 0 {
		done = "generation.restart"
	}
	s.Act(text.T(done), func() error {
		_, err := replica.At(s.ws).Confirm()
		return err
	})
}
