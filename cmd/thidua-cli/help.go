package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"thidua/internal/phrase"
)

func wantsHelp(args []string) bool {
	if len(args) == 0 {
		return true
	}
	for _, a := range args {
		if a == "--" {
			return false
		}
		if a == "--help" || a == "-h" {
			return true
		}
	}
	return args[0] == "help"
}

// help satisfies kong; the program prints its own, in two languages.
func (a *App) help(kong.HelpOptions, *kong.Context) error { return nil }

// showHelp prints the help of the verb named by args, or of the whole program.
func (a *App) showHelp(parser *kong.Kong, args []string) int {
	node := parser.Model.Node
	for _, arg := range args {
		for _, child := range node.Children {
			if child.Name == arg {
				node = child
				break
			}
		}
	}
	a.describe(a.Stdout, node)
	return exitDone
}

func (a *App) describe(w io.Writer, n *kong.Node) {
	fmt.Fprintf(w, "%s\n\n%s  %s", a.text(n.Help), a.say("cli.help.usage"), strings.TrimSpace(n.Path()))
	if n.Parent == nil {
		fmt.Fprintf(w, "\n\n%s\n", a.text("cli.about"))
	}
	for _, p := range n.Positional {
		fmt.Fprint(w, " ", p.Summary())
	}
	if len(n.Children) > 0 {
		fmt.Fprintf(w, " …\n\n%s\n", a.say("cli.help.verbs"))
		a.verbs(w, n, "")
	} else {
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "\n%s\n", a.say("cli.help.flags"))
	for at := n; at != nil; at = at.Parent {
		for _, f := range at.Flags {
			fmt.Fprintf(w, "  %-34s %s\n", f.String(), a.text(f.Help))
		}
	}
	fmt.Fprintf(w, "\n%s\n", a.say("cli.help.codes"))
}

func (a *App) verbs(w io.Writer, n *kong.Node, prefix string) {
	for _, c := range n.Children {
		if len(c.Children) > 0 {
			a.verbs(w, c, prefix+c.Name+" ")
			continue
		}
		line := prefix + c.Name
		for _, p := range c.Positional {
			line += " " + p.Summary()
		}
		fmt.Fprintf(w, "  %-34s %s\n", line, a.text(c.Help))
	}
}

// text renders a help tag, which is a translation key.
func (a *App) text(key string) string { return phrase.Text(a.lang, key) }
