package shell

import (
	"strings"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
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

// tellWords says, once, where something was typed at an earlier time and not saved, and leads there. unsure is
// whether scores were left in their editors: only in their sheet they can be dropped.
func (f *Frame) tellWords(unsure bool) {
	if f.left != nil {
		return
	}
	f.left = map[string]bool{}
	for _, field := range f.host.Words.Fields() {
		f.left[field[0]] = true
	}
	droppable := len(f.left) > 0
	if unsure {
		f.left[Sheet] = true
	}
	places := emulation.Where(f.places(), func(p widgets.NavItem) bool { return f.left[p.ID] })
	if len(places) == 0 {
		return
	}
	names := strings.Join(emulation.Map(places, func(p widgets.NavItem) string { return p.Label }), ", ")
	open := func() { f.Go(places[0].ID) }
	answers := []widgets.Answer{{Label: text.T("ui.words.go"), Do: open}}
	if droppable {
		answers = append(answers, widgets.Answer{Label: text.T("ui.words.drop"), Do: func() { f.askToForget(names) }})
	}
	f.standing.tell(aboutWords, widgets.Info, text.T("ui.words.left", "places", names), answers...)
}

// askToForget asks whether what was typed and not saved is not wanted any more. Screens that show some of it are made anew without.
func (f *Frame) askToForget(names string) {
	f.standing.tell(aboutWords, widgets.Warn, text.T("ui.words.drop.sure", "places", names), widgets.Answer{Label: text.T("ui.words.keep"), Do: func() { f.standing.drop(aboutWords) }}, widgets.Answer{Label: text.T("ui.words.drop.do"), Do: func() {
		f.host.Words.DropAll()
		f.standing.drop(aboutWords)
		f.Rebuild()
	}})
}
