package legal

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"thidua/emulation"
)

// Own is an award an office recorded under an id, as a form beside those of the law.
func Own(id string, v emulation.AwardForm) Form {
	return Form{ID: id, Name: v.Name, Kind: FormKind(v.Kind), Level: Level(v.Level), Under: v.Under, Aliases: v.Aliases, Cite: v.Cite, Own: true, Title: v.Title,
		Decider: v.Decider, For: cmp.Or(v.For, emulation.ForUnits), Withdrawn: v.Withdrawn, Illustrative: v.Illustrative}
}

// With is the list with forms of an office in their places. One with an id of the law's is left out, and a name that leads to another form already
// leads there still: Clash says so before anything is recorded, but two desks of an office may record at the same time.
func (f *Forms) With(own []Form) *Forms {
	out := &Forms{slices.Clone(f.list), maps.Clone(f.names)}
	for _, form := range own {
		if _, taken := out.ByID(form.ID); taken {
			continue
		}
		out.list = append(out.list, form)
		for _, n := range form.names() {
			if key := plainName(n); key != "" && out.names[key] == "" {
				out.names[key] = form.ID
			}
		}
	}
	slices.SortStableFunc(out.list, func(a, b Form) int {
		return cmp.Or(cmp.Compare(slices.Index(emulation.AwardKinds, string(a.Kind)), slices.Index(emulation.AwardKinds, string(b.Kind))),
			cmp.Compare(slices.Index(emulation.AwardLevels, string(a.Level)), slices.Index(emulation.AwardLevels, string(b.Level))))
	})
	return out
}

// Clash refuses a form of an office whose id or names already lead to another form, and one that shares the rules of a form the law does not have.
// Every name leads to one form alone.
func (f *Forms) Clash(form Form) error {
	if old, known := f.ByID(form.ID); known && !old.Own {
		return emulation.Errorf(emulation.Conflict, "award.form-law", "id", form.ID, "award", old.Name)
	}
	if law, known := f.ByID(form.Under); form.Under != "" && (!known || law.Own) {
		return emulation.Errorf(emulation.Invalid, "award.form-under", "id", form.Under, "forms", f.lawIDs())
	}
	for _, other := range f.list {
		if other.ID == form.ID {
			continue
		}
		for _, n := range form.names() {
			key := plainName(n)
			leads := func(o string) bool { return plainName(o) == key }
			if key == "" || slices.ContainsFunc(other.names(), leads) || slices.ContainsFunc(other.Openings, leads) {
				return emulation.Errorf(emulation.Conflict, "award.form-name-taken", "name", n, "id", other.ID, "award", other.Name)
			}
		}
	}
	return nil
}

// lawIDs are the ids of the law's forms in a line.
func (f *Forms) lawIDs() string {
	return strings.Join(emulation.Map(emulation.Where(f.list, func(o Form) bool { return !o.Own }), func(o Form) string { return o.ID }), ", ")
}

// Named is the form of an id or a name; none is the error "award.form-unknown".
func (f *Forms) Named(text string) (Form, error) {
	if form, ok := f.ByID(text); ok {
		return form, nil
	}
	if form, ok := f.Find(text); ok {
		return form, nil
	}
	return Form{}, emulation.Errorf(emulation.NotFound, "award.form-unknown", "form", text,
		"forms", strings.Join(emulation.Map(f.list, func(o Form) string { return o.ID }), ", "))
}
