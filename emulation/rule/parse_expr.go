package rule

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"thidua/emulation/decimal"
)

// The bounds of a formula: long enough for any that an office writes, short enough that computing it takes no time.
const (
	maxExprText  = 1000
	maxExprNodes = 200
	maxExprDepth = 30
)

// parseExpr reads a formula; fault is the key of the sentence that says what is wrong with it, with its values.
func parseExpr(text string) (e *Expr, fault string, pairs []any) {
	p := &exprParser{rest: text}
	root := p.sum()
	p.blank()
	switch {
	case len(text) > maxExprText || p.nodes > maxExprNodes || p.deepest > maxExprDepth:
		return nil, "criteria.expr-too-long", []any{"limit", maxExprNodes}
	case p.failed || p.rest != "":
		at := utf8.RuneCountInString(text[:len(text)-len(p.rest)]) + 1
		return nil, "criteria.expr-syntax", []any{"expr", text, "at", at}
	}
	return &Expr{Text: text, root: root}, "", nil
}

// exprParser is a recursive descent over the text; after a fault rest stands where it was met.
type exprParser struct {
	rest    string
	nodes   int
	depth   int
	deepest int
	failed  bool
}

func (p *exprParser) blank() { p.rest = strings.TrimLeftFunc(p.rest, unicode.IsSpace) }

// take eats the first of the tokens that stands next.
func (p *exprParser) take(tokens ...string) string {
	p.blank()
	for _, t := range tokens {
		if rest, ok := strings.CutPrefix(p.rest, t); ok && !p.failed {
			p.rest = rest
			return t
		}
	}
	return ""
}

func (p *exprParser) node(op string, args ...*exprNode) *exprNode {
	p.nodes++
	if p.nodes > maxExprNodes {
		p.failed = true
	}
	return &exprNode{op: op, args: args}
}

// operators gives each spelling of an operator its name.
var operators = map[string]string{"+": "+", "-": "-", "−": "-", "*": "*", "×": "*", "/": "/", "÷": "/",
	"<": "<", "<=": "<=", "≤": "<=", ">": ">", ">=": ">=", "≥": ">=", "=": "=", "<>": "<>", "≠": "<>"}

func (p *exprParser) sum() *exprNode {
	left := p.product()
	for {
		op := p.take("+", "-", "−")
		if op == "" {
			return left
		}
		left = p.node(operators[op], left, p.product())
	}
}

func (p *exprParser) product() *exprNode {
	left := p.factor()
	for {
		op := p.take("*", "×", "/", "÷")
		if op == "" {
			return left
		}
		left = p.node(operators[op], left, p.factor())
	}
}

func (p *exprParser) factor() *exprNode {
	p.depth++
	defer func() { p.depth-- }()
	p.deepest = max(p.deepest, p.depth)
	if p.depth > maxExprDepth {
		p.failed = true
	}
	p.blank()
	switch {
	case p.failed:
		return p.node("")
	case p.take("-", "−") != "":
		return p.node("neg", p.factor())
	case p.take("(") != "":
		inner := p.sum()
		p.expect(")")
		return inner
	}
	if n := prefix(p.rest, func(r rune) bool { return r >= '0' && r <= '9' || r == '.' }); n > 0 {
		d, err := decimal.Parse(p.rest[:n])
		if err != nil {
			p.failed = true
			return p.node("")
		}
		p.rest = p.rest[n:]
		leaf := p.node("")
		leaf.number = d
		return leaf
	}
	n := prefix(p.rest, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' })
	if n == 0 {
		p.failed = true
		return p.node("")
	}
	name := p.rest[:n]
	p.rest = p.rest[n:]
	if slices.Contains([]string{"min", "max", "if"}, name) && p.take("(") != "" {
		return p.call(name)
	}
	leaf := p.node("name")
	leaf.name = name
	return leaf
}

// call reads the arguments of a function whose bracket is open.
func (p *exprParser) call(name string) *exprNode {
	var args []*exprNode
	if name == "if" {
		left := p.sum()
		op := p.take("<=", "<>", ">=", "<", ">", "=", "≤", "≥", "≠")
		if op == "" {
			p.failed = true
			return p.node("")
		}
		args = append(args, p.node(operators[op], left, p.sum()))
		p.expect(",", ";")
		args = append(args, p.sum())
		p.expect(",", ";")
		args = append(args, p.sum())
	} else {
		args = append(args, p.sum())
		for p.take(",", ";") != "" {
			args = append(args, p.sum())
		}
	}
	p.expect(")")
	return p.node(name, args...)
}

func (p *exprParser) expect(tokens ...string) {
	if p.take(tokens...) == "" {
		p.failed = true
	}
}

// prefix is how many bytes of text fit.
func prefix(text string, fits func(rune) bool) int {
	n := strings.IndexFunc(text, func(r rune) bool { return !fits(r) })
	if n < 0 {
		return len(text)
	}
	return n
}
