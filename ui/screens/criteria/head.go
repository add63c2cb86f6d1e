package criteria

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
)

// mostPlaces is how many digits behind the comma a set may round to.
const mostPlaces = 9

// head opens the form of what is said of the draft as a whole.
func (d *draft) head() {
	if d.now == nil || d.form != nil {
		return
	}
	d.register.Keep()
	set := d.now.Set
	what := func(name string) string { return text.Capital(text.T("diff.what." + name)) }
	var places []string
	for n := range mostPlaces + 1 {
		places = append(places, strconv.Itoa(n))
	}
	scale := widgets.Field{Name: what("scale"), Value: scaleTyped(set.Scale), Hint: text.T("ui.criteria.form.none"), Wide: 120}
	if set.Scale.ByType != nil {
		scale.Wide, scale.Lines, scale.Hint = 0, 4, text.T("ui.criteria.form.scale")
	}
	fields := []widgets.Field{
		{Name: what("name"), Value: set.Name, Lines: 2},
		{Name: what("cite"), Value: set.Cite},
		scale,
		{Name: text.T("ui.criteria.form.places"), Value: strconv.Itoa(set.Rounding.Places), Options: places, Wide: 170},
		{Name: what("tie-break"), Value: strings.Join(emulation.Map(set.TieBreak, tieName), "\n"), Lines: 4, Hint: text.T("ui.criteria.form.ties")},
		{Name: what("class-basis"), Value: basisName(basisOf(set)), Options: emulation.Map(bases, basisName), Wide: 330},
		{Name: what("classes"), Value: classLines(set.Classes), Lines: 4, Hint: text.T("ui.criteria.form.classes")},
	}
	read := func(in []string) (h criteria.Head, faults []emulation.Message) {
		h = criteria.Head{Name: book.Clean(in[0]), Cite: book.Clean(in[1])}
		if h.Name == "" {
			faults = append(faults, emulation.Say("rule.ask.empty", "what", emulation.Say("diff.what.name")))
		}
		h.Scale = scaleOf(in[2], set.Scale.ByType != nil, &faults)
		h.Places, _ = strconv.Atoi(in[3])
		h.TieBreak = tiesOf(in[4], set, &faults)
		h.Classes = classesOf(chosen(bases, basisName, in[5]), in[6], set.Classes, &faults)
		return h, faults
	}
	d.open("", text.T("ui.criteria.draft.head"), fields, func(in []string) []fyne.CanvasObject {
		_, faults := read(in)
		return append(warnings(faults), widgets.NewParagraph(text.T("ui.criteria.form.sum", "sum", sumOf(set))).Quiet())
	}, func(in []string) (*criteria.Draft, error) {
		h, faults := read(in)
		if faults != nil {
			return nil, &emulation.Error{Code: emulation.Invalid, Message: faults[0]}
		}
		return d.now.Headed(h), nil
	})
}

func tieName(t criteria.TieBreak) string { return text.Capital(text.Say(t.Words())) }

// tiesOf reads steps, a line each, by their names or the beginning of one.
func tiesOf(typed string, set *criteria.Set, faults *[]emulation.Message) []criteria.TieBreak {
	all := set.TieBreaks()
	names := emulation.Map(all, tieName)
	var out []criteria.TieBreak
	for line := range strings.Lines(typed) {
		if line = book.Clean(line); line == "" {
			continue
		}
		i := slices.Index(names, text.Meant(line, names, func(n string) string { return n }))
		if i < 0 {
			*faults = append(*faults, emulation.Say("ui.criteria.form.bad-tie", "text", line))
			continue
		}
		out = append(out, all[i])
	}
	return out
}

// scaleTyped is the full mark as a person types it: one figure, or a line for each type of unit.
func scaleTyped(s criteria.Scale) string {
	if s.Total != nil {
		return s.Total.Typed()
	}
	return strings.Join(emulation.Map(slices.Sorted(maps.Keys(s.ByType)), func(t string) string { return t + ": " + s.ByType[t].Typed() }), "\n")
}

func scaleOf(typed string, byType bool, faults *[]emulation.Message) criteria.Scale {
	if !byType {
		return criteria.Scale{Total: perhaps(typed, "scale", faults)}
	}
	s := criteria.Scale{ByType: map[string]decimal.Decimal{}}
	for line := range strings.Lines(typed) {
		name, points, _ := strings.Cut(book.Clean(line), ":")
		if name = book.Clean(name); name == "" {
			continue
		}
		if x := perhaps(points, "scale", faults); x != nil {
			s.ByType[name] = *x
		} else if book.Clean(points) == "" {
			*faults = append(*faults, emulation.Say("ui.criteria.form.bad-scale", "text", line))
		}
	}
	if len(s.ByType) == 0 {
		return criteria.Scale{}
	}
	return s
}

var bases = []criteria.ClassBasis{criteria.OnTotal, criteria.OnCappedTotal, criteria.OnPercent}

func basisName(b criteria.ClassBasis) string { return text.Capital(text.T("diff.basis." + string(b))) }

func basisOf(set *criteria.Set) criteria.ClassBasis {
	if set.Classes == nil {
		return criteria.OnTotal
	}
	return set.Classes.On
}

// classLines are the classes as a person types them: "Xuất sắc: 90; 20%".
func classLines(c *criteria.Classes) string {
	if c == nil {
		return ""
	}
	return strings.Join(emulation.Map(c.Bands, func(b criteria.Class) string {
		var parts []string
		if b.AtLeast != nil {
			parts = append(parts, b.AtLeast.Typed())
		}
		if b.TopPercent != nil {
			parts = append(parts, b.TopPercent.Typed()+"%")
		}
		if parts == nil {
			return b.Name
		}
		return b.Name + ": " + strings.Join(parts, "; ")
	}), "\n")
}

// classesOf reads classes, a line each, which keep what they ask beside their points. No line is no classification.
func classesOf(on criteria.ClassBasis, typed string, was *criteria.Classes, faults *[]emulation.Message) *criteria.Classes {
	c := &criteria.Classes{On: on}
	for line := range strings.Lines(typed) {
		name, limits, _ := strings.Cut(book.Clean(line), ":")
		class := criteria.Class{Name: book.Clean(name)}
		if class.Name == "" {
			continue
		}
		for _, part := range strings.Split(limits, ";") {
			x, to := perhaps(part, "classes", faults), &class.AtLeast
			if strings.HasSuffix(book.Clean(part), "%") {
				to = &class.TopPercent
			}
			if x != nil && *to != nil {
				*faults = append(*faults, emulation.Say("ui.criteria.form.class-twice", "text", book.Clean(line)))
			} else if x != nil {
				*to = x
			}
		}
		c.Bands = append(c.Bands, class)
	}
	if c.Bands == nil {
		return nil
	}
	if was != nil {
		keepConditions(c.Bands, was.Bands, faults)
	}
	return c
}

// keepConditions gives classes what they ask beside their points: one of the same name its own, one with another name that of the class in whose place it
// stands. Where lines came or went as well, nobody can say which class was renamed.
func keepConditions(now, was []criteria.Class, faults *[]emulation.Message) {
	named := func(list []criteria.Class, name string) *criteria.Class {
		return emulation.Find(list, func(b *criteria.Class) bool { return b.Name == name })
	}
	renamed := false
	for i := range now {
		if old := named(was, now[i].Name); old != nil {
			now[i].When = old.When
			continue
		}
		renamed = true
		if len(now) == len(was) && named(now, was[i].Name) == nil {
			now[i].When = was[i].When
		}
	}
	for i := range was {
		gone := named(now, was[i].Name) == nil && len(was[i].When) > 0
		if gone && renamed && (len(now) != len(was) || named(was, now[i].Name) != nil) {
			*faults = append(*faults, emulation.Say("ui.criteria.form.class-conditions", "name", was[i].Name))
		}
	}
}
