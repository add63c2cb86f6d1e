package data

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/courier"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/workspace/replica"
)

// BundleCmd exchanges changes in files, where there is no line.
type BundleCmd struct {
	Export BundleExportCmd `cmd:"" help:"cli.bundle.export"`
	Import BundleImportCmd `cmd:"" help:"cli.bundle.import"`
	Show   BundleShowCmd   `cmd:"" help:"cli.bundle.show"`
	List   BundleListCmd   `cmd:"" help:"cli.bundle.list"`

	Exchange BundleExchangeCmd `cmd:"" help:"cli.bundle.exchange"`
}

// BundleExportCmd writes a bundle.
type BundleExportCmd struct {
	File  string `arg:"" optional:"" default:"." type:"path" placeholder:"FILE" help:"cli.bundle.file-new"`
	For   string `help:"cli.flag.bundle-for" default:"server" placeholder:"server|all|U"`
	Limit int    `help:"cli.flag.bundle-limit" default:"20" placeholder:"MB"`
}

// Run writes all that waits for the server, or a copy of the logs for colleagues.
func (c *BundleExportCmd) Run(ctx context.Context, a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		e, err := c.export(ctx, d)
		if err != nil {
			return err
		}
		out := struct {
			File    string   `json:"file"`
			Digest  string   `json:"digest"`
			Bytes   int64    `json:"bytes"`
			For     []string `json:"for"`
			Changes int      `json:"changes"`
			Files   int      `json:"evidenceFiles"`
			Left    int      `json:"evidenceLeft"`
		}{e.File, e.Digest.String(), e.Size, verb.Strings(e.For), e.Changes, e.Files, e.Left}
		return a.Show(out, func(w io.Writer) {
			key := "bundle.told.exported"
			if c.For != "server" {
				key = "bundle.told.copied"
			}
			fmt.Fprintln(w, a.Say(key, "file", e.File, "changes", e.Changes, "files", e.Files, "kb", (e.Size+1023)>>10, "readers", strings.Join(e.For, ", ")))
			if e.Left > 0 {
				fmt.Fprintln(w, a.Say("bundle.told.left", "count", e.Left))
			}
		})
	})
}

func (c *BundleExportCmd) export(ctx context.Context, d *desk.Desk) (*desk.Exported, error) {
	switch c.For {
	case "server":
		return d.ExportBundle(ctx, c.File, c.Limit<<20)
	case "all":
		return d.CopyBundle(ctx, c.File, emulation.ID{})
	}
	unit, err := d.Workspace.FindUnit(c.For)
	if err != nil {
		return nil, err
	}
	return d.CopyBundle(ctx, c.File, unit.ID)
}

// BundleImportCmd takes bundles in.
type BundleImportCmd struct {
	Files    []string `arg:"" type:"existingpath" placeholder:"FILE" help:"cli.bundle.files"`
	Receipts string   `help:"cli.flag.bundle-receipts" type:"existingdir" placeholder:"DIR"`
}

// bundleLine is what is told of one bundle.
type bundleLine struct {
	File     string         `json:"file"`
	Digest   string         `json:"digest,omitempty"`
	From     string         `json:"from,omitempty"`
	Made     int64          `json:"made,omitempty"` // ms
	Purpose  string         `json:"purpose,omitempty"`
	ForMe    bool           `json:"forMe"`
	Leaves   int            `json:"leaves"`
	Known    int            `json:"known"`
	Chunks   int            `json:"chunks"`
	Receipts int            `json:"receipts"`
	Refused  map[string]int `json:"refused,omitempty"`
	Problems []string       `json:"problems,omitempty"`
	Error    string         `json:"error,omitempty"`
}

func lineOf(a *verb.App, file string, in *desk.Imported, err error) bundleLine {
	l := bundleLine{File: file}
	if err != nil {
		l.Error = phrase.Error(a.Lang, err)
	}
	if in == nil {
		return l
	}
	l.Digest, l.Made, l.Purpose, l.ForMe = in.Digest.String(), in.Made, purposes[in.Purpose], !in.Elsewise
	l.From = bundleFrom(a, in)
	l.Leaves, l.Known, l.Chunks, l.Receipts, l.Refused = in.Leaves, in.Known, in.Chunks, in.Receipts, in.Refused
	for _, p := range in.Problems {
		l.Problems = append(l.Problems, phrase.Error(a.Lang, p))
	}
	return l
}

// purposes are the words for what a bundle is.
var purposes = map[bundle.Purpose]string{bundle.Request: "request", bundle.Answer: "answer", bundle.Copy: "copy", bundle.Receipts: "receipts"}

func bundleFrom(a *verb.App, in *desk.Imported) string {
	if in.Server {
		return a.Say("bundle.told.server")
	}
	return in.From
}

func (l *bundleLine) tell(a *verb.App, w io.Writer, key string) {
	name := filepath.Base(l.File)
	if l.Error != "" {
		fmt.Fprintln(w, a.Say("bundle.told.failed", "file", name, "why", l.Error))
		return
	}
	if !l.ForMe {
		key += ".elsewise"
	}
	what := ""
	if l.Purpose != "" {
		what = a.Say("bundle.told.purpose." + l.Purpose)
	}
	fmt.Fprintln(w, a.Say(key, "file", name, "from", l.From, "at", a.When(l.Made), "what", what, "leaves", l.Leaves, "chunks", l.Chunks, "receipts", l.Receipts))
	for reason, n := range l.Refused {
		fmt.Fprintln(w, "  "+a.Say("sync.not-taken", "count", n, "reason", a.Say("reason."+reason)))
	}
	for _, p := range l.Problems {
		fmt.Fprintln(w, "  "+p)
	}
}

// Run takes each file in, in whatever order they are given. One that cannot be taken in keeps no other out, and makes the exit code 1.
func (c *BundleImportCmd) Run(ctx context.Context, a *verb.App) error {
	files, err := courier.Files(c.Files)
	if err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		all, err := d.ImportBundles(ctx, files)
		if err != nil {
			return err
		}
		var whole []*bundle.File
		var lines []bundleLine
		for _, x := range all {
			lines = append(lines, lineOf(a, x.Path, x.Imported, x.Err))
			if x.Imported != nil {
				whole = append(whole, x.File)
			}
		}
		var receipts []string
		if c.Receipts != "" {
			if receipts, err = d.WriteReceipts(whole, c.Receipts); err != nil {
				return err
			}
		}
		out := struct {
			Bundles  []bundleLine `json:"bundles"`
			Receipts []string     `json:"receipts"`
		}{lines, verb.Strings(receipts)}
		err = a.Show(out, func(w io.Writer) {
			for i := range lines {
				lines[i].tell(a, w, "bundle.told.imported")
			}
			for _, file := range receipts {
				fmt.Fprintln(w, a.Say("bundle.told.receipt-written", "file", file))
			}
		})
		bad := slices.ContainsFunc(lines, func(l bundleLine) bool { return l.Error != "" || len(l.Problems) > 0 })
		if err == nil && bad {
			return verb.ErrTold
		}
		return err
	})
}

// BundleShowCmd tells what a bundle is.
type BundleShowCmd struct {
	Files []string `arg:"" type:"existingpath" placeholder:"FILE" help:"cli.bundle.files"`
}

// Run takes nothing in.
func (c *BundleShowCmd) Run(a *verb.App) error {
	files, err := courier.Files(c.Files)
	if err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		lines := []bundleLine{}
		bad := false
		for _, file := range files {
			in, err := d.ShowBundle(file)
			bad = bad || err != nil
			lines = append(lines, lineOf(a, file, in, err))
		}
		err := a.Show(lines, func(w io.Writer) {
			for i := range lines {
				lines[i].tell(a, w, "bundle.told.shown")
			}
		})
		if err == nil && bad {
			return verb.ErrTold
		}
		return err
	})
}

// BundleListCmd tells of the bundles that were made here, and who had them in hand.
type BundleListCmd struct{}

// Run lists them, newest first.
func (BundleListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		sent, receipts, err := d.Posted()
		if err != nil {
			return err
		}
		type had struct {
			By string `json:"by"`
			At int64  `json:"at"` // ms
		}
		type line struct {
			Digest   string `json:"digest"`
			Made     int64  `json:"made"` // ms
			Changes  int    `json:"changes"`
			Receipts []had  `json:"receipts"`
		}
		room := replica.At(d.Workspace)
		servers, err := room.Servers()
		if err != nil {
			return err
		}
		name := func(log changeset.LogID) (string, error) {
			if slices.ContainsFunc(servers, func(h replica.Holder) bool { return h.Key.LogID() == log }) {
				return a.Say("bundle.told.server"), nil
			}
			return room.AuthorName(log)
		}
		out := []line{}
		var failed error
		for _, s := range slices.Backward(sent) {
			l := line{s.Digest.String(), s.Made, s.Changes, []had{}}
			for _, r := range receipts {
				if r.Digest == s.Digest {
					by, err := name(r.By)
					failed = cmp.Or(failed, err)
					l.Receipts = append(l.Receipts, had{by, r.At})
				}
			}
			out = append(out, l)
		}
		err = a.Show(out, func(w io.Writer) {
			for _, l := range out {
				fmt.Fprintln(w, a.Say("bundle.told.sent", "at", a.When(l.Made), "changes", l.Changes, "digest", l.Digest[:16]))
				for _, r := range l.Receipts {
					fmt.Fprintln(w, "  "+a.Say("bundle.told.had", "by", r.By, "at", a.When(r.At)))
				}
			}
			if len(out) == 0 {
				fmt.Fprintln(w, a.Say("bundle.told.none-sent"))
			}
		})
		return errors.Join(failed, err)
	})
}
