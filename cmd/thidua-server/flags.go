package main

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/alecthomas/kong"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

const program = "thidua-server"

// CLI is every verb and flag. The help texts are keys of the translation files.
type CLI struct {
	Lang string `help:"server.help.lang" enum:"vi,en" default:"vi"`
	Help bool   `help:"server.help.help" short:"h"`

	Init    InitCmd    `cmd:"" help:"server.help.init"`
	Serve   ServeCmd   `cmd:"" help:"server.help.serve"`
	Version VersionCmd `cmd:"" help:"server.help.version"`
}

// ParseFlags reads the command line. A wrong one is the error "server.usage".
func (m *Main) ParseFlags(args []string) error {
	m.lang = m.language(args)
	cli := new(CLI)
	parser, err := kong.New(cli, kong.Name(program), kong.Writers(m.Stdout, m.Stderr), kong.NoDefaultHelp(), kong.Exit(func(int) {}))
	if err != nil {
		return err
	}
	if node := wantsHelp(parser, args); node != nil {
		m.verb = helpCmd{node}
		return nil
	}
	ctx, err := parser.Parse(args)
	if err != nil {
		return emulation.Errorf(emulation.Invalid, "server.usage", "detail", err.Error())
	}
	m.verb = ctx.Selected().Target.Addr().Interface().(verb)
	return nil
}

// language is read before anything else, so that a usage error is told in it too.
func (m *Main) language(args []string) phrase.Language {
	lang := m.Getenv("THIDUA_LANG")
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			lang = v
		} else if a == "--lang" && i+1 < len(args) {
			lang = args[i+1]
		}
	}
	if lang == "en" {
		return phrase.English
	}
	return phrase.Vietnamese
}

// wantsHelp is the verb, or the whole program, whose help is asked for; nil if none is.
func wantsHelp(parser *kong.Kong, args []string) *kong.Node {
	wanted := len(args) == 0
	node := parser.Model.Node
	for _, a := range args {
		wanted = wanted || a == "--help" || a == "-h" || a == "help"
		for _, child := range node.Children {
			if child.Name == a {
				node = child
				break
			}
		}
	}
	if !wanted {
		return nil
	}
	return node
}

// helpCmd prints the help in the person's language.
type helpCmd struct{ node *kong.Node }

// Run prints.
func (h helpCmd) Run(_ context.Context, m *Main) error {
	n := h.node
	say := func(key string) string { return phrase.Text(m.lang, key) }
	about := n.Help
	if n.Parent == nil {
		about = "server.help"
	}
	w := m.Stdout
	fmt.Fprintf(w, "%s\n\n%s  %s\n", say(about), say("server.help.usage"), strings.TrimSpace(program+" "+n.Path()))
	if len(n.Children) > 0 {
		fmt.Fprintf(w, "\n%s\n", say("server.help.verbs"))
		for _, c := range n.Children {
			line(w, c.Name, say(c.Help))
		}
	}
	fmt.Fprintf(w, "\n%s\n", say("server.help.flags"))
	for at := n; at != nil; at = at.Parent {
		for _, f := range at.Flags {
			line(w, f.String(), say(f.Help))
		}
	}
	_, err := fmt.Fprintf(w, "\n%s\n", say("server.help.codes"))
	return err
}

func line(w io.Writer, name, text string) { fmt.Fprintf(w, "  %-30s %s\n", name, text) }

// VersionCmd tells which program this is.
type VersionCmd struct{}

// Run prints version, build and what it speaks.
func (*VersionCmd) Run(_ context.Context, m *Main) error {
	build := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				build = s.Value
			}
		}
	}
	m.tell("server.version", "version", emulation.ProgramVersion, "build", build, "protocol", wire.Version, "judge", judge.Version)
	return nil
}
