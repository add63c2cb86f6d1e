package workspace

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/vietnamese"
)

// metaSeason is the season this desk works in, as cluster code and label.
const metaSeason = "desk/season"

// choice is a season as people name it; "" leaves the cluster or the label to be found.
type choice struct{ cluster, label string }

// SeasonLine is one season of one cluster this desk takes part in.
type SeasonLine struct {
	*Season
	Current bool // the one this desk works in
}

// Seasons lists every season of every cluster this desk takes part in, the latest first.
func (w *Workspace) Seasons() ([]SeasonLine, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.lines()
}

func (w *Workspace) lines() ([]SeasonLine, error) {
	all, err := w.seasons()
	if err != nil {
		return nil, err
	}
	now, err := w.current(all)
	if err != nil {
		return nil, err
	}
	lines := make([]SeasonLine, len(all))
	for i, s := range all {
		lines[i] = SeasonLine{s, s == now}
		if err := w.complete(s); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// current is the season to work in: chosen for this run, remembered, or the latest that began and is not archived; nil if there is none. A
// season that is only being prepared takes nobody's place before it begins.
func (w *Workspace) current(all []*Season) (*Season, error) {
	if w.chosen != (choice{}) {
		return best(all, w.chosen), nil
	}
	raw, err := w.store.Meta(metaSeason)
	if err != nil {
		return nil, err
	}
	if cluster, label, ok := strings.Cut(string(raw), "\n"); ok {
		if s := best(all, choice{cluster, label}); s != nil {
			return s, nil
		}
	}
	return best(all, choice{}), nil
}

func best(all []*Season, of choice) *Season {
	var found *Season
	for _, s := range all {
		if of.cluster != "" && s.Cluster.Code != of.cluster || of.label != "" && s.Label != of.label {
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

// seasonLabel is a label as it is kept: "2023-2024" is typed for "2023–2024".
func seasonLabel(text string) string {
	years := strings.Split(strings.TrimSpace(vietnamese.NFC(text)), "-")
	for i := range years {
		years[i] = strings.TrimSpace(years[i])
	}
	return strings.Join(years, "–")
}

// choose finds what a person named among the seasons of this desk.
func (w *Workspace) choose(cluster, label string) (choice, error) {
	of := choice{strings.TrimSpace(cluster), seasonLabel(label)}
	if of.cluster != "" {
		c, err := w.cluster(of.cluster)
		if err != nil {
			return of, err
		}
		of.cluster = c.Code
	}
	if of.label == "" {
		return of, nil
	}
	lines, err := w.seasons()
	if err != nil {
		return of, err
	}
	if best(lines, of) == nil {
		var labels []string
		for _, l := range lines {
			if of.cluster == "" || l.Cluster.Code == of.cluster {
				labels = append(labels, l.Cluster.Code+" "+l.Label)
			}
		}
		return of, emulation.Errorf(emulation.NotFound, "workspace.season-unknown", "season", of.label, "seasons", strings.Join(labels, ", "))
	}
	return of, nil
}

// ChooseSeason works in a season until the program ends, without remembering it. "" leaves the cluster or the season to be found.
func (w *Workspace) ChooseSeason(cluster, label string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.pick(cluster, label)
}

// pick reads what a person named from now on; the desk does not remember it.
func (w *Workspace) pick(cluster, label string) error {
	of, err := w.choose(cluster, label)
	if err != nil {
		return err
	}
	if of != w.chosen {
		w.chosen, w.seen = of, nil
	}
	return nil
}

// unpick reads the season the desk remembers, or the latest.
func (w *Workspace) unpick() { w.chosen, w.seen = choice{}, nil }

// UseSeason works in a season from now on; the desk remembers it. Two empty names go back to the latest.
func (w *Workspace) UseSeason(cluster, label string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	season, err := w.remembered(cluster, label)
	if err != nil {
		return err
	}
	return w.use(season)
}

// use remembers a season as the one to work in; nil goes back to the latest.
func (w *Workspace) use(season []byte) error {
	err := w.store.Commit(&changeset.Batch{Meta: map[string][]byte{metaSeason: season}})
	w.unpick()
	w.feed.emit(Event{Kind: Changed, Scope: w.control}) // what is on screen is of another season now
	return err
}

// remembered is a season as the desk remembers it; nil for the latest.
func (w *Workspace) remembered(cluster, label string) ([]byte, error) {
	if strings.TrimSpace(cluster+label) == "" {
		return nil, nil
	}
	of, err := w.choose(cluster, label)
	if err != nil {
		return nil, err
	}
	lines, err := w.seasons()
	if err != nil {
		return nil, err
	}
	l := best(lines, of)
	if l == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-season")
	}
	return []byte(l.Cluster.Code + "\n" + l.Label), nil
}

// cluster finds a cluster of this desk by its code or name; "" is that of the season in use, or the only one.
func (w *Workspace) cluster(text string) (Cluster, error) {
	clusters, err := w.clusters()
	if err != nil {
		return Cluster{}, err
	}
	if text == "" {
		if text = w.chosen.cluster; text == "" && len(clusters) != 1 {
			s, err := w.season()
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
func (w *Workspace) leadersOf(c Cluster, season emulation.ID) (head, deputies []Unit, err error) {
	err = each(w, w.control, record.Post, c.ID, func(p item[record.UnitPost, emulation.PostInfo]) error {
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
	sortUnits(head)
	sortUnits(deputies)
	return head, deputies, err
}
