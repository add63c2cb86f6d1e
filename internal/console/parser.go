package console

import (
	"fmt"
	"io"

	"github.com/alecthomas/kong"

	"thidua/emulation"
)

// Parser reads command lines into a grammar: a pointer to a struct of verbs and flags whose help texts are translation keys. To build one costs
// as much as a small command does, so one is used for as many command lines as a program has, one after the other.
type Parser struct {
	kong   *kong.Kong
	values []*kong.Value // of the whole grammar
	nodes  []*kong.Node
}

// NewParser builds the parser of a grammar.
func NewParser(program string, grammar any) (*Parser, error) {
	k, err := kong.New(grammar, kong.Name(program), kong.Writers(io.Discard, io.Discard), kong.NoDefaultHelp(), kong.Exit(func(int) {}))
	if err != nil {
		return nil, fmt.Errorf("building the grammar of %s: %w", program, err)
	}
	p := &Parser{kong: k}
	p.collect(k.Model.Node)
	return p, nil
}

func (p *Parser) collect(n *kong.Node) {
	p.nodes = append(p.nodes, n)
	p.values = append(p.values, n.Positional...)
	for _, f := range n.Flags {
		p.values = append(p.values, f.Value)
	}
	for _, c := range n.Children {
		p.collect(c)
	}
}

// Parse reads a command line; nothing of the one before is left in the grammar. Error: Invalid under usage, a key with {detail}, which is what
// Fault makes of kong's error.
func (p *Parser) Parse(usage string, args []string) (*kong.Context, error) {
	for _, n := range p.nodes {
		n.Active = false
	}
	for _, v := range p.values { // kong's Reset resets what was read, not that something was
		v.Active, v.Set = false, false
	}
	c, err := p.parse(args)
	if err != nil {
		return nil, emulation.Errorf(emulation.Invalid, usage, "detail", Fault(err)).Because(err)
	}
	return c, nil
}

// parse is what kong.Parse does but for the hooks: no grammar here has one, and kong looks for them in every verb.
func (p *Parser) parse(args []string) (*kong.Context, error) {
	c, err := kong.Trace(p.kong, args)
	if err == nil {
		err = c.Error
	}
	if err == nil {
		err = c.Reset()
	}
	if err == nil {
		_, err = c.Apply()
	}
	if err == nil {
		err = c.Validate()
	}
	return c, err
}
