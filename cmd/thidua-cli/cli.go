package main

import (
	"context"
	"fmt"

	"thidua/cmd/thidua-cli/internal/access"
	"thidua/cmd/thidua-cli/internal/awards"
	"thidua/cmd/thidua-cli/internal/data"
	"thidua/cmd/thidua-cli/internal/meeting"
	"thidua/cmd/thidua-cli/internal/papers"
	"thidua/cmd/thidua-cli/internal/points"
	"thidua/cmd/thidua-cli/internal/result"
	"thidua/cmd/thidua-cli/internal/season"
	"thidua/cmd/thidua-cli/internal/sheet"
	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/cmd/thidua-cli/internal/versions"
	"thidua/cmd/thidua-cli/internal/year"
	"thidua/internal/console"
	"thidua/internal/phrase"
)

// CLI is every verb and flag, in the order of the help. The help texts are keys of the translation files.
type CLI struct {
	verb.Flags

	Init    data.InitCmd      `cmd:"" help:"cli.init"`
	Join    data.JoinCmd      `cmd:"" help:"cli.join"`
	Invite  data.InviteCmd    `cmd:"" help:"cli.invite"`
	Status  data.StatusCmd    `cmd:"" help:"cli.status"`
	Sheet   sheet.SheetCmd    `cmd:"" help:"cli.sheet"`
	Season  season.SeasonCmd  `cmd:"" help:"cli.season"`
	Unit    season.UnitCmd    `cmd:"" help:"cli.unit"`
	Cluster season.ClusterCmd `cmd:"" help:"cli.cluster"`

	Register    year.RegisterCmd    `cmd:"" help:"cli.register"`
	Compact     year.CompactCmd     `cmd:"" help:"cli.compact"`
	Programme   year.ProgrammeCmd   `cmd:"" help:"cli.programme"`
	Movement    year.MovementCmd    `cmd:"" help:"cli.movement"`
	Activity    year.ActivityCmd    `cmd:"" help:"cli.activity"`
	Initiative  year.InitiativeCmd  `cmd:"" help:"cli.initiative"`
	Exemplar    year.ExemplarCmd    `cmd:"" help:"cli.exemplar"`
	PersonAward year.PersonAwardCmd `cmd:"" help:"cli.person-award"`
	Shortcoming year.ShortcomingCmd `cmd:"" help:"cli.shortcoming"`
	Headcount   year.HeadcountCmd   `cmd:"" help:"cli.headcount"`
	Indicator   year.IndicatorCmd   `cmd:"" help:"cli.indicator"`
	Internal    year.InternalCmd    `cmd:"" help:"cli.internal"`
	Objection   year.ObjectionCmd   `cmd:"" help:"cli.objection"`
	Report      year.ReportCmd      `cmd:"" help:"cli.report"`

	Conference meeting.ConferenceCmd `cmd:"" help:"cli.conference"`
	Vote       meeting.VoteCmd       `cmd:"" help:"cli.vote"`
	Council    meeting.CouncilCmd    `cmd:"" help:"cli.council"`
	Leaders    meeting.LeadersCmd    `cmd:"" help:"cli.leaders"`
	Result     result.ResultCmd      `cmd:"" help:"cli.result"`
	Late       result.LateCmd        `cmd:"" help:"cli.late"`
	Award      awards.AwardCmd       `cmd:"" help:"cli.award"`
	Tasks      data.TasksCmd         `cmd:"" help:"cli.tasks"`
	News       data.NewsCmd          `cmd:"" help:"cli.news"`

	Evidence  sheet.EvidenceCmd  `cmd:"" help:"cli.evidence"`
	Conflicts data.ConflictsCmd  `cmd:"" help:"cli.conflicts"`
	Rank      points.RankCmd     `cmd:"" help:"cli.rank"`
	Score     points.ScoreCmd    `cmd:"" help:"cli.score"`
	Criteria  points.CriteriaCmd `cmd:"" help:"cli.criteria"`
	Legal     awards.LegalCmd    `cmd:"" help:"cli.legal"`
	Sync      data.SyncCmd       `cmd:"" help:"cli.sync"`
	Bundle    data.BundleCmd     `cmd:"" help:"cli.bundle"`
	Relay     data.RelayCmd      `cmd:"" help:"cli.relay"`
	Sample    data.SampleCmd     `cmd:"" help:"cli.sample"`
	Print     papers.PrintCmd    `cmd:"" help:"cli.print"`
	Paper     papers.PaperCmd    `cmd:"" help:"cli.paper"`
	Log       data.LogCmd        `cmd:"" help:"cli.log"`
	Rules     data.RulesCmd      `cmd:"" help:"cli.rules"`

	Letterhead papers.LetterheadCmd `cmd:"" help:"cli.letterhead"`
	Number     papers.NumberCmd     `cmd:"" help:"cli.number"`
	Wording    papers.WordingCmd    `cmd:"" help:"cli.wording"`

	Keys        access.KeysCmd        `cmd:"" help:"cli.keys"`
	Invitations access.InvitationsCmd `cmd:"" help:"cli.invitations"`
	Revoke      access.RevokeCmd      `cmd:"" help:"cli.revoke"`
	Held        access.HeldCmd        `cmd:"" help:"cli.held"`
	Quota       access.QuotaCmd       `cmd:"" help:"cli.quota"`

	Doctor    data.DoctorCmd      `cmd:"" help:"cli.doctor"`
	Backup    data.BackupCmd      `cmd:"" help:"cli.backup"`
	Data      data.DataCmd        `cmd:"" name:"data" help:"cli.data"`
	Recovery  data.RecoveryCmd    `cmd:"" help:"cli.recovery"`
	StateHash data.StateHashCmd   `cmd:"" name:"state-hash" help:"cli.state-hash"`
	Update    versions.UpdateCmd  `cmd:"" help:"cli.update"`
	Release   versions.ReleaseCmd `cmd:"" help:"cli.release"`
	Version   data.VersionCmd     `cmd:"" help:"cli.version"`
}

// grammar is the parser with the struct it reads into.
type grammar struct {
	CLI
	parser *console.Parser
}

// grammars are those that wait for a command line. One is enough but for a verb that plays other command lines, and for seasons that are
// played side by side.
var grammars = make(chan *grammar, 8)

// take gives a grammar nobody uses; the caller gives it back with leave.
func take() (*grammar, error) {
	select {
	case g := <-grammars:
		return g, nil
	default:
	}
	g := new(grammar)
	var err error
	g.parser, err = console.NewParser("thidua-cli", &g.CLI)
	return g, err
}

func (g *grammar) leave() {
	select {
	case grammars <- g:
	default:
	}
}

// run does one verb and gives the exit code.
func run(ctx context.Context, p verb.Program, args []string) int {
	exact := p.Stdout
	p.Stdout, p.Stderr = verb.Visible(p.Stdout), verb.Visible(p.Stderr)
	app := &verb.App{Program: &p, Lang: console.Language(p.Getenv, args)}
	g, err := take()
	if err != nil {
		fmt.Fprintln(p.Stderr, err)
		return verb.Usage
	}
	defer g.leave()
	app.Flags, app.Env.Ask = &g.Flags, app.Ask
	if node := g.parser.HelpWanted(args); node != nil {
		console.Help(p.Stdout, app.Lang, "cli.about", node)
		fmt.Fprintln(p.Stdout, app.Say("cli.help.stopped"))
		return verb.Done
	}
	parsed, err := g.parser.Parse("cli.usage", args)
	if err != nil {
		fmt.Fprintln(p.Stderr, phrase.Error(app.Lang, err))
		return verb.Usage
	}
	if app.JSON { // for a program: what it says is what was typed, letter by letter
		p.Stdout = exact
	}
	err = parsed.BindToProvider(func() (context.Context, error) {
		if p.Interrupted != nil {
			return p.Interrupted(ctx), nil
		}
		return ctx, nil
	})
	if err == nil {
		err = parsed.RunNode(parsed.Selected(), app) // what Run does but for hooks, which no verb has
	}
	if err != nil {
		return app.Fail(err)
	}
	return verb.Done
}
