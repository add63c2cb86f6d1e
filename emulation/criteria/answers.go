package criteria

import (
	"strings"

	"thidua/vietnamese"
)

// Read reads the stored fields of an input; see ParseInput. Whoever shows or scores a figure reads it once and passes the Input on.
func (r *Rule) Read(fields map[string]string) (Input, error) { return ParseInput(*r, fields) }

// ReadTyped reads what a clerk types into the result cell of a sheet:
//
//	figures       99,34 · 99.34 · 98,5 % · 1.234,5         percent also 45/50 (num/den), targets also 45/50 (result/target)
//	yes or no     có · không · đạt · x · 1 · 0
//	choice        an option's id or its label, with or without diacritics
//	checklist     ids or labels, with ";" between them
//	tiers, base   2;1 (one number per tier, in their order) or id=2 id2=1
//	plus-minus    3;10
//	any           KAD: lý do (not applicable, because …)
//
// An empty text is an empty Input. A figure that can be read in two ways ("1.234") is the error "input.ambiguous", with both readings.
func (r *Rule) ReadTyped(text string) (Input, error) {
	text = strings.TrimSpace(vietnamese.NFC(text))
	if text == "" {
		return Input{}, nil
	}
	fields, err := parseTyped(*r, text)
	if err != nil {
		return Input{}, err
	}
	return ParseInput(*r, fields)
}

// Fields is the canonical stored form of an input: what Read reads back, the same for equal inputs, empty where nothing is reported.
func (r *Rule) Fields(in Input) map[string]string { return in.Fields(*r) }

// Format writes stored fields the way a clerk types them; see FormatTyped.
func (r *Rule) Format(fields map[string]string, decimalComma bool) string {
	return FormatTyped(*r, fields, decimalComma)
}

// Indicators lists the unit's indicators the points are computed from, each once: nil for every rule but a formula, which may name none.
func (r *Rule) Indicators() []string {
	if r.Expr == nil {
		return nil
	}
	return r.Expr.Names()
}

// Relative reports whether the points depend on the other units of the cluster.
func (r *Rule) Relative() bool { return r.Kind.Relative() }
