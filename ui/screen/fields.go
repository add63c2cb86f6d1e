package screen

import (
	"strconv"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// Fields are entries that are filled in together, over what was read of something: one text for each, in their order. What differs from that is kept
// until it is Done.
type Fields struct {
	frame   *Frame
	entries []*typing.Entry
	words   *bridge.Words
	filling bool
	brought bool // what an earlier time kept was looked for
	left    bool
}

// Fields has entries keep what is typed into them, under a name; changed is told of every change that a person made.
func (f *Frame) Fields(name string, changed func(), entries ...*typing.Entry) *Fields {
	x := &Fields{frame: f, entries: entries, words: f.Words.In(name)}
	for _, e := range entries {
		e.OnChanged = func(string) {
			if !x.filling {
				x.left = false
				changed()
			}
		}
	}
	return x
}

// Fill puts texts into the entries.
func (x *Fields) Fill(texts []string) {
	x.filling = true
	for n, t := range texts {
		x.entries[n].SetText(t)
	}
	x.filling = false
}

// Texts are what stands in the entries.
func (x *Fields) Texts() []string {
	return emulation.Map(x.entries, func(e *typing.Entry) string { return e.Text })
}

// Over keeps what differs from what was read, and says whether something does.
func (x *Fields) Over(read []string) (differs bool) {
	for n, t := range x.Texts() {
		differs = differs || t != read[n]
		if x.brought {
			x.words.Over(strconv.Itoa(n), t, read[n])
		}
	}
	return differs
}

// Bring puts in, the first time, what an earlier time kept and what differs from what was read, and says so; open is called before, where there is some.
func (x *Fields) Bring(read []string, open func()) {
	if x.brought {
		return
	}
	x.brought = true
	kept := map[int]string{}
	for n := range x.entries {
		if t, ok := x.words.Of(strconv.Itoa(n)); ok && t != read[n] {
			kept[n] = t
		}
	}
	if len(kept) == 0 {
		return
	}
	open()
	texts := x.Texts()
	for n, t := range kept {
		texts[n] = t
	}
	x.Fill(texts)
	x.left = true
	x.frame.Tell(widgets.Info, text.T("ui.words.back"))
}

// Left says whether what an earlier time kept stands here as it was: nobody confirmed it, so it is not saved by itself.
func (x *Fields) Left() bool { return x.left }

// Done says that what was typed was saved, or is not wanted.
func (x *Fields) Done() {
	x.left = false
	x.words.DropAll()
}
