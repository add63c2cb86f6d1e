package forms

import (
	"cmp"
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

// known is a meeting as far as its papers may tell it: of two lists of persons neither is named.
func known(c *conference.Conference) *conference.Conference {
	if !c.PeopleConflict {
		return c
	}
	told := *c
	told.People = nil
	return &told
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
		name = say("minutes.delegates", "unit", name, "count", number(x.Delegates))
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

// tellers are who counted, the head first.
func (a attending) tellers() []conference.Person {
	return slices.Concat(a.Of(conference.RoleHeadTeller), a.Of(conference.RoleTellerSecretary), a.Of(conference.RoleTeller))
}

// teller is somebody who counted, with the part in the team where it is known.
func (a attending) teller(p conference.Person) string {
	part := a.part(p.Role)
	if part == "" {
		return a.person(p)
	}
	return say("count.team-named", "who", a.person(p), "post", lowerFirst(part))
}

// part is what somebody is in the team that counts; "" where only some of the team are named by their parts, and this one is not: nobody says then
// who else it may be.
func (a attending) part(role string) string {
	switch {
	case role == conference.RoleHeadTeller:
		return say("count.team-head")
	case role == conference.RoleTellerSecretary:
		return say("count.team-clerk")
	case len(a.Of(conference.RoleHeadTeller)) > 0:
		return say("count.team-member")
	}
	return ""
}

// counter is a line of the team that counts, and who signs for it.
type counter struct {
	line   string
	signer documents.Signer
}

// team is who counted; where nobody is named, three lines for the pen.
func (a attending) team() []counter {
	var list []counter
	for _, p := range a.tellers() {
		s := signer(cmp.Or(a.part(p.Role), say("count.teller")))
		s.Name = signed(p.Name)
		list = append(list, counter{a.teller(p), s})
	}
	if len(list) > 0 {
		return list
	}
	for _, post := range []string{say("count.team-head"), say("count.team-clerk"), say("count.team-member")} {
		list = append(list, counter{say("count.team-line", "post", lowerFirst(post)), signer(post)})
	}
	return list
}

// mostBeside is how many sign beside each other at most.
const mostBeside = 3

// signRows are the signatures under a count: the team, its head the last, then who chaired. Nobody signs alone under the others, who might stand on the page before.
func signRows(team []counter, chairs []documents.Signer) []documents.Signatures {
	signers := emulation.Map(team, func(c counter) documents.Signer { return c.signer })
	slices.Reverse(signers)
	signers = append(signers, chairs...)
	var list []documents.Signatures
	for rows := (len(signers) + mostBeside - 1) / mostBeside; rows > 0; rows-- {
		n := (len(signers) + rows - 1) / rows
		list, signers = append(list, signatures(signers[:n]...)), signers[n:]
	}
	return list
}

// signed is a name as it stands under a signature, which has no form of address.
func signed(name string) string {
	for _, title := range strings.Split(say("person.address"), "|") {
		if strings.HasPrefix(strings.ToLower(name), title) {
			return strings.TrimSpace(name[len(title):])
		}
	}
	return name
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
		s.Name = signed(list[0].Name)
	}
	return s
}

// chairSigners are who chaired, as they sign in a position: two beside each other by name, more than that in one place.
func (a attending) chairSigners(position string) []documents.Signer {
	one := a.signer(position, conference.RoleChair)
	chairs := a.Of(conference.RoleChair)
	if len(chairs) != 2 {
		return []documents.Signer{one}
	}
	return emulation.Map(chairs, func(p conference.Person) documents.Signer {
		s := one
		s.Name = signed(p.Name)
		return s
	})
}
