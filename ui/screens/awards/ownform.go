package awards

import (
	"slices"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// The fields of an award form of the office.
const (
	ownName = iota
	ownDecider
	ownLevel
	ownKind
	ownFor
	ownUnder
)

// ownForm asks the standing office for an award form of its own.
func (d *detail) ownForm() {
	s := d.screen
	named := func(key string, words []string) []string {
		return emulation.Map(words, func(w string) string { return text.Capital(text.T(key + w)) })
	}
	levels, kinds, whose := named("award.level.", emulation.AwardLevels), named("award.kind.", emulation.AwardKinds), named("award.for.", emulation.AwardFor)
	under, ids := []string{text.T("ui.awards.own.alone")}, []string{""}
	for _, p := range s.reading.plans {
		if !p.Form.Own {
			under, ids = append(under, p.Form.Name), append(ids, p.Form.ID)
		}
	}
	d.fill(text.T("ui.awards.own"), text.T("ui.awards.own.what"), []widgets.Field{
		{Name: text.T("cli.award.form"), Hint: text.T("cli.flag.award-name")},
		{Name: text.T("cli.award.decider"), Hint: text.T("ui.awards.own.decider.hint")},
		{Name: text.T("ui.awards.own.level"), Options: levels, Value: levels[2]},
		{Name: text.T("ui.awards.own.kind"), Options: kinds, Value: kinds[0]},
		{Name: text.T("cli.award.for"), Options: whose, Value: whose[0]},
		{Name: text.T("ui.awards.own.under"), Options: under, Value: under[0]},
	}, text.T("ui.awards.own.do"), func(in []string) {
		at := func(list []string, field int) int { return max(0, slices.Index(list, in[field])) }
		form := emulation.AwardForm{Name: in[ownName], Decider: in[ownDecider], Level: emulation.AwardLevels[at(levels, ownLevel)],
			Kind: emulation.AwardKinds[at(kinds, ownKind)], For: emulation.AwardFor[at(whose, ownFor)], Under: ids[at(under, ownUnder)]}
		s.act(text.T("ui.awards.own.done", "award", form.Name), func() error {
			_, err := s.room.SetForm("", form)
			return err
		})
	})
}
