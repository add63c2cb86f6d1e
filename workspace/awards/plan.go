package awards

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/decimal"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// Place is what a plan says of a candidate.
type Place string

// The places of a plan.
const (
	PlaceWithin Place = "within" // there is an award for it
	PlaceTied   Place = "tied"   // as high as others at the border: people decide, nobody else
	PlaceBeyond Place = "beyond" // eligible, but the awards are used up
	PlaceNot    Place = "not"    // not eligible
)

// AwardPlan is how the awards of a form can be given in a season: how many there are, and who comes into question in the order of rank.
type AwardPlan struct {
	Season     *book.Season
	Form       legal.Form
	Law        emulation.Message // whose day's law was applied
	Known      bool              // the number of places is known
	Places     int
	Basis      []emulation.Message // what the number rests on
	Used       int                 // places taken by proposals on their way or decided
	Decides    *book.Decides       // how the cluster decides on it; nil where its regulation says nothing
	Chain      []legal.Form        // the form, and those a unit is proposed for where it is not granted
	Tracks     []TrackPlan         // counted by themselves, where the award has several
	Candidates []Candidate
	Tied       []book.Unit // at the border, for the Open places
	Open       int
}

// TrackPlan is a track of an award with the places taken in it.
type TrackPlan struct {
	ballot.Track
	Used int
}

// Candidate is one unit of a plan.
type Candidate struct {
	Unit        book.Unit
	Rank        int // 0 = not ranked
	Total       decimal.Decimal
	Class       string
	Place       Place
	Eligibility *Eligibility
	Step        emulation.ProposalStep // of its proposal for this form
	Track       string                 // the name of the track it is proposed in
}

// AwardPlan plans the awards of a form by the law of today.
func (room Room) AwardPlan(season, form string) (*AwardPlan, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.seasonOf(season)
	if err != nil {
		return nil, err
	}
	f, err := w.AwardForm(form)
	if err != nil {
		return nil, err
	}
	return w.plan(s, f, "")
}

// plan is that under the law of one day; "" is the one a dossier sent in time would be judged by.
func (w View) plan(s *book.Season, f legal.Form, asked legal.Date) (*AwardPlan, error) {
	day, told, err := w.lawDay(&proposalFile{season: s}, asked)
	if err != nil {
		return nil, err
	}
	q, err := w.quota(s, f, day)
	if err != nil {
		return nil, err
	}
	plan := &AwardPlan{Season: s, Form: f, Law: told, Known: q.known, Places: q.places, Basis: q.basis}
	if err := w.regulated(plan); err != nil {
		return nil, err
	}
	r, err := w.placings(s)
	if err != nil {
		return nil, err
	}
	for i := range r.Standings {
		st := &r.Standings[i]
		p, err := w.proposalOf(s, st.Unit, f)
		if err != nil {
			return nil, err
		}
		e, err := w.eligibility(p, asked, r)
		if err != nil {
			return nil, err
		}
		c := Candidate{Unit: st.Unit, Rank: st.Final.Rank, Total: st.Final.Total, Class: st.Final.Class, Eligibility: e, Step: p.step, Place: PlaceBeyond}
		if d := plan.Decides; len(e.Verdict.Bars()) > 0 || d != nil && d.Rank > 0 && !d.Free && uint64(c.Rank) > d.Rank && !p.step.Holds() {
			c.Place = PlaceNot
		}
		if d := plan.Decides; d != nil && p.info.Track != "" {
			t, _ := d.Track(p.info.Track)
			c.Track = t.Name
		}
		plan.Candidates = append(plan.Candidates, c)
	}
	if plan.Used, err = w.used(s, f, emulation.ID{}, day); err != nil {
		return nil, err
	}
	plan.share()
	return plan, nil
}

// regulated adds what the cluster's regulation says of the form, and who may still come by a chain.
func (w View) regulated(plan *AwardPlan) (err error) {
	s, f := plan.Season, plan.Form
	if plan.Decides, err = w.Deciding(s, f); err != nil {
		return err
	}
	if plan.Chain, err = w.Chain(s, f); err != nil {
		return err
	}
	if d := plan.Decides; d != nil {
		plan.Basis = append(plan.Basis, d.Message())
		used, err := w.usedInTracks(s, f, emulation.ID{})
		if err != nil {
			return err
		}
		for _, t := range d.Tracks {
			plan.Tracks = append(plan.Tracks, TrackPlan{t, used[t.Code]})
		}
	}
	if len(plan.Chain) > 1 {
		plan.Basis = append(plan.Basis, emulation.Say("award.plan-chain", "chain", book.ChainName(plan.Chain)))
	}
	waiting := 0
	err = w.eachProposal(s, func(p *proposalFile) error {
		chain, err := w.Chain(s, p.form)
		if p.form.ID != f.ID && p.step.Open() && legal.Among(chain, f.ID) {
			waiting++
		}
		return err
	})
	if waiting > 0 {
		plan.Basis = append(plan.Basis, emulation.Say("award.plan-waiting", "count", waiting, "award", f.Name))
	}
	return err
}

// share gives the places to the eligible candidates in the order of rank; those that hold one already come first. Where more units stand on
// one rank than places are left, all of them are tied.
func (a *AwardPlan) share() {
	if !a.Known {
		for i := range a.Candidates {
			if c := &a.Candidates[i]; c.Place != PlaceNot && c.Step.Holds() {
				c.Place = PlaceWithin
			}
		}
		return
	}
	left := a.Places
	for i := range a.Candidates {
		if c := &a.Candidates[i]; c.Step.Holds() {
			c.Place = PlaceWithin
			left--
		}
	}
	for i := 0; i < len(a.Candidates); {
		rank, group := a.Candidates[i].Rank, []*Candidate{}
		for ; i < len(a.Candidates) && a.Candidates[i].Rank == rank; i++ {
			if c := &a.Candidates[i]; c.Place == PlaceBeyond {
				group = append(group, c)
			}
		}
		switch {
		case len(group) == 0 || left <= 0:
		case len(group) <= left:
			for _, c := range group {
				c.Place = PlaceWithin
			}
			left -= len(group)
		default:
			a.Open = left
			for _, c := range group {
				c.Place = PlaceTied
				a.Tied = append(a.Tied, c.Unit)
			}
			left = 0
		}
	}
}

// quota is how many awards of a form a season has, and why.
type quota struct {
	known  bool
	binds  bool // the standing office set it, or the text of the law was verified
	places int
	basis  []emulation.Message
}

// quota is the season's own number where the standing office set one, else the law's of the day.
func (w View) quota(s *book.Season, f legal.Form, day legal.Date) (quota, error) {
	law, err := w.Law()
	if err != nil {
		return quota{}, err
	}
	var q quota
	rule, ruled := law.For(day).Quota(f.Law())
	if ruled {
		if q, err = w.lawQuota(s, f, rule); err != nil {
			return q, err
		}
	}
	for _, id := range []string{f.ID, f.Law()} {
		it, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Quota, record.SeasonForm{Season: s.ID, Form: id})
		if err != nil {
			return q, err
		}
		if ok {
			own := int(min(it.Value.Count, sheet.MaxCounted))
			q.basis = append(q.basis, emulation.Say("award.quota-season", "count", own, "basis", it.Value.Basis))
			if q.known && own > q.places {
				q.basis = append(q.basis, emulation.Say("award.quota-more", "count", own, "law", q.places))
			}
			q.known, q.binds, q.places = true, true, own
			return q, nil
		}
	}
	d, err := w.Deciding(s, f)
	if err != nil {
		return q, err
	}
	if d != nil && len(d.Tracks) > 0 && !q.known {
		for _, t := range d.Tracks {
			q.places += int(t.Count)
		}
		q.known, q.binds = true, true
	}
	if !q.known {
		q.basis = append(q.basis, emulation.Say("award.quota-unknown", "award", f.Name))
	}
	return q, nil
}

// lawQuota is the number the law sets: for a cluster, or as a share of the leaders of the clusters that reached the flag of ministry or
// province, which only those see who see every cluster.
func (w View) lawQuota(s *book.Season, f legal.Form, rule legal.Rule) (quota, error) {
	var q quota
	q.basis = append(q.basis, emulation.Say("award.quota-law", "quota", rule.Article.Quota.Message(f.Name), "cite", rule.Article.Cite))
	if !rule.Verified() {
		q.basis = append(q.basis, emulation.Say("legal.unverified"))
	}
	n := len(s.Cluster.Members)
	if rule.Article.Quota.Of == legal.OfLeaders {
		me, err := w.Certificate()
		if err != nil {
			return q, err
		}
		if me.Subject.Kind != emulation.SubjectOffice {
			q.basis = append(q.basis, emulation.Say("award.quota-office"))
			return q, nil
		}
		if n, err = w.leaders(); err != nil {
			return q, err
		}
		q.basis = append(q.basis, emulation.Say("award.quota-leaders", "count", n))
	}
	q.places, q.known = rule.Article.Quota.Places(n)
	q.binds = rule.Verified()
	return q, nil
}

// flagOfCluster is the id of the law's flag for the leader of a cluster.
const flagOfCluster = "co-thi-dua"

// leaders counts the cluster leaders that reached the standard of the flag of ministry or province: those proposed for it, each in the latest
// season of its cluster, and those for whom it is the next of a chain.
func (w View) leaders() (int, error) {
	latest, err := w.latestSeasons()
	n := 0
	for _, s := range latest {
		leads := 0 // several flags of one cluster make no second leader
		if err == nil {
			err = w.eachProposal(s, func(p *proposalFile) error {
				chain, err := w.Chain(s, p.form)
				if p.step.Holds() && slices.ContainsFunc(chain, func(f legal.Form) bool { return f.Law() == flagOfCluster }) {
					leads = 1
				}
				return err
			})
		}
		n += leads
	}
	return n, err
}

// latestSeasons are the latest season of every cluster of the desk.
func (w View) latestSeasons() ([]*book.Season, error) {
	all, err := w.Seasons()
	seen := map[emulation.ID]bool{}
	latest := all[:0]
	for _, s := range all {
		if !seen[s.Cluster.ID] {
			seen[s.Cluster.ID] = true
			latest = append(latest, s)
		}
	}
	return latest, err
}

// used counts the places that proposals of a form hold, all but one unit's: in the season, and for a form that is chosen among the leaders of
// clusters by the law of the day in every cluster.
func (w View) used(s *book.Season, f legal.Form, but emulation.ID, day legal.Date) (int, error) {
	seasons := []*book.Season{s}
	law, err := w.Law()
	if err != nil {
		return 0, err
	}
	if rule, ok := law.For(day).Quota(f.Law()); ok && rule.Article.Quota.Of == legal.OfLeaders {
		if seasons, err = w.latestSeasons(); err != nil {
			return 0, err
		}
	}
	n := 0
	for _, x := range seasons {
		err := w.eachProposal(x, func(p *proposalFile) error {
			if p.form.ID == f.ID && p.unit.ID != but && p.step.Holds() {
				n++
			}
			return nil
		})
		if err != nil {
			return 0, err
		}
	}
	return n, nil
}
