package forms

import (
	"slices"
	"time"

	"thidua/documents"
	"thidua/documents/papercode"
	"thidua/emulation"
	"thidua/vietnamese"
	"thidua/workspace/book"
)

// Coder puts codes on papers of the season a desk works in, as far as its logs go when the first one gets it.
type Coder struct {
	from   Desk
	then   *Desk // reads only what has its place in the logs of the cluster and of its office; nil before the first paper
	season *book.Season
	code   papercode.Code // without form, paper and digest
}

// Coder begins to put codes on papers of the season.
func (d Desk) Coder() *Coder { return &Coder{from: d} }

func (c *Coder) begin() error {
	if c.then != nil {
		return nil
	}
	w, at, err := c.from.ws.Accepted()
	if err != nil {
		return err
	}
	if c.season, err = w.Season(); err != nil {
		return err
	}
	then := At(w)
	c.then = &then
	c.code = papercode.Code{Cluster: at.Cluster, Control: at.Control, Root: [8]byte(at.Root[:8])}
	return nil
}

// Coded is a paper with its codes. A draft has none, nor has a paper with something that is not in the logs of the cluster as the server took it: whoever held
// it against the record would find another; both say so at their foot. Forms that bear no code are left as they are.
func (c *Coder) Coded(p Paper, err error) (Paper, error) {
	form, bears := coded[p.Form]
	if err != nil || !bears {
		return p, err
	}
	p.Documents = slices.Clone(p.Documents)
	if slices.ContainsFunc(p.Documents, func(d documents.Document) bool { return d.Draft }) {
		return without(p, "code.draft"), nil
	}
	switch err := c.begin(); {
	case emulation.KeyOf(err) == "workspace.no-season": // nowhere to lead to: a council's session before there is any
		return p, nil
	case emulation.CodeOf(err) == emulation.NotFound: // the server has not heard of the season, or of the cluster
		return without(p, "code.open"), nil
	case err != nil:
		return Paper{}, err
	}
	same, err := c.then.Named(p.Form, func(name string) bool { return name == p.Name }, p.Documents[0].Created)
	if err != nil {
		return Paper{}, err
	}
	if !slices.ContainsFunc(same, func(x Paper) bool { return slices.EqualFunc(x.Documents, p.Documents, says) }) {
		return without(p, "code.open"), nil
	}
	code := c.code
	code.Form = form
	return stamped(p, c.season, code), nil
}

// says reports whether two documents say the same.
func says(a, b documents.Document) bool {
	return documents.Text(a, "\x00") == documents.Text(b, "\x00")
}

// without says at the foot of a paper why it has no code.
func without(p Paper, why string) Paper {
	for i := range p.Documents {
		p.Documents[i].Mark = footer(p.Documents[i].Mark, say(why))
	}
	return p
}

// stamped puts on each document of a paper its code, all but form and position of which are its own.
func stamped(p Paper, s *book.Season, code papercode.Code) Paper {
	p.Documents = slices.Clone(p.Documents)
	for i := range p.Documents {
		code.Paper, code.Digest = papercode.PaperOf(s.ID, p.Name, i), papercode.DigestOf(p.Documents[i])
		if code.Fits() {
			p.Documents[i].Code = &documents.Code{Label: say("code"), Typed: code.Typed(), Square: code.Square()}
		}
	}
	return p
}

// Named makes the papers of a form with a name that is wanted; of which there is nothing to print are left out.
func (d Desk) Named(form string, wanted func(name string) bool, now time.Time) ([]Paper, error) {
	all, err := d.origins(form)
	if err != nil {
		return nil, err
	}
	s, err := d.ws.Season()
	if err != nil {
		return nil, err
	}
	var made []Paper
	try := func(list []origin) error {
		for _, o := range list {
			p, err := o.make(now)
			switch {
			case emulation.CodeOf(err) == emulation.NotFound || emulation.CodeOf(err) == emulation.Invalid: // there is none now
			case err != nil:
				return err
			case wanted(p.Name):
				made = append(made, p)
			}
		}
		return nil
	}
	likely := func(o origin) bool {
		return o.about == "" || wanted(vietnamese.Slug(say("file."+form, "about", o.about, "season", s.Label)))
	}
	first := slices.DeleteFunc(slices.Clone(all), func(o origin) bool { return !likely(o) })
	if err := try(first); err != nil || len(made) > 0 {
		return made, err
	}
	return made, try(slices.DeleteFunc(all, likely)) // a unit that was called otherwise on the paper
}

// Behind makes the documents a code can lead to in the season of a desk: the papers of its form with the name it tells of, each with the code it would bear. Of
// several the one with the figures of the code is the first.
func (d Desk) Behind(code papercode.Code, now time.Time) ([]documents.Document, error) {
	var form string
	for name, number := range coded {
		if number == code.Form {
			form = name
		}
	}
	s, err := d.ws.Season()
	if err != nil || form == "" {
		return nil, err
	}
	const most = 8 // documents of one paper
	at := func(name string) int {
		for i := range most {
			if code.Names(papercode.PaperOf(s.ID, name, i)) {
				return i
			}
		}
		return -1
	}
	papers, err := d.Named(form, func(name string) bool { return at(name) >= 0 }, now)
	if err != nil {
		return nil, err
	}
	var found []documents.Document
	for _, p := range papers {
		if i := at(p.Name); i < len(p.Documents) {
			doc := stamped(p, s, code).Documents[i]
			if papercode.DigestOf(doc) == code.Digest {
				found = slices.Insert(found, 0, doc)
			} else {
				found = append(found, doc)
			}
		}
	}
	return found, nil
}
