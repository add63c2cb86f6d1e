package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"unicode/utf16"

	"fyne.io/fyne/v2"
)

// notifier tells outside the window, by the system, while nobody looks at the window. The window does not wait for the system.
func notifier(a fyne.App) func(title, words string) {
	var looks atomic.Bool
	a.Lifecycle().SetOnEnteredForeground(func() { looks.Store(true) })
	a.Lifecycle().SetOnExitedForeground(func() { looks.Store(false) })
	return func(title, words string) {
		if looks.Load() {
			return
		}
		switch runtime.GOOS {
		case "windows":
			title, words = inScript(title), inScript(words)
		case "linux":
			words = inMarkup(words)
		}
		go a.SendNotification(fyne.NewNotification(title, words))
	}
}

// inMarkup writes words so that they are shown as they stand where a notification may hold markup: what somebody at another computer typed is no link. The title holds
// none. Source: specifications.freedesktop.org/notification-spec, “Markup”.
func inMarkup(words string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(words)
}

// inScript writes words so that nothing in them is carried out. On Windows the toolkit puts them, between double quotes and as Go quotes them, into a
// script of PowerShell, which carries out what stands in $(…) there; they hold names and reasons that somebody at another computer typed. All but plain
// letters, digits and blanks become their numbers, which the script turns back into characters.
func inScript(words string) string {
	var b strings.Builder
	for _, c := range utf16.Encode([]rune(words)) {
		if c == ' ' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' {
			b.WriteByte(byte(c))
		} else {
			fmt.Fprintf(&b, "$([char]%d)", c)
		}
	}
	return b.String()
}
