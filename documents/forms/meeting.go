package forms

import (
	"cmp"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/vietnamese"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// ofMeeting begins a paper of the cluster about a meeting, at the place where it is held.
func ofMeeting(s *book.Season, c *conference.Conference, kind, day string, now time.Time, subject ...string) *paper {
	return ofCluster(s, kind, town(s, meetingPlace(s, c)), day, now, subject...)
}

// meetingPlace is where a meeting is held: at the season's place, if nobody wrote down another.
func meetingPlace(s *book.Season, c *conference.Conference) string {
	return cmp.Or(c.Place, s.Info.Place)
}

// works are what a meeting is for, each with its years; word says it of the year that closes and the next, "" leaves it out.
func works(s *book.Season, c *conference.Conference, word func(purpose, year, next string) string) []string {
	return emulation.NonEmpty(emulation.Map(c.PurposesOf(c.Kind), func(purpose string) string {
		if purpose == emulation.ConferenceReview {
			return reviewed(s)
		}
		return word(purpose, lowerFirst(seasonLine(s)), nextYear(s))
	})...)
}

// meetingTitle names a meeting by all it is for: "Hội nghị tổng kết công tác thi đua năm 2020, triển khai nhiệm vụ năm 2021 và tổng kết …".
func meetingTitle(s *book.Season, c *conference.Conference) string {
	if len(c.PurposesOf(c.Kind)) < 2 && !(c.Kind == emulation.ConferenceReview && s.Info.Review != "") {
		return conferenceName(c.Kind) + " " + lowerFirst(seasonLine(s))
	}
	names := works(s, c, func(purpose, year, next string) string {
		if purpose == emulation.ConferenceOpening || purpose == emulation.ConferenceSigning && c.Kind != purpose {
			year = next // a compact that is signed where the year closes is the next year's
		}
		return say("meeting."+purpose, "year", year)
	})
	if last := len(names) - 1; last > 0 {
		return say("meeting.several", "list", strings.Join(names[:last], ", "), "last", names[last])
	}
	return say("meeting.one", "what", names[0])
}

// reviewed is what a season looks back on and over which years: "tổng kết 5 năm tổ chức, hoạt động của Cụm giai đoạn 2015–2020".
func reviewed(s *book.Season) string {
	i := s.Info
	switch {
	case i.Review == "":
		return say("meeting.review-unknown")
	case i.ReviewOf == "":
		return say("meeting.review-years", "years", i.Review)
	case strings.Contains(i.ReviewOf, i.Review):
		return say("meeting.review", "what", lowerFirst(i.ReviewOf))
	}
	return say("meeting.review-both", "what", lowerFirst(i.ReviewOf), "years", i.Review)
}

// reportSubject is what the report to a meeting is about: each of the meeting's works that is reported, with its years.
func reportSubject(s *book.Season, c *conference.Conference) string {
	return capital(joined(works(s, c, func(purpose, year, next string) string {
		switch purpose {
		case emulation.ConferenceOpening:
			return say("report.next-tasks-of", "year", next)
		case c.Kind, emulation.ConferenceClosing, emulation.ConferenceMid:
			return lowerFirst(say("report.subject", "kind", say("report.kind."+purpose), "season", year))
		}
		return ""
	})))
}

// nextYear is the year after a season's: "năm 2021".
func nextYear(s *book.Season) string {
	if label := emulation.NextLabel(s.Label); label != "" {
		return lowerFirst(yearLine(s, label))
	}
	return say("season.next")
}

// meetingTime is when a meeting was held: "sáng ngày 02 tháng 8 năm 2024, từ 8 giờ 00 đến 11 giờ 30". The pen gets room for the hour it began, where
// that is not known; without a day there is room and nothing else.
func meetingTime(c *conference.Conference) string {
	if c.Date == "" {
		return ""
	}
	from, until := vietnamese.FormatHour(c.From), vietnamese.FormatHour(c.Until)
	day := dayWords(c.Date)
	if c.Half != "" && (c.LastDay == "" || c.Half != "day") {
		day = say("meeting.half."+c.Half, "day", day)
	}
	if c.LastDay != "" {
		first, last := day, dayWords(c.LastDay)
		if from != "" {
			first = say("meeting.hour-of", "hour", from, "day", first)
		}
		if until != "" {
			last = say("meeting.hour-of", "hour", until, "day", last)
		}
		return say("meeting.days", "first", first, "last", last)
	}
	if until == "" {
		return say("meeting.begins", "day", day, "from", cmp.Or(from, say("hour-open")))
	}
	return say("meeting.hours", "day", day, "from", cmp.Or(from, say("hour-open")), "until", until)
}

// meetingEnds closes the minutes: with the hour where it is known, and room for it elsewhere.
func meetingEnds(c *conference.Conference) documents.Paragraph {
	hour := cmp.Or(vietnamese.FormatHour(c.Until), say("hour-open"))
	if c.LastDay != "" {
		return stands("minutes.close-on", "hour", hour, "day", dayWords(c.LastDay))
	}
	return stands("minutes.close", "hour", hour)
}
