package criteria

import (
	"maps"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/yamlfile"
)

// WriteSet writes a set as a thidua-criteria/1 file that LoadSet reads back to the same set. It looks at exported fields only, so that a
// set that is still being put together can be written too; what it then lacks is found by LoadSet. Remarks are comment lines, by the code
// of the group or criterion they stand above; those of "" stand at the top.
func WriteSet(s *Set, remarks map[string][]string) []byte {
	w := &setWriter{remarks: remarks}
	w.comments("", "")
	w.line("", "format: "+SetFormat)
	w.line("", "id: "+yamlfile.Quoted(s.ID))
	w.line("", "name: "+yamlfile.Quoted(s.Name))
	w.text("cite", s.Cite)
	if len(s.Illustrative) > 0 {
		w.line("", "illustrative: "+yamlfile.FlowTexts(s.Illustrative))
	}
	w.scale(s.Scale)
	w.line("", "rounding: "+yamlfile.Flow("places", decimal.FromInt(int64(s.Rounding.Places)).String(), "mode", s.Rounding.Mode.String()))
	if s.Normalise {
		w.line("", "normalise: percent")
	}
	if s.ByClass {
		w.line("", "rank_by: class")
	}
	w.ranking(s)
	w.line("", "groups:")
	for _, g := range s.Groups {
		w.group("  ", g, NoBonus)
	}
	return []byte(w.b.String())
}

type setWriter struct {
	b       strings.Builder
	remarks map[string][]string
}

func (w *setWriter) line(indent, text string) { w.b.WriteString(indent + text + "\n") }

func (w *setWriter) text(key, value string) {
	if value != "" {
		w.line("", key+": "+yamlfile.Quoted(value))
	}
}

func (w *setWriter) comments(indent, code string) {
	for _, remark := range w.remarks[code] {
		for _, line := range strings.FieldsFunc(remark, yamlfile.LineEnd) {
			w.line(indent, "# "+strings.Map(yamlfile.Printable, line))
		}
	}
}

func (w *setWriter) scale(s Scale) {
	switch {
	case s.Total != nil:
		w.line("", "scale: "+yamlfile.Flow("total", s.Total.String()))
	case s.ByType != nil:
		var types []string
		for _, t := range slices.Sorted(maps.Keys(s.ByType)) {
			types = append(types, yamlfile.Quoted(t), s.ByType[t].String())
		}
		w.line("", "scale: "+yamlfile.Flow("by_type", yamlfile.Flow(types...)))
	}
}

func (w *setWriter) ranking(s *Set) {
	if tokens := emulation.Map(s.TieBreak, func(t TieBreak) string { return yamlfile.Quoted(tokenText(string(t.Kind), t.Code)) }); len(tokens) > 0 {
		w.line("", "tie_break: "+yamlfile.FlowList(tokens))
	}
	if c := s.Classes; c != nil {
		bands := emulation.Map(c.Bands, func(b Class) string {
			when := ""
			if len(b.When) > 0 {
				when = yamlfile.FlowList(emulation.Map(b.When, Condition.write))
			}
			return yamlfile.Flow("name", yamlfile.Quoted(b.Name), "at_least", yamlfile.Optional(b.AtLeast), "top_percent", yamlfile.Optional(b.TopPercent),
				"when", when)
		})
		w.line("", "classes: "+yamlfile.Flow("on", string(c.On), "bands", yamlfile.FlowList(bands)))
	}
	if len(s.Gates) > 0 {
		w.line("", "gates:")
	}
	for _, g := range s.Gates {
		reason := ""
		if g.Reason != "" {
			reason = yamlfile.Quoted(g.Reason)
		}
		w.line("  ", "- "+yamlfile.Flow("when", yamlfile.Quoted(tokenText(string(g.When), g.Code)), "blocks", yamlfile.FlowTexts(g.Blocks), "reason", reason))
	}
}

func (w *setWriter) group(indent string, g *Group, inherited Bonus) {
	w.comments(indent, g.Code)
	w.line(indent, "- code: "+yamlfile.Quoted(g.Code))
	indent += "  "
	w.line(indent, "name: "+yamlfile.Quoted(g.Name))
	pair := func(key, value string) {
		if value != "" {
			w.line(indent, key+": "+value)
		}
	}
	pair("max", yamlfile.Optional(g.Max))
	pair("cap", yamlfile.Optional(g.Cap))
	if g.Weight != nil {
		pair("weight", weightText(*g.Weight, g.Percent))
	}
	if g.Aggregate != Sum {
		pair("aggregate", string(g.Aggregate))
	}
	if g.Bonus != inherited {
		pair("bonus", string(g.Bonus))
	}
	if len(g.AppliesTo) > 0 {
		pair("applies_to", yamlfile.FlowTexts(g.AppliesTo))
	}
	if len(g.Criteria) > 0 || len(g.Groups) == 0 {
		list := "criteria:"
		if len(g.Criteria) == 0 {
			list += " []"
		}
		w.line(indent, list)
	}
	for _, c := range g.Criteria {
		w.comments(indent+"  ", c.Code)
		w.line(indent+"  ", "- "+criterionFlow(c, g.Bonus))
	}
	if len(g.Groups) > 0 {
		w.line(indent, "groups:")
		for _, sub := range g.Groups {
			w.group(indent+"  ", sub, g.Bonus)
		}
	}
}

func criterionFlow(c *Criterion, inherited Bonus) string {
	text := func(s string) string {
		if s == "" {
			return ""
		}
		return yamlfile.Quoted(s)
	}
	weight, evidence, scorer, bonus, types := "", "", "", "", ""
	if !c.Weight.Equal(one) || c.Percent {
		weight = weightText(c.Weight, c.Percent)
	}
	if c.Evidence != EvidenceNone {
		evidence = string(c.Evidence)
	}
	if c.Scorer != SelfScored {
		scorer = text(c.Scorer)
	}
	if c.Bonus != inherited {
		bonus = string(c.Bonus)
	}
	if len(c.AppliesTo) > 0 {
		types = yamlfile.FlowTexts(c.AppliesTo)
	}
	return yamlfile.Flow("code", yamlfile.Quoted(c.Code), "name", yamlfile.Quoted(c.Name), "max", c.Max.String(), "weight", weight, "rule", c.Rule.Write(),
		"evidence", evidence, "scorer", scorer, "bonus", bonus, "applies_to", types, "cite", text(c.Cite), "note", text(c.Note))
}

func weightText(w decimal.Decimal, percent bool) string {
	if percent {
		return w.Mul(hundred).String() + "%"
	}
	return w.String()
}

func tokenText(kind, code string) string {
	if code == "" {
		return kind
	}
	return kind + ":" + code
}
