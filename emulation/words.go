package emulation

// The words that stand in records in place of a choice. A word once used is never used for another meaning.
var (
	SeasonKinds     = []string{"school-year", "calendar-year", MultiYear}
	ClusterKinds    = []string{"cluster", KindBlock} // cụm, khối
	DocumentKinds   = []string{"regulation", "plan", "guidance", "decision", "report", "minutes", "other"}
	ActivityKinds   = []string{"seminar", "exchange", "sports", "culture", "support", "other"}
	SpeechKinds     = []string{SpeechPaper, SpeechOpinion, SpeechReport, SpeechDirection}
	PostHows        = []string{HowAssigned, HowElected, "acclaimed", "unknown"}
	SuccessionKinds = []string{SuccessionRenamed, SuccessionMerged, SuccessionDissolved, SuccessionSplit}
	AwardKinds      = []string{"flag", "certificate", "title"}
	AwardLevels     = []string{"government", "ministry-or-province", "ministry", "province", "organisation", "agency"} // the highest first
	AwardFor        = []string{ForUnits, ForPersons, ForBoth}
	AwardStages     = []string{StageRegistered, StageProposed, StageGiven}       // đăng ký, đề nghị, được khen thưởng
	OpinionAnswers  = []string{OpinionAccepted, "partly", "declined"}            // tiếp thu, tiếp thu một phần, giải trình
	WorkSorts       = []string{"initiative", "research", SortModel, "solution"}  // sáng kiến, đề tài khoa học, mô hình, giải pháp
	WorkLevels      = []string{"national", "ministry", "province", "grassroots"} // phạm vi ảnh hưởng, the widest first
)

// The words whose meaning other figures depend on.
const (
	MultiYear = "multi-year" // a season that looks back on years
	KindBlock = "block"      // a khối: its posts have other names

	SpeechPaper     = "paper"     // tham luận
	SpeechOpinion   = "opinion"   // ý kiến
	SpeechReport    = "report"    // báo cáo; from judge 4 on
	SpeechDirection = "direction" // phát biểu chỉ đạo of a guest; from judge 4 on

	HowAssigned = "assigned" // a post by the word of who organises
	HowElected  = "elected"  // a post by a vote
	ForUnits    = "units"    // an award of units alone
	ForPersons  = "persons"  // of persons alone: no unit is proposed for it
	ForBoth     = "both"

	StageRegistered = "registered"
	StageProposed   = "proposed"
	StageGiven      = "given"    // an award that was decided
	OpinionAccepted = "accepted" // an opinion that was followed
	SortModel       = "model"    // a way of working that others take over
)
