package sheet

import (
	"thidua/emulation"
	"thidua/workspace/book"
)

// Season is the current season, if the period can have sheets.
func (p View) Season() (*book.Season, error) {
	if p.Period.Fault != nil {
		return nil, p.Period.Fault
	}
	return p.Book.Season()
}

// Begun is season for those who score: there is a criteria set.
func (p View) Begun() (*book.Season, error) {
	s, err := p.Season()
	if err == nil && s.Set == nil {
		err = emulation.Errorf(emulation.NotFound, "workspace.no-criteria")
	}
	return s, err
}
