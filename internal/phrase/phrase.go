// Package phrase turns a Message (a key and its values) into the sentence a person reads, in Vietnamese or English.
// Every sentence stands in assets/translations; nothing else in the program writes one.
package phrase

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"thidua/assets"
	"thidua/emulation"
)

// Language is "vi" or "en".
type Language string

// The two languages; Vietnamese comes first.
const (
	Vietnamese Language = "vi"
	English    Language = "en"
)

var tables = sync.OnceValue(func() map[Language]map[string]string {
	all := map[Language]map[string]string{}
	for _, lang := range []Language{Vietnamese, English} {
		t, err := load(assets.Translations, lang)
		if err != nil {
			panic(err) // embedded at build time and read by a test
		}
		all[lang] = t
	}
	all[vietnameseBlock] = ofBlock(all[Vietnamese])
	return all
})

func load(files fs.FS, lang Language) (map[string]string, error) {
	names, err := fs.Glob(files, "translations/"+string(lang)+"/*.json")
	if err != nil {
		return nil, err
	}
	table := map[string]string{}
	for _, name := range names {
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		var part map[string]string
		if err := json.Unmarshal(raw, &part); err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		for key, text := range part {
			if _, twice := table[key]; twice {
				return nil, fmt.Errorf("%s: key %q stands in two files", name, key)
			}
			table[key] = text
		}
	}
	return table, nil
}

// Template is the sentence of a key with its placeholders, and whether there is one.
func Template(lang Language, key string) (string, bool) {
	t, ok := tables()[lang][key]
	return t, ok
}

// Text is the sentence of a key; pairs are name, value for its {placeholders}.
func Text(lang Language, key string, pairs ...any) string {
	return Render(lang, emulation.Say(key, pairs...))
}

// Render is the sentence of a Message. A key without a sentence is shown by its value "id", which whoever wrote a file chose, else as itself, so
// that nothing is hidden.
func Render(lang Language, m emulation.Message) string {
	text, ok := Template(lang, m.Key)
	if !ok {
		if id, named := m.Args["id"].(string); named {
			return id
		}
		return m.Key
	}
	return Fill(lang, text, m.Args)
}

// Fill puts values in the places of a sentence's {placeholders}; one without a value stays.
func Fill(lang Language, text string, args map[string]any) string {
	if len(args) == 0 || !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(text[open:], '}')
		if end < 0 {
			break
		}
		name := text[open+1 : open+end]
		b.WriteString(text[:open])
		if v, ok := args[name]; ok {
			b.WriteString(value(lang, v))
		} else {
			b.WriteString(text[open : open+end+1])
		}
		text = text[open+end+1:]
	}
	b.WriteString(text)
	return b.String()
}

// localised is a value that knows how it is written in a language, such as an exact decimal (9,85 or 9.85).
type localised interface {
	Localise(decimalComma bool) string
}

func value(lang Language, v any) string {
	switch v := v.(type) {
	case emulation.Message:
		return Render(lang, v)
	case []emulation.Message:
		return strings.Join(emulation.Map(v, func(m emulation.Message) string { return Render(lang, m) }), "; ")
	case localised:
		return v.Localise(lang.DecimalComma())
	case error:
		return Error(lang, v)
	}
	return fmt.Sprint(v)
}

// Error is the sentence of an error: its own, with file and line in front where it has them; one that is not ours gets the sentence
// "error.unknown" with the technical text inside.
func Error(lang Language, err error) string {
	var e *emulation.Error
	if !errors.As(err, &e) {
		return Text(lang, "error.unknown", "detail", err.Error())
	}
	s := Render(lang, e.Message)
	switch {
	case e.File != "" && e.Line > 0:
		s = Text(lang, "error.at-line", "file", e.File, "line", e.Line, "sentence", s)
	case e.Line > 0:
		s = Text(lang, "error.at-line-only", "line", e.Line, "sentence", s)
	case e.File != "":
		s = Text(lang, "error.at-file", "file", e.File, "sentence", s)
	}
	return s
}
