package book

import (
	"cmp"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/vietnamese"
)

// Law is the law of awards the reader knows, its award forms with those the office has beside them; without any it is the error "workspace.no-law".
// Whoever reads award forms reads them here.
func (b *Directory) Law() (*legal.Shelf, error) {
	law, err := b.Reader.Law()
	if err != nil {
		return nil, err
	}
	own, err := b.OwnForms()
	if err != nil || len(own) == 0 {
		return law, err
	}
	return &legal.Shelf{Book: law.Book, Forms: law.Forms.With(own)}, nil
}

// OwnForms lists the award forms the office added to those of the law, by id.
func (b *Directory) OwnForms() ([]legal.Form, error) {
	var own []legal.Form
	err := Each(b.Store, b.Control, record.AwardForm, b.Control.ID(), func(it Item[record.OfficeCode, emulation.AwardForm]) error {
		own = append(own, legal.Own(it.Key.Code, it.Value))
		return nil
	})
	SortBy(own, func(f legal.Form) string { return f.ID })
	return own, err
}

// AwardForm finds an award form by its id or a name. None is the error "award.form-unknown".
func (b *Directory) AwardForm(text string) (legal.Form, error) {
	law, err := b.Law()
	if err != nil {
		return legal.Form{}, err
	}
	return law.Forms.Named(strings.TrimSpace(vietnamese.NFC(text)))
}

// AwardByID is the award form with an id; false where nobody here knows it.
func (b *Directory) AwardByID(id string) (legal.Form, bool) {
	law, err := b.Law()
	if err != nil {
		return legal.Form{}, false
	}
	return law.Forms.ByID(id)
}

// AwardName is the name of the award form with an id; the id where nobody here knows it.
func (b *Directory) AwardName(id string) string {
	if f, ok := b.AwardByID(id); ok {
		return f.Name
	}
	return id
}

// Decides is how a cluster decides on an award form, as its regulation has it.
type Decides struct {
	Form string // the id it is recorded under: that of the form, or of the form of the law whose rules it shares
	ballot.Deciding
	Conflict bool
}

// Deciding is how a season's cluster decides on a form; nil where its regulation says nothing of it, or nobody recorded it.
func (b *Book) Deciding(s *Season, f legal.Form) (*Decides, error) {
	for _, id := range []string{f.ID, f.Law()} {
		it, ok, err := One(b.Store, s.Cluster.Scope(), record.Deciding, record.SeasonForm{Season: s.ID, Form: id})
		if err != nil {
			return nil, err
		}
		if ok && (!it.Value.Withdrawn || it.Conflict) {
			return &Decides{id, it.Value, it.Conflict}, nil
		}
	}
	return nil, nil
}

// Chain is a form with those a unit is proposed for where it is not granted, in their order. A form that comes again ends it.
func (b *Book) Chain(s *Season, f legal.Form) ([]legal.Form, error) {
	chain := []legal.Form{f}
	for len(chain) < longestChain {
		d, err := b.Deciding(s, chain[len(chain)-1])
		if err != nil || d == nil || d.Otherwise == "" {
			return chain, err
		}
		next, err := b.AwardForm(d.Otherwise)
		if emulation.CodeOf(err) == emulation.NotFound {
			next, err = legal.Form{ID: d.Otherwise, Name: d.Otherwise}, nil
		}
		if err != nil || legal.Among(chain, next.ID) {
			return chain, err
		}
		chain = append(chain, next)
	}
	return chain, nil
}

// longestChain is more forms than any regulation names one after the other.
const longestChain = 20

// ChainName is a chain as it is written: "Cờ thi đua của Chính phủ; nếu không, Cờ thi đua của Bộ".
func ChainName(chain []legal.Form) emulation.Message {
	if len(chain) == 1 {
		return emulation.Say("value.text", "text", chain[0].Printed())
	}
	return emulation.Say("award.chain", "first", chain[0].Printed(), "rest", ChainName(chain[1:]))
}

// WhoDecides names the units whose leaders, beside the office, may change how the cluster decides.
func (b *Book) WhoDecides(s *Season) emulation.Message {
	return emulation.Say("deciding.who", "head", cmp.Or(Labels(slices.Concat(s.Head, s.Deputies), ", "), s.Cluster.Info.Name))
}
