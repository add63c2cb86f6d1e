package sim

// lie is a sort of lie.
type lie string

// liar is what the server tells that is not so.
type liar struct{ *Life }

// told alters an answer of the server to a desk.
func (l *liar) told(d *computer, answer []byte) ([]byte, error) { return answer, nil }

// about is whether a desk was told a lie.
func (l *liar) about(*computer) bool { return l != nil }
