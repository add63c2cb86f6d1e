package judge

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/decimal"
	"thidua/emulation/legal"
	"thidua/sync/changeset"
)

// What a person cannot have meant is refused here, whatever program wrote it: one absurd figure or word would keep whole views of a cluster
// from being shown, or be read differently by the next program.

// manyPeople is more than any unit has.
const manyPeople = 10_000_000

var errValue = emulation.Errorf(emulation.Invalid, "reason.shape")

// valid checks that a value is a T that can be meant so.
func valid[T any](meant func(v *T) bool) func(string, changeset.Raw) error {
	return func(_ string, value changeset.Raw) error {
		v := new(T)
		if err := changeset.LoadStrict(value, v); err != nil {
			return err
		}
		if !meant(v) {
			return errValue
		}
		return nil
	}
}

// day reports whether a text is a day as it is stored.
func day(text string) bool {
	_, err := legal.ParseDate(text)
	return err == nil
}

func noDayOr(text string) bool { return text == "" || day(text) }

func noneOr(word string, words []string) bool { return word == "" || slices.Contains(words, word) }

func figure(text string) bool {
	_, err := decimal.Parse(text)
	return err == nil
}

func noFigureOr(text string) bool { return text == "" || figure(text) }

func percent(text string) bool {
	d, err := decimal.Parse(text)
	return err == nil && d.Sign() >= 0 && d.Cmp(decimal.FromInt(100)) <= 0
}

// distinct reports whether each text stands once, and none is empty.
func distinct(texts []string) bool {
	seen := make(map[string]bool, len(texts))
	for _, t := range texts {
		if t == "" || seen[t] {
			return false
		}
		seen[t] = true
	}
	return true
}

func meantSeason(v *emulation.SeasonInfo) bool {
	return noneOr(v.Kind, emulation.SeasonKinds) && noDayOr(v.Date)
}

func meantMembership(v *emulation.Membership) bool { return noDayOr(v.Since) && noDayOr(v.Until) }

func meantSuccession(v *emulation.Succession) bool {
	return slices.Contains(emulation.SuccessionKinds, v.Kind) && !slices.Contains(v.Into, emulation.ID{})
}

func meantPost(v *emulation.PostInfo) bool { return noneOr(v.How, emulation.PostHows) }

func meantDocument(v *emulation.NumberedDocument) bool {
	return slices.Contains(emulation.DocumentKinds, v.Kind) && noDayOr(v.Date)
}

func meantDeadline(v *emulation.Deadline) bool { return day(v.Date) }

func meantQuota(v *emulation.SeasonQuota) bool { return v.Count <= ballot.Limit }

func meantCompact(v *emulation.CompactText) bool { return noDayOr(v.Date) }

func meantSignature(v *emulation.CompactSignature) bool { return noDayOr(v.Date) }

func meantProgress(v *emulation.Progress) bool { return percent(v.Percent) }

func meantActivity(v *emulation.Activity) bool {
	return noneOr(v.Kind, emulation.ActivityKinds) && noDayOr(v.Date)
}

func meantHeadcount(v *emulation.Headcount) bool {
	return max(v.People, v.Advanced, v.Fighters, v.Disciplined) <= manyPeople && v.Excellent <= 200 && (v.TasksDone == "" || percent(v.TasksDone))
}

func meantAssignment(v *emulation.Assignment) bool { return v.Round <= 2 }

func meantVerified(v *emulation.VerifiedScore) bool {
	return figure(v.Points) && (len(v.Seen) == 0 || len(v.Seen) == 16)
}

func meantConference(v *emulation.ConferenceInfo) bool {
	own := v.QuorumNum != 0 || v.QuorumDen != 0
	q := ballot.Quorum{Num: v.QuorumNum, Den: v.QuorumDen, Strict: v.QuorumAbove}
	return noDayOr(v.Date) && (!own || q.Check() == nil)
}

func meantAttendance(v *emulation.Attendance) bool { return v.Delegates <= ballot.Limit }

func meantSpeech(v *emulation.Speech) bool { return slices.Contains(emulation.SpeechKinds, v.Kind) }

// meantVote: nobody records rules no vote can be held under, or asks nothing.
func meantVote(q *ballot.Question) bool {
	lines := make([]string, len(q.Lines))
	for i, l := range q.Lines {
		lines[i] = l.ID
	}
	return q.Rules.Check() == nil && len(lines) > 0 && distinct(lines) && q.Members >= 0 && q.Members <= ballot.Limit
}

func meantChair(v *emulation.ChairDecision) bool { return len(v.Lines) > 0 && distinct(v.Lines) }

func meantLeaders(v *emulation.Leaders) bool { return noneOr(v.How, emulation.PostHows) }

func meantDossier(v *emulation.DossierPaper) bool { return v.Paper != "" && noDayOr(v.Date) }

func meantAward(v *emulation.AwardDecision) bool { return v.Number != "" && noDayOr(v.Date) }

func meantIndicator(v *emulation.IndicatorValue) bool { return noFigureOr(v.Value) }

func meantInternal(v *emulation.InternalSheet) bool { return noFigureOr(v.Points) }
