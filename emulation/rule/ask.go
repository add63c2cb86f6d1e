package rule

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/yamlfile"
	"thidua/vietnamese"
)

// Asked is a parameter of a kind as a person is asked for it.
type Asked struct {
	Key   string // as it is written in a file
	Name  string // of the sentence "diff.what.rule.<name>"
	Sort  Sort
	Value string   // as a person types it
	Usual string   // what it is where nothing is typed; "" = something must be
	OneOf []string // of AskOneOf, each with the sentence "diff.<key>.<word>"
	Empty string   // of AskPerhaps: how it is written in a file where nothing is typed
}

// Sort is how a parameter is typed.
type Sort int

// The sorts of parameters.
const (
	AskNumber  Sort = iota // one figure
	AskPerhaps             // one figure, or nothing
	AskNumbers             // "10; 8; 6"
	AskOptions             // a line each: "Giải nhất: 5"
	AskBands               // a line each: "≥ 98: 10", "≤ 2: 5"
	AskOneOf               // one of a few words
	AskText                // as it stands
)

// Words name the parameter to a person.
func (a Asked) Words() emulation.Message { return emulation.Say("diff.what.rule." + a.Name) }

// Asks are the parameters of the rule with what they are.
func (r *Rule) Asks() []Asked {
	if r.Parameters == nil {
		return AsksOf(r.kind)
	}
	return r.told().asks
}

// AsksOf are the parameters of a kind of which nothing is filled in yet.
func AsksOf(kind Kind) []Asked {
	if empty, known := kinds[kind]; known {
		return tell(decimal.Decimal{}, empty(), true).asks
	}
	return nil
}

// Fault is what is wrong with a parameter that was typed; "" is no single one's.
type Fault struct {
	Key string
	emulation.Message
}

// Make is the rule of a kind with its parameters as they were typed, by their keys; was is the rule it takes the place of, whose options keep their ids.
func Make(kind Kind, code string, max decimal.Decimal, typed map[string]string, was *Rule) (Rule, []emulation.Message, []Fault) {
	pairs, asks := []string{"kind", string(kind)}, AsksOf(kind)
	var faults []Fault
	for _, a := range asks {
		written, fault := a.written(strings.TrimSpace(vietnamese.NFC(typed[a.Key])), was)
		if fault != nil {
			faults = append(faults, Fault{a.Key, *fault})
		}
		pairs = append(pairs, a.Key, written)
	}
	if faults != nil {
		return Rule{M: max}, nil, faults
	}
	file := yamlfile.New("")
	var r Rule
	var notices []emulation.Message
	if o := file.Root([]byte(yamlfile.Flow(pairs...))); o != nil {
		r, notices = Load(o, code, max)
	}
	var all yamlfile.Errors
	errors.As(file.Result(), &all)
	for _, e := range all {
		key, _, _ := strings.Cut(e.Path, "[")
		i := slices.IndexFunc(asks, func(a Asked) bool { return a.Key == key })
		if _, named := e.Message.Args["key"]; named && i >= 0 {
			e.Message.Args["key"] = asks[i].Words()
		}
		faults = append(faults, Fault{key, e.Message})
	}
	return r, notices, faults
}

// written is a typed parameter as it stands in a file, "" = left out; or what is wrong with it.
func (a Asked) written(typed string, was *Rule) (string, *emulation.Message) {
	if typed == "" {
		switch {
		case a.Sort == AskPerhaps:
			return a.Empty, nil
		case a.Usual != "":
			return "", nil
		}
		return "", wrong(emulation.Say("rule.ask.empty", "what", a.Words()))
	}
	switch a.Sort {
	case AskNumber, AskPerhaps:
		return plainly(typed)
	case AskNumbers:
		return a.numbers(typed)
	case AskOptions:
		return a.options(typed, was)
	case AskBands:
		return a.bands(typed)
	case AskText:
		return yamlfile.Quoted(typed), nil
	}
	if typed == a.OneOf[0] { // the usual one is left out
		return "", nil
	}
	return typed, nil
}

func wrong(m emulation.Message) *emulation.Message { return &m }

// plainly is a figure as it stands in a file.
func plainly(typed string) (string, *emulation.Message) {
	plain, err := ParseFigure(typed)
	var fault *emulation.Error
	if errors.As(err, &fault) {
		return "", &fault.Message
	}
	return plain, nil
}

func (a Asked) numbers(typed string) (string, *emulation.Message) {
	var list []string
	for _, one := range strings.FieldsFunc(typed, func(r rune) bool { return r == ';' || r == '\n' || r == ' ' || r == '\t' }) {
		plain, fault := plainly(one)
		if fault != nil {
			return "", fault
		}
		list = append(list, plain)
	}
	return yamlfile.FlowList(list), nil
}

// eachLine reads lines of words and the points behind them: "Giải nhất: 5", or as cells come from a table. example is the sentence of how a line is typed;
// read writes one, "" for words that are no such line, or says what is wrong with its figure.
func eachLine(typed, example string, read func(words, points string) (string, *emulation.Message)) (string, *emulation.Message) {
	var list []string
	n := 0
	for line := range strings.Lines(typed) {
		n++
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		written := ""
		if at := strings.LastIndexAny(line, ":\t="); at > 0 {
			words, points := strings.TrimSpace(line[:at]), strings.TrimSpace(line[at+1:])
			if figure, ok := strings.CutSuffix(strings.ToLower(points), "điểm"); ok { // "5 điểm"; whatever else follows is no figure
				points = strings.TrimSpace(figure)
			}
			plain, fault := plainly(points)
			if fault == nil {
				written, fault = read(words, plain)
			}
			if fault != nil {
				return "", wrong(emulation.Say("rule.ask.line-figure", "line", n, "text", line, "why", *fault))
			}
		}
		if written == "" {
			return "", wrong(emulation.Say("rule.ask.line", "line", n, "text", line, "example", emulation.Say(example)))
		}
		list = append(list, written)
	}
	return yamlfile.FlowList(list), nil
}

// options reads lines of options. One whose label stands in the rule before keeps its id, and so does one in the place of a label that was mended:
// what units reported is told by these.
func (a Asked) options(typed string, was *Rule) (string, *emulation.Message) {
	var before []Option
	if was != nil && was.Parameters != nil {
		before = was.Options()
	}
	var labels []string
	_, fault := eachLine(typed, "rule.ask.options", func(label, _ string) (string, *emulation.Message) {
		labels = append(labels, label)
		return label, nil
	})
	if fault != nil {
		return "", fault
	}
	ids := idsOf(labels, before)
	n := 0
	return eachLine(typed, "rule.ask.options", func(label, points string) (string, *emulation.Message) {
		n++
		shown := ""
		if label != ids[n-1] {
			shown = yamlfile.Quoted(label)
		}
		return yamlfile.Flow("id", yamlfile.Quoted(ids[n-1]), "label", shown, "points", points), nil
	})
}

func idsOf(labels []string, before []Option) []string {
	ids, taken := make([]string, len(labels)), map[string]bool{}
	for i, label := range labels {
		if o := emulation.Find(before, func(o *Option) bool { return o.Label == label && !taken[o.ID] }); o != nil {
			ids[i], taken[o.ID] = o.ID, true
		}
	}
	for i, label := range labels {
		if ids[i] == "" && len(labels) == len(before) && !taken[before[i].ID] {
			ids[i] = before[i].ID
		}
		for n := int64(1); ids[i] == ""; n++ {
			id := cmp.Or(vietnamese.Slug(label), "muc")
			if n > 1 {
				id += "-" + decimal.FromInt(n).String()
			}
			if !taken[id] && !slices.ContainsFunc(before, func(o Option) bool { return o.ID == id }) {
				ids[i] = id
			}
		}
		taken[ids[i]] = true
	}
	return ids
}

// optionLines are options as a person types them.
func optionLines(list Options) string {
	return strings.Join(emulation.Map(list, func(o Option) string { return o.Label + ": " + o.Points.Typed() }), "\n")
}

// The signs of a bound, and the words that mean the same, without diacritics.
const (
	signFrom = "≥"
	signTo   = "≤"
)

var bounds = []struct{ word, key string }{
	{signFrom, "at_least"}, {">=", "at_least"}, {"tu ", "at_least"}, {"from ", "at_least"},
	{signTo, "at_most"}, {"<=", "at_most"}, {"den ", "at_most"}, {"to ", "at_most"},
}

// bands reads lines of bands: "≥ 98: 10", "từ 98 trở lên: 10".
func (a Asked) bands(typed string) (string, *emulation.Message) {
	return eachLine(typed, "rule.ask.bands", func(words, points string) (string, *emulation.Message) {
		folded := vietnamese.Fold(words)
		for _, b := range bounds {
			rest, ok := strings.CutPrefix(folded, b.word)
			if !ok {
				continue
			}
			key := b.key
			if down, is := strings.CutSuffix(rest, "tro xuong"); is { // "từ 2 trở xuống"
				rest, key = down, "at_most"
			}
			bound, fault := plainly(strings.TrimSuffix(strings.TrimSpace(rest), "tro len"))
			return yamlfile.Flow(key, bound, "points", points), fault
		}
		return "", nil
	})
}

// bandLines are bands as a person types them.
func bandLines(list []Band) string {
	return strings.Join(emulation.Map(list, func(b Band) string {
		if b.AtLeast != nil {
			return signFrom + " " + b.AtLeast.Typed() + ": " + b.Points.Typed()
		}
		return signTo + " " + b.AtMost.Typed() + ": " + b.Points.Typed()
	}), "\n")
}
