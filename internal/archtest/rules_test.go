package archtest

import "regexp"

// Use is a rule about one thing a source may only do in named places.
type Use struct {
	What    string   // shown in the finding
	Imports []string // patterns of import paths that may not be imported
	Calls   []string // "import/path.Name" that may not be named
	Allowed []string // patterns of packages where it is right
	Why     string
}

// Uses are the things that have one place. Test files are free of them, but for those of Files.
var Uses = []Use{
	{
		What:    "the clock",
		Calls:   []string{"time.Now", "time.Since", "time.Until"},
		Allowed: []string{"thidua/cmd/*"},
		Why:     "time is given as a function from cmd, so that a test and the simulator can set it",
	},
	{
		What:    "chance",
		Imports: []string{"math/rand/...", "crypto/rand"},
		Allowed: []string{"thidua/cmd/*"},
		Why:     "a source of random bytes is given as an io.Reader from cmd, so that a run can be repeated",
	},
	{
		What:    "the way into the window",
		Calls:   []string{"fyne.io/fyne/v2.Do", "fyne.io/fyne/v2.DoAndWait"},
		Allowed: []string{"thidua/ui/bridge"},
		Why:     "one bridge, so that nobody waits on the window from inside the window",
	},
	{
		What: "a field of text",
		Calls: []string{"fyne.io/fyne/v2/widget.Entry", "fyne.io/fyne/v2/widget.NewEntry", "fyne.io/fyne/v2/widget.NewMultiLineEntry",
			"fyne.io/fyne/v2/widget.NewPasswordEntry", "fyne.io/fyne/v2/widget.NewEntryWithData", "fyne.io/fyne/v2/widget.SelectEntry",
			"fyne.io/fyne/v2/widget.NewSelectEntry", "fyne.io/fyne/v2/dialog.NewEntryDialog", "fyne.io/fyne/v2/dialog.ShowEntryDialog"},
		Allowed: []string{"thidua/ui/typing"},
		Why:     "typing.Entry is the one that loses and misplaces no word a Vietnamese typing tool composes",
	},
	{
		What: "what takes the keyboard",
		Calls: []string{"fyne.io/fyne/v2/widget.NewButton", "fyne.io/fyne/v2/widget.NewButtonWithIcon", "fyne.io/fyne/v2/widget.NewCheck",
			"fyne.io/fyne/v2/widget.NewSelect", "fyne.io/fyne/v2/widget.Select", "fyne.io/fyne/v2/widget.Check"},
		Allowed: []string{"thidua/ui/widgets"},
		Why:     "those of widgets are scrolled into sight when they get the keyboard, and leave to the window the keys they have no use for",
	},
	{
		What:    "a folder's name as a pattern",
		Calls:   []string{"path/filepath.Glob"},
		Allowed: []string{"thidua/internal/archtest"},
		Why:     "people call folders “Thi đua [2025]”: durable.Match takes the folder as it is",
	},
}

// exact is where no binary fraction may appear: from what is entered to what is printed every figure is an exact decimal.
var exact = []string{"thidua/emulation/...", "thidua/vietnamese", "thidua/documents/intake"}

// wordy are the packages that may hold Vietnamese letters in string literals: they read what people type, they do not speak. Everywhere
// else sentences come from assets/translations.
var wordy = []string{
	"thidua/vietnamese",
	"thidua/emulation/rule", // the notation of a cell: "có", "không"
	"thidua/internal/archtest",
}

const (
	maxLines  = 700
	fullTests = "TestFull" // what the name of a test begins with that only test-full runs
)

// foreign are texts that belong to one machine or one supplier and not into a repository. Built from halves, so that this file passes.
var foreign = []struct {
	pattern *regexp.Regexp
	what    string
}{
	{regexp.MustCompile(`(^|[\s"'=(:` + "`" + `])/(` + `home|Users|root|work|tmp|mnt/c)/[\w.]`), "the path of a machine"},
	{regexp.MustCompile(`(?i)c:\\+` + `users\\+\w`), "the path of a machine"},
	{regexp.MustCompile(`(proxy|sum)\.` + `golang\.org`), "the address of a registry"},
}
