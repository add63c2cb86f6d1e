package criteria

// Matching says which criterion of one version of a set is which of another.
type Matching struct{ after, before map[*Criterion]*Criterion }

// Match finds the criteria of version a in version b: first those with the same code and name; then those whose name stands once among what is
// left of either, for inserting a line moves the codes of all below it; last those with the same code, whose name was mended.
func Match(a, b *Set) *Matching {
	m := &Matching{map[*Criterion]*Criterion{}, map[*Criterion]*Criterion{}}
	for _, c := range a.criteria {
		if now, ok := b.byCode[c.Code]; ok && now.Name == c.Name {
			m.pair(c, now)
		}
	}
	gone, came := unpaired(a, m.after), unpaired(b, m.before)
	for name, old := range gone {
		if now := came[name]; len(old) == 1 && len(now) == 1 {
			m.pair(old[0], now[0])
		}
	}
	for _, c := range a.criteria {
		if now, ok := b.byCode[c.Code]; ok && m.after[c] == nil && m.before[now] == nil {
			m.pair(c, now)
		}
	}
	return m
}

func (m *Matching) pair(before, after *Criterion) {
	m.after[before], m.before[after] = after, before
}

// unpaired gathers by name the criteria nothing is known of yet.
func unpaired(s *Set, paired map[*Criterion]*Criterion) map[string][]*Criterion {
	out := map[string][]*Criterion{}
	for _, c := range s.criteria {
		if paired[c] == nil {
			out[c.Name] = append(out[c.Name], c)
		}
	}
	return out
}

// After is what a criterion of version a is in version b; nil = gone.
func (m *Matching) After(c *Criterion) *Criterion { return m.after[c] }

// Before is what a criterion of version b was in version a; nil = new.
func (m *Matching) Before(c *Criterion) *Criterion { return m.before[c] }

// Carries reports whether what was entered for a criterion of version a surely means the same in version b: its rule is of the same kind, or
// both its code and its name stand.
func (m *Matching) Carries(c *Criterion) bool {
	now := m.after[c]
	return now != nil && (now.Rule.Kind() == c.Rule.Kind() || now.Code == c.Code && now.Name == c.Name)
}
