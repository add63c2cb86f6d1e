package criteria

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation/criteria"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// side is what stands beside a table: what the chosen criterion, group or set means.
type side struct {
	screen *Screen
	place  *fyne.Container
	trial  *trial
	all    fyne.CanvasObject
	scroll *container.Scroll
	about  string // what is shown: who looks at something else begins at the top
}

func newSide(s *Screen) *side {
	d := &side{screen: s, place: widgets.Column(9), trial: newTrial(s)}
	d.scroll = container.NewVScroll(widgets.NewPanel(d.place, "", 0, 14, 11))
	d.all = widgets.NewPanel(d.scroll, "", widgets.Left, 0, 0)
	return d
}

// put shows parts below each other.
func (d *side) put(about string, parts ...fyne.CanvasObject) {
	d.place.Objects = parts
	d.place.Refresh()
	if d.about != about {
		d.about = about
		d.scroll.ScrollToTop()
	}
}

// criterion shows how a criterion counts, on samples and on whatever is typed.
func (d *side) criterion(c *criteria.Criterion, rounding criteria.Rounding) []fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.NewParagraph(text.T("ui.criteria.named", "code", c.Code, "name", c.Name)).Bold(),
		widgets.NewParagraph(strings.Join(criterionWords(c), " · ")).Quiet(), widgets.NewParagraph(text.Say(c.Rule.How()))}
	if c.Cite != "" {
		parts = append(parts, widgets.NewParagraph(text.T("ui.criteria.cite", "text", c.Cite)).Quiet())
	}
	if c.Note != "" {
		parts = append(parts, widgets.NewParagraph(text.T("ui.criteria.note", "text", c.Note)).Quiet())
	}
	if d.trial.of(c, rounding) == nil {
		parts = append(parts, d.trial.all)
	}
	return parts
}

// criterionWords are what is said of a criterion beside its rule.
func criterionWords(c *criteria.Criterion) []string {
	words := []string{text.T("ui.criteria.at-most", "points", c.Full())}
	say := func(what, value string) {
		words = append(words, text.T("ui.criteria.fact", "what", text.T("diff.what."+what), "value", value))
	}
	if c.Percent || c.Weight.String() != "1" {
		say("weight", weightWord(c.Weight, c.Percent))
	}
	say("evidence", text.T("diff.evidence."+string(c.Evidence)))
	say("scorer", text.Say(c.ScoredBy()))
	if c.Bonus != criteria.NoBonus {
		say("bonus", text.T("diff.bonus."+string(c.Bonus)))
	}
	if len(c.AppliesTo) > 0 {
		say("applies-to", strings.Join(c.AppliesTo, ", "))
	}
	return words
}

// group shows what a group does with the points beneath it.
func (d *side) group(g *criteria.Group) []fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.NewParagraph(text.T("ui.criteria.named", "code", g.Code, "name", g.Name)).Bold()}
	if most := g.Stated(); most != nil {
		parts = append(parts, widgets.NewParagraph(text.T("ui.criteria.group-sum", "points", *most, "count", len(g.Criteria), "groups", len(g.Groups))))
	}
	if words := groupWords(g); len(words) > 0 {
		parts = append(parts, widgets.NewParagraph(text.Capital(strings.Join(words, " · "))).Quiet())
	}
	return parts
}

// settings are how a set scales, rounds, ranks, classifies and bars.
func settings(set *criteria.Set) []fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.NewParagraph(text.T("ui.criteria.settings")).Bold()}
	for _, x := range set.Settings() {
		parts = append(parts, widgets.NewParagraph(text.Capital(text.Say(x))))
	}
	for _, n := range set.Notices {
		parts = append(parts, widgets.NewRemark(widgets.Warn, text.Say(n)))
	}
	return parts
}
