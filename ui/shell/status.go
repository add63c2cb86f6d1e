package shell

import (
	"time"

	"thidua/emulation"
	"thidua/ui/screens/syncing"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
)

// status is the line at the foot: the line to the others, what waits to be sent, when something was last saved.
type status struct {
	bar     *widgets.StatusBar
	now     syncing.Line
	waiting int
	at      time.Time
}

func newStatus() *status {
	s := &status{bar: widgets.NewStatusBar(text.T("ui.status.hint"))}
	s.paint()
	return s
}

func (s *status) line(l syncing.Line) {
	s.now = l
	s.paint()
}

func (s *status) show(st *replica.Status) {
	s.waiting = st.Pending + st.Drafts - st.Unsure
	s.paint()
}

func (s *status) saved(at time.Time) {
	s.at = at
	s.paint()
}

func (s *status) paint() {
	var parts []widgets.StatusPart
	switch {
	case s.now.Running:
		parts = append(parts, widgets.StatusPart{Text: text.T("ui.line.running"), State: widgets.Info})
	case emulation.KeyOf(s.now.Err) == "desk.no-server":
		parts = append(parts, widgets.StatusPart{Text: text.T("ui.line.no-server"), State: widgets.Neutral})
	case s.now.Err != nil || s.now.At.IsZero():
		parts = append(parts, widgets.StatusPart{Text: text.T("ui.line.offline"), State: widgets.Waiting})
	default:
		parts = append(parts, widgets.StatusPart{Text: text.T("ui.line.synced", "time", clock(s.now.At)), State: widgets.OK})
	}
	if s.waiting > 0 {
		parts = append(parts, widgets.StatusPart{Text: text.T("ui.status.pending", "count", s.waiting), State: widgets.Waiting})
	} else {
		parts = append(parts, widgets.StatusPart{Text: text.T("ui.status.sent"), State: widgets.OK})
	}
	if !s.at.IsZero() {
		parts = append(parts, widgets.StatusPart{Text: text.T("ui.status.saved", "time", clock(s.at)), State: widgets.OK})
	}
	s.bar.Set(parts...)
}
