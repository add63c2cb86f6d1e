//go:build !windows

package printer

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"thidua/emulation"
)

// List gives the printers, the default one first; none where there is none. Errors: NotFound "printer.no-system" where nobody can be asked; Unavailable
// "printer.silent" where nobody answers within the limit.
func (s System) List(ctx context.Context) ([]Printer, error) {
	ctx, stop := context.WithTimeout(ctx, s.limit())
	defer stop()
	names, err := ask(ctx, nil, "lpstat", "-e")
	switch {
	case late(err):
		return nil, emulation.Errorf(emulation.Unavailable, "printer.silent").Because(err)
	case emulation.CodeOf(err) == emulation.NotFound:
		return nil, err
	case err != nil:
		return nil, nil // its service does not run: there is no printer
	}
	said, err := ask(ctx, nil, "lpstat", "-d")
	if err != nil {
		said = ""
	}
	_, first, _ := strings.Cut(strings.TrimSpace(said), ": ")
	var list []Printer
	for name := range strings.Lines(names) {
		switch name = strings.TrimSpace(name); name {
		case "":
		case first:
			list = append([]Printer{{name, true}}, list...)
		default:
			list = append(list, Printer{Name: name})
		}
	}
	return list, nil
}

// Print hands a PDF file to the job's printer and returns when the system has taken it. The file has no name there: cupsd 2.4 dies of one that is not ASCII.
// Errors: NotFound "printer.no-system"; Unavailable "printer.stopped" where ctx ended, "printer.refused" with what the system said; Unavailable "printer.unsure" where it said nothing within
// the limit: nobody knows then whether it has the paper.
func (s System) Print(ctx context.Context, pdf io.Reader, j Job) error {
	ctx, stop := context.WithTimeout(ctx, s.limit())
	defer stop()
	args := []string{"-d", j.Printer, "-n", strconv.Itoa(j.Copies), "-t", j.Title}
	if j.Pages != "" {
		args = append(args, "-P", strings.ReplaceAll(j.Pages, " ", ""))
	}
	if j.Paper != "" {
		args = append(args, "-o", "media="+j.Paper)
	}
	sides := "one-sided"
	if j.Duplex {
		sides = "two-sided-long-edge"
	}
	_, err := ask(ctx, pdf, "lp", append(args, "-o", "sides="+sides)...)
	switch {
	case late(err):
		return emulation.Errorf(emulation.Unavailable, "printer.unsure", "printer", j.Printer).Because(err)
	case errors.Is(err, context.Canceled):
		return stopped(err)
	}
	return err
}

// late says whether a program was ended because its time was over.
func late(err error) bool { return errors.Is(err, context.DeadlineExceeded) }

// ask runs a program of CUPS, which speaks English then. It is ended with ctx; what it left behind, holding its output, is not waited for.
func ask(ctx context.Context, in io.Reader, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	var out, said bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, &out, &said
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	switch {
	case err != nil && ctx.Err() != nil:
		return "", ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return "", emulation.Errorf(emulation.NotFound, "printer.no-system").Because(err)
	case err != nil:
		detail := strings.TrimSpace(said.String())
		if detail == "" {
			detail = err.Error()
		}
		return "", emulation.Errorf(emulation.Unavailable, "printer.refused", "detail", detail).Because(err)
	}
	return out.String(), nil
}
