package shell

import (
	"strings"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/replica"
)

// wordbook puts what is typed into fields on the disk of a desk.
type wordbook struct{ *workspace.Workspace }

func (b wordbook) Keep(words map[string]string) error {
	var list []workspace.Words
	for place, text := range words {
		list = append(list, workspace.Words{Place: place, Text: text})
	}
	if len(list) == 0 {
		return nil
	}
	return b.KeepWords(list...)
}

func (b wordbook) Drop(place string) error { return b.DropWords(place) }

// remember makes the words of an open desk, with what an earlier window kept.
func (w *Window) remember(d *Desk) {
	list, err := d.Workspace.Words()
	if err != nil {
		w.host.Failed("reading what was typed and not saved", err)
	}
	kept := map[string]string{}
	for _, x := range list {
		kept[x.Place] = x.Text
	}
	w.host.Words = bridge.NewWords(kept, wordbook{d.Workspace}, w.host.Queue, w.host.After, func(err error) {
		if w.frame != nil {
			w.frame.notice.Tell(widgets.Bad, text.T("ui.words.not-kept", "why", text.Error(err)))
		}
	})
}

// tellWords says where something was typed at an earlier time and not saved, unless the notice says something else, and leads there.
func (f *Frame) tellWords() {
	at := map[string]bool{}
	for _, field := range f.host.Words.Fields() {
		at[field[0]] = true
	}
	f.host.Queue.Go(func() func() {
		st, err := replica.At(f.reading).Status()
		return func() {
			droppable := len(at) > 0
			if err == nil && st.Unsure > 0 {
				at[Sheet] = true
			}
			places := emulation.Where(f.places(), func(p widgets.NavItem) bool { return at[p.ID] })
			if len(places) > 0 && f.notice.Sentence() == "" {
				f.offerWords(places, at, droppable)
			}
		}
	})
}

func (f *Frame) offerWords(places []widgets.NavItem, at map[string]bool, droppable bool) {
	names := strings.Join(emulation.Map(places, func(p widgets.NavItem) string { return p.Label }), ", ")
	sentence, open := text.T("ui.words.left", "places", names), func() { f.Go(places[0].ID) }
	f.left, f.leftAt = at, sentence
	if !droppable {
		f.notice.Offer(widgets.Info, sentence, text.T("ui.words.go"), open)
		return
	}
	f.notice.Choose(widgets.Info, sentence, text.T("ui.words.go"), open, text.T("ui.words.drop"), func() { f.askToForget(names) })
}

// askToForget asks whether what was typed and not saved is not wanted any more. Screens that show some of it are made anew without.
func (f *Frame) askToForget(names string) {
	f.notice.Choose(widgets.Warn, text.T("ui.words.drop.sure", "places", names), text.T("ui.words.keep"), f.notice.Clear, text.T("ui.words.drop.do"), func() {
		f.host.Words.DropAll()
		f.notice.Clear()
		f.Rebuild()
	})
}
