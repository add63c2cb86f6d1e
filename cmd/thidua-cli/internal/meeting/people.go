package meeting

import (
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/vietnamese"
	"thidua/workspace/conference"
)

// ConferencePersonCmd puts a person on the list of a conference, or takes one off. Names are personal values: the log holds the list's commitment only.
type ConferencePersonCmd struct {
	meetingKind
	Role     string  `help:"cli.conference.role" required:"" placeholder:"ROLE"`
	Unit     *string `help:"cli.conference.person-unit" placeholder:"U"`
	Office   *string `help:"cli.conference.office" placeholder:"TEXT"`
	Withdraw bool    `help:"cli.conference.person-withdraw"`
	Name     string  `arg:"" help:"cli.conference.person-name"`
}

func (c *ConferencePersonCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		room := conference.At(d.Workspace)
		now, err := room.Conference(c.Kind)
		if err != nil {
			return err
		}
		person := conference.Person{Role: c.Role, Name: strings.Join(strings.Fields(vietnamese.NFC(c.Name)), " ")}
		if c.Unit != nil && *c.Unit != "" {
			if person.Unit, err = d.Workspace.FindUnit(*c.Unit); err != nil {
				return err
			}
		}
		// A person of this name in this role is put right, not listed twice; two of one name differ in their units.
		old := emulation.Find(now.People, func(p *conference.Person) bool {
			return p.Role == c.Role && p.Name == person.Name && (person.Unit.ID.IsZero() || p.Unit.ID.IsZero() || p.Unit.ID == person.Unit.ID)
		})
		if old != nil { // what is not named stays
			unit := person.Unit
			if person = *old; c.Unit != nil {
				person.Unit = unit
			}
		}
		if c.Office != nil {
			person.Office = *c.Office
		}
		if !c.Withdraw {
			return a.DoneUnless(room.SetPerson(c.Kind, old, &person), map[string]any{"name": c.Name}, "cli.conference.person-listed", "name", c.Name)
		}
		if old == nil {
			return emulation.Errorf(emulation.NotFound, "people.nobody", "name", c.Name)
		}
		return a.DoneUnless(room.SetPerson(c.Kind, old, nil), map[string]any{"name": c.Name}, "cli.conference.person-off", "name", c.Name)
	})
}

// ConferencePeopleCmd lists who is at a conference by name, or takes the whole list back.
type ConferencePeopleCmd struct {
	meetingKind
	Withdraw bool `help:"cli.conference.people-withdraw"`
}

func (c *ConferencePeopleCmd) Run(a *verb.App) error {
	if c.Withdraw {
		return a.With(func(d *desk.Desk) error {
			return a.DoneUnless(conference.At(d.Workspace).WithdrawPeople(c.Kind), map[string]any{"kind": c.Kind}, "cli.conference.people-off")
		})
	}
	return verb.Listed(a, func(d *desk.Desk) ([]conference.Person, error) {
		now, err := conference.At(d.Workspace).Conference(c.Kind)
		if err != nil {
			return nil, err
		}
		return now.People, nil
	}, "cli.conference.people-none",
		verb.Both("post", "role", func(p *conference.Person) any { return p.Role }, func(p *conference.Person) string { return a.Say("people." + p.Role) }),
		verb.Both("name", "name", func(p *conference.Person) any { return p.Name }),
		verb.Both("office", "office,omitempty", func(p *conference.Person) any { return p.Office }),
		verb.Both("unit", "unit,omitempty", func(p *conference.Person) any { return p.Unit.Code }, func(p *conference.Person) string { return p.Unit.Label() }))
}

// personOf is a person as the record of a conference shows one to a program.
func personOf(p conference.Person) verb.Object {
	return verb.Object{"role", p.Role, "name", p.Name, "office,omitempty", p.Office, "unit,omitempty", p.Unit.Code}
}
