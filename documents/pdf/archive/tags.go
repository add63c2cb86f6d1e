package archive

import (
	"fmt"
	"strconv"
)

// Element is a part of a document as a reader aloud meets it: a heading, a paragraph, a table (ISO 32000-1, 14.8.4). It stands in its file, and at its place
// among its like, once something of it is drawn or it is opened.
type Element struct {
	role   string
	title  string // of a document
	more   string // entries of its dictionary
	parent *Element
	number int // 0 = not in the file yet
	page   int // where a document begins
	kids   []kid
}

// kid is an element, or marked content on a page.
type kid struct {
	element    *Element
	page, mark int
}

// Document begins a document on the page that comes next, and gives the element for all that stands in it. The file's outline has its title, where it holds several.
func (f *File) Document(title string) *Element {
	f.endPage()
	f.endDocument()
	e := &Element{role: "Document", title: title, number: f.reserve(), page: len(f.pages)}
	f.documents = append(f.documents, e)
	return e
}

// New is a part of an element: "H1" to "H6", "P", "Table", "TR", "TH", "TD". It goes where it is first used.
func (e *Element) New(role string) *Element { return &Element{role: role, parent: e} }

// Cell is a cell of a row that spans columns and rows; one that heads others says whether of its column.
func (e *Element) Cell(heads bool, columns, rows int) *Element {
	c := e.New("TD")
	attributes := ""
	if heads {
		c.role, attributes = "TH", "/Scope/Column"
	}
	if columns > 1 {
		attributes += fmt.Sprintf("/ColSpan %d", columns)
	}
	if rows > 1 {
		attributes += fmt.Sprintf("/RowSpan %d", rows)
	}
	if attributes != "" {
		c.more = "/A<</O/Table" + attributes + ">>"
	}
	return c
}

// Tag says whose the words are that are drawn from now on; nil is for what belongs to the page and not to the text: numbers, the foot, what is repeated.
func (f *File) Tag(e *Element) { f.target = e }

// Open puts an element in its place, also if no word of it follows: an empty cell.
func (f *File) Open(e *Element) {
	if e.number != 0 {
		return
	}
	f.Open(e.parent)
	e.number = f.reserve()
	e.parent.kids = append(e.parent.kids, kid{element: e})
}

// mark ends the marked content that is open, if it is another, and begins what is asked; false where that is open.
func (f *File) mark(kind marked, e *Element) bool {
	if f.open == kind && f.elements == e {
		return false
	}
	if f.open != unmarked {
		f.content = append(f.content, "EMC\n"...)
	}
	f.open, f.elements = kind, e
	switch kind {
	case lines:
		f.content = append(f.content, "/Artifact BMC\n"...)
	case aside:
		f.content = append(f.content, "/Artifact<</Type/Pagination>>BDC\n"...)
	case words:
		f.Open(e)
		f.content = append(append(append(append(f.content, '/'), e.role...), "<</MCID "...), strconv.Itoa(len(f.owners))...)
		f.content = append(f.content, ">>BDC\n"...)
		e.kids = append(e.kids, kid{page: f.number, mark: len(f.owners)})
		f.owners = append(f.owners, e.number)
	case unmarked:
	}
	return true
}

// endDocument writes the elements of the last document, which gets no more.
func (f *File) endDocument() {
	if n := len(f.documents); n > 0 {
		f.element(f.documents[n-1], f.roots)
		f.documents[n-1].kids = nil
	}
}

func (f *File) element(e *Element, parent int) {
	b := append(make([]byte, 0, 128), "<</S/"...)
	b = append(b, e.role...)
	b = append(b, "/P "...)
	b = append(strconv.AppendInt(b, int64(parent), 10), " 0 R"...)
	b = append(b, e.more...)
	page := 0
	for _, k := range e.kids {
		if k.element == nil {
			page = k.page
			b = append(b, "/Pg "...)
			b = append(strconv.AppendInt(b, int64(page), 10), " 0 R"...)
			break
		}
	}
	if len(e.kids) > 0 {
		b = append(b, "/K["...)
	}
	for i, k := range e.kids {
		if i > 0 {
			b = append(b, ' ')
		}
		switch {
		case k.element != nil:
			b = append(strconv.AppendInt(b, int64(k.element.number), 10), " 0 R"...)
		case k.page == page:
			b = strconv.AppendInt(b, int64(k.mark), 10)
		default:
			b = fmt.Appendf(b, "<</Type/MCR/Pg %d 0 R/MCID %d>>", k.page, k.mark)
		}
	}
	if len(e.kids) > 0 {
		b = append(b, ']')
	}
	f.pack(e.number, append(b, ">>"...))
	for _, k := range e.kids {
		if k.element != nil {
			f.element(k.element, e.number)
		}
	}
}

// tags writes the root of all tags and which page's marks are whose.
func (f *File) tags() string {
	parents := f.reserve()
	list := []byte("<</Nums[")
	for i, n := range f.parents {
		list = fmt.Appendf(list, "%d %d 0 R ", i, n)
	}
	f.pack(parents, append(list, "]>>"...))
	var documents []int
	for _, d := range f.documents {
		documents = append(documents, d.number)
	}
	f.pack(f.roots, fmt.Appendf(nil, "<</Type/StructTreeRoot/K%s/ParentTree %d 0 R/ParentTreeNextKey %d>>", references(documents), parents, len(f.parents)))
	return fmt.Sprintf("/StructTreeRoot %d 0 R", f.roots)
}

// outline writes the list of documents by which a reader finds each; nothing for one alone.
func (f *File) outline() string {
	if len(f.documents) < 2 {
		return ""
	}
	root := f.reserve()
	items := make([]int, len(f.documents))
	for i := range items {
		items[i] = f.reserve()
	}
	for i, d := range f.documents {
		item := fmt.Appendf(nil, "<</Title %s/Parent %d 0 R/Dest[%d 0 R/XYZ null null null]", text(d.title), root, f.pages[d.page])
		if i > 0 {
			item = fmt.Appendf(item, "/Prev %d 0 R", items[i-1])
		}
		if i+1 < len(items) {
			item = fmt.Appendf(item, "/Next %d 0 R", items[i+1])
		}
		f.object(items[i], append(item, ">>"...))
	}
	f.object(root, fmt.Appendf(nil, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", items[0], items[len(items)-1], len(items)))
	return fmt.Sprintf("/Outlines %d 0 R/PageMode/UseOutlines", root)
}
