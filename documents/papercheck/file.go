package papercheck

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // what cameras and scanners write
	_ "image/png"
	"regexp"
	"strings"

	"thidua/documents"
	"thidua/documents/pages"
	"thidua/documents/papercode"
	"thidua/documents/pdf"
	"thidua/documents/scan"
	"thidua/emulation"
)

const (
	mostDots  = 80 << 20 // of a picture that is looked at
	longest   = 40_000   // of its sides, dots
	mostPages = 5_000    // of a file
	looked    = 2400     // how wide a page is drawn to look for its square code, dots
	compared  = 800      // how wide pages are drawn to be compared, dots
	tolerated = 40       // by how much a dot's grey may differ
)

// typed is a short code in the text of a page, which stands in two lines.
var typed = regexp.MustCompile(`[0-9A-Z]{4}-[0-9A-Z]{4}[-\s]+[0-9A-Z]{4}-[0-9A-Z]{4}`)

// File checks a file by its bytes: a PDF file, or a picture (PNG, JPEG) of the foot of a paper. Errors: Invalid "papercheck.neither" for another, NotFound "papercheck.no-code"
// where no code is found on it; those of Code.
func (c *Checker) File(ctx context.Context, raw []byte) ([]Answer, error) {
	if bytes.HasPrefix(bytes.TrimSpace(raw[:min(len(raw), 1024)]), []byte("%PDF")) {
		return c.pdf(ctx, raw)
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return nil, emulation.Errorf(emulation.Invalid, "papercheck.neither")
	}
	if max(size.Width, size.Height) > longest || size.Width*size.Height > mostDots/heavier(size.ColorModel) {
		return nil, emulation.Errorf(emulation.Invalid, "papercheck.picture-large", "width", size.Width, "height", size.Height)
	}
	picture, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, emulation.Errorf(emulation.Invalid, "papercheck.neither").Because(err)
	}
	return c.picture(ctx, picture)
}

// heavier is how many times as much a dot of a picture takes to be unpacked and made grey as one of a camera's or a scanner's.
func heavier(model color.Model) int {
	switch model {
	case color.Gray16Model, color.RGBA64Model, color.NRGBA64Model:
		return 4
	}
	return 1
}

// picture opens the record behind the square code in a picture.
func (c *Checker) picture(ctx context.Context, picture image.Image) ([]Answer, error) {
	text, ok := scan.Square(picture, isCode)
	if !ok {
		return nil, emulation.Errorf(emulation.NotFound, "papercheck.no-code")
	}
	a, err := c.Code(ctx, text)
	if err != nil {
		return nil, err
	}
	return []Answer{*a}, nil
}

func isCode(text string) bool {
	_, err := papercode.Read(text)
	return err == nil
}

// sheet are consecutive pages of a file that bear the same code; "" = none.
type sheet struct {
	code        string
	first, last int // from 0
}

func (c *Checker) pdf(ctx context.Context, raw []byte) ([]Answer, error) {
	reader, err := c.Reader()
	if err != nil {
		return nil, err
	}
	defer reader.Until(ctx)()
	file, err := reader.Read(raw)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	if n := len(file.Sizes()); n > mostPages {
		return nil, emulation.Errorf(emulation.Invalid, "papercheck.long", "count", n, "most", mostPages)
	}
	sheets, coded, err := sheetsOf(ctx, file)
	if err != nil {
		return nil, err
	}
	maker, err := file.Maker()
	if err != nil {
		return nil, err
	}
	of := held{reader, file, originOf(maker)}
	if !coded { // a scan, perhaps
		for i := range file.Sizes() {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			drawn, err := file.Draw(i, looked)
			if err != nil {
				return nil, err
			}
			if _, ok := scan.Square(drawn, isCode); ok {
				return c.picture(ctx, drawn)
			}
		}
		return nil, emulation.Errorf(emulation.NotFound, "papercheck.no-code")
	}
	var answers []Answer
	for _, s := range sheets {
		a := Answer{Verdict: Differs, First: s.first + 1, Last: s.last + 1}
		if s.code == "" {
			a.Differences = []Difference{{Page: s.first + 1, Kind: "code"}}
		} else if a, err = c.compared(ctx, of, s); err != nil {
			return nil, err
		} else if more := layered(raw); more && of.origin != Foreign {
			a.Differences, a.Verdict = append(a.Differences, Difference{Page: s.first + 1, Kind: "layers"}), Differs
		} else if more && a.Verdict == Matches {
			a.Unsure, a.Verdict = Unseen, Doubtful
		}
		answers = append(answers, a)
	}
	return answers, nil
}

// sheetsOf finds the codes of a file in its text.
func sheetsOf(ctx context.Context, file *pages.File) (list []sheet, coded bool, err error) {
	for i := range file.Sizes() {
		text, err := file.Text(i)
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return nil, false, err
		}
		found := ""
		for _, t := range typed.FindAllString(text, -1) {
			if code, err := papercode.Read(t); err == nil {
				found, coded = code.Typed(), true
			}
		}
		if n := len(list); n > 0 && list[n-1].code == found {
			list[n-1].last = i
		} else {
			list = append(list, sheet{found, i, i})
		}
	}
	return list, coded, nil
}

// held is a file that papers are held against.
type held struct {
	reader *pages.Reader
	file   *pages.File
	origin Origin
}

// Origin is who a file says made it.
type Origin string

// The origins.
const (
	Foreign Origin = ""        // another program
	Own     Origin = "own"     // this program, in this version
	Earlier Origin = "earlier" // this program, in another version
	Unnamed Origin = "unnamed" // it does not say
)

func originOf(maker string) Origin {
	switch {
	case maker == pdf.Maker:
		return Own
	case strings.HasPrefix(maker, pdf.Program+" "):
		return Earlier
	case maker == "":
		return Unnamed
	}
	return Foreign
}

// compared holds pages of a file against what the record gives.
func (c *Checker) compared(ctx context.Context, of held, s sheet) (Answer, error) {
	code, err := papercode.Read(s.code)
	if err != nil {
		return Answer{}, err
	}
	found, err := c.find(ctx, code)
	if err != nil {
		return Answer{}, fmt.Errorf("checking pages %d to %d: %w", s.first+1, s.last+1, err)
	}
	var best *Answer
	for i := range found { // of a short code several can be meant: the one that fits best is
		a := &found[i]
		if a.Differences, err = differences(ctx, of.reader, of.file, s, a.Document); err != nil {
			return Answer{}, err
		}
		if len(a.Differences) > 0 && of.origin != Own {
			if a.Differences, a.Unsure, err = foreign(of.reader, of.file, s, a.Document); err != nil {
				return Answer{}, err
			}
		}
		if best == nil || len(a.Differences) < len(best.Differences) {
			best = a
		}
	}
	best.First, best.Last, best.Origin = s.first+1, s.last+1, of.origin
	switch {
	case len(best.Differences) > 0 || best.Fault != nil:
		best.Verdict = Differs
	case best.Unsure != Compared:
		best.Verdict = Doubtful
	default:
		best.Verdict = Matches
	}
	return *best, nil
}

// differences writes a document once more and compares words and pictures of its pages with those of a file.
func differences(ctx context.Context, reader *pages.Reader, file *pages.File, s sheet, doc documents.Document) ([]Difference, error) {
	var written bytes.Buffer
	if err := pdf.Write(&written, doc); err != nil {
		return nil, err
	}
	again, err := reader.Read(written.Bytes())
	if err != nil {
		return nil, err
	}
	defer func() { _ = again.Close() }()
	record, err := wordsOf(again, 0, len(again.Sizes())-1)
	if err != nil {
		return nil, err
	}
	paper, err := wordsOf(file, s.first, s.last)
	if err != nil {
		return nil, err
	}
	if len(record) != len(paper) {
		return append([]Difference{{Page: s.first + 1, Kind: "pages", Record: fmt.Sprint(len(record)), Paper: fmt.Sprint(len(paper))}}, unlike(joined(record), joined(paper), s.first+1)...), nil
	}
	var all []Difference
	for i := range record {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		page := s.first + i
		told := unlike(record[i], paper[i], page+1)
		if len(told) == 0 {
			same, err := looksLike(again, i, file, page)
			if err != nil {
				return nil, err
			}
			if !same {
				told = []Difference{{Page: page + 1, Kind: "picture"}}
			}
		}
		all = append(all, told...)
	}
	return all, nil
}

// looksLike compares the pictures of two pages: a figure may be painted over and its word left as it was.
func looksLike(a *pages.File, i int, b *pages.File, k int) (bool, error) {
	if a.Sizes()[i] != b.Sizes()[k] {
		return false, nil
	}
	x, err := a.Draw(i, compared)
	if err != nil {
		return false, err
	}
	y, err := b.Draw(k, compared)
	if err != nil || x.Bounds() != y.Bounds() {
		return false, err
	}
	for n := range x.Pix {
		if d := int(x.Pix[n]) - int(y.Pix[n]); d > tolerated || d < -tolerated {
			return false, nil
		}
	}
	return true, nil
}
