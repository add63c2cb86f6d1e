package versions

import (
	"context"
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/upgrade"
)

// UpdateCmd goes over to a new version of the program.
type UpdateCmd struct {
	Status StatusCmd `cmd:"" help:"cli.update.status"`
	Get    GetCmd    `cmd:"" help:"cli.update.get"`

	Install InstallCmd `cmd:"" help:"cli.update.install"`
	Prove   ProveCmd   `cmd:"" help:"cli.update.prove"`
}

// StatusCmd tells what there is, and asks nobody.
type StatusCmd struct{}

// Run tells it.
func (StatusCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		shelf, err := d.Shelf()
		if err != nil {
			return err
		}
		st, err := shelf.State()
		if err != nil {
			return err
		}
		return tell(a, shelf, st)
	})
}

func tell(a *verb.App, shelf *upgrade.Shelf, st upgrade.State) error {
	why := ""
	if st.Refused != nil {
		why = phrase.Error(a.Lang, st.Refused)
	}
	out := verb.Object{"number", shelf.Number, "sort", shelf.Sort, "refused,omitempty", why}
	if m := st.Offer; m != nil {
		out = append(out, "offered", m.Number, "name", m.Name, "expires", m.Expires, "have", st.Have, "size", m.For(shelf.Sort).Size, "ready", st.Ready)
	}
	return a.Show(out, func(w io.Writer) {
		fmt.Fprintln(w, a.Say("cli.update.running", "name", emulation.ProgramVersion, "number", shelf.Number))
		switch m := st.Offer; {
		case m == nil && why == "":
			fmt.Fprintln(w, a.Say("cli.update.no-offer"))
		case m != nil:
			fmt.Fprintln(w, a.Say("cli.update.offer", "name", m.Name, "number", m.Number, "expires", a.Date(m.Expires), "have", megabytes(st.Have), "size", megabytes(m.For(shelf.Sort).Size)))
			if text := m.Notes[string(a.Lang)]; text != "" {
				fmt.Fprintln(w, text)
			}
			if st.Ready {
				fmt.Fprintln(w, a.Say("cli.update.ready", "name", m.Name))
			}
		}
		if why != "" {
			fmt.Fprintln(w, a.Say("cli.update.refused", "why", why))
		}
	})
}

// megabytes is a size as people read it.
func megabytes(bytes uint64) uint64 { return (bytes + 1<<20 - 1) >> 20 }

// GetCmd brings the file of a new version here.
type GetCmd struct {
	From string `help:"cli.update.flag.from" type:"existingdir" placeholder:"DIR"`
}

// Run takes it from a folder, or asks the server and fetches it.
func (c *GetCmd) Run(ctx context.Context, a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		shelf, err := d.Shelf()
		if err != nil {
			return err
		}
		if c.From != "" {
			_, err = shelf.Take(ctx, c.From)
		} else {
			_, err = d.FetchRelease(ctx, func(upgrade.State) {})
		}
		if err != nil {
			return err
		}
		st, err := shelf.State()
		if err != nil {
			return err
		}
		return tell(a, shelf, st)
	})
}
