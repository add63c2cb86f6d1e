package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"thidua/emulation"
	"thidua/internal/console"
	"thidua/internal/durable"
	"thidua/internal/keyfile"
	"thidua/internal/phrase"
	"thidua/storage"
	"thidua/sync/identity"
)

// backupEvery is how old a running server's newest backup may be before it makes another by itself.
const backupEvery = 24 * time.Hour

// options are how the store of a server's folder is opened. Its key goes into backups.
func (m *Main) options(dir string) storage.Options {
	return storage.Options{Server: true, Now: m.Now, Rand: m.Rand, Beside: []string{filepath.Join(dir, keyName)}}
}

// BackupCmd makes, checks and restores backups of a server; one that is running is asked to make it.
type BackupCmd struct {
	Create  BackupCreateCmd  `cmd:"" help:"server.help.backup.create"`
	Verify  BackupVerifyCmd  `cmd:"" help:"server.help.backup.verify"`
	Restore BackupRestoreCmd `cmd:"" help:"server.help.backup.restore"`
}

// BackupCreateCmd writes a backup and reads it back.
type BackupCreateCmd struct {
	Dir  string `help:"server.help.dir" required:"" type:"path" placeholder:"DIR"`
	File string `arg:"" optional:"" type:"path" placeholder:"FILE" help:"server.help.backup.file-new"`
}

// Run writes it to the file, or among those the server keeps itself.
func (c *BackupCreateCmd) Run(ctx context.Context, m *Main) error {
	if _, _, err := readKey(c.Dir); err != nil {
		return err
	}
	made, err := c.make(ctx, m)
	if emulation.KeyOf(err) == "storage.in-use" {
		made, err = c.ask(ctx)
	}
	if err != nil {
		return err
	}
	console.BackupOf(made).Tell(m.Stdout, m.lang, "backup.made")
	if c.File != "" {
		m.tell("backup.key")
	}
	return nil
}

// make makes a backup of a store that nobody has open.
func (c *BackupCreateCmd) make(ctx context.Context, m *Main) (*storage.Made, error) {
	db, err := m.open(c.Dir, m.options(c.Dir))
	if err != nil {
		return nil, err
	}
	return db.Backup(ctx, c.File)
}

// open opens the store of a server's folder until the program ends, and says on the standard error output what was noticed: whichever verb comes
// first does, and the next ones do, until doctor has shown it to a person.
func (m *Main) open(dir string, o storage.Options) (*storage.DB, error) {
	db, err := storage.Open(filepath.Join(dir, storeName), o)
	if err != nil {
		return nil, err
	}
	m.close = append(m.close, db.Close)
	for _, f := range db.Findings() {
		fmt.Fprintln(m.Stderr, phrase.Render(m.lang, f.Message))
	}
	return db, nil
}

// BackupVerifyCmd reads a whole backup.
type BackupVerifyCmd struct {
	File string `arg:"" type:"existingfile" placeholder:"FILE" help:"server.help.backup.file"`
}

// Run says what is in it, or that it is not what was written.
func (c *BackupVerifyCmd) Run(ctx context.Context, m *Main) error {
	made, err := storage.VerifyBackup(ctx, c.File, nil)
	if err != nil {
		return err
	}
	console.BackupOf(made).Tell(m.Stdout, m.lang, "backup.sound")
	return nil
}

// BackupRestoreCmd makes a server's folder anew.
type BackupRestoreCmd struct {
	Dir  string `help:"server.help.dir" required:"" type:"path" placeholder:"DIR"`
	File string `arg:"" type:"existingfile" placeholder:"FILE" help:"server.help.backup.file"`
}

// Run restores the backup and what the folder's journal holds beyond it.
func (c *BackupRestoreCmd) Run(ctx context.Context, m *Main) error {
	made, err := storage.VerifyBackup(ctx, c.File, nil)
	if err != nil {
		return err
	}
	if err := c.begin(); err != nil {
		return fileError(c.Dir, err)
	}
	err = keyfile.Restore(filepath.Join(c.Dir, keyName), identity.ServerKeyFile, made.Files[keyName], nil)
	if emulation.KeyOf(err) == "identity.key" {
		return damagedKey(c.Dir, err)
	}
	if err != nil {
		return err
	}
	if made, err = storage.Restore(ctx, filepath.Join(c.Dir, storeName), c.File, m.options(c.Dir)); err != nil {
		return running(c.Dir, err)
	}
	db, err := m.open(c.Dir, m.options(c.Dir))
	if err != nil {
		return err
	}
	console.BackupOf(made, db.Lacking()...).Tell(m.Stdout, m.lang, "backup.restored")
	return nil
}

// begin makes the folder where there is none, and closes it to others, as that of init.
func (c *BackupRestoreCmd) begin() error {
	if none, err := durable.Absent(c.Dir); !none || err != nil {
		return err
	}
	if err := durable.MakeFolder(c.Dir); err != nil {
		return err
	}
	return guard(c.Dir)
}

// DoctorCmd examines the folder of a server that is not running.
type DoctorCmd struct {
	Dir    string `help:"server.help.dir" required:"" type:"path" placeholder:"DIR"`
	Repair bool   `help:"server.help.repair"`
}

// Run prints what was found, and repairs if asked.
func (c *DoctorCmd) Run(ctx context.Context, m *Main) error {
	if _, _, err := readKey(c.Dir); err != nil {
		return err
	}
	o := m.options(c.Dir)
	o.Repair = c.Repair
	db, err := storage.Open(filepath.Join(c.Dir, storeName), o) // what was noticed stands in the report
	if err != nil {
		return running(c.Dir, err)
	}
	m.close = append(m.close, db.Close)
	report, err := db.Doctor(ctx, c.Repair)
	if err != nil {
		return err
	}
	h := console.HealthOf(m.lang, report)
	h.Tell(m.Stdout, m.lang)
	if err := db.Seen(); err != nil {
		return err
	}
	if !h.OK {
		return emulation.Errorf(emulation.Corrupt, "server.unhealthy", "dir", c.Dir)
	}
	return nil
}

// running says of a folder in use that a server runs on it.
func running(dir string, err error) error {
	if emulation.KeyOf(err) == "storage.in-use" {
		return emulation.Errorf(emulation.Unavailable, "server.in-use", "dir", dir).Because(err)
	}
	return err
}
