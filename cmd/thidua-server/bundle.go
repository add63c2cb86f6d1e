package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/courier"
	"thidua/internal/durable"
	"thidua/internal/phrase"
	"thidua/storage"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// BundleCmd exchanges changes in files, where desks have no line to the server; one that is running is asked to do it.
type BundleCmd struct {
	Import BundleImportCmd `cmd:"" help:"server.help.bundle.import"`
	Export BundleExportCmd `cmd:"" help:"server.help.bundle.export"`
}

// bundleFlags are those of both verbs.
type bundleFlags struct {
	Dir          string `help:"server.help.dir" required:"" type:"path" placeholder:"DIR"`
	Out          string `help:"server.help.bundle.out" default:"." type:"existingdir" placeholder:"DIR"`
	ClockIsRight bool   `help:"server.help.clock-is-right" name:"clock-is-right"`
}

// BundleImportCmd takes bundles of desks and writes the answers.
type BundleImportCmd struct {
	bundleFlags
	Files []string `arg:"" type:"existingpath" placeholder:"FILE" help:"server.help.bundle.files"`
}

// BundleExportCmd writes for each desk what it does not have yet.
type BundleExportCmd struct {
	bundleFlags
	Unit string `help:"server.help.bundle.unit" placeholder:"CODE"`
}

// takenBundle is what became of a bundle.
type takenBundle struct {
	Taken   int            `json:"taken"`
	Known   int            `json:"known"`
	Refused map[string]int `json:"refused,omitempty"`
	Unknown bool           `json:"unknown,omitempty"` // nobody who is certified made it
}

// deliver puts a file that was made where it is wanted.
type deliver func(name string, write func(io.Writer) error) error

// bundler does it, in this process or in that of the running server.
type bundler interface {
	take(ctx context.Context, file string, to deliver) (*takenBundle, error)
	export(ctx context.Context, unit string, to deliver) error
}

// Run takes each file in. One that cannot be taken keeps no other out, and makes the exit code 1; one that is for others is left.
func (c *BundleImportCmd) Run(ctx context.Context, m *Main) error {
	files, err := courier.Files(c.Files)
	if err != nil {
		return err
	}
	b, err := c.bundler(ctx, m)
	if err != nil {
		return err
	}
	failed := 0
	for _, file := range files {
		name := filepath.Base(file)
		taken, err := b.take(ctx, file, c.deliver(m))
		switch {
		case emulation.KeyOf(err) == "bundle.not-for-us":
			m.tell("server.bundle.elsewise", "file", name)
			continue
		case err != nil:
			failed++
			fmt.Fprintln(m.Stderr, phrase.Text(m.lang, "bundle.told.failed", "file", name, "why", phrase.Error(m.lang, err)))
			continue
		}
		m.tell("server.bundle.taken", "file", name, "taken", taken.Taken, "known", taken.Known)
		for reason, n := range taken.Refused {
			m.tell("server.bundle.refused", "count", n, "reason", phrase.Text(m.lang, "reason."+reason))
		}
		if taken.Unknown {
			m.tell("server.bundle.unknown")
		}
	}
	if failed > 0 {
		return emulation.Errorf(emulation.Invalid, "server.bundle.failed", "count", failed)
	}
	return nil
}

// Run writes one file a desk.
func (c *BundleExportCmd) Run(ctx context.Context, m *Main) error {
	b, err := c.bundler(ctx, m)
	if err != nil {
		return err
	}
	written := 0
	put := c.deliver(m)
	err = b.export(ctx, c.Unit, func(name string, write func(io.Writer) error) error {
		written++
		return put(name, write)
	})
	if err == nil && written == 0 {
		err = emulation.Errorf(emulation.NotFound, "bundle.nobody")
	}
	return err
}

// deliver writes into the folder for answers, whole, and reads back what is there.
func (c *bundleFlags) deliver(m *Main) deliver {
	return func(name string, write func(io.Writer) error) error {
		path := filepath.Join(c.Out, filepath.Base(name))
		err := durable.Replace(path, durable.Shared, write)
		var disk *durable.Error
		if errors.As(err, &disk) {
			return fileError(path, err)
		}
		if err == nil {
			err = courier.With(path, func(*bundle.File) error { return nil })
		}
		if err == nil {
			m.tell("server.bundle.written", "file", path)
		}
		return err
	}
}

// bundler opens the store if nobody has it, and else asks the server that does.
func (c *bundleFlags) bundler(ctx context.Context, m *Main) (bundler, error) {
	key, isSealed, err := readKey(c.Dir)
	if err != nil {
		return nil, err
	}
	db, err := m.open(c.Dir, m.options(c.Dir))
	if emulation.KeyOf(err) == "storage.in-use" {
		return &asking{dir: c.Dir}, nil
	}
	if err != nil {
		return nil, err
	}
	if !isSealed {
		if err := sealKey(c.Dir, key, db); err != nil {
			return nil, err
		}
	}
	h, err := m.hub(key, db, c.ClockIsRight, slog.New(slog.NewTextHandler(m.Stderr, nil)))
	if err == nil {
		err = h.ClockDoubt()
	}
	if err == nil {
		err = h.Maintain(ctx)
	}
	return &local{m.courierOf(h, key)}, err
}

// hub opens the hub of a store, whose clock is looked after, and which knows what the store found to be lacking.
func (m *Main) hub(key *identity.ServerKey, db *storage.DB, vouched bool, log *slog.Logger) (*hub.Hub, error) {
	h, err := hub.New(db, judge.NewAnchor(key.Root.Key()), key.Private(), m.Now)
	if err == nil {
		err = fellBehind(m, h, db, log)
	}
	if err != nil {
		return nil, err
	}
	return h, h.WatchClock(m.Steady, vouched)
}

func (m *Main) courierOf(h *hub.Hub, key *identity.ServerKey) *courier.Server {
	return &courier.Server{Hub: h, Key: key.Private(), Tenant: changeset.TenantOf(key.Root.Key()), Now: m.Now}
}

// local is a bundler of a store that is open here.
type local struct{ *courier.Server }

func (l *local) take(ctx context.Context, file string, to deliver) (out *takenBundle, err error) {
	err = courier.With(file, func(f *bundle.File) error {
		t, err := l.Take(f, courier.ByHand)
		if err != nil {
			return err
		}
		out = &takenBundle{Taken: t.Taken, Known: t.Known, Refused: t.Refused, Unknown: !t.Certified}
		if !t.Certified {
			return nil
		}
		return to(l.answerName(t), func(w io.Writer) error { return l.Answer(ctx, t, w) })
	})
	return out, err
}

// answerName says whose answer it is and to which bundle: the same bundle is answered in the same file.
func (l *local) answerName(t *courier.Taken) string {
	return "answer-" + l.holderName(t.Maker) + "-" + t.Digest.String()[:8] + bundle.Extension
}

func (l *local) holderName(key identity.PublicKey) string {
	all, err := l.Hub.Holders()
	if err == nil {
		for _, h := range all {
			if h.Key == key {
				return nameOf(h)
			}
		}
	}
	return nameOf(hub.Holder{Certificate: &identity.Certificate{Key: key}})
}

func nameOf(h hub.Holder) string {
	log, unit := h.Key.LogID(), h.Unit
	if unit == "" {
		unit = "office"
	}
	return unit + "-" + log.String()[:8]
}

func (l *local) export(ctx context.Context, unit string, to deliver) error {
	all, err := l.Hub.Holders()
	if err != nil {
		return err
	}
	for _, h := range all {
		if unit != "" && h.Unit != unit {
			continue
		}
		if err := to("answer-"+nameOf(h)+bundle.Extension, func(w io.Writer) error { return l.AnswerTo(ctx, h, w) }); err != nil {
			return err
		}
	}
	return nil
}

// spooled makes a file in a folder of the server's own, and gives it, open at its beginning, until done.
func spooled(dir string, write func(io.Writer) error) (f *os.File, done func(), err error) {
	if f, err = os.CreateTemp(dir, "bundle-*.part"); err != nil {
		return nil, nil, fileError(dir, err)
	}
	done = func() { _ = f.Close(); _ = os.Remove(f.Name()) }
	if err = write(f); err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		done()
	}
	return f, done, err
}
