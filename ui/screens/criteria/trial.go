package criteria

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// trial shows what a criterion gives for sample results, and for one that a person types.
type trial struct {
	screen  *Screen
	samples *fyne.Container
	entry   *typing.Entry
	hint    *widgets.Paragraph
	outcome *widgets.Paragraph
	own     *fyne.Container
	all     *fyne.Container
	alone   *criteria.Set // nil where the criterion cannot count
	code    string
}

func newTrial(s *Screen) *trial {
	t := &trial{screen: s, samples: widgets.Column(3), entry: typing.NewEntry(), hint: widgets.NewParagraph("").Quiet(), outcome: widgets.NewParagraph("")}
	t.entry.OnChanged = func(string) { t.answer() }
	t.own = widgets.Column(3, widgets.NewField(text.T("ui.criteria.try"), t.entry), t.outcome, t.hint)
	t.all = widgets.Column(7, widgets.NewText(text.T("ui.criteria.samples"), fynetheme.ColorNameForeground).Bold(), t.samples, t.own)
	return t
}

// of shows a criterion as it counts with a rounding; the error is why it cannot count.
func (t *trial) of(c *criteria.Criterion, r criteria.Rounding) error {
	alone, err := criteria.Alone(c, r)
	if err == nil && t.alone != nil && t.code == c.Code && alone.Digest == t.alone.Digest {
		return nil // it is shown already
	}
	if t.code != c.Code {
		t.entry.SetText("")
	}
	t.alone, t.code = alone, c.Code
	t.samples.Objects = nil
	if err == nil {
		t.list()
	}
	t.samples.Refresh()
	t.answer()
	return err
}

func (t *trial) list() {
	c := t.alone.Criteria()[0]
	t.own.Hidden = c.Rule.Indicators() != nil
	t.hint.Set(text.Say(c.Rule.Hint()))
	for _, s := range scoring.Samples(t.alone) {
		t.samples.Add(sampleLine(typedOf(c, s), s))
	}
}

// sampleLine is one result, its points, and how they come about.
func sampleLine(typed string, s scoring.Sample) fyne.CanvasObject {
	points := widgets.NewText(text.T("ui.criteria.points", "points", s.Points), fynetheme.ColorNameForeground).Bold()
	name := widgets.NewText(typed, fynetheme.ColorNameForeground).Shrinking()
	why := widgets.NewText(text.Say(s.Why), theme.ColorNameMuted).Sized(fynetheme.SizeNameCaptionText).Shrinking()
	return widgets.Frame(nil, nil, nil, nil, widgets.Stack(widgets.Row(8, name, name, points), why))
}

// typedOf is what a unit would type for a sample; of a formula its indicators.
func typedOf(c *criteria.Criterion, s scoring.Sample) string {
	if s.Indicators != nil {
		var all []string
		for _, name := range c.Rule.Indicators() {
			all = append(all, text.Say(emulation.Say("explain.indicator", "name", name, "value", s.Indicators[name])))
		}
		return strings.Join(all, "; ")
	}
	if told := c.Rule.Told(s.Input); told != nil {
		var all []string
		for _, m := range told {
			all = append(all, text.Say(m))
		}
		return strings.Join(all, "; ")
	}
	return c.Rule.Format(c.Rule.Fields(s.Input), text.Comma()) + c.Rule.Sign(s.Input)
}

// answer says what the typed result gives.
func (t *trial) answer() {
	words := strings.TrimSpace(t.entry.Text)
	if t.alone == nil || words == "" {
		t.outcome.Set("")
		return
	}
	c := t.alone.Criteria()[0]
	in, err := c.Rule.ReadTyped(words)
	if err != nil {
		t.outcome.Set(text.Error(err))
		return
	}
	all := scoring.Samples(t.alone, in)
	last := all[len(all)-1]
	sentence := text.T("ui.criteria.tried", "points", last.Points, "why", text.Say(last.Why))
	if odd, is := c.Odd(in); is {
		sentence = text.T("ui.criteria.tried-odd", "sentence", sentence, "odd", text.Say(odd))
	}
	t.outcome.Set(sentence)
}
