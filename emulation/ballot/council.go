package ballot

import "thidua/emulation"

// Council is a session of a Council above the clusters (Hội đồng) that chooses among them by a vote of its own members. The lines of its question are
// clusters, by their code, or units of clusters, by "cluster/unit".
type Council struct {
	Name         string   `cbor:"1,keyasint" bound:"300"` // Hội đồng thi đua, khen thưởng …
	Label        string   `cbor:"2,keyasint" bound:"64"`  // of the seasons it chooses from
	Date         string   `cbor:"3,keyasint,omitempty" bound:"day"`
	Place        string   `cbor:"4,keyasint,omitempty" bound:"300"`
	Chair        string   `cbor:"5,keyasint,omitempty" bound:"300"` // the name of who is in the chair
	Award        string   `cbor:"6,keyasint,omitempty" bound:"64"`  // the form it chooses for
	Conclusions  []string `cbor:"7,keyasint,omitempty" bound:"200 of 4000 lines"`
	Question     Question `cbor:"8,keyasint"` // with the number of its members
	Illustrative bool     `cbor:"9,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see emulation/check.go.
func (c Council) Check(judge int) error {
	switch q := c.Question; {
	case c.Name == "":
		return emulation.Errorf(emulation.Invalid, "council.name")
	case c.Label == "":
		return emulation.Errorf(emulation.Invalid, "council.label")
	case q.Members < 1:
		return emulation.Errorf(emulation.Invalid, "council.members")
	case q.Conference != "" || len(q.Recused) > 0 || q.On == OnRanking || q.On == OnLeaders:
		return emulation.Errorf(emulation.Invalid, "council.question")
	default:
		return q.Check(judge)
	}
}
