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

// What drafts of words are named by: text of a field that belongs to no record yet. No record is of this kind.
const (
	wordsKind  = "words"
	wordsField = "text"
)

// WordsAt is a draft of the words that stand in a field, by the place of the field; it is never sealed.
func WordsAt(scope Scope, place string) *Draft {
	return &Draft{Scope: scope, Kind: wordsKind, Key: NewKey(place), Field: wordsField, Open: true}
}

// Place is that of the field whose words it is a draft of, if it is one.
func (d *Draft) Place() (place string, ok bool) {
	if d.Kind != wordsKind {
		return "", false
	}
	return d.Key.Text(0), true
}
