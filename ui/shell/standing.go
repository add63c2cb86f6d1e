package shell

import (
	"slices"

	"thidua/ui/text"
	"thidua/ui/widgets"
)

// standing is what the window tells until a person answers it, one thing at a time: what is told in passing stands in a line of its own, and takes none of it
// away.
type standing struct {
	notice *widgets.Notice
	waits  []stand // the first is shown
}

// stand is one thing that is told.
type stand struct {
	about    about
	state    widgets.State
	sentence string
	answers  []widgets.Answer
}

func newStanding() *standing {
	s := &standing{notice: widgets.NewNotice()}
	s.notice.Closed = func() { s.drop(s.waits[0].about) }
	return s
}

// tell tells something, in place of what was told about the same before; the more it matters, the earlier.
func (s *standing) tell(what about, state widgets.State, sentence string, answers ...widgets.Answer) {
	i, known := s.find(what)
	if !known {
		s.waits = slices.Insert(s.waits, i, stand{})
	}
	s.waits[i] = stand{what, state, sentence, answers}
	s.show()
}

// drop takes away what is told about something; what waited behind it is told now.
func (s *standing) drop(what about) {
	if i, known := s.find(what); known {
		s.waits = slices.Delete(s.waits, i, i+1)
		s.show()
	}
}

func (s *standing) find(what about) (int, bool) {
	return slices.BinarySearchFunc(s.waits, what, func(x stand, what about) int { return int(x.about - what) })
}

func (s *standing) show() {
	if len(s.waits) == 0 {
		s.notice.Clear()
		return
	}
	first := s.waits[0]
	s.notice.Choose(first.state, first.sentence, first.answers...)
}

// about is what is told until it is answered, that which matters most first.
type about int

const (
	aboutAlarm about = iota
	aboutFindings
	aboutWords
	aboutSeason
	aboutSlow
	aboutRecovery
)

// tellFindings says what the store noticed, and that the window is drawn slowly, until the person has said that it was seen.
func (f *Frame) tellFindings() {
	if f.settings.slow() {
		f.standing.tell(aboutSlow, widgets.Info, text.T("ui.safe-graphics.forced"), widgets.Answer{Label: text.T("ui.findings.seen"), Do: func() {
			f.settings.toldSlow()
			f.standing.drop(aboutSlow)
		}})
	}
	found := f.desk.Findings()
	if len(found) == 0 {
		return
	}
	f.standing.tell(aboutFindings, widgets.Warn, text.T("ui.findings", "what", found), widgets.Answer{Label: text.T("ui.findings.seen"), Do: func() {
		f.standing.drop(aboutFindings)
		f.host.Queue.Go(func() func() {
			err := f.desk.Seen()
			return func() {
				if err != nil {
					f.notice.Tell(widgets.Bad, text.Error(err))
				}
			}
		})
	}})
}
