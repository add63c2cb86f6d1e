package rule

import (
	"errors"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/yamlfile"
)

var _ = register[Formula]("formula")

// Formula is an expression over indicators of the unit, which take the place of an answer.
type Formula struct{ Expr *Expr }

func (r *Formula) declare(f *form) {
	const key = "expr"
	switch {
	case f.file == nil && r.Expr == nil:
		f.tell(key, key, "", emulation.Message{}, AskText, "")
	case f.file == nil:
		f.tell(key, key, yamlfile.Quoted(r.Expr.Text), emulation.Say("diff.text", "text", r.Expr.Text), AskText, r.Expr.Text)
	case f.file != nil:
		text := f.file.NeedText(key)
		if text == "" {
			return
		}
		var fault string
		var pairs []any
		if r.Expr, fault, pairs = parseExpr(text); fault != "" {
			f.file.FailAt(key, fault, pairs...)
		}
	}
}

func (*Formula) answer() Answer { return nil }

func (*Formula) fields(Answer, *fields) {}

func (*Formula) typed(string, string) (map[string]string, error) {
	return nil, invalid("", "input.formula")
}

func (*Formula) format(string, shown) string { return "" }

func (r *Formula) indicators() []string { return r.Expr.Names() }

func (r *Formula) points(q *Question) Points {
	f, err := r.Expr.Eval(q.Indicators)
	var lacking *MissingIndicator
	switch {
	case errors.As(err, &lacking):
		return Points{Den: one, Provisional: true, Warning: "scoring.no-indicator", Detail: lacking.Name}
	case err != nil:
		return nothing("scoring.formula-zero")
	}
	return quotient(f.Num, f.Den)
}

func (r *Formula) explain(q *Question, p Points) emulation.Message {
	formula := emulation.Say("explain.formula", "text", r.Expr.Text)
	if len(r.Expr.Names()) > 0 {
		formula = emulation.Say("explain.formula-filled", "text", r.Expr.Text, "filled", r.Expr.filled(q.Indicators))
	}
	return p.equals(formula)
}

// given are the indicators a formula names with their figures: "a = 3".
func (r *Formula) given(q *Question) []emulation.Message {
	var list []emulation.Message
	for _, name := range r.Expr.Names() {
		if v, ok := q.Indicators[name]; ok {
			list = append(list, emulation.Say("explain.indicator", "name", name, "value", v))
		}
	}
	return list
}

func (r *Formula) how() (string, []any) { return "", []any{"expr", r.Expr.Text} }

// samples are none: a formula has no answer of its own.
func (*Formula) samples(decimal.Decimal) []Answer { return nil }
