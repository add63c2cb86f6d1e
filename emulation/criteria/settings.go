package criteria

import (
	"maps"
	"slices"

	"thidua/emulation"
)

// Settings tell what is said of the set as a whole, each in a line: how it scales, rounds, ranks, classifies and bars. What is not given is left out.
func (s *Set) Settings() []emulation.Message {
	var out []emulation.Message
	say := func(what string, value ...emulation.Message) {
		if len(value) > 0 && value[0].Key != "" {
			out = append(out, emulation.Say("criteria.setting", "what", emulation.Say("diff.what."+what), "value", value))
		}
	}
	if s.Scale.Total != nil {
		say("scale", emulation.Say("diff.number", "number", *s.Scale.Total))
	}
	say("scale", emulation.Map(slices.Sorted(maps.Keys(s.Scale.ByType)), func(t string) emulation.Message {
		return emulation.Say("criteria.scale-of", "type", t, "points", s.Scale.ByType[t])
	})...)
	say("rounding", roundingOf(s.Rounding))
	say("normalise", normaliseOf(s))
	if s.ByClass {
		say("rank-by", rankByOf(s))
	}
	say("tie-break", emulation.Map(s.TieBreak, TieBreak.Words)...)
	if s.Classes != nil {
		say("class-basis", word("basis", string(s.Classes.On)))
		say("classes", emulation.Map(s.Classes.Bands, classOf)...)
	}
	for _, g := range s.Gates {
		out = append(out, emulation.Say("criteria.setting-gate", "gate", gateOf(g)))
	}
	return out
}
