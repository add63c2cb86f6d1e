package rule

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/yamlfile"
	"thidua/vietnamese"
)

// Option is a named choice with its points: an option, an item of a checklist, a tier, or an event.
type Option struct {
	ID     string
	Label  string
	Points decimal.Decimal
}

// Options are the named choices of a rule.
type Options []Option

func (list Options) options() []Option { return list }

// at is the place of an option by its id, -1 if there is none.
func (list Options) at(id string) int {
	return slices.IndexFunc(list, func(o Option) bool { return o.ID == id })
}

// find finds an option by its id or by its label, diacritics and case aside.
func (list Options) find(field, text string) (string, error) {
	if list.at(text) >= 0 {
		return text, nil
	}
	found := ""
	want := vietnamese.Fold(text)
	for _, o := range list {
		if vietnamese.Fold(o.ID) == want || vietnamese.Fold(o.Label) == want {
			if found != "" { // two labels that differ in diacritics only
				return list.exact(field, text)
			}
			found = o.ID
		}
	}
	if found == "" {
		return "", list.unknown(field, text)
	}
	return found, nil
}

func (list Options) exact(field, text string) (string, error) {
	for _, o := range list {
		if o.Label == text {
			return o.ID, nil
		}
	}
	return "", list.unknown(field, text)
}

func (list Options) unknown(field, text string) error {
	known := make([]emulation.Message, len(list))
	for i, o := range list {
		known[i] = emulation.Say("criteria.known-option", "id", o.ID, "label", o.Label)
		if o.Label == o.ID {
			known[i] = emulation.Say("diff.text", "text", o.ID)
		}
	}
	return invalid(field, "input.unknown-option", "text", text, "known", known)
}

// said lists the options with their points, each in a sentence of its own.
func (list Options) said(key string) []emulation.Message {
	return emulation.Map(list, func(o Option) emulation.Message {
		return emulation.Say(key, "label", o.Label, "points", o.Points, "id", o.ID)
	})
}

// how are the values of sentences that list the options.
func (list Options) how() []any {
	return []any{"items", list.said("rule.item"), "options", list.said("rule.hint.option")}
}

// options is a list of {id, label, points}; label may be left out, then the id is shown.
func (f *form) options(key string, list *Options) {
	if f.file == nil {
		var written []string
		for _, o := range *list {
			label := ""
			if o.Label != o.ID {
				label = yamlfile.Quoted(o.Label)
			}
			written = append(written, yamlfile.Flow("id", yamlfile.Quoted(o.ID), "label", label, "points", o.Points.String()))
		}
		f.tell(key, "options", yamlfile.FlowList(written), Listed(list.said("diff.option")), AskOptions, optionLines(*list))
		return
	}
	labels := map[string]string{} // by id
	f.each(key, func(o *yamlfile.Object) {
		opt := Option{ID: o.NeedText("id"), Label: o.Text("label"), Points: o.NeedNumber("points")}
		opt.Label = cmp.Or(opt.Label, opt.ID)
		if strings.ContainsAny(opt.ID, ",;=") || strings.ContainsFunc(opt.ID, unicode.IsSpace) {
			o.FailAt("id", "criteria.bad-id", "id", opt.ID)
		}
		if first, twice := labels[opt.ID]; twice && opt.ID != "" {
			o.FailAt("id", "criteria.duplicate-option", "id", opt.ID, "label", first)
		} else {
			labels[opt.ID] = opt.Label
		}
		*list = append(*list, opt)
	})
}
