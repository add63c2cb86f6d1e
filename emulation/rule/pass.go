package rule

import "thidua/emulation"

var _ = register[Pass]()

// Pass is M or 0.
type Pass struct{ asksYes }

// Kind is "pass".
func (*Pass) Kind() Kind { return "pass" }

func (*Pass) declare(*form) {}

func (*Pass) fields(a Answer, f *fields) { f.yes("pass", &as[YesNo](a).Yes) }

func (*Pass) typed(text string) (map[string]string, error) {
	return map[string]string{"pass": text}, nil
}

func (*Pass) format(s shown) string { return s.formatYes("pass") }

func (*Pass) points(q *Question) Points { return q.happened(q.Max) }

func (*Pass) explain(q *Question, _ Points) emulation.Message {
	return q.explainHappened("explain.passed", "explain.not-passed", q.Max)
}
