package criteria

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"thidua/emulation"
	"thidua/emulation/decimal"
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
	r := &reader{file: name}
	top := r.root(raw)
	if top == nil {
		return nil, r.result()
	}
	if err := checkFormat(top, InputsFormat); err != nil {
		return nil, err
	}
	l := &inputsLoader{set: set, top: top, out: &Inputs{}, lines: map[string]int{}}
	if i, ok := top.need("units"); ok {
		for _, u := range top.list(i) {
			l.unit(u)
		}
	}
	if d := top.sub("decisions"); d != nil {
		l.out.Decisions.Ballot = l.order(d, "ballot")
		l.out.Decisions.Chair = l.order(d, "chair")
		d.done()
	}
	top.done()
	if err := r.result(); err != nil {
		return nil, err
	}
	return l.out, nil
}

type inputsLoader struct {
	set   *Set
	top   *object
	out   *Inputs
	lines map[string]int // of each unit's id
}

func (l *inputsLoader) unit(i item) {
	o := l.top.object(i)
	if o == nil {
		return
	}
	u := UnitInputs{ID: o.needText("id"), Name: o.needText("name"), Type: o.text("type"), Inputs: map[string]Input{}}
	u.PreviousRank = o.integer("previous_rank", 1, 1000000, 0)
	if first, twice := l.lines[u.ID]; twice && u.ID != "" {
		o.fail(o.at("id"), o.place("id"), "inputs.duplicate-unit", "unit", u.ID, "first", first)
	}
	l.lines[u.ID] = o.at("id")
	if _, ok := l.set.Scale.For(u.Type); !ok && l.set.Scale.Given() {
		o.fail(o.at("type"), o.place("type"), "inputs.type-without-scale", "type", u.Type, "known", strings.Join(l.set.types(), ", "))
	}
	if inputs := o.sub("inputs"); inputs != nil {
		for _, code := range inputs.keys {
			value, _ := inputs.get(code)
			if c := l.criterion(inputs, code); c != nil {
				l.input(&u, c, value)
			}
		}
	}
	if indicators := o.sub("indicators"); indicators != nil {
		u.Indicators = map[string]decimal.Decimal{}
		for _, name := range indicators.keys {
			u.Indicators[name] = indicators.needNumber(name)
		}
	}
	if previous := o.sub("previous"); previous != nil {
		u.Previous = map[string]decimal.Decimal{}
		for _, code := range previous.keys {
			if c := l.criterion(previous, code); c != nil {
				if p := previous.sub(code); p != nil {
					u.Previous[code] = p.needNumber("value")
					p.done()
				}
			}
		}
	}
	o.done()
	l.out.Units = append(l.out.Units, u)
}

func (l *inputsLoader) criterion(o *object, code string) *Criterion {
	c, ok := l.set.ByCode(code)
	if !ok {
		o.read[code] = true
		o.fail(o.lines[code], o.place(code), "inputs.unknown-criterion", "code", code)
	}
	return c
}

func (l *inputsLoader) input(u *UnitInputs, c *Criterion, i item) {
	o := l.top.object(i)
	if o == nil {
		return
	}
	before := len(o.faults)
	fields := map[string]string{}
	for _, key := range o.keys {
		value, _ := o.get(key)
		if text, ok := fieldText(o, key, value); ok {
			fields[key] = text
		}
	}
	if len(o.faults) > before {
		return
	}
	in, err := parseFields(c.Rule, fields)
	var fault *emulation.Error
	if errors.As(err, &fault) {
		line := o.line
		if at, ok := o.lines[fault.Path]; ok {
			line = at
		}
		wrapped := invalid("", "inputs.criterion", "unit", u.ID, "code", c.Code, "sentence", fault.Message)
		o.faults = append(o.faults, wrapped.At(o.file, line, o.place(fault.Path)))
		return
	}
	u.Inputs[c.Code] = in
}

// fieldText brings a field to its one-line form: a list becomes "a,b", a mapping "a=1,b=2".
func fieldText(o *object, key string, i item) (string, bool) {
	var parts []string
	switch i.node.(type) {
	case *ast.SequenceNode:
		if key != "checks" {
			return o.scalar(i)
		}
		for _, n := range o.list(i) {
			text, ok := o.scalar(n)
			if !ok {
				return "", false
			}
			parts = append(parts, text)
		}
	case *ast.MappingNode, *ast.MappingValueNode:
		if key != "counts" {
			return o.scalar(i)
		}
		counts := o.object(i)
		for _, id := range counts.keys {
			value, _ := counts.get(id)
			text, ok := o.scalar(value)
			if !ok {
				return "", false
			}
			parts = append(parts, id+"="+text)
		}
	default:
		text, ok := o.scalar(i)
		if ok && strings.Contains(text, ",") && !i.quoted() && key != "reason" {
			o.fail(i.line(), i.path, "criteria.comma-unquoted", "text", text)
			return "", false
		}
		return text, ok
	}
	return strings.Join(parts, ","), true
}

// order reads a list of unit ids, best first.
func (l *inputsLoader) order(o *object, key string) []string {
	ids := o.texts(key)
	seen := map[string]bool{}
	for n, id := range ids {
		if _, ok := l.lines[id]; !ok {
			o.fail(o.at(key), pathOf(o.place(key), n), "inputs.unknown-unit", "unit", id)
		}
		if seen[id] {
			o.fail(o.at(key), pathOf(o.place(key), n), "inputs.unit-twice", "unit", id)
		}
		seen[id] = true
	}
	return ids
}
