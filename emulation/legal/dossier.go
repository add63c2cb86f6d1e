package legal

import (
	"slices"

	"thidua/emulation"
)

// Dossier (hồ sơ đề nghị khen thưởng) is which papers a proposal for some award forms needs.
type Dossier struct {
	Forms  []string // ids of award forms
	Papers []Paper
}

// The papers that the program itself makes, by id; the law may ask for others.
const (
	PaperSubmission  = "to-trinh"            // tờ trình
	PaperReport      = "bao-cao-thanh-tich"  // báo cáo thành tích
	PaperMinutes     = "bien-ban-binh-xet"   // biên bản bình xét
	PaperTally       = "bien-ban-kiem-phieu" // biên bản kiểm phiếu
	PaperCertificate = "xac-nhan"            // xác nhận của cơ quan có thẩm quyền
)

type Paper struct {
	ID   string
	Text string
	When string // needed only in this case; "" = always
}

// Dossier is the rule for the papers of an award form; ok is false where none is known.
func (s *Situation) Dossier(form string) (r Rule, ok bool) {
	return s.find(func(a *Article) bool { return a.Dossier != nil && slices.Contains(a.Dossier.Forms, form) })
}

// Missing lists the papers that are always needed and not among those at hand.
func (d *Dossier) Missing(have []string) []Paper {
	return emulation.Where(d.Papers, func(p Paper) bool { return p.When == "" && !slices.Contains(have, p.ID) })
}

// Message is the paper in words.
func (p Paper) Message() emulation.Message {
	if p.When != "" {
		return emulation.Say("legal.paper-when", "text", p.Text, "when", p.When)
	}
	return emulation.Say("legal.paper", "text", p.Text)
}

// Message is every paper in words; awards are the names of the forms.
func (d *Dossier) Message(awards string) emulation.Message {
	return emulation.Say("legal.dossier", "awards", awards, "papers", emulation.Map(d.Papers, Paper.Message))
}
