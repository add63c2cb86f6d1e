package criteria

import (
	"errors"
	"strings"

	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// ParseTyped is ReadTyped for who keeps the fields.
func ParseTyped(rule Rule, text string) (map[string]string, error) {
	in, err := rule.ReadTyped(text)
	if err != nil {
		return nil, err
	}
	return in.Fields(rule), nil
}

// notApplicable is how a clerk writes that a criterion does not apply; the reason follows a colon.
const notApplicable = "KAD"

func parseTyped(rule Rule, text string) (map[string]string, error) {
	head, reason, _ := strings.Cut(text, ":")
	switch vietnamese.Fold(head) {
	case "kad", "khong ap dung", "n/a", "na":
		return map[string]string{"na": "true", "reason": strings.TrimSpace(reason)}, nil
	}
	switch rule.Kind {
	case Pass:
		return map[string]string{"pass": text}, nil
	case Event:
		return map[string]string{"happened": text}, nil
	case Choice:
		id, err := findOption(rule, "choice", text)
		return map[string]string{"choice": id}, err
	case Checklist:
		return typedChecks(rule, text)
	case Tiers, Base:
		return typedCounts(rule, text)
	case Percent:
		return typedFigures(text, "/", "value", "num", "den")
	case Target, TargetLeader:
		return typedFigures(text, "/", "value", "value", "target")
	case PlusMinus:
		return typedFigures(text, ";", "plus", "plus", "minus")
	case Formula:
		return nil, invalid("", "input.formula")
	}
	return typedFigures(text, "", inputKeys[rule.Kind][0], "", "")
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

// findOption finds an option by its id or by its label, diacritics and case aside.
func findOption(rule Rule, field, text string) (string, error) {
	if _, ok := rule.Option(text); ok {
		return text, nil
	}
	found := ""
	want := vietnamese.Fold(text)
	for _, o := range rule.Options {
		if vietnamese.Fold(o.ID) == want || vietnamese.Fold(o.Label) == want {
			if found != "" { // two labels that differ in diacritics only
				return exactLabel(rule, field, text)
			}
			found = o.ID
		}
	}
	if found == "" {
		return "", invalid(field, "input.unknown-option", "text", text, "known", optionList(rule))
	}
	return found, nil
}

func exactLabel(rule Rule, field, text string) (string, error) {
	for _, o := range rule.Options {
		if o.Label == text {
			return o.ID, nil
		}
	}
	return "", invalid(field, "input.unknown-option", "text", text, "known", optionList(rule))
}

func typedChecks(rule Rule, text string) (map[string]string, error) {
	if text == "0" || text == "-" {
		return map[string]string{"checks": ""}, nil
	}
	var ids []string
	for _, part := range strings.Split(text, ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		id, err := findOption(rule, "checks", part)
		if err == nil {
			ids = append(ids, id)
			continue
		}
		for _, word := range splitList(part) { // "a, b" between two semicolons, or none at all
			id, wordErr := findOption(rule, "checks", word)
			if wordErr != nil {
				return nil, err
			}
			ids = append(ids, id)
		}
	}
	return map[string]string{"checks": strings.Join(ids, ",")}, nil
}

func typedCounts(rule Rule, text string) (map[string]string, error) {
	if strings.Contains(text, "=") {
		return map[string]string{"counts": text}, nil
	}
	numbers := strings.Split(text, ";")
	if len(numbers) > len(rule.Options) {
		return nil, invalid("counts", "input.too-many-counts", "given", len(numbers), "known", len(rule.Options))
	}
	var pairs []string
	for n, number := range numbers {
		if number = strings.TrimSpace(number); number == "" {
			continue
		}
		plain, err := typedFigure("counts", number)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, rule.Options[n].ID+"="+plain)
	}
	return map[string]string{"counts": strings.Join(pairs, ",")}, nil
}
