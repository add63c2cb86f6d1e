package legal

// Profiles lists every profile.
func (b *Book) Profiles() []*Profile { return b.profiles }

// Vote is the rule for votes of a body on something; ok is false where none is known.
func (s *Situation) Vote(on string, by Body) (r Rule, ok bool) {
	return s.find(func(a *Article) bool { return a.Vote != nil && a.Vote.On == on && a.Vote.By == by })
}
