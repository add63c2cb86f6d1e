package documents

// Measures of Decree 30/2020/NĐ-CP, Annex I, part I: one choice inside each range it allows, shared by all writers.
const (
	// Page and margins, millimetres (item 2, 3: top and bottom 20–25, left 30–35, right 15–20).
	PageShort    = 210.0
	PageLong     = 297.0
	MarginTop    = 20.0
	MarginBottom = 20.0
	MarginLeft   = 30.0
	MarginRight  = 15.0

	// Sizes, points.
	PageNumberSize    = 13.0 // item 7: 13–14, centred in the top margin, not on page 1
	NationalTitleSize = 13.0 // 12–13 caps bold
	MottoSize         = 14.0 // 13–14 bold
	IssuerSize        = 13.0 // 12–13 caps
	IssuerSizeLong    = 12.0 // of a name that would else take a third line
	NumberSize        = 13.0
	PlaceDateSize     = 14.0 // 13–14 italic
	KindSize          = 14.0 // 13–14 caps bold
	SubjectSize       = 14.0 // 13–14 bold
	BodySize          = 13.0 // 13–14
	SignatureSize     = 13.0 // 13–14 bold
	RecipientsHead    = 12.0 // bold italic
	RecipientsSize    = 11.0
	TableSize         = 12.0 // the decree leaves tables free
	NoteSize          = 12.0
	FooterSize        = 10.0

	// FirstLineIndent is the indent of a paragraph's first line, millimetres (10 or 12.7).
	FirstLineIndent = 10.0
	// ParagraphSpace is the least space between paragraphs, points.
	ParagraphSpace = 6.0
	// StampSpace is the room between position and name for signature and stamp, millimetres.
	StampSpace = 26.0
	// LeastStampSpace is what is left of it where that keeps a paper's end on its page.
	LeastStampSpace = 16.0
)
