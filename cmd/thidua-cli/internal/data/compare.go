package data

import (
	"bytes"
	"fmt"
	"io"
	"strconv"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/sync/changeset"
	"thidua/workspace/replica"
	"thidua/workspace/result"
)

// LogRootsCmd tells the size and root of each log here, for a colleague to compare.
type LogRootsCmd struct{}

// Run prints them, and with --json the server's checkpoints too.
func (LogRootsCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		roots, err := replica.At(d.Workspace).Roots()
		if err != nil {
			return err
		}
		type line struct {
			Scope      string `json:"scope"`
			Size       uint64 `json:"size"`
			Root       string `json:"root"`
			Checkpoint string `json:"checkpoint,omitempty"`
		}
		out := emulation.Map(roots, func(r replica.Root) line { return line{r.Scope.String(), r.Size, r.Root.String(), r.Checkpoint} })
		return a.Show(out, func(w io.Writer) {
			for _, l := range out {
				fmt.Fprintln(w, l.Scope, l.Size, l.Root)
			}
		})
	})
}

// LogCompareCmd holds what a colleague's desk, a paper or a file says of a log against the logs here.
type LogCompareCmd struct {
	File  string `arg:"" optional:"" help:"cli.log.compare.file"`
	Scope string `help:"cli.flag.log" placeholder:"LOG"`
	Size  uint64 `help:"cli.flag.log-size" placeholder:"N"`
	Root  string `help:"cli.flag.log-root" placeholder:"ROOT"`
}

// Run says of each root whether the log here had it. One that differs is exit code 1, and where the server signed it an alarm.
func (c *LogCompareCmd) Run(a *verb.App) error {
	var notes [][]byte
	if c.File != "" {
		raw, err := a.File(c.File)
		if err != nil {
			return err
		}
		if notes, err = checkpointsIn(raw); err != nil {
			return err
		}
	} else if c.Scope == "" || c.Root == "" {
		return emulation.Errorf(emulation.Invalid, "compare.what")
	}
	return a.With(func(d *desk.Desk) error {
		room := replica.At(d.Workspace)
		var all []*replica.Compared
		for _, note := range notes {
			one, err := room.CompareCheckpoint(note)
			if err != nil {
				return err
			}
			all = append(all, one)
		}
		if c.File == "" {
			scope, err := changeset.ParseScope(c.Scope)
			if err != nil {
				return err
			}
			root, err := emulation.ParseHash(c.Root)
			if err != nil {
				return emulation.Errorf(emulation.Invalid, "compare.root", "text", c.Root)
			}
			one, err := room.Compare(scope, c.Size, root)
			if err != nil {
				return err
			}
			all = append(all, one)
		}
		same := true
		for _, one := range all {
			same = same && one.Same
		}
		err := verb.Of(all,
			verb.Field("scope", func(o **replica.Compared) any { return (*o).Scope.String() }),
			verb.Field("size", func(o **replica.Compared) any { return (*o).Size }),
			verb.Field("here", func(o **replica.Compared) any { return (*o).Here }),
			verb.Field("same", func(o **replica.Compared) any { return (*o).Same }),
			verb.Field("signed", func(o **replica.Compared) any { return (*o).Signed })).Tell(a, "compare.nothing", func(w io.Writer, o **replica.Compared) {
			key := "cli.log.same"
			switch {
			case !(*o).Same && (*o).Signed:
				key = "cli.log.two-histories"
			case !(*o).Same:
				key = "cli.log.differs"
			}
			fmt.Fprintln(w, a.Say(key, "scope", (*o).Scope.String(), "size", strconv.FormatUint((*o).Size, 10)))
		})
		if err == nil && !same {
			return verb.ErrTold
		}
		return err
	})
}

// checkpointsIn finds the server's signed words in a file: an exported result, or a checkpoint as it was given.
func checkpointsIn(raw []byte) ([][]byte, error) {
	if !bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")) {
		return [][]byte{raw}, nil
	}
	f, err := result.CheckResultFile(raw)
	if err != nil {
		return nil, err
	}
	var notes [][]byte
	for _, note := range f.File.Checkpoints {
		notes = append(notes, []byte(note))
	}
	return notes, nil
}
