package rule

import (
	"errors"
	"strings"

	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// fields is what a kind declares the fields of an answer to: it reads one of them from a text, or it stores them all, or it lists their names.
type fields struct {
	rule *Rule

	key, text string // the field that is read; "" = none
	found     bool
	err       error

	stored map[string]string // what is stored; nil = nothing
	names  []string          // of an answer that is only listed
}

// asks reports whether a field is the one to be read. An empty text is no answer, but for lists, in which it is none of them.
func (f *fields) asks(key string, list bool) bool {
	switch {
	case f.key == "":
		if f.stored == nil {
			f.names = append(f.names, key)
		}
		return false
	case f.key != key:
		return false
	}
	f.found = true
	if f.text == "" && !list {
		f.err = invalid(key, "input.empty", "field", FieldWords(key))
		return false
	}
	return true
}

func (f *fields) store(key, text string) {
	if f.stored != nil {
		f.stored[key] = text
	}
}

// A reader reads a figure of a field.
type reader func(field, text string) (decimal.Decimal, error)

// one is a figure without which there is no answer.
func (f *fields) one(key string, x *decimal.Decimal, read reader) {
	if f.asks(key, false) {
		*x, f.err = read(key, f.text)
	}
	if f.stored != nil {
		f.stored[key] = x.String()
	}
}

// maybe is one of several figures, any of which may be missing.
func (f *fields) maybe(key string, x **decimal.Decimal, read reader) {
	if f.asks(key, false) {
		var d decimal.Decimal
		if d, f.err = read(key, f.text); f.err == nil {
			*x = &d
		}
	}
	if f.stored != nil && *x != nil {
		f.stored[key] = (*x).String()
	}
}

// yes is an answer of yes or no.
func (f *fields) yes(key string, yes *bool) {
	if f.asks(key, false) {
		*yes, f.err = parseBool(key, f.text)
	}
	if *yes {
		f.store(key, "true")
	} else {
		f.store(key, "false")
	}
}

// figure reads an exact number, with a dot as stored or with a comma as typed.
func figure(field, text string) (decimal.Decimal, error) {
	if strings.Contains(text, ",") {
		plain, err := vietnamese.ParseNumber(text)
		if err != nil {
			return decimal.Decimal{}, invalid(field, "input.not-a-number", "text", text)
		}
		text = plain
	}
	d, err := decimal.Parse(text)
	switch {
	case errors.Is(err, decimal.ErrTooLong):
		return d, invalid(field, "input.too-long", "limit", decimal.MaxDigits)
	case err != nil:
		return d, invalid(field, "input.not-a-number", "text", text)
	}
	return d, nil
}

// notNegative reads a number from 0.
func notNegative(field, text string) (decimal.Decimal, error) {
	d, err := figure(field, text)
	if err == nil && d.Sign() < 0 {
		err = invalid(field, "input.negative", "text", text)
	}
	return d, err
}

// whole reads a number of things.
func whole(field, text string) (decimal.Decimal, error) {
	d, err := notNegative(field, text)
	if err == nil && !d.IsInt() {
		err = invalid(field, "input.not-whole", "value", d)
	}
	return d, err
}

// onStep reports whether d is a whole multiple of step.
func onStep(d, step decimal.Decimal) bool {
	return step.Sign() <= 0 || decimal.QuoRound(d, step, 0, decimal.Down).Mul(step).Equal(d)
}

func parseBool(field, text string) (bool, error) {
	switch vietnamese.Fold(text) {
	case "true", "yes", "co", "dat", "1", "x":
		return true, nil
	case "false", "no", "khong", "khong dat", "0":
		return false, nil
	}
	return false, invalid(field, "input.not-yes-no", "text", text)
}

// splitList cuts at commas, semicolons and blanks.
func splitList(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\t' || r == '\u00a0' })
}
