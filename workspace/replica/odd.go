package replica

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// MostOdd is how many odd records are told; there may be more.
const MostOdd = 100

// Odd tells, for every log here, of records that were accepted and hold what nobody can have meant: which kind, who wrote it, and what is wrong.
// Where such a record cannot be shown it is left out, and everything else is.
func (room Room) Odd() ([]emulation.Message, error) {
	w, done := room.desk.View()
	defer done()
	return w.odd()
}

func (w View) odd() ([]emulation.Message, error) {
	scopes, err := w.Store.Scopes()
	if err != nil {
		return nil, err
	}
	var told []emulation.Message
	for _, scope := range scopes {
		err := judge.EachOdd(w.Store, scope, func(o judge.Odd) error {
			if len(told) == MostOdd {
				return nil
			}
			m, err := w.oddity(o)
			if m.Key != "" {
				told = append(told, m)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return told, nil
}

func (w View) oddity(o judge.Odd) (m emulation.Message, err error) {
	raw, err := w.Store.Change(o.Identity)
	if err != nil || raw == nil {
		return m, err
	}
	c, err := changeset.Decode(w.Tenant(), raw)
	if err != nil || int(o.Op) >= len(c.Operations) {
		return m, nil // of another program
	}
	op := &c.Operations[o.Op]
	why := judge.Oddity(op)
	if why == nil {
		return m, nil // what this program knows of it now is not odd
	}
	author, err := w.AuthorName(c.Log)
	return emulation.Say("odd.record", "what", record.Find(op.Kind).Told(), "author", author, "why", why), err
}
