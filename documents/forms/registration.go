package forms

import (
	"strconv"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
)

// Registration is form F1, Bản đăng ký thi đua, which a unit issues to its cluster. Its day and place are left to the pen.
func Registration(s *book.Season, r *pledge.Registered, now time.Time) (Paper, error) {
	if !r.Given {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-registration", "unit", r.Unit.Name)
	}
	p := official(s, r.Unit.Name, say("registration.title"), now, seasonLine(s))
	p.invented(s.Info.Illustrative || r.Illustrative)
	p.add(addressee(s.Cluster.Info.Name), stands("registration.opening", "unit", r.Unit.Name, "season", lowerFirst(p.season)))
	head := p.sections()
	if len(r.Movements) > 0 {
		head(say("registration.movements"))
		p.list(r.Movements)
	}
	if len(r.Targets) > 0 {
		head(say("registration.targets"))
		p.add(targets(r.Targets))
	}
	if len(r.Titles) > 0 {
		head(say("registration.titles"))
		p.list(r.Titles)
	}
	p.add(keep(stands("registration.close", "unit", r.Unit.Name)))
	if who := onBehalf(r.OnBehalf, r.Author); who != "" {
		p.add(note(say("paper.on-behalf", "who", who)))
	}
	if r.Objection != "" {
		p.add(note(say("objection", "unit", r.Unit.Name, "reason", r.Objection)))
	}
	if r.Conflict {
		p.add(note(say("registration.conflict")))
	}
	p.add(signatures(leader("sheet.leader")))
	return p.named("registration", r.Unit.Label(), s), nil
}

func targets(list []emulation.Target) documents.Table {
	t := documents.Table{
		Columns: []documents.Column{{Width: 12, Align: documents.AlignCenter}, {Width: 85, Flex: 1}, {Width: 30, Align: documents.AlignCenter}, {Width: 38, Align: documents.AlignCenter}},
		Header:  []documents.Row{header("registration.column.", "order", "name", "measure", "value")},
	}
	for i, x := range list {
		t.Rows = append(t.Rows, row(strconv.Itoa(i+1), x.Name, x.Measure, figure(x.Value)))
	}
	return t
}

// figure is a stored decimal with a comma; words stay as they are.
func figure(stored string) string {
	if n, err := decimal.Parse(stored); err == nil {
		return full(n)
	}
	return stored
}
