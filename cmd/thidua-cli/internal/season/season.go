package season

type SeasonCmd struct {
	Show     SeasonShowCmd     `cmd:"" help:"cli.season.show"`
	List     SeasonListCmd     `cmd:"" help:"cli.season.list"`
	Use      SeasonUseCmd      `cmd:"" help:"cli.season.use"`
	New      SeasonNewCmd      `cmd:"" help:"cli.season.new"`
	Info     SeasonInfoCmd     `cmd:"" help:"cli.season.info"`
	Step     SeasonStepCmd     `cmd:"" help:"cli.season.step"`
	Back     SeasonBackCmd     `cmd:"" help:"cli.season.back"`
	Check    SeasonCheckCmd    `cmd:"" help:"cli.season.check"`
	History  SeasonHistoryCmd  `cmd:"" help:"cli.season.history"`
	Deadline SeasonDeadlineCmd `cmd:"" help:"cli.season.deadline"`
	Calendar SeasonCalendarCmd `cmd:"" help:"cli.season.calendar"`
	Criteria SeasonCriteriaCmd `cmd:"" help:"cli.season.criteria-versions"`
	Document DocumentCmd       `cmd:"" help:"cli.season.document"`
	Quota    QuotaCmd          `cmd:"" help:"cli.season.quota"`
	Post     PostCmd           `cmd:"" help:"cli.season.post"`
	Replay   SeasonReplayCmd   `cmd:"" help:"cli.season.replay"`
}
