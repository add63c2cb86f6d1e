package emulation

import (
	"slices"
	"strings"
)

// Values of what makes an official paper official: who issues it, who signs it, which number it has (docs/format.md).

// Letterhead (thể thức văn bản) is what stands on every paper of a unit, or of the cluster itself (Decree 30/2020/NĐ-CP, Annex I). Who signs stands in
// a list beside it, for names can be withdrawn.
type Letterhead struct {
	Superior     string   `cbor:"1,keyasint,omitempty" bound:"300"`       // the body above: "UBND TỈNH CAO BẰNG"
	Issuer       string   `cbor:"2,keyasint,omitempty" bound:"300"`       // its name as it stands on paper, where that is not the name it has here
	Sign         string   `cbor:"3,keyasint,omitempty" bound:"40"`        // what stands behind the type in a number: "CTĐ4", "SGDĐT-VP"
	Place        string   `cbor:"4,keyasint,omitempty" bound:"100"`       // before the day: "Cao Bằng"
	Recipients   []string `cbor:"5,keyasint,omitempty" bound:"30 of 300"` // lines under "Nơi nhận": "- Như trên;"
	Illustrative bool     `cbor:"6,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Letterhead) Check(int) error { return signCheck(v.Sign) }

// PaperNumber is which paper has a number of a register (sổ đăng ký văn bản). It names its season: a register goes through a calendar year, in which
// one season ends and another begins.
type PaperNumber struct {
	Season       ID     `cbor:"1,keyasint"`
	Document     string `cbor:"2,keyasint,omitempty" bound:"32"`  // which form of the season, see workspace/register; "" = a paper that was not made here
	Which        string `cbor:"3,keyasint,omitempty" bound:"200"` // what the form is of: a kind of conference, a vote, an award form, a unit
	Sign         string `cbor:"4,keyasint,omitempty" bound:"40"`  // of the issuer, as it was when the number was given
	Subject      string `cbor:"5,keyasint,omitempty" bound:"500"` // trích yếu
	Date         string `cbor:"6,keyasint,omitempty" bound:"day"` // of the paper
	ByHand       bool   `cbor:"7,keyasint,omitempty"`             // typed from the office's own book, not drawn here
	Withdrawn    string `cbor:"8,keyasint,omitempty" bound:"500"` // why it was given back; the number stays a gap
	Illustrative bool   `cbor:"9,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v PaperNumber) Check(int) error {
	if v.Document == "" && v.Subject == "" {
		return Errorf(Invalid, "number.no-paper")
	}
	if err := signCheck(v.Sign); err != nil {
		return err
	}
	return dayOrNone(v.Date)
}

// Same reports whether two numbers of one register, of one type and year where the papers were not made here, were given to one paper.
func (v PaperNumber) Same(w PaperNumber) bool {
	return v.Season == w.Season && v.Document == w.Document && v.Which == w.Which && (v.Document != "" || v.Subject == w.Subject && v.Date == w.Date)
}

// signCheck refuses a sign that could not be told from the rest of a number.
func signCheck(sign string) error {
	for _, r := range sign {
		if r == '/' || r == ' ' || r == ':' {
			return Errorf(Invalid, "letterhead.sign", "sign", sign)
		}
	}
	return nil
}

// PaperTypes are the types of administrative papers that have a number, by their abbreviations (Decree 30/2020/NĐ-CP, Annex III, I: items 1 to 24). A
// letter of no type (công văn) has the sign alone: its abbreviation is "".
var PaperTypes = []string{"NQ", "QĐ", "CT", "QC", "Qy" + "Đ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM",
	"GGT", "GNP", ""}

// IsPaperType reports whether papers of a type are numbered.
func IsPaperType(abbreviation string) bool { return slices.Contains(PaperTypes, abbreviation) }

// Who signs a unit's or a cluster's papers.
const (
	SignsLeader    = "leader"    // thủ trưởng đơn vị
	SignsPreparer  = "preparer"  // người lập biểu
	SignsHead      = "head"      // trưởng cụm, of the cluster's papers
	SignsSecretary = "secretary" // thư ký cụm
)

// SignerRoles are they, in the order they are asked for.
var SignerRoles = []string{SignsLeader, SignsPreparer, SignsHead, SignsSecretary}

// Wording is the text that a cluster's papers have in place of a standing sentence of the program (câu chữ mẫu); "" is the program's own again. What the
// sentence leaves room for stands in it as in the program's: "{issuer}". Which sentences there are, and what each leaves room for, a program knows
// of itself (documents/forms), and another version may know more: the judge looks only at how the text is built.
type Wording struct {
	Text string `cbor:"1,keyasint,omitempty" bound:"1000"`
}

// Check refuses what nobody can have meant; see check.go.
func (v Wording) Check(int) error {
	_, err := Rooms(v.Text)
	return err
}

// Rooms are the names of what a sentence leaves room for, "{issuer}", in their order, each as often as it stands there. A brace that names nothing is
// Invalid "wording.brace".
func Rooms(text string) (names []string, err error) {
	for {
		open := strings.IndexAny(text, "{}")
		if open < 0 {
			return names, nil
		}
		end := strings.IndexByte(text[open:], '}')
		if text[open] == '}' || end < 0 || !isRoom(text[open+1:open+end]) {
			return nil, Errorf(Invalid, "wording.brace", "text", firstOf(text[open:]))
		}
		names, text = append(names, text[open+1:open+end]), text[open+end+1:]
	}
}

// isRoom reports whether a name is one of what a sentence leaves room for: small letters and hyphens.
func isRoom(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-") == ""
}

// firstOf is the beginning of a text, to show where something is.
func firstOf(text string) string {
	if letters := []rune(text); len(letters) > 20 {
		return string(letters[:20]) + "…"
	}
	return text
}
