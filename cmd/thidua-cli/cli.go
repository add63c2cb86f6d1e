package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/alecthomas/kong"

	"thidua/emulation"
	"thidua/internal/console"
	"thidua/internal/desk"
	"thidua/internal/phrase"
)

// CLI is every verb and flag. The help texts are keys of the translation files.
type CLI struct {
	Data string `help:"cli.flag.data" type:"path" placeholder:"DIR"`
	JSON bool   `help:"cli.flag.json" name:"json"`
	Lang string `help:"cli.flag.lang" enum:"vi,en" default:"vi"`

	InCluster string `help:"cli.flag.in-cluster" name:"cluster" placeholder:"C"`
	InSeason  string `help:"cli.flag.in-season" name:"season" placeholder:"S"`

	Init         InitCmd   `cmd:"" help:"cli.init"`
	Invite       InviteCmd `cmd:"" help:"cli.invite"`
	Status       StatusCmd `cmd:"" help:"cli.status"`
	Sheet        SheetCmd  `cmd:"" help:"cli.sheet"`
	SetupVerbs   `embed:""`
	RunningVerbs `embed:""`
	MeetingVerbs `embed:""`
	AwardVerbs   `embed:""`

	Evidence  EvidenceCmd  `cmd:"" help:"cli.evidence"`
	Conflicts ConflictsCmd `cmd:"" help:"cli.conflicts"`
	Rank      RankCmd      `cmd:"" help:"cli.rank"`
	Score     ScoreCmd     `cmd:"" help:"cli.score"`
	Criteria  CriteriaCmd  `cmd:"" help:"cli.criteria"`
	Legal     LegalCmd     `cmd:"" help:"cli.legal"`
	Sync      SyncCmd      `cmd:"" help:"cli.sync"`
	Sample    SampleCmd    `cmd:"" help:"cli.sample"`
	Print     PrintCmd     `cmd:"" help:"cli.print"`
	Log       LogCmd       `cmd:"" help:"cli.log"`
	Doctor    DoctorCmd    `cmd:"" help:"cli.doctor"`
	StateHash StateHashCmd `cmd:"" name:"state-hash" help:"cli.state-hash"`
	Version   VersionCmd   `cmd:"" help:"cli.version"`
}

// App is what a verb works with.
type App struct {
	*Main
	cli  *CLI
	lang phrase.Language
}

// Run does one verb and gives the exit code.
func (m Main) Run(args []string) int {
	cli := new(CLI)
	app := &App{Main: &m, cli: cli, lang: console.Language(m.Getenv, args)}
	parser, err := kong.New(cli, kong.Name("thidua-cli"), kong.Writers(m.Stdout, m.Stderr), kong.NoDefaultHelp(), kong.Exit(func(int) {}))
	if err != nil {
		fmt.Fprintln(m.Stderr, err)
		return exitUsage
	}
	if node := console.HelpWanted(parser, args); node != nil {
		console.Help(m.Stdout, app.lang, "cli.about", node)
		return exitDone
	}
	ctx, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(m.Stderr, phrase.Text(app.lang, "cli.usage", "detail", err.Error()))
		return exitUsage
	}
	if err := ctx.Run(app); err != nil {
		return app.fail(err)
	}
	return exitDone
}

// quiet is an error whose words were printed already.
type quiet struct{ code int }

func (quiet) Error() string { return "" }

func (a *App) fail(err error) int {
	var q quiet
	if errors.As(err, &q) {
		return q.code
	}
	sentence := phrase.Error(a.lang, err)
	if a.cli.JSON {
		_ = json.NewEncoder(a.Stdout).Encode(map[string]any{"error": map[string]string{
			"code": string(emulation.CodeOf(err)), "key": emulation.KeyOf(err), "message": sentence}})
	}
	fmt.Fprintln(a.Stderr, sentence)
	return exitRefused
}

// say is a sentence in the person's language.
func (a *App) say(key string, pairs ...any) string { return phrase.Text(a.lang, key, pairs...) }

// tell prints a sentence; with --json it is left out.
func (a *App) tell(key string, pairs ...any) {
	if !a.cli.JSON {
		fmt.Fprintln(a.Stdout, a.say(key, pairs...))
	}
}

// show prints a value: as JSON with --json, else by text.
func (a *App) show(v any, text func(w io.Writer)) error {
	if !a.cli.JSON {
		text(a.Stdout)
		return nil
	}
	enc := json.NewEncoder(a.Stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// dir is the data folder: --data, THIDUA_DATA, or the user's own.
func (a *App) dir() (string, error) {
	if a.cli.Data != "" {
		return a.cli.Data, nil
	}
	if d := a.Getenv("THIDUA_DATA"); d != "" {
		return d, nil
	}
	base, err := os.UserConfigDir()
	if err != nil {
		return "", emulation.Errorf(emulation.Invalid, "cli.no-data").Because(err)
	}
	return filepath.Join(base, "thidua"), nil
}

// open opens the desk of the data folder; the caller closes it with done.
func (a *App) open() (*desk.Desk, error) {
	dir, err := a.dir()
	if err != nil {
		return nil, err
	}
	if d := a.desks[dir]; d != nil {
		return d, nil
	}
	d, err := desk.Open(dir, a.Env)
	if err == nil && a.desks != nil {
		a.desks[dir] = d
	}
	return d, err
}

// close closes a desk when its command is done, unless it is kept open for the next.
func (a *App) close(d *desk.Desk) error {
	if a.desks != nil {
		a.desks[d.Dir] = d
		return nil
	}
	return d.Close()
}

// with opens the desk, does something with it in the season that was named, and closes it.
func (a *App) with(do func(d *desk.Desk) error) error {
	d, err := a.open()
	if err != nil {
		return err
	}
	if err = d.Workspace.ChooseSeason(a.cli.InCluster, a.cli.InSeason); err == nil {
		if s, none := d.Workspace.Season(); none == nil {
			a.lang = a.lang.Among(s.Cluster.Info.Name)
		}
		err = do(d)
	}
	return errors.Join(err, a.close(d))
}

// file reads a file a person named.
func (a *App) file(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(a.Stdin)
	}
	raw, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, emulation.Errorf(emulation.NotFound, "cli.no-file", "file", name)
	}
	if err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "cli.unreadable", "file", name).Because(err)
	}
	return raw, nil
}
