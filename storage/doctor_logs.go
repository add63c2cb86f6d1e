package storage

import (
	"context"

	"thidua/sync/changeset"
)

// checkLogs recomputes every log from its leaves, and places and chains from the log.
func (c *checkup) checkLogs(ctx context.Context) error {
	scopes, err := c.Scopes()
	if err != nil {
		return err
	}
	for _, scope := range scopes {
		l := &logCheck{reader: c.reader, chains: map[changeset.ChainKey]changeset.ChainHead{}, wrong: map[changeset.Identity]changeset.Place{},
			places: map[changeset.Identity]changeset.Place{}}
		err := c.Entries(scope, 0, changeset.Until(ctx, l.entry))
		if ctx.Err() != nil {
			return err
		}
		if err == nil {
			err = l.finish()
		}
		switch state := c.logState(scope); {
		case err != nil || l.broken || l.head.Root() != state.root || l.head.Size != state.head.Size:
			c.add(Alarm, "storage.doctor-log", "scope", scope.String(), "index", l.head.Size)
			continue
		case len(l.wrong) > 0 || len(l.wrongChains) > 0:
			c.add(Warning, "storage.doctor-index", "scope", scope.String(), "rows", len(l.wrong)+len(l.wrongChains))
			if c.repair {
				if err := c.commit(false, &changeset.Batch{Places: l.wrong, Chains: l.wrongChains}); err != nil {
					return err
				}
			}
		default:
			c.add(Info, "storage.doctor-log-sound", "scope", scope.String(), "entries", l.head.Size)
		}
	}
	return nil
}

// logCheck walks one log.
type logCheck struct {
	*reader
	head        changeset.LogHead
	places      map[changeset.Identity]changeset.Place // those judged more than once or not yet compared
	chains      map[changeset.ChainKey]changeset.ChainHead
	wrong       map[changeset.Identity]changeset.Place
	wrongChains map[changeset.ChainKey]changeset.ChainHead
	broken      bool
}

func (c *logCheck) entry(e *changeset.Entry) error {
	c.head = c.head.AppendRaw(&e.Leaf, e.LeafRaw)
	if c.head.Root() != e.Root {
		c.broken = true
		return errStop
	}
	index := int64(e.Leaf.Index)
	if e.Leaf.Further() || e.Raw == nil {
		p := c.places[e.Leaf.Identity]
		p.Last, p.Verdict = index, e.Leaf.Verdict
		c.places[e.Leaf.Identity] = p
		return nil
	}
	ch, err := decodeStored(e.Raw)
	if err != nil || ch.Identity != e.Leaf.Identity {
		c.broken = true
		return errStop
	}
	c.places[ch.Identity] = changeset.Place{Scope: e.Scope, Log: ch.Log, Epoch: ch.Epoch, Seq: ch.Seq, First: index, Last: index, Verdict: e.Leaf.Verdict}
	key := changeset.ChainKey{Scope: e.Scope, Log: ch.Log, Epoch: ch.Epoch}
	if end := c.chains[key]; end.Seq == 0 || ch.Seq == end.Seq+1 && ch.Previous == end.Identity {
		c.chains[key] = changeset.ChainHead{Epoch: ch.Epoch, Seq: ch.Seq, Identity: ch.Identity}
	}
	return nil
}

// finish compares what the log says with the rows.
func (c *logCheck) finish() error {
	for id, want := range c.places {
		have, err := c.Place(id)
		if err != nil {
			return err
		}
		if have == nil || *have != want {
			c.wrong[id] = want
		}
	}
	for key, want := range c.chains {
		have, err := c.Chain(key)
		if err != nil {
			return err
		}
		if have != want {
			if c.wrongChains == nil {
				c.wrongChains = map[changeset.ChainKey]changeset.ChainHead{}
			}
			c.wrongChains[key] = want
		}
	}
	return nil
}

// decodeStored decodes a stored change, whose tenant stands inside it.
func decodeStored(raw []byte) (*changeset.Signed, error) {
	env, err := changeset.Unseal(changeset.TypeChangeset, changeset.Tenant{}, raw)
	if err != nil {
		return nil, err
	}
	var c changeset.Change
	if err := changeset.Load(env.Payload, &c); err != nil {
		return nil, err
	}
	return changeset.Decode(c.Tenant, raw)
}
