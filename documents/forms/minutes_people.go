package forms

import (
	"slices"
	"strings"

	"thidua/documents"
	"thidua/emulation"
	"thidua/vietnamese"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// attending is who was at a meeting, as its minutes name them. Where the list of persons was withdrawn or is not here, only units and offices are named.
type attending struct {
	*conference.Conference
	called *called
}

// person is somebody with the form of address and the office: "Ông (bà) Nguyễn Văn A, Giám đốc Sở GDĐT Sơn La".
func (a attending) person(p conference.Person) string {
	name := p.Name
	if !slices.ContainsFunc(strings.Split(say("person.titles"), "|"), func(title string) bool { return strings.HasPrefix(strings.ToLower(name), title) }) {
		name = say("person.addressed", "name", name)
	}
	if office := a.office(p); office != "" {
		return say("person.office", "name", name, "office", office)
	}
	return name
}

// office is what somebody is, and where, unless the office says so itself.
func (a attending) office(p conference.Person) string {
	if p.Unit.ID.IsZero() {
		return p.Office
	}
	unit := a.called.name(p.Unit)
	for _, name := range []string{unit, p.Unit.Name, p.Unit.Short} {
		if name != "" && strings.Contains(vietnamese.Fold(p.Office), vietnamese.Fold(name)) {
			return p.Office
		}
	}
	return strings.TrimSpace(p.Office + " " + unit)
}

// people are the persons of a role.
func (a attending) people(role string) []string { return emulation.Map(a.Of(role), a.person) }

// chairs are the persons who chaired, then the units of which nobody is named.
func (a attending) chairs() []string {
	list := a.people(conference.RoleChair)
	for _, u := range a.ChairedBy {
		if !slices.ContainsFunc(a.Of(conference.RoleChair), func(p conference.Person) bool { return p.Unit.ID == u.ID }) {
			list = append(list, say("minutes.chaired-by", "unit", a.called.name(u)))
		}
	}
	return list
}

// guests are the bodies and offices that were invited, each with who came for it, then those of whom only the name was written.
func (a attending) guests() []string {
	rest := a.Of(conference.RoleGuest)
	var list []string
	for _, office := range a.Guests {
		named := emulation.Where(rest, func(p conference.Person) bool { return same(p.Office, office) })
		rest = emulation.Where(rest, func(p conference.Person) bool { return !same(p.Office, office) })
		if len(named) == 0 {
			list = append(list, office)
		}
		list = append(list, emulation.Map(named, a.person)...)
	}
	return append(list, emulation.Map(rest, a.person)...)
}

// same reports whether two offices are written alike.
func same(a, b string) bool { return vietnamese.Fold(a) == vietnamese.Fold(b) && a != "" }

// unit is a unit that was there, with how many delegates and who they were.
func (a attending) unit(x conference.Presence) string {
	name := a.called.name(x.Unit)
	if x.Delegates > 0 {
		name = say("minutes.delegates", "unit", name, "count", x.Delegates)
	}
	var names []string
	for _, p := range a.Of(conference.RoleDelegate) {
		if p.Unit.ID == x.Unit.ID {
			p.Unit = book.Unit{} // its unit stands in front of the names
			names = append(names, a.person(p))
		}
	}
	if len(names) == 0 {
		return name
	}
	return say("minutes.delegates-named", "unit", name, "names", joined(names))
}

// guided is what a guest said: by name where the list has who came for that office.
func (a attending) guided(sp conference.Speech) string {
	who := sp.By
	if p := emulation.Find(a.Of(conference.RoleGuest), func(p *conference.Person) bool { return same(p.Office, sp.By) }); p != nil {
		who = a.person(*p)
	}
	return withText(say("minutes.opinion", "unit", who, "title", sp.Title), sp.Text)
}

// signer is whoever signs the minutes in a role, by name where one person has it.
func (a attending) signer(position, role string) documents.Signer {
	s := signer(say(position))
	if list := a.Of(role); len(list) == 1 {
		s.Name = list[0].Name
		for _, title := range strings.Split(say("person.address"), "|") { // a signature has no form of address
			if strings.HasPrefix(strings.ToLower(s.Name), title) {
				s.Name = strings.TrimSpace(s.Name[len(title):])
				break
			}
		}
	}
	return s
}
