package verb

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"unicode/utf8"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/vietnamese"
)

// File reads a file a person named.
func (a *App) File(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(a.Stdin)
	}
	raw, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, emulation.Errorf(emulation.NotFound, "cli.no-file", "file", name)
	}
	if err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "cli.unreadable", "file", name).Because(err)
	}
	return raw, nil
}

// Lines reads a text file a person named; "" gives none.
func (a *App) Lines(file string) ([]string, error) {
	if file == "" {
		return nil, nil
	}
	text, err := a.Text(file)
	if err != nil {
		return nil, err
	}
	var kept []string
	for l := range strings.Lines(vietnamese.NFC(text)) {
		if l = strings.TrimSpace(l); l != "" {
			kept = append(kept, l)
		}
	}
	return kept, nil
}

// TabbedRow is a line of a text file whose columns a tab separates.
type TabbedRow struct {
	Line  int // from 1
	Cells []string
}

// Tabbed reads such a file; empty lines and those that begin with # are left out.
func (a *App) Tabbed(name string) ([]TabbedRow, error) {
	text, err := a.Text(name)
	if err != nil {
		return nil, err
	}
	var rows []TabbedRow
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		for n := range cells {
			cells[n] = strings.TrimSpace(cells[n])
		}
		rows = append(rows, TabbedRow{i + 1, cells})
	}
	return rows, nil
}

// foreignMost is what a file from elsewhere may make the program hold; with the usual goal the collector would hardly let it be read.
const foreignMost = 200 << 20

// Foreign is the content of a file that somebody else may have written.
func (a *App) Foreign(name string) ([]byte, error) {
	AdmitForeign()
	return a.File(name)
}

// AdmitForeign lets the program hold a file from elsewhere. Where it may hold more anyway, as in a season that is played, that stays.
func AdmitForeign() {
	if debug.SetMemoryLimit(-1) < foreignMost {
		debug.SetMemoryLimit(foreignMost)
	}
}

// CriteriaFile reads a criteria set a person named.
func (a *App) CriteriaFile(name string) (*criteria.Set, error) {
	raw, err := a.ForeignText(name)
	if err != nil {
		return nil, err
	}
	return criteria.LoadSet(name, raw)
}

// Faults prints every fault of a file with its line and gives the error that ends the program; with --json in the shape of "score --json".
func (a *App) Faults(err error) error {
	say := func(m emulation.Message) string { return phrase.Render(a.Lang, m) }
	if !a.JSON {
		for _, f := range scoring.Faults(err, say) {
			place := ""
			if f.File != "" {
				place = fmt.Sprintf("%s:%d: ", f.File, f.Line)
			}
			fmt.Fprintln(a.Stderr, place+f.Message)
		}
		return ErrTold
	}
	raw, jsonErr := scoring.ErrorJSON(err, say)
	if jsonErr != nil {
		return jsonErr
	}
	if _, err := a.Stdout.Write(raw); err != nil {
		return err
	}
	return ErrTold
}

// InFile puts the file a person named in front of an error.
func InFile(err error, name string) error {
	var e *emulation.Error
	if errors.As(err, &e) && e.File == "" {
		return e.At(name, 0, e.Path)
	}
	return err
}

// Attach stores a file that a record is to name.
func Attach(d *desk.Desk, name string) (emulation.Evidence, error) {
	f, err := OpenRegular(name)
	if err != nil {
		return emulation.Evidence{}, err
	}
	defer f.Close()
	return d.Workspace.Attach(vietnamese.NFC(filepath.Base(name)), f)
}

// OpenRegular opens a file to be taken as it is. A folder, a pipe or a device is refused before it is opened, for a pipe nobody writes to would be
// waited for. A name that is not UTF-8 is no name another machine could keep.
func OpenRegular(name string) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, emulation.Errorf(emulation.NotFound, "cli.no-file", "file", name).Because(err)
	case err != nil:
		return nil, emulation.Errorf(emulation.Unavailable, "cli.unreadable", "file", name).Because(err)
	case !info.Mode().IsRegular():
		return nil, emulation.Errorf(emulation.Invalid, "cli.not-regular", "file", name)
	case !utf8.ValidString(name):
		return nil, emulation.Errorf(emulation.Invalid, "cli.file-name", "file", strings.ToValidUTF8(name, "\ufffd"))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "cli.unreadable", "file", name).Because(err)
	}
	return f, nil
}

// KeyValue reads "name=value".
func KeyValue(arg string) (name, value string, err error) {
	name, value, ok := strings.Cut(arg, "=")
	if !ok || name == "" {
		return "", "", emulation.Errorf(emulation.Invalid, "cli.key-value", "text", arg)
	}
	return name, vietnamese.NFC(value), nil
}

// KeyValues reads values by their names.
func KeyValues(args []string) (map[string]string, error) {
	fields := map[string]string{}
	for _, arg := range args {
		name, value, err := KeyValue(arg)
		if err != nil {
			return nil, err
		}
		fields[name] = value
	}
	return fields, nil
}
