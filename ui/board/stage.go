package board

import (
	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Stage is what the parts use of the screen they stand in.
type Stage struct {
	Host   bridge.Host
	Ask    *widgets.Ask
	Notice *widgets.Notice
	Keep   func()            // commits what stands in an open editor
	Focus  func()            // gives the keyboard back to the table
	Show   func(code string) // leads to a criterion
	Decide func()            // shows the questions that a person has to decide
	Done   func()            // something was written: it is on disk, and has to be read again
}

// Act carries out what a person decided, away from the window, and tells how it went.
func (s *Stage) Act(done string, what func() error) {
	s.Host.Queue.Go(func() func() {
		err := what()
		return func() {
			if err != nil {
				s.Refused(err)
				return
			}
			s.Ask.Drop()
			if done != "" {
				s.Notice.Tell(widgets.OK, done)
			}
			s.Done()
		}
	})
}

// Refused tells why something was not done; where two people differ it leads to the question.
func (s *Stage) Refused(err error) {
	if emulation.KeyOf(err) == "workspace.conflict-first" {
		s.Notice.Offer(widgets.Bad, text.Error(err), text.T("ui.nav.syncing"), s.Decide)
		return
	}
	s.Notice.Tell(widgets.Bad, text.Error(err))
}
