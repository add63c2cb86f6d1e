package verb

import (
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace/book"
)

// Paper is the signed paper something is entered from on behalf of a unit.
type Paper struct {
	Unit   string `help:"cli.flag.unit" placeholder:"U"`
	Signer string `help:"cli.run.signer" placeholder:"T"`
	Paper  string `help:"cli.run.paper" placeholder:"FILE"`
}

// Of is the unit it is about: the one named, else the own.
func (p *Paper) Of(d *desk.Desk) (book.Unit, error) {
	if p.Unit != "" {
		return d.Workspace.FindUnit(p.Unit)
	}
	me, err := d.Workspace.Me()
	if err == nil && me.Unit.ID.IsZero() {
		err = emulation.Errorf(emulation.Forbidden, "running.no-own-unit")
	}
	return me.Unit, err
}

// Behalf attaches the paper; nil if none was named.
func (p *Paper) Behalf(d *desk.Desk) (*emulation.OnBehalf, error) {
	if p.Paper == "" {
		return nil, nil
	}
	file, err := Attach(d, p.Paper)
	if err != nil {
		return nil, err
	}
	return &emulation.OnBehalf{Signer: p.Signer, Paper: file}, nil
}

// SignedPaper is what somebody enters for another after.
type SignedPaper struct {
	Signer string `help:"cli.flag.signer" placeholder:"T"`
	Paper  string `help:"cli.flag.paper" placeholder:"FILE"`
}
