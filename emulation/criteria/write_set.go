package criteria

import (
	"maps"
	"slices"
	"strings"

	"thidua/emulation/decimal"
)

// WriteSet writes a set as a thidua-criteria/1 file that LoadSet reads back to the same set. It looks at exported fields only, so that a
// set that is still being put together can be written too; what it then lacks is found by LoadSet. Remarks are comment lines, by the code
// of the group or criterion they stand above; those of "" stand at the top.
func WriteSet(s *Set, remarks map[string][]string) []byte {
	w := &setWriter{remarks: remarks}
	w.comments("", "")
	w.line("", "format: "+SetFormat)
	w.line("", "id: "+quoted(s.ID))
	w.line("", "name: "+quoted(s.Name))
	w.text("cite", s.Cite)
	if len(s.Illustrative) > 0 {
		w.line("", "illustrative: "+flowTexts(s.Illustrative))
	}
	w.scale(s.Scale)
	w.line("", "rounding: "+flow("places", decimal.FromInt(int64(s.Rounding.Places)).String(), "mode", s.Rounding.Mode.String()))
	if s.Normalise {
		w.line("", "normalise: percent")
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
		w.line("", key+": "+quoted(value))
	}
}

func (w *setWriter) comments(indent, code string) {
	for _, remark := range w.remarks[code] {
		for _, line := range strings.FieldsFunc(remark, lineEnd) {
			w.line(indent, "# "+strings.Map(printable, line))
		}
	}
}

func (w *setWriter) scale(s Scale) {
	switch {
	case s.Total != nil:
		w.line("", "scale: "+flow("total", s.Total.String()))
	case s.ByType != nil:
		var types []string
		for _, t := range slices.Sorted(maps.Keys(s.ByType)) {
			types = append(types, quoted(t), s.ByType[t].String())
		}
		w.line("", "scale: "+flow("by_type", flow(types...)))
	}
}

func (w *setWriter) ranking(s *Set) {
	var tokens []string
	for _, t := range s.TieBreak {
		tokens = append(tokens, quoted(tokenText(string(t.Kind), t.Code)))
	}
	if tokens != nil {
		w.line("", "tie_break: "+flowList(tokens))
	}
	if c := s.Classes; c != nil {
		var bands []string
		for _, b := range c.Bands {
			bands = append(bands, flow("name", quoted(b.Name), "at_least", optional(b.AtLeast), "top_percent", optional(b.TopPercent)))
		}
		w.line("", "classes: "+flow("on", string(c.On), "bands", flowList(bands)))
	}
	if len(s.Gates) > 0 {
		w.line("", "gates:")
	}
	for _, g := range s.Gates {
		reason := ""
		if g.Reason != "" {
			reason = quoted(g.Reason)
		}
		w.line("  ", "- "+flow("when", quoted(tokenText(string(g.When), g.Code)), "blocks", flowTexts(g.Blocks), "reason", reason))
	}
}

func (w *setWriter) group(indent string, g *Group, inherited Bonus) {
	w.comments(indent, g.Code)
	w.line(indent, "- code: "+quoted(g.Code))
	indent += "  "
	w.line(indent, "name: "+quoted(g.Name))
	pair := func(key, value string) {
		if value != "" {
			w.line(indent, key+": "+value)
		}
	}
	pair("max", optional(g.Max))
	pair("cap", optional(g.Cap))
	if g.Aggregate != Sum {
		pair("aggregate", string(g.Aggregate))
	}
	if g.Bonus != inherited {
		pair("bonus", string(g.Bonus))
	}
	if len(g.AppliesTo) > 0 {
		pair("applies_to", flowTexts(g.AppliesTo))
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
		return quoted(s)
	}
	weight, evidence, scorer, bonus, types := "", "", "", "", ""
	if !c.Weight.Equal(decimal.FromInt(1)) {
		weight = c.Weight.String()
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
		types = flowTexts(c.AppliesTo)
	}
	return flow("code", quoted(c.Code), "name", quoted(c.Name), "max", c.Max.String(), "weight", weight, "rule", ruleFlow(&c.Rule),
		"evidence", evidence, "scorer", scorer, "bonus", bonus, "applies_to", types, "cite", text(c.Cite), "note", text(c.Note))
}

func tokenText(kind, code string) string {
	if code == "" {
		return kind
	}
	return kind + ":" + code
}
