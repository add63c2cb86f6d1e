package replay

import (
	"reflect"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/internal/sample"
	"thidua/workspace"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/year"
)

// Outcome is what a season came to: read from the records of a desk, or from what was published of it. Units are named by their codes.
type Outcome struct {
	Cluster     string              `json:"cluster"`
	Organiser   string              `json:"organiser,omitempty"`
	Season      string              `json:"season"`
	Theme       string              `json:"theme,omitempty"`
	Review      string              `json:"review,omitempty"`
	ReviewOf    string              `json:"review_of,omitempty"`
	Grounds     []string            `json:"grounds,omitempty"`
	Members     []string            `json:"members,omitempty"` // by name, stand-ins included
	Criteria    *outcomeCriteria    `json:"criteria,omitempty"`
	Steps       []string            `json:"steps,omitempty"`
	Adopted     []string            `json:"adopted,omitempty"`
	Posts       []outcomePost       `json:"posts,omitempty"`
	Compact     *outcomeCompact     `json:"compact,omitempty"`
	Programmes  map[string]string   `json:"programmes,omitempty"`
	Activities  []string            `json:"activities,omitempty"`
	Movements   []string            `json:"movements,omitempty"`
	Initiatives []sample.Initiative `json:"initiatives,omitempty"`
	Research    []sample.Initiative `json:"research,omitempty"`
	Models      []string            `json:"models,omitempty"` // of the cluster
	Launched    []sample.Launched   `json:"launched,omitempty"`
	AwardsTo    []string            `json:"awards_to_persons,omitempty"` // what persons got awards for
	Short       []string            `json:"shortcomings,omitempty"`      // of the cluster
	Indicators  []outcomeIndicator  `json:"indicators,omitempty"`        // of the whole cluster
	Conferences []outcomeConference `json:"conferences,omitempty"`
	Proposals   []outcomeProposal   `json:"proposals,omitempty"`
	Next        *outcomeNext        `json:"next,omitempty"`
}

// outcomeIndicator is a figure of the whole cluster: what was published of it, "" what was not.
type outcomeIndicator struct {
	Name    string `json:"name"`
	Measure string `json:"measure,omitempty"`
	AtLeast string `json:"at_least,omitempty"`
	AtMost  string `json:"at_most,omitempty"`
	Mean    string `json:"mean,omitempty"`
	Sum     string `json:"sum,omitempty"`
	Units   int    `json:"units"` // on how many it rests
}

type outcomePost struct {
	Post string `json:"post"`
	Unit string `json:"unit"`
	How  string `json:"how,omitempty"`
	By   string `json:"by,omitempty"`
}

type outcomeCompact struct {
	Signed  int    `json:"signed"`
	Of      int    `json:"of"`
	Meeting string `json:"meeting,omitempty"` // the kind of conference at which it was signed
}

type outcomeConference struct {
	Kind        string   `json:"kind"`
	Date        string   `json:"date"`
	Place       string   `json:"place,omitempty"`
	Host        string   `json:"host,omitempty"`
	Chairs      []string `json:"chairs,omitempty"`
	Did         []string `json:"did,omitempty"`
	Figures     []string `json:"figures,omitempty"`
	Conclusions []string `json:"conclusions,omitempty"`
	Directions  []string `json:"directions,omitempty"`
	Half        string   `json:"half,omitempty"`
	Purposes    []string `json:"purposes,omitempty"`
	Offices     []string `json:"offices,omitempty"` // of who chaired: "Giám đốc son-la"
	Guests      []string `json:"guests,omitempty"`
	Speeches    []string `json:"speeches,omitempty"` // "paper lao-cai: giáo dục STEM", in the order of the words
	Adopted     []string `json:"adopted,omitempty"`  // by this conference
}

type outcomeProposal struct {
	Form  string   `json:"form"`
	Count int      `json:"count"`
	Units []string `json:"units,omitempty"`

	Agreed bool `json:"agreed,omitempty"` // openly, at a conference, all of them
}

type outcomeNext struct {
	Label    string   `json:"label"`
	Head     string   `json:"head"`
	Deputies []string `json:"deputies,omitempty"`
	How      string   `json:"how"`
}

// Published is the outcome as the facts of a sample name it.
func Published(s *sample.Sample) *Outcome {
	f := s.Facts
	o := &Outcome{Cluster: s.Founding.Cluster.Name, Organiser: s.Founding.Cluster.Organiser, Season: s.Founding.Season.Label, Theme: s.Founding.Season.Theme,
		Review: f.Review.Label, ReviewOf: f.Review.What, Grounds: f.Grounds, Adopted: f.Adopted, Activities: f.Activities, Movements: f.Movements,
		Initiatives: f.Initiatives, Research: f.Research, Models: f.Models, Launched: f.Launched, AwardsTo: f.AwardsTo, Short: f.Shortcomings}
	members := len(s.Founding.Units)
	for _, u := range s.Founding.Units {
		o.Members = append(o.Members, u.Name)
	}
	if f.Criteria.Tasks.Count+f.Criteria.Solutions.Count > 0 {
		o.Criteria = &outcomeCriteria{published(f.Criteria.Tasks), published(f.Criteria.Solutions)}
	}
	for _, step := range f.Steps {
		o.Steps = append(o.Steps, step.Name)
	}
	for _, p := range s.Founding.Posts {
		o.Posts = append(o.Posts, outcomePost{string(p.Post), p.Unit, p.How, p.By})
	}
	if f.Compact.Text != "" {
		o.Compact = &outcomeCompact{Signed: members, Of: members} // all signed
		if f.Compact.AtConference {
			o.Compact.Meeting = emulation.ConferenceSigning
		}
	}
	if f.EveryUnitFiles != "" {
		o.Programmes = s.Programmes
	}
	for _, x := range f.Indicators {
		o.Indicators = append(o.Indicators, outcomeIndicator{Name: x.Name, Measure: x.Unit, AtLeast: x.AtLeast, AtMost: x.AtMost, Mean: x.Value, Sum: x.Sum, Units: members})
	}
	for i, c := range f.Conferences {
		x := outcomeConference{Kind: string(c.Kind), Date: c.Date, Place: c.Place, Host: c.Host, Did: c.Did}
		for _, post := range c.ChairedBy {
			x.Chairs = append(x.Chairs, holders(s, post)...)
		}
		x.told(s, c)
		if i == len(f.Conferences)-1 { // the one that closes the season
			x.Figures, x.Conclusions, x.Directions = f.Figures, f.Criteria.Wanted, slices.Concat(c.Directions, s.Expected.Next.Directions)
		}
		o.Conferences = append(o.Conferences, x)
	}
	for _, p := range s.Expected.Proposals {
		o.Proposals = append(o.Proposals, outcomeProposal{Form: p.Form, Count: p.Number(), Units: p.Units, Agreed: s.Expected.Agreed})
	}
	if n := s.Expected.Next; n.Label != "" {
		o.Next = &outcomeNext{Label: n.Label, Head: n.Head, Deputies: n.Deputies, How: n.How}
	}
	return o
}

// holders are the units that have a post.
func holders(s *sample.Sample, post emulation.Post) (units []string) {
	for _, p := range s.Founding.Posts {
		if p.Post == post {
			units = append(units, p.Unit)
		}
	}
	return units
}

// recorded is the outcome as the records of a desk say it.
func recorded(w *workspace.Workspace) (*Outcome, error) {
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	o := &Outcome{Cluster: s.Cluster.Info.Name, Organiser: s.Cluster.Info.Organiser, Season: s.Label, Theme: s.Info.Theme, Review: s.Info.Review,
		ReviewOf: s.Info.ReviewOf, Grounds: s.Info.Grounds}
	for _, u := range s.Cluster.Members {
		o.Members = append(o.Members, u.Name)
	}
	for _, read := range []func(*workspace.Workspace, *book.Season, *Outcome) error{outcomeSetup, outcomeYear, outcomeFigures, outcomeMeetings, outcomeAwards} {
		if err := read(w, s, o); err != nil {
			return nil, err
		}
	}
	return o, nil
}

func outcomeYear(w *workspace.Workspace, _ *book.Season, o *Outcome) error {
	compact, err := pledge.At(w).Compact()
	if err == nil && len(compact.Paragraphs) > 0 {
		o.Compact = &outcomeCompact{Of: len(compact.Signatures), Meeting: compact.Meeting}
		for _, s := range compact.Signatures {
			if s.Counts() {
				o.Compact.Signed++
			}
		}
	}
	programmes, err := year.At(w).Programmes()
	if err != nil {
		return err
	}
	for _, p := range programmes {
		if p.Title == "" {
			continue
		}
		if o.Programmes == nil {
			o.Programmes = map[string]string{}
		}
		o.Programmes[p.Unit.Code] = p.Title
	}
	activities, err := year.At(w).Activities()
	if err != nil {
		return err
	}
	for _, a := range activities {
		if a.OfCluster && !a.Withdrawn {
			o.Activities = append(o.Activities, a.Name)
		}
	}
	if err := outcomeTold(w, o); err != nil {
		return err
	}
	registered, err := pledge.At(w).Registrations()
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, r := range registered {
		for _, m := range r.Movements {
			if !seen[m] {
				seen[m] = true
				o.Movements = append(o.Movements, m)
			}
		}
	}
	return nil
}

func outcomeAwards(w *workspace.Workspace, s *book.Season, o *Outcome) error {
	list, err := awards.At(w).Proposals(s.Label)
	if err != nil {
		return err
	}
	at := map[string]int{}
	for _, p := range list {
		if !slices.Contains([]emulation.ProposalStep{emulation.ProposalProposed, emulation.ProposalAccepted, emulation.ProposalDecided}, p.Step) {
			continue // it did not leave the cluster, or was withdrawn or rejected
		}
		i, ok := at[p.FormName]
		if !ok {
			i = len(o.Proposals)
			at[p.FormName] = i
			o.Proposals = append(o.Proposals, outcomeProposal{Form: p.FormName, Agreed: true})
		}
		o.Proposals[i].Units = append(o.Proposals[i].Units, p.Unit.Code)
		o.Proposals[i].Agreed = o.Proposals[i].Agreed && p.Agreed != ""
		o.Proposals[i].Count++
	}
	return nil
}

// Differences names the fields in which what was recorded is not what was published. A field the facts do not name is not compared; nor are
// the units of awards of which only the number was published. Lists of things without an order of their own are compared as sets.
func Differences(published, recorded *Outcome) []string {
	var found []string
	p, r := reflect.ValueOf(published.ordered()).Elem(), reflect.ValueOf(recorded.ordered()).Elem()
	for i := range p.NumField() {
		want, got := p.Field(i), r.Field(i)
		if want.IsZero() || want.Kind() == reflect.Slice && want.Len() == 0 {
			continue
		}
		same := false
		switch want := want.Interface().(type) {
		case []outcomeProposal:
			same = sameProposals(want, got.Interface().([]outcomeProposal))
		case *outcomeCriteria:
			same = want.same(got.Interface().(*outcomeCriteria))
		default:
			same = reflect.DeepEqual(want, got.Interface())
		}
		if !same {
			name, _, _ := strings.Cut(p.Type().Field(i).Tag.Get("json"), ",")
			found = append(found, name)
		}
	}
	return found
}

// ordered is the outcome with its sets in one order.
func (o *Outcome) ordered() *Outcome {
	c := *o
	c.Members = slices.Sorted(slices.Values(o.Members))
	c.Adopted, c.Activities, c.Movements = slices.Sorted(slices.Values(o.Adopted)), slices.Sorted(slices.Values(o.Activities)), slices.Sorted(slices.Values(o.Movements))
	c.Models, c.AwardsTo, c.Short = slices.Sorted(slices.Values(o.Models)), slices.Sorted(slices.Values(o.AwardsTo)), slices.Sorted(slices.Values(o.Short))
	c.Launched = slices.SortedFunc(slices.Values(o.Launched), func(a, b sample.Launched) int { return strings.Compare(a.Name+a.Call, b.Name+b.Call) })
	c.Posts, c.Initiatives, c.Proposals = slices.Clone(o.Posts), slices.Clone(o.Initiatives), slices.Clone(o.Proposals)
	slices.SortFunc(c.Posts, func(a, b outcomePost) int { return strings.Compare(a.Post+a.Unit, b.Post+b.Unit) })
	slices.SortFunc(c.Initiatives, func(a, b sample.Initiative) int { return strings.Compare(a.Unit+a.Name, b.Unit+b.Name) })
	for i := range c.Proposals {
		c.Proposals[i].Units = slices.Sorted(slices.Values(c.Proposals[i].Units))
	}
	slices.SortFunc(c.Proposals, func(a, b outcomeProposal) int { return strings.Compare(a.Form, b.Form) })
	return &c
}

func sameProposals(want, got []outcomeProposal) bool {
	return slices.EqualFunc(want, got, func(a, b outcomeProposal) bool {
		return a.Form == b.Form && a.Count == b.Count && (!a.Agreed || b.Agreed) && (len(a.Units) == 0 || slices.Equal(a.Units, b.Units))
	})
}
