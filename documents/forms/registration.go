package forms

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/vietnamese"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/year"
)

// Registration is form F1, Bản đăng ký thi đua, which a unit issues to its cluster. Its parts are those of Mẫu số 1a of Circular 35/2011/TT-BLĐTBXH: the
// grounds, I the movements, each with its goal, when it is launched and when it is summed up, II the targets with unit of measure and plan, then the titles. What is
// said of a movement comes from launched, by its name; what nobody wrote is left to the pen, as are day and place.
func Registration(s *book.Season, r *pledge.Registered, launched []year.LaunchedMovement, now time.Time) (Paper, error) {
	if !r.Given {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-registration", "unit", r.Unit.Name)
	}
	rows, notes, invented := movementRows(r, launched)
	p := official(s, r.Unit.Name, say("registration.title"), now, seasonLine(s))
	p.invented(s.Info.Illustrative || r.Illustrative || invented)
	p.add(addressee(s.Cluster.Info.Name))
	p.grounds(s.Info.Grounds)
	p.add(stands("registration.opening", "unit", r.Unit.Name, "season", lowerFirst(p.season)))
	head := p.sections()
	if len(rows) > 0 {
		head(say("registration.movements"))
		p.add(documents.Table{
			Columns: []documents.Column{{Width: 12, Align: documents.AlignCenter}, {Width: 60, Flex: 1}, {Width: 45, Flex: 1},
				{Width: 25, Align: documents.AlignCenter}, {Width: 25, Align: documents.AlignCenter}},
			Header: []documents.Row{header("registration.column.", "order", "movement", "goal", "launched", "summed-up")},
			Rows:   rows,
			Whole:  len(rows) <= shortTable,
		})
		p.notes(notes)
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

// movementRows are the movements a unit registered for; notes say of which two people wrote differently, and invented is whether any was.
func movementRows(r *pledge.Registered, launched []year.LaunchedMovement) (rows []documents.Row, notes []string, invented bool) {
	for i, name := range r.Movements {
		m, doubt := launchedAs(r.Unit.ID, name, launched)
		if doubt {
			notes = append(notes, say("registration.movement-doubt", "movement", name))
		}
		invented = invented || m.Illustrative
		rows = append(rows, row(strconv.Itoa(i+1), capital(name), capital(m.Goal), shortDay(m.From), shortDay(m.SummedUp)))
	}
	return rows, notes, invented
}

// launchedAs is the movement of a name that the unit launched within itself and said something of, or else the cluster's; empty where nobody launched one, or,
// with a doubt, where it was written differently, on two machines, in two entries, or in the marks of its name alone: “Trồng cây” is not “Trông cây”.
func launchedAs(unit emulation.ID, name string, launched []year.LaunchedMovement) (found emulation.Movement, doubt bool) {
	for _, own := range []bool{true, false} {
		known := false
		for _, m := range launched {
			said := func(m emulation.Movement) [3]string { return [3]string{m.Goal, m.From, m.SummedUp} }
			if m.OfCluster == own || own && m.Unit.ID != unit || !m.Conflict && said(m.Movement) == [3]string{} {
				continue
			}
			if is, asked := movementName(m.Name), movementName(name); vietnamese.Slug(is) != vietnamese.Slug(asked) {
				continue
			} else if is != asked {
				doubt = true
				continue
			}
			if m.Conflict || known && said(m.Movement) != said(found) {
				return emulation.Movement{}, true
			}
			found, known = m.Movement, true
		}
		if known {
			return found, false
		}
	}
	return emulation.Movement{}, doubt
}

// movementName is the name of a movement to be compared: “Phong trào thi đua "Dạy tốt – Học tốt"” is “Dạy tốt - học tốt”.
func movementName(name string) string {
	apart := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	words := strings.FieldsFunc(strings.ToLower(vietnamese.NFC(name)), apart)
	for _, kind := range []string{"phong-trao", "thi-dua"} {
		if len(words) > 2 && vietnamese.Slug(strings.Join(words[:2], " ")) == kind {
			words = words[2:]
		}
	}
	return strings.Join(words, " ")
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
