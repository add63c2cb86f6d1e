//go:build !windows

package pick

import (
	"context"
	"errors"
	"os/exec"
	"strings"
)

// Open asks the portal of the desktop, else the first program that is there and can. It gives nothing where the person chose nothing, and
// errors.ErrUnsupported where nobody can be asked. The end of ctx takes the dialog away.
func Open(ctx context.Context, w Want) ([]string, error) {
	for _, ask := range []func(context.Context, Want) ([]string, error){portal, zenity, kdialog} {
		if paths, err := ask(ctx, w); !errors.Is(err, errors.ErrUnsupported) {
			return paths, err
		}
	}
	return nil, errors.ErrUnsupported
}

// zenity asks by the dialog of GNOME.
func zenity(ctx context.Context, w Want) ([]string, error) {
	args := []string{"--file-selection", "--title", w.Title, "--separator", "\n"}
	if w.Folder {
		args = append(args, "--directory")
	}
	if w.Many {
		args = append(args, "--multiple")
	}
	if w.At != "" {
		args = append(args, "--filename", w.At+"/")
	}
	if len(w.Endings) > 0 {
		args = append(args, "--file-filter", patterns(w.Endings))
	}
	return run(ctx, "zenity", args)
}

// kdialog asks by the dialog of KDE.
func kdialog(ctx context.Context, w Want) ([]string, error) {
	args, at := []string{"--title", w.Title, "--separate-output"}, w.At
	if at == "" {
		at = "."
	}
	if w.Many {
		args = append(args, "--multiple")
	}
	switch {
	case w.Folder:
		args = append(args, "--getexistingdirectory", at)
	case len(w.Endings) > 0:
		args = append(args, "--getopenfilename", at, patterns(w.Endings))
	default:
		args = append(args, "--getopenfilename", at)
	}
	return run(ctx, "kdialog", args)
}

func patterns(endings []string) string { return "*" + strings.Join(endings, " *") }

// run asks by a program, which says on a line each what was chosen, and ends with 1 where nothing was.
func run(ctx context.Context, name string, args []string) ([]string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return nil, errors.ErrUnsupported
	}
	said, err := exec.CommandContext(ctx, path, args...).Output()
	if ctx.Err() != nil {
		return nil, nil
	}
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == 1 {
		return nil, nil
	}
	if err != nil {
		return nil, errors.ErrUnsupported // it is there and does not work here
	}
	if said := strings.TrimRight(string(said), "\n"); said != "" {
		return strings.Split(said, "\n"), nil
	}
	return nil, nil
}
