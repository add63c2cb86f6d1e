package desk

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"

	"thidua/documents/forms"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/sync/client"
	"thidua/sync/identity"
	"thidua/workspace"
	"thidua/workspace/replica"
)

// PrintRecovery writes this desk's recovery sheet to a PDF, or with path "" into a folder under a name of its own, and gives the words that open
// it: they stand nowhere else. What is on the paper was opened with them before the file is written.
func (d *Desk) PrintRecovery(path, folder string) (written, words string, err error) {
	if words, err = identity.NewWords(d.env.Rand); err != nil {
		return "", "", err
	}
	room := replica.At(d.Workspace)
	held := room.Recovery()
	lines, err := held.Seal(words, d.env.Rand)
	if err != nil {
		return "", "", err
	}
	if back, err := identity.OpenRecovery(strings.Join(lines, "\n"), words); err != nil || back.Key.LogID() != held.Key.LogID() || back.Root != held.Root {
		return "", "", emulation.Errorf(emulation.Internal, "identity.key").Because(err)
	}
	paper, err := forms.At(d.Workspace).Recovery(lines, d.env.Now())
	if err != nil {
		return "", "", err
	}
	if path == "" {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return "", "", emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", folder).Because(err)
		}
		path = filepath.Join(folder, paper.Name+".pdf")
	}
	if err := pdf.WriteFile(path, paper.Documents...); err != nil {
		return "", "", err
	}
	return path, words, room.SheetPrinted()
}

// Recover sets an empty folder up as the desk of a recovery sheet: the key that was lost, and from the server everything it may read. One that
// was interrupted is done again; until it is done, the folder is not set up. Errors: those of a sync, and "recovery.unknown".
func Recover(ctx context.Context, dir string, line Line, from *identity.Recovery, env Environment) (*Desk, error) {
	http, err := line.open()
	if err != nil {
		return nil, err
	}
	defer http.Close()
	return recoverOver(ctx, dir, line, http, from, env)
}

// RecoverOver is Recover over any transport to the server of that address.
func RecoverOver(ctx context.Context, dir, server string, t client.Transport, from *identity.Recovery, env Environment) (*Desk, error) {
	return recoverOver(ctx, dir, Line{Server: server}, t, from, env)
}

func recoverOver(ctx context.Context, dir string, line Line, t client.Transport, from *identity.Recovery, env Environment) (*Desk, error) {
	key := func() (*identity.Key, error) { return from.Key, nil }
	return create(dir, key, env, func(db Store, k *identity.Key) (*workspace.Workspace, error) {
		if !bytes.Equal(k.Private, from.Key.Private) {
			return nil, emulation.Errorf(emulation.Conflict, "workspace.already-set-up")
		}
		w, err := replica.Recover(db, from, env.workspace())
		if err != nil {
			return nil, err
		}
		d := newDesk(dir, db, w, env, nil)
		err = fetchAll(ctx, d, t)
		if emulation.KeyOf(err) == "sync.ticket" { // a key that no certificate names gets nothing but tickets
			err = emulation.Errorf(emulation.NotFound, "recovery.unknown", "server", line.Server).Because(err)
		}
		if err == nil {
			err = d.setRoute(line.Route) // before the desk is one: whoever finds it set up need not be told the way again
		}
		if err != nil {
			return nil, err
		}
		return w, replica.At(w).Recovered(line.Server)
	})
}

// fetchAll syncs until there is no further log to follow: the control log says which there are.
func fetchAll(ctx context.Context, d *Desk, t client.Transport) error {
	for known := -1; ; {
		cursors, err := d.link.Cursors()
		if err != nil || len(cursors) == known {
			return err
		}
		known = len(cursors)
		if _, err := d.Exchange(ctx, t); err != nil {
			return err
		}
	}
}
