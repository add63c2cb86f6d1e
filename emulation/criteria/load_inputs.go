package criteria

import (
	"errors"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/yamlfile"
)

// InputsFormat is the first line of an inputs file.
const InputsFormat = "thidua-inputs/1"

// Inputs is a thidua-inputs/1 file: what every unit of a cluster reports, and what people decided.
type Inputs struct {
	Units     []UnitInputs
	Decisions Decisions
}

// LoadInputs reads a thidua-inputs/1 file against the set it is for; name is what messages call it. The error is Errors with every fault
// of the file, each with its line and what to do.
func LoadInputs(set *Set, name string, raw []byte) (*Inputs, error) {
	r := yamlfile.New(name)
	top := r.Root(raw)
	if top == nil {
		return nil, r.Result()
	}
	if err := checkFormat(name, top, InputsFormat); err != nil {
		return nil, err
	}
	l := &inputsLoader{set: set, top: top, out: &Inputs{}, lines: map[string]int{}}
	if i, ok := top.Need("units"); ok {
		for _, u := range top.List(i) {
			l.unit(u)
		}
	}
	if d := top.Sub("decisions"); d != nil {
		l.out.Decisions.Ballot = l.order(d, "ballot")
		l.out.Decisions.Chair = l.order(d, "chair")
		d.Done()
	}
	top.Done()
	if err := r.Result(); err != nil {
		return nil, err
	}
	return l.out, nil
}

type inputsLoader struct {
	set   *Set
	top   *yamlfile.Object
	out   *Inputs
	lines map[string]int // of each unit's id
}

func (l *inputsLoader) unit(i yamlfile.Item) {
	o := l.top.Object(i)
	if o == nil {
		return
	}
	u := UnitInputs{ID: o.NeedText("id"), Name: o.NeedText("name"), Type: o.Text("type"), Inputs: map[string]rule.Input{}}
	u.PreviousRank = o.Integer("previous_rank", 1, 1000000, 0)
	if first, twice := l.lines[u.ID]; twice && u.ID != "" {
		o.FailAt("id", "inputs.duplicate-unit", "unit", u.ID, "first", first)
	}
	l.lines[u.ID] = o.At("id")
	if _, ok := l.set.Scale.For(u.Type); !ok && l.set.Scale.Given() {
		o.FailAt("type", "inputs.type-without-scale", "type", u.Type, "known", strings.Join(l.set.Types(), ", "))
	}
	if inputs := o.Sub("inputs"); inputs != nil {
		for _, code := range inputs.Keys {
			value, _ := inputs.Get(code)
			if c := l.criterion(inputs, code); c != nil {
				l.input(&u, c, value)
			}
		}
	}
	if indicators := o.Sub("indicators"); indicators != nil {
		u.Indicators = map[string]decimal.Decimal{}
		for _, name := range indicators.Keys {
			u.Indicators[name] = indicators.NeedNumber(name)
		}
	}
	if previous := o.Sub("previous"); previous != nil {
		u.Previous = map[string]decimal.Decimal{}
		for _, code := range previous.Keys {
			if c := l.criterion(previous, code); c != nil {
				if p := previous.Sub(code); p != nil {
					u.Previous[code] = p.NeedNumber("value")
					p.Done()
				}
			}
		}
	}
	o.Done()
	l.out.Units = append(l.out.Units, u)
}

func (l *inputsLoader) criterion(o *yamlfile.Object, code string) *Criterion {
	c, ok := l.set.ByCode(code)
	if !ok {
		o.FailKey(code, "inputs.unknown-criterion", "code", code)
	}
	return c
}

func (l *inputsLoader) input(u *UnitInputs, c *Criterion, i yamlfile.Item) {
	o := l.top.Object(i)
	if o == nil {
		return
	}
	before := o.Faults()
	fields := map[string]string{}
	for _, key := range o.Keys {
		value, _ := o.Get(key)
		if text, ok := fieldText(o, key, value); ok {
			fields[key] = text
		}
	}
	if o.Faults() > before {
		return
	}
	in, err := c.Rule.ReadFile(fields)
	var fault *emulation.Error
	if errors.As(err, &fault) {
		o.FailKey(fault.Path, "inputs.criterion", "unit", u.ID, "code", c.Code, "sentence", fault.Message)
		return
	}
	u.Inputs[c.Code] = in
}

// fieldText brings a field to its one-line form: a list becomes "a,b", a mapping "a=1,b=2".
func fieldText(o *yamlfile.Object, key string, i yamlfile.Item) (string, bool) {
	var parts []string
	switch {
	case i.IsList():
		if key != "checks" {
			return o.Scalar(i)
		}
		for _, n := range o.List(i) {
			text, ok := o.Scalar(n)
			if !ok {
				return "", false
			}
			parts = append(parts, text)
		}
	case i.IsMapping():
		if key != "counts" {
			return o.Scalar(i)
		}
		counts := o.Object(i)
		for _, id := range counts.Keys {
			value, _ := counts.Get(id)
			text, ok := o.Scalar(value)
			if !ok {
				return "", false
			}
			parts = append(parts, id+"="+text)
		}
	default:
		text, ok := o.Scalar(i)
		if ok && strings.Contains(text, ",") && !i.Quoted() && key != "reason" {
			o.FailIn(i, "criteria.comma-unquoted", "text", text)
			return "", false
		}
		return text, ok
	}
	return strings.Join(parts, ","), true
}

// order reads a list of unit ids, best first.
func (l *inputsLoader) order(o *yamlfile.Object, key string) []string {
	ids := o.Texts(key)
	seen := map[string]bool{}
	for n, id := range ids {
		if _, ok := l.lines[id]; !ok {
			o.Fail(o.At(key), yamlfile.PathOf(o.Place(key), n), "inputs.unknown-unit", "unit", id)
		}
		if seen[id] {
			o.Fail(o.At(key), yamlfile.PathOf(o.Place(key), n), "inputs.unit-twice", "unit", id)
		}
		seen[id] = true
	}
	return ids
}
