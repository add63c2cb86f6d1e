package data

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
)

// DataCmd is about how the data folder lies on the disk.
type DataCmd struct {
	Encrypt EncryptCmd `cmd:"" help:"cli.data.encrypt"`
	Decrypt DecryptCmd `cmd:"" help:"cli.data.decrypt"`
	Unlock  UnlockCmd  `cmd:"" help:"cli.data.unlock"`
}

// EncryptCmd encrypts the data folder.
type EncryptCmd struct {
	PassphraseFile string `help:"cli.flag.folder-passphrase" placeholder:"FILE"`
	NoKeyring      bool   `help:"cli.flag.no-keyring"`
}

// Run shows the recovery code, then encrypts, and says whether the keyring opens the folder from now on.
func (c *EncryptCmd) Run(ctx context.Context, a *verb.App) error {
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
	env := a.Env
	if c.NoKeyring {
		env.Keyring = nil
	}
	if is, err := desk.Encrypted(dir); err != nil || is {
		return cmp.Or(err, error(emulation.Errorf(emulation.Conflict, "desk.encrypted")))
	}
	under, err := desk.NewEncryption(passphrase, env)
	if err != nil {
		return err
	}
	code := under.Code()
	if err := a.Show(map[string]any{"code": code}, func(w io.Writer) { fmt.Fprintln(w, a.Say("cli.data.code", "code", code)) }); err != nil {
		return emulation.Errorf(emulation.Unavailable, "cli.data.code-unshown").Because(err) // nobody has what opens the folder
	}
	kept, err := desk.Encrypt(ctx, dir, under, env)
	if err != nil {
		return err
	}
	key := "cli.data.encrypted"
	if kept {
		key = "cli.data.encrypted-kept"
	}
	return a.Done(map[string]any{"encrypted": true, "keyring": kept}, key)
}

// DecryptCmd makes the data folder one in plain again.
type DecryptCmd struct{}

// Run does it.
func (DecryptCmd) Run(ctx context.Context, a *verb.App) error {
	dir, err := a.Dir()
	if err != nil {
		return err
	}
	return a.DoneUnless(desk.Decrypt(ctx, dir, a.Env), map[string]any{"encrypted": false}, "cli.data.decrypted")
}

// UnlockCmd puts what opens the data folder into the keyring.
type UnlockCmd struct{}

// Run does it with passphrase or recovery code.
func (UnlockCmd) Run(ctx context.Context, a *verb.App) error {
	dir, err := a.Dir()
	if err != nil {
		return err
	}
	return a.DoneUnless(desk.Unlock(ctx, dir, a.Env), map[string]any{"keyring": true}, "cli.data.unlocked")
}
