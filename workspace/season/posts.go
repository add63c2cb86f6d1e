package season

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// The posts of a cluster.
var posts = []emulation.Post{emulation.PostHead, emulation.PostDeputy, emulation.PostSecretary, emulation.PostVerifier}

// PostHeld is a unit in a post of the season.
type PostHeld struct {
	Post emulation.Post
	Unit book.Unit
	emulation.PostInfo
	Left     bool // the unit is not in the cluster any more: it acts for nobody
	Conflict bool
}

// Posts lists who holds the posts of the season: head, deputies, secretaries, verifiers.
func (room Room) Posts() ([]PostHeld, error) { return workspace.Ask(room.desk, View.postsOf) }

func (w View) postsOf(s *book.Season) ([]PostHeld, error) {
	var all []PostHeld
	err := book.Each(w.Store, w.Control, record.Post, s.Cluster.ID, func(p book.Item[record.UnitPost, emulation.PostInfo]) error {
		if p.Key.Season != s.ID || p.Value.Ended && !p.Conflict {
			return nil
		}
		held := PostHeld{Post: p.Key.Post, PostInfo: p.Value, Conflict: p.Conflict}
		_, member := s.Cluster.Member(p.Key.Unit)
		held.Left = !member
		var err error
		if u, ever := s.Cluster.Ever(p.Key.Unit); ever {
			held.Unit = u
		} else if held.Unit, err = w.Unit(p.Key.Unit); err != nil {
			return err
		}
		all = append(all, held)
		return nil
	})
	var list []PostHeld
	for _, post := range posts {
		list = append(list, emulation.Where(all, func(p PostHeld) bool { return p.Post == post })...)
	}
	return list, err
}

// SetPost puts a unit of the cluster into a post of the season: how it came to it (assigned, elected, acclaimed, unknown), and by whom or by which
// paper. There is one head: who follows takes the post after it was ended.
func (room Room) SetPost(post emulation.Post, unit emulation.ID, how, by string) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		if how = book.Clean(how); how == "" {
			how = "unknown"
		}
		u, member := s.Cluster.Member(unit)
		switch {
		case !slices.Contains(emulation.PostHows, how):
			return emulation.Errorf(emulation.Invalid, "setup.bad-how", "how", how)
		case !member:
			return emulation.Errorf(emulation.NotFound, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
		}
		key, err := postKey(s, post, unit)
		if err != nil {
			return err
		}
		for _, h := range s.Head {
			if post == emulation.PostHead && h.ID != u.ID {
				return emulation.Errorf(emulation.Conflict, "setup.one-head", "unit", h.Name)
			}
		}
		return w.Set(w.Control, record.Post.Op(key, emulation.PostInfo{How: how, By: book.Clean(by)}))
	})
}

// EndPost takes a post of the season from a unit.
func (room Room) EndPost(post emulation.Post, unit emulation.ID) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		key, err := postKey(s, post, unit)
		if err != nil {
			return err
		}
		p, ok, err := book.One(w.Store, w.Control, record.Post, key)
		if err != nil {
			return err
		}
		if !ok || p.Value.Ended && !p.Conflict {
			return emulation.Errorf(emulation.NotFound, "setup.not-in-post", "post", emulation.Say("post."+string(post)))
		}
		p.Value.Ended = true
		return w.Set(w.Control, record.Post.Op(key, p.Value))
	})
}

func postKey(s *book.Season, post emulation.Post, unit emulation.ID) (record.UnitPost, error) {
	if slices.Contains(posts, post) {
		return record.UnitPost{Cluster: s.Cluster.ID, Season: s.ID, Post: post, Unit: unit}, nil
	}
	return record.UnitPost{}, emulation.Errorf(emulation.Invalid, "setup.bad-post", "post", string(post))
}

// ChosenLeaders are the leaders the season before chose for this one.
type ChosenLeaders struct {
	Head     []book.Unit // none or one
	Deputies []book.Unit
	How, By  string
	Conflict bool
}

// Chosen are those whom the season before chose to lead a season; nil if it chose nobody.
func (w View) Chosen(s *book.Season) (*ChosenLeaders, error) {
	return w.chosenFor(s.Cluster, s.Info.Previous, s.Label)
}

// chosenFor finds whom the season before chose to lead a season; nil if it chose nobody, or for another season.
func (w View) chosenFor(c book.Cluster, previous, label string) (*ChosenLeaders, error) {
	if previous == "" {
		return nil, nil
	}
	before := record.Season.ID(record.ClusterCode{Cluster: c.ID, Code: previous})
	l, ok, err := book.One(w.Store, c.Scope(), record.Leaders, record.BySeason{Season: before})
	if err != nil || !ok || l.Value.Label != "" && book.SeasonLabel(l.Value.Label) != label {
		return nil, err
	}
	found := &ChosenLeaders{How: l.Value.How, By: l.Value.By, Conflict: l.Conflict}
	if u, member := c.Member(l.Value.Head); member {
		found.Head = []book.Unit{u}
	}
	for _, id := range l.Value.Deputies {
		if u, member := c.Member(id); member {
			found.Deputies = append(found.Deputies, u)
		}
	}
	return found, nil
}

// AppointChosen records as head and deputies of the season those whom the season before chose. Posts are the office's.
func (room Room) AppointChosen() error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		chosen, err := w.Chosen(s)
		if err != nil {
			return err
		}
		if chosen == nil {
			return emulation.Errorf(emulation.NotFound, "setup.nobody-chosen", "season", s.Label)
		}
		for _, h := range s.Head {
			if len(chosen.Head) > 0 && h.ID != chosen.Head[0].ID {
				return emulation.Errorf(emulation.Conflict, "setup.one-head", "unit", h.Name)
			}
		}
		return w.appoint(s.Cluster.ID, s.ID, chosen)
	})
}

func (w Edit) appoint(cluster, season emulation.ID, chosen *ChosenLeaders) error {
	if chosen.Conflict {
		return emulation.Errorf(emulation.Conflict, "running.conflict-first")
	}
	var ops []changeset.Operation
	add := func(post emulation.Post, units []book.Unit) error {
		for _, u := range units {
			op, err := w.Operation(w.Control, record.Post.Op(record.UnitPost{Cluster: cluster, Season: season, Post: post, Unit: u.ID}, emulation.PostInfo{How: chosen.How, By: chosen.By}))
			if err != nil {
				return err
			}
			ops = append(ops, op)
		}
		return nil
	}
	if err := add(emulation.PostHead, chosen.Head); err != nil {
		return err
	}
	if err := add(emulation.PostDeputy, chosen.Deputies); err != nil || len(ops) == 0 {
		return err
	}
	_, err := w.Write(w.Control, "post", ops...)
	return err
}
