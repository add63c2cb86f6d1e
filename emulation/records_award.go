package emulation

import "slices"

// AwardForm (hình thức khen thưởng) is an award an office has beside those of the law: the flag of a bank, a union, a city, the giấy khen of a director.
// It is never taken away, only withdrawn: proposals name it.
type AwardForm struct {
	Name         string   `cbor:"1,keyasint" bound:"300"`                  // as the decision writes it
	Title        string   `cbor:"2,keyasint,omitempty" bound:"300"`        // on papers, where that is another than the name
	Decider      string   `cbor:"3,keyasint" bound:"300"`                  // who decides, by name
	Level        string   `cbor:"4,keyasint" bound:"32"`                   // of AwardLevels
	Kind         string   `cbor:"5,keyasint" bound:"32"`                   // of AwardKinds
	For          string   `cbor:"6,keyasint,omitempty" bound:"32"`         // of AwardFor; "" = units
	Under        string   `cbor:"7,keyasint,omitempty" bound:"64"`         // the form of the law whose conditions and quota it shares
	Aliases      []string `cbor:"8,keyasint,omitempty" bound:"50 of 300"`  // other names
	Cite         string   `cbor:"9,keyasint,omitempty" bound:"2000 lines"` // the regulation or decision it rests on
	Withdrawn    bool     `cbor:"10,keyasint,omitempty"`                   // nobody is proposed for it any more
	Illustrative bool     `cbor:"11,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v AwardForm) Check(int) error {
	switch {
	case v.Name == "":
		return Errorf(Invalid, "award.form-name")
	case v.Decider == "":
		return Errorf(Invalid, "award.form-decider", "name", v.Name)
	case !slices.Contains(AwardLevels, v.Level):
		return Errorf(Invalid, "award.form-level", "level", v.Level)
	case !slices.Contains(AwardKinds, v.Kind):
		return Errorf(Invalid, "award.form-kind", "kind", v.Kind)
	case !noneOr(v.For, AwardFor):
		return Errorf(Invalid, "award.form-for", "for", v.For)
	}
	return nil
}
