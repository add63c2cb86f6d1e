package year

import (
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Owner is whose an entry of a list is, and its code there.
type Owner struct {
	Unit      book.Unit // zero for the cluster's own
	OfCluster bool
	Code      string
}

// Key tells the entry from the others of its list.
func (o Owner) Key() string { return o.Unit.ID.String() + o.Code }

// order puts the cluster's own first, then by the name of the unit and of what it is.
func (o Owner) order(names ...string) []string { return append([]string{o.Unit.Name}, names...) }

// ownKey is the place of an entry of the own unit, or of the cluster (which the head's and the office's people write). An empty code makes a new one.
func (w Edit) ownKey(ofCluster bool, code string) (*book.Season, record.SeasonUnitCode, error) {
	s, owner, err := w.OwnerOf(ofCluster)
	if err != nil {
		return nil, record.SeasonUnitCode{}, err
	}
	code, err = w.EntryCode(code)
	return s, record.SeasonUnitCode{Season: s.ID, Unit: owner, Code: code}, err
}

// setOwned writes an entry of the own unit, or of the cluster; see ownKey. The code it has is returned.
func setOwned[T any](w Edit, f record.Field[record.SeasonUnitCode, T], ofCluster bool, code string, value T) (string, error) {
	s, key, err := w.ownKey(ofCluster, code)
	if err != nil {
		return "", err
	}
	return key.Code, workspace.SetOver(w.Tx, s.Cluster.Scope(), f, key, value)
}

// eachOwned visits the entries of the season's members and of the cluster; what others left behind belongs to nobody.
func eachOwned[T any](w View, s *book.Season, f record.Field[record.SeasonUnitCode, T], fn func(o Owner, value T, e book.Entry) error) error {
	return book.EachShown(w.Book, s.Cluster.Scope(), f, s.ID, func(it book.Item[record.SeasonUnitCode, T], e book.Entry) error {
		u, member := s.Cluster.Member(it.Key.Unit)
		if ofCluster := it.Key.Unit == s.Cluster.ID; member || ofCluster {
			return fn(Owner{Unit: u, OfCluster: ofCluster, Code: it.Key.Code}, it.Value, e)
		}
		return nil
	})
}
