package awards

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/vietnamese"
	"thidua/workspace/book"
)

// Dossier (hồ sơ) is the papers of a proposal, held against what the law asks for.
type Dossier struct {
	Rule     *legal.Rule // nil where the law of the day names no papers
	Papers   []DossierLine
	Missing  []legal.Paper // always needed, and not here
	Verified bool          // the list of papers is known from the official text
}

// DossierLine is one paper the law asks for, or one that was added beside them.
type DossierLine struct {
	legal.Paper
	Asked    bool // by the law
	Have     bool
	Record   emulation.DossierPaper
	Conflict bool
}

// FileDossier puts a paper into the dossier of a proposal: the id of the requirement it meets, or a name of its own.
func (room Room) FileDossier(c Candidacy, paper emulation.DossierPaper) error {
	w, done := room.desk.Edit()
	defer done()
	p, err := w.begun(c)
	if err != nil {
		return err
	}
	paper.Paper = strings.TrimSpace(vietnamese.NFC(paper.Paper))
	paper.Number = strings.TrimSpace(vietnamese.NFC(paper.Number))
	day, err := book.TypedDay(paper.Date)
	if err != nil {
		return err
	}
	paper.Date = string(day)
	if err := paper.Check(emulation.Strict); err != nil {
		return err
	}
	var file []changeset.Operation
	if paper.File != nil {
		file = append(file, w.Paper(p.unit.ID, *paper.File))
	}
	return w.Set(p.scope(), record.Dossier.Op(p.paperKey(paper.Paper), paper), file...)
}

// WithdrawPaper takes a paper out of a dossier; it stays in the history.
func (room Room) WithdrawPaper(c Candidacy, paper string) error {
	w, done := room.desk.Edit()
	defer done()
	p, err := w.begun(c)
	if err != nil {
		return err
	}
	it, ok, err := book.One(w.Store, p.scope(), record.Dossier, p.paperKey(paper))
	if err != nil {
		return err
	}
	if !ok || it.Value.Withdrawn {
		return emulation.Errorf(emulation.NotFound, "proposal.paper-unknown", "paper", paper)
	}
	it.Value.Withdrawn = true
	return w.Set(p.scope(), record.Dossier.Op(p.paperKey(paper), it.Value))
}

func (p *proposalFile) paperKey(paper string) record.UnitFormPaper {
	return record.UnitFormPaper{Season: p.season.ID, Unit: p.unit.ID, Form: p.form.ID, Requirement: paper}
}

// begun is a proposal that somebody began.
func (w View) begun(c Candidacy) (*proposalFile, error) {
	p, err := w.proposal(c)
	if err == nil && p.step == "" {
		return nil, emulation.Errorf(emulation.NotFound, "proposal.none", "unit", p.unit.Name, "award", p.form.Name)
	}
	return p, err
}

// dossier holds the papers of a proposal against the law of a day.
func (w View) dossier(p *proposalFile, day legal.Date) (*Dossier, error) {
	law, err := w.Law()
	if err != nil {
		return nil, err
	}
	have := map[string]book.Item[record.UnitFormPaper, emulation.DossierPaper]{}
	var names []string
	err = book.Each(w.Store, p.scope(), record.Dossier, p.season.ID, func(it book.Item[record.UnitFormPaper, emulation.DossierPaper]) error {
		if it.Key.Unit == p.unit.ID && it.Key.Form == p.form.ID && !it.Value.Withdrawn {
			have[it.Value.Paper] = it
			names = append(names, it.Value.Paper)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	d := new(Dossier)
	if rule, ok := law.For(day).Dossier(p.form.Law()); ok {
		d.Rule, d.Verified = &rule, rule.Verified()
		for _, paper := range rule.Article.Dossier.Papers {
			it, here := have[paper.ID]
			d.Papers = append(d.Papers, DossierLine{Paper: paper, Asked: true, Have: here, Record: it.Value, Conflict: it.Conflict})
			delete(have, paper.ID)
		}
		d.Missing = rule.Article.Dossier.Missing(names)
	}
	slices.Sort(names)
	for _, name := range names {
		if it, other := have[name]; other {
			d.Papers = append(d.Papers, DossierLine{Paper: legal.Paper{ID: name, Text: name}, Have: true, Record: it.Value, Conflict: it.Conflict})
		}
	}
	return d, nil
}

// Lacking are the papers that are not there, in words.
func (d *Dossier) Lacking() []emulation.Message {
	return emulation.Map(d.Missing, legal.Paper.Message)
}

// Dossier is the dossier of a proposal, held against the law of the day it was sent, or of today.
func (room Room) Dossier(c Candidacy) (*Dossier, error) {
	w, done := room.desk.View()
	defer done()
	p, err := w.proposal(c)
	if err != nil {
		return nil, err
	}
	day, _, err := w.lawDay(p, "")
	if err != nil {
		return nil, err
	}
	return w.dossier(p, day)
}
