package criteria

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/yamlfile"
	"thidua/vietnamese"
)

// Condition is what a class asks beside its points. Places are those by points, before classes; an average is that of all units for which the figure
// is there.
type Condition struct {
	Kind  ConditionKind
	Limit decimal.Decimal // a percentage or a place, as the kind says
	Of    Compared        // of a condition on an average
}

// ConditionKind is what a condition asks, named as its key in the file.
type ConditionKind string

// The conditions of a class.
const (
	DeductionsWithin   ConditionKind = "deductions_within"    // deductions are at most Limit percent of the bonus
	PlaceWithin        ConditionKind = "place_within"         // the place is at most Limit
	PlaceWithinPercent ConditionKind = "place_within_percent" // the place is at most ⌊Limit·n/100⌋
	AtLeastAverage     ConditionKind = "at_least_average"
	AboveAverage       ConditionKind = "above_average"
	AtMostAverage      ConditionKind = "at_most_average"
	BelowAverage       ConditionKind = "below_average"
	NoGate             ConditionKind = "no_gate" // no gate closes an award to the unit
)

// Compared is a figure that is held against the cluster's average: the points of a group or criterion, or an indicator.
type Compared struct {
	Sort string // "group", "criterion" or "indicator"
	Code string
}

// Relative reports whether a condition needs the other units of the cluster.
func (c Condition) Relative() bool { return c.Kind != DeductionsWithin && c.Kind != NoGate }

// ComparedIndicators are the indicators that the classes hold against the cluster's average, each once.
func (s *Set) ComparedIndicators() []string {
	var names []string
	if s.Classes == nil {
		return nil
	}
	seen := map[string]bool{}
	for _, band := range s.Classes.Bands {
		for _, c := range band.When {
			if c.Of.Sort == "indicator" && !seen[c.Of.Code] {
				seen[c.Of.Code] = true
				names = append(names, c.Of.Code)
			}
		}
	}
	return names
}

const conditionKeys = "deductions_within, place_within, place_within_percent, at_least_average, above_average, at_most_average, below_average, no_gate"

// condition appends the condition at i: a mapping of one key.
func (l *setLoader) condition(to []Condition, i yamlfile.Item) []Condition {
	o := l.top.Object(i)
	if o == nil {
		return to
	}
	if len(o.Keys) != 1 {
		o.Fail(o.Line, o.Path, "criteria.one-condition", "allowed", conditionKeys)
		return to
	}
	key := o.Keys[0]
	c := Condition{Kind: ConditionKind(key)}
	switch c.Kind {
	case DeductionsWithin:
		c.Limit = o.NotNegative(key, o.NeedNumber(key))
	case PlaceWithin:
		c.Limit = decimal.FromInt(int64(o.Integer(key, 1, 10_000, 1)))
	case PlaceWithinPercent:
		if c.Limit = o.NeedNumber(key); c.Limit.Sign() < 0 || c.Limit.Cmp(hundred) > 0 {
			o.FailAt(key, "criteria.not-a-percentage", "key", key)
		}
	case AtLeastAverage, AboveAverage, AtMostAverage, BelowAverage:
		at, _ := o.Need(key)
		c.Of = l.compared(at, o.NeedText(key))
	case NoGate:
		o.Choice(key, "true")
	default:
		o.FailKey(key, "criteria.one-condition", "allowed", conditionKeys)
	}
	o.Done()
	return append(to, c)
}

func (l *setLoader) compared(i yamlfile.Item, token string) Compared {
	sort, code, _ := strings.Cut(vietnamese.NFC(token), ":")
	switch {
	case token == "": // said already
	case code == "" || sort != "group" && sort != "criterion" && sort != "indicator":
		l.top.FailIn(i, "criteria.token", "token", token, "allowed", "group:X, criterion:X, indicator:X")
	case sort != "indicator":
		l.reference(i, token, code, sort == "group")
	}
	return Compared{Sort: sort, Code: code}
}

func (c Condition) write() string {
	value := c.Limit.String()
	switch {
	case c.Kind == NoGate:
		value = "true"
	case c.Of.Sort != "":
		value = yamlfile.Quoted(tokenText(c.Of.Sort, c.Of.Code))
	}
	return yamlfile.Flow(string(c.Kind), value)
}

// Told is the condition in words: "điểm trừ không quá 50% điểm thưởng".
func (c Condition) Told() emulation.Message {
	pairs := []any{"limit", c.Limit}
	if c.Of.Sort != "" {
		pairs = append(pairs, "of", c.Of.Told())
	}
	return emulation.Say("condition."+string(c.Kind), pairs...)
}

// Told names the figure.
func (f Compared) Told() emulation.Message {
	return emulation.Say("condition.of."+f.Sort, "code", f.Code)
}
