package book

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/legal"
	"thidua/emulation/rule"
	"thidua/vietnamese"
)

// Clean is what a person typed without blanks around it, its letters composed (NFC).
func Clean(text string) string { return strings.TrimSpace(vietnamese.NFC(text)) }

// CleanAll cleans the lines of a list and leaves empty ones out.
func CleanAll(lines []string) []string {
	var kept []string
	for _, l := range lines {
		if l = Clean(l); l != "" {
			kept = append(kept, l)
		}
	}
	return kept
}

// CleanTexts takes what nobody sees off texts, where they stand.
func CleanTexts(texts ...*string) {
	for _, t := range texts {
		*t = Clean(*t)
	}
}

// Day is a date as a person typed it, as it is stored; "" stays "".
func Day(text string) (string, error) {
	if text = Clean(text); text == "" {
		return "", nil
	}
	d, err := vietnamese.ParseDate(text)
	if err != nil {
		return "", emulation.Errorf(emulation.Invalid, "running.bad-date", "text", text)
	}
	return d, nil
}

// Days reads days as they were typed, where they stand.
func Days(texts ...*string) error {
	for _, t := range texts {
		day, err := Day(*t)
		if err != nil {
			return err
		}
		*t = day
	}
	return nil
}

// Hour is an hour of the day as a person typed it, as it is stored ("08:30"); "" stays "".
func Hour(text string) (string, error) {
	if text = Clean(text); text == "" {
		return "", nil
	}
	hour, ok := vietnamese.ParseHour(text)
	if !ok {
		return "", emulation.Errorf(emulation.Invalid, "conference.hour", "text", text)
	}
	return hour, nil
}

// TypedDay reads a day a person typed; "" stays no day.
func TypedDay(text string) (legal.Date, error) {
	d, err := Day(text)
	return legal.Date(d), err
}

// Percentage is a figure from 0 to 100 as a person typed it, as it is stored; "" stays "".
func Percentage(text string) (string, error) {
	if text = Clean(text); text == "" {
		return "", nil
	}
	plain, err := rule.ParseFigure(text)
	if err != nil {
		return "", err
	}
	if d := decimal.MustParse(plain); d.Sign() < 0 || d.Cmp(decimal.FromInt(100)) > 0 {
		return "", emulation.Errorf(emulation.Invalid, "running.not-a-percentage", "text", text)
	}
	return plain, nil
}

// OwnUnit is the season and the member unit this desk belongs to.
func (b *Book) OwnUnit() (*Season, Unit, error) {
	me, err := b.Certificate()
	if err != nil {
		return nil, Unit{}, err
	}
	if me.Subject.Kind != emulation.SubjectUnit {
		return nil, Unit{}, emulation.Errorf(emulation.Forbidden, "running.no-own-unit")
	}
	return b.MemberUnit(me.Subject.ID)
}

// OwnerOf is the id under which something of the own unit, or of the cluster, stands in the current season.
func (b *Book) OwnerOf(cluster bool) (*Season, emulation.ID, error) {
	if cluster {
		s, err := b.Season()
		if err != nil {
			return nil, emulation.ID{}, err
		}
		return s, s.Cluster.ID, nil
	}
	s, u, err := b.OwnUnit()
	return s, u.ID, err
}

// MemberUnit is the season and a member of its cluster.
func (b *Book) MemberUnit(id emulation.ID) (*Season, Unit, error) {
	s, err := b.Season()
	if err != nil {
		return nil, Unit{}, err
	}
	u, ok := s.Cluster.Member(id)
	if !ok {
		return nil, Unit{}, emulation.Errorf(emulation.NotFound, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
	}
	return s, u, nil
}

// SortBy puts a list in the order of a text of each entry.
func SortBy[T any](list []T, text func(T) string) {
	slices.SortStableFunc(list, func(a, b T) int { return strings.Compare(text(a), text(b)) })
}

// VietnameseOrderOf puts a list in dictionary order of several texts of each entry, the first that differs decides.
func VietnameseOrderOf[T any](list []T, texts func(T) []string) {
	slices.SortStableFunc(list, func(a, b T) int { return slices.CompareFunc(texts(a), texts(b), vietnamese.Collate) })
}

// VietnameseOrder puts a list in dictionary order of a text of each entry.
func VietnameseOrder[T any](list []T, text func(T) string) {
	slices.SortStableFunc(list, func(a, b T) int { return vietnamese.Collate(text(a), text(b)) })
}
