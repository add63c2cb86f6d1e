package screen

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// SayUndo puts into words how taking something back went, or doing it again.
func SayUndo(r bridge.Report) string {
	way := "undo"
	if r.Again {
		way = "redo"
	}
	switch {
	case r.Step == nil:
		return text.T("ui." + way + ".none")
	case r.Why == "":
		return strings.TrimSpace(text.T("ui."+way+".done", "what", r.Step.Name) + " " + r.Left)
	}
	said := text.T("ui."+way+".cannot", "what", r.Step.Name, "why", r.Why)
	if r.Next != nil {
		said += " " + text.T("ui."+way+".next", "what", r.Next.Name)
	}
	return said
}

// UndoState is how that is shown.
func UndoState(r bridge.Report) widgets.State {
	if r.Warns() {
		return widgets.Warn
	}
	return widgets.Info
}

// Change is something that a person did and that can be taken back: what stood in one or more places before, and what it left there. Each place has a key,
// by which it is named where somebody wrote it anew since and it is left alone.
type Change[T any] struct {
	Name          string
	Before, After map[string]T
	Names         map[string]string             // what a place is called where it is left alone; nil: its key
	Now           func() (map[string]T, error)  // what stands there; called away from the window
	Put           func(map[string]T) error      // writes it, as a new change; called away from the window
	Same          func(key string, a, b T) bool // nil: they are alike in everything
	Cannot        func(key string, to T) string // why a content cannot be put back, in a sentence, "" if it can; nil: it always can
	Show          func()                        // brings it before the person; nil where it always is
	Then          func(put map[string]T)        // shows what was written; nil for nothing
	Tell          func(state widgets.State, said string)
}

// Remember lets Ctrl+Z take a change back, and Ctrl+Y do it again.
func Remember[T any](f *Frame, c Change[T]) {
	if c.Tell == nil {
		c.Tell = f.Tell
	}
	if c.Same == nil {
		c.Same = func(_ string, a, b T) bool { return reflect.DeepEqual(a, b) }
	}
	f.Undo.Did(bridge.Step{Name: c.Name, Show: c.Show,
		Back:  func(done func(left, why string)) { c.swap(f, c.After, c.Before, done) },
		Again: func(done func(left, why string)) { c.swap(f, c.Before, c.After, done) },
		Tell:  func(r bridge.Report, said string) { c.Tell(UndoState(r), said) },
	})
}

// swap writes, where one of the contents stands, the other.
func (c *Change[T]) swap(f *Frame, from, to map[string]T, done func(left, why string)) {
	f.Queue.Go(func() func() {
		now, err := c.Now()
		put := map[string]T{}
		var left, whys []string
		for _, key := range slices.Sorted(maps.Keys(from)) {
			why := ""
			if c.Cannot != nil {
				why = c.Cannot(key, to[key])
			}
			switch {
			case !c.Same(key, from[key], to[key]) && c.Same(key, now[key], to[key]): // it stands there already, of a step that went through in part
			case !c.Same(key, now[key], from[key]):
				left = append(left, c.called(key))
			case why != "":
				whys = append(whys, why)
			default:
				put[key] = to[key]
			}
		}
		if err == nil && len(put) > 0 {
			if err = c.Put(put); err != nil {
				asked := put
				if put = c.arrived(put); len(put) > 0 {
					whys = append(whys, text.T("ui.undo.part", "what", strings.Join(c.calledAll(asked, put), ", "), "why", text.Error(err)))
					err = nil
				}
			}
		}
		return func() {
			switch {
			case err != nil:
				done("", text.Error(err))
				return
			case len(put) == 0 && len(whys) > 0:
				done("", strings.Join(whys, " "))
				return
			case len(put) == 0:
				done("", text.T("ui.undo.changed"))
				return
			}
			f.Saved()
			if c.Then != nil {
				c.Then(put)
			}
			f.Refresh()
			if len(left) > 0 {
				whys = append(whys, text.T("ui.undo.left", "what", strings.Join(slices.Compact(left), ", ")))
			}
			done(strings.Join(whys, " "), "")
		}
	})
}

// arrived are the places of some in which what was put there stands, after writing them failed. Called away from the window.
func (c *Change[T]) arrived(put map[string]T) map[string]T {
	now, err := c.Now()
	stands := map[string]T{}
	for key, to := range put {
		if err == nil && c.Same(key, now[key], to) {
			stands[key] = to
		}
	}
	return stands
}

// calledAll is what a person calls the places of some that others are not among.
func (c *Change[T]) calledAll(some, others map[string]T) (names []string) {
	for _, key := range slices.Sorted(maps.Keys(some)) {
		if _, among := others[key]; !among {
			names = append(names, c.called(key))
		}
	}
	return slices.Compact(names)
}

// called is what a person calls a place.
func (c *Change[T]) called(key string) string {
	if name, ok := c.Names[key]; ok {
		return name
	}
	return key
}

// Final remembers something that a person did in this frame and that cannot be taken back, with a sentence that says why.
func (f *Frame) Final(name, why string) {
	f.Undo.Did(bridge.Step{Name: name, Why: why, Tell: func(r bridge.Report, said string) { f.Tell(UndoState(r), said) }})
}
