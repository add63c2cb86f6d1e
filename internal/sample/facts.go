package sample

import "thidua/emulation"

// Facts are what was published about a season beside its members, leaders and outcome, in the words of the source. What the source does
// not say is "", nil or 0; it is never filled in.
type Facts struct {
	Grounds        []string      // căn cứ: resolutions, directives and guidance the season stands on
	Adopted        []string      // documents the cluster adopted
	Compact        Compact       // giao ước thi đua
	Criteria       CriteriaFacts // what the table of criteria consists of
	EveryUnitFiles string        `yaml:"every_unit_files"` // what every unit hands in, such as a Chương trình hành động đột phá
	Conferences    []Conference  // in the order of their days
	Review         MultiYear     // of several years, held with the closing of the season
	Steps          []Step        // of the season, in order
	Indicators     []Indicator   // figures for the cluster as a whole that a criterion uses
	Figures        []string      // figures that stand for themselves
	Movements      []string      // phong trào thi đua, cuộc vận động
	Models         []string      // mô hình
	Research       []Initiative  // đề tài khoa học
	Launched       []Launched    // phong trào do cụm, khối hoặc các đơn vị phát động
	AwardsTo       []string      `yaml:"awards_to_persons"` // thành tích của cá nhân được khen thưởng, đề nghị khen thưởng
	Shortcomings   []string      // tồn tại, hạn chế của cụm, khối
	Activities     []string      // hoạt động chung
	Initiatives    []Initiative
}

// Compact is what was said of the compact's signing; the zero value if nothing was.
type Compact struct {
	Text         string // one sentence
	Signatories  string // SignedByUnits or SignedByHeads; all of them signed
	AtConference bool   `yaml:"at_conference"` // at the signing conference
	Scored       bool   // the compact carries scored criteria
}

// Who signed a compact.
const (
	SignedByUnits = "units" // các đơn vị
	SignedByHeads = "heads" // thủ trưởng các đơn vị
)

// CriteriaFacts is what was said of the criteria themselves. The criteria file is built on it.
type CriteriaFacts struct {
	Tasks     Lines    // nhiệm vụ
	Solutions Lines    // giải pháp
	Wanted    []string // asked for at the conference, for the seasons to come
	WantedFor string   `yaml:"wanted_for"` // to what end
}

// Lines are scored lines of which some or all names were published.
type Lines struct {
	Count  int
	Group  string   // code of the group of the sample's criteria that holds them
	Scored bool     // said to be scored
	Names  []string // nil: none published; else Count of them, "" where a name was not given
}

// Conference is a meeting of the cluster.
type Conference struct {
	Kind       ConferenceKind
	Date       string           // YYYY-MM-DD
	Place      string           // where it was held
	Town       string           // địa danh: what stands before the date of its papers
	Host       string           // code of the unit that hosted it
	ChairedBy  []emulation.Post `yaml:"chaired_by"`
	Did        []string         // what it did, in order
	Half       string           // part of the day: emulation.ConferenceHalves
	Purposes   []string         // what it was for beside its kind: emulation.ConferencePurposes
	Chairs     []Office         // who chaired, by office
	Guests     []string         // by office
	Guided     []Guided         // what guests said
	Reports    []Said           // who reported what
	Papers     []Said           // tham luận
	Opinions   []Said           // ý kiến
	Agreed     []string         // thống nhất
	Directions []string         // phương hướng it set for its own season
	Adopts     bool             // the season's adopted documents are its doing; where the source does not say, they were told of with it
}

// Office is what somebody is at a unit, by its code.
type Office struct{ Unit, Office string }

// Said is what a unit said at a conference, by its code; "" where the source names none. Head is true of the head of the cluster, whoever that was.
type Said struct {
	Unit string
	Head bool
	What string
}

// Guided is what a guest said, by the guest's office.
type Guided struct{ By, What string }

// ConferenceKind is what a conference is for. Where the source does not name it, it follows from what the conference did.
type ConferenceKind string

// The kinds of conferences.
const (
	Signing ConferenceKind = "signing" // ký kết giao ước
	Closing ConferenceKind = "closing" // tổng kết
	Review  ConferenceKind = "review"  // tổng kết nhiều năm
)

// MultiYear is a review of several years of a cluster's work; the zero value if there was none.
type MultiYear struct {
	Label string // "2015–2020"
	What  string
}

// Step is a step that the source names. Periods are "month" and "quarter" where it is taken once in each; Inside is true where every unit
// takes it within itself, among its own departments.
type Step struct {
	Name    string
	Is      string // which of the steps below it is
	Inside  bool
	Periods []string
}

// What a step that a source names is in the records of a season.
const (
	StepRegistration = "registration"
	StepCompact      = "compact"
	StepInternal     = "internal" // inside the units
	StepClosing      = "closing"
)

// Initiative is a practice that a unit, by its code, shared with the cluster; sort and level are words of the record, "" = not said.
type Initiative struct {
	Unit, Name  string
	Sort, Level string `json:",omitempty"`
}

// Launched is a movement that was launched in the cluster; what the source does not say is "".
type Launched struct {
	Name, Occasion string
	Call           string // whose call it answers
}

// Indicator is a figure that was published for the cluster as a whole, as plain decimals; "" = not said. The units' invented inputs for
// the criterion keep to it.
type Indicator struct {
	Name      string
	Unit      string // of measure
	Criterion string // code of the criterion it feeds
	Tier      string // the tier counted, for a criterion that counts several
	AtLeast   string `yaml:"at_least"`
	AtMost    string `yaml:"at_most"`
	Value     string // of the whole cluster; the invented inputs have it as their mean
	Sum       string // of the units
}

// Expected is the outcome that was published; the zero value for a season whose published part ends before its proposals.
type Expected struct {
	Proposals []Proposal
	Agreed    bool // the conference agreed on them openly, and no ballot is told
	Next      Next
}

// Proposal is an award form and the units proposed for it.
type Proposal struct {
	Form  string   // hình thức khen thưởng, as published
	Award string   // what legal profiles and gates call it: "co-thi-dua", "bang-khen", "bang-khen-ubnd-tinh"
	Units []string // by code; nil if only their number was published
	Count int      // their number, where only that was published
}

// Number is how many units were proposed.
func (p Proposal) Number() int { return max(p.Count, len(p.Units)) }

// Next says who leads the season that follows, by unit codes, how they came to it ("assigned", "elected", "acclaimed"), and what the
// cluster means to do in it.
type Next struct {
	Label      string
	Head       string
	Deputies   []string
	How        string
	Directions []string // phương hướng
}
