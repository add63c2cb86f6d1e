package book

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/vietnamese"
)

// MetaSeason is the season this desk works in: cluster code, label, and the label of the season that led its cluster when it was chosen. A choice
// holds until a later season leads: whoever looks back at an old year is not to sit in it when the next one begins.
const MetaSeason = "desk/season"

// SeasonName is a season as people name it; "" leaves the cluster or the label to be found.
type SeasonName struct{ Cluster, Label string }

// Name is how people name the season.
func (s *Season) Name() SeasonName { return SeasonName{s.Cluster.Code, s.Label} }

// SeasonLine is one season of one cluster this desk takes part in.
type SeasonLine struct {
	*Season
	Current bool // the one this desk works in
	Leads   bool // the one that leads its cluster, whatever the desk remembers
	Next    bool // the one it will work in from its next start on: it began while this one is worked in
}

// Lines lists every season of every cluster this desk takes part in, the latest first, and which of them it works in.
func (b *Book) Lines() ([]SeasonLine, error) {
	all, err := b.Seasons()
	if err != nil {
		return nil, err
	}
	now, err := b.current(all)
	if err != nil {
		return nil, err
	}
	next, err := b.leading(all)
	if err != nil {
		return nil, err
	}
	lines := make([]SeasonLine, len(all))
	first := map[string]*Season{} // by cluster
	for i, s := range all {
		if first[s.Cluster.Code] == nil {
			if first[s.Cluster.Code], err = b.best(all, SeasonName{Cluster: s.Cluster.Code}); err != nil {
				return nil, err
			}
		}
		lines[i] = SeasonLine{s, s == now, s == first[s.Cluster.Code], s == next && b.chosen == SeasonName{} && s != now}
		if err := b.Complete(s); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// current is the season to work in: chosen for this run, worked in since the desk was opened, or the one that leads; nil if there is none. While
// a desk is open its season changes by a person's choice alone: what is typed into a cell of this year must not land in the next one because it
// began meanwhile.
func (b *Book) current(all []*Season) (*Season, error) {
	for _, of := range []SeasonName{b.chosen, b.worked} {
		if of != (SeasonName{}) {
			if s, err := b.best(all, of); s != nil || err != nil || of == b.chosen {
				return s, err
			}
		}
	}
	s, err := b.leading(all)
	if s != nil && err == nil {
		b.worked = s.Name()
	}
	return s, err
}

// leading is the season a desk goes to by itself: the one it remembers, until a later one of its cluster leads; nil if there is none.
func (b *Book) leading(all []*Season) (*Season, error) {
	raw, err := b.Store.Meta(MetaSeason)
	if err != nil {
		return nil, err
	}
	remembered := strings.Split(string(raw), "\n")
	if len(remembered) < 2 {
		return b.best(all, SeasonName{})
	}
	s, err := b.best(all, SeasonName{remembered[0], remembered[1]})
	if err != nil {
		return nil, err
	}
	if s == nil {
		return b.best(all, SeasonName{})
	}
	leads, err := b.best(all, SeasonName{Cluster: remembered[0]})
	if err == nil && leads.Label > slices.Max(remembered[1:]) {
		s = leads
	}
	return s, err
}

// best is the season among all that a name means: one that leads before one that waits, the latest first; nil if none does.
func (b *Book) best(all []*Season, of SeasonName) (*Season, error) {
	var found *Season
	high := waits - 1
	for _, s := range all {
		if of.Cluster != "" && s.Cluster.Code != of.Cluster || of.Label != "" && s.Label != of.Label {
			continue
		}
		order, err := b.order(s, all)
		if err != nil {
			return nil, err
		}
		if found == nil || order > high || order == high && s.Label > found.Label {
			found, high = s, order
		}
	}
	return found, nil
}

// What a season asks of those who sit at this desk.
const (
	putAway = iota // archived
	waits          // only prepared by others, or the year before is not over yet
	leads
)

// order says whether a season leads. A draft is the business of those who lead it; it takes nobody else's place. A season that began leads, but as
// long as it only stands before registration while the one before works towards its result, that year's sheets and votes come first.
func (b *Book) order(s *Season, all []*Season) (int, error) {
	if s.Step == emulation.SeasonArchived {
		return putAway, nil
	}
	if !s.began() {
		if mine, err := b.postHere(s); err != nil || !mine {
			return waits, err
		}
	}
	if !emulation.SeasonReached(s.Step, emulation.SeasonRegistering) {
		for _, before := range all {
			if before.Cluster.ID == s.Cluster.ID && before.Label < s.Label && before.began() && !emulation.SeasonReached(before.Step, emulation.SeasonLocked) {
				return waits, nil
			}
		}
	}
	return leads, nil
}

// began reports whether a season is more than a draft.
func (s *Season) began() bool { return emulation.SeasonReached(s.Step, emulation.SeasonConsulting) }

// postHere reports whether this desk's unit leads a season, or is its secretary.
func (b *Book) postHere(s *Season) (bool, error) {
	as, err := b.Actors(s, emulation.ID{})
	return as&(emulation.ActorHead|emulation.ActorSecretary) != 0, err
}

// SeasonLabel is a label as it is kept: "2023-2024" is typed for "2023–2024".
func SeasonLabel(text string) string {
	years := strings.Split(strings.TrimSpace(vietnamese.NFC(text)), "-")
	for i := range years {
		years[i] = strings.TrimSpace(years[i])
	}
	return strings.Join(years, "–")
}

// Choose finds what a person named among the seasons of this desk.
func (b *Book) Choose(cluster, label string) (SeasonName, error) {
	of := SeasonName{strings.TrimSpace(cluster), SeasonLabel(label)}
	if of.Cluster != "" {
		c, err := b.Cluster(of.Cluster)
		if err != nil {
			return of, err
		}
		of.Cluster = c.Code
	}
	if of.Label == "" {
		return of, nil
	}
	lines, err := b.Seasons()
	if err != nil {
		return of, err
	}
	found, err := b.best(lines, of)
	if err != nil {
		return of, err
	}
	if found == nil {
		var labels []string
		for _, l := range lines {
			if of.Cluster == "" || l.Cluster.Code == of.Cluster {
				labels = append(labels, l.Cluster.Code+" "+l.Label)
			}
		}
		return of, emulation.Errorf(emulation.NotFound, "workspace.season-unknown", "season", of.Label, "seasons", strings.Join(labels, ", "))
	}
	return of, nil
}

// SeasonNamed is a season of a cluster by its label.
func (b *Book) SeasonNamed(c Cluster, label string) (*Season, error) {
	of, err := b.Choose(c.Code, label)
	if err != nil {
		return nil, err
	}
	return b.In(of).Season()
}

// Pick reads what a person named from now on, or what leads where nothing was named: somebody sits down at the desk. The desk does not remember it.
func (b *Book) Pick(cluster, label string) error {
	of, err := b.Choose(cluster, label)
	if err != nil {
		return err
	}
	if of != b.chosen || b.moved {
		b.Unpick()
		b.chosen = of
	}
	return nil
}

// Unpick reads the season the desk remembers, or the one that leads.
func (b *Book) Unpick() { b.chosen, b.worked, b.seen, b.moved = SeasonName{}, SeasonName{}, nil, false }

// In is the book as it reads while one works in another season. Both read the same store, and only as long as it is held.
func (b *Book) In(of SeasonName) *Book {
	other := *b
	other.chosen, other.seen, other.memory = of, nil, newMemory()
	return &other
}

// Remembered is a season as the desk remembers it; nil for the one that leads.
func (b *Book) Remembered(cluster, label string) ([]byte, error) {
	if strings.TrimSpace(cluster+label) == "" {
		return nil, nil
	}
	of, err := b.Choose(cluster, label)
	if err != nil {
		return nil, err
	}
	lines, err := b.Seasons()
	if err != nil {
		return nil, err
	}
	s, err := b.best(lines, of)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-season")
	}
	leads, err := b.best(lines, SeasonName{Cluster: s.Cluster.Code})
	if err != nil {
		return nil, err
	}
	return []byte(s.Cluster.Code + "\n" + s.Label + "\n" + leads.Label), nil
}

// Cluster finds a cluster of this desk by its code or name; "" is that of the season in use, or the only one. None is the error
// "setup.cluster-unknown"; a name of several is "setup.cluster-ambiguous".
func (b *Book) Cluster(text string) (Cluster, error) {
	clusters, err := b.Clusters()
	if err != nil {
		return Cluster{}, err
	}
	if text == "" {
		if text = b.chosen.Cluster; text == "" && len(clusters) != 1 {
			s, err := b.Season()
			if err != nil {
				return Cluster{}, err
			}
			return s.Cluster, nil
		}
	}
	if text == "" {
		return clusters[0], nil
	}
	code := func(c Cluster) string { return c.Code }
	switch found := Meant(clusters, text, code, func(c Cluster) string { return c.Info.Name }); len(found) {
	case 0:
		return Cluster{}, emulation.Errorf(emulation.NotFound, "setup.cluster-unknown", "cluster", text, "clusters", strings.Join(emulation.Map(clusters, code), ", "))
	case 1:
		return found[0], nil
	default:
		return Cluster{}, emulation.Errorf(emulation.Invalid, "setup.cluster-ambiguous", "cluster", text, "clusters", strings.Join(emulation.Map(found, code), ", "))
	}
}

// leadersOf lists the head and deputy units of a season; one that left the cluster leads nobody.
func (b *Book) leadersOf(c Cluster, season emulation.ID) (head, deputies []Unit, err error) {
	err = Each(b.Store, b.Control, record.Post, c.ID, func(p Item[record.UnitPost, emulation.PostInfo]) error {
		u, member := c.Member(p.Key.Unit)
		if p.Key.Season != season || p.Value.Ended || !member {
			return nil
		}
		switch p.Key.Post {
		case emulation.PostHead:
			head = append(head, u)
		case emulation.PostDeputy:
			deputies = append(deputies, u)
		}
		return nil
	})
	SortUnits(head)
	SortUnits(deputies)
	return head, deputies, err
}
