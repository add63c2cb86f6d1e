package yamlfile

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// What is taken at most. The largest published table has 3 KB; 60 units × 500 criteria need 1 MB and 180,000 marks.
// These limits keep a hostile file below 256 MB of memory and a few seconds.
const (
	maxFile     = 1 << 20
	maxMarks    = 185_000 // what the reader of YAML makes a token of, some 1,000 bytes each
	maxNesting  = 64      // how deep brackets may stand inside one another
	maxLine     = 64 << 10
	maxSiblings = 2_000 // members of one list or mapping: reading them takes time with the square
	maxFaults   = 500   // told of one file; nobody reads further
)

// Reader walks a YAML tree and collects every fault it meets.
type Reader struct {
	file   string
	faults Errors
}

// New reads a file that messages call name.
func New(name string) *Reader { return &Reader{file: name} }

// Fail collects a fault: its line (0 = none), its place in the document, its sentence.
func (r *Reader) Fail(line int, path, key string, pairs ...any) {
	switch {
	case len(r.faults) > maxFaults:
		return
	case len(r.faults) == maxFaults:
		path, key, pairs = "", "criteria.too-many-faults", []any{"count", maxFaults}
	}
	r.faults = append(r.faults, emulation.Errorf(emulation.Invalid, key, pairs...).At(r.file, line, path))
}

// FailIn collects a fault of a value.
func (r *Reader) FailIn(i Item, key string, pairs ...any) { r.Fail(i.Line(), i.Path, key, pairs...) }

// Faults is how many faults were met so far.
func (r *Reader) Faults() int { return len(r.faults) }

// Result is the collected faults as an error, in the order of lines; nil where there are none.
func (r *Reader) Result() error {
	if len(r.faults) == 0 {
		return nil
	}
	slices.SortStableFunc(r.faults, func(a, b *emulation.Error) int { return a.Line - b.Line })
	return r.faults
}

// Root parses a file to the mapping at its top; nil after a fault.
func (r *Reader) Root(raw []byte) *Object {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	switch {
	case len(raw) > maxFile:
		r.Fail(0, "", "criteria.file-too-large", "limit", maxFile>>20)
		return nil
	case !utf8.Valid(raw):
		r.Fail(invalidLine(raw), "", "criteria.not-utf8")
		return nil
	case nesting(raw) > maxNesting:
		r.Fail(0, "", "criteria.too-deep")
		return nil
	}
	if line := max(crowded(raw), crammed(raw)); line > 0 {
		r.Fail(line, "", "criteria.too-crowded", "bytes", maxLine, "keys", maxSiblings)
		return nil
	}
	if line := exhausted(raw); line > 0 {
		r.Fail(line, "", "criteria.too-many-marks", "marks", maxMarks)
		return nil
	}
	tree, err := parser.ParseBytes(raw, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		line := 0
		var syntax *yaml.SyntaxError
		detail := err.Error()
		if errors.As(err, &syntax) {
			line, detail = lineOf(syntax.Token), syntax.Message
		}
		r.Fail(line, "", "criteria.not-yaml", "detail", detail)
		return nil
	}
	if len(tree.Docs) != 1 {
		r.Fail(0, "", "criteria.many-documents")
		return nil
	}
	if tree.Docs[0].Body == nil {
		r.Fail(0, "", "criteria.empty-file")
		return nil
	}
	return r.Object(Item{tree.Docs[0].Body, ""})
}

func invalidLine(raw []byte) int {
	line := 1
	for len(raw) > 0 {
		c, n := utf8.DecodeRune(raw)
		if c == utf8.RuneError && n == 1 {
			return line
		}
		if c == '\n' {
			line++
		}
		raw = raw[n:]
	}
	return 0
}

// nesting is an upper bound of how deep the parser would recurse: open brackets and the depth of indentation.
func nesting(raw []byte) int {
	deepest, open := 0, 0
	for line := range bytes.Lines(raw) {
		text := bytes.TrimLeft(line, " ")
		indent := (len(line) - len(text)) / 2
		for _, c := range text {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(0, open-1)
			}
			deepest = max(deepest, open)
		}
		dashes := 0
		for bytes.HasPrefix(text, []byte("- ")) {
			dashes, text = dashes+1, text[2:]
		}
		deepest = max(deepest, min(indent, maxNesting)+dashes)
	}
	return deepest
}

// crowded is the first line that is too long or one too many at its indentation under its heading, or 0.
func crowded(raw []byte) int {
	var counts [maxNesting + 1]int // by indentation
	n := 0
	for line := range bytes.Lines(raw) {
		n++
		indent := len(line) - len(bytes.TrimLeft(line, " "))
		if indent == len(line) || line[indent] == '\n' || line[indent] == '\r' {
			continue
		}
		level := min(indent, maxNesting)
		counts[level]++
		clear(counts[level+1:])
		if len(line) > maxLine || counts[level] > maxSiblings {
			return n
		}
	}
	return 0
}

// crammed is the line at which a bracket has too many commas, or 0.
func crammed(raw []byte) int {
	var commas [maxNesting + 1]int // by open brackets, of which there are no more
	open, line := 0, 1
	for _, c := range raw {
		switch c {
		case '\n':
			line++
		case '[', '{':
			open++
			commas[open] = 0
		case ']', '}':
			open = max(0, open-1)
		case ',':
			if commas[open]++; open > 0 && commas[open] > maxSiblings {
				return line
			}
		}
	}
	return 0
}

// exhausted is the line at which the file has more marks than are taken, or 0. A mark is whatever may begin or end a value: a line, a bracket,
// a colon, a comma, a dash; those inside texts are counted too.
func exhausted(raw []byte) int {
	marks, line := 0, 1
	for _, c := range raw {
		switch c {
		case '\n', '\r':
			line, marks = line+1, marks+2 // an entry of its own costs more than one in brackets
		case ',', ':', '-', '[', ']', '{', '}', '?', '&', '*', '!':
			marks++
		}
		if marks > maxMarks {
			return line
		}
	}
	return 0
}

func lineOf(t *token.Token) int {
	if t == nil || t.Position == nil {
		return 0
	}
	return t.Position.Line
}

// Item is a node and its place in the document.
type Item struct {
	node ast.Node
	Path string // "groups[0].criteria[2].max"
}

// Line is where the value stands.
func (i Item) Line() int { return lineOf(i.node.GetToken()) }

// IsList reports whether the value is a list.
func (i Item) IsList() bool {
	_, list := i.node.(*ast.SequenceNode)
	return list
}

// IsMapping reports whether the value is a mapping.
func (i Item) IsMapping() bool {
	switch i.node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return true
	}
	return false
}

func (i Item) isNull() bool {
	_, null := i.node.(*ast.NullNode)
	return null
}

// Scalar is the text of a scalar as it stands in the file; ok is false for lists, mappings, anchors, aliases and tags.
func (i Item) Scalar() (text string, ok bool) {
	switch n := i.node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimRight(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// Quoted reports whether a scalar stands in quotes.
func (i Item) Quoted() bool {
	t := i.node.GetToken().Type
	return t == token.SingleQuoteType || t == token.DoubleQuoteType
}

// Scalar reads a scalar, or reports that there is none.
func (r *Reader) Scalar(i Item) (string, bool) {
	text, ok := i.Scalar()
	switch {
	case ok:
	case i.isNull():
		r.FailIn(i, "criteria.no-value", "path", i.Path)
	default:
		r.FailIn(i, "criteria.not-a-scalar", "path", i.Path)
	}
	return text, ok
}

// Decimal reads an exact decimal: with a dot, or with a comma inside quotes.
func (r *Reader) Decimal(i Item) (d decimal.Decimal, ok bool) {
	text, ok := r.Scalar(i)
	if !ok {
		return d, false
	}
	if strings.Contains(text, ",") {
		if !i.Quoted() {
			r.FailIn(i, "criteria.comma-unquoted", "text", text)
			return d, false
		}
		if plain, err := vietnamese.ParseNumber(text); err == nil {
			text = plain
		}
	}
	d, err := decimal.Parse(text)
	switch {
	case errors.Is(err, decimal.ErrTooLong):
		r.FailIn(i, "criteria.number-too-long", "limit", decimal.MaxDigits)
	case err != nil:
		r.FailIn(i, "criteria.not-a-number", "path", i.Path, "text", text)
	}
	return d, err == nil
}

// List reads a sequence.
func (r *Reader) List(i Item) []Item {
	seq, ok := i.node.(*ast.SequenceNode)
	if !ok {
		r.FailIn(i, "criteria.not-a-list", "path", i.Path)
		return nil
	}
	out := make([]Item, len(seq.Values))
	for n, v := range seq.Values {
		out[n] = Item{v, PathOf(i.Path, n)}
	}
	return out
}

// PathOf is the place of the nth member of a list.
func PathOf(list string, n int) string { return fmt.Sprintf("%s[%d]", list, n) }
