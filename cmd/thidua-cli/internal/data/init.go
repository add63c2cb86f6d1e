package data

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/durable"
	"thidua/internal/sample"
	"thidua/sync/identity"
	"thidua/workspace/book"
	"thidua/workspace/replica"
	"thidua/workspace/season"
)

// InitCmd sets up the desk of an empty data folder.
type InitCmd struct {
	Sample         string `help:"cli.flag.sample" placeholder:"ID" xor:"what" required:""`
	Trial          string `help:"cli.flag.trial" placeholder:"TEXT" xor:"what" required:""`
	Office         string `help:"cli.flag.office" placeholder:"FILE" xor:"what" required:""`
	Invite         string `help:"cli.flag.invite" placeholder:"FILE|CODE" xor:"what" required:""`
	Recovery       string `help:"cli.flag.recovery" placeholder:"FILE" xor:"what" required:""`
	WordsFile      string `help:"cli.flag.words-file" placeholder:"FILE"`
	PassphraseFile string `help:"cli.flag.passphrase-file" placeholder:"FILE"`
	SeedSample     string `help:"cli.flag.seed-sample" placeholder:"ID"`
	Unit           string `help:"cli.flag.sample-unit" placeholder:"U"`
	Name           string `help:"cli.flag.name" placeholder:"TEXT"`

	LineFlags `embed:""`
}

// Run sets the desk up and says who sits at it.
func (c *InitCmd) Run(ctx context.Context, a *verb.App) (err error) {
	dir, err := a.Dir()
	if err != nil {
		return err
	}
	line, err := c.over(a, desk.Line{})
	if err != nil {
		return err
	}
	var d *desk.Desk
	switch {
	case c.Sample != "":
		d, err = desk.InitSample(dir, c.Sample, c.Unit, a.Env)
	case c.Trial != "":
		d, err = desk.InitTrial(dir, c.Trial, a.Env)
	case c.Office != "":
		d, err = c.office(a, dir)
	case c.Recovery != "":
		d, err = c.recover(ctx, a, dir, line)
	default:
		d, err = c.invited(ctx, a, dir, line)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close(d)) }()
	a.Among(d)
	if c.LineFlags.given() && c.Sample == "" && c.Trial == "" {
		if line.Server, err = d.Workspace.Server(); err == nil {
			err = d.SetLine(line)
		}
		if err != nil {
			return err
		}
	}
	me, err := d.Workspace.Me()
	if err != nil {
		return err
	}
	err = a.Done(map[string]any{"data": dir, "log": me.Log.String(), "unit": me.Unit.Code, "office": me.Office}, "cli.init.done", "who", who(a, me), "dir", dir)
	switch {
	case c.Recovery != "":
		a.Tell("cli.init.recovered")
	case c.Sample == "" && c.Trial == "":
		a.Tell("cli.init.print-sheet")
	}
	return errors.Join(err, ctx.Err())
}

func who(a *verb.App, me book.Me) string {
	if me.Subject == emulation.SubjectOffice {
		return me.Office
	}
	return me.Unit.Name
}

func (c *InitCmd) office(a *verb.App, dir string) (*desk.Desk, error) {
	if c.PassphraseFile == "" {
		return nil, emulation.Errorf(emulation.Invalid, "cli.passphrase-needed")
	}
	pass, err := a.File(c.PassphraseFile)
	if err != nil {
		return nil, err
	}
	raw, err := a.File(c.Office)
	if err != nil {
		return nil, err
	}
	file, err := identity.ReadOfficeFile(bytes.NewReader(raw), strings.TrimRight(string(pass), "\r\n"))
	if err != nil {
		return nil, err
	}
	var seed *sample.Sample
	if c.SeedSample != "" {
		if seed, err = sample.Load(c.SeedSample); err != nil {
			return nil, err
		}
	}
	d, err := desk.InitOffice(dir, file, c.Server, a.Env)
	if err != nil || seed == nil {
		return d, err
	}
	return d, season.At(d.Workspace).Found(seed.Founding)
}

// invited joins by a file, or by a code that the server is asked about.
func (c *InitCmd) invited(ctx context.Context, a *verb.App, dir string, line desk.Line) (*desk.Desk, error) {
	seed, invite, err := invitation(a, c.Invite)
	if err != nil {
		return nil, err
	}
	if seed != nil {
		if c.Server == "" {
			return nil, emulation.Errorf(emulation.Invalid, "cli.code-needs-server")
		}
		return desk.JoinByCode(ctx, dir, line, *seed, c.Name, a.Env)
	}
	if c.Server != "" {
		invite.Server = c.Server
	}
	return desk.InitInvite(dir, invite, c.Name, a.Env)
}

// invitation reads an invitation as it was given: a code, or the name of a file.
func invitation(a *verb.App, given string) (*identity.Seed, *identity.InviteFile, error) {
	seed, err := identity.ParseCode(given)
	if err == nil {
		return &seed, nil, nil
	}
	if _, statErr := os.Stat(given); statErr != nil && !strings.ContainsAny(given, "./\\") {
		return nil, nil, err
	}
	raw, err := a.File(given)
	if err != nil {
		return nil, nil, err
	}
	invite, err := identity.ParseInviteFile(raw)
	return nil, invite, err
}

// recover restores the identity of a recovery sheet, as it was typed or read from its square code.
func (c *InitCmd) recover(ctx context.Context, a *verb.App, dir string, line desk.Line) (*desk.Desk, error) {
	if c.WordsFile == "" || line.Server == "" {
		return nil, emulation.Errorf(emulation.Invalid, "cli.recovery-needs")
	}
	words, err := a.File(c.WordsFile)
	if err != nil {
		return nil, err
	}
	text, err := a.File(c.Recovery)
	if err != nil {
		return nil, err
	}
	from, err := identity.OpenRecovery(string(text), string(words))
	if err != nil {
		return nil, err
	}
	return desk.Recover(ctx, dir, line, from, a.Env)
}

// JoinCmd uses another invitation at a desk that was set up and that the server did not let in.
type JoinCmd struct {
	Invite string `arg:"" help:"cli.arg.invite" placeholder:"FILE|CODE"`

	LineFlags `embed:""`
}

// Run joins with the key and the data that are here; the next sync sends all of it.
func (c *JoinCmd) Run(ctx context.Context, a *verb.App) error {
	seed, invite, err := invitation(a, c.Invite)
	if err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		line, err := d.Line()
		if err == nil {
			line, err = c.over(a, line)
		}
		switch {
		case err != nil:
		case seed != nil:
			err = d.JoinAgainByCode(ctx, *seed, line)
		default:
			err = d.JoinAgain(invite, line)
		}
		if err != nil {
			return err
		}
		me, err := d.Workspace.Me()
		if err != nil {
			return err
		}
		return a.Done(map[string]any{"log": me.Log.String(), "unit": me.Unit.Code, "office": me.Office}, "cli.join.done", "who", who(a, me))
	})
}

// RecoveryCmd prints the recovery sheet of this desk.
type RecoveryCmd struct {
	Out string `help:"cli.flag.out-pdf" required:"" placeholder:"F.pdf"`
}

// Run writes the sheet and prints the words that open it, once.
func (c *RecoveryCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		file, words, err := d.PrintRecovery(c.Out, "")
		if err != nil {
			return err
		}
		return a.Done(map[string]any{"file": file, "words": words}, "cli.recovery.done", "file", file, "words", words)
	})
}

// InviteCmd invites a person of a unit.
type InviteCmd struct {
	Unit string `help:"cli.flag.invite-unit" placeholder:"U"`
	Role string `help:"cli.flag.role" required:"" placeholder:"R"`
	Out  string `help:"cli.flag.invite-out" placeholder:"FILE"`
	Days int    `help:"cli.flag.days" default:"30"`
}

// unit is whom the invitation speaks for; the office's own people and the authority belong to no unit.
func (c *InviteCmd) unit(d *desk.Desk) (book.Unit, error) {
	switch role := emulation.Role(c.Role); {
	case c.Unit == "" && (role == emulation.RoleOffice || role == emulation.RoleAuthority):
		me, err := d.Workspace.Me()
		return book.Unit{UnitInfo: emulation.UnitInfo{Name: me.Office}}, err
	case c.Unit == "":
		return book.Unit{}, emulation.Errorf(emulation.Invalid, "cli.invite.whose")
	}
	return d.Workspace.FindUnit(c.Unit)
}

// Run makes the invitation and prints its code, or writes its file.
func (c *InviteCmd) Run(ctx context.Context, a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		unit, err := c.unit(d)
		if err != nil {
			return err
		}
		inv, err := replica.At(d.Workspace).Invite(unit.ID, emulation.Role(c.Role), time.Duration(c.Days)*24*time.Hour)
		if err != nil {
			return err
		}
		if c.Out != "" {
			raw, err := inv.File.MarshalBinary()
			if err != nil {
				return err
			}
			err = documents.SavePrivate(c.Out, durable.Bytes(raw))
			if err != nil {
				return err
			}
			return a.Done(map[string]any{"file": c.Out, "unit": unit.Code}, "cli.invite.file", "file", c.Out, "unit", unit.Name, "days", c.Days)
		}
		_, syncErr := d.Sync(ctx, "")
		err = a.Show(map[string]any{"code": inv.Code, "unit": unit.Code, "known_to_server": syncErr == nil}, func(w io.Writer) {
			fmt.Fprintln(w, inv.Code)
			if syncErr != nil {
				fmt.Fprintln(a.Stderr, a.Say("cli.invite.not-yet-known", "reason", syncErr))
			}
		})
		return errors.Join(err, ctx.Err())
	})
}
