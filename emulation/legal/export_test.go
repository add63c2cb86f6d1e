package legal

// Profiles lists every profile.
func (b *Book) Profiles() []*Profile { return b.profiles }
