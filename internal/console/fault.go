package console

import (
	"regexp"
	"strings"

	"thidua/emulation"
)

// kong says in English what is wrong with a command line, and only in words. A fault is one of its sentences: what its groups hold goes into
// the placeholders of the key, in their order.
type fault struct {
	said *regexp.Regexp
	key  string
	put  []string
}

func said(pattern, key string, put ...string) fault {
	return fault{regexp.MustCompile("^" + pattern + "$"), "console.fault." + key, put}
}

var faults = []fault{
	said(`(.*), did you mean (?:one of )?(.*)\?`, "meant", "fault", "list"),
	said(`(.*); perhaps try (.*)\?`, "perhaps", "fault", "try"),
	said(`unknown flag (.*)`, "flag", "flag"),
	said(`unexpected argument (.*)`, "argument", "text"),
	said(`unexpected flag argument "(.*)"`, "argument", "text"),
	said(`missing flags: (.*)`, "flags", "list"),
	said(`missing positional arguments (.*)`, "missing", "list"),
	said(`expected one of (.*)`, "choose", "list"),
	said(`expected (".*")`, "expected", "list"),
	said(`--(.*) and --(.*) can't be used together`, "together", "one", "other"),
	said(`(--[^ ]*) must be one of (.*) but got "(.*)"`, "enum", "flag", "list", "text"),
	said(`(.*): bool value must be .* but got "(.*)"`, "bool", "flag", "text"),
	said(`(.*): expected .* (?:int|uint) but got "(.*)"(?: \(.*\))?`, "number", "flag", "text"),
	said(`(.*): expected .* value but got "EOL" \(.*\)`, "no-value", "flag"),
	said(`(.*): expected .* value but got "(.*)" \(.*\)`, "value", "flag", "text"),
	said(`(.*): missing value, expecting .*`, "no-value", "flag"),
	said(`(.*): (?:stat|lstat|open|CreateFile|GetFileAttributesEx) (.*): .*`, "file", "flag", "file"),
	said(`(.*): "(.*)" exists but is a directory`, "folder", "flag", "file"),
}

// Fault is what kong says is wrong with a command line, as a message in the person's language. What it says otherwise goes as it is.
func Fault(err error) emulation.Message { return told(err.Error()) }

func told(text string) emulation.Message {
	for _, f := range faults {
		found := f.said.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		var pairs []any
		for i, name := range f.put {
			var v any = found[i+1]
			switch name {
			case "fault":
				v = told(found[i+1])
			case "list":
				v = list.Replace(found[i+1])
			}
			pairs = append(pairs, name, v)
		}
		return emulation.Say(f.key, pairs...)
	}
	return emulation.Say("console.fault.other", "text", text)
}

// list writes kong's lists as the help writes them: without quotes, "|" between those of which one is needed.
var list = strings.NewReplacer("...", "…", `","`, ", ", `"`, "", " or ", " | ")
