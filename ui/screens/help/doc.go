// Package help shows the guide over the window: its pages, a search that knows no diacritics, and the place that belongs to the screen one is on.
//
// What the guide says stands in docs/guide. It must not know other screens.
package help
