package verb

import (
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace/book"
)

// UnitOut is a unit in JSON.
type UnitOut struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// UnitOf is a unit for JSON.
func UnitOf(u book.Unit) UnitOut { return UnitOut{u.Code, u.Name} }

// UnitsOf are units for JSON.
func UnitsOf(units []book.Unit) []UnitOut { return emulation.Map(units, UnitOf) }

// UnitIDs finds units a person named.
func UnitIDs(d *desk.Desk, names []string) ([]emulation.ID, error) {
	var ids []emulation.ID
	for _, name := range names {
		u, err := d.Workspace.FindUnit(name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, u.ID)
	}
	return ids, nil
}

// Own checks that the unit named is the one this desk writes for.
func Own(d *desk.Desk, name string) error {
	unit, err := d.Workspace.FindUnit(name)
	if err != nil {
		return err
	}
	me, err := d.Workspace.Me()
	if err != nil {
		return err
	}
	if me.Subject != emulation.SubjectUnit || me.Unit.ID != unit.ID {
		return emulation.Errorf(emulation.Forbidden, "cli.not-own-unit", "unit", unit.Name)
	}
	return nil
}

// Entry is how a value stands, for --json.
type Entry struct {
	Given    bool   `json:"given"`
	Conflict bool   `json:"conflict,omitempty"`
	Pending  bool   `json:"pending,omitempty"`
	Author   string `json:"author,omitempty"`
}

func EntryOf(e book.Entry) Entry { return Entry{e.Given, e.Conflict, e.Pending, e.Author} }

// State says of an entry what a reader has to know.
func (a *App) State(e book.Entry) string {
	switch {
	case e.Conflict:
		return a.Say("cli.state.conflict")
	case e.Pending:
		return a.Say("cli.state.pending")
	}
	return ""
}
