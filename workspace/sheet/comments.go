package sheet

import (
	"cmp"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/vietnamese"
)

// Comment is a remark on one criterion of a sheet.
type Comment struct {
	ID      emulation.ID
	Code    string
	Text    string
	Author  string
	At      int64 // milliseconds
	Mine    bool
	Pending bool
	Private bool // made while the sheet was a draft: it stays in the unit
}

// maxComment is how long a comment may be, in bytes.
const maxComment = 8 << 10

// Comment remarks on a criterion of a unit's sheet. What people of the unit write while the sheet is with them stays in the unit; remarks on a
// sheet that was handed in are the cluster's to read.
func (room Room) Comment(unit emulation.ID, code, text string) error {
	p, done := room.desk.Edit()
	defer done()
	sh, err := p.begun(unit)
	if err != nil {
		return err
	}
	text = vietnamese.NFC(strings.TrimSpace(text))
	switch {
	case sh.Row(code) == nil:
		return emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", sh.Set.Name)
	case text == "" || len(text) > maxComment:
		return emulation.Errorf(emulation.Invalid, "sheet.comment-length", "limit", maxComment)
	}
	scope := sh.Season.Cluster.Scope()
	if sh.live {
		scope = sh.Unit.Scope()
	}
	_, err = p.Write(scope, "comment",
		record.Comment.Make(record.SheetCriterion{Sheet: sh.ID, Criterion: code}, text))
	return err
}

// Comments lists the remarks on a unit's sheet, on one criterion or ("") on all, in the order of the sheet, the oldest first.
func (room Room) Comments(unit emulation.ID, code string) ([]Comment, error) {
	p, done := room.desk.View()
	defer done()
	sh, err := p.begun(unit)
	if err != nil {
		return nil, err
	}
	var list []Comment
	scopes := []changeset.Scope{sh.Season.Cluster.Scope()}
	if sh.Own {
		scopes = append(scopes, sh.Unit.Scope())
	}
	name := p.Namer()
	for _, scope := range scopes {
		err := p.Store.EachRecord(scope, record.Comment.Kind, sh.ID, func(ref changeset.Ref, r *changeset.Record) error {
			last, of := record.Comment.Last(r, changeset.Now), record.Comment.Read(r.Key).Criterion
			if last == nil || code != "" && of != code {
				return nil
			}
			c := Comment{ID: ref.ID, Code: of, At: last.HLC.Milliseconds(), Mine: last.Author == p.Self(),
				Pending: last.Leaf == changeset.Pending, Private: scope.Kind() == changeset.Unit}
			var err error
			if c.Author, err = name(last.Author); err != nil {
				return err
			}
			err = changeset.Load(last.Value, &c.Text)
			list = append(list, c)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(list, func(a, b Comment) int { return cmp.Or(byPlace(sh.Set, a.Code, b.Code), cmp.Compare(a.At, b.At)) })
	return list, nil
}

// byPlace orders codes as they stand in a set; codes it does not have come last.
func byPlace(set *criteria.Set, a, b string) int {
	place := func(code string) int {
		if c, ok := set.ByCode(code); ok {
			return c.Index
		}
		return len(set.Criteria())
	}
	return cmp.Compare(place(a), place(b))
}
