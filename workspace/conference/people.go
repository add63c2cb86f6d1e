package conference

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// What a person is at a meeting, in the order of the minutes.
const (
	RoleChair           = "chair"            // chủ trì
	RoleSecretary       = "secretary"        // thư ký
	RoleGuest           = "guest"            // khách mời
	RoleDelegate        = "delegate"         // đại biểu of a unit
	RoleHeadTeller      = "teller-head"      // tổ trưởng tổ kiểm phiếu
	RoleTellerSecretary = "teller-secretary" // thư ký tổ kiểm phiếu
	RoleTeller          = "teller"           // thành viên tổ kiểm phiếu, or one whose part in it nobody wrote down
)

// Roles are what a person can be at a meeting.
var Roles = []string{RoleChair, RoleSecretary, RoleGuest, RoleDelegate, RoleHeadTeller, RoleTellerSecretary, RoleTeller}

// Person is somebody at a meeting, by name: a personal value. The log holds the commitment of the list, which can be withdrawn.
type Person struct {
	Role   string
	Name   string
	Office string    // chức vụ; "" = not said
	Unit   book.Unit // zero where none was named; it may have left the cluster

	more string // what a later program wrote behind these
}

// SetPerson puts a person on the list of a meeting (old is nil), puts one right, or takes one off (now is nil). The others stay as they are. A list that
// is not here is not written over: it would take back what others typed.
func (room Room) SetPerson(kind string, old, now *Person) error {
	w, done := room.desk.Edit()
	defer done()
	s, err := w.conferenceSeason(kind)
	if err != nil {
		return err
	}
	c := &Conference{Kind: kind}
	if err := w.people(s, c); err != nil {
		return err
	}
	if c.PeopleGone {
		return emulation.Errorf(emulation.Forbidden, "people.gone")
	}
	at := len(c.People)
	if old != nil {
		if at = slices.Index(c.People, *old); at < 0 {
			return emulation.Errorf(emulation.NotFound, "people.nobody", "name", old.Name)
		}
		c.People = slices.Delete(c.People, at, at+1)
	}
	if now != nil {
		person, err := checkPerson(s, *now)
		if err != nil {
			return err
		}
		if slices.Contains(c.People, person) {
			return emulation.Errorf(emulation.Invalid, "people.twice", "name", person.Name)
		}
		c.People = slices.Insert(c.People, at, person)
	}
	lines := emulation.Map(c.People, Person.line)
	return workspace.SetPersonal(w.Tx, s.Cluster.Scope(), record.Participants, record.SeasonConference{Season: s.ID, Kind: kind}, lines)
}

// WithdrawPeople takes the whole list of persons of a meeting back.
func (room Room) WithdrawPeople(kind string) error {
	w, done := room.desk.Edit()
	defer done()
	s, err := w.conferenceSeason(kind)
	if err != nil {
		return err
	}
	return workspace.SetPersonal(w.Tx, s.Cluster.Scope(), record.Participants, record.SeasonConference{Season: s.ID, Kind: kind}, nil)
}

// checkPerson is a person as it is written down.
func checkPerson(s *book.Season, p Person) (Person, error) {
	p.Name, p.Office = plain(p.Name), plain(p.Office)
	unit, member := s.Cluster.Member(p.Unit.ID)
	switch {
	case p.Name == "":
		return p, emulation.Errorf(emulation.Invalid, "people.name")
	case !slices.Contains(Roles, p.Role):
		return p, emulation.Errorf(emulation.Invalid, "people.role", "role", p.Role, "roles", strings.Join(Roles, ", "))
	case !member && !p.Unit.ID.IsZero():
		return p, emulation.Errorf(emulation.Invalid, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
	case !member && p.Role == RoleDelegate:
		return p, emulation.Errorf(emulation.Invalid, "people.delegate-unit", "name", p.Name)
	}
	p.Unit = unit
	return p, nil
}

// line is a person as the list has it: name, office, role and id of the unit, parted by tabs.
func (p Person) line() string {
	unit := ""
	if !p.Unit.ID.IsZero() {
		unit = p.Unit.ID.String()
	}
	return strings.TrimRight(strings.Join([]string{p.Name, p.Office, p.Role, unit, p.more}, "\t"), "\t")
}

// plain is a text of one line, without the tabs that part a line of the list.
func plain(text string) string { return strings.Join(strings.Fields(book.Clean(text)), " ") }

// people reads the list of persons of a meeting, by their roles and then as they were written.
func (w View) people(s *book.Season, c *Conference) error {
	it, listed, err := book.One(w.Store, s.Cluster.Scope(), record.Participants, record.SeasonConference{Season: s.ID, Kind: c.Kind})
	if err != nil || !listed {
		return err
	}
	c.PeopleConflict = it.Conflict
	lines, here, err := w.Personal(it.Value)
	if c.PeopleGone = !here; err != nil {
		return err
	}
	for _, line := range lines {
		parts := strings.Split(line, "\t")
		for len(parts) < 4 { // blanks at its end are not kept
			parts = append(parts, "")
		}
		p := Person{Name: parts[0], Office: parts[1], Role: parts[2], more: strings.Join(parts[4:], "\t")}
		if id, err := emulation.ParseID(parts[3]); err == nil {
			if p.Unit, err = w.Unit(id); err != nil {
				return err
			}
		}
		c.People = append(c.People, p)
	}
	slices.SortStableFunc(c.People, func(a, b Person) int { return slices.Index(Roles, a.Role) - slices.Index(Roles, b.Role) })
	return nil
}

// Of are the persons of a role at a meeting.
func (c *Conference) Of(role string) []Person {
	return emulation.Where(c.People, func(p Person) bool { return p.Role == role })
}
