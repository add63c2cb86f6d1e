package bridge

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Step is something a person did in the window, which Ctrl+Z takes back. Its functions are called inside the window.
type Step struct {
	Name string // what was done, as it is named where it is taken back: "nhập I.1"
	Why  string // a sentence: why it cannot be taken back; "" where it can
	// Back takes it back and Again does it once more, each as a new change over what stands there. done is told, in a sentence, what was left as it is,
	// or why nothing was done. Nothing that somebody else wrote meanwhile is written over.
	Back, Again func(done func(left, why string))
	Show        func()                           // brings it before the person; nil where it always is
	Tell        func(report Report, said string) // says how it went
	place       string
}

// Report is how taking a step back, or doing it again, went.
type Report struct {
	Step  *Step
	Again bool
	Left  string // what was left as it is, in a sentence
	Why   string // why nothing was done, in a sentence
	Next  *Step  // what is taken back next; nil for nothing
}

// Warns says whether something was not done as it was asked.
func (r Report) Warns() bool { return r.Left != "" || r.Why != "" }

// Undo is what was done in the whole window, last at the end: one for all its screens, so that Ctrl+Z takes back what was done last, wherever that
// was. Used inside the window only. Nil remembers nothing.
type Undo struct {
	*steps
	at string // the screen
}

// steps are what all Undos of one window share.
type steps struct {
	done, undone []*Step
	say          func(Report) string
	front        func(place string) // shows a screen
	none         func(said string)  // says that there is nothing to take back
	busy         bool
	made         int
}

// MostSteps is how many steps are remembered.
const MostSteps = 200

// NewUndo remembers nothing yet. say puts a report into words, of no step where there is none.
func NewUndo(say func(Report) string, front func(place string), none func(said string)) *Undo {
	return &Undo{steps: &steps{say: say, front: front, none: none}}
}

// In is what is done on a screen.
func (u *Undo) In(place string) *Undo {
	if u == nil || u.at != "" {
		return u
	}
	return &Undo{u.steps, place}
}

// Did remembers a step. What was taken back before it cannot be done again.
func (u *Undo) Did(s Step) {
	if u == nil {
		return
	}
	s.place = u.at
	u.done, u.undone = append(u.done, &s), nil
	u.made++
	if n := len(u.done); n > MostSteps {
		u.done = u.done[n-MostSteps:]
	}
}

// Made is how many steps were made since the beginning, also those that are not remembered any more: who compares two of them knows whether one was.
func (u *Undo) Made() int {
	if u == nil {
		return 0
	}
	return u.made
}

// Back takes the last step back.
func (u *Undo) Back() { u.walk(false) }

// Again does once more what was taken back last.
func (u *Undo) Again() { u.walk(true) }

func (u *Undo) walk(again bool) {
	if u == nil || u.busy { // one after another
		return
	}
	from, to := &u.done, &u.undone
	if again {
		from, to = to, from
	}
	n := len(*from)
	if n == 0 {
		u.none(u.say(Report{Again: again}))
		return
	}
	s := (*from)[n-1]
	*from = (*from)[:n-1]
	if u.front != nil && s.place != "" {
		u.front(s.place)
	}
	if s.Show != nil {
		s.Show()
	}
	r := Report{Step: s, Again: again, Why: s.Why}
	if s.Why != "" {
		u.tell(r, *from)
		return
	}
	act := s.Back
	if again {
		act = s.Again
	}
	u.busy = true
	act(func(left, why string) {
		u.busy = false
		if r.Left, r.Why = left, why; why == "" {
			*to = append(*to, s)
		}
		u.tell(r, *from)
	})
}

func (u *Undo) tell(r Report, rest []*Step) {
	if n := len(rest); n > 0 {
		r.Next = rest[n-1]
	}
	r.Step.Tell(r, u.say(r))
}

// Keys gives a canvas the keys of the window's own steps. A field of text takes its own letters back first.
func (u *Undo) Keys(c fyne.Canvas, hears func() bool) {
	on := func(key fyne.Shortcut, do func()) {
		c.AddShortcut(key, func(fyne.Shortcut) {
			if hears() {
				do()
			}
		})
	}
	on(&fyne.ShortcutUndo{}, u.Back)
	on(&fyne.ShortcutRedo{}, u.Again)
	on(&desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}, u.Again)
}
