package questions

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// fact is one named part of a value in words.
type fact struct {
	name  string
	value emulation.Message
}

// inWords tells the versions of a field in words, each by what it says differently from the others.
func (w View) inWords(f *record.AnyField, heads []changeset.Version) ([]emulation.Message, error) {
	all := make([][]fact, len(heads))
	for i, h := range heads {
		v := f.New()
		if err := changeset.Load(h.Value, v); err != nil {
			return nil, err
		}
		var err error
		if all[i], err = w.parts(reflect.ValueOf(v).Elem()); err != nil {
			return nil, err
		}
	}
	told := differing(all)
	words := make([]emulation.Message, len(heads))
	for i := range heads {
		list := emulation.Map(told, func(name string) emulation.Message { return said(all[i], name) })
		words[i] = emulation.Say("value.facts", "facts", list)
	}
	return words, nil
}

// differing lists the names of the facts that are not the same in all values, in their order; all names if none differs.
func differing(all [][]fact) []string {
	var names, told []string
	for _, facts := range all {
		for _, f := range facts {
			if !slices.Contains(names, f.name) {
				names = append(names, f.name)
			}
		}
	}
	for _, name := range names {
		for _, facts := range all[1:] {
			if fmt.Sprint(said(facts, name)) != fmt.Sprint(said(all[0], name)) {
				told = append(told, name)
				break
			}
		}
	}
	if told == nil {
		return names
	}
	return told
}

// said is one fact of a value with its name in front; a value that is only one figure or text has no name.
func said(facts []fact, name string) emulation.Message {
	value := emulation.Say("value.empty")
	for _, f := range facts {
		if f.name == name {
			value = f.value
		}
	}
	if name == "" {
		return value
	}
	return emulation.Say("value.fact", "name", emulation.Say("part."+name), "value", value)
}

// parts takes a value apart: a structure into its fields that are set, anything else is one fact without a name.
func (w View) parts(v reflect.Value) ([]fact, error) {
	if v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return nil, nil
		}
		return w.parts(v.Elem())
	}
	if v.Kind() != reflect.Struct || isFile(v.Interface()) {
		m, err := w.plain("", v)
		return []fact{{value: m}}, err
	}
	var list []fact
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if !field.IsExported() || v.Field(i).IsZero() {
			continue
		}
		m, err := w.plain(field.Name, v.Field(i))
		if err != nil {
			return nil, err
		}
		list = append(list, fact{strings.ToLower(field.Name), m})
	}
	return list, nil
}

// isFile reports whether a value names a file, which is told as one.
func isFile(v any) bool {
	switch v.(type) {
	case emulation.Evidence, emulation.ShownFile:
		return true
	}
	return false
}

// figureFields hold decimals as text.
var figureFields = map[string]bool{"Value": true, "Percent": true, "Points": true, "TasksDone": true}

// wordsOf are the vocabularies of parts that are words of the program, by what stands before the word in the translations.
var wordsOf = map[string]string{"Half": "conference.half.", "Purposes": "conference.purpose.", "Meeting": "conference.kind.", "AdoptedAt": "conference.kind.",
	"How": "how.", "To": "step.", "Sort": "work.sort.", "Stage": "person-award.stage.", "Combine": "figure.combine.", "Document": "register.form."}

// plain is a value in words.
func (w View) plain(field string, v reflect.Value) (emulation.Message, error) {
	text := func(s any) (emulation.Message, error) { return emulation.Say("value.text", "text", s), nil }
	switch x := v.Interface().(type) {
	case emulation.ID:
		if field == "Season" {
			return w.seasonNamed(x)
		}
		u, err := w.Unit(x)
		if err != nil || u.Name != "" {
			return emulation.Say("value.text", "text", u.Label()), err
		}
		return text(x.String()[:8])
	case emulation.Evidence:
		return text(x.Name)
	case emulation.ShownFile: // its name is sealed
		return text(x.Criterion)
	case emulation.Hash:
		if field == "" {
			return w.listed(x)
		}
		return text(x.String()[:8])
	case emulation.SeasonStep:
		return emulation.Say("season." + string(x)), nil
	case emulation.SheetStep:
		return emulation.Say("step." + string(x)), nil
	case emulation.ProposalStep:
		return emulation.Say("proposal.step." + string(x)), nil
	case string:
		if words := wordsOf[field]; words != "" {
			return emulation.Say(words+x, "id", x), nil
		}
		if d, err := decimal.Parse(x); err == nil && figureFields[field] {
			return text(d)
		}
		if d, err := legal.ParseDate(x); err == nil {
			return text(d)
		}
		return text(x)
	case bool:
		if x {
			return emulation.Say("value.yes"), nil
		}
		return emulation.Say("value.no"), nil
	}
	switch v.Kind() {
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return emulation.Say("value.bytes", "count", v.Len()), nil
		}
		var list []emulation.Message
		for i := range v.Len() {
			m, err := w.plain(field, v.Index(i))
			if err != nil {
				return m, err
			}
			list = append(list, m)
		}
		return emulation.Say("value.list", "list", list), nil
	case reflect.Map:
		return w.pairs(v)
	case reflect.Struct, reflect.Pointer:
		facts, err := w.parts(v)
		return emulation.Say("value.list", "list", emulation.Map(facts, func(f fact) emulation.Message { return said(facts, f.name) })), err
	case reflect.Int64:
		return text(strconv.FormatInt(v.Int(), 10))
	}
	return text(fmt.Sprint(v.Interface()))
}

// seasonNamed is the label of a season of this desk.
func (w View) seasonNamed(id emulation.ID) (emulation.Message, error) {
	all, err := w.Seasons()
	for _, s := range all {
		if s.ID == id {
			return emulation.Say("value.text", "text", s.Label), err
		}
	}
	return emulation.Say("value.text", "text", id.String()[:8]), err
}

// pairs tells a map in the order of its keys.
func (w View) pairs(v reflect.Value) (emulation.Message, error) {
	by := map[string]reflect.Value{}
	for _, k := range v.MapKeys() {
		by[k.String()] = v.MapIndex(k)
	}
	var list []emulation.Message
	for _, k := range slices.Sorted(maps.Keys(by)) {
		m, err := w.plain("", by[k])
		if err != nil {
			return m, err
		}
		list = append(list, emulation.Say("value.pair", "name", k, "value", m))
	}
	return emulation.Say("value.list", "list", list), nil
}
