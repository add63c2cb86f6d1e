package shell

import (
	"time"

	"thidua/ui/screens/syncing"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
)

// status is the line at the foot: the line to the others, what waits to be sent, when something was last saved.
type status struct {
	bar     *widgets.StatusBar
	clock   func() time.Time
	now     syncing.Line
	sandbox bool
	waiting int
	at      time.Time
	under   string // what goes on wherever one looks; "" = nothing
}

func newStatus(clock func() time.Time) *status {
	s := &status{bar: widgets.NewStatusBar(text.T("ui.status.hint")), clock: clock}
	s.paint()
	return s
}

func (s *status) line(l syncing.Line) {
	s.now = l
	s.paint()
}

func (s *status) show(st *replica.Status) {
	s.waiting, s.sandbox = st.Unsent, st.Origin != ""
	s.paint()
}

func (s *status) saved(at time.Time) {
	s.at = at
	s.paint()
}

func (s *status) goesOn(said string) {
	s.under = said
	s.paint()
}

func (s *status) paint() {
	var parts []widgets.StatusPart
	add := func(state widgets.State, sentence string) {
		parts = append(parts, widgets.StatusPart{Text: sentence, State: state})
	}
	if s.under != "" {
		add(widgets.Waiting, s.under)
	}
	if s.sandbox { // it is nobody's season: nothing of it goes anywhere
		add(widgets.Neutral, text.T("ui.status.sandbox"))
	} else {
		sentence, state := s.now.Says(s.clock())
		add(state, sentence)
		if s.waiting > 0 {
			add(widgets.Waiting, text.T("ui.status.pending", "count", s.waiting))
		} else {
			add(widgets.OK, text.T("ui.status.sent"))
		}
	}
	if !s.at.IsZero() {
		add(widgets.OK, text.T("ui.status.saved", "time", clock(s.at)))
	}
	s.bar.Set(parts...)
}
