package syncing

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
)

// showAlarms says what is wrong, each in one sentence with one way on: which logs are not believed, in which own work stays here for now, of which no
// more can be checked before the program is updated, and whose clock is wrong.
func (s *Screen) showAlarms() {
	var parts []*part
	add := func(state widgets.State, heading, sentence, way string, icon fyne.Resource, do func()) {
		parts = append(parts, item(state, heading, []string{sentence}, widgets.NewButton(way, icon, do)))
	}
	report := func(sentence string) func() { return func() { s.copy(sentence) } }
	for _, l := range logsOf(s.status) {
		name := logName(l.Scope.Kind().String())
		if l.Alarm.Key != "" {
			add(widgets.Bad, text.T("ui.alarm", "log", name), text.T("ui.alarm.next", "what", l.Alarm), text.T("ui.alarm.check"), fynetheme.SearchIcon(), s.verifyNow)
		}
		if l.Kept.Key != "" {
			add(widgets.Warn, text.T("ui.kept", "log", name, "count", l.Pending), text.T("ui.kept.next", "what", l.Kept), text.T("ui.syncing.now"),
				fynetheme.ViewRefreshIcon(), s.hooks.Sync)
		}
		if l.Held.Key != "" {
			sentence := text.T("ui.held.next", "what", l.Held)
			add(widgets.Warn, text.T("ui.held", "log", name), sentence, text.T("ui.held.copy"), fynetheme.ContentCopyIcon(), report(sentence))
		}
	}
	for _, err := range append([]error{s.line.Err}, s.line.Doubts...) {
		switch key := emulation.KeyOf(err); {
		case key == "sync.clock-differs":
			add(widgets.Warn, text.T("ui.clock.here"), text.Error(err), text.T("ui.clock.again"), fynetheme.ViewRefreshIcon(), s.hooks.Sync)
		case strings.HasPrefix(key, "sync.clock-"):
			sentence := text.Error(err)
			add(widgets.Warn, text.T("ui.clock.there"), sentence, text.T("ui.clock.copy"), fynetheme.ContentCopyIcon(), report(sentence))
		}
	}
	s.alarms.set(parts)
}

// clocked says whether something is told among the alarms, and so not in the notice as well.
func clocked(err error) bool { return strings.HasPrefix(emulation.KeyOf(err), "sync.clock-") }

func logsOf(st *replica.Status) []replica.LogStatus {
	if st == nil {
		return nil
	}
	return st.Logs
}

// copy puts a sentence on the clipboard, for whoever is asked to help, with the version of the program.
func (s *Screen) copy(sentence string) {
	fyne.CurrentApp().Clipboard().SetContent(sentence + " (" + text.T("ui.app") + " " + emulation.ProgramVersion + ")")
	s.Tell(widgets.OK, text.T("ui.alarm.copied"))
}

// verifyNow turns to the page of the technician and checks every log from its signed bytes.
func (s *Screen) verifyNow() {
	s.Turn(tabTechnical)
	s.logs.verify()
}
