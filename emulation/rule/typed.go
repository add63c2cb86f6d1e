package rule

import (
	"errors"
	"strings"

	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// notApplicable is how a clerk writes that a criterion does not apply; the reason follows a colon.
const notApplicable = "KAD"

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
	stored, err := r.typed(text)
	if err != nil {
		return Input{}, err
	}
	return r.Read(stored)
}

func (r *Rule) typed(text string) (map[string]string, error) {
	head, reason, _ := strings.Cut(text, ":")
	switch vietnamese.Fold(head) {
	case "kad", "khong ap dung", "n/a", "na":
		return map[string]string{"na": "true", "reason": strings.TrimSpace(reason)}, nil
	}
	if p, ok := r.Parameters.(typist); ok {
		return p.typed(r.key, text)
	}
	return typedFigures(text, "", r.key, "", "")
}

// Format writes stored fields the way a clerk types them, for the result cell: ReadTyped reads the same fields back. With decimalComma
// figures and words are Vietnamese ("99,34", "có"), else English. Fields that cannot be read are shown as they are, so that nothing typed
// disappears.
func (r *Rule) Format(stored map[string]string, decimalComma bool) string {
	if stored["na"] == "true" {
		if reason := stored["reason"]; reason != "" {
			return notApplicable + ": " + reason
		}
		return notApplicable
	}
	s := shown{stored, decimalComma}
	if p, ok := r.Parameters.(typist); ok {
		return p.format(r.key, s)
	}
	return s.figure(r.key)
}

// shown are fields that are to be shown.
type shown struct {
	fields       map[string]string
	decimalComma bool
}

// figure writes a figure without thousands marks unless it would otherwise be asked about: "1234.5" → "1234,5".
func (s shown) figure(key string) string {
	plain := s.fields[key]
	d, err := decimal.Parse(plain)
	if err != nil {
		return plain
	}
	text := d.String()
	if s.decimalComma {
		return strings.Replace(text, ".", ",", 1)
	}
	whole, frac, dotted := strings.Cut(text, ".")
	if whole = strings.TrimPrefix(whole, "-"); dotted && len(frac) == 3 && len(whole) <= 3 && whole != "0" {
		return text + "0" // "1.234" could be thousands; "1.2340" cannot
	}
	return text
}

// both writes two figures, or only the first.
func (s shown) both(first, separator, second string) string {
	if s.fields[second] == "" {
		return s.figure(first)
	}
	return s.figure(first) + separator + s.figure(second)
}

// typedFigures reads one figure into the field one, or two figures with a separator between them into first and second.
func typedFigures(text, separator, one, first, second string) (map[string]string, error) {
	if a, b, two := strings.Cut(text, separator); two && separator != "" {
		y, err := typedFigure(second, b)
		if err != nil {
			return nil, err
		}
		if strings.TrimSpace(a) == "" { // "/50": the target is known, the result is not
			return map[string]string{second: y}, nil
		}
		x, err := typedFigure(first, a)
		if err != nil {
			return nil, err
		}
		return map[string]string{first: x, second: y}, nil
	}
	x, err := typedFigure(one, text)
	if err != nil {
		return nil, err
	}
	return map[string]string{one: x}, nil
}

// ParseFigure reads one figure as a person types it into plain decimal text.
func ParseFigure(text string) (string, error) {
	plain, err := typedFigure("", text)
	if err != nil {
		return "", err
	}
	if _, err := decimal.Parse(plain); err != nil {
		return "", invalid("", "input.too-long", "limit", decimal.MaxDigits)
	}
	return plain, nil
}

func typedFigure(field, text string) (string, error) {
	plain, err := vietnamese.ParseNumber(text)
	var two *vietnamese.AmbiguousNumber
	switch {
	case errors.As(err, &two):
		return "", invalid(field, "input.ambiguous", "text", strings.TrimSpace(text),
			"decimal", decimal.MustParse(two.Decimal), "thousands", decimal.MustParse(two.Thousands))
	case err != nil:
		return "", invalid(field, "input.not-a-number", "text", strings.TrimSpace(text))
	}
	return plain, nil
}
