package paper

import (
	"time"

	"thidua/documents"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/internal/phrase"
	"thidua/vietnamese"
	"thidua/workspace"
)

// say is a sentence of the area "paper".
func say(key string, pairs ...any) string {
	return phrase.Text(phrase.Vietnamese, "paper."+key, pairs...)
}

// figures writes points the way a set rounds them: always the same number of places, so that columns line up.
type figures struct{ places int }

func figuresOf(set *criteria.Set) figures { return figures{set.Rounding.Places} }

func (f figures) fixed(d decimal.Decimal) string { return d.LocaliseFixed(f.places, true) }

// maybe is "" where there is no figure.
func (f figures) maybe(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return f.fixed(*d)
}

// full is a maximum as the criteria write it, without zeros that say nothing: "10", "2,5".
func full(d decimal.Decimal) string { return d.Localise(true) }

func seasonOf(s *workspace.Season) documents.Season {
	return documents.Season{Label: s.Label, SchoolYear: s.Info.Kind == "school-year"}
}

// criteriaName names the set that was scored with, and its version.
func criteriaName(set *criteria.Set, version uint64) string {
	return say("criteria-version", "name", set.Name, "version", version)
}

// conferenceDay is the day of the season's conference, zero if none is set.
func conferenceDay(s *workspace.Season) time.Time {
	day, err := time.Parse(time.DateOnly, s.Info.Date)
	if err != nil {
		return time.Time{}
	}
	return day
}

// SheetFileName suggests a name for a sheet's file, without an ending: "phieu-cham-diem-so-gddt-son-la-2023-2024".
func SheetFileName(sh *workspace.Sheet) string {
	return vietnamese.Slug(say("file.sheet", "unit", sh.Unit.Label(), "season", sh.Season.Label))
}

// SummaryFileName suggests a name for the file of a cluster's summary, without an ending.
func SummaryFileName(r *workspace.Ranking) string {
	return vietnamese.Slug(say("file.summary", "cluster", r.Season.Cluster.Info.Name, "season", r.Season.Label))
}
