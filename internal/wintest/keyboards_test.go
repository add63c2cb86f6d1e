//go:build full && wine && screen

package wintest_test

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// keyboard is a way in which keys come: acts of testdata/keyboard.c.
type keyboard struct {
	name  string
	words int                                    // so many are typed with it
	word  func(random func(int) int) string      // one of those it is tried with
	acts  func(word string, telex bool) []string // what types it
	enter []string
}

// The virtual keys, and the flag of the arrows and their neighbours (KEYEVENTF_EXTENDEDKEY).
const (
	vkBack    = 0x08
	vkEnter   = 0x0D
	vkShift   = 0x10
	vkControl = 0x11
	vkLeft    = 0x25
	vkInsert  = 0x2D
	vkDelete  = 0x2E
	vkDecimal = 0x6E
	vkNumLock = 0x90
	extended  = 1
)

// keyboards are those that are tried. What a typing tool sends was read from the tools' own behaviour: a letter that is changed is taken back and sent again.
var keyboards = []keyboard{
	// The character 0x08 as text; now and then a person takes a wrong letter back with the key.
	{"UniKey", 60, vietnamese, func(word string, telex bool) []string {
		acts := corrected(word, telex, func(n int) []string { return slices.Repeat(text("\b"), n) }, text)
		return append(append(acts, tap('X', 0x2D, 0)...), tap(vkBack, 0x0E, 0)...)
	}, pressEnter},
	// What is to be changed is selected with Shift and Left, and typed over.
	{"UniKey, selecting", 25, vietnamese, func(word string, telex bool) []string {
		return corrected(word, telex, func(n int) []string { return selected(n, 0x4B, extended) }, text)
	}, pressEnter},
	// The same without the flag of the arrows, as from a numeric pad without its lock.
	{"UniKey, selecting by the numeric pad", 15, vietnamese, func(word string, telex bool) []string {
		return corrected(word, telex, func(n int) []string { return selected(n, 0x4B, 0) }, text)
	}, pressEnter},
	// The changed letters come by the clipboard, which holds again afterwards what it held.
	{"UniKey, by the clipboard", 8, vietnamese, func(word string, telex bool) []string {
		return corrected(word, telex, backKeys(0x0E), pasted(chord(vkControl, 0x1D, 'V', 0x2F, 0)))
	}, pressEnter},
	{"UniKey, by the clipboard and Shift+Insert", 8, vietnamese, func(word string, telex bool) []string {
		return corrected(word, telex, backKeys(0x0E), pasted(chord(vkShift, 0x2A, vkInsert, 0x52, extended)))
	}, pressEnter},
	// A blank nobody sees ends what the window may offer; it goes with the letters that are taken back, by keys without a scan code.
	{"EVKey", 25, vietnamese, func(word string, telex bool) []string {
		return corrected(word, telex, func(n int) []string { return append(text("\u202f"), backKeys(0)(n+1)...) }, text)
	}, pressEnter},
	// Windows' own Vietnamese keyboard: letters with their signs, tones as marks of their own behind them.
	{"Windows' Vietnamese keyboard", 25, vietnamese, func(word string, _ bool) []string {
		return characters(toned(word))
	}, posted(vkEnter)},
	// All marks by themselves, as from a Mac by remote desktop.
	{"a keyboard of bare marks", 15, vietnamese, func(word string, _ bool) []string {
		return characters(norm.NFD.String(word))
	}, posted(vkEnter)},
	// A dead key says nothing until the letter comes.
	{"dead keys", 15, vietnamese, func(word string, _ bool) (acts []string) {
		for _, r := range word {
			if r > 0x7f {
				acts = append(acts, fmt.Sprintf("post 103 %x", '^')) // WM_DEADCHAR
			}
			acts = append(acts, characters(string(r))...)
		}
		return acts
	}, posted(vkEnter)},
	// Keys without scan codes, and text that no key stands for.
	{"remote desktop", 25, vietnamese, func(word string, _ bool) []string {
		acts := append(text(word), tap('X', 0, 0)...)
		return append(append(acts, selected(1, 0, 0)...), tap(vkDelete, 0, 0)...)
	}, tap(vkEnter, 0, 0)},
	// The numeric pad: a comma where Windows says so, else a point.
	{"the numeric pad", 15, func(random func(int) int) string {
		return fmt.Sprintf("%d%c%d", random(100), ",."[random(2)], random(100))
	}, func(word string, _ bool) (acts []string) {
		for _, r := range word {
			switch r {
			case ',':
				acts = append(acts, text(",")...)
			case '.':
				acts = append(acts, tap(vkDecimal, 0x53, 0)...)
			default:
				acts = append(acts, tap(0x60+int(r-'0'), []int{0x52, 0x4F, 0x50, 0x51, 0x4B, 0x4C, 0x4D, 0x47, 0x48, 0x49}[r-'0'], 0)...)
			}
		}
		return acts
	}, tap(vkEnter, 0x1C, extended)},
}

var pressEnter = tap(vkEnter, 0x1C, 0)

func vietnamese(random func(int) int) string { return words[random(len(words))] }

func tap(vk, scan, flags int) []string {
	return []string{fmt.Sprintf("down %x %x %x", vk, scan, flags), fmt.Sprintf("up %x %x %x", vk, scan, flags)}
}

// posted is a key as Windows gives it to a window, which makes the text of it.
func posted(vk int) []string {
	return []string{fmt.Sprintf("post 100 %x", vk), fmt.Sprintf("post 101 %x c0000001", vk)}
}

// chord is a key pressed while another is held.
func chord(held, heldScan, vk, scan, flags int) []string {
	return slices.Concat([]string{fmt.Sprintf("down %x %x", held, heldScan)}, tap(vk, scan, flags), []string{fmt.Sprintf("up %x %x", held, heldScan)})
}

func text(s string) (acts []string) {
	for _, r := range s {
		acts = append(acts, fmt.Sprintf("text %x", r))
	}
	return acts
}

// characters are text as Windows gives it to a window behind a key.
func characters(s string) (acts []string) {
	for _, r := range s {
		acts = append(acts, fmt.Sprintf("post 102 %x", r)) // WM_CHAR
	}
	return acts
}

// backKeys takes letters back with the key.
func backKeys(scan int) func(n int) []string {
	return func(n int) []string { return slices.Repeat(tap(vkBack, scan, 0), n) }
}

func selected(n, scan, flags int) []string {
	return slices.Concat([]string{fmt.Sprintf("down %x 2a", vkShift)}, slices.Repeat(tap(vkLeft, scan, flags), n), []string{fmt.Sprintf("up %x 2a", vkShift)})
}

// pasted puts letters by the clipboard.
func pasted(keys []string) func(string) []string {
	return func(s string) []string {
		if !strings.ContainsFunc(s, func(r rune) bool { return r > 0x7f }) { // what keys type
			return text(s)
		}
		return slices.Concat([]string{"clip" + units(s)}, keys, []string{"wait 14", "clip" + units("cũ\tkhác")})
	}
}

func units(s string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, " %x", r)
	}
	return b.String()
}

// corrected types a word as a typing tool does: where a key changes letters that stand already, it takes back what is to be changed, and sends others.
func corrected(word string, telex bool, back func(n int) []string, send func(string) []string) (acts []string) {
	var before []rune
	for _, s := range states(word, telex) {
		after := []rune(s)
		same := 0
		for same < min(len(before), len(after)) && before[same] == after[same] {
			same++
		}
		if n := len(before) - same; n > 0 {
			acts = append(acts, back(n)...)
		}
		acts = append(acts, send(string(after[same:]))...)
		before = after
	}
	return acts
}

// toned is a word whose tones are marks of their own: "đệ" → "đê\u0323".
func toned(word string) string {
	var b strings.Builder
	for _, r := range word {
		parts, tone := norm.NFD.String(string(r)), ""
		for _, p := range parts {
			if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", p) {
				tone = string(p)
			}
		}
		b.WriteString(norm.NFC.String(strings.Replace(parts, tone, "", 1)) + tone)
	}
	return b.String()
}
