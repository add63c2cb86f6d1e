package rule

import "thidua/emulation"

var _ = register[Pass]("pass")

// Pass is M or 0.
type Pass struct{ asksYes }

func (*Pass) declare(*form) {}

func (*Pass) fields(a Answer, f *fields) { f.yes("pass", &as[YesNo](a).Yes) }

func (*Pass) points(q *Question) Points { return q.happened(q.Max) }

func (*Pass) explain(q *Question, _ Points) emulation.Message {
	return q.explainHappened("explain.passed", "explain.not-passed", q.Max)
}
