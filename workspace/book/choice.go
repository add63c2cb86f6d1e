package book

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/vietnamese"
)

// MetaSeason is the season this desk works in, as cluster code and label.
const MetaSeason = "desk/season"

// SeasonName is a season as people name it; "" leaves the cluster or the label to be found.
type SeasonName struct{ Cluster, Label string }

// SeasonLine is one season of one cluster this desk takes part in.
type SeasonLine struct {
	*Season
	Current bool // the one this desk works in
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
	lines := make([]SeasonLine, len(all))
	for i, s := range all {
		lines[i] = SeasonLine{s, s == now}
		if err := b.Complete(s); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// current is the season to work in: chosen for this run, remembered, or the latest that began and is not archived; nil if there is none. A
// season that is only being prepared takes nobody's place before it begins.
func (b *Book) current(all []*Season) (*Season, error) {
	if b.chosen != (SeasonName{}) {
		return Best(all, b.chosen), nil
	}
	raw, err := b.Store.Meta(MetaSeason)
	if err != nil {
		return nil, err
	}
	if cluster, label, ok := strings.Cut(string(raw), "\n"); ok {
		if s := Best(all, SeasonName{cluster, label}); s != nil {
			return s, nil
		}
	}
	return Best(all, SeasonName{}), nil
}

// Best is the season among all that a name means, one under way before one being prepared, the latest first; nil if none does.
func Best(all []*Season, of SeasonName) *Season {
	var found *Season
	for _, s := range all {
		if of.Cluster != "" && s.Cluster.Code != of.Cluster || of.Label != "" && s.Label != of.Label {
			continue
		}
		if found == nil || s.goesOn() > found.goesOn() || s.goesOn() == found.goesOn() && s.Label > found.Label {
			found = s
		}
	}
	return found
}

// goesOn orders seasons: those that are under way, those being prepared, those put away.
func (s *Season) goesOn() int {
	switch s.Step {
	case emulation.SeasonArchived:
		return 0
	case "", emulation.SeasonDraft:
		return 1
	}
	return 2
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
	if Best(lines, of) == nil {
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

// Pick reads what a person named from now on; the desk does not remember it.
func (b *Book) Pick(cluster, label string) error {
	of, err := b.Choose(cluster, label)
	if err != nil {
		return err
	}
	if of != b.chosen {
		b.chosen, b.seen = of, nil
	}
	return nil
}

// Unpick reads the season the desk remembers, or the latest.
func (b *Book) Unpick() { b.chosen, b.seen = SeasonName{}, nil }

// Remembered is a season as the desk remembers it; nil for the latest.
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
	l := Best(lines, of)
	if l == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-season")
	}
	return []byte(l.Cluster.Code + "\n" + l.Label), nil
}

// Cluster finds a cluster of this desk by its code or name; "" is that of the season in use, or the only one.
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
	codes := make([]string, len(clusters))
	for i, c := range clusters {
		if codes[i] = c.Code; text == "" || c.Code == text || vietnamese.Fold(c.Info.Name) == vietnamese.Fold(text) {
			return c, nil
		}
	}
	return Cluster{}, emulation.Errorf(emulation.NotFound, "setup.cluster-unknown", "cluster", text, "clusters", strings.Join(codes, ", "))
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
