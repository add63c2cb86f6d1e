// Package widgets holds the small pieces screens are built from: bars, the navigation, badges, notices, empty screens, checklists.
//
// Each follows the theme when it changes and takes its sentences from whoever uses it; states are always shown by an icon or a word
// beside the colour. The package must know nothing of what it shows: no unit, no score, no storage.
package widgets
