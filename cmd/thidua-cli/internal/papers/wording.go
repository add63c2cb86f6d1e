package papers

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/internal/desk"
)

// WordingCmd is about the standing sentences of the cluster's papers.
type WordingCmd struct {
	List  WordingListCmd  `cmd:"" help:"cli.wording.list"`
	Show  WordingShowCmd  `cmd:"" help:"cli.wording.show"`
	Set   WordingSetCmd   `cmd:"" help:"cli.wording.set"`
	Reset WordingResetCmd `cmd:"" help:"cli.wording.reset"`
}

func wordingAt(d *desk.Desk) forms.Wording { return forms.WordingAt(d.Workspace) }

// sentenceOf is a standing sentence by its name; one that there is none of is refused as for a text.
func sentenceOf(d *desk.Desk, key string) (forms.Sentence, error) {
	list, err := wordingAt(d).Sentences()
	if err == nil {
		err = wordingAt(d).Check(key, "")
	}
	return emulation.First(list, func(s forms.Sentence) bool { return s.Key == key }), err
}

// standsSo says how a sentence stands: that it was changed, or why what was written is not printed.
func standsSo(a *verb.App, s *forms.Sentence) string {
	switch state := a.State(s.Entry); {
	case state != "":
		return state
	case s.Unfit != nil:
		return a.Say("cli.wording.unfit", "why", s.Unfit)
	case s.Text != "" && s.Carried != "":
		return a.Say("ui.print.wording.carried", "season", s.Carried)
	case s.Text != "":
		return a.Say("cli.wording.own")
	}
	return ""
}

// WordingListCmd lists the sentences that may be changed.
type WordingListCmd struct {
	Changed bool `help:"cli.wording.changed-only"`
}

func (c *WordingListCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]forms.Sentence, error) {
		list, err := wordingAt(d).Sentences()
		return emulation.Where(list, func(s forms.Sentence) bool { return !c.Changed || s.Text != "" || s.Conflict }), err
	}, "cli.wording.none",
		verb.Both("wording-key", "key", func(s *forms.Sentence) any { return s.Key }), verb.Field("form", func(s *forms.Sentence) any { return s.Form }),
		verb.Both("wording-says", "says", func(s *forms.Sentence) any { return s.Says() }), verb.Field("default", func(s *forms.Sentence) any { return s.Default }),
		verb.Field("text,omitempty", func(s *forms.Sentence) any { return s.Text }), verb.Field("carried,omitempty", func(s *forms.Sentence) any { return s.Carried }),
		verb.Field("", func(s *forms.Sentence) any { return verb.EntryOf(s.Entry) }),
		verb.Cell("note", func(s *forms.Sentence) string { return standsSo(a, s) }))
}

// WordingShowCmd shows a sentence as it is printed and as the program has it.
type WordingShowCmd struct {
	Sentence string `arg:"" help:"cli.wording.sentence"`
}

func (c *WordingShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		s, err := sentenceOf(d, c.Sentence)
		if err != nil {
			return err
		}
		shown := map[string]any{"key": s.Key, "form": s.Form, "says": s.Says(), "default": s.Default, "text": s.Text, "carried": s.Carried, "conflict": s.Conflict}
		return a.Show(shown, func(w io.Writer) {
			fmt.Fprintln(w, a.Say("wording."+s.Key))
			fmt.Fprintln(w, a.Say("cli.wording.line.says", "text", s.Says()))
			if s.Text != "" {
				fmt.Fprintln(w, a.Say("cli.wording.line.default", "text", s.Default))
			}
			if s.Text != "" && s.Says() != s.Text {
				fmt.Fprintln(w, a.Say("cli.wording.line.own", "text", s.Text))
			}
			if state := standsSo(a, &s); state != "" {
				fmt.Fprintln(w, state)
			}
		})
	})
}

// WordingSetCmd puts other words in place of a sentence.
type WordingSetCmd struct {
	Sentence string `arg:"" help:"cli.wording.sentence"`
	Text     string `arg:"" help:"cli.wording.text"`
}

func (c *WordingSetCmd) Run(a *verb.App) error { return worded(a, c.Sentence, c.Text) }

// WordingResetCmd returns to the program's own sentence.
type WordingResetCmd struct {
	Sentence string `arg:"" help:"cli.wording.sentence"`
}

func (c *WordingResetCmd) Run(a *verb.App) error { return worded(a, c.Sentence, "") }

func worded(a *verb.App, key, text string) error {
	return a.With(func(d *desk.Desk) error {
		if err := wordingAt(d).Set(key, text); err != nil {
			return err
		}
		s, err := sentenceOf(d, key)
		if err != nil {
			return err
		}
		told := "cli.wording.done"
		if s.Text == "" {
			told = "cli.wording.back"
		}
		return a.Done(map[string]any{"key": key, "says": s.Says()}, told, "text", s.Says())
	})
}
