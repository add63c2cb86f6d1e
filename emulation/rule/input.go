package rule

import (
	"reflect"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/vietnamese"
)

// Input is what a unit reports for one criterion; the zero Input is nothing.
type Input struct {
	NA          bool   // the criterion does not apply to this unit
	Reason      string // why not
	Unconfirmed bool   // NA is proposed, no verifier has confirmed it: figures stay provisional
	Answer      Answer // what the rule asks for; nil where nothing is reported, or with NA
}

// Answer is what is reported to a rule, in the form its kind reads: a pointer to a Figure, a YesNo, a Choice's Chosen and so on. Nobody
// changes one, so it may be shared freely.
type Answer interface{ isAnswer() }

// as is an answer of the form a kind reads; one of another form is an empty one.
func as[T any, P interface {
	*T
	Answer
}](a Answer) *T {
	if t, ok := a.(P); ok {
		return t
	}
	return new(T)
}

// Same reports whether two inputs surely say the same.
func (in Input) Same(other Input) bool {
	if in.Answer == other.Answer {
		return in == other
	}
	answer := in.Answer
	in.Answer = other.Answer
	return in == other && reflect.DeepEqual(answer, other.Answer)
}

// FieldWords name a field of an input to a person.
func FieldWords(field string) emulation.Message { return emulation.Say("input.field." + field) }

// Keys lists the names of the fields that the kind takes, the most important first: without it nothing is reported.
func (r *Rule) Keys() []string {
	var f fields
	if r.Parameters == nil {
		return nil
	}
	r.Parameters.fields(r.Parameters.answer(), &f)
	return f.names
}

// Read reads the stored fields of an input: names as in a thidua-inputs/1 file ("value", "num", "pass" …), figures with a dot (or with a
// comma, as typed), lists as "id,id2" and counts as "id=2,id2=1". A criterion declared not applicable needs a reason. Each kind of fault has
// its own sentence; Path is the field. Whoever shows or scores an input reads it once and passes it on.
func (r *Rule) Read(stored map[string]string) (Input, error) {
	in, err := r.ReadFile(stored)
	if err == nil && in.NA && in.Reason == "" {
		err = invalid("reason", "input.na-reason")
	}
	if err != nil {
		return Input{}, err
	}
	return in, nil
}

// ReadFile is Read without the demand for a reason, which a file may leave out.
func (r *Rule) ReadFile(stored map[string]string) (Input, error) {
	var in Input
	var answer Answer
	f := fields{rule: r}
	for _, key := range sortedKeys(stored) {
		text := strings.TrimSpace(vietnamese.NFC(stored[key]))
		var err error
		switch key {
		case "na":
			in.NA, err = parseBool(key, text)
		case "reason":
			in.Reason = text
		default:
			if r.Parameters == nil {
				return Input{}, r.unknownField(key)
			}
			if answer == nil {
				answer = r.Parameters.answer()
			}
			f.key, f.text, f.found, f.err = key, text, false, nil
			if r.Parameters.fields(answer, &f); !f.found {
				return Input{}, r.unknownField(key)
			}
			err = f.err
		}
		if err != nil {
			return Input{}, err
		}
	}
	if in.NA {
		return in, nil
	}
	if p, ok := r.Parameters.(settling); ok && answer != nil {
		if err := p.settle(answer); err != nil {
			return Input{}, err
		}
	}
	return Input{Answer: answer}, nil
}

// sortedKeys spares the common case of one field.
func sortedKeys(stored map[string]string) []string {
	keys := make([]string, 0, 4)
	for key := range stored {
		keys = append(keys, key)
	}
	if len(keys) > 1 {
		slices.Sort(keys)
	}
	return keys
}

func (r *Rule) unknownField(key string) error {
	known := emulation.Map(append(r.Keys(), "na", "reason"), func(field string) emulation.Message {
		return emulation.Say("input.known-field", "field", field, "name", FieldWords(field))
	})
	return invalid(key, "input.unknown-field", "field", key, "kind", r.Kind().Words(), "known", known)
}

// Fields is the canonical stored form of an input: what Read reads back, the same for equal inputs, empty where nothing is reported.
func (r *Rule) Fields(in Input) map[string]string {
	f := fields{rule: r, stored: map[string]string{}}
	switch {
	case in.NA:
		f.stored["na"] = "true"
		if in.Reason != "" {
			f.stored["reason"] = in.Reason
		}
	case in.Answer != nil && r.Parameters != nil:
		r.Parameters.fields(in.Answer, &f)
	}
	return f.stored
}

// Samples are inputs that show how the rule counts: at its bounds, and beside them. Those of a rule that compares units are the units of one cluster.
// A formula has none, for it is computed from indicators, and neither has a rule that could not be read.
func (r *Rule) Samples() []Input {
	if r.Parameters == nil {
		return nil
	}
	return emulation.Map(r.Parameters.samples(r.M), func(a Answer) Input { return Input{Answer: a} })
}
