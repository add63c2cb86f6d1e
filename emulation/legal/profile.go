package legal

// Kind is what sort of document a profile is.
type Kind string

// The kinds of document, the highest first.
const (
	Law      Kind = "law"
	Decree   Kind = "decree"
	Circular Kind = "circular"
)

// Profile (căn cứ pháp lý) is one document of law: the days it is in force and what it sets.
type Profile struct {
	ID           string
	Name         string
	Kind         Kind
	Number       string // "06/2022/QH15"
	From, To     Date   // first and last day in force; To "" = still in force
	FromVerified bool   // the first day is known from the official text
	Verified     bool   // the document itself is
	Cite         string
	Ground       string   // as papers cite it among their grounds; "" = they do not
	Replaces     []string // ids
	Amends       []string // ids
	Transition   *Transition
	Articles     []Article
}

// InForce reports whether the document is in force on a day.
func (p *Profile) InForce(day Date) bool { return day >= p.From && (p.To == "" || day <= p.To) }

// Transition is the rule for what was begun under the law before.
type Transition struct {
	Text     string
	Cite     string
	Verified bool
}

// Article is one thing a document sets, where it stands in it, and whether that was verified from the official text.
type Article struct {
	ID          string
	Place       string // "khoản 3 Điều 74"
	Title       string
	Text        string // what no number says
	Cite        string
	Verified    bool
	Vote        *Vote
	Quota       *Quota
	Eligibility *Eligibility
	Dossier     *Dossier
}

// Base is the number a vote's share is taken of.
type Base string

// The three denominators of a vote.
const (
	TotalMembers Base = "total-members"
	Present      Base = "present"
	ValidBallots Base = "valid-ballots"
)

// Body is who votes.
type Body string

// The two bodies whose votes a rule can cover: the council of a ministry or province, and a cluster.
const (
	ByCouncil Body = "council"
	ByCluster Body = "cluster"
)

// Vote is what a vote has to reach. It binds nobody but the body it names, and in nothing but what it names.
type Vote struct {
	On        string // what is voted on, an id
	By        Body
	Secret    bool
	Base      Base
	Threshold Threshold
	Written   bool // written votes of absent members count
}

// QuotaOf is the number a quota is taken of.
type QuotaOf string

// The two bases of a quota.
const (
	OfCluster QuotaOf = "cluster" // so many per cluster
	OfLeaders QuotaOf = "leaders" // a share of the cluster leaders that reach the standard below
)

// Quota is how often an award form may be given.
type Quota struct {
	Form     string // id of the award form
	Of       QuotaOf
	Count    int      // per cluster; 0 with Share or BySeason
	Share    Fraction // of the leaders; zero with Count
	Rounding Rounding // of the share
	BySeason bool     // the number is set for each season
	Rank     int      // the worst place that may get it; 0 = any
}

// Places is how many awards may be given among n; ok is false where each season sets the number.
func (q *Quota) Places(n int) (places int, ok bool) {
	switch {
	case q.BySeason:
		return 0, false
	case q.Of == OfCluster:
		return min(q.Count, max(0, n)), true
	}
	return q.Share.of(n, q.Rounding), true
}
