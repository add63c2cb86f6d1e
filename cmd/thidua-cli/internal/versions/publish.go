// Package versions is the verbs of releases: those of whoever publishes one, and those of a desk that goes over to one.
package versions

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/sync/identity"
	"thidua/sync/release"
)

// ReleaseCmd makes and signs releases, on the computer of whoever publishes them.
type ReleaseCmd struct {
	Key    KeyCmd    `cmd:"" help:"cli.release.key"`
	Sign   SignCmd   `cmd:"" help:"cli.release.sign"`
	Cosign CosignCmd `cmd:"" help:"cli.release.cosign"`
	Show   ShowCmd   `cmd:"" help:"cli.release.show"`
}

// KeyCmd draws a key that signs releases.
type KeyCmd struct {
	File           string `arg:"" type:"path" placeholder:"FILE" help:"cli.release.key-file-new"`
	PassphraseFile string `help:"cli.flag.passphrase-file" placeholder:"FILE"`
	WorkFactor     int    `help:"cli.flag.work-factor" default:"18" placeholder:"N"`
}

// Run writes it under a passphrase, which is six drawn words where none is given, and says the line that programs are built with.
func (c *KeyCmd) Run(a *verb.App) (err error) {
	words := ""
	if c.PassphraseFile != "" {
		words, err = a.Secret(c.PassphraseFile)
	} else {
		words, err = identity.NewWords(a.Env.Rand)
	}
	if err != nil {
		return err
	}
	public, key, err := ed25519.GenerateKey(a.Env.Rand)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := identity.WriteReleaseKey(&file, key, words, c.WorkFactor); err != nil {
		return err
	}
	if err := create(c.File, durable.Private, file.Bytes()); err != nil {
		return err
	}
	out := verb.Object{"file", c.File, "line", release.Line(public)}
	return a.Show(out, func(w io.Writer) {
		if c.PassphraseFile == "" {
			fmt.Fprintln(w, a.Say("cli.release.words", "words", words))
		}
		fmt.Fprintln(w, a.Say("cli.release.key-made", "file", c.File))
		fmt.Fprintln(w, release.Line(public))
	})
}

// create writes a file that must not be there yet.
func create(path string, rights fs.FileMode, content []byte) error {
	err := durable.Create(path, rights, durable.Bytes(content))
	if errors.Is(err, fs.ErrExist) {
		return emulation.Errorf(emulation.Conflict, "cli.release.exists", "file", path)
	}
	if err != nil {
		return unwritten(path, err)
	}
	return nil
}

func unwritten(path string, err error) error {
	return emulation.Errorf(emulation.Unavailable, "cli.release.unwritten", "file", path).Because(err)
}

// KeyFlags name the key that signs.
type KeyFlags struct {
	Key            string `help:"cli.release.flag.key" required:"" type:"existingfile" placeholder:"FILE"`
	PassphraseFile string `help:"cli.flag.passphrase-file" required:"" placeholder:"FILE"`
}

func (f KeyFlags) open(a *verb.App) (ed25519.PrivateKey, error) {
	words, err := a.Secret(f.PassphraseFile)
	if err != nil {
		return nil, err
	}
	raw, err := a.File(f.Key)
	if err != nil {
		return nil, err
	}
	return identity.ReadReleaseKey(bytes.NewReader(raw), words)
}

// SignCmd writes the manifest of a release beside its files.
type SignCmd struct {
	KeyFlags `embed:""`
	Number   uint64   `help:"cli.release.flag.number" required:"" placeholder:"N"`
	Name     string   `help:"cli.release.flag.name" required:"" placeholder:"TEXT"`
	From     uint64   `help:"cli.release.flag.from" default:"0" placeholder:"N"`
	Issued   string   `help:"cli.release.flag.issued" placeholder:"DAY"`
	Days     int      `help:"cli.release.flag.days" default:"180" placeholder:"N"`
	NotesVi  string   `help:"cli.release.flag.notes-vi" name:"notes-vi" placeholder:"FILE"`
	NotesEn  string   `help:"cli.release.flag.notes-en" name:"notes-en" placeholder:"FILE"`
	Folder   string   `arg:"" type:"existingdir" placeholder:"DIR" help:"cli.release.folder"`
	Files    []string `arg:"" placeholder:"SORT=FILE" help:"cli.release.files"`
}

// Run reads the files, signs what they are, and reads the manifest back.
func (c *SignCmd) Run(a *verb.App) error {
	key, err := c.open(a)
	if err != nil {
		return err
	}
	m := &release.Manifest{Number: c.Number, Name: c.Name, From: c.From, Notes: map[string]string{}}
	issued := a.Env.Now()
	if c.Issued != "" {
		if err := emulation.CheckDay(c.Issued); err != nil {
			return err
		}
		issued, _ = time.Parse(time.DateOnly, c.Issued) // checked
	}
	m.Issued, m.Expires = issued.Format(time.DateOnly), issued.AddDate(0, 0, c.Days).Format(time.DateOnly)
	for language, file := range map[string]string{"vi": c.NotesVi, "en": c.NotesEn} {
		if file == "" {
			continue
		}
		text, err := a.Text(file)
		if err != nil {
			return err
		}
		m.Notes[language] = strings.TrimSpace(text)
	}
	for _, arg := range c.Files {
		sort, name, err := verb.KeyValue(arg)
		if err != nil {
			return err
		}
		f, err := describe(sort, filepath.Join(c.Folder, name))
		if err != nil {
			return err
		}
		m.Files = append(m.Files, *f)
	}
	raw, err := release.Sign(m, key)
	if err != nil {
		return err
	}
	path := filepath.Join(c.Folder, release.FileName)
	if err := create(path, durable.Shared, raw); err != nil {
		return err
	}
	return show(a, m, "cli.release.signed", path)
}

func describe(sort, path string) (*release.File, error) {
	f, err := verb.OpenRegular(path)
	if err != nil {
		return nil, err
	}
	d, err := release.Describe(sort, filepath.Base(path), f)
	return d, errors.Join(err, f.Close())
}

// CosignCmd adds the signature of another key.
type CosignCmd struct {
	KeyFlags `embed:""`
	File     string `arg:"" type:"existingfile" placeholder:"FILE" help:"cli.release.manifest"`
}

// Run writes the manifest anew with one signature more.
func (c *CosignCmd) Run(a *verb.App) error {
	key, err := c.open(a)
	if err != nil {
		return err
	}
	raw, err := a.File(c.File)
	if err != nil {
		return err
	}
	if raw, err = release.Cosign(raw, key); err != nil {
		return err
	}
	if err := durable.Replace(c.File, durable.Shared, durable.Bytes(raw)); err != nil {
		return unwritten(c.File, err)
	}
	return a.Done(verb.Object{"file", c.File}, "cli.release.cosigned", "file", c.File)
}

// ShowCmd tells what a manifest says, and whether this program trusts who signed it.
type ShowCmd struct {
	File string `arg:"" type:"existingfile" placeholder:"FILE" help:"cli.release.manifest"`
	Keys string `help:"cli.release.flag.keys" type:"existingfile" placeholder:"FILE"`
}

// Run verifies and tells.
func (c *ShowCmd) Run(a *verb.App) error {
	keys := a.Env.Here.Keys
	if c.Keys != "" {
		text, err := os.ReadFile(c.Keys)
		if err == nil {
			keys, err = release.ParseKeys(string(text))
		}
		if err != nil {
			return err
		}
	}
	raw, err := a.File(c.File)
	if err != nil {
		return err
	}
	m, err := release.Open(raw, keys)
	if err != nil {
		return err
	}
	return show(a, m, "cli.release.sound", c.File)
}

// show tells what a manifest says.
func show(a *verb.App, m *release.Manifest, key, path string) error {
	out := verb.Object{"number", m.Number, "name", m.Name, "from", m.From, "issued", m.Issued, "expires", m.Expires, "notes", m.Notes,
		"files", emulation.Map(m.Files, func(f release.File) verb.Object {
			return verb.Object{"for", f.For, "name", f.Name, "size", f.Size, "sha256", f.SHA256.String()}
		})}
	return a.Show(out, func(w io.Writer) {
		fmt.Fprintln(w, a.Say(key, "name", m.Name, "number", m.Number, "file", path, "issued", a.Date(m.Issued), "expires", a.Date(m.Expires), "from", m.From))
		for _, f := range m.Files {
			fmt.Fprintf(w, "  %s  %s  %d  %s\n", f.For, f.Name, f.Size, f.SHA256)
		}
		if text := m.Notes[string(a.Lang)]; text != "" {
			fmt.Fprintln(w, text)
		}
	})
}
