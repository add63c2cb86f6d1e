package pledge

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/emulation/rule"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Registered is a unit's registration (đăng ký thi đua) as it stands here, or that there is none.
type Registered struct {
	Unit book.Unit
	emulation.Registration
	book.Entry
	Objection string // of the unit, against what was entered on its behalf
}

// Register records what a unit registers for in the season: its leader does, or others for the unit with the signed paper in OnBehalf.
func (room Room) Register(unit emulation.ID, r emulation.Registration) error {
	w, done := room.desk.Edit()
	defer done()
	s, u, err := w.MemberUnit(unit)
	if err != nil {
		return err
	}
	r.Movements, r.Titles = book.CleanAll(r.Movements), book.CleanAll(r.Titles)
	var targets []emulation.Target
	for _, t := range r.Targets {
		t.Name, t.Measure = book.Clean(t.Name), book.Clean(t.Measure)
		if t.Value, err = figureOrWords(t.Value); err != nil {
			return err
		}
		targets = append(targets, t)
	}
	r.Targets = targets
	return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Registration, record.SeasonUnit{Season: s.ID, Unit: u.ID}, r, w.Papers(u.ID, r.OnBehalf)...)
}

// ParseTarget reads a target as a person writes it: "Tỉ lệ lên lớp = 98,5 %", "Sáng kiến = 12 sáng kiến", "Chuẩn quốc gia = đạt mức độ 2".
func ParseTarget(text string) emulation.Target {
	name, value, _ := strings.Cut(book.Clean(text), "=")
	t := emulation.Target{Name: book.Clean(name), Value: book.Clean(value)}
	if figure, ok := strings.CutSuffix(t.Value, "%"); ok {
		t.Value, t.Measure = book.Clean(figure), "%"
		return t
	}
	figure, measure, _ := strings.Cut(t.Value, " ")
	if _, err := rule.ParseFigure(figure); err == nil {
		t.Value, t.Measure = figure, book.Clean(measure)
	}
	return t
}

// figureOrWords is a target's value: a figure in its stored form, or words ("đạt chuẩn mức độ 2") as they are. A figure that can be read in
// two ways is asked about.
func figureOrWords(text string) (string, error) {
	text = book.Clean(text)
	plain, err := rule.ParseFigure(text)
	switch {
	case err == nil:
		return plain, nil
	case emulation.KeyOf(err) == "input.not-a-number":
		return text, nil
	}
	return "", err
}

// Registrations lists every member unit with what it registered, or that it has not.
func (room Room) Registrations() ([]Registered, error) {
	return workspace.Ask(room.desk, View.Registrations)
}

// Registrations lists what the members of a season's cluster registered.
func (w View) Registrations(s *book.Season) ([]Registered, error) {
	name := w.Namer()
	against, err := w.objectionsTo(s, record.Registration.Kind)
	if err != nil {
		return nil, err
	}
	var list []Registered
	for _, u := range s.Cluster.Members {
		r := Registered{Unit: u, Objection: against[u.ID]}
		key := record.SeasonUnit{Season: s.ID, Unit: u.ID}
		if r.Registration, r.Entry, err = book.Shown(w.Store, name, s.Cluster.Scope(), record.Registration, key); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}
