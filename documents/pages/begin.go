package pages

// Begun is a reader that begins when it is first asked for. Its zero value keeps nothing on disk. It is for one goroutine.
type Begun struct {
	Cache  string // see Open
	reader *Reader
}

// Reader begins the reader, or gives the one that was begun; in place of one that was ended, another.
func (b *Begun) Reader() (*Reader, error) {
	if b.reader != nil && b.reader.Ended() {
		_ = b.reader.Close() // of which nothing is wanted any more
		b.reader = nil
	}
	if b.reader == nil {
		r, err := Open(b.Cache)
		if err != nil {
			return nil, err
		}
		b.reader = r
	}
	return b.reader, nil
}

// Close ends what was begun.
func (b *Begun) Close() error {
	if b.reader == nil {
		return nil
	}
	return b.reader.Close()
}
