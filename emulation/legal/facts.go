package legal

import (
	"slices"
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

// FactKind says what sort of value a fact has.
type FactKind string

// The sorts of facts.
const (
	YesNo   FactKind = "yes-no"  // "yes", "no"
	Number  FactKind = "number"  // "3"
	Percent FactKind = "percent" // "68.4", or as a part of a number, which loses nothing: "13/19"
)

// The facts of a unit that conditions ask for.
const (
	FactRank            = "rank"                     // place in the final ranking of the cluster
	FactGate            = "gate"                     // a gate (điểm liệt) of the season was hit
	FactTasksDone       = "tasks_done_percent"       // members of the unit that completed their tasks
	FactAdvancedWorkers = "advanced_workers_percent" // members that are "lao động tiên tiến"
	FactFighters        = "grassroots_fighters"      // members that are "chiến sĩ thi đua cơ sở"
	FactDisciplined     = "disciplined"              // members disciplined at "cảnh cáo" or above
	FactExcellentYears  = "excellent_years"          // years of excellent completion in a row
	FactExcellentTask   = "excellent_task"           // the unit completed its task excellently
	FactGoodTask        = "good_task"                // the unit completed its task well
	FactExceeded        = "tasks_exceeded"           // the unit exceeded its targets and tasks
	FactNewModel        = "new_model"                // it has something new that others learn from
	FactActive          = "active_in_emulation"      // its emulation is regular and works
	FactUnited          = "united"                   // it is united, keeps the law and wastes nothing
	FactMovement        = "movement"                 // outstanding in an emulation movement
	FactSuddenFeat      = "sudden_feat"              // a sudden feat
	FactContribution    = "contribution"             // a contribution within the ministry or province
	FactDissolved       = "dissolved"                // dissolved by reorganisation
	FactSameAchievement = "same_achievement"         // awarded for the same achievement already
)

// FactNames lists the facts in the order a form asks for them.
var FactNames = []string{FactRank, FactGate, FactDissolved, FactSameAchievement, FactExceeded, FactExcellentTask, FactGoodTask, FactTasksDone,
	FactAdvancedWorkers, FactFighters, FactDisciplined, FactExcellentYears, FactMovement, FactSuddenFeat, FactContribution, FactNewModel,
	FactActive, FactUnited}

// KindOf is the sort of a fact's value; "" = there is no such fact.
func KindOf(fact string) FactKind {
	switch fact {
	case FactTasksDone, FactAdvancedWorkers:
		return Percent
	case FactRank, FactFighters, FactDisciplined, FactExcellentYears:
		return Number
	}
	if slices.Contains(FactNames, fact) {
		return YesNo
	}
	return ""
}

// Facts are what is known of a unit, by the names above. A fact that is not there is unknown.
type Facts map[string]Fact

// Fact is one value: a yes or no, a number, or a part of a hundred or of Of.
type Fact struct {
	Value decimal.Decimal
	Of    int64 // 0 = Value is a number or percent by itself
}

// Says is the fact of a yes or no.
func Says(yes bool) Fact {
	if yes {
		return Count(1)
	}
	return Count(0)
}

// Count is the fact of a number.
func Count(n int64) Fact { return Fact{Value: decimal.FromInt(n)} }

// Share is the fact of so many among so many.
func Share(n, of int64) Fact { return Fact{Value: decimal.FromInt(n), Of: of} }

// ParseFacts reads facts as they are recorded: "yes", "3", "68.4", "13/19". An empty text is an unknown fact.
func ParseFacts(texts map[string]string) (Facts, error) {
	out := Facts{}
	for _, name := range FactNames {
		text := strings.TrimSpace(texts[name])
		if text == "" {
			continue
		}
		f, ok := parseFact(KindOf(name), text)
		if !ok {
			return nil, emulation.Errorf(emulation.Invalid, "legal.bad-fact", "text", text, "fact", emulation.Say("legal.fact."+name),
				"how", emulation.Say("legal.fact-kind."+string(KindOf(name)))).At("", 0, name)
		}
		out[name] = f
	}
	for name := range texts {
		if KindOf(name) == "" {
			return nil, emulation.Errorf(emulation.Invalid, "legal.no-such-fact", "fact", name).At("", 0, name)
		}
	}
	return out, nil
}

func parseFact(kind FactKind, text string) (Fact, bool) {
	if kind == YesNo {
		return Says(text == "yes"), text == "yes" || text == "no"
	}
	value, of, share := strings.Cut(text, "/")
	f := Fact{}
	if share {
		n, err := strconv.ParseInt(of, 10, 64)
		if err != nil || n <= 0 || n > maxTerm || kind != Percent {
			return f, false
		}
		f.Of = n
	}
	d, err := decimal.Parse(value)
	f.Value = d
	whole := d.IsInt() || kind == Percent && !share
	return f, err == nil && whole && f.plausible(kind)
}

// plausible reports whether the value can be one of its kind: no part is less than nothing or more than the whole.
func (f Fact) plausible(kind FactKind) bool {
	whole := decimal.FromInt(maxTerm)
	switch {
	case f.Of < 0:
		return false
	case kind == YesNo:
		whole = decimal.FromInt(1)
	case kind == Percent:
		whole = decimal.FromInt(f.whole())
	}
	return f.Value.Sign() >= 0 && f.Value.Cmp(whole) <= 0
}

// whole is what a percent or a part is taken of.
func (f Fact) whole() int64 {
	if f.Of > 0 {
		return f.Of
	}
	return 100
}

// reaches reports whether a part reaches the threshold; both sides are multiplied out.
func (f Fact) reaches(t Threshold) bool {
	cmp := f.Value.Mul(decimal.FromInt(t.Share.Den)).Cmp(decimal.FromInt(f.whole()).Mul(decimal.FromInt(t.Share.Num)))
	return cmp > 0 || cmp == 0 && !t.Above
}

// Message is the fact's value in words.
func (f Fact) Message(fact string) emulation.Message {
	switch kind := KindOf(fact); {
	case kind == YesNo && f.Value.IsZero():
		return emulation.Say("legal.no")
	case kind == YesNo:
		return emulation.Say("legal.yes")
	case kind == Percent && f.Of > 0:
		return emulation.Say("legal.fraction", "num", f.Value, "den", f.Of)
	case kind == Percent:
		return emulation.Say("legal.percent", "percent", f.Value)
	}
	return emulation.Say("legal.number", "count", f.Value)
}
