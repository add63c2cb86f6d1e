package text

import (
	"embed"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"thidua/internal/phrase"
)

//go:embed fyne
var toolkitWords embed.FS

// Use makes a language the window's own. Call it before the app is created: the toolkit chooses its language by the system's locale and
// knows no Vietnamese, so its words in our language are given to it under the locale's name, and under English, which it falls back to.
// Widgets that are already on screen keep their words until they are made again.
func Use(l phrase.Language) error {
	if l != phrase.Vietnamese && l != phrase.English {
		l = phrase.Vietnamese
	}
	words, err := toolkitWords.ReadFile("fyne/" + string(l) + ".json")
	if err != nil {
		return fmt.Errorf("reading the toolkit's words in %s: %w", l, err)
	}
	locale := lang.SystemLocale()
	for _, name := range []fyne.Locale{fyne.Locale(fallback), locale, fyne.Locale(locale.LanguageString())} {
		if len(name) < 2 {
			continue
		}
		if err := lang.AddTranslationsForLocale(words, name); err != nil {
			return fmt.Errorf("giving the toolkit its words as %s: %w", name, err)
		}
	}
	current.Store(l)
	return nil
}

// fallback is the language the toolkit uses when it knows none of the system's.
const fallback = "en"
