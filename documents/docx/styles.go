package docx

import (
	"fmt"

	"thidua/documents"
)

// settings: words and figures as Word 2013 and later lay them out, not as its forebears did.
const settings = `<w:defaultTabStop w:val="567"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`

// font is the one of official papers; every office has it.
const font = "Times New Roman"

// styles are those of Word by their own names, so that its outline, contents and gallery know them.
func styles() string {
	fonts := `<w:rFonts w:ascii="` + font + `" w:hAnsi="` + font + `" w:eastAsia="` + font + `" w:cs="` + font + `"/>`
	s := `<w:docDefaults><w:rPrDefault><w:rPr>` + fonts + size(documents.BodySize) + `<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>` +
		`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>` + margins(0, 0) + `</w:tblPr></w:style>`
	style := func(id, name, paragraph, run string) {
		s += `<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + name + `"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>` +
			`<w:pPr>` + paragraph + `</w:pPr><w:rPr>` + run + `</w:rPr></w:style>`
	}
	style("Title", "Title", `<w:keepNext/><w:jc w:val="center"/>`, bold+size(documents.KindSize))
	style("Subtitle", "Subtitle", `<w:keepNext/><w:jc w:val="center"/>`, bold+size(documents.SubjectSize))
	for level := range 2 {
		style(fmt.Sprintf("Heading%d", level+1), fmt.Sprintf("heading %d", level+1),
			fmt.Sprintf(`<w:keepNext/><w:spacing w:before="%d"/><w:ind w:firstLine="%d"/><w:outlineLvl w:val="%d"/>`, int(documents.ParagraphSpace*20), twips(documents.FirstLineIndent), level), bold)
	}
	return root("styles", s)
}

const (
	bold   = `<w:b/>`
	italic = `<w:i/>`
)

// margins are those of the cells of a table, twips.
func margins(high, wide int) string {
	s := `<w:tblCellMar>`
	for _, side := range []struct {
		name string
		room int
	}{{"top", high}, {"left", wide}, {"bottom", high}, {"right", wide}} {
		s += fmt.Sprintf(`<w:%s w:w="%d" w:type="dxa"/>`, side.name, side.room)
	}
	return s + `</w:tblCellMar>`
}

// size is a size of type in points.
func size(points float64) string {
	return fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%[1]d"/>`, int(points*2+.5))
}

// twips are twentieths of a point, of millimetres.
func twips(mm float64) int { return int(mm*1440/25.4 + .5) }
