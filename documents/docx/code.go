package docx

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"thidua/documents/pdf"
)

const (
	codeSize = 8.0 // of the code in words, points
	dotSize  = 8   // of a dot of the square code, in dots of its picture: drawn larger or smaller, its edges stay sharp
)

// anchored is a picture that stands on the page, mm from its left and top edge, over the text: it moves nothing. The picture is that of the only relation of its part.
func (b *builder) anchored(name string, left, top, side float64) {
	const (
		drawing = "http://schemas.openxmlformats.org/drawingml/2006"
		emu     = 36_000 // to the mm
	)
	at := func(mm float64) int { return int(mm*emu + 0.5) }
	extent := fmt.Sprintf(`cx="%d" cy="%d"`, at(side), at(side))
	b.WriteString(`<w:r><w:drawing><wp:anchor xmlns:wp="` + drawing + `/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" ` +
		`behindDoc="0" locked="1" layoutInCell="0" allowOverlap="1"><wp:simplePos x="0" y="0"/>` +
		fmt.Sprintf(`<wp:positionH relativeFrom="page"><wp:posOffset>%d</wp:posOffset></wp:positionH>`, at(left)) +
		fmt.Sprintf(`<wp:positionV relativeFrom="page"><wp:posOffset>%d</wp:posOffset></wp:positionV>`, at(top)) +
		`<wp:extent ` + extent + `/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="1" name="` + escape(name) + `" descr="` + escape(name) + `"/>` +
		`<wp:cNvGraphicFramePr/><a:graphic xmlns:a="` + drawing + `/main"><a:graphicData uri="` + drawing + `/picture"><pic:pic xmlns:pic="` + drawing + `/picture">` +
		`<pic:nvPicPr><pic:cNvPr id="1" name="` + escape(name) + `"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ` + extent + `/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>` +
		`</wp:anchor></w:drawing></w:r>`)
}

// square adds the picture of a square code, and that the footer of a number shows it.
func (p *parts) square(footer int, text string) {
	name := fmt.Sprintf("media/code%d.png", footer)
	p.add("word/"+name, "", pictured(pdf.Square(text)))
	p.add(fmt.Sprintf("word/_rels/footer%d.xml.rels", footer), "", relations([]part{{name: name, kind: office + "/image"}}))
}

// pictured is a square code as a picture of black and white; the white around it is the page's.
func pictured(code [][]bool) string {
	n := len(code) * dotSize
	picture := image.NewPaletted(image.Rect(0, 0, n, n), color.Palette{color.White, color.Black})
	for y := range n {
		for x := range n {
			if code[y/dotSize][x/dotSize] {
				picture.SetColorIndex(x, y, 1)
			}
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, picture) // a buffer takes everything
	return b.String()
}
