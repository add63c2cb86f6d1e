package main

import (
	"context"

	"github.com/alecthomas/kong"

	"thidua/emulation"
	"thidua/internal/console"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

const program = "thidua-server"

// CLI is every verb and flag. The help texts are keys of the translation files.
type CLI struct {
	Lang string `help:"server.help.lang" enum:"vi,en" default:"vi"`
	Help bool   `help:"server.help.help" short:"h"`

	Quickstart QuickstartCmd `cmd:"" help:"server.help.quickstart"`

	Init   InitCmd   `cmd:"" help:"server.help.init"`
	Serve  ServeCmd  `cmd:"" help:"server.help.serve"`
	Backup BackupCmd `cmd:"" help:"server.help.backup"`
	Bundle BundleCmd `cmd:"" help:"server.help.bundle"`
	Doctor DoctorCmd `cmd:"" help:"server.help.doctor"`
	Status StatusCmd `cmd:"" help:"server.help.status"`

	Config  ConfigCmd  `cmd:"" help:"server.help.config"`
	Health  HealthCmd  `cmd:"" help:"server.help.health"`
	Service ServiceCmd `cmd:"" help:"server.help.service"`

	Publish PublishCmd `cmd:"" help:"server.help.publish"`

	Generation GenerationCmd `cmd:"" help:"server.help.generation"`

	Version VersionCmd `cmd:"" help:"server.help.version"`
}

// ParseFlags reads the command line. A wrong one is the error "server.usage".
func (m *Main) ParseFlags(args []string) error {
	m.lang = console.Language(m.Getenv, args)
	cli := new(CLI)
	parser, err := console.NewParser(program, cli)
	if err != nil {
		return err
	}
	if node := parser.HelpWanted(args); node != nil {
		m.verb = helpCmd{node}
		return nil
	}
	ctx, err := parser.Parse("server.usage", args)
	if err != nil {
		return err
	}
	m.verb = ctx.Selected().Target.Addr().Interface().(verb)
	return nil
}

// helpCmd prints the help in the person's language.
type helpCmd struct{ node *kong.Node }

func (h helpCmd) Run(_ context.Context, m *Main) error {
	console.Help(m.Stdout, m.lang, "server.help", h.node)
	return nil
}

// VersionCmd tells which program this is.
type VersionCmd struct{}

// Run prints version, build and what it speaks.
func (*VersionCmd) Run(_ context.Context, m *Main) error {
	build := console.Build()
	m.tell("server.version", "version", emulation.ProgramVersion, "build", build, "protocol", wire.Version, "judge", judge.Latest)
	return nil
}
