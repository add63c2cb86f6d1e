package rule

import (
	"errors"
	"slices"
	"unicode"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

// Expr is a formula over named indicators, such as "10*a/b": + − × ÷, brackets, min(a, b, …), max(a, b, …) and if(a > b, x, y). It is
// computed as one exact fraction.
type Expr struct {
	Text string
	root *exprNode
}

// ErrDivisionByZero is the error of a formula that divides by 0.
var ErrDivisionByZero = errors.New("division by zero")

// MissingIndicator is the error of a formula that needs an indicator the unit has not reported.
type MissingIndicator struct{ Name string }

// Error is for logs.
func (e *MissingIndicator) Error() string { return "no indicator " + e.Name }

// Fraction is a number not yet divided; Den is above 0.
type Fraction struct{ Num, Den decimal.Decimal }

// cmp compares two fractions by cross-multiplication.
func (f Fraction) cmp(g Fraction) int { return f.Num.Mul(g.Den).Cmp(g.Num.Mul(f.Den)) }

// Eval computes the formula. Only the branch of an if that is taken is looked at. The errors are ErrDivisionByZero and
// *MissingIndicator.
func (e *Expr) Eval(indicators map[string]decimal.Decimal) (Fraction, error) {
	return e.root.eval(indicators)
}

// Names lists the indicators the formula names, each once, in the order of the text.
func (e *Expr) Names() []string {
	names := []string{}
	var walk func(n *exprNode)
	walk = func(n *exprNode) {
		if n.op == "name" && !slices.Contains(names, n.name) {
			names = append(names, n.name)
		}
		for _, a := range n.args {
			walk(a)
		}
	}
	walk(e.root)
	return names
}

// filled is the formula as it is written, with figures in the place of the indicators: "10*3/4". An indicator that is not there (it stands in a branch
// that is not taken), or too long to be read, keeps its name.
func (e *Expr) filled(indicators map[string]decimal.Decimal) emulation.Message {
	names, out := e.Names(), emulation.Say("value.text", "text", "")
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }
	for rest := e.Text; rest != ""; {
		n := prefix(rest, word)
		var piece any = rest[:max(n, 1)]
		switch number := prefix(rest, func(r rune) bool { return r >= '0' && r <= '9' || r == '.' }); {
		case number > 0:
			n = number
			piece = rest[:n]
			if d, err := decimal.Parse(rest[:n]); err == nil {
				piece = d
			}
		case n == 0:
			if n = prefix(rest, func(r rune) bool { return !word(r) && r != '.' }); n == 0 {
				n = 1
			}
			piece = rest[:n]
		default:
			d, given := indicators[rest[:n]]
			switch {
			case !given || !slices.Contains(names, rest[:n]) || len(d.String()) > shownDigits:
			case d.Sign() < 0:
				piece = emulation.Say("explain.negative", "value", d)
			default:
				piece = d
			}
		}
		out, rest = emulation.Say("explain.joined", "a", out, "b", piece), rest[n:]
	}
	return out
}

// exprNode is a number, an indicator, or an operation on its arguments.
type exprNode struct {
	op     string // "" = number, "name", "+", "-", "*", "/", "neg", "min", "max", "if", "<", "<=", ">", ">=", "=", "<>"
	number decimal.Decimal
	name   string
	args   []*exprNode
}

func (n *exprNode) eval(indicators map[string]decimal.Decimal) (Fraction, error) {
	switch n.op {
	case "":
		return Fraction{n.number, one}, nil
	case "name":
		d, ok := indicators[n.name]
		if !ok {
			return Fraction{}, &MissingIndicator{n.name}
		}
		return Fraction{d, one}, nil
	case "if":
		yes, err := n.args[0].holds(indicators)
		if err != nil {
			return Fraction{}, err
		}
		if yes {
			return n.args[1].eval(indicators)
		}
		return n.args[2].eval(indicators)
	}
	values := make([]Fraction, len(n.args))
	for i, a := range n.args {
		v, err := a.eval(indicators)
		if err != nil {
			return Fraction{}, err
		}
		values[i] = v
	}
	return n.apply(values)
}

func (n *exprNode) apply(v []Fraction) (Fraction, error) {
	a := v[0]
	switch n.op {
	case "neg":
		return Fraction{a.Num.Neg(), a.Den}, nil
	case "min":
		return slices.MinFunc(v, Fraction.cmp), nil
	case "max":
		return slices.MaxFunc(v, Fraction.cmp), nil
	}
	b := v[1]
	switch n.op {
	case "+":
		return Fraction{a.Num.Mul(b.Den).Add(b.Num.Mul(a.Den)), a.Den.Mul(b.Den)}, nil
	case "-":
		return Fraction{a.Num.Mul(b.Den).Sub(b.Num.Mul(a.Den)), a.Den.Mul(b.Den)}, nil
	case "*":
		return Fraction{a.Num.Mul(b.Num), a.Den.Mul(b.Den)}, nil
	}
	if b.Num.IsZero() {
		return Fraction{}, ErrDivisionByZero
	}
	f := Fraction{a.Num.Mul(b.Den), a.Den.Mul(b.Num)}
	if f.Den.Sign() < 0 {
		f = Fraction{f.Num.Neg(), f.Den.Neg()}
	}
	return f, nil
}

// holds decides a comparison.
func (n *exprNode) holds(indicators map[string]decimal.Decimal) (bool, error) {
	a, err := n.args[0].eval(indicators)
	if err != nil {
		return false, err
	}
	b, err := n.args[1].eval(indicators)
	if err != nil {
		return false, err
	}
	c := a.cmp(b)
	switch n.op {
	case "<":
		return c < 0, nil
	case "<=":
		return c <= 0, nil
	case ">":
		return c > 0, nil
	case ">=":
		return c >= 0, nil
	case "=":
		return c == 0, nil
	}
	return c != 0, nil
}
