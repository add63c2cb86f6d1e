package guide

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// parse takes a page apart.
func parse(name string, raw []byte) *Page {
	p := &parser{raw: raw, page: &Page{Name: name, Sections: make([]Section, 1)}}
	root := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(raw))
	p.blocks(root, 0)
	return p.page
}

type parser struct {
	raw  []byte
	page *Page
}

// add puts a block into the section that is being read.
func (p *parser) add(b Block) {
	s := &p.page.Sections[len(p.page.Sections)-1]
	s.Blocks = append(s.Blocks, b)
}

// blocks reads what stands in a node; depth is how many items of lists it stands in.
func (p *parser) blocks(parent ast.Node, depth int) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			p.heading(n)
		case *ast.Paragraph, *ast.TextBlock:
			p.paragraph(n)
		case *ast.List:
			p.list(n, depth)
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			p.add(Block{Kind: Code, Runs: []Run{{Text: strings.TrimRight(p.lines(n), "\n"), Code: true}}})
		case *ast.HTMLBlock:
			p.about(p.lines(n))
		case *table.Table:
			p.add(Block{Kind: Table, Rows: p.rows(n)})
		}
	}
}

func (p *parser) heading(n *ast.Heading) {
	title := (&Block{Runs: p.runs(n, Run{})}).Text()
	if n.Level == 1 {
		p.page.Title = title
		return
	}
	p.page.Sections = append(p.page.Sections, Section{Title: title, Level: n.Level})
}

// about reads the comment that names the screens of a section.
func (p *parser) about(comment string) {
	inner := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(comment), "<!--"), "-->")
	s := &p.page.Sections[len(p.page.Sections)-1]
	s.Screens = append(s.Screens, strings.Fields(strings.ReplaceAll(inner, ",", " "))...)
}

func (p *parser) paragraph(n ast.Node) {
	if image, ok := n.FirstChild().(*ast.Image); ok && image.NextSibling() == nil {
		p.add(Block{Kind: Picture, Runs: p.runs(image, Run{}), Source: string(image.Destination)})
		return
	}
	p.add(Block{Runs: p.runs(n, Run{})})
}

// list reads the items of a list. The first paragraph of an item is the item itself; what follows in it stands behind, one deeper.
func (p *parser) list(l *ast.List, depth int) {
	number := l.Start
	for n := l.FirstChild(); n != nil; n = n.NextSibling() {
		item := Block{Kind: Item, Depth: depth}
		if l.IsOrdered() {
			item.Number = number
			number++
		}
		if first := n.FirstChild(); first != nil {
			item.Runs = p.runs(first, Run{})
			n.RemoveChild(n, first)
		}
		p.add(item)
		p.blocks(n, depth+1)
	}
}

// rows are the cells of a table, with its headings first.
func (p *parser) rows(t *table.Table) (rows [][][]Run) {
	for r := t.FirstChild(); r != nil; r = r.NextSibling() {
		var cells [][]Run
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, p.runs(c, Run{}))
		}
		rows = append(rows, cells)
	}
	return rows
}

// runs is the text inside a node, in the style that stands around it.
func (p *parser) runs(parent ast.Node, style Run) (all []Run) {
	say := func(s string) {
		style.Text = s
		all = append(all, style)
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		inner := style
		switch n := n.(type) {
		case *ast.Text:
			s := string(n.Segment.Value(p.raw))
			if n.SoftLineBreak() || n.HardLineBreak() {
				s += " "
			}
			say(s)
		case *ast.String:
			say(string(n.Value))
		case *ast.Emphasis:
			inner.Bold, inner.Ital = style.Bold || n.Level == 2, style.Ital || n.Level == 1
			all = append(all, p.runs(n, inner)...)
		case *ast.CodeSpan:
			inner.Code = true
			all = append(all, p.runs(n, inner)...)
		case *ast.Link:
			inner.Link = string(n.Destination)
			all = append(all, p.runs(n, inner)...)
		default:
			all = append(all, p.runs(n, inner)...)
		}
	}
	return all
}

func (p *parser) lines(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		b.Write(segment.Value(p.raw))
	}
	return b.String()
}
