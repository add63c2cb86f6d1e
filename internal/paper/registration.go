package paper

import (
	"slices"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/workspace"
)

// Registration is form F1 of a unit. Its day and place are left to the pen.
func Registration(d Desk, unit emulation.ID, now time.Time) (Paper, error) {
	s, err := d.Season()
	if err != nil {
		return Paper{}, err
	}
	list, err := d.Registrations()
	if err != nil {
		return Paper{}, err
	}
	i := slices.IndexFunc(list, func(r workspace.Registered) bool { return r.Unit.ID == unit })
	if i < 0 {
		return Paper{}, emulation.Errorf(emulation.NotFound, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
	}
	r := &list[i]
	if !r.Given {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-registration", "unit", r.Unit.Name)
	}
	f := documents.RegistrationForm{Letterhead: letterhead(s, "", "", now), To: s.Cluster.Info.Name, Movements: r.Movements, Titles: r.Titles}
	f.Superior, f.Issuer, f.Illustrative = "", r.Unit.Name, f.Illustrative || r.Illustrative
	for _, t := range r.Targets {
		f.Targets = append(f.Targets, documents.TargetRow{Name: t.Name, Measure: t.Measure, Value: figure(t.Value)})
	}
	if b := r.OnBehalf; b != nil {
		f.OnBehalf = say("on-behalf", "who", r.Author, "paper", b.Paper.Name, "signer", b.Signer)
	}
	if r.Objection != "" {
		f.Notes = append(f.Notes, say("objection", "unit", r.Unit.Name, "reason", r.Objection))
	}
	if r.Conflict {
		f.Notes = append(f.Notes, say("registration.conflict"))
	}
	return paperOf("registration", r.Unit.Label(), s, f.Document()), nil
}

// figure is a stored decimal with a comma; words stay as they are.
func figure(stored string) string {
	if n, err := decimal.Parse(stored); err == nil {
		return n.Localise(true)
	}
	return stored
}
