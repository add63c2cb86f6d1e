package data

import (
	"context"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/internal/console"
	"thidua/internal/desk"
)

// BackupCmd makes, checks and restores backups of the data folder.
type BackupCmd struct {
	Create  BackupCreateCmd  `cmd:"" help:"cli.backup.create"`
	Verify  BackupVerifyCmd  `cmd:"" help:"cli.backup.verify"`
	Restore BackupRestoreCmd `cmd:"" help:"cli.backup.restore"`
}

// BackupCreateCmd writes a backup and reads it back.
type BackupCreateCmd struct {
	File           string `arg:"" optional:"" type:"path" placeholder:"FILE" help:"cli.backup.file-new"`
	PassphraseFile string `help:"cli.backup.passphrase" placeholder:"FILE"`
}

// Run writes it to the file, or among those the desk keeps itself.
func (c *BackupCreateCmd) Run(ctx context.Context, a *verb.App) error {
	dir, err := a.Dir()
	if err != nil {
		return err
	}
	passphrase := ""
	if c.PassphraseFile != "" {
		if passphrase, err = a.Secret(c.PassphraseFile); err != nil {
			return err
		}
	}
	made, found, err := desk.Backup(ctx, dir, c.File, passphrase, a.Env)
	a.TellFound(found)
	if err != nil {
		return err
	}
	if err := tell(a, "backup.made", made); err != nil {
		return err
	}
	if c.File != "" {
		a.Tell("backup.key")
	}
	return nil
}

// BackupVerifyCmd reads a whole backup.
type BackupVerifyCmd struct {
	File string `arg:"" type:"existingfile" placeholder:"FILE" help:"cli.backup.file"`
}

// Run says what is in it, or that it is not what was written.
func (c *BackupVerifyCmd) Run(ctx context.Context, a *verb.App) error {
	made, err := desk.VerifyBackup(ctx, c.File, a.Env)
	if err != nil {
		return err
	}
	return tell(a, "backup.sound", made)
}

// BackupRestoreCmd makes a data folder anew.
type BackupRestoreCmd struct {
	File string `arg:"" type:"existingfile" placeholder:"FILE" help:"cli.backup.file"`
}

// Run restores, and says what a sync has to bring again.
func (c *BackupRestoreCmd) Run(ctx context.Context, a *verb.App) error {
	dir, err := a.Dir()
	if err != nil {
		return err
	}
	made, lacking, err := desk.Restore(ctx, dir, c.File, a.Env)
	if err != nil {
		return err
	}
	return tell(a, "backup.restored", made, lacking...)
}

func tell(a *verb.App, done string, made *desk.Made, lacking ...desk.Lack) error {
	b := console.BackupOf(made, lacking...)
	return a.Show(b, func(w io.Writer) { b.Tell(w, a.Lang, done) })
}
