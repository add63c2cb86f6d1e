package testpdf

import (
	"fmt"
	"slices"
	"strings"
)

// Part is an element of the tags with the words that are its own.
type Part struct {
	Path  string // "Document/Table/TR/TH"
	Words string
	Dict  Dict
}

// shown is text on a page, as the codes of a font.
type shown struct {
	font  Name
	codes Text
	mark  int  // -1 = of no element
	plain bool // outside of any mark: nobody says what it is
}

// content reads what a page shows; operators it does not know are named as faults.
func (f *File) content(page Dict) []shown {
	const known = " BT ET Tf Td Tj w m l S d re f BDC BMC EMC "
	var list []shown
	var operands []any
	var font Name
	mark, depth := -1, 0
	for l := (&lexer{data: f.Stream(page["Contents"]).Data}); ; {
		v := l.value()
		if v == errEnd {
			break
		}
		op, is := v.(operator)
		if !is {
			operands = append(operands, v)
			continue
		}
		switch op {
		case "Tf":
			font = operands[0].(Name)
		case "BDC", "BMC":
			depth++
			mark = -1
			if len(operands) > 1 {
				if n, ok := operands[1].(Dict)["MCID"].(float64); ok {
					mark = int(n)
				}
			}
		case "EMC":
			mark, depth = -1, depth-1
		case "Tj":
			list = append(list, shown{font, operands[0].(Text), mark, depth == 0})
		}
		if depth < 0 || depth > 1 {
			f.say("6.7.2", "marks stand in one another, or end twice")
		}
		if !strings.Contains(known, " "+string(op)+" ") {
			f.say("6.2.2", "an operator %s", op)
		}
		if slices.Contains([]operator{"S", "f"}, op) && (depth == 0 || mark >= 0) {
			f.say("6.7.2", "a line of which nobody says that it is no text")
		}
		operands = operands[:0]
	}
	return list
}

// Tagged are the parts of all documents in the order in which they are read aloud.
func (f *File) Tagged() []Part {
	words := map[Ref]map[int]string{} // by page and mark
	for _, kid := range f.List(f.Dict(f.Root()["Pages"])["Kids"]) {
		page := f.Dict(kid)
		words[kid.(Ref)] = map[int]string{}
		for _, s := range f.content(page) {
			if s.mark >= 0 {
				words[kid.(Ref)][s.mark] += f.decode(page, s)
			}
		}
	}
	var parts []Part
	var walk func(element, parent Ref, path string)
	walk = func(element, parent Ref, path string) {
		d := f.Dict(element)
		role, _ := d["S"].(Name)
		path = strings.TrimPrefix(path+"/"+string(role), "/")
		if d["P"] != parent {
			f.say("6.7.3", "%s does not lead back to what it is part of", path)
		}
		at := len(parts)
		parts = append(parts, Part{Path: path, Dict: d})
		for _, kid := range f.List(d["K"]) {
			page, _ := d["Pg"].(Ref)
			mark := -1
			switch kid := kid.(type) {
			case Ref:
				walk(kid, element, path)
				continue
			case float64:
				mark = int(kid)
			case Dict:
				page, _ = kid["Pg"].(Ref)
				if n, ok := kid["MCID"].(float64); ok {
					mark = int(n)
				}
			}
			owners := f.List(f.pageOwners(page))
			if mark < 0 || mark >= len(owners) || owners[mark] != element {
				f.say("6.7.3", "%s: mark %d of a page is not its own", path, mark)
			}
			parts[at].Words += words[page][mark]
			delete(words[page], mark)
		}
	}
	root, _ := f.Root()["StructTreeRoot"].(Ref)
	for _, kid := range f.List(f.Dict(root)["K"]) {
		walk(kid.(Ref), root, "")
	}
	for _, left := range words {
		for _, text := range left {
			f.say("6.7.3", "words of no part: %q", text)
		}
	}
	return parts
}

// pageOwners is the list of elements by the marks of a page.
func (f *File) pageOwners(page Ref) any {
	numbers := f.List(f.Dict(f.Dict(f.Root()["StructTreeRoot"])["ParentTree"])["Nums"])
	for i := 0; i+1 < len(numbers); i += 2 {
		if numbers[i] == f.Dict(page)["StructParents"] {
			return numbers[i+1]
		}
	}
	return nil
}

// decode is what is copied out of the file, by the font's own word for it.
func (f *File) decode(page Dict, s shown) string {
	font := f.Dict(f.Dict(f.Dict(page["Resources"])["Font"])[s.font])
	table := f.unicode(font)
	var b strings.Builder
	for i := 0; i+1 < len(s.codes); i += 2 {
		r, ok := table[int(s.codes[i])<<8|int(s.codes[i+1])]
		if !ok {
			f.say("6.2.11.7", "%s does not say what letter %x is", font["BaseFont"], s.codes[i:i+2])
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unicode is the table of a font's letters by their codes.
func (f *File) unicode(font Dict) map[int]rune {
	table := map[int]rune{}
	for line := range strings.Lines(string(f.Stream(font["ToUnicode"]).Data)) {
		var code int
		var r rune
		if n, _ := fmt.Sscanf(line, "<%04X><%04X>", &code, &r); n == 2 {
			table[code] = r
		}
	}
	return table
}
