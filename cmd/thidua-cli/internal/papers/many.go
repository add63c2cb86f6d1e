package papers

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
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
	if endingOf(c.Out) != "" {
		return emulation.Errorf(emulation.Invalid, "documents.error.not-folder", "out", c.Out)
	}
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
	ending := endingOf(c.Out)
	if ending != "" && !slices.Contains(files.Endings(), ending) {
		return emulation.Errorf(emulation.Invalid, "documents.error.file-or-folder", "out", c.Out, "endings", strings.Join(files.Endings(), ", "))
	}
	return a.With(func(d *desk.Desk) error {
		at, err := d.Workspace.AsOf()
		if err != nil {
			return err
		}
		made, failed, err := forms.At(d.Workspace).Batch(c.Form, at)
		if err != nil {
			return err
		}
		if ending == "" {
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
			return tellMany(a, []file{{path: c.Out}}, failed)
		}
		return tellMany(a, nil, failed)
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

// file is one that holds a paper now.
type file struct {
	path  string
	asked string // where another stands, which is left as it is; "" where the name was free
	there bool   // it was there before, just as it is
}

// writeMany writes papers into a folder, which is made where it is not there, beside what stands in it; a paper the format is not for is told with those
// that could not be made.
func writeMany(a *verb.App, dir, format string, made []forms.Paper, failed []forms.Unmade) error {
	ending := "." + strings.TrimPrefix(strings.ToLower(format), ".")
	if !slices.Contains(files.Endings(), ending) {
		return emulation.Errorf(emulation.Invalid, "documents.error.ending", "file", "*"+ending, "endings", strings.Join(files.Endings(), ", "))
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return emulation.Errorf(emulation.Unavailable, "documents.error.save", "file", dir, "detail", err.Error()).Because(err)
	}
	var written []file
	for _, p := range made {
		path := filepath.Join(dir, p.Name+ending)
		switch saved, there, err := files.WriteBeside(path, p.Documents...); {
		case emulation.CodeOf(err) == emulation.Invalid:
			failed = append(failed, forms.Unmade{Paper: p.Name, Err: err})
		case err != nil: // the disk: the next would fail like it
			return err
		default:
			one := file{path: saved, there: there}
			if saved != path {
				one.asked = path
			}
			written = append(written, one)
		}
	}
	return tellMany(a, written, failed)
}

// tellMany tells what was written, what was there already and what was not written; nothing at all is a refusal.
func tellMany(a *verb.App, made []file, failed []forms.Unmade) error {
	type unmade struct {
		Paper string `json:"paper"`
		Why   string `json:"why"`
	}
	not := emulation.Map(failed, func(u forms.Unmade) unmade { return unmade{u.Paper, phrase.Error(a.Lang, u.Err)} })
	there := emulation.Where(made, func(f file) bool { return f.there })
	paths := func(list []file) []string {
		return append([]string{}, emulation.Map(list, func(f file) string { return f.path })...)
	}
	err := a.Show(map[string]any{"files": paths(made), "unchanged": paths(there), "not": append([]unmade{}, not...)}, func(w io.Writer) {
		for _, f := range made {
			switch {
			case f.there:
				fmt.Fprintln(w, a.Say("cli.print.there", "file", f.path))
			case f.asked != "":
				fmt.Fprintln(w, a.Say("cli.print.beside", "file", f.path, "asked", filepath.Base(f.asked)))
			default:
				fmt.Fprintln(w, a.Say("cli.print.done", "file", f.path))
			}
		}
		for _, u := range not {
			fmt.Fprintln(w, a.Say("cli.print.not", "paper", u.Paper, "why", u.Why))
		}
		fmt.Fprintln(w, a.Say("cli.print.sum", "count", len(made)-len(there), "there", len(there), "not", len(not)))
	})
	if err == nil && len(made) == 0 {
		return verb.ErrTold
	}
	return err
}
