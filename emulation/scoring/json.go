package scoring

import (
	"bytes"
	"encoding/json"
	"errors"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

// Report is a Result in the shape that "score --json" prints. Decimals are strings, plain, with a dot and no trailing zeros.
type Report struct {
	Units    []ReportUnit `json:"units"`
	Warnings []string     `json:"warnings"`
}

// ReportUnit is one unit, best place first.
type ReportUnit struct {
	ID         string                     `json:"id"`
	Name       string                     `json:"name"`
	Rank       int                        `json:"rank"`
	Total      decimal.Decimal            `json:"total"`
	Percent    decimal.Decimal            `json:"percent"`
	Class      *string                    `json:"class"`
	Bonus      decimal.Decimal            `json:"bonus"`
	Deductions decimal.Decimal            `json:"deductions"`
	Blocked    []string                   `json:"blocked"`
	Groups     map[string]decimal.Decimal `json:"groups"`
	Criteria   map[string]ReportCriterion `json:"criteria"`

	// Reasons say why the unit has its place and class, and what a gate closes. Report leaves them out; whoever asks for them fills them in.
	Reasons []string `json:"reasons,omitempty"`
}

// ReportCriterion is one line; points and max are after weight.
type ReportCriterion struct {
	Points      decimal.Decimal `json:"points"`
	Max         decimal.Decimal `json:"max"`
	NA          bool            `json:"na"`
	Provisional bool            `json:"provisional"`
	Explain     string          `json:"explain"`
}

// Report writes the result down; say renders a Message in the reader's language.
func (r *Result) Report(say func(emulation.Message) string) Report {
	out := Report{Units: make([]ReportUnit, 0, len(r.Units)), Warnings: make([]string, 0, len(r.Warnings))}
	for _, u := range r.Units {
		out.Units = append(out.Units, u.report(say))
	}
	for _, w := range r.Warnings {
		out.Warnings = append(out.Warnings, say(w.Message()))
	}
	return out
}

func (u *UnitResult) report(say func(emulation.Message) string) ReportUnit {
	out := ReportUnit{
		ID: u.ID, Name: u.Name, Rank: u.Rank, Total: u.Total, Percent: u.Percent, Bonus: u.Bonus, Deductions: u.Deductions,
		Blocked: []string{}, Groups: map[string]decimal.Decimal{}, Criteria: map[string]ReportCriterion{},
	}
	if u.Class != "" {
		out.Class = &u.Class
	}
	for _, b := range u.Blocked {
		out.Blocked = append(out.Blocked, b.Award)
	}
	for _, g := range u.Groups {
		if g.Applicable {
			out.Groups[g.Group.Code] = g.Points
		}
	}
	for _, c := range u.Criteria {
		out.Criteria[c.Criterion.Code] = ReportCriterion{
			Points: c.Points, Max: c.Max, NA: c.NA, Provisional: c.Provisional, Explain: say(u.Explain(c.Criterion.Code)),
		}
	}
	return out
}

func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false) // a formula's "a > b" is to be read by people
	err := out.Encode(v)
	return b.Bytes(), err
}

// Fault is one error in the shape that "score --json" prints when it refuses.
type Fault struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Path    string `json:"path"`
	Message string `json:"message"`
}

// Faults lists the faults inside an error: each of criteria.Errors, else the first emulation.Error, else the error itself.
func Faults(err error, say func(emulation.Message) string) []Fault {
	var many criteria.Errors
	var one *emulation.Error
	switch {
	case errors.As(err, &many):
	case errors.As(err, &one):
		many = criteria.Errors{one}
	default:
		return []Fault{{Message: say(emulation.Say("error.unknown", "detail", err.Error()))}}
	}
	return emulation.Map(many, func(e *emulation.Error) Fault {
		return Fault{File: e.File, Line: e.Line, Path: e.Path, Message: say(e.Message)}
	})
}

// ErrorJSON is {"errors": […]} of an error, indented, with a line end.
func ErrorJSON(err error, say func(emulation.Message) string) ([]byte, error) {
	return indented(struct {
		Errors []Fault `json:"errors"`
	}{Faults(err, say)})
}
