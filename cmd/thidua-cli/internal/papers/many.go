package papers

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents"
	"thidua/documents/files"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
)

// PrintAllCmd prints every paper of the season into a folder.
type PrintAllCmd struct {
	Out    string `help:"cli.print.all.out" required:"" placeholder:"DIR"`
	Format string `help:"cli.print.format" default:"pdf" placeholder:"F"`
}

func (c *PrintAllCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		at, err := d.Workspace.AsOf()
		if err != nil {
			return err
		}
		made, failed, err := forms.At(d.Workspace).Every(at)
		if err != nil {
			return err
		}
		return writeMany(a, c.Out, c.Format, made, failed)
	})
}

// PrintBatchCmd prints a form of every unit, into one file or one for each.
type PrintBatchCmd struct {
	Form   string `arg:"" help:"cli.print.batch.form"`
	Out    string `help:"cli.print.batch.out" required:"" placeholder:"DIR|F.pdf"`
	Format string `help:"cli.print.format" default:"pdf" placeholder:"F"`
}

func (c *PrintBatchCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		at, err := d.Workspace.AsOf()
		if err != nil {
			return err
		}
		made, failed, err := forms.At(d.Workspace).Batch(c.Form, at)
		if err != nil {
			return err
		}
		if !slices.Contains(files.Endings(), strings.ToLower(filepath.Ext(c.Out))) {
			return writeMany(a, c.Out, c.Format, made, failed)
		}
		var docs []documents.Document
		for _, p := range made {
			docs = append(docs, p.Documents...)
		}
		if len(docs) > 0 {
			if err := files.Write(c.Out, docs...); err != nil {
				return err
			}
			return tellMany(a, []string{c.Out}, failed)
		}
		return tellMany(a, nil, failed)
	})
}

// writeMany writes papers into a folder, which is made where it is not there; a paper the format is not for is told with those that could not be made.
func writeMany(a *verb.App, dir, format string, made []forms.Paper, failed []forms.Unmade) error {
	ending := "." + strings.TrimPrefix(strings.ToLower(format), ".")
	if !slices.Contains(files.Endings(), ending) {
		return emulation.Errorf(emulation.Invalid, "documents.error.ending", "file", "*"+ending, "endings", strings.Join(files.Endings(), ", "))
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return emulation.Errorf(emulation.Unavailable, "documents.error.save", "file", dir, "detail", err.Error()).Because(err)
	}
	var written []string
	for _, p := range made {
		path := filepath.Join(dir, p.Name+ending)
		if ending != ".pdf" || slices.Contains(written, path) { // somebody goes on writing in it; two units may have the same name
			path = files.Free(path)
		}
		switch err := files.Write(path, p.Documents...); {
		case emulation.CodeOf(err) == emulation.Invalid:
			failed = append(failed, forms.Unmade{Paper: p.Name, Err: err})
		case err != nil: // the disk: the next would fail like it
			return err
		default:
			written = append(written, path)
		}
	}
	return tellMany(a, written, failed)
}

// tellMany tells what was written and what was not; nothing at all is a refusal.
func tellMany(a *verb.App, written []string, failed []forms.Unmade) error {
	type unmade struct {
		Paper string `json:"paper"`
		Why   string `json:"why"`
	}
	not := emulation.Map(failed, func(u forms.Unmade) unmade { return unmade{u.Paper, phrase.Error(a.Lang, u.Err)} })
	err := a.Show(map[string]any{"files": append([]string{}, written...), "not": append([]unmade{}, not...)}, func(w io.Writer) {
		for _, path := range written {
			fmt.Fprintln(w, a.Say("cli.print.done", "file", path))
		}
		for _, u := range not {
			fmt.Fprintln(w, a.Say("cli.print.not", "paper", u.Paper, "why", u.Why))
		}
		fmt.Fprintln(w, a.Say("cli.print.sum", "count", len(written), "not", len(not)))
	})
	if err == nil && len(written) == 0 {
		return verb.ErrTold
	}
	return err
}
