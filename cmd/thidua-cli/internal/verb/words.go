package verb

import (
	"time"
	"unicode"
	"unicode/utf8"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
	"thidua/vietnamese"
	"thidua/workspace/season"
)

// Render says messages in the person's language.
func (a *App) Render(list []emulation.Message) []string {
	return emulation.Map(list, func(m emulation.Message) string { return phrase.Render(a.Lang, m) })
}

// When is a time of the log as people here write it.
func (a *App) When(ms int64) string {
	at := time.UnixMilli(ms).In(a.Env.Now().Location())
	if a.Lang == phrase.English {
		return at.Format("2006-01-02 15:04")
	}
	return vietnamese.ShortMoment(at)
}

// StepName is the name of a season's step.
func (a *App) StepName(step emulation.SeasonStep) string {
	return phrase.Render(a.Lang, season.StepName(step))
}

// Date is a stored day as people of the language write it.
func (a *App) Date(text string) string { return legal.Date(text).Localise(a.Lang.DecimalComma()) }

// Number is a stored figure as people of the language write it; words stay as they are.
func (a *App) Number(text string) string {
	d, err := decimal.Parse(text)
	if err != nil {
		return text
	}
	return d.Localise(a.Lang.DecimalComma())
}

// Award is the name of an award form; one without a name is shown by its id.
func (a *App) Award(id string) string { return a.Say("award."+id, "id", id) }

// Mark is the sign of what was not verified.
func (a *App) Mark(verified bool) string {
	if verified {
		return ""
	}
	return a.Say("legal.unverified")
}

// Over writes texts that were given over those that stand; what was not given stays.
func Over(given map[*string]*string) {
	for to, text := range given {
		if text != nil {
			*to = *text
		}
	}
}

// Points and total are figures for a table, "" where there are none.
func (a *App) Points(p *decimal.Decimal) string {
	if p == nil {
		return ""
	}
	return p.Localise(a.Lang.DecimalComma())
}

// Capital is a sentence with its first letter in upper case.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// Clip cuts a text for a column of a table.
func Clip(text string, letters int) string {
	if r := []rune(text); len(r) > letters {
		return string(r[:letters-1]) + "…"
	}
	return text
}

// Strings is a list for JSON, which has none that is null.
func Strings(list []string) []string { return append([]string{}, list...) }
