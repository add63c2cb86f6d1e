package criteria

import (
	"strings"

	"thidua/emulation/decimal"
)

// answers are the words a clerk types for yes and no, which the cell also shows: a part of the cell's notation, like "/" and ";".
var answers = map[bool][2]string{true: {"không", "có"}, false: {"no", "yes"}}

// FormatTyped writes stored fields the way a clerk types them, for the result cell: ParseTyped reads the same fields back. With
// decimalComma figures and words are Vietnamese ("99,34", "có"), else English. Fields that cannot be read are shown as they are, so that
// nothing typed disappears.
func FormatTyped(rule Rule, fields map[string]string, decimalComma bool) string {
	if fields["na"] == "true" {
		if reason := fields["reason"]; reason != "" {
			return notApplicable + ": " + reason
		}
		return notApplicable
	}
	figure := func(key string) string { return formatFigure(fields[key], decimalComma) }
	both := func(first, separator, second string) string {
		if fields[second] == "" {
			return figure(first)
		}
		return figure(first) + separator + figure(second)
	}
	switch rule.Kind {
	case Pass:
		return formatAnswer(fields["pass"], decimalComma)
	case Event:
		return formatAnswer(fields["happened"], decimalComma)
	case Choice:
		if o, ok := rule.Option(fields["choice"]); ok && labelIsPlain(rule, o) {
			return o.Label
		}
		return fields["choice"]
	case Checklist:
		if checks, given := fields["checks"]; given && checks == "" {
			return "0"
		}
		return strings.ReplaceAll(fields["checks"], ",", "; ")
	case Tiers, Base:
		return formatCounts(rule, fields["counts"])
	case Percent:
		if fields["num"] != "" {
			return both("num", "/", "den")
		}
		return figure("value")
	case Target, TargetLeader:
		return both("value", "/", "target")
	case PlusMinus:
		return both("plus", ";", "minus")
	case Formula:
		return ""
	}
	return figure(inputKeys[rule.Kind][0])
}

// formatFigure writes a figure without thousands marks unless it would otherwise be asked about: "1234.5" → "1234,5".
func formatFigure(plain string, decimalComma bool) string {
	d, err := decimal.Parse(plain)
	if err != nil {
		return plain
	}
	if decimalComma {
		return strings.Replace(d.String(), ".", ",", 1)
	}
	s := d.String()
	whole, frac, dotted := strings.Cut(s, ".")
	if whole = strings.TrimPrefix(whole, "-"); dotted && len(frac) == 3 && len(whole) <= 3 && whole != "0" {
		return s + "0" // "1.234" could be thousands; "1.2340" cannot
	}
	return s
}

func formatAnswer(text string, vietnamese bool) string {
	switch text {
	case "true":
		return answers[vietnamese][1]
	case "false":
		return answers[vietnamese][0]
	}
	return text
}

// labelIsPlain reports whether the label alone finds its option again.
func labelIsPlain(rule Rule, o Option) bool {
	id, err := findOption(rule, "choice", o.Label)
	return err == nil && id == o.ID && !strings.Contains(o.Label, ":")
}

// formatCounts writes "id=2,id2=1" by position where every option before the last counted one is short to write: "2;1".
func formatCounts(rule Rule, text string) string {
	counts, err := parseCounts(rule, text)
	if err != nil || text == "" {
		return text
	}
	last := 0
	numbers := make([]string, len(rule.Options))
	for i, o := range rule.Options {
		n, counted := counts[o.ID]
		numbers[i] = n.String()
		if counted && !n.IsZero() {
			last = i
		}
	}
	return strings.Join(numbers[:last+1], ";")
}
