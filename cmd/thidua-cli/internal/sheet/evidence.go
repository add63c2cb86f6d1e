package sheet

import (
	"path/filepath"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents"
	"thidua/documents/photo"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/durable"
	"thidua/sync/changeset"
	"thidua/vietnamese"
	sheetroom "thidua/workspace/sheet"
)

// EvidenceCmd is about the own sheet's evidence.
type EvidenceCmd struct {
	Period

	Add  EvidenceAddCmd  `cmd:"" help:"cli.evidence.add"`
	List EvidenceListCmd `cmd:"" help:"cli.evidence.list"`
	Get  EvidenceGetCmd  `cmd:"" help:"cli.evidence.get"`
	Ask  EvidenceAskCmd  `cmd:"" help:"cli.evidence.ask"`

	Withdraw EvidenceWithdrawCmd `cmd:"" help:"cli.evidence.withdraw"`
}

// EvidenceAddCmd stores a file as evidence of a criterion.
type EvidenceAddCmd struct {
	Unit      string `help:"cli.flag.unit" placeholder:"U"`
	Criterion string `help:"cli.flag.criterion" required:"" placeholder:"C"`
	File      string `arg:"" help:"cli.arg.evidence"`
}

func (c *EvidenceAddCmd) Run(a *verb.App, of *EvidenceCmd) error {
	return a.With(func(d *desk.Desk) error {
		if c.Unit != "" {
			if err := verb.Own(d, c.Unit); err != nil {
				return err
			}
		}
		f, err := verb.OpenRegular(c.File)
		if err != nil {
			return err
		}
		defer f.Close()
		name, kept, smaller, err := photo.Fit(vietnamese.NFC(filepath.Base(c.File)), f)
		if err != nil {
			return err
		}
		p, err := sheetroom.Over(of.sheets(d)).AddEvidence(c.Criterion, name, kept)
		key := "cli.evidence.added"
		if smaller {
			key = "cli.evidence.added-smaller"
		}
		return a.DoneUnless(err, map[string]any{"id": p.ID.String(), "name": p.Name, "size": p.Size}, key, "name", p.Name, "code", c.Criterion, "id", p.ID.String())
	})
}

// EvidenceWithdrawCmd takes a piece of evidence off the own sheet.
type EvidenceWithdrawCmd struct {
	ID     string `arg:"" help:"cli.arg.evidence-id"`
	Reason string `help:"cli.flag.why" placeholder:"T"`
}

func (c *EvidenceWithdrawCmd) Run(a *verb.App, of *EvidenceCmd) error {
	return a.With(func(d *desk.Desk) error {
		id, err := emulation.ParseID(c.ID)
		if err == nil {
			err = sheetroom.Over(of.sheets(d)).WithdrawEvidence(id, vietnamese.NFC(c.Reason))
		}
		return a.DoneUnless(err, map[string]any{"id": c.ID}, "cli.evidence.withdrawn", "id", c.ID)
	})
}

// EvidenceAskCmd has the evidence come that another unit's sheet shows.
type EvidenceAskCmd struct {
	Unit      string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Criterion string `help:"cli.flag.criterion" placeholder:"C"`
}

func (c *EvidenceAskCmd) Run(a *verb.App, of *EvidenceCmd) error {
	return a.With(func(d *desk.Desk) error {
		unit, err := d.Workspace.FindUnit(c.Unit)
		if err != nil {
			return err
		}
		files, err := sheetroom.Over(of.sheets(d)).AskFor(unit.ID, c.Criterion)
		key := "cli.evidence.asked"
		if files == 0 {
			key = "cli.evidence.asked-none"
		}
		return a.DoneUnless(err, map[string]any{"files": files}, key, "count", files, "unit", unit.Label())
	})
}

// evidence is what a sheet's evidence is, of the own unit's ("" or its name) or of one that this desk checks.
func evidence(d *desk.Desk, room sheetroom.Room, name, code string) ([]sheetroom.Proof, error) {
	if name == "" {
		return room.Evidence(code)
	}
	unit, err := d.Workspace.FindUnit(name)
	if err != nil {
		return nil, err
	}
	if verb.Own(d, name) == nil {
		return room.Evidence(code)
	}
	return room.Shown(unit.ID, code)
}

// EvidenceListCmd lists the evidence of the own sheet, or of one that this desk checks.
type EvidenceListCmd struct {
	Unit      string `help:"cli.flag.unit" placeholder:"U"`
	Criterion string `help:"cli.flag.criterion" placeholder:"C"`
}

func (c *EvidenceListCmd) Run(a *verb.App, of *EvidenceCmd) error {
	return a.With(func(d *desk.Desk) error {
		proofs, err := evidence(d, sheetroom.Over(of.sheets(d)), c.Unit, c.Criterion)
		if err != nil {
			return err
		}
		here := map[emulation.ID]bool{}
		for _, p := range proofs {
			if !p.Storable() {
				continue
			}
			missing, err := d.DB.MissingChunks(p.Blob())
			if err != nil {
				return err
			}
			here[p.ID] = !changeset.Lacks(missing)
		}
		return verb.List(a, proofs, "",
			verb.Both("id", "id", func(p *sheetroom.Proof) any { return p.ID.String() }),
			verb.Both("code", "criterion", func(p *sheetroom.Proof) any { return p.Criterion }),
			verb.Both("file", "name", func(p *sheetroom.Proof) any { return p.Name }),
			verb.Both(">bytes", "size", func(p *sheetroom.Proof) any { return p.Size }),
			verb.Both("", "here", func(p *sheetroom.Proof) any { return here[p.ID] }, func(p *sheetroom.Proof) string {
				if here[p.ID] {
					return a.Say("cli.evidence.here")
				}
				return a.Say("cli.evidence.to-come")
			}))
	})
}

// EvidenceGetCmd writes a piece of evidence to a file.
type EvidenceGetCmd struct {
	ID   string `arg:"" help:"cli.arg.evidence-id"`
	Unit string `help:"cli.flag.unit" placeholder:"U"`
	Out  string `help:"cli.flag.out" required:"" placeholder:"FILE"`
}

// Run writes it; a file whose bytes are not what was stored is refused.
func (c *EvidenceGetCmd) Run(a *verb.App, of *EvidenceCmd) error {
	id, err := emulation.ParseID(c.ID)
	if err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		room := sheetroom.Over(of.sheets(d))
		list, err := evidence(d, room, c.Unit, "")
		if err != nil {
			return err
		}
		p := emulation.Find(list, func(p *sheetroom.Proof) bool { return p.ID == id })
		if p == nil {
			return emulation.Errorf(emulation.NotFound, "workspace.evidence-unknown", "id", c.ID)
		}
		r, err := room.Open(*p)
		if err != nil {
			return err
		}
		defer r.Close()
		err = documents.Save(c.Out, durable.From(r))
		return a.DoneUnless(err, map[string]any{"file": c.Out, "name": p.Name}, "cli.evidence.written", "name", p.Name, "file", c.Out)
	})
}
