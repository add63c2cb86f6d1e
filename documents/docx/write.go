package docx

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/vietnamese"
)

// Write writes documents as one Word file, a section each with page numbers of its own. Errors: those of the stream, and Invalid where there is nothing, or
// something that is only printed.
func Write(w io.Writer, docs ...documents.Document) error {
	if len(docs) == 0 {
		return emulation.Errorf(emulation.Invalid, "documents.error.nothing")
	}
	p := &parts{}
	var body builder
	for i, d := range docs {
		if err := p.document(&body, d, i == len(docs)-1); err != nil {
			return err
		}
	}
	p.add("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", root("document", body.String()))
	p.add("word/styles.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml", styles())
	p.add("word/settings.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml", root("settings", settings))
	p.add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core(docs[0]))
	return p.zip(w)
}

// part is a file of the package.
type part struct{ name, kind, content string }

// parts are the files of the package, and what the document refers to in them.
type parts struct {
	list []part
	refs []part // of the document: name relative to word/, kind = type of the relation
}

func (p *parts) add(name, kind, content string) { p.list = append(p.list, part{name, kind, content}) }

// refer gives a part of the document its number.
func (p *parts) refer(name, kind string) (id string) {
	p.refs = append(p.refs, part{name: name, kind: kind})
	return fmt.Sprintf("rId%d", len(p.refs))
}

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	office      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packaging   = "http://schemas.openxmlformats.org/package/2006"
	word        = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
)

// root is a part of WordprocessingML.
func root(name, content string) string {
	body := content
	if name == "document" {
		body = "<w:body>" + content + "</w:body>"
	}
	return declaration + `<w:` + name + ` xmlns:w="` + word + `" xmlns:r="` + office + `">` + body + `</w:` + name + `>`
}

// zip writes the package: the list of its parts, their relations, then the parts, all of the same time.
func (p *parts) zip(w io.Writer) error {
	p.refer("styles.xml", office+"/styles")
	p.refer("settings.xml", office+"/settings")
	types := declaration + `<Types xmlns="` + packaging + `/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>`
	for _, f := range p.list {
		if f.kind == "" { // its ending says what it is
			continue
		}
		types += `<Override PartName="/` + f.name + `" ContentType="` + f.kind + `"/>`
	}
	files := append([]part{{name: "[Content_Types].xml", content: types + `</Types>`},
		{name: "_rels/.rels", content: relations([]part{{name: "word/document.xml", kind: office + "/officeDocument"},
			{name: "docProps/core.xml", kind: packaging + "/relationships/metadata/core-properties"}})},
		{name: "word/_rels/document.xml.rels", content: relations(p.refs)}}, p.list...)
	z := zip.NewWriter(w)
	for _, f := range files {
		out, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: zipTime})
		if err == nil {
			_, err = io.WriteString(out, f.content)
		}
		if err != nil {
			return err
		}
	}
	return z.Close()
}

// relations are what a part refers to, numbered from rId1 on.
func relations(list []part) string {
	s := declaration + `<Relationships xmlns="` + packaging + `/relationships">`
	for i, r := range list {
		s += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s" Target="%s"/>`, i+1, r.kind, r.name)
	}
	return s + `</Relationships>`
}

// zipTime stands beside every part: the earliest a zip can say.
var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// core are the properties that a file manager shows.
func core(d documents.Document) string {
	at := d.Created.UTC().Format("2006-01-02T15:04:05Z")
	if d.Created.IsZero() {
		at = "1970-01-01T00:00:00Z"
	}
	stamp := func(name string) string {
		return `<dcterms:` + name + ` xsi:type="dcterms:W3CDTF">` + at + `</dcterms:` + name + `>`
	}
	return declaration + `<cp:coreProperties xmlns:cp="` + packaging + `/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + escape(d.Title) +
		`</dc:title><dc:creator>` + escape(phrase.Text(phrase.Vietnamese, "ui.app")) + `</dc:creator><dc:language>vi-VN</dc:language>` +
		stamp("created") + stamp("modified") + `</cp:coreProperties>`
}

// escape is a text as XML holds it, in composed letters and without what no XML may hold.
func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(vietnamese.NFC(strings.ToValidUTF8(text, "�")))) // a builder takes everything
	return b.String()
}
