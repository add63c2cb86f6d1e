package papers

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents/files"
	"thidua/documents/forms"
	"thidua/documents/many"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
)

// PrintAllCmd prints every paper of the season into a folder.
type PrintAllCmd struct {
	Out    string `help:"cli.print.all.out" required:"" placeholder:"DIR"`
	Format string `help:"cli.print.format" default:"pdf" placeholder:"F"`
}

func (c *PrintAllCmd) Run(ctx context.Context, a *verb.App) error {
	if endingOf(c.Out) != "" {
		return emulation.Errorf(emulation.Invalid, "documents.error.not-folder", "out", c.Out)
	}
	return with(a, "", func(j many.Job) error { return into(ctx, a, j, c.Out, c.Format) })
}

// with gives a job of many papers as they are now.
func with(a *verb.App, form string, do func(j many.Job) error) error {
	return a.With(func(d *desk.Desk) error {
		at, err := d.Workspace.AsOf()
		if err != nil {
			return err
		}
		return do(many.Job{Desk: forms.At(d.Workspace), Form: form, At: at})
	})
}

// PrintBatchCmd prints a form of every unit, into one file or one for each.
type PrintBatchCmd struct {
	Form   string `arg:"" help:"cli.print.batch.form"`
	Out    string `help:"cli.print.batch.out" required:"" placeholder:"DIR|F.pdf"`
	Format string `help:"cli.print.format" default:"pdf" placeholder:"F"`
}

func (c *PrintBatchCmd) Run(ctx context.Context, a *verb.App) error {
	ending := endingOf(c.Out)
	if ending != "" && !slices.Contains(files.Endings(), ending) {
		return emulation.Errorf(emulation.Invalid, "documents.error.file-or-folder", "out", c.Out, "endings", strings.Join(files.Endings(), ", "))
	}
	return with(a, c.Form, func(j many.Job) error {
		if ending == "" {
			return into(ctx, a, j, c.Out, c.Format)
		}
		docs, done, err := j.Whole(ctx)
		if err != nil {
			return err
		}
		tellDoubts(a, pdf.Doubts(docs...))
		if len(docs) > 0 {
			if err := files.Write(c.Out, docs...); err != nil {
				return err
			}
			done.Files = []many.File{{Path: c.Out}}
		}
		return tellMany(a, done)
	})
}

// endingOf is the ending of what somebody calls a file, in small letters; "" for a folder: one that is there, one with a stroke behind it, and a name
// that only has a dot in it ("Cụm 4 năm 2023.2024", "Sở GD.ĐT Sơn La").
func endingOf(out string) string {
	if info, err := os.Stat(out); err == nil && info.IsDir() {
		return ""
	}
	if found := isEnding.FindStringSubmatch(out); found != nil {
		return strings.ToLower(found[1])
	}
	return ""
}

var isEnding = regexp.MustCompile(`[^./\\](\.[0-9]*[A-Za-z][0-9A-Za-z]{0,4})$`)

// into writes papers into a folder.
func into(ctx context.Context, a *verb.App, j many.Job, folder, format string) error {
	done, err := j.Into(ctx, folder, "."+strings.TrimPrefix(strings.ToLower(format), "."))
	if err != nil {
		return err
	}
	tellDoubts(a, done.Doubts)
	return tellMany(a, done)
}

// tellMany tells what was written, what was there already and what was not written; nothing at all is a refusal.
func tellMany(a *verb.App, done many.Done) error {
	type unmade struct {
		Paper string `json:"paper"`
		Why   string `json:"why"`
	}
	not := emulation.Map(done.Failed, func(u forms.Unmade) unmade { return unmade{u.Paper, phrase.Error(a.Lang, u.Err)} })
	there := emulation.Where(done.Files, func(f many.File) bool { return f.There })
	paths := func(list []many.File) []string {
		return append([]string{}, emulation.Map(list, func(f many.File) string { return f.Path })...)
	}
	err := a.Show(map[string]any{"files": paths(done.Files), "unchanged": paths(there), "not": append([]unmade{}, not...)}, func(w io.Writer) {
		for _, f := range done.Files {
			switch {
			case f.There:
				fmt.Fprintln(w, a.Say("cli.print.there", "file", f.Path))
			case f.Asked != "":
				fmt.Fprintln(w, a.Say("cli.print.beside", "file", f.Path, "asked", filepath.Base(f.Asked)))
			default:
				fmt.Fprintln(w, a.Say("cli.print.done", "file", f.Path))
			}
		}
		for _, u := range not {
			fmt.Fprintln(w, a.Say("cli.print.not", "paper", u.Paper, "why", u.Why))
		}
		if done.Left > 0 {
			fmt.Fprintln(w, a.Say("many.left", "count", done.Left))
		}
		fmt.Fprintln(w, a.Say("cli.print.sum", "count", len(done.Files)-len(there), "there", len(there), "not", len(not)))
	})
	if err == nil && len(done.Files) == 0 {
		return verb.ErrTold
	}
	return err
}
