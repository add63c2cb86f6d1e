package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// What nobody can give back to a restored server is cut in three steps, so that the root key never comes near the server: the server writes down
// where its logs stand, whoever keeps the office's file signs that on another computer, and the server goes on from there in a new generation.

// The first lines of the two files.
var (
	requestMagic = []byte("thidua-generation-request/1\n")
	signedMagic  = []byte("thidua-generation/1\n")
)

// GenerationCmd opens a new generation of an office's logs.
type GenerationCmd struct {
	Request GenerationRequestCmd `cmd:"" help:"server.help.generation.request"`
	Sign    GenerationSignCmd    `cmd:"" help:"server.help.generation.sign"`
	Open    GenerationOpenCmd    `cmd:"" help:"server.help.generation.open"`
}

// openHub opens the logs of a server that is not running.
func (m *Main) openHub(dir string) (*storage.DB, *hub.Hub, error) {
	key, _, err := readKey(dir)
	if err != nil {
		return nil, nil, err
	}
	db, err := m.open(dir, m.options(dir))
	if err != nil {
		return nil, nil, running(dir, err)
	}
	h, err := hub.New(db, judge.NewAnchor(key.Root.Key()), key.Private(), m.Now)
	if err == nil {
		err = takeOver(h, db)
	}
	return db, h, err
}

// GenerationRequestCmd writes down where the logs of a stopped server stand.
type GenerationRequestCmd struct {
	Dir  string `help:"server.help.dir" required:"" type:"path" placeholder:"DIR"`
	Log  string `help:"server.help.generation.log" placeholder:"SCOPE"`
	File string `arg:"" type:"path" placeholder:"FILE" help:"server.help.generation.request-file"`
}

// Run writes the request.
func (c *GenerationRequestCmd) Run(_ context.Context, m *Main) error {
	_, h, err := m.openHub(c.Dir)
	if err != nil {
		return err
	}
	controls, err := h.Controls()
	if err != nil {
		return err
	}
	var control changeset.Scope
	for _, s := range controls {
		if s.String() == c.Log || c.Log == "" && len(controls) == 1 {
			control = s
		}
	}
	if control == (changeset.Scope{}) {
		return emulation.Errorf(emulation.Invalid, "server.generation-which", "logs", emulation.Map(controls, changeset.Scope.String))
	}
	a, err := h.Announce(control)
	if err != nil {
		return err
	}
	if err := writeNew(c.File, durable.Bytes(append(bytes.Clone(requestMagic), changeset.MustEncode(a)...))); err != nil {
		return err
	}
	m.listEnds(a)
	m.tell("server.generation-requested", "file", c.File)
	return nil
}

// listEnds shows where the logs end.
func (m *Main) listEnds(a *identity.Announcement) {
	m.tell("server.generation-ends", "generation", a.Generation, "logs", len(a.Logs))
	for _, l := range a.Logs {
		m.tell("server.generation-end", "log", l.Scope.String(), "size", l.Size, "root", l.Root.String())
	}
}

// GenerationSignCmd signs a request with the office's file, away from the server.
type GenerationSignCmd struct {
	Office         string `help:"server.help.generation.office" required:"" type:"existingfile" placeholder:"FILE"`
	PassphraseFile string `help:"server.help.passphrase-file" required:"" type:"existingfile" placeholder:"FILE"`
	Request        string `arg:"" type:"existingfile" placeholder:"FILE" help:"server.help.generation.request-file"`
	Signed         string `arg:"" type:"path" placeholder:"FILE" help:"server.help.generation.signed-file"`
}

// Run shows what is signed, and signs it.
func (c *GenerationSignCmd) Run(_ context.Context, m *Main) error {
	raw, err := readWith(c.Request, requestMagic)
	if err != nil {
		return err
	}
	var a identity.Announcement
	if err := changeset.UnmarshalStrict(raw, &a); err != nil {
		return emulation.Errorf(emulation.Corrupt, "server.generation-file", "file", c.Request).Because(err)
	}
	pass, err := os.ReadFile(c.PassphraseFile)
	if err != nil {
		return fileError(c.PassphraseFile, err)
	}
	f, err := os.Open(c.Office)
	if err != nil {
		return fileError(c.Office, err)
	}
	defer f.Close()
	office, err := identity.ReadOfficeFile(f, firstLine(pass))
	if err != nil {
		return err
	}
	if a.Control != changeset.NewScope(changeset.Control, office.Scope) {
		return emulation.Errorf(emulation.Conflict, "server.generation-other", "office", office.Name)
	}
	signed, err := a.Sign(office.RootKey())
	if err != nil {
		return err
	}
	if err := writeNew(c.Signed, durable.Bytes(append(bytes.Clone(signedMagic), signed...))); err != nil {
		return err
	}
	m.listEnds(&a)
	m.tell("server.generation-signed", "office", office.Name, "file", c.Signed)
	return nil
}

// GenerationOpenCmd goes on in the new generation.
type GenerationOpenCmd struct {
	Dir  string `help:"server.help.dir" required:"" type:"path" placeholder:"DIR"`
	File string `arg:"" type:"existingfile" placeholder:"FILE" help:"server.help.generation.signed-file"`
}

// Run logs the announcement.
func (c *GenerationOpenCmd) Run(_ context.Context, m *Main) error {
	signed, err := readWith(c.File, signedMagic)
	if err != nil {
		return err
	}
	_, h, err := m.openHub(c.Dir)
	if err != nil {
		return err
	}
	a, err := h.Open(signed)
	if err != nil {
		return err
	}
	m.tell("server.generation-opened", "generation", a.Generation)
	return nil
}

// mostGeneration bounds what is read of such a file, in bytes.
const mostGeneration = 16 << 20

// readWith reads a file that begins with a line.
func readWith(path string, magic []byte) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, mostGeneration))
	if err != nil {
		return nil, fileError(path, err)
	}
	rest, ok := bytes.CutPrefix(raw, magic)
	if !ok {
		return nil, emulation.Errorf(emulation.Invalid, "server.generation-file", "file", filepath.Base(path))
	}
	return rest, nil
}
