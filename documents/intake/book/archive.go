package book

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf16"

	"thidua/emulation"
)

// archive is the zip a workbook is, its parts by their names in small letters.
type archive struct {
	parts map[string]*zip.File
}

func openArchive(raw []byte) (*archive, error) {
	switch {
	case len(raw) > maxFile:
		return nil, tooLarge()
	case bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")) && bytes.Contains(raw, wide("EncryptedPackage")):
		return nil, emulation.Errorf(emulation.Invalid, "tabular.locked")
	case bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")):
		return nil, emulation.Errorf(emulation.Invalid, "tabular.old-format")
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, emulation.Errorf(emulation.Invalid, "tabular.not-a-workbook").Because(err)
	}
	if len(z.File) > maxParts {
		return nil, tooLarge()
	}
	a := &archive{parts: map[string]*zip.File{}}
	for _, f := range z.File {
		name := partName("", f.Name)
		if _, twice := a.parts[name]; !twice {
			a.parts[name] = f
		}
	}
	return a, nil
}

// wide is an ASCII text as an old container of Office stores it.
func wide(text string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// partName resolves the target of a relation against the folder of the part that names it.
func partName(folder, target string) string {
	target = strings.ToLower(strings.ReplaceAll(target, `\`, "/"))
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", folder, target)
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

func (a *archive) has(part string) bool { return a.parts[part] != nil }

// walk gives every element and text of a part to visit, in order; what visit returns ends the walk, errDone as no error.
func (a *archive) walk(part string, visit func(token xml.Token) error) error {
	f := a.parts[part]
	if f == nil {
		return damaged(part, nil)
	}
	body, err := f.Open()
	if err != nil {
		return damaged(part, err)
	}
	defer body.Close()
	d := xml.NewDecoder(&guard{from: body, part: part})
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not UTF-8") }
	depth := 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			var ours *emulation.Error
			if errors.As(err, &ours) {
				return ours
			}
			return damaged(part, err)
		}
		switch token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return damaged(part, nil)
			}
		case xml.EndElement:
			depth--
		}
		if err := visit(token); err != nil {
			if errors.Is(err, errDone) {
				return nil
			}
			return err
		}
	}
}

// errDone ends a walk that has seen enough.
var errDone = errors.New("done")

// attr is the value of an attribute, whatever its prefix; "" where there is none.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func isTrue(text string) bool { return text == "1" || text == "true" || text == "on" }

// relations are the targets of a part's relations by their ids, and those of a kind by the end of its type.
func (a *archive) relations(part string) (byID, byType map[string]string, err error) {
	folder, base := path.Split(part)
	byID, byType = map[string]string{}, map[string]string{}
	rels := path.Join(folder, "_rels", base+".rels")
	if !a.has(rels) {
		return byID, byType, nil
	}
	err = a.walk(rels, func(token xml.Token) error {
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
			return nil
		}
		target := partName(folder, attr(e, "Target"))
		byID[attr(e, "Id")] = target
		kind := path.Base(attr(e, "Type"))
		if _, twice := byType[kind]; !twice {
			byType[kind] = target
		}
		return nil
	})
	return byID, byType, err
}
