package papers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents"
	"thidua/documents/pages"
	"thidua/documents/papercheck"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/internal/desk"
)

// PaperCmd is about papers that were printed.
type PaperCmd struct {
	Check PaperCheckCmd `cmd:"" help:"cli.paper.check"`
}

// PaperCheckCmd holds a paper against the record.
type PaperCheckCmd struct {
	What string `arg:"" help:"cli.paper.check.what" placeholder:"FILE|CODE"`
	Out  string `help:"cli.paper.check.out" placeholder:"F.pdf"`
}

// Run tells what was found; what differs is a refusal, what the eye has to compare is none.
func (c *PaperCheckCmd) Run(ctx context.Context, a *verb.App) error {
	return a.With(func(d *desk.Desk) (err error) {
		reader := pages.Begun{Cache: desk.CompiledPages()}
		defer func() { err = errors.Join(err, reader.Close()) }()
		checker := &papercheck.Checker{Workspace: d.Workspace, Verify: d.VerifyLogs, Reader: reader.Reader}
		answers, err := c.check(ctx, a, checker)
		if err != nil {
			return err
		}
		return c.tell(a, answers)
	})
}

func (c *PaperCheckCmd) check(ctx context.Context, a *verb.App, checker *papercheck.Checker) ([]papercheck.Answer, error) {
	raw, err := a.File(c.What)
	if emulation.CodeOf(err) == emulation.NotFound && filepath.Ext(c.What) == "" { // a code
		one, err := checker.Code(ctx, c.What)
		if err != nil {
			return nil, err
		}
		return []papercheck.Answer{*one}, nil
	}
	if err != nil {
		return nil, err
	}
	return checker.File(ctx, raw)
}

func (c *PaperCheckCmd) tell(a *verb.App, answers []papercheck.Answer) error {
	type answer struct {
		Verdict papercheck.Verdict `json:"verdict"`
		Title   string             `json:"title"`
		First   int                `json:"first,omitempty"`
		Last    int                `json:"last,omitempty"`
		Said    []string           `json:"said"`
		Record  string             `json:"record,omitempty"` // its words, where only a code was read
	}
	var out []answer
	var docs []documents.Document
	refused := false
	for i := range answers {
		x := &answers[i]
		one := answer{x.Verdict, x.Document.Title, x.First, x.Last, a.Render(x.Messages()), ""}
		if x.First == 0 {
			one.Record = documents.Text(x.Document, " | ")
		}
		if x.Season != nil {
			docs = append(docs, x.Document)
		}
		refused = refused || x.Verdict == papercheck.Differs
		out = append(out, one)
	}
	if c.Out != "" && len(docs) > 0 {
		if err := pdf.WriteFile(c.Out, docs...); err != nil {
			return err
		}
	}
	err := a.Show(out, func(w io.Writer) {
		for _, x := range out {
			fmt.Fprintln(w, strings.Join(x.Said, "\n"))
			if x.Record != "" {
				fmt.Fprint(w, "\n"+x.Record)
			}
		}
	})
	if err == nil && refused {
		return verb.ErrTold
	}
	return err
}
