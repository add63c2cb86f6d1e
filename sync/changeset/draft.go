package changeset

// Draft is one cell as a person typed it, saved and not yet signed. Text that cannot be read keeps Value empty: it is kept, shown, and
// never sent. Expects are the versions on screen when editing began.
type Draft struct {
	_       struct{} `cbor:",toarray"`
	Scope   Scope
	Kind    string
	Key     Key
	Field   string
	Text    string // exactly what was typed, NFC
	Value   Raw    // what it means, or empty
	Expects []VersionID
	At      int64 // milliseconds since 1970
	Open    bool  // the editor is still open: never sealed
}

// DraftKey names the cell of a draft.
type DraftKey struct {
	Ref   Ref
	Field string
}

// DraftKey is the cell this draft belongs to.
func (d *Draft) DraftKey() DraftKey {
	return DraftKey{Ref: NaturalRef(d.Scope, d.Kind, d.Key), Field: d.Field}
}
