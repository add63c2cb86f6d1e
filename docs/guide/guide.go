// Package guide is the user's guide as the program carries it: the pages of this folder, taken apart into sections and what stands in them, to be read
// on screen, searched and checked.
//
// Which pages there are, and in which order, stands in README.md, which links them all. A section says by a comment under its heading which screens of
// the window it is about. The package must not know the window.
package guide

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"thidua/vietnamese"
)

//go:embed *.md images/*.png
var files embed.FS

// First is the page that leads to all others, Screens the one with a section for every screen.
const (
	First   = "README"
	Screens = "screens"
)

// Page is one file.
type Page struct {
	Name     string // of the file, without its ending
	Title    string
	Sections []Section // the first is what stands between the title and the first heading
}

// Section is what stands below one heading.
type Section struct {
	Title   string // "" for the first
	Level   int    // of the heading: 2, or 3 for one inside another
	Screens []string
	Blocks  []Block
}

// Kind is what a block is.
type Kind uint8

// The kinds of a block.
const (
	Paragraph Kind = iota
	Item           // of a list
	Code           // lines that are typed as they stand
	Picture
	Table
)

// Block is a paragraph, or what stands in the place of one.
type Block struct {
	Kind   Kind
	Depth  int       // of an item: how many items it stands in
	Number int       // of an item that is a step, else 0
	Runs   []Run     // its text; of a picture what is said for it
	Rows   [][][]Run // of a table: rows of cells, the first its headings
	Source string    // of a picture: its file in this folder
}

// Run is a piece of text in one style.
type Run struct {
	Text string
	Bold bool // the name of a screen, a button or a menu
	Ital bool
	Code bool
	Link string // where it leads: "page.md", "page.md#section", an address
}

// Text is what a block says, without its styles.
func (b *Block) Text() string {
	var s strings.Builder
	for _, r := range b.Runs {
		s.WriteString(r.Text)
	}
	for _, row := range b.Rows {
		for _, cell := range row {
			for _, r := range cell {
				s.WriteString(r.Text)
			}
			s.WriteByte(' ')
		}
	}
	return s.String()
}

// Pages are all pages in the order in which README.md links them, itself first.
var Pages = sync.OnceValue(func() []*Page {
	first := read(First)
	all := []*Page{first}
	for _, name := range first.leads() {
		all = append(all, read(name))
	}
	return all
})

func read(name string) *Page {
	raw, err := files.ReadFile(name + ".md")
	if err != nil {
		panic(err) // a link of README.md that leads nowhere: the tests read every one
	}
	return parse(name, raw)
}

// leads are the pages a page links, each once.
func (p *Page) leads() (names []string) {
	seen := map[string]bool{p.Name: true}
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			for _, r := range b.Runs {
				if name, _, ok := Inside(r.Link); ok && !seen[name] {
					seen[name], names = true, append(names, name)
				}
			}
		}
	}
	return names
}

// Inside takes a link to another page apart: the page's name, and the place in it ("" for its beginning). ok is false for links that lead out of the guide.
func Inside(link string) (page, anchor string, ok bool) {
	file, anchor, _ := strings.Cut(link, "#")
	page, ok = strings.CutSuffix(file, ".md")
	return page, anchor, ok && !strings.Contains(page, "/")
}

// Place is a section of a page.
type Place struct {
	Page    *Page
	Section int
}

func (p Place) heading() string { return p.Page.Sections[p.Section].Title }

// Title says where a place is: "Cán bộ đơn vị › Nộp phiếu".
func (p Place) Title() string {
	if t := p.heading(); t != "" {
		return p.Page.Title + " › " + t
	}
	return p.Page.Title
}

// At is the place of a link inside the guide; ok is false where there is none.
func At(page, anchor string) (at Place, ok bool) {
	for _, p := range Pages() {
		if p.Name != page {
			continue
		}
		for i, s := range p.Sections {
			if vietnamese.Slug(s.Title) == vietnamese.Slug(anchor) {
				return Place{p, i}, true
			}
		}
	}
	return Place{}, false
}

// For is what to read on a screen of the window: of the pages, the first that has a section about it, else the page of all screens. Without a section
// anywhere it is the beginning of the guide.
func For(pages []string, screen string) Place {
	for _, name := range append(pages, Screens) {
		for _, p := range Pages() {
			for i, s := range p.Sections {
				if p.Name == name && slices.Contains(s.Screens, screen) {
					return Place{p, i}
				}
			}
		}
	}
	return Place{Pages()[0], 0}
}

// Find are the places that hold every word somebody typed, with or without diacritics; those with all of them in the heading first, the shortest
// heading before the others.
func Find(typed string) []Place {
	var headed, others []Place
	words := strings.Fields(vietnamese.Fold(typed))
	for _, p := range Pages() {
		for i := range p.Sections {
			at := Place{p, i}
			heading := vietnamese.Fold(p.Sections[i].Title)
			text := heading + " " + vietnamese.Fold(p.Title)
			for b := range p.Sections[i].Blocks {
				text += " " + vietnamese.Fold(p.Sections[i].Blocks[b].Text())
			}
			switch {
			case len(words) == 0:
			case holds(heading, words):
				headed = append(headed, at)
			case holds(text, words):
				others = append(others, at)
			}
		}
	}
	slices.SortStableFunc(headed, func(a, b Place) int { return len(a.heading()) - len(b.heading()) })
	return append(headed, others...)
}

func holds(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// Image is a picture of the guide, by its Source.
func Image(source string) ([]byte, error) { return files.ReadFile(source) }
