// Package console is what the programs without a window share: the language of a command line, and help in two languages from kong's model,
// whose help texts are translation keys.
package console

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/alecthomas/kong"

	"thidua/internal/phrase"
)

// Language is read before anything else, so that a usage error is told in it too: --lang, else THIDUA_LANG, else Vietnamese.
func Language(getenv func(string) string, args []string) phrase.Language {
	lang := getenv("THIDUA_LANG")
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			lang = v
		} else if a == "--lang" && i+1 < len(args) {
			lang = args[i+1]
		}
	}
	if lang == string(phrase.English) {
		return phrase.English
	}
	return phrase.Vietnamese
}

// HelpWanted is the verb, or the whole program, whose help is asked for; nil if none is.
func (p *Parser) HelpWanted(args []string) *kong.Node {
	wanted := len(args) == 0
	node := p.kong.Model.Node
	for _, a := range args {
		if a == "--" {
			break
		}
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

// Help prints the help of a verb or of the whole program; about is the key of what the program is.
func Help(w io.Writer, lang phrase.Language, about string, n *kong.Node) {
	say := func(key string) string { return phrase.Text(lang, key) }
	what := n.Help
	if n.Parent == nil {
		what = about
	}
	fmt.Fprintf(w, "%s\n\n%s  %s", say(what), say("console.help.usage"), strings.TrimSpace(n.FullPath()))
	for _, p := range n.Positional {
		fmt.Fprint(w, " ", p.Summary())
	}
	if len(n.Children) > 0 {
		fmt.Fprintf(w, " …\n\n%s\n", say("console.help.verbs"))
		verbs(w, say, n, "")
	} else {
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "\n%s\n", say("console.help.flags"))
	for at := n; at != nil; at = at.Parent {
		for _, f := range at.Flags {
			line(w, f.String(), say(f.Help))
		}
	}
	fmt.Fprintf(w, "\n%s\n", say("console.help.codes"))
}

func verbs(w io.Writer, say func(string) string, n *kong.Node, prefix string) {
	for _, c := range n.Children {
		if len(c.Children) > 0 {
			verbs(w, say, c, prefix+c.Name+" ")
			continue
		}
		name := prefix + c.Name
		for _, p := range c.Positional {
			name += " " + p.Summary()
		}
		line(w, name, say(c.Help))
	}
}

func line(w io.Writer, name, text string) { fmt.Fprintf(w, "  %-34s %s\n", name, text) }

// Build is the revision the program was built from, "" where the build does not say.
func Build() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value
			}
		}
	}
	return ""
}
