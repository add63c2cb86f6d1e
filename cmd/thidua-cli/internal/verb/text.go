package verb

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"thidua/emulation"
	"thidua/vietnamese"
)

// Text reads a text file a person named: UTF-8, or UTF-16 with the mark that Notepad puts in front. Whatever ends its lines, "\n" does. A text in
// another encoding is refused, and named where it can be.
func (a *App) Text(name string) (string, error) {
	raw, err := a.File(name)
	if err != nil {
		return "", err
	}
	raw, err = vietnamese.Decode(raw)
	if err != nil || !utf8.Valid(raw) || bytes.IndexByte(raw, 0) >= 0 {
		return "", emulation.Errorf(emulation.Invalid, "cli.not-utf8", "file", name).Because(err)
	}
	text := lineEnds.Replace(string(raw))
	return text, unicoded(name, text)
}

// Secret is a passphrase or recovery code in a file, as editors of all systems write one: with or without a mark of its encoding and a last end of line.
func (a *App) Secret(name string) (string, error) {
	raw, err := a.File(name)
	if err != nil {
		return "", err
	}
	if raw, err = vietnamese.Decode(raw); err != nil {
		return "", emulation.Errorf(emulation.Invalid, "cli.not-utf8", "file", name).Because(err)
	}
	return strings.TrimRight(string(raw), "\r\n"), nil
}

// ForeignText is Text for a file of a format that tells its own faults with their lines.
func (a *App) ForeignText(name string) ([]byte, error) {
	raw, err := a.Foreign(name)
	if err != nil {
		return nil, err
	}
	if raw, err = vietnamese.Decode(raw); err != nil {
		return nil, emulation.Errorf(emulation.Invalid, "cli.not-utf8", "file", name).Because(err)
	}
	if len(raw) > mostText || !utf8.Valid(raw) {
		return raw, nil
	}
	return raw, unicoded(name, string(raw))
}

// mostText is how long a text is looked through for words in another encoding; no file that is taken is longer.
const mostText = 1 << 20

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// unicoded refuses a text with words in an encoding older than Unicode.
func unicoded(name, text string) error {
	line := 0
	for l := range strings.Lines(text) {
		line++
		if encoding, meant := vietnamese.Misread(strings.TrimSpace(l)); encoding != "" {
			return emulation.Errorf(emulation.Invalid, "cli.text-encoding", "encoding", emulation.Say("encoding."+string(encoding)), "meant", Clip(vietnamese.OneLine(meant), 60)).At(name, line, "")
		}
	}
	return nil
}
