package changeset

// Draft is one cell as a person typed it, saved and not yet signed. Text that cannot be read keeps Value empty: it is kept, shown, and
// never sent. Expects are the versions on screen when editing began.
type Draft struct {
	Scope   Scope       `cbor:"1,keyasint"`
	Kind    string      `cbor:"2,keyasint"`
	Key     Key         `cbor:"3,keyasint"`
	Field   string      `cbor:"4,keyasint"`
	Text    string      `cbor:"5,keyasint"`           // exactly what was typed, NFC
	Value   Raw         `cbor:"6,keyasint,omitempty"` // what it means, or empty; left out then, for written down it would be null
	Expects []VersionID `cbor:"7,keyasint,omitempty"`
	At      int64       `cbor:"8,keyasint"`           // milliseconds since 1970
	Open    bool        `cbor:"9,keyasint,omitempty"` // the editor is still open: never sealed
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
