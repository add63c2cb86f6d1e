package record

import "thidua/emulation"

// The keys of records of a control log.
type (
	// ByOffice names what stands once for an office.
	ByOffice struct{ Office emulation.ID }
	// ByLog names what is said of a signing key, by its log id.
	ByLog struct{ Log emulation.ID }
	// ByPerson names what is said of a person.
	ByPerson struct{ Person emulation.ID }
	// ByOneTime names an invitation by its one-time public key.
	ByOneTime struct{ OneTime []byte }
	// OfficeCode names a unit or cluster of an office by its code.
	OfficeCode struct {
		Office emulation.ID
		Code   string
	}
	// OfficeCodeRound names the count of a round, from 1, of an office's vote.
	OfficeCodeRound struct {
		Office emulation.ID
		Code   string
		Round  uint64
	}
	// ClusterUnit names a unit in a cluster.
	ClusterUnit struct{ Cluster, Unit emulation.ID }
	// UnitPost names a post that a unit holds in a season of a cluster.
	UnitPost struct {
		Cluster, Season emulation.ID
		Post            emulation.Post `words:"post."`
		Unit            emulation.ID
	}
	// UnitDay names what became of a unit on a day (YYYY-MM-DD).
	UnitDay struct {
		Unit emulation.ID
		Day  string `bound:"day"`
	}
)

// The keys of records of a season.
type (
	// ClusterCode names a season of a cluster by its label.
	ClusterCode struct {
		Cluster emulation.ID
		Code    string
	}
	// BySeason names what stands once in a season.
	BySeason struct{ Season emulation.ID }
	// SeasonCode names one of many of a season by its code.
	SeasonCode struct {
		Season emulation.ID
		Code   string
	}
	// SeasonVersion names a version of criteria.
	SeasonVersion struct {
		Season  emulation.ID
		Version uint64
	}
	// VersionUnitCode names one of many that a unit says of a version of criteria.
	VersionUnitCode struct {
		Season  emulation.ID
		Version uint64
		Unit    emulation.ID
		Code    string
	}
	// SeasonAt names what belongs to a step of a season.
	SeasonAt struct {
		Season emulation.ID
		Step   emulation.SeasonStep `words:"season."`
	}
	// SeasonForm names what belongs to an award form in a season.
	SeasonForm struct {
		Season emulation.ID
		Form   string
	}
	// SeasonUnit names what a unit has once in a season.
	SeasonUnit struct{ Season, Unit emulation.ID }
	// SeasonUnitDay names what a unit says of a day.
	SeasonUnitDay struct {
		Season, Unit emulation.ID
		Day          string `bound:"day"`
	}
	// SeasonUnitCode names one of many of a unit, or of the cluster as a whole: then the unit is the cluster.
	SeasonUnitCode struct {
		Season, Unit emulation.ID
		Code         string
	}
	// UnitWhat names what is said of a kind of record of a unit.
	UnitWhat struct {
		Season, Unit emulation.ID
		What         string `words:"record."`
	}
	// UnitVerifier names a unit as the verifier of another's sheet.
	UnitVerifier struct{ Season, Unit, Verifier emulation.ID }
	// ByFile names a file by its content.
	ByFile struct {
		Root   []byte
		Length uint64 `bound:"67108864"`
	}
	// ByChange names a change by its identity.
	ByChange struct{ Change []byte }
)

// The keys of sheets and of what is said about them.
type (
	// UnitPeriod names a unit's sheet of a period.
	UnitPeriod struct {
		Season, Unit emulation.ID
		Period       emulation.Period `bound:"period"`
	}
	// SheetCriterion names what is said of a criterion of a sheet.
	SheetCriterion struct {
		Sheet     emulation.ID
		Criterion string
	}
	// SheetColumn names a criterion's cell in a column of a sheet.
	SheetColumn struct {
		Sheet             emulation.ID
		Criterion, Column string
	}
	// SeasonPeriodCode names a figure of a period.
	SeasonPeriodCode struct {
		Season emulation.ID
		Period emulation.Period `bound:"period"`
		Code   string
	}
	// UnitCode names a department of a unit by its code.
	UnitCode struct {
		Unit emulation.ID
		Code string
	}
	// DepartmentPeriod names a department's sheet of a period.
	DepartmentPeriod struct {
		Season, Department emulation.ID
		Period             emulation.Period `bound:"period"`
	}
)

// The keys of conferences, votes and awards.
type (
	// SeasonConference names a conference of a season by its kind.
	SeasonConference struct {
		Season emulation.ID
		Kind   string `words:"conference.kind."`
	}
	// ConferenceUnit names a unit at a conference.
	ConferenceUnit struct {
		Season     emulation.ID
		Conference string `words:"conference.kind."`
		Unit       emulation.ID
	}
	// ConferenceUnitCode names one of many of a unit at a conference.
	ConferenceUnitCode struct {
		Season     emulation.ID
		Conference string `words:"conference.kind."`
		Unit       emulation.ID
		Code       string
	}
	// SeasonVote names what belongs to a vote.
	SeasonVote struct {
		Season emulation.ID
		Vote   string
	}
	// VoteRound names the count of a round of a vote, from 1.
	VoteRound struct {
		Season emulation.ID
		Vote   string
		Round  uint64
	}
	// UnitForm names a unit's proposal for an award form.
	UnitForm struct {
		Season, Unit emulation.ID
		Form         string
	}
	// UnitFormPaper names a paper of such a proposal by what requires it.
	UnitFormPaper struct {
		Season, Unit      emulation.ID
		Form, Requirement string
	}
)

// IssuerNumber names a number of a register: whose it is (the cluster's own under its id), of which calendar year, of which type (emulation.PaperTypes),
// from 1. It belongs to no season: a year's numbers go through two.
type IssuerNumber struct {
	Cluster, Unit emulation.ID
	Year          uint64 `bound:"2199" words:"register.year"`
	Type          string `bound:"8" words:"paper-type."`
	Number        uint64 `bound:"100000" words:"register.number"`
}

// SeasonSentence names a standing sentence of the papers of a season, as documents/forms names it.
type SeasonSentence struct {
	Season   emulation.ID
	Sentence string `bound:"64" words:"wording."`
}
