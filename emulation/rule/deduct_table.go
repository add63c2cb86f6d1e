package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[DeductTable]("deduct-table")

// DeductTable is M − what the table says of the number of occurrences.
type DeductTable struct {
	asksCount
	Table  []decimal.Decimal
	Beyond *decimal.Decimal // per occurrence beyond the table; nil = everything
}

func (r *DeductTable) declare(f *form) {
	f.numbers("table", "table", &r.Table)
	const key, all = "beyond", "all"
	switch {
	case f.file != nil:
		if i, ok := f.file.Need(key); ok {
			if text, _ := i.Scalar(); text == all {
				return
			}
			if d, ok := f.file.Decimal(i); ok {
				r.Beyond = &d
			}
		}
	case r.Beyond == nil:
		f.perhaps(key, all, emulation.Say("diff.beyond.all"), nil)
		f.asks[len(f.asks)-1].Empty = all
	default:
		f.perhaps(key, r.Beyond.String(), Number(*r.Beyond), r.Beyond)
		f.asks[len(f.asks)-1].Empty = all
	}
}

func (*DeductTable) deducts(decimal.Decimal) bool { return true }

// loss is what n occurrences cost.
func (r *DeductTable) loss(max, n decimal.Decimal) decimal.Decimal {
	length := int64(len(r.Table))
	if i, ok := n.Int64(); ok && i <= length {
		if i == 0 {
			return zero
		}
		return r.Table[i-1]
	}
	if r.Beyond == nil {
		return max
	}
	return r.Table[length-1].Add(r.Beyond.Mul(n.Sub(decimal.FromInt(length))))
}

func (r *DeductTable) points(q *Question) Points { return exactly(q.Max.Sub(r.loss(q.Max, q.X))) }

func (r *DeductTable) explain(q *Question, p Points) emulation.Message {
	return p.equals(emulation.Say("explain.deduct-table", "max", q.Max, "count", q.X, "loss", r.loss(q.Max, q.X)))
}

func (r *DeductTable) how() (string, []any) {
	var items []emulation.Message
	for i, p := range r.Table {
		items = append(items, emulation.Say("rule.table-row", "n", i+1, "points", p))
	}
	last := emulation.Say("rule.table-all", "n", len(r.Table)+1)
	if r.Beyond != nil {
		last = emulation.Say("rule.table-beyond", "n", len(r.Table)+1, "points", *r.Beyond)
	}
	return "", []any{"items", append(items, last)}
}

// samples are none, each number of the table, and one more.
func (r *DeductTable) samples(decimal.Decimal) []Answer {
	out := figuresOf(0)
	for i := range len(r.Table) + 1 {
		out = append(out, figuresOf(int64(i+1))...)
	}
	return out
}
