// Package screen is what every screen of the window shares: its place in the window, what it tells and asks, how it reads away from the
// window what it shows, how it carries out what a person decided and tells how that went, and the pages behind its tabs.
//
// It knows no record, no workspace and no screen: what is read, shown and done is the screen's own.
package screen
