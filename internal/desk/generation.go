package desk

import (
	"context"
	"errors"
	"fmt"

	"thidua/storage"
	"thidua/storage/crypt"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/workspace"
	"thidua/workspace/replica"
)

// cutting is a store whose logs were cut.
type cutting interface {
	replica.Cut
	LastCut() (uint64, error)
}

// lost visits what others wrote that was cut here, and that no log holds again.
func (l *link) lost(fn func(changeset.PendingChange) error) error {
	db, ok := l.db.(cutting)
	if !ok {
		return nil
	}
	number, err := db.LastCut()
	if err != nil || number == l.found.Load() { // 0: none
		return err
	}
	lost := false
	err = replica.At(l.workspace).Lost(db, number, func(p changeset.PendingChange) error {
		lost = true
		return fn(p)
	})
	if err == nil && !lost {
		l.found.Store(number)
	}
	return err
}

// settle does what a person confirmed when the folder was open last: logs of which a new generation leaves something out are cut, and what stays
// is put back. It gives the store that is open then. A stop in the middle is gone on from by the next start.
func settle(dir string, folder *crypt.Key, db Store, key *identity.Key, env Environment) (Store, error) {
	if waits, err := replica.MustCut(db); err != nil || !waits {
		return db, err
	}
	w, err := workspace.Open(db, key, env.workspace())
	if err != nil {
		return db, nil // opening the desk says why
	}
	o, err := replica.At(w).Cutting()
	if err != nil || o == nil {
		return db, err
	}
	if _, ok := db.(cutting); !ok {
		return db, nil
	}
	done, err := db.(cutting).LastCut()
	if err != nil {
		return db, err
	}
	if done < o.Generation {
		var logs []changeset.Scope
		for _, l := range o.Logs {
			logs = append(logs, l.Scope)
		}
		if err := db.Close(); err != nil {
			return db, err
		}
		if err := storage.Cut(context.Background(), dir, env.data(dir, folder), o.Generation, logs); err != nil {
			return db, err
		}
		if db, err = env.open(dir, env.data(dir, folder)); err != nil {
			return nil, err
		}
		if w, err = workspace.Open(db, key, env.workspace()); err != nil {
			return db, err
		}
	}
	if err := replica.At(w).Regrow(db.(cutting)); err != nil {
		return db, fmt.Errorf("putting back what stays of the logs: %w", err)
	}
	return db, db.Checkpoint()
}

// ConfirmGeneration is a person's word that a closed desk goes on in the new generation its server spoke of, and does what that asks for.
func ConfirmGeneration(dir string, env Environment) (*replica.Offer, error) {
	d, err := Open(dir, env)
	if err != nil {
		return nil, err
	}
	o, err := replica.At(d.Workspace).Offered()
	again := false
	if err == nil {
		again, err = replica.At(d.Workspace).Confirm()
	}
	if err = errors.Join(err, d.Close()); err != nil || !again {
		return o, err
	}
	if d, err = Open(dir, env); err != nil { // which cuts
		return o, err
	}
	return o, d.Close()
}
