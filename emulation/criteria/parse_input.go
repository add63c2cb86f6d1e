package criteria

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// inputKeys lists the fields each kind of rule takes; the first is the one whose absence means that nothing is reported yet. A formula
// takes none: its figures are the unit's indicators.
var inputKeys = map[Kind][]string{
	Manual: {"points"}, Choice: {"choice"}, Pass: {"pass"}, Checklist: {"checks"}, Percent: {"value", "num", "den"},
	Target: {"value", "target"}, TargetLeader: {"value", "target"}, Best: {"value"}, Bands: {"value"}, Step: {"value"}, Count: {"count"},
	Tiers: {"counts"}, Deduct: {"count"}, DeductTable: {"count"}, Event: {"happened"}, Late: {"days"}, Base: {"counts"},
	PlusMinus: {"plus", "minus"}, Linear: {"value"}, Rank: {"value"}, Improve: {"value"}, Formula: {},
}

// FieldWords name a field of an input to a person.
func FieldWords(field string) emulation.Message { return emulation.Say("input.field." + field) }

// knownFields is what an input for this kind of rule may hold, for a message.
func knownFields(k Kind) []emulation.Message {
	var known []emulation.Message
	for _, field := range append(InputKeys(k), "na", "reason") {
		known = append(known, emulation.Say("input.known-field", "field", field, "name", FieldWords(field)))
	}
	return known
}

// InputKeys lists the names of the fields that this kind of rule takes.
func InputKeys(k Kind) []string { return slices.Clone(inputKeys[k]) }

// ParseInput reads the canonical fields of an input: names as in a thidua-inputs/1 file ("value", "num", "pass" …), figures with a dot (or
// with a comma, as typed), lists as "id,id2" and counts as "id=2,id2=1". A criterion declared not applicable needs a reason. Each kind of
// fault has its own sentence; Path is the field.
func ParseInput(rule Rule, fields map[string]string) (Input, error) {
	in, err := parseFields(rule, fields)
	if err == nil && in.NA && in.Reason == "" {
		err = invalid("reason", "input.na-reason")
	}
	if err != nil {
		return Input{}, err
	}
	return in, nil
}

func invalid(field, key string, pairs ...any) *emulation.Error {
	return emulation.Errorf(emulation.Invalid, key, pairs...).At("", 0, field)
}

// parseFields is ParseInput without the demand for a reason, which a file may leave out.
func parseFields(rule Rule, fields map[string]string) (Input, error) {
	var in Input
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		text := strings.TrimSpace(vietnamese.NFC(fields[key]))
		if err := in.set(rule, key, text); err != nil {
			return Input{}, err
		}
	}
	if in.NA {
		return Input{NA: true, Reason: in.Reason}, nil
	}
	switch {
	case (in.Num == nil) != (in.Den == nil):
		return Input{}, invalid("num", "input.num-den")
	case in.Num != nil && in.Value != nil:
		return Input{}, invalid("value", "input.value-or-num")
	case (in.Plus == nil) != (in.Minus == nil):
		zero := decimal.Decimal{}
		if in.Plus == nil {
			in.Plus = &zero
		} else {
			in.Minus = &zero
		}
	}
	return in, nil
}

// set reads one field.
func (in *Input) set(rule Rule, key, text string) error {
	var err error
	switch key {
	case "na":
		var na *bool
		na, err = parseBool(key, text)
		in.NA = na != nil && *na
		return err
	case "reason":
		in.Reason = text
		return nil
	}
	if !slices.Contains(inputKeys[rule.Kind], key) {
		return invalid(key, "input.unknown-field", "field", key, "kind", rule.Kind.Words(), "known", knownFields(rule.Kind))
	}
	if text == "" && key != "checks" && key != "counts" { // for those two, nothing is an answer: none of them
		return invalid(key, "input.empty", "field", FieldWords(key))
	}
	switch key {
	case "points":
		in.Points, err = parsePoints(rule, text)
	case "choice":
		if _, ok := rule.Option(text); !ok {
			return invalid(key, "input.unknown-option", "text", text, "known", optionList(rule))
		}
		in.Choice = text
	case "pass":
		in.Pass, err = parseBool(key, text)
	case "happened":
		in.Happened, err = parseBool(key, text)
	case "checks":
		in.Checks, err = parseChecks(rule, text)
	case "counts":
		in.Counts, err = parseCounts(rule, text)
	case "value":
		in.Value, err = parseFigure(key, text)
	case "target":
		in.Target, err = parseFigure(key, text)
		if err == nil && in.Target.Sign() <= 0 {
			err = invalid(key, "input.target-not-positive")
		}
	case "num":
		in.Num, err = parseNotNegative(key, text)
	case "den":
		in.Den, err = parseNotNegative(key, text)
	case "count":
		in.Count, err = parseWhole(key, text)
	case "days":
		in.Days, err = parseWhole(key, text)
	case "plus":
		in.Plus, err = parseNotNegative(key, text)
	case "minus":
		in.Minus, err = parseNotNegative(key, text)
	}
	return err
}

// parseFigure reads an exact number, with a dot as stored or with a comma as typed.
func parseFigure(field, text string) (*decimal.Decimal, error) {
	if strings.Contains(text, ",") {
		plain, err := vietnamese.ParseNumber(text)
		if err != nil {
			return nil, invalid(field, "input.not-a-number", "text", text)
		}
		text = plain
	}
	d, err := decimal.Parse(text)
	switch {
	case errors.Is(err, decimal.ErrTooLong):
		return nil, invalid(field, "input.too-long", "limit", decimal.MaxDigits)
	case err != nil:
		return nil, invalid(field, "input.not-a-number", "text", text)
	}
	return &d, nil
}

func parseNotNegative(field, text string) (*decimal.Decimal, error) {
	d, err := parseFigure(field, text)
	if err == nil && d.Sign() < 0 {
		return nil, invalid(field, "input.negative", "text", text)
	}
	return d, err
}

func parseWhole(field, text string) (*decimal.Decimal, error) {
	d, err := parseNotNegative(field, text)
	if err == nil && !d.IsInt() {
		return nil, invalid(field, "input.not-whole", "value", *d)
	}
	return d, err
}

// parsePoints reads the points of a manual rule: between 0 and M, in its steps.
func parsePoints(rule Rule, text string) (*decimal.Decimal, error) {
	d, err := parseNotNegative("points", text)
	if err != nil {
		return nil, err
	}
	if d.Cmp(rule.M) > 0 {
		return nil, invalid("points", "input.over-max", "points", *d, "max", rule.M)
	}
	if !onStep(*d, rule.Step) {
		return nil, invalid("points", "input.wrong-step", "points", *d, "step", rule.Step)
	}
	return d, nil
}

// onStep reports whether d is a whole multiple of step.
func onStep(d, step decimal.Decimal) bool {
	return step.Sign() <= 0 || decimal.QuoRound(d, step, 0, decimal.Down).Mul(step).Equal(d)
}

func parseBool(field, text string) (*bool, error) {
	yes := true
	switch vietnamese.Fold(text) {
	case "true", "yes", "co", "dat", "1", "x":
	case "false", "no", "khong", "khong dat", "0":
		yes = false
	default:
		return nil, invalid(field, "input.not-yes-no", "text", text)
	}
	return &yes, nil
}

// parseChecks reads the ids of ticked items and puts them in the order of the rule.
func parseChecks(rule Rule, text string) ([]string, error) {
	ticked := map[string]bool{}
	for _, id := range splitList(text) {
		if _, ok := rule.Option(id); !ok {
			return nil, invalid("checks", "input.unknown-option", "text", id, "known", optionList(rule))
		}
		if ticked[id] {
			return nil, invalid("checks", "input.twice", "text", id)
		}
		ticked[id] = true
	}
	checks := []string{}
	for _, o := range rule.Options {
		if ticked[o.ID] {
			checks = append(checks, o.ID)
		}
	}
	return checks, nil
}

// parseCounts reads "id=2,id2=1".
func parseCounts(rule Rule, text string) (map[string]decimal.Decimal, error) {
	counts := map[string]decimal.Decimal{}
	for _, pair := range splitList(text) {
		id, number, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, invalid("counts", "input.count-form", "text", pair)
		}
		if _, ok := rule.Option(id); !ok {
			return nil, invalid("counts", "input.unknown-option", "text", id, "known", optionList(rule))
		}
		if _, twice := counts[id]; twice {
			return nil, invalid("counts", "input.twice", "text", id)
		}
		n, err := parseWhole("counts", number)
		if err != nil {
			return nil, err
		}
		counts[id] = *n
	}
	return counts, nil
}

// splitList cuts at commas, semicolons and blanks.
func splitList(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\t' || r == '\u00a0' })
}

// optionList is the options of a rule for a message.
func optionList(rule Rule) []emulation.Message {
	known := make([]emulation.Message, len(rule.Options))
	for i, o := range rule.Options {
		known[i] = emulation.Say("criteria.known-option", "id", o.ID, "label", o.Label)
		if o.Label == o.ID {
			known[i] = emulation.Say("diff.text", "text", o.ID)
		}
	}
	return known
}

// Fields is the canonical stored form of an input: what ParseInput reads back, the same for equal inputs.
func (in Input) Fields(rule Rule) map[string]string {
	out := map[string]string{}
	if in.NA {
		out["na"] = "true"
		if in.Reason != "" {
			out["reason"] = in.Reason
		}
		return out
	}
	for name, d := range map[string]*decimal.Decimal{"points": in.Points, "value": in.Value, "num": in.Num, "den": in.Den, "target": in.Target,
		"count": in.Count, "days": in.Days, "plus": in.Plus, "minus": in.Minus} {
		if d != nil {
			out[name] = d.String()
		}
	}
	for name, b := range map[string]*bool{"pass": in.Pass, "happened": in.Happened} {
		switch {
		case b == nil:
		case *b:
			out[name] = "true"
		default:
			out[name] = "false"
		}
	}
	if in.Choice != "" {
		out["choice"] = in.Choice
	}
	if in.Checks != nil {
		out["checks"] = strings.Join(in.Checks, ",")
	}
	if in.Counts != nil {
		var pairs []string
		for _, o := range rule.Options {
			if n, ok := in.Counts[o.ID]; ok && !n.IsZero() {
				pairs = append(pairs, o.ID+"="+n.String())
			}
		}
		if pairs == nil { // all zero is still an answer
			pairs = []string{rule.Options[0].ID + "=0"}
		}
		out["counts"] = strings.Join(pairs, ",")
	}
	return out
}

// CheckPoints says whether a person may give a criterion these points, after weight, in a verified or final column: within the limits
// of its rule, and for a manual rule in its steps.
func (c *Criterion) CheckPoints(points decimal.Decimal) error {
	b, factor := c.Rule.Bounds(), c.Factor()
	low, high := b.Low.Mul(factor), b.High.Mul(factor)
	switch {
	case points.Cmp(high) > 0:
		return invalid("points", "input.over-max", "points", points, "max", high)
	case !b.NoLow && points.Cmp(low) < 0:
		return invalid("points", "input.under-min", "points", points, "min", low)
	case c.Rule.Kind == Manual && !onStep(points, c.Rule.Step.Mul(factor)):
		return invalid("points", "input.wrong-step", "points", points, "step", c.Rule.Step.Mul(factor))
	}
	return nil
}
