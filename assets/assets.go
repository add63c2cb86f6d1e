// Package assets carries what the program needs and does not compute: fonts, icons, translations and samples, embedded at build time.
package assets

import "embed"

// Translations holds translations/<language>/<area>.json, each a flat object from key to sentence.
//
//go:embed translations
var Translations embed.FS

// Samples holds samples/<id>/{cluster,criteria,inputs}.yaml: real seasons that can be opened as a sandbox.
//
//go:embed samples
var Samples embed.FS
