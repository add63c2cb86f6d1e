package book

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// SeasonAt reads one season of a cluster, whoever asks.
func (b *Book) SeasonAt(cluster, season emulation.ID) (*Season, error) {
	r, err := b.Store.Record(record.Cluster.Place(b.Control, b.Control.ID(), cluster))
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-season")
	}
	c := Cluster{ID: cluster, Code: record.Cluster.Read(r.Key).Code}
	if _, err := record.Cluster.Into(r, changeset.Now, &c.Info); err != nil {
		return nil, err
	}
	if _, err := b.members(&c); err != nil {
		return nil, err
	}
	if r, err = b.Store.Record(record.Season.Place(c.Scope(), cluster, season)); err != nil {
		return nil, err
	}
	s, ok, err := (*Season)(nil), false, error(nil)
	if r != nil {
		s, ok, err = seasonOf(c, season, r)
	}
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-season")
	}
	if err := b.Complete(s); err != nil {
		return nil, err
	}
	b.seen = &seen{season: s, steps: map[emulation.ID]emulation.SheetStep{}}
	return s, nil
}
