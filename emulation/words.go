package emulation

// The words that stand in records in place of a choice. A word once used is never used for another meaning.
var (
	SeasonKinds     = []string{"school-year", "calendar-year", "multi-year"}
	DocumentKinds   = []string{"regulation", "plan", "guidance", "decision", "report", "minutes", "other"}
	ActivityKinds   = []string{"seminar", "exchange", "sports", "culture", "support", "other"}
	SpeechKinds     = []string{"paper", "opinion"}
	PostHows        = []string{"assigned", "elected", "acclaimed", "unknown"}
	SuccessionKinds = []string{SuccessionRenamed, SuccessionMerged, SuccessionDissolved, SuccessionSplit}
)
