package ballot

import "thidua/emulation"

// Council is a session of a Council above the clusters (Hội đồng) that chooses among them by a vote of its own members. The lines of its question are
// clusters, by their code, or units of clusters, by "cluster/unit".
type Council struct {
	Name         string   `cbor:"1,keyasint" bound:"300"` // Hội đồng thi đua, khen thưởng …
	Label        string   `cbor:"2,keyasint" bound:"64"`  // of the seasons it chooses from
	Date         string   `cbor:"3,keyasint,omitempty" bound:"day"`
	Place        string   `cbor:"4,keyasint,omitempty" bound:"300"`
	Chair        string   `cbor:"5,keyasint,omitempty" bound:"300"` // the office of who is in the chair; no person's name
	Award        string   `cbor:"6,keyasint,omitempty" bound:"64"`  // the form it chooses for
	Conclusions  []string `cbor:"7,keyasint,omitempty" bound:"200 of 4000 lines"`
	Question     Question `cbor:"8,keyasint"` // with the number of its members
	Illustrative bool     `cbor:"9,keyasint,omitempty"`
	QuorumNum    int64    `cbor:"10,keyasint,omitempty" bound:"1000000"` // the share of its members that has to be present, as its own rules say; 0 = not said
	QuorumDen    int64    `cbor:"11,keyasint,omitempty" bound:"1000000"`
	QuorumAbove  bool     `cbor:"12,keyasint,omitempty"` // more than the share; else at least
}

// Quorum is how many of its members have to be present; false where its rules say nothing.
func (c Council) Quorum() (Quorum, bool) {
	return Quorum{Num: c.QuorumNum, Den: c.QuorumDen, Strict: c.QuorumAbove}, c.QuorumNum != 0 || c.QuorumDen != 0
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
		if quorum, asked := c.Quorum(); asked {
			if err := quorum.Check(); err != nil {
				return err
			}
		}
		return q.Check(judge)
	}
}
