package documents

import "time"

// SheetStatus is where a score sheet stands in its life, by the codes of the domain.
type SheetStatus string

// The states of a score sheet.
const (
	Draft        SheetStatus = "draft"
	Submitted    SheetStatus = "submitted"
	Returned     SheetStatus = "returned"
	CrossChecked SheetStatus = "cross-checked"
	Explained    SheetStatus = "explained"
	Verified     SheetStatus = "verified"
	Agreed       SheetStatus = "agreed"
	Locked       SheetStatus = "locked"
)

// selfOnly says that nobody but the unit has scored yet: the paper is then a "Phiếu tự chấm điểm".
func (s SheetStatus) selfOnly() bool { return s == Draft || s == Submitted || s == Returned }

// ScoreSheetForm is form F5, Phiếu (tự) chấm điểm. Every figure is a finished string with a decimal comma; "" prints nothing.
type ScoreSheetForm struct {
	Created  time.Time // the file's own date; the caller's clock
	Superior string    // "Ủy ban nhân dân tỉnh Sơn La"
	Unit     string    // "Sở Giáo dục và Đào tạo"
	UnitName string    // the unit in running text, "" = Unit: "Sở GDĐT Sơn La"
	Cluster  string    // "Cụm thi đua số 4"
	Season   Season
	Criteria string    // name of the criteria set, with its version
	Number   string    // "12/PCĐ-SGDĐT", "" = none
	Place    string    // "Sơn La"
	Date     time.Time // zero = left open for the pen
	Status   SheetStatus
	OnBehalf string // who wrote it in the unit's place and after which paper, "" = the unit itself

	Rows       []ScoreRow
	Bonus      Scores
	Deductions Scores
	Total      Scores
	Percent    string // of the applicable maximum, where the season ranks by it
	Final      string // official total once it is settled
	Class      string // "Tốt"

	Illustrative bool // invented figures: said on every page
	Preparer     Signer
	Leader       Signer
}

// Scores are the figures of one line in its three columns.
type Scores struct {
	Max, Self, Verified string
}

// ScoreRow is a criterion, or the head of a group with its sums.
type ScoreRow struct {
	Group         bool
	Code, Name    string
	Scores        Scores
	Result        string // "98,54 %", "7 sáng kiến"
	Evidence      int    // how many pieces
	NotApplicable bool
	Provisional   bool // the figure may still change
	Note          string
}

// Document lays the form out.
func (f ScoreSheetForm) Document() Document {
	kind := say("sheet.title")
	if f.Status.selfOnly() {
		kind = say("sheet.title-self")
	}
	name := f.UnitName
	if name == "" {
		name = f.Unit
	}
	season := seasonLine(f.Season)
	blocks := []Block{Title{Kind: caps(kind), Subject: []string{season}}}
	if f.Status == Draft {
		blocks = append(blocks, warning(say("mark.draft")))
	}
	if f.Illustrative {
		blocks = append(blocks, warning(say("mark.illustrative")))
	}
	blocks = append(blocks, f.facts(name)...)
	blocks = append(blocks, f.table())
	if f.provisional() {
		blocks = append(blocks, note(say("note.provisional")))
	}
	if f.OnBehalf != "" {
		blocks = append(blocks, note(say("sheet.on-behalf", "who", f.OnBehalf)))
	}
	blocks = append(blocks, Signatures{Signers: []Signer{
		completed(f.Preparer, "sheet.preparer", "hint.sign"),
		completed(f.Leader, "sheet.leader", "hint.sign-stamp"),
	}})
	mark := ""
	if f.Illustrative {
		mark = say("mark.illustrative-short")
	}
	return Document{
		Title:     footer(kind, name, season),
		Created:   f.Created,
		Landscape: true,
		Heading:   officialHeading(f.Superior, f.Unit, f.Number, f.Place, f.Date),
		Blocks:    blocks,
		Footer:    footer(kind, name, season, mark),
	}
}

func (f ScoreSheetForm) facts(name string) []Block {
	first := field(say("sheet.unit"), name)
	first.Tight = false
	if f.Cluster != "" {
		first.Spans = append(first.Spans, Span{Text: ", " + f.Cluster, Bold: true})
	}
	facts := []Block{first}
	if f.Criteria != "" {
		facts = append(facts, field(say("sheet.criteria"), f.Criteria))
	}
	if f.Status != "" {
		facts = append(facts, field(say("sheet.status"), say("status."+string(f.Status))))
	}
	return facts
}

func (f ScoreSheetForm) provisional() bool {
	for _, r := range f.Rows {
		if r.Provisional {
			return true
		}
	}
	return false
}

// completed fills in the position and the hint under it where the caller left them open.
func completed(s Signer, position, hint string) Signer {
	if s.Position == "" {
		s.Position = say(position)
	}
	s.Authority, s.Position = caps(s.Authority), caps(s.Position)
	if s.Hint == "" {
		s.Hint = say(hint)
	}
	return s
}
