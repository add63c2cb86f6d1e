package criteria

import (
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation/criteria"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/season"
)

// table is a version of the criteria, with what one line of it means beside it.
type table struct {
	screen   *Screen
	register *grid.Register
	which    *widgets.Select
	side     *side
	all      fyne.CanvasObject
	at       bridge.Shared[uint64] // the version somebody chose; 0 = the one in force
	reading  *reading
}

// The width of the column beside a table, at 100 %, and the share of the room it takes at most.
const (
	sideWidth = 392
	sideMost  = 0.38
)

func newTable(s *Screen) *table {
	t := &table{screen: s, side: newSide(s)}
	t.register = grid.NewRegister(s.In("table"), nil, nil, columns()...)
	t.register.Hint = text.T("ui.criteria.hint")
	t.register.Selected = func(key string) { t.look(key) }
	t.register.Explain = func(row, _ int) (widgets.State, string) { return widgets.Neutral, t.explain(t.register.Key(row)) }
	t.which = widgets.NewChoice(func(i int) {
		t.at.Set(t.reading.versions[i].Number)
		s.Refresh()
	})
	t.all = widgets.Sides(nil, &widgets.Side{Object: t.side.all, Wide: sideWidth, Most: sideMost}, t.register.Content)
	return t
}

func (t *table) show(r *reading) {
	t.reading = r
	at := -1
	names := make([]string, len(r.versions))
	for i, v := range r.versions {
		names[i] = versionName(&v)
		if v.Number == r.shown {
			at = i
		}
	}
	t.which.Fill(names, at)
	switch {
	case r.set != nil:
		t.register.Hint = text.T("ui.criteria.hint")
		t.register.ShowFrom(1, columnName, rowsOf(r.set, nil, nil, nil)...)
	case r.fault != nil:
		t.register.Hint = text.Error(r.fault)
		t.register.Show()
	default:
		t.register.Hint = text.T("ui.criteria.empty")
		if r.write.OK {
			t.register.Hint = text.T("ui.criteria.empty-mine")
		}
		t.register.Show()
	}
	row, _ := t.register.Grid.Selected()
	t.look(t.register.Key(row))
}

// versionName is what a version goes by in a list.
func versionName(v *season.VersionView) string {
	if v.InForce {
		return text.T("ui.criteria.version.in-force", "number", v.Number)
	}
	return text.T("ui.criteria.version", "number", v.Number)
}

// look shows what a line means.
func (t *table) look(key string) {
	r := t.reading
	if r == nil {
		return
	}
	c, g := lineOf(r.set, key)
	switch {
	case c != nil:
		t.side.put(key, append(t.side.criterion(c, r.set.Rounding), t.screen.opinions(r, r.shown, c.Code)...)...)
	case g != nil:
		t.side.put(key, append(append(t.side.group(g), t.screen.opinions(r, r.shown, g.Code)...), settings(r.set)...)...)
	default:
		t.side.put("")
	}
}

func (t *table) explain(key string) string {
	if t.reading == nil {
		return ""
	}
	if c, _ := lineOf(t.reading.set, key); c != nil {
		return text.T("ui.criteria.explain", "code", c.Code, "name", c.Name, "how", text.Say(c.Rule.How()))
	}
	return ""
}

// lineOf is the criterion or the group of a row.
func lineOf(set *criteria.Set, key string) (*criteria.Criterion, *criteria.Group) {
	if set == nil {
		return nil, nil
	}
	if code, ok := strings.CutPrefix(key, keyCriterion); ok {
		c, _ := set.ByCode(code)
		return c, nil
	}
	g, _ := set.GroupByCode(strings.TrimPrefix(key, keyGroup))
	return nil, g
}
