package verb

import (
	"io"
	"unicode"
	"unicode/utf8"
)

// Visible writes text for a terminal: what other people typed is shown, never obeyed. Control characters but line ends and tabs become the signs
// Unicode has for them, marks that turn the direction of a line a replacement sign.
func Visible(to io.Writer) io.Writer { return &visible{to: to} }

type visible struct {
	to   io.Writer
	rest []byte // the begin of a letter whose end is still to come
}

func (v *visible) Write(p []byte) (int, error) {
	text := append(v.rest, p...)
	v.rest = nil
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		if !utf8.FullRune(text) {
			v.rest = append(v.rest, text...)
			break
		}
		r, n := utf8.DecodeRune(text)
		switch {
		case r == '\n' || r == '\t':
			out = append(out, byte(r))
		case r < ' ':
			out = utf8.AppendRune(out, '\u2400'+r)
		case r == 0x7f:
			out = utf8.AppendRune(out, '\u2421')
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			out = utf8.AppendRune(out, utf8.RuneError)
		default:
			out = append(out, text[:n]...)
		}
		text = text[n:]
	}
	if _, err := v.to.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}
