package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"thidua/documents"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/vietnamese"
)

// EvidenceCmd is about the own sheet's evidence.
type EvidenceCmd struct {
	Period string `help:"cli.flag.period" placeholder:"P"`

	Add  EvidenceAddCmd  `cmd:"" help:"cli.evidence.add"`
	List EvidenceListCmd `cmd:"" help:"cli.evidence.list"`
	Get  EvidenceGetCmd  `cmd:"" help:"cli.evidence.get"`
}

// EvidenceAddCmd stores a file as evidence of a criterion.
type EvidenceAddCmd struct {
	Unit      string `help:"cli.flag.unit" placeholder:"U"`
	Criterion string `help:"cli.flag.criterion" required:"" placeholder:"C"`
	File      string `arg:"" help:"cli.arg.evidence"`
}

// Run stores it.
func (c *EvidenceAddCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		if c.Unit != "" {
			if err := own(d, c.Unit); err != nil {
				return err
			}
		}
		f, err := os.Open(c.File)
		if err != nil {
			return emulation.Errorf(emulation.NotFound, "cli.no-file", "file", c.File).Because(err)
		}
		defer f.Close()
		p, err := d.Workspace.In(a.cli.Evidence.Period).AddEvidence(c.Criterion, vietnamese.NFC(filepath.Base(c.File)), f)
		if err != nil {
			return err
		}
		return a.show(map[string]any{"id": p.ID.String(), "name": p.Name, "size": p.Size}, func(w io.Writer) {
			fmt.Fprintln(w, a.say("cli.evidence.added", "name", p.Name, "code", c.Criterion, "id", p.ID.String()))
		})
	})
}

// EvidenceListCmd lists the own sheet's evidence.
type EvidenceListCmd struct {
	Unit      string `help:"cli.flag.unit" placeholder:"U"`
	Criterion string `help:"cli.flag.criterion" placeholder:"C"`
}

// Run lists it.
func (c *EvidenceListCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		if c.Unit != "" {
			if err := own(d, c.Unit); err != nil {
				return err
			}
		}
		proofs, err := d.Workspace.In(a.cli.Evidence.Period).Evidence(c.Criterion)
		if err != nil {
			return err
		}
		type line struct {
			ID        string `json:"id"`
			Criterion string `json:"criterion"`
			Name      string `json:"name"`
			Size      uint64 `json:"size"`
			Here      bool   `json:"here"`
		}
		out := []line{}
		var rows [][]string
		for _, p := range proofs {
			missing, err := d.DB.MissingChunks(p.Blob())
			if err != nil {
				return err
			}
			here := true
			for _, b := range missing {
				here = here && b == 0
			}
			out = append(out, line{p.ID.String(), p.Criterion, p.Name, p.Size, here})
			state := a.say("cli.evidence.here")
			if !here {
				state = a.say("cli.evidence.to-come")
			}
			rows = append(rows, []string{p.ID.String(), p.Criterion, p.Name, strconv.FormatUint(p.Size, 10), state})
		}
		return a.show(out, func(w io.Writer) {
			table(w, []string{a.say("cli.col.id"), a.say("cli.col.code"), a.say("cli.col.file"), ">" + a.say("cli.col.bytes"), ""}, rows)
		})
	})
}

// EvidenceGetCmd writes a piece of evidence to a file.
type EvidenceGetCmd struct {
	ID  string `arg:"" help:"cli.arg.evidence-id"`
	Out string `help:"cli.flag.out" required:"" placeholder:"FILE"`
}

// Run writes it; a file whose bytes are not what was stored is refused.
func (c *EvidenceGetCmd) Run(a *App) error {
	id, err := emulation.ParseID(c.ID)
	if err != nil {
		return err
	}
	return a.with(func(d *desk.Desk) error {
		p, r, err := d.Workspace.In(a.cli.Evidence.Period).OpenEvidence(id)
		if err != nil {
			return err
		}
		defer r.Close()
		if err := documents.Save(c.Out, func(w io.Writer) error { _, err := io.Copy(w, r); return err }); err != nil {
			return err
		}
		return a.show(map[string]any{"file": c.Out, "name": p.Name}, func(w io.Writer) {
			fmt.Fprintln(w, a.say("cli.evidence.written", "name", p.Name, "file", c.Out))
		})
	})
}

// attach stores a file that a record is to name.
func attach(d *desk.Desk, name string) (emulation.Evidence, error) {
	f, err := os.Open(name)
	if err != nil {
		return emulation.Evidence{}, emulation.Errorf(emulation.NotFound, "cli.no-file", "file", name).Because(err)
	}
	defer f.Close()
	return d.Workspace.Attach(vietnamese.NFC(filepath.Base(name)), f)
}
