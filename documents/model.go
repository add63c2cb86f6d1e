package documents

import (
	"time"

	"thidua/emulation"
)

// Document is one report: a sheet with its own page numbers, starting on a page of its own.
type Document struct {
	Title      string    // name for the file's properties and for the outline of a file that holds several
	Created    time.Time // goes into the file as its date; the same document gives the same bytes
	Landscape  bool
	Unnumbered bool     // no page numbers: no sheet may be told from another
	Heading    *Heading // nil = no official heading
	Blocks     []Block
	Footer     string // small line at the foot of every page, "" = none
	Mark       string // what no page may be read without ("DỰ THẢO", "số liệu minh hoạ"), at its foot; never cut off
	Draft      bool   // it is not valid yet, and says so
	Code       *Code  // at the foot of every printed page, by which the paper is held against the record; nil = none
}

// Code leads from a paper to the record it was made from; see documents/papercode.
type Code struct {
	Label  string // "Mã kiểm tra"
	Typed  string // "7K3M-0QX9-4T2B-8ZHC"
	Square string // what the square code says
}

// Heading is the top of an official document: who issues it on the left, the national title on the right.
type Heading struct {
	Superior      string // superior body, caps upright
	Issuer        string // issuing body, caps bold, with its rule
	Number        string // "Số: 05/TTr-CTĐ4", "" = none
	NationalTitle string
	Motto         string
	PlaceDate     string // "Cao Bằng, ngày 02 tháng 8 năm 2024"
	Day           string // the day in it, "2024-08-02"; "" where it is left to the pen
}

// Block is a part of the body, from top to bottom: Title, Paragraph, Table, Signatures, Slips or Square.
type Block interface{ block() }

// Title is the type of the document and its subject, centred, with a rule beneath.
type Title struct {
	Kind    string   // "PHIẾU TỰ CHẤM ĐIỂM"
	Subject []string // lines beneath it
}

// Span is a run of text in one style.
type Span struct {
	Text         string
	Bold, Italic bool
}

// Paragraph is running text.
type Paragraph struct {
	Spans    []Span
	Align    Align   // AlignDefault = justified
	Size     float64 // points, 0 = BodySize
	Indent   bool    // first line indented
	Tight    bool    // no space before it
	KeepNext bool    // stays on the page of the block after it
	Level    int     // of the heading of a part: 1, 2; 0 = running text

	Standing emulation.Message // the standing sentence among its words, for who knows other words for it; never printed. Without a key: none
}

// Align says where text stands between the sides of its place.
type Align int

// The alignments; the default is the column's in a cell, justified in a paragraph.
const (
	AlignDefault Align = iota
	AlignLeft
	AlignCenter
	AlignRight
	AlignJustify
)

// Signer is one signature.
type Signer struct {
	Authority string // "TM. CỤM THI ĐUA SỐ 4", "KT. GIÁM ĐỐC", in lines; "" = none
	Position  string // "GIÁM ĐỐC"
	Hint      string // "(Ký, ghi rõ họ tên)"
	Name      string // "" leaves it to the pen
	Mark      string // stands in the room for the pen: "Đã ký điện tử ngày 15 tháng 10 năm 2020"
	Role      string // which of the issuer's signers it is, for who knows their names; never printed
}

// Signatures is the end of a document. One signer stands in the right half, several share the width. Recipients stand at the bottom left.
// It is never torn apart by a page's end.
type Signatures struct {
	Signers    []Signer
	Recipients []string // lines after "Nơi nhận:", nil = none
	Heading    string   // the words "Nơi nhận:"
	// Columns is how many signatures share the width, 0 = as many as there are, at least two. Fewer than that stand in the middle.
	Columns int
}

// Slips are copies of the same small paper, several on a page, to be cut apart: every copy looks exactly like every other. They are a document
// by themselves, without heading and footer.
type Slips struct {
	Issuer string // who gives them out, at the top left, caps; "" = nobody
	Stamp  string // stands under it, in the room for a stamp
	Title  Title  // beside that
	Blocks []Block
	Copies int
}

// Square is a square code (QR code, ISO/IEC 18004) that a telephone or a scanner reads; it stands in the middle of the line.
type Square struct {
	Text string  // digits, capital letters and $%*+-./: and spaces take the least room
	Size float64 // of a side, mm, without the quiet zone around it
}

func (Title) block()      {}
func (Paragraph) block()  {}
func (Table) block()      {}
func (Signatures) block() {}
func (Slips) block()      {}
func (Square) block()     {}
