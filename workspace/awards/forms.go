package awards

import (
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/book"
)

// AwardForms lists the award forms that are known, those of the law and those the office added, the highest first.
func (room Room) AwardForms() ([]legal.Form, error) {
	w, done := room.desk.View()
	defer done()
	law, err := w.Law()
	if err != nil {
		return nil, err
	}
	return law.Forms.All(), nil
}

// Law is the law as it is known here, with the award forms of the office.
func (room Room) Law() (*legal.Shelf, error) {
	w, done := room.desk.View()
	defer done()
	return w.Law()
}

// OpenForms lists the award forms a unit may be proposed for.
func (room Room) OpenForms() ([]legal.Form, error) {
	all, err := room.AwardForms()
	return emulation.Where(all, func(f legal.Form) bool { return offered(f) == nil }), err
}

// FindForm finds an award form by its id or a name. None is the error "award.form-unknown".
func (room Room) FindForm(text string) (legal.Form, error) {
	w, done := room.desk.View()
	defer done()
	return w.AwardForm(text)
}

// SetForm records an award form of the office under an id ("" makes one of its name), or puts right what was recorded under it.
func (room Room) SetForm(id string, form emulation.AwardForm) (legal.Form, error) {
	w, done := room.desk.Edit()
	defer done()
	book.CleanTexts(&form.Name, &form.Title, &form.Decider, &form.Level, &form.Kind, &form.For, &form.Cite)
	form.Aliases = book.CleanAll(form.Aliases)
	fresh := vietnamese.Slug(id) == ""
	if id = vietnamese.Slug(id); fresh {
		id = vietnamese.Slug(form.Name)
	}
	if id == "" || len(id) > 64 {
		return legal.Form{}, emulation.Errorf(emulation.Invalid, "setup.bad-id", "id", id)
	}
	own := legal.Own(id, form)
	if had, known := w.AwardByID(id); known && fresh && had.Own { // what was recorded is not replaced by somebody who means another
		return own, emulation.Errorf(emulation.Conflict, "award.form-recorded", "award", had.Name, "id", id)
	}
	law, err := w.Law()
	if err != nil {
		return own, err
	}
	if form.Under != "" {
		shared, err := law.Forms.Named(form.Under)
		if err != nil {
			return own, err
		}
		form.Under, own.Under = shared.ID, shared.ID
	}
	if err := form.Check(emulation.Strict); err != nil {
		return own, err
	}
	if err := law.Forms.Clash(own); err != nil {
		return own, err
	}
	return own, workspace.SetOver(w.Tx, w.Control, record.AwardForm, record.OfficeCode{Office: w.Control.ID(), Code: id}, form)
}

// WithdrawForm ends a form of the office: nobody is proposed for it any more. What was proposed and decided stays, and so does the form.
func (room Room) WithdrawForm(text string) (legal.Form, error) {
	w, done := room.desk.Edit()
	defer done()
	f, err := w.AwardForm(text)
	if err != nil {
		return f, err
	}
	if !f.Own {
		return f, emulation.Errorf(emulation.Forbidden, "award.form-of-law", "award", f.Name)
	}
	key := record.OfficeCode{Office: w.Control.ID(), Code: f.ID}
	it, _, err := book.One(w.Store, w.Control, record.AwardForm, key)
	if err != nil {
		return f, err
	}
	it.Value.Withdrawn = true
	return f, workspace.SetOver(w.Tx, w.Control, record.AwardForm, key, it.Value)
}

// offered refuses a form that no unit is proposed for.
func offered(f legal.Form) error {
	switch {
	case f.Withdrawn:
		return emulation.Errorf(emulation.Forbidden, "proposal.form-withdrawn", "award", f.Name)
	case f.For == emulation.ForPersons:
		return emulation.Errorf(emulation.Forbidden, "proposal.form-persons", "award", f.Name)
	}
	return nil
}
