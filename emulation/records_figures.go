package emulation

// Values of records of the figures a cluster asks of its units (docs/format.md).

// AskedFigure is a figure (số liệu) the cluster asks of every unit. Where a criterion is named, a unit that reported it in its sheet need not say
// it again.
type AskedFigure struct {
	Name         string `cbor:"1,keyasint" bound:"500"`
	Measure      string `cbor:"2,keyasint,omitempty" bound:"100"`        // "%", "giải"
	Combine      string `cbor:"3,keyasint,omitempty" bound:"32"`         // one of Combines; "" = the units' figures stand for themselves
	Criterion    string `cbor:"4,keyasint,omitempty" bound:"64"`         // whose result in the sheet of the season it is
	Input        string `cbor:"5,keyasint,omitempty" bound:"64"`         // which field of the result; "" = the figure that counts
	Option       string `cbor:"6,keyasint,omitempty" bound:"64"`         // whose count it is, where the criterion counts several
	Until        string `cbor:"7,keyasint,omitempty" bound:"day"`        // answers are asked for by this day
	Note         string `cbor:"8,keyasint,omitempty" bound:"4000 lines"` // what is meant
	Illustrative bool   `cbor:"9,keyasint,omitempty"`
	Withdrawn    bool   `cbor:"10,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go.
func (v AskedFigure) Check(int) error {
	switch {
	case v.Name == "":
		return Errorf(Invalid, "figure.no-name")
	case !noneOr(v.Combine, Combines):
		return Errorf(Invalid, "figure.combine", "how", v.Combine)
	case v.Criterion == "" && (v.Input != "" || v.Option != ""):
		return Errorf(Invalid, "figure.no-criterion-named")
	}
	return dayOrNone(v.Until)
}

// ReportedFigure is a unit's own answer to a figure the cluster asks for.
type ReportedFigure struct {
	Value        string `cbor:"1,keyasint,omitempty" bound:"figure"` // plain decimal; "" only where it is withdrawn
	Note         string `cbor:"2,keyasint,omitempty" bound:"4000 lines"`
	AsOf         string `cbor:"3,keyasint,omitempty" bound:"100"` // the day or period it speaks of, in words: "đến 31/5/2024", "học kỳ I"
	Illustrative bool   `cbor:"4,keyasint,omitempty"`
	Withdrawn    bool   `cbor:"5,keyasint,omitempty"`
}

// Check refuses what nobody can have meant; see check.go. A figure that can hardly be is taken: who reads it is told.
func (v ReportedFigure) Check(int) error {
	if v.Value == "" && !v.Withdrawn {
		return Errorf(Invalid, "figure.no-value")
	}
	return figureOrNone(v.Value)
}
